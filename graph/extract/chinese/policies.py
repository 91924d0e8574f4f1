"""Plans, measures and rules in 《》 that bodies issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.dates import DateMention
from hezuo.graph.extract.mentions import ORGANIZATION, Mention

# 办法, 若干政策措施, 十条, （试行）
_POLICY = re.compile(
    "(?:办法|方案|意见|规划|计划|措施|政策|规定|条例|指南|细则|通知|决定|纲要|指引|规则"
    "|若干.{0,12}|行动|要点|清单|目录|标准|导则|预案|大纲|路线图|守则|举措|通告|公告|规程|规范|制度|准则"
    "|[一二三四五六七八九十0-9]{1,4}条)(?:（[^）]{0,40}）)?(?:[0-9]{4}.{0,40})?$"
)
_NO_POLICY = re.compile(
    "白皮书|蓝皮书|绿皮书|宣言|倡议|征求意见稿|草案|协议|备忘录|合同|报告|声明|讲话|手册|教材"
    "|丛书|(?<!办)法$|名单|指数"
)
_ISSUED = re.compile(
    "(?:联合)?(?:制定)?(?:印发|发布|出台|制定|公布|下发|颁布|推出|发出|修订|审议通过|正式实施"
    "|正式出炉|出炉|转发|发文)"
)
# 《…》（以下简称…）正式印发
_ISSUED_AFTER = re.compile(
    "(?:（[^）]{0,60}）)?[^，。；《]{0,24}?(?:正式)?(?:印发|发布|出台|公布|实施|施行|出炉|颁布)"
)
# 根据《…》, 落实…精神: it is spoken of, not issued.
_BASIS = re.compile(
    "(?:根据|按照|依据|依照|落实|贯彻|贯彻落实|结合|对照|参照|解读|学习)[^。；，]{0,12}$"
)
_PLANNED = re.compile("拟|将于|即将|征求|起草")
# 《…》由甲印发: not by who issued another before.
_BY = re.compile("[由经](?!于)")
# 1月20日起施行: that is not when it was issued.
_IN_FORCE = re.compile("(?:正式)?(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效)")
_AND = re.compile("[、和与及，]|以及|联合|会同")
_END = re.compile("[。；]")
_SHORTEST = 5
_NEAR, _NEAREST, _FAR_AFTER = 60, 25, 40
_FARTHEST_ISSUER = 30


def policies(document: Document) -> Iterator[facts.PolicyFact]:
    """Yield plans, measures and rules in 《》 that bodies issued."""
    for title in document.titles:
        is_policy = _POLICY.search(title.text) and not _NO_POLICY.search(title.text)
        if not is_policy or len(title.text) < _SHORTEST:
            continue
        sentence = document.sentence_at(title.start)
        issuers = _issued_by(document, sentence, title)
        if issuers is None:
            continue
        date = _date_after(document, sentence, title) or document.date_near(title.start)
        if date and _IN_FORCE.match(document.text, date.end):
            date = None
        yield facts.PolicyFact(
            title=document.surface(title.start + 1, title.end - 1),
            issuers=tuple(issuers),
            date=date.date if date else None,
            rule="issued",
            confidence=0.9,
            flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
            sentence=document.span_of(sentence),
            spans=(document.plain.span(title.start, title.end),),
        )


def _date_after(document: Document, sentence: Sentence, title: Mention) -> DateMention | None:
    """Return the date said between a title and its verb of issuing: 《…》日前印发."""
    limit = min(title.end + _FAR_AFTER, sentence.end)
    follows = _ISSUED_AFTER.match(document.text, title.end, limit)
    if follows is None or follows[0].endswith(("实施", "施行")):
        return None
    said = document.dates_in(title.end, follows.end())
    return said[0] if said else None


def _issued_by(document: Document, sentence: Sentence, title: Mention) -> list[str] | None:
    """Return who issued what has a title, as far as it is said; None if nobody did."""
    before = document.text[sentence.start : title.start]
    if _BASIS.search(before[-_NEAR:]) or _PLANNED.search(before[-_NEAREST:]):
        return None
    start = max(sentence.start, title.start - _NEAR)
    verb = None
    for match in _ISSUED.finditer(document.text, start, title.start):
        verb = match
    limit = min(title.end + _FAR_AFTER, sentence.end)
    follows = _ISSUED_AFTER.match(document.text, title.end, limit)
    is_said_before = verb is not None and not _END.search(document.text, verb.end(), title.start)
    if not follows and not is_said_before:
        return None
    if follows and (by := _BY.search(document.text, title.end, follows.end())):
        return _issuers(document, sentence, follows.end(), by.start())
    issuers = _issuers(document, sentence, verb.start()) if verb and is_said_before else []
    if not issuers and follows:
        issuers = _issuers(document, sentence, follows.end(), title.end)
        issuers = issuers or _issuers(document, sentence, title.start)
    return issuers


def _issuers(document: Document, sentence: Sentence, before: int, after: int = 0) -> list[str]:
    """Return the bodies that stand joined right before a verb of issuing."""
    bodies = document.names.within(max(after, sentence.start), before, ORGANIZATION)
    found: list[Mention] = []
    for body in reversed(bodies):
        between = document.text[body.end : found[-1].start if found else before]
        if found:
            if not _AND.fullmatch(between):
                break
        elif _END.search(between) or len(between) > _FARTHEST_ISSUER:
            break
        found.append(body)
    return document.surfaces(reversed(found))
