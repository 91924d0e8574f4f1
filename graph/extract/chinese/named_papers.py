"""Agreements that are spoken of as papers: 甲与乙2020年签订的《…》, 甲与乙的合作协议."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, Skeleton
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_words import (
    NO_AGREEMENT,
    PAPER,
    is_denied,
    is_not_yet,
)
from hezuo.graph.extract.chinese.signings import Signing

_SOME = f"[^，。；：！？《》“”{SIGNS}]"
_MADE = "(?:(?:所)?(?:签订|签署|订立|签定|签下|达成|缔结|签|订)的)"
# 甲与乙2020年3月签订的《…协议》, 甲与乙之间的合作协议
_PAPER = re.compile(
    f"(?P<one>{PARTY})[^，。；：！？《》“”{SIGNS}]{{0,8}}[与和同跟](?P<other>{PARTY})(?:之间)?"
    f"(?:{_SOME}{{0,20}}?{_MADE}|{_SOME}{{0,12}}?的)"
    f"(?P<title>《[^》]{{2,60}}》|{_SOME}{{0,24}}?(?:{PAPER}))"
)
_IS_PAPER = re.compile(f"(?:{PAPER})(?:（[^）]{{1,12}}）)?$")
_WISHED = re.compile(
    "草案|文本|拟|待|审|起草|洽谈|磋商|谈判|意向(?!书)|未能|未签|流产|搁置|改期|取消|推迟"
)
_ENDS = re.compile("(?:到期|期满|届满)?[^，。；]{0,8}(?:解除|终止|作废)")
_RENEWED = re.compile("[^，。；]{0,10}(?:续签|续约|重签|延期|延长)")
_CONFIDENCE = 0.75
NAMED_PAPER = "named-paper"


def named_papers(document: Document, bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield agreements that a sentence takes as there: each by its parties and its title."""
    for match in _PAPER.finditer(bones.text):
        start, end = bones.place(match.start("title")), bones.place(match.end("title"))
        title = document.surface(start, end).strip("《》")
        before, after = bones.text[: match.start("other")], bones.text[match.end() :]
        is_wished = _WISHED.search(match[0]) or _WISHED.search(after[:12])
        if not _IS_PAPER.search(title) or NO_AGREEMENT.search(title) or is_wished:
            continue
        if is_not_yet(before, after[:30]) or is_denied(before, after):
            continue
        parties = bones.parties_in(match["one"] + match["other"])
        place = bones.place(match.start("title"))
        signing = Signing(parties, place, sentence, title, NAMED_PAPER, confidence=_CONFIDENCE)
        # The day of the sentence is that of what is told about the paper.
        dates = document.dates_in(bones.place(match.start("one")), place)
        if dates:
            signing.date, signing.is_date_inferred = dates[-1].date, dates[-1].is_inferred
        if _ENDS.match(after):
            signing.status = "Terminated"
        elif _RENEWED.match(after):
            signing.status = "Renewed"
        yield signing
