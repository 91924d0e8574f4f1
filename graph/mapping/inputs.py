"""Finds the sheets that a mapping speaks of, by their headings, whatever the files are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from hezuo.graph.errors import Fault, InputError
from hezuo.graph.mapping.lines import folded
from hezuo.graph.mapping.mapping import Mapping, TableRule
from hezuo.graph.sources.sheets import Sheet

# Titles and remarks may stand above the headings, but not more of them than this.
_HIGHEST_HEADING = 20


@dataclass
class Input:
    """A sheet with the row that its headings stand in, and those headings."""

    sheet: Sheet
    heading_row: int
    headings: list[str]
    first_rows: list[tuple[int, list[Any]]] = field(default_factory=list, repr=False)

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows below the headings."""
        return ((number, cells) for number, cells in self.sheet.rows() if number > self.heading_row)


def matched(mapping: Mapping, sheets: Sequence[Sheet], notes: list[str]) -> dict[str, list[Input]]:
    """Return the sheets that are each table of a mapping; InputError when a table has none.

    A sheet belongs to the table of whose headings it has most; what belongs to none is noted.
    """
    found: dict[str, list[Input]] = {name: [] for name in mapping.tables}
    starts = [(sheet, list(islice(sheet.rows(), _HIGHEST_HEADING))) for sheet in sheets]
    for sheet, start in starts:
        fits = [(len(rule.headings), name, item) for name, rule in mapping.tables.items()
                if (item := _input(sheet, start, rule))]  # fmt: skip
        if fits:
            _, name, item = max(fits, key=lambda fit: fit[0])
            found[name].append(item)
        else:
            notes.append(f"{sheet.place}: is not used, because {mapping.file} says nothing of it")
    faults = [
        _missing(mapping, name, starts)
        for name, rule in mapping.tables.items()
        if not (found[name] or rule.is_optional)
    ]
    if faults:
        raise InputError(faults)
    return found


def _input(sheet: Sheet, start: list[tuple[int, list[Any]]], rule: TableRule) -> Input | None:
    """Return a sheet as a table if one of its first rows holds the table's headings."""
    if rule.sheet and folded(rule.sheet) != folded(sheet.name):
        return None
    wanted = set(map(folded, rule.headings))
    for number, cells in start:
        headings = [_heading(cell) for cell in cells]
        if wanted <= set(map(folded, headings)):
            return Input(sheet, number, headings)
    return None


def _heading(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _missing(
    mapping: Mapping, name: str, starts: list[tuple[Sheet, list[tuple[int, list[Any]]]]]
) -> Fault:
    """Return what says which sheet comes nearest to a table, and what it lacks."""
    rule = mapping.tables[name]
    lacking = []
    for sheet, start in starts:
        for _, cells in start:
            there = {folded(_heading(cell)) for cell in cells}
            lacks = [heading for heading in rule.headings if folded(heading) not in there]
            lacking.append((len(lacks), sheet.place, lacks))
    count, place, lacks = min(lacking, default=(len(rule.headings), "", []))
    named = f", and is called {rule.sheet}" if rule.sheet else ""
    problem = f"no sheet has the columns {', '.join(rule.headings)}{named}"
    if count < len(rule.headings):
        problem += (
            f"; {place} lacks {', '.join(lacks)}" if lacks else f"; {place} is called otherwise"
        )
    return Fault(f"{mapping.file}, key tables.{name}", 0, "", f"{problem}; name the file that has")
