"""Tells from the number format of an Excel cell whether its number is a date, and how precise.

Excel turns what is typed as 2021年3月 into the number of the first of March with a format that
shows no day; the date is read with the precision that the user sees.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

Shown = Literal["number", "year", "month", "day", "moment", "time"]

# ECMA-376-1:2016, 18.8.30: formats that every workbook has, with those of Chinese and Japanese.
_BUILT_IN: dict[int, Shown] = {
    **dict.fromkeys((14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58), "day"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "month"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time"),
    22: "moment",
}
# Quoted text, escaped characters, padding, and [colours], [conditions] and [$-804] locales.
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NO_DATE = re.compile(r"general|[0#?@]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_FIRST_DAY = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone
_FIRST_DAY_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_NO_LEAP_DAY = 60  # Excel holds 1900 for a leap year


def shown(format_id: int, codes: dict[int, str]) -> Shown:
    """Return what a cell of a number format shows; ``codes`` are those of the workbook itself.

    >>> shown(164, {164: 'yyyy"年"m"月"'}), shown(164, {164: "0.00%"}), shown(14, {})
    ('month', 'number', 'day')
    """
    code = codes.get(format_id)
    if code is None:
        return _BUILT_IN.get(format_id, "number")
    plain = _NO_FORMAT.sub("", code).partition(";")[0].lower()
    if _NO_DATE.search(plain) or _ELAPSED.search(code):
        return "number"
    has_time = bool(re.search("[hs]", plain))
    if "d" in plain:
        return "moment" if has_time else "day"
    if "y" in plain or "e" in plain:
        return "month" if "m" in plain else "year"
    if has_time:
        return "time"
    return "day" if "m" in plain else "number"


def as_date(
    serial: float, form: Shown, is_1904: bool
) -> datetime.date | datetime.datetime | str | None:
    """Return the date that a number stands for, or None where Excel has none.

    A date that shows no day comes as text such as ``2021-03``, and a time of day as text too.

    >>> as_date(44260, "day", False), as_date(44260, "month", False)
    (datetime.date(2021, 3, 5), '2021-03')
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if not is_1904 and 1 <= serial < _NO_LEAP_DAY:
        serial += 1
    days, part = divmod(serial, 1)
    start = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
    try:
        moment = start + datetime.timedelta(days=days, seconds=round(part * 86400))
    except OverflowError:
        return None
    if form == "time" and not days:
        return moment.time().isoformat()
    if form in ("year", "month"):
        return moment.date().isoformat()[: 4 if form == "year" else 7]
    return moment if form in ("moment", "time") and part else moment.date()
