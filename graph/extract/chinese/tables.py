"""Agreements in tables that a report holds: columns of parties, a paper or a topic, a day."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.mentions import ORGANIZATION

_ABOUT = re.compile("签约|签署|签订|协议|合同")
_NOT_SIGNED = re.compile("拟签|洽谈|意向|计划签|待签|未签|审查中|撤回|中止|终止|谈判")
_PAPER = re.compile("(?:协议|合同|备忘录|意向书)$")
_HEAD_LENGTH = 80
_FEWEST_ROWS = 2


def table_agreements(document: Document) -> list[Signing]:
    """Return an agreement for each row that holds two bodies, in a table of what was signed."""
    rows = [sentence for sentence in document.sentences if _is_row(document, sentence)]
    if len(rows) < _FEWEST_ROWS:
        return []
    head = document.text[max(0, rows[0].start - _HEAD_LENGTH) : rows[0].start]
    if not _ABOUT.search(head) or _NOT_SIGNED.search(head):
        return []
    return [_agreement(document, row) for row in rows]


def _agreement(document: Document, row: Sentence) -> Signing:
    """Return the agreement of a row: two bodies, what it is about, and a day."""
    bodies = document.names.within(row.start, row.end, ORGANIZATION)
    parties = [Party(document.surface(b.start, b.end), b.start, b.end, b.sort) for b in bodies]
    signing = Signing(parties, row.start, row, None, "table-row", confidence=0.85)
    dates = document.dates_in(bodies[1].end, row.end)
    if dates:
        signing.date, signing.is_date_inferred = dates[0].date, dates[0].is_inferred
    end = dates[0].start if dates else row.end
    about = document.surface(bodies[1].end, end).strip("｜|") if end > bodies[1].end else ""
    if _PAPER.search(about):
        signing.title = about
    elif 2 <= len(about) <= 30:
        signing.topics = (about,)
    return signing


def _is_row(document: Document, line: Sentence) -> bool:
    """Return whether a line is a row: two bodies with nothing between, and blanks in the source."""
    bodies = document.names.within(line.start, line.end, ORGANIZATION)
    if len(bodies) != 2:
        return False
    between = document.text[bodies[0].end : bodies[1].start]
    if _NOT_SIGNED.search(document.text, bodies[1].end, line.end):
        return False
    return between in ("｜", "|", "\t") or (not between and bodies[1].start in document.plain.gaps)
