"""A foreign table made ready to be read: where its columns stand, and those worked out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.mapping.faults import Faults, counted
from hezuo.graph.mapping.formats import cell_text, in_windows_1252
from hezuo.graph.mapping.inputs import Input
from hezuo.graph.mapping.lines import Columns, Line, folded
from hezuo.graph.mapping.mapping import ITEM, RecordRule, TableRule, Value
from hezuo.graph.mapping.patterns import Pattern, columns_of
from hezuo.graph.mapping.values import value_reader

_MOST_NAMED = 300


@dataclass(frozen=True)
class _Added:
    """Columns worked out of others: how many, how, and the user's heading that they are from."""

    heading: str
    width: int
    texts: Callable[[Line], Sequence[str]]


class ForeignTable:
    """One sheet as one table of a mapping; ``columns`` says where its columns stand in a line.

    Raises InputError when the mapping names columns that the sheet lacks.
    """

    def __init__(
        self, found: Input, rule: TableRule, key: str, choices: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.place = found.sheet.place
        self._input = found
        _refuse_missing(found, rule, key)
        used = {folded(name) for _, name in _named(rule)}
        first = {folded(name): at for at, name in reversed(list(enumerate(found.headings)))}
        self._positions = sorted(at for name, at in first.items() if name in used)
        self.columns = Columns(found.headings[position] for position in self._positions)
        self._origins = {folded(name): name for name in self.columns.headings}
        self._mended: list[tuple[int, str]] = []
        self._lacking = [name for name in rule.may_lack if name not in self.columns]
        for name in self._lacking:
            self.columns.add(name)
        self._added = [self._parted(column, text) for column, text in rule.parts.items()]
        self._added += [self._computed(*item, choices) for item in rule.columns.items()]
        if any(record.each for record in rule.records):
            self.columns.add(ITEM)
            self._added.append(_Added("", 1, lambda _: [""]))

    def notes(self) -> list[str]:
        """Return lines on columns that the mapping does not use, and on cells that were mended."""
        notes = []
        names = [name for name in self._input.headings if name and name not in self.columns]
        if names:
            listed = shortened(", ".join(names), _MOST_NAMED)
            notes.append(f"{self.place}: these columns are not used: {listed}")
        if self._mended:
            row, heading = self._mended[0]
            notes.append(
                f"{self.place}: {counted(len(self._mended), 'cell')} with characters of "
                f"Windows-1252, read as such (the first: row {row}, column {heading})"
            )
        return notes

    def heading(self, value: Value) -> str:
        """Return the user's own heading of the column that a value is from, for messages."""
        for name in [*columns_of(value.value), *value.match.values()]:
            return self._origins.get(folded(name), name)
        return ""

    def lines(self, faults: Faults) -> Iterator[tuple[int, Line]]:
        """Yield the rows with their numbers; what cannot be read is a fault and left empty."""
        lacking = [""] * len(self._lacking)
        for number, cells in self._input.rows():
            try:
                texts = [cell_text(cells[position]) for position in self._positions]
            except (ValueError, IndexError):  # one of them is odd; most rows have none such
                texts = self._odd_texts(number, cells, faults)
            line = Line(texts + lacking)
            for added in self._added:
                try:
                    line += added.texts(line)
                except ValueError as error:
                    faults.add(self.place, number, added.heading, str(error))
                    line += [""] * added.width
            yield number, line

    def _odd_texts(self, number: int, cells: Sequence[Any], faults: Faults) -> list[str]:
        """Return the texts of a row that is too short or has a cell that is not as it should be."""
        texts = []
        for position in self._positions:
            cell = cells[position] if position < len(cells) else None
            mended = in_windows_1252(cell)
            if mended != cell:
                self._mended.append((number, self._input.headings[position]))
            try:
                texts.append(cell_text(mended))
            except ValueError as error:
                faults.add(self.place, number, self._input.headings[position], str(error))
                texts.append("")
        return texts

    def _parted(self, column: str, text: str) -> _Added:
        """Add the columns that a cell is parted into."""
        pattern = Pattern(text)
        position, width = self.columns.position(column), len(pattern.names)
        heading = self._origins.get(folded(column), column)
        for name in pattern.names:
            self.columns.add(name)
            self._origins[folded(name)] = heading

        def texts(line: Line) -> Sequence[str]:
            cell = line[position]
            if not cell:
                return [""] * width
            parts = pattern.parts(cell)
            if parts is None:
                raise ValueError(f"{shortened(cell)!r} does not have the form {pattern.text}")
            return parts

        return _Added(heading, width, texts)

    def _computed(
        self, name: str, values: Sequence[Value], choices: Mapping[str, Mapping[str, str]]
    ) -> _Added:
        """Add a column that is worked out of those before it."""
        readers = [value_reader(value, self.columns, choices) for value in values]
        heading = self.heading(values[0])
        self.columns.add(name)
        self._origins[folded(name)] = heading

        def texts(line: Line) -> Sequence[str]:
            found = next(filter(None, (read(line) for read in readers)), [""])
            return found[:1]

        return _Added(heading, 1, texts)


def _named(rule: TableRule) -> Iterator[tuple[str, str]]:
    """Yield every column that a table's rules name, with the key where they do.

    What is worked out is among them, and what stands under ``rows`` belongs to another table.
    """
    for heading in rule.headings:
        yield "headings", heading
    for column in rule.parts:
        yield "parts", column
    for column, values in rule.columns.items():
        for value in values:
            yield from ((f"columns.{column}", name) for name in _own_columns(value))
    for number, record in enumerate(rule.records, start=1):
        yield from ((f"records.{number}.{place}", name) for place, name in columns_fed(record))


def columns_fed(record: RecordRule) -> Iterator[tuple[str, str]]:
    """Yield every column of the table itself that a record is fed from, with the key for each."""
    yield from (("where", name) for name in record.where)
    yield from (("key", name) for template in record.key for name in columns_of(template))
    for field, values in {"each": record.each, **record.fields}.items():
        for value in values:
            place = field if field == "each" else f"fields.{field}"
            yield from ((place, name) for name in _own_columns(value))


def _own_columns(value: Value) -> list[str]:
    """Return the columns that a value names, of the table itself and not of one it is joined to."""
    if value.rows:
        return list(value.match.values())
    return [*value.where, *columns_of(value.value), *columns_of(value.otherwise or "")]


def _refuse_missing(found: Input, rule: TableRule, key: str) -> None:
    """Raise InputError when a rule names a column that is neither there nor worked out before."""
    known = [*found.headings, *rule.may_lack]
    known += [name for text in rule.parts.values() for name in Pattern(text).names]
    known += [*rule.columns, *([ITEM] if any(record.each for record in rule.records) else [])]
    there = set(map(folded, known))
    added = [(f"parts.{column}", name) for column, text in rule.parts.items()
             for name in Pattern(text).names]  # fmt: skip
    added += [(f"columns.{name}", name) for name in rule.columns]
    added += [(f"records.{number}.each", ITEM)
              for number, record in enumerate(rule.records, start=1) if record.each]  # fmt: skip
    headings = {folded(name): name for name in [*found.headings, *rule.may_lack]}
    faults = [
        Fault(f"{key}.{place}", 0, "", f"gives the name {name!r}, which is that of the column "
              f"{headings[folded(name)]} already; choose another")
        for place, name in added if folded(name) in headings
    ]  # fmt: skip
    faults += _worked_out_later(rule, key)
    faults += [
        Fault(f"{key}.{place}", 0, "", f"names the column {shortened(name)!r}, which "
              f"{found.sheet.place} lacks{_nearest(name, known)}")
        for place, name in _named(rule) if folded(name) not in there
    ]  # fmt: skip
    if faults:
        raise InputError(faults)


def _worked_out_later(rule: TableRule, key: str) -> list[Fault]:
    """Return faults for columns that are worked out of themselves or of those after them."""
    faults = []
    later = list(map(folded, rule.columns))
    for column, values in rule.columns.items():
        faults += [
            Fault(f"{key}.columns.{column}", 0, "", f"is worked out of {name!r}, which is itself "
                  "or comes after it; use those before it")
            for value in values for name in _own_columns(value) if folded(name) in later
        ]  # fmt: skip
        later.remove(folded(column))
    return faults


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else "; add it to may_lack if it may be missing"
