"""Dates and numbers as foreign tables write them, turned into the form that records want.

Most forms tell themselves: 2015/10/27, 20151027, 1,234.5. For those that do not, a mapping states
the form: ``DD.MM.YYYY`` for dates, ``1.234,5`` for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from hezuo.graph.errors import shortened
from hezuo.graph.sources.cells import as_text
from hezuo.graph.sources.dates import read_date
from hezuo.graph.sources.quantities import read_number
from hezuo.graph.sources.sheets import Cell
from hezuo.graph.values import clean, partial_date

_NUMBER_FORM = re.compile(r"1([^0-9]?)234(?:([.,])5+)?")
_DATE_WORDS = re.compile("(YYYY|MM|DD)")
_DATE_DIGITS = {"YYYY": "([0-9]{4})", "MM": "([0-9]{1,2})", "DD": "([0-9]{1,2})"}
_TIME_OF_DAY = re.compile(r"[ T][0-9]{1,2}:[0-9:.]+.*")
# No date and no number is longer.
_LONGEST = 60
# A column holds the same dates again and again.
_REMEMBERED = 10_000


# Five codes of Windows-1252 stand for nothing.
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


class Figure(str):
    """The text of a cell that is a number and not text: how it is written is known."""

    __slots__ = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as clean text; raise ValueError for one that no text can be made of.

    >>> cell_text(6560.0), cell_text("  Zittau "), cell_text(None)
    ('6560', 'Zittau', '')
    """
    if type(cell) is str and not cell.startswith("'"):
        return clean(cell)
    text = as_text(cell)
    is_number = isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool)
    return Figure(text) if is_number else clean(text)


def in_windows_1252(cell: Cell) -> Cell:
    r"""Return a cell with the controls U+0080 to U+009F as the characters they were meant to be.

    Such come from text in Windows-1252 that was taken for ISO 8859-1, here as in HTML.

    >>> in_windows_1252("l\x92art")
    'l’art'
    """
    # Of a quotation mark in UTF-8 that was taken for both, this end may be left over.
    return cell.replace('"\x9c', '"').translate(_MEANT) if isinstance(cell, str) else cell


def date_reader(form: str) -> Callable[[str], str]:
    """Return a function from a date of this form to an ISO date; ValueError for a wrong form.

    Without a form, dates are read that begin with the year, as precise as they are. With one,
    leading zeros may be missing, and dates that are ISO already are taken as they are.

    >>> date_reader("")("2015/10/27"), date_reader("DD.MM.YYYY")("3.5.2021 12:00")
    ('2015-10-27', '2021-05-03')
    """
    if not form:
        return lru_cache(_REMEMBERED)(read_date)
    pieces = _DATE_WORDS.split(form)
    order = pieces[1::2]
    if (
        "YYYY" not in order
        or len(set(order)) < len(order)
        or set("YMD") & set("".join(pieces[::2]))
    ):
        raise ValueError(f"{form!r} is no form of dates; write one such as DD.MM.YYYY")
    pattern = re.compile("".join(_DATE_DIGITS.get(piece, re.escape(piece)) for piece in pieces))
    in_order = [order.index(word) for word in ("YYYY", "MM", "DD") if word in order]

    def read(text: str) -> str:
        found = pattern.fullmatch(_TIME_OF_DAY.sub("", text[:_LONGEST]))
        if found is not None:
            return partial_date("-".join(found[position + 1].zfill(2) for position in in_order))
        try:
            return read_date(text)
        except ValueError:
            raise ValueError(f"{shortened(text)!r} is not a date of the form {form}") from None

    return read


def number_reader(form: str) -> Callable[[str], str]:
    """Return a function from a number of this form to a plain one; ValueError for a wrong form.

    Without a form, numbers are read that have a point before their fraction.

    >>> number_reader("")("892,228.58"), number_reader("1.234,5")("-12,30")
    ('892228.58', '-12.30')
    """
    example = _NUMBER_FORM.fullmatch(form or "1,234.5")
    if example is None or (example[1] and example[1] == example[2]):
        raise ValueError(f"{form!r} is no form of numbers; write 1,234.5 or 1.234,5 or 1 234,5")
    if not form:
        return read_number
    thousands = example[1]
    point = example[2] or ("," if thousands == "." else ".")
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    pattern = re.compile(rf"([+-]?)({grouped}[0-9]+)(?:{re.escape(point)}([0-9]+))?")

    def read(text: str) -> str:
        if isinstance(text, Figure):
            return text
        found = pattern.fullmatch(text) if len(text) <= _LONGEST else None
        if found is None:
            raise ValueError(f"{shortened(text)!r} is not a number of the form {form}")
        sign, digits, rest = found.groups()
        whole = digits.replace(thousands, "") if thousands else digits
        return f"{sign}{whole}" + (f".{rest}" if rest else "")

    return read
