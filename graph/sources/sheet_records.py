"""Reads the rows of one sheet into records of one kind, and says every fault with its place."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from pydantic import ValidationError

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import Record, Row
from hezuo.graph.sources.cells import as_date, as_number, as_text, split_list
from hezuo.graph.sources.headings import (
    chinese_heading,
    choice_called,
    closed_list,
    field_called,
    heading,
    nearest_choice,
    nearest_field,
    plain,
)
from hezuo.graph.sources.marked_rows import EXAMPLE, is_as_shipped, mark_of
from hezuo.graph.sources.sheets import Cell, Sheet, column_name
from hezuo.graph.values import Evidence, is_chinese
from hezuo.graph.vocabulary import local_name

# A title, a unit, a date may stand above a heading; more is a report and no table.
_MOST_ROWS_ABOVE = 10
# Nobody mends more at once, and a file of millions of rows may be wrong in each.
_MOST_FAULTS = 1_000

Numbered = tuple[int, list[Cell]]


def heading_row(sheet: Sheet, kind: type[Record]) -> tuple[list[Numbered], Iterator[Numbered]]:
    """Return the rows of a sheet up to its heading, which is the last of them, and the rest.

    The heading is the first row that names every column that has to be there, or else the one
    that names most. A sheet without rows gives an empty list.
    """
    rows = sheet.rows()
    first = list(islice(rows, _MOST_ROWS_ABOVE))
    if not first:
        return [], rows
    needed = {name for name, info in kind.model_fields.items() if info.is_required()}
    named = [_named(kind, cells) for _, cells in first]
    best = max(range(len(first)), key=lambda i: (needed <= named[i], len(named[i]), -i))
    return first[: best + 1], chain(first[best + 1 :], rows)


def _named(kind: type[Record], cells: list[Cell]) -> set[str]:
    found = {field_called(kind, cell) for cell in cells if isinstance(cell, str)}
    return {name for name in found if name}


@dataclass(frozen=True)
class _Column:
    """A column of a sheet: its heading, and how its cells become values of a field."""

    heading: str
    field: str
    value: Callable[[Cell], Any]


def read_records(
    sheet: Sheet, kind: type[Record], source: str, faults: list[Fault], notes: list[str]
) -> Iterator[Row]:
    """Yield the records of a sheet; what does not name its source is stated by ``source``.

    Faults and notes are added to the lists, with the number and the heading that the user sees.
    """
    before = len(faults)
    try:
        above, rows = heading_row(sheet, kind)
        if not above:
            return
        number, header = above.pop()
        if above:
            numbers = ", ".join(str(row) for row, _ in above)
            notes.append(f"{sheet.place}: row {numbers} above the heading was left out")
        columns = _columns(kind, sheet.place, number, header, faults, notes)
        if len(faults) > before:
            return
        reader = _RowReader(kind, sheet.place, columns, source, faults)
        for number, cells in rows:
            mark = mark_of(cells)
            if mark:
                if mark == EXAMPLE and not is_as_shipped(kind, cells):
                    what = f"begins with {EXAMPLE!r} and was left out; take that away to add it"
                    notes.append(f"{sheet.place}: row {number} {what}")
                continue
            record = reader.record(number, cells)
            if record is not None:
                yield Row(record, sheet.place, number, reader.headings)
            if len(faults) - before > _MOST_FAULTS:
                problem = "has too many faults to go on; mend those above first"
                faults.append(Fault(sheet.place, number, "", problem))
                return
    except InputError as error:
        faults += error.faults


def _columns(
    kind: type[Record], place: str, number: int, header: Sequence[Cell],
    faults: list[Fault], notes: list[str],
) -> list[_Column | None]:  # fmt: skip
    """Return what each column holds, or None for one that has no heading.

    A heading that is not known is a fault if it is nearly one that is, and else left out.
    """
    texts = [_one_line(cell) for cell in header]
    if len(texts) == 1 and (mark := next((m for m in "，；" if m in texts[0]), "")):
        problem = f"parts its columns with {mark!r}; save it with commas"
        faults.append(Fault(place, number, "", problem))
        return []
    columns: list[_Column | None] = []
    unknown: list[str] = []
    named: dict[str, list[str]] = defaultdict(list)
    meant: set[str] = set()
    for text in texts:
        name = field_called(kind, text) if text else ""
        near = nearest_field(kind, text) if name is None else ""
        value = _converter(kind, name) if name else as_text
        columns.append(_Column(text, name or "", value) if text else None)
        if near:
            called = chinese_heading(kind, near) if is_chinese(text) else near
            problem = f"is no column of this table; did you mean {called}?"
            faults.append(Fault(place, number, shortened(text), problem))
        elif name is None:
            unknown.append(shortened(text))
        elif name in named and (problem := _again(kind, name, text, named[name])):
            faults.append(Fault(place, number, text, problem))
        if name:
            named[name].append(text)
        meant.add(near)
    for name, info in kind.model_fields.items():
        if info.is_required() and name not in named.keys() | meant:
            called = heading(kind, name) if any(map(is_chinese, texts)) else name
            faults.append(Fault(place, number, called, "is missing; add this column"))
    if unknown:
        what = "column" if len(unknown) == 1 else "columns"
        names = "; ".join(unknown)
        # As a fault, so that nothing in a heading steers a screen.
        notes.append(str(Fault(place, 0, "", f"{what} {names}: not known, and left out")))
    return columns


def _again(kind: type[Record], name: str, text: str, before: list[str]) -> str:
    """Return what is wrong with one more column for a field, or nothing.

    Columns of different headings may make up one list, such as 甲方 and 乙方.
    """
    if plain(text) in map(plain, before):
        return "stands twice; take one away"
    return "" if kind.is_list(name) else f"means the same as column {before[0]}; take one away"


def _one_line(cell: Cell) -> str:
    """Return a heading on one line; one that is a formula without value is none."""
    try:
        return " ".join(as_text(cell).split())
    except ValueError:
        return ""


class _RowReader:
    """Makes a record of each row of one table."""

    def __init__(
        self, kind: type[Record], place: str, columns: list[_Column | None], source: str,
        faults: list[Fault],
    ) -> None:  # fmt: skip
        named: dict[str, list[str]] = defaultdict(list)
        for column in columns:
            if column and column.field:
                named[column.field].append(column.heading)
        self.headings = {name: ", ".join(headings) for name, headings in named.items()}
        self._kind, self._place, self._columns = kind, place, columns
        self._source, self._faults = source, faults
        self._required = [n for n, info in kind.model_fields.items() if info.is_required()]

    def record(self, number: int, cells: list[Cell]) -> Record | None:
        """Return the record of one row, or None after adding its faults."""
        before = len(self._faults)
        values: dict[str, Any] = {"source": self._source}
        given: set[str] = set()
        for position, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            column = self._columns[position] if position < len(self._columns) else None
            if column is None:
                self._beyond(number, position, cell)
            elif column.field:
                self._take(number, column, cell, values, given)
        for name in self._required:
            if name not in given:
                self._say(number, name, "is empty; it has to be filled in")
        try:
            record = self._kind.model_validate(values)
        except ValidationError as error:
            for detail in error.errors():
                if detail["type"] != "missing":
                    name = str(detail["loc"][0]) if detail["loc"] else ""
                    self._say(number, name, _problem(detail))
            return None
        return record if len(self._faults) == before else None

    def _take(
        self, number: int, column: _Column, cell: Cell, values: dict[str, Any], given: set[str]
    ) -> None:
        try:
            value = column.value(cell)
        except ValueError as error:
            self._faults.append(Fault(self._place, number, column.heading, str(error)))
        else:
            if value == "":
                return
            if isinstance(value, tuple) and column.field in values:  # a list in several columns
                value = tuple(dict.fromkeys((*values[column.field], *value)))
            values[column.field] = value
        given.add(column.field)

    def _beyond(self, number: int, position: int, cell: Cell) -> None:
        try:
            text = as_text(cell)
        except ValueError:
            text = "no value"
        if text:
            problem = f"holds {shortened(text)!r} beyond the last column; write a heading"
            if position < len(self._columns):
                problem = f"holds {shortened(text)!r} and has no heading; write one"
            self._faults.append(Fault(self._place, number, column_name(position + 1), problem))

    def _say(self, number: int, name: str, problem: str) -> None:
        column = self.headings.get(name, name)
        self._faults.append(Fault(self._place, number, column, problem))


def _converter(kind: type[Record], name: str) -> Callable[[Cell], Any]:
    """Return what turns a cell into what a field wants: a list split, a choice by its name."""
    if name == "evidence":
        return lambda cell: tuple(Evidence.parse(item) for item in split_list(as_text(cell)))
    choices = closed_list(kind, name)
    one_of = _chooser(choices) if choices else None
    if kind.is_list(name):
        if one_of:
            return lambda cell: tuple(one_of(item) for item in split_list(as_text(cell)))
        return lambda cell: tuple(dict.fromkeys(split_list(as_text(cell))))
    if one_of:
        return one_of
    says = dict(kind.statements()).get(name)
    value = says.value if says else ""
    if value == "date":
        return as_date
    if value in ("integer", "decimal"):
        return as_number
    if says and says.property == "skos:notation":
        return lambda cell: unicodedata.normalize("NFKC", as_text(cell)).strip()
    return lambda cell: as_text(cell).strip()


def _chooser(choices: Sequence[str]) -> Callable[[Cell], str]:
    """Return what gives the local name of the choice that a cell names in either language."""

    def choice(cell: Cell) -> str:
        text = as_text(cell).strip()
        if not plain(text):
            return text
        iri = choice_called(text, choices)
        if iri is None:
            called = ontology().label if is_chinese(text) else local_name
            near = nearest_choice(text, choices)
            listed = f"write one of {', '.join(called(choice) for choice in choices)}"
            remedy = f"did you mean {called(near)}?" if near else listed
            raise ValueError(f"{shortened(text)!r} is not a known value; {remedy}")
        return local_name(iri)

    return choice


def _problem(detail: Mapping[str, Any]) -> str:
    """Return what pydantic found wrong, in plain words."""
    given = shortened(str(detail.get("input", "")))
    context = detail.get("ctx", {})
    problems = {
        "string_pattern_mismatch": f"{given!r} does not have the form {context.get('pattern')}",
        "int_parsing": f"{given!r} is not a whole number; write digits only, such as 1234",
        "greater_than_equal": f"{given!r} is less than {context.get('ge')}; write the right number",
        "less_than_equal": f"{given!r} is more than {context.get('le')}; write the right number",
        "too_short": "holds nothing that can be seen; fill it in or empty it",
        "decimal_parsing": f"{given!r} is not a number; write digits only, such as 1234.5",
        "value_error": str(context.get("error", "")),
    }
    return problems.get(detail["type"], f"{given!r}: {detail['msg']}")
