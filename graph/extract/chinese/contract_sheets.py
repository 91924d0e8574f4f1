"""Agreements as forms that name their parties line by line: 甲方：…, 乙方：…, 签订日期：…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.mentions import ORGANIZATION

_SIDES = (
    ("甲方", "乙方", "丙方", "丁方"), ("委托方", "受托方"), ("供方", "需方"), ("卖方", "买方"),
    ("出让方", "受让方"), ("转让方", "受让方"), ("许可方", "被许可方"), ("发包方", "承包方"),
    ("委托人", "受托人"), ("采购人", "中标人"), ("采购单位", "中标供应商"),
)  # fmt: skip
# Between the name of a side and the body there may be a remark in brackets.
_REMARK = "(?:（[^（）\n]{1,20}）)?[：:]"
_TITLE = re.compile("(?:合同|协议|项目|标的)(?:名称|标题)[：:](?P<title>[^\n，。；]{2,60})")
_DATE = re.compile("(?:签订|签署|签约|合同|生效)(?:日期|时间)[：:]")
_ABOUT = re.compile("合同|协议")
_NOT_SIGNED = re.compile("拟签|草案|范本|样本|示范文本|未签|待签")
# The lines of one form stand so near to one another.
_LONGEST_FORM = 600


def contract_sheets(document: Document) -> Iterator[Signing]:
    """Yield an agreement for each form that names two sides or more; 甲方 begins a new one."""
    for first, *others in _SIDES:
        for start, party in _named(document, first, 0, len(document.text)):
            parties = [party]
            limit = start + _LONGEST_FORM
            for side in others:
                parties += [found for _, found in _named(document, side, start, limit)][:1]
            about = document.text[max(0, start - _LONGEST_FORM // 2) : limit]
            is_form = _ABOUT.search(about) and not _NOT_SIGNED.search(about)
            if is_form and len({one.name for one in parties}) > 1:
                yield _signing(document, start, limit, parties)


def _named(document: Document, side: str, start: int, end: int) -> Iterator[tuple[int, Party]]:
    """Yield where a side is named, and the body behind it."""
    if side not in document.text:
        return
    for match in re.finditer(f"(?<![\u4e00-\u9fff]){side}{_REMARK}", document.text[start:end]):
        at = start + match.end()
        for mention in document.names.beginning_in(at, at + 2):
            if mention.sort == ORGANIZATION:
                name = document.surface(mention.start, mention.end)
                yield start + match.start(), Party(name, mention.start, mention.end, ORGANIZATION)
                break


def _signing(document: Document, start: int, limit: int, parties: list[Party]) -> Signing:
    sentence = document.sentence_at(parties[0].start)
    signing = Signing(parties, start, sentence, None, "contract-sheet", confidence=0.8)
    text = document.text
    if title := _TITLE.search(text, max(0, start - _LONGEST_FORM // 2), limit):
        signing.title = document.surface(*title.span("title")).strip("《》")
    if said := _DATE.search(text, start, limit):
        dates = document.dates_in(said.end(), said.end() + 2)
        if dates:
            signing.date, signing.is_date_inferred = dates[0].date, dates[0].is_inferred
    return signing
