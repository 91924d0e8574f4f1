"""Agreements named without a verb: ceremonies that are held for them, and lines of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import AND, PARTY, SIGNS, Skeleton
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_fallback import without_what_is_made
from hezuo.graph.extract.chinese.signing_patterns import LIST, WHOLE_LIST
from hezuo.graph.extract.chinese.signing_words import NO_AGREEMENT, PAPER
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.chinese.topics import topics_after

_WHAT = rf"(?P<what>[^，。；！？\n{SIGNS}]{{0,40}}?)"
_SIGNED = "(?:签约|签字|签署|签订)"
_HELD = "(?:暨.{2,16})?(?:仪式|大会|活动|会)"
# Several bodies may hold such a day for others, or look on.
_FOR_OTHERS = (
    "(?!等|[^，。；]{0,14}"
    "(?:集中|项目|招商|推介|对接|系列|参加|出席|见证|参与|观摩|主办|承办|举办|组织))"
)
_NOT_BY = "(?![^，。；]{0,12}(?:主办|承办|举办|协办|组织|参加|出席|见证))"
_CEREMONIES = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲与乙战略合作签约仪式, 甲—乙合作协议签署活动
        rf"(?<![、和与及])(?P<who>{LIST}(?:{AND}|—{{1,4}}|-|·|×){WHOLE_LIST}){_NOT_BY}{_WHAT}{_SIGNED}{_HELD}",
        # 甲、乙合作共建实验室协议签约仪式
        rf"(?<![、和与及])(?P<who>{PARTY}(?:、{PARTY})++){_FOR_OTHERS}{_WHAT}{_SIGNED}{_HELD}",
        # 甲在丙地与乙举行战略合作签约仪式
        rf"(?P<who>{PARTY}[^，。；{SIGNS}]{{0,16}}{AND}{WHOLE_LIST})[^，。；{SIGNS}]{{0,10}}?"
        rf"(?:举行|召开|进行|开展)了?{_FOR_OTHERS}{_WHAT}{_SIGNED}{_HELD}",
        # 甲·乙校企合作签约
        rf"(?P<who>{PARTY}(?:—{{1,4}}|-|·|×|＆|&){WHOLE_LIST}){_WHAT}{_SIGNED}\s*$",
    )
)
_IS_PAPER = re.compile(f"(?:{PAPER})$")
_PLANNED_BEFORE = re.compile("拟|计划|筹备|将于|即将")
_PLANNED_AFTER = re.compile(".{0,6}(?:将于|拟于|定于|即将|被?推迟|被?取消|延期|改期|未能|搁置)")
# 甲——乙：协议
_LINE = re.compile(
    rf"(?P<who>{PARTY}(?:\s*(?:——?|-{{1,4}}|－{{1,4}}|→|×|&|＋|\+)\s*{PARTY})++)[：:，]?\s*"
    rf"(?P<what>[^，。；！？\n{SIGNS}]{{2,50}})?"
)
_PAPER_IN_LINE = re.compile(f"^[^，。；：]{{0,40}}?(?:{PAPER})")
_LIST_HEAD = re.compile(
    "签约项目|签约名单|现场签约|集中签约|签约情况|合同登记|技术合同|卖方.{0,2}买方|签约清单|签约一览"
)
_HEAD_LENGTH = 200


def ceremonies(document: Document, bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield what a ceremony is held for: 甲与乙战略合作签约仪式在…举行."""
    for match in _held(without_what_is_made(bones.text, bones)):
        start, end = bones.place(match.start("what")), bones.place(match.end("what"))
        what = document.surface(start, end) if match["what"] else ""
        if NO_AGREEMENT.search(what):
            continue
        name = what.strip("《》“”")
        parties = bones.parties_in(match["who"])
        signing = Signing(
            parties, bones.place(match.start()), sentence,
            name if _IS_PAPER.search(name) else None, "ceremony",
        )  # fmt: skip
        before = bones.text[max(0, match.start() - 6) : match.start()]
        if _PLANNED_BEFORE.search(before) or _PLANNED_AFTER.match(bones.text, match.end()):
            signing.status = "Planned"
            signing.flags.add(facts.PLANNED)
        signing.topics = topics_after(document, bones.place(match.end()))
        yield signing


def _held(text: str) -> Iterator[re.Match[str]]:
    """Yield the ceremonies of a text, each by the first pattern that tells who signs there."""
    if "签" not in text:
        return
    ends: set[int] = set()
    for pattern in _CEREMONIES:
        for match in pattern.finditer(text):
            if match.end() not in ends:
                ends.add(match.end())
                yield match


def list_lines(document: Document, bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield lines of a list of what was signed: 甲——乙：协议."""
    for match in _LINE.finditer(bones.text):
        found = _PAPER_IN_LINE.search(match["what"] or "")
        if not found and not _is_in_list(document, sentence):
            continue
        title = None
        if found:
            start = match.start("what")
            title = document.surface(bones.place(start), bones.place(start + found.end()))
            title = title.strip("｜|")
        parties = bones.parties_in(match["who"])
        yield Signing(parties, bones.place(match.start()), sentence, title, "list-line")


def _is_in_list(document: Document, sentence: Sentence) -> bool:
    """Return whether the lines before say that a list of signings follows."""
    before = document.text[max(0, sentence.start - _HEAD_LENGTH) : sentence.start]
    return _LIST_HEAD.search(before) is not None
