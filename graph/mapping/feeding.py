"""From a row of a foreign table to what it states of records."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from hezuo.graph.mapping.drafts import Draft, Drafts, natural_key
from hezuo.graph.mapping.faults import Faults
from hezuo.graph.mapping.foreign_table import ForeignTable, columns_fed
from hezuo.graph.mapping.joins import Awaited, Join
from hezuo.graph.mapping.lines import Line
from hezuo.graph.mapping.mapping import Mapping, RecordRule, Value
from hezuo.graph.mapping.values import Reader, converter, value_reader
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field is read: each of its values, with the user's heading that it is from."""

    name: str
    is_list: bool
    values: tuple[tuple[Reader, str], ...]


class Feeder:
    """Feeds records of one kind from the lines of one table."""

    def __init__(
        self, rule: RecordRule, table: ForeignTable, mapping: Mapping, joins: dict[int, Join]
    ) -> None:
        self.kind = rule.kind
        self.name = rule.name
        self.place = table.place
        self._only_missing = rule.only_missing
        # How many rows point to records that no row of their own describes, and to how many.
        self._pointing = 0
        self._pointed_at: set[Draft] = set()
        self._holds = table.columns.condition(rule.where)
        self._key = [table.columns.template(template) for template in rule.key]
        self._fields = [
            _Field(
                name,
                rule.kind.is_list(name),
                tuple((_reader(rule, name, value, table, mapping, joins), table.heading(value))
                      for value in values),
            )
            for name, values in rule.fields.items()
        ]  # fmt: skip
        # What other records of a row refer to comes again and again; it is worked out once.
        self._seen: dict[Hashable, Draft] = {}
        self._used = [
            table.columns.position(name) for name in {name for _, name in columns_fed(rule)}
        ]
        self._headings = {field.name: field.values[0][1] for field in self._fields}

    def feed(self, number: int, line: Line, drafts: Drafts, faults: Faults) -> None:
        """Add what a line states of a record, and make that known to the line by its name."""
        if not self._holds(line):
            return
        cells = self._cells(line) if self.name else None
        if cells in self._seen:
            line.records[self.name] = self._seen[cells]
            return
        values = self._values(number, line, faults)
        key = tuple(read(line) for read in self._key) or natural_key(self.kind, values)
        if not key or (isinstance(key, tuple) and not all(key)):
            column = self._headings.get("name") or self._headings.get("title") or ""
            faults.add(self.place, number, column, "is empty; it has to be filled in")
            return
        draft = drafts.add(
            Draft(self.kind, key, values, self.place, number, self._headings, self._only_missing)
        )
        if draft.is_only_named:
            self._pointing += 1
            self._pointed_at.add(draft)
        if self.name:
            line.records[self.name] = self._seen[cells] = draft

    def _cells(self, line: Line) -> Hashable:
        """Return everything of a line that the record is made from."""
        return (*(line[position] for position in self._used), *line.records.values())

    def _values(self, number: int, line: Line, faults: Faults) -> dict[str, Any]:
        """Return the fields that a line fills in: of a list every value, else the first there is."""
        found: dict[str, Any] = {}
        for field in self._fields:
            items: list[Any] = []
            for read, heading in field.values:
                try:
                    items += read(line)
                except ValueError as error:
                    faults.add(self.place, number, heading, str(error))
                if items and not field.is_list:
                    break
            if items:
                found[field.name] = _distinct(items) if field.is_list else items[0]
        return found

    def notes(self) -> list[str]:
        """Return a line when rows point to records that no row describes."""
        if not self._pointing:
            return []
        kind = ontology().label(expand(f"hz:{self.kind.ROOT}"), "en").lower()
        return [
            f"{self.place}: {self._pointing:,} rows point to {len(self._pointed_at):,} "
            f"{kind}s that no table describes; they are kept by name"
        ]


class Giver:
    """Gives what a line holds to the rows of another table that agree with it."""

    def __init__(self, join: Join, value: Value, table: ForeignTable, mapping: Mapping) -> None:
        self._join = join
        self._place = table.place
        self._holds = table.columns.condition(value.where)
        self._key = [table.columns.template(f"{{{name}}}") for name in value.match]
        own = value.model_copy(update={"where": {}})
        self._read = value_reader(own, table.columns, mapping.choices)

    def give(self, number: int, line: Line) -> None:
        """Hand a line's value over to the join."""
        if self._holds(line):
            key = tuple(read(line) for read in self._key)
            self._join.give(key, self._read(line), f"{self._place}, row {number}")


def _distinct(items: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items)) if len(items) > 1 else tuple(items)


def _reader(
    rule: RecordRule, name: str, value: Value, table: ForeignTable, mapping: Mapping,
    joins: dict[int, Join],
) -> Reader:  # fmt: skip
    """Return a function from a line to what one value gives to a field."""
    if value.rows:
        return _awaiting(joins[id(value)], value, table)
    convert = None
    if not value.record:
        dates, numbers = value.dates or mapping.dates, value.numbers or mapping.numbers
        convert = converter(rule.kind, name, dates, numbers)
    return value_reader(value, table.columns, mapping.choices, convert)


def _awaiting(join: Join, value: Value, table: ForeignTable) -> Reader:
    key = [table.columns.template(f"{{{name}}}") for name in value.match.values()]
    return lambda line: [Awaited(join, tuple(read(line) for read in key))]
