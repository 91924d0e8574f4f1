"""A row of a foreign table as a mapping sees it, and where its columns stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hezuo.graph.mapping.patterns import columns_of, filled

if TYPE_CHECKING:
    from hezuo.graph.mapping.drafts import Draft

ANY = "*"


class Line(list[str]):
    """The cells of a row as texts, followed by what is worked out of them.

    ``records`` holds what the row feeds, under the names that the mapping gives to its rules.
    """

    __slots__ = ("records",)

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__(texts)
        self.records: dict[str, tuple[Draft, ...]] = {}


class Columns:
    """Where the columns of a table stand in its lines, by their headings.

    A heading is the same in capitals or not, with blanks or underscores.
    """

    def __init__(self, headings: Iterable[str] = ()) -> None:
        self.headings: list[str] = []
        self._positions: dict[str, int] = {}
        for heading in headings:
            self.add(heading)

    def add(self, heading: str) -> None:
        """Add a column at the end; of two with one heading the first counts."""
        self._positions.setdefault(folded(heading), len(self.headings))
        self.headings.append(heading)

    def __contains__(self, heading: str) -> bool:
        return folded(heading) in self._positions

    def position(self, heading: str) -> int:
        """Return where a column stands; KeyError when there is none."""
        return self._positions[folded(heading)]

    def template(self, template: str) -> Callable[[Sequence[str]], str]:
        """Return a function from a line to a template filled in."""
        return filled(template, [self.position(name) for name in columns_of(template)])

    def condition(self, where: Mapping[str, Iterable[str]]) -> Callable[[Line], bool]:
        """Return whether a line has one of the texts that each column should have."""
        wanted = [(self.position(name), frozenset(texts)) for name, texts in where.items()]
        if not wanted:
            return lambda _: True

        def holds(line: Line) -> bool:
            for position, texts in wanted:
                text = line[position]
                if text not in texts and not (text and ANY in texts):
                    return False
            return True

        return holds


def folded(heading: str) -> str:
    """Return a heading in the form in which headings are compared.

    >>> folded("Project_Partner") == folded("project  partner ")
    True
    """
    return " ".join(heading.replace("_", " ").split()).casefold()
