"""Text with columns in braces: templates that put columns together, patterns that part a cell.

Neither is a regular expression, so none can run away on a cell that somebody made for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

_BRACES = re.compile(r"\{([^{}]*)\}")
_SPACES = re.compile(r"\s+")


def columns_of(template: str) -> list[str]:
    """Return the columns that a template names.

    >>> columns_of("nuts:{NUTS3}"), columns_of("EUR")
    (['NUTS3'], [])
    """
    return [name.strip() for name in _BRACES.findall(template)]


def filled(template: str, positions: Sequence[int]) -> Callable[[Sequence[str]], str]:
    """Return a function from a row to the template with its columns in it.

    ``positions`` says where in a row the columns stand. A template is empty where one of its
    columns is.

    >>> filled("nuts:{NUTS3}", [1])(["Erfurt", "DEG01"]), filled("nuts:{NUTS3}", [1])(["", ""])
    ('nuts:DEG01', '')
    """
    literals = _BRACES.split(template)[::2]
    if not positions:
        return lambda _: template
    first, last = literals[0], literals[-1]
    if len(positions) == 1:
        position = positions[0]
        if not (first or last):
            return itemgetter(position)
        return lambda row: f"{first}{row[position]}{last}" if row[position] else ""

    def several(row: Sequence[str]) -> str:
        texts = [row[position] for position in positions]
        if not all(texts):
            return ""
        between = zip(texts, literals[1:], strict=True)
        return first + "".join(text + literal for text, literal in between)

    return several


class Pattern:
    """Parts a clean cell at fixed marks, such as ``{code} / {name}``.

    Each part but the last ends where the mark after it first occurs; blanks around marks do not
    count.

    >>> Pattern("{code} / {name}").parts("DEG0 / Thüringen")
    ['DEG0', 'Thüringen']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = columns_of(text)
        # A mark of blanks alone is one blank; blanks around others do not count.
        self._marks = [
            mark.strip() or (mark and " ") for mark in map(_single_blanks, _BRACES.split(text)[::2])
        ]

    def is_well_formed(self) -> bool:
        """Return whether there are parts, each named, with a mark between any two."""
        return bool(self.names) and all(self.names) and all(self._marks[1:-1])

    def parts(self, cell: str) -> list[str] | None:
        """Return the parts of a cell, or None where it does not have this form."""
        start, *marks, end = self._marks
        rest = cell
        if not (rest.startswith(start) and rest.endswith(end)):
            return None
        rest = rest[len(start) : len(rest) - len(end)].strip()
        found = []
        for mark in marks:
            part, is_there, rest = rest.partition(mark)
            if not is_there:
                return None
            found.append(part.strip())
            rest = rest.strip()
        return [*found, rest]


def _single_blanks(text: str) -> str:
    return _SPACES.sub(" ", text)
