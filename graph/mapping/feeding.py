"""From a row of a foreign table to what it states of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from hezuo.graph.mapping.drafts import Draft, Drafts, natural_key
from hezuo.graph.mapping.faults import Faults, counted
from hezuo.graph.mapping.foreign_table import ForeignTable, columns_fed
from hezuo.graph.mapping.joins import Awaited, Join
from hezuo.graph.mapping.lines import Line
from hezuo.graph.mapping.mapping import ITEM, Mapping, RecordRule, Value
from hezuo.graph.mapping.values import Items, Reader, converter, value_reader
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand


class _Field(NamedTuple):
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
        # How many rows point to each record that no row of its own has described so far.
        self._pointing: Counter[Draft] = Counter()
        self._holds = table.columns.condition(rule.where)
        self._key = [table.columns.template(template) for template in rule.key]
        self._each = _each(rule, table, mapping)
        self._item = table.columns.position(ITEM) if rule.each else 0
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
        self._headings = {name: values[0][1] for name, _, values in self._fields}

    def feed(self, number: int, line: Line, drafts: Drafts, faults: Faults) -> None:
        """Add what a line states of records, and make them known to the line by the rule's name."""
        if not self._holds(line):
            return
        found: tuple[Draft, ...]
        if self._each is None:
            draft = self._fed(number, line, drafts, faults)
            found = () if draft is None else (draft,)
        else:
            found = self._fed_for_each(self._each, number, line, drafts, faults)
        if self.name:
            line.records[self.name] = found

    def _fed_for_each(
        self, each: Callable[[Line], Items], number: int, line: Line, drafts: Drafts, faults: Faults
    ) -> tuple[Draft, ...]:
        """Return the record for each item of a value, with the item in the column for it."""
        found = []
        for item in each(line):
            line[self._item] = item
            draft = self._fed(number, line, drafts, faults)
            found += [] if draft is None else [draft]
        line[self._item] = ""
        return tuple(found)

    def _fed(self, number: int, line: Line, drafts: Drafts, faults: Faults) -> Draft | None:
        """Return the record that a line states something of, or None after adding a fault."""
        cells = self._cells(line) if self.name else None
        if cells in self._seen:
            return self._seen[cells]
        before = len(faults)
        values = self._values(number, line, faults)
        key = tuple(read(line) for read in self._key) or (natural_key(self.kind, values),)
        if not all(key):
            if len(faults) == before:
                column = self._headings.get("name") or next(iter(self._headings.values()))
                faults.add(self.place, number, column, "is empty; it has to be filled in")
            return None
        draft = drafts.add(
            Draft(self.kind, key, values, self.place, number, self._headings, self._only_missing)
        )
        if draft.is_only_named:
            self._pointing[draft] += 1
        if self.name:
            self._seen[cells] = draft
        return draft

    def _cells(self, line: Line) -> Hashable:
        """Return everything of a line that the record is made from."""
        return (*(line[position] for position in self._used), *line.records.values())

    def _values(self, number: int, line: Line, faults: Faults) -> dict[str, Any]:
        """Return the fields that a line fills in: of a list all, else the first."""
        found: dict[str, Any] = {}
        for name, is_list, values in self._fields:
            items: Items = ()
            for read, heading in values:
                try:
                    given = read(line)
                except ValueError as error:
                    faults.add(self.place, number, heading, str(error))
                    continue
                if given:
                    items = (*items, *given) if items else given
                    if not is_list:
                        break
            if items:
                found[name] = _distinct(items) if is_list else items[0]
        return found

    def notes(self) -> list[str]:
        """Return a line, once all is read, when rows point to records that no row describes."""
        rows = [count for draft, count in self._pointing.items() if draft.is_only_named]
        if not rows:
            return []
        kind = ontology().label(expand(f"hz:{self.kind.ROOT}"), "en").lower()
        return [
            f"{self.place}: {counted(sum(rows), 'row')} pointing to "
            f"{counted(len(rows), kind)} that no table describes; kept by name"
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


def _distinct(items: Items) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items)) if len(items) > 1 else tuple(items)


def _each(
    rule: RecordRule, table: ForeignTable, mapping: Mapping
) -> Callable[[Line], Items] | None:
    """Return what reads the items for each of which a row feeds a record, if it does so."""
    readers = [value_reader(value, table.columns, mapping.choices) for value in rule.each]
    if not readers:
        return None
    return lambda line: [item for read in readers for item in read(line)]


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
