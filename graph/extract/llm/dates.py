"""Holds a date that a language model worked out against the words of the text that say it."""

from __future__ import annotations

import datetime
import re
import unicodedata

from hezuo.graph.sources.dates import read_date
from hezuo.graph.values import partial_date

# A date counted from the day of publication (去年底, 下周三, "next spring") lies near it.
_FARTHEST_YEARS = 2
_YEAR = re.compile(r"(?<![0-9])((?:1[89]|20|21)[0-9]{2})(?![0-9])")
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|0?[1-9])月")
_DAY = re.compile(r"(?<![0-9])(3[01]|[12][0-9]|0?[1-9])(?:[日号]|st\b|nd\b|rd\b|th\b)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b")
_SMALL_NUMBER = re.compile(r"(?<![0-9])(3[01]|[12][0-9]|0?[1-9])(?![0-9])")


def fitting_date(date: str, words: str, published: str) -> tuple[str, bool]:
    """Return a date that words of a text may mean, and whether any of it was worked out.

    What the words state (年, 月, 日, an English month, a date in full) has to be what the date
    says; what they leave open is counted from the publication, which has to be known and near.
    Raises ValueError, which says why, where they do not fit.

    >>> fitting_date("2022-05-08", "5月8日", "2022-05-10")
    ('2022-05-08', True)
    >>> fitting_date("2021-12-09", "二〇二一年十二月九日", "")
    ('2021-12-09', False)
    """
    said = _parts(partial_date(date))
    stated = _stated(words)
    for name, value in stated.items():
        if name in said and said[name] != value:
            raise ValueError(f"{date} is not what {words!r} says")
    if said.keys() <= stated.keys():
        return date, False
    if "year" not in stated:
        _check_near(said["year"], published, date)
    return date, True


def _parts(date: str) -> dict[str, int]:
    """Return the year, month and day of a date, as far as it has them."""
    return dict(zip(("year", "month", "day"), map(int, date.split("-")), strict=False))


def _stated(words: str) -> dict[str, int]:
    """Return the parts of a date that words state outright."""
    try:
        return _parts(read_date("".join(words.split())))
    except ValueError:  # no date in full: look for its parts
        plain = unicodedata.normalize("NFKC", words).casefold()
    if month := _ENGLISH_MONTH.search(plain):
        found = {"month": _MONTHS.index(month[1]) + 1}
        forms = {"year": _YEAR, "day": _SMALL_NUMBER}
    else:
        found, plain = {}, "".join(plain.split())
        forms = {"year": _YEAR, "month": _MONTH, "day": _DAY}
    # Of several (5月8日至10日) the first is when it began.
    return found | {name: int(m[1]) for name, form in forms.items() if (m := form.search(plain))}


def _check_near(year: int, published: str, date: str) -> None:
    """Raise ValueError for a year that the publication does not explain."""
    try:
        published_in = _parts(partial_date(published))["year"]
    except ValueError:
        raise ValueError(f"{date} is counted from a publication whose date is not known") from None
    latest = min(published_in + _FARTHEST_YEARS, datetime.MAXYEAR)
    if not published_in - _FARTHEST_YEARS <= year <= latest:
        raise ValueError(f"{date} is far from the publication ({published})")
