"""Agreements told as pairs and lists apart from the verb: 甲牵手乙、丙联手丁, 签约方为甲、乙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, WHOLE_LIST, Skeleton
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_words import PAPER, is_denied, is_not_yet, title_at
from hezuo.graph.extract.chinese.signings import Signing

_ALSO = "(?:则|也|还|又|再次|正式|成功|分别){0,2}"
_TIED = "(?:携手|牵手|联手|结对|联姻|结盟|握手|签约)"
# 甲携手乙, 丙则同丁结成对子, each a clause of its own
_PAIR = re.compile(
    rf"(?<![和与及同跟])(?<!{PARTY}、)({PARTY}){_ALSO}(?:{_TIED}({PARTY})(?=[，、；。！]|$)"
    rf"|[与同和跟]({PARTY})(?:成功|正式)?(?:结(?:成|为|了|下)?(?:了)?(?:对子?|伙伴|盟)|牵手|携手|握手|联姻)"
    "(?:成功)?(?=[，、；。！]|$))"
)
_SAYS_SIGNED = re.compile(f"签约|签下|签署|签订|落笔|{PAPER}|合作书")
# 签约方包括甲、乙和丙; 签约的三方为甲、乙、丙
_SIGNERS = re.compile(
    "(?:签约|缔约|签字|签署|签订|合作|协议)的?(?:各|双|三|四|五|多)?方(?:分别)?"
    f"(?:包括|包含|为|是|有|：)了?({WHOLE_LIST})"
)
# 开幕当天签约的有：甲与乙（师资互访）、丙与丁
_ANNOUNCED = re.compile(
    "(?:签约|签署|签订|签下|[交互]换了?(?:合同|协议)文本)[^：。；]{0,12}：(?P<list>[^。\n]{4,300})"
)
_TWO = re.compile(rf"^[^，。；、{SIGNS}]{{0,6}}({PARTY})[与和同跟]({PARTY})(?![、和])")
_PARTS = re.compile("[，；、]")
_PLANNED = re.compile("将于|将在|即将|拟|计划|筹备|预计")
_FEWEST_PAIRS = 2


def joined_pairs(bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield pairs that a sentence on signing tells one by one: 甲携手乙，丙牵手丁."""
    if not _SAYS_SIGNED.search(bones.text):
        return
    found = list(_PAIR.finditer(bones.text))
    if len(found) < _FEWEST_PAIRS or _PLANNED.search(bones.text[: found[0].start()]):
        return
    for match in found:
        parties = bones.parties_in(match[0])
        yield Signing(
            parties, bones.place(match.start()), sentence, None, "joined-pair", confidence=0.8
        )


def announced_pairs(bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield pairs of a list that signing is said of: 签约的有：甲与乙、丙与丁."""
    for match in _ANNOUNCED.finditer(bones.text):
        if _PLANNED.search(bones.text[: match.start("list")]):
            continue
        place = match.start("list")
        for part in _PARTS.split(match["list"]):
            if two := _TWO.match(part):
                yield Signing(
                    bones.parties_in(two[0]), bones.place(place), sentence, None, "announced-pair",
                    confidence=0.8,
                )  # fmt: skip
            place += len(part) + 1


def named_signers(document: Document, bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield one agreement of those who are said to be its parties: 签约方包括甲、乙和丙."""
    for match in _SIGNERS.finditer(bones.text):
        before = bones.text[: match.start()]
        parties = bones.parties_in(match[1])
        is_none = is_not_yet(before, "") or is_denied(before, bones.text[match.end() :])
        if len({party.name for party in parties}) > 1 and not is_none:
            place = bones.place(match.start())
            title = title_at(document, bones, match.end())
            yield Signing(parties, place, sentence, title, "named-signers")
