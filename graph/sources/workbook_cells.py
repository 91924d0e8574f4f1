"""What the cells of an Excel workbook hold: from the text in its XML to values of Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hezuo.graph.sources.number_formats import Shown, as_date
from hezuo.graph.sources.sheets import Cell, Unreadable

Attributes = dict[str, str]

# ECMA-376-1:2016, 22.9.2.19: how a text holds what XML cannot.
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MOST_EXACT = 15  # digits of a number that Excel keeps


class WorkbookError(Exception):
    """A part of a workbook that is not as it should be; the message is a predicate."""


@dataclass
class Book:
    """What the cells of every sheet refer to."""

    texts: list[str]
    shown: list[Shown]
    is_1904: bool


def cell_value(text: str, attributes: Attributes, book: Book) -> Cell:
    """Return what a cell with some text in it holds; raise WorkbookError where it cannot be."""
    return _READ.get(attributes.get("t", "n"), _unknown)(text, attributes, book)


def unescaped(text: str) -> str:
    r"""Return a text of a workbook without its escapes.

    >>> unescaped("a_x000D_b")
    'a\rb'
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _shared(text: str, _: Attributes, book: Book) -> Cell:
    number = whole(text)
    if number >= len(book.texts):
        raise WorkbookError(f"is damaged: it has no text number {number}")
    return book.texts[number] or None


def _inline(text: str, _: Attributes, __: Book) -> Cell:
    return unescaped(text)


def _boolean(text: str, _: Attributes, __: Book) -> Cell:
    return text.strip() in ("1", "true")


def _error(text: str, _: Attributes, __: Book) -> Cell:
    return Unreadable(f"holds the error {text[:20]}; mend the formula or write the value")


def _number(text: str, attributes: Attributes, book: Book) -> Cell:
    try:
        value = float(text)
    except ValueError:
        raise WorkbookError(f"is damaged: {text[:20]!r} is no number") from None
    style = whole(attributes.get("s"))
    form = book.shown[style] if style < len(book.shown) else "number"
    if form != "number":
        problem = "holds a number that is shown as a date and is none; write the date as text"
        date = as_date(value, form, book.is_1904)
        return Unreadable(problem) if date is None else date
    if value.is_integer() and abs(value) < 10**_MOST_EXACT:
        return int(value)
    return value


def _unknown(_: str, attributes: Attributes, __: Book) -> Cell:
    raise WorkbookError(f"is damaged: {attributes['t'][:20]!r} is no type of a cell")


_READ: dict[str, Callable[[str, Attributes, Book], Cell]] = {
    "s": _shared, "str": _inline, "inlineStr": _inline, "b": _boolean, "e": _error, "n": _number,
    "d": _inline,
}  # fmt: skip


def whole(text: str | None) -> int:
    """Return a number that is no less than 0, or raise WorkbookError."""
    if not text:
        return 0
    if not (text.strip().isascii() and text.strip().isdigit() and len(text) < 12):
        raise WorkbookError(f"is damaged: {text[:20]!r} is no whole number")
    return int(text)
