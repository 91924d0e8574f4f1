"""Turns the cells of a sheet into the text that a field of a record is made from."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from hezuo.graph.sources.dates import as_date_text, read_date
from hezuo.graph.sources.quantities import read_number
from hezuo.graph.sources.sheets import Cell, Unreadable
from hezuo.graph.values import begins_as_formula, decimal_text

# A list is split at one of these only, the first that it holds: a line break can thus part items
# that hold any of the others.
LIST_SEPARATORS = "\n；;|、"
# What Excel shows of a date in a cell that has the format of a number.
_DAY_NUMBER = re.compile("[1-9][0-9]{4}")
# Excel keeps this many digits of a number; what had more was changed when it was typed.
_MOST_EXACT = 10**15


def as_text(cell: Cell) -> str:
    """Return a cell as text: a number without ``.0``, a date as ``2021-03-05``, nothing as ``""``.

    Raises ValueError, with what to do, for a cell that has no value to read.

    >>> as_text(500106.0), as_text(datetime.date(2021, 3, 5)), as_text("'=SUM")
    ('500106', '2021-03-05', '=SUM')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _as_typed(cell)
    if isinstance(cell, Unreadable):
        raise ValueError(cell.problem)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime.date):
        return as_date_text(cell)
    if isinstance(cell, float) and abs(cell) >= _MOST_EXACT:
        raise ValueError("is a number of which Excel keeps 15 digits only; write it as text")
    return _digits(cell)


def as_date(cell: Cell) -> str:
    """Return a cell as a date as precise as it states; raise ValueError for what is none.

    >>> as_date("2021年3月"), as_date(2021), as_date(datetime.datetime(2021, 3, 5))
    ('2021-03', '2021', '2021-03-05')
    """
    if isinstance(cell, float) and not cell.is_integer():
        # 2021.10 and 2021.1 are one number, and two months.
        raise ValueError(f"{cell} is a number and no date; write 2021-03 into a cell of text")
    text = as_text(cell)
    if not isinstance(cell, str) and _DAY_NUMBER.fullmatch(text):
        raise ValueError(f"{text} is a number and no date; give the cell the format of a date")
    return read_date(text)


def as_number(cell: Cell) -> str:
    """Return a cell as the digits of a number; what is no number comes back as it is.

    >>> as_number("1,234"), as_number(1e16), as_number(0.1)
    ('1234', '10000000000000000', '0.1')
    """
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return _digits(cell)
    return read_number(as_text(cell))


def split_list(text: str) -> list[str]:
    """Return the items of a list, split at the first separator of the order that it holds.

    >>> split_list("a；b、c")
    ['a', 'b、c']
    """
    separator = next((mark for mark in LIST_SEPARATORS if mark in text), LIST_SEPARATORS[0])
    return [item.strip() for item in text.split(separator) if item.strip()]


def _digits(number: int | float | Decimal) -> str:
    return decimal_text(number if isinstance(number, Decimal) else Decimal(repr(number)))


def _as_typed(cell: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from running it."""
    cell = cell.strip(" \t\r\ufeff\u3000")
    is_disarmed = cell.startswith("'") and begins_as_formula(cell)
    return cell[1:] if is_disarmed else cell
