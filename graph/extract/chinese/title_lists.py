"""Titles whose recipients stand in lines of their own: 认定为丙的有：, and below 甲, 乙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.designation_forms import HOPED
from hezuo.graph.extract.chinese.designation_titles import titles_in
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.mentions import ORGANIZATION

_FIRST_LINE = re.compile(
    "(?:^|(?<=\n))(?P<before>[^\n。；]{0,60}?)(?:入选|获评|上榜|获批|列入|(?:认定|命名|评|评定|确定|授予|列|选)为|授予)"
    "(?P<title>[^\n，。；：]{4,50}?)的?(?:单位|企业|机构|地区|名单)?(?:有|是|包括|如下|分别[是为])?[：:]\n"
)
# 1. 甲, ①甲, · 甲
_LINE = re.compile(
    "[ \u3000]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）).、．]|[①-⑳·●◆■▲★✅-])?[ \u3000]*"
    "(?P<name>[^\n，。；：:]{2,40}?)[ \u3000]*[；;。]?(?:\n|$)"
)
_MOST_LINES = 100


def titles_of_lists(document: Document) -> Iterator[facts.DesignationFact]:
    """Yield titles whose recipients stand below them, each in a line that is nothing else."""
    for first in _FIRST_LINE.finditer(document.text):
        titles = titles_in(first["title"])
        recipients = tuple(_recipients(document, first.end()))
        if not titles or not recipients or HOPED.search(first["before"]):
            continue
        start = first.start("title")
        span = document.span_of(document.sentence_at(start))
        for title in titles:
            yield facts.DesignationFact(
                title=document.surface(start + title.start, start + title.end),
                recipients=recipients,
                batch=title.batch,
                rule="listed-below",
                confidence=0.85,
                sentence=span,
                spans=(span,),
            )


def _recipients(document: Document, place: int) -> Iterator[str]:
    """Yield the names of the lines from a place on that are one body each."""
    for _ in range(_MOST_LINES):
        line = _LINE.match(document.text, place)
        if line is None:
            return
        start, end = line.span("name")
        bodies = document.names.within(start, end, ORGANIZATION)
        if not any((body.start, body.end) == (start, end) for body in bodies):
            return
        yield document.surface(start, end)
        place = line.end()
