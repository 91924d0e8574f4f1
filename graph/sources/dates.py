"""Reads dates as people write them, with the precision that they state."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache

from hezuo.graph.values import partial_date

_YEAR, _MONTH, _DAY = "(?P<y>[0-9]{4})", "(?P<m>[0-9]{1,2})", "(?P<d>[0-9]{1,2})"
_FORMS = [
    re.compile(form)
    for form in (
        f"{_YEAR}年?",
        f"{_YEAR}年{_MONTH}月?",
        f"{_YEAR}年{_MONTH}月{_DAY}[日号]?",
        f"{_YEAR}(?P<s>[-/.]){_MONTH}(?:(?P=s){_DAY})?",
        "(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})?",
    )
]
# ISO 8601 and databases add a time of day; a date keeps the day.
_TIME = re.compile(
    r"(?<=[0-9])[T ][0-2]?[0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9:]+)?$"
)
_BLANKS_IN_CHINESE = re.compile(r"(?<=[年月]) +| +(?=[年月日号])")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DIGITS = "一二三四五六七八九"
_COUNTED = f"((?:[{_DIGITS}]?十)?[{_DIGITS}]|[{_DIGITS}]?十)"
_CHINESE_DATE = re.compile(f"([〇○零{_DIGITS}]{{4}})年(?:{_COUNTED}月(?:{_COUNTED}[日号])?)?")


@lru_cache(maxsize=10_000)  # a table names few days in many rows
def read_date(text: str) -> str:
    """Return a date as ``2021``, ``2021-03`` or ``2021-03-05``; raise ValueError for what is none.

    >>> read_date("2021年3月"), read_date("2021/3/5"), read_date("２０２１０３０５")
    ('2021-03', '2021-03-05', '2021-03-05')
    >>> read_date("二〇二一年十二月九日"), read_date("2021-03-05T00:00:00Z")
    ('2021-12-09', '2021-03-05')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _BLANKS_IN_CHINESE.sub("", _TIME.sub("", plain))
    spoken = _CHINESE_DATE.fullmatch(unicodedata.normalize("NFC", plain))
    if spoken:
        year = spoken[1].translate(_CHINESE_DIGITS)
        plain = "-".join([year, *(f"{_number(part):02}" for part in spoken.groups()[1:] if part)])
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            parts = match.groupdict()
            stated = [parts["y"], parts.get("m"), parts.get("d")]
            try:
                return partial_date("-".join(part.zfill(2) for part in stated if part))
            except ValueError:
                break
    return partial_date(text.strip())


def as_date_text(date: datetime.date | datetime.datetime) -> str:
    """Return the day of a date that a spreadsheet holds as such."""
    return (date.date() if isinstance(date, datetime.datetime) else date).isoformat()


def _number(chinese: str) -> int:
    """Return a number up to 99 that is written in Chinese: 十二, 三十一.

    >>> _number("十二"), _number("三十一")
    (12, 31)
    """
    tens, ten, ones = chinese.rpartition("十")
    digits = f"{tens or '一'}{ones or '零'}" if ten else ones
    return int(digits.translate(_CHINESE_DIGITS))
