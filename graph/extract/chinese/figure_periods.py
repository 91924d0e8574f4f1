"""The time that a figure in a Chinese text is of: 2021年, 2015年到2018年, 截至6月底, 今年上半年."""

from __future__ import annotations

import re
from typing import NamedTuple

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.measures import AFTER_DATE
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.dates import DateMention

_TO = "[到至~～—–-]{1,2}"
_YEAR_TO = re.compile(f"((?:19|20)[0-9]{{2}})年?{_TO}$")
_MONTH_TO = re.compile(f"(?<![0-9])([0-9]{{1,2}})月?{_TO}$")
_TO_ONLY = re.compile(f"年?{_TO}")
_UNTIL = re.compile("(?:截至|截止|截止到|到|至)$")
# 近日 and 今天 are when it was said, not what it is of.
_NEWS = re.compile(
    "近日|日前|近期|连日来|不久前|今[天日晨早]|昨[天日晚]|前[天日]|当[天日晚]|同日|即日"
)
_COMMA = re.compile("，?")
_PARTS = {
    "上半年": ("01", "06"), "下半年": ("07", "12"), "前三季度": ("01", "09"),
    "一季度": ("01", "03"), "二季度": ("04", "06"), "三季度": ("07", "09"),
    "四季度": ("10", "12"),
}  # fmt: skip
_PART = re.compile("|".join(_PARTS))
_FAR = 12


class Period(NamedTuple):
    """A date, or two with / between them, and whether it was counted from another."""

    text: str
    is_inferred: bool


def period_of(document: Document, sentence: Sentence, stretch: int, start: int) -> Period | None:
    """Return the time that is said right before a measure, in its clause or in the one before."""
    dates = document.dates_in(sentence.start, start)
    if not dates or not dates[-1].date or dates[-1].end > start:
        return None
    date = dates[-1]
    if date.start < stretch and not _leads_to(document, date, stretch):
        return None
    if _NEWS.match(document.text, date.start):
        return None
    return _from_to(document, date, dates[-2] if len(dates) > 1 else None, start)


def _leads_to(document: Document, date: DateMention, stretch: int) -> bool:
    """Return whether nothing but a comma is between a date and a clause that it is of.

    A day without 截至 is when something happened: 5月8日，甲乙签约.
    """
    if len(date.date) > 7 and not _UNTIL.search(
        document.text, max(0, date.start - _FAR), date.start
    ):
        return False
    after = AFTER_DATE.match(document.text, date.end, stretch)
    found = _COMMA.match(document.text, after.end() if after else date.end, stretch)
    return found is not None and found.end() == stretch


def _from_to(
    document: Document, date: DateMention, earlier: DateMention | None, limit: int
) -> Period:
    """Return a date with the one that it is the end of a span from, if there is one."""
    text, before = document.text, max(0, date.start - _FAR)
    if earlier and earlier.date and _TO_ONLY.fullmatch(text, earlier.end, date.start):
        is_inferred = date.is_inferred or earlier.is_inferred
        return Period(f"{earlier.date}/{date.date}", is_inferred)
    if year := _YEAR_TO.search(text, before, date.start):
        return Period(f"{year[1]}/{date.date}", date.is_inferred)
    month = _MONTH_TO.search(text, before, date.start)
    if month and len(date.date) == 7 and 1 <= int(month[1]) <= 12:
        return Period(f"{date.date[:4]}-{int(month[1]):02}/{date.date}", date.is_inferred)
    part = _PART.search(text, date.start, min(limit, date.end + len("第前三季度")))
    if part and len(date.date) == 4:
        first, last = _PARTS[part[0]]
        return Period(f"{date.date}-{first}/{date.date}-{last}", date.is_inferred)
    return Period(date.date, date.is_inferred)
