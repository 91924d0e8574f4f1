"""Reads foreign tables into records, as a mapping says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from hezuo.graph.errors import Fault, InputError
from hezuo.graph.garbage import uncollected
from hezuo.graph.mapping.drafts import Drafts
from hezuo.graph.mapping.faults import Faults
from hezuo.graph.mapping.feeding import Feeder, Giver
from hezuo.graph.mapping.finishing import Finisher
from hezuo.graph.mapping.foreign_table import ForeignTable
from hezuo.graph.mapping.inputs import Input, matched
from hezuo.graph.mapping.joins import Join
from hezuo.graph.mapping.mapping import Mapping, Value, load_mapping
from hezuo.graph.records import Row, Source
from hezuo.graph.sources.sheets import open_sheets
from hezuo.graph.sources.tables import Tables


@uncollected()
def read_mapped(paths: Sequence[Path], mapping: Mapping | Path | str) -> Tables:
    """Return the records that files hold, read together as a mapping says.

    ``mapping`` is the name of one that comes with hezuo, or a TOML file. Which file holds which
    table is told by its headings. Raises InputError with every fault: of the mapping, of what it
    does not find, and of the rows; a mapping may have faulty rows left out with a note.
    """
    if not isinstance(mapping, Mapping):
        mapping = load_mapping(mapping)
    notes: list[str] = []
    sheets = [sheet for path in paths for sheet in open_sheets(path, notes)]
    found = matched(mapping, sheets, notes)
    source = _source(mapping, paths)
    reading = _Reading(mapping)
    for name in mapping.tables:
        for one in found[name]:
            notes += reading.read(name, one)
    finisher = Finisher(source.id, reading.faults)
    rows = [Row(source, mapping.file, 0), *finisher.rows(reading.drafts)]
    notes += reading.notes()
    return Tables(rows, notes)


class _Reading:
    """Reads tables one after the other; what they state of one record comes together."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.drafts = Drafts()
        self.faults = Faults(is_skipping=mapping.on_fault == "skip")
        self._feeders: list[Feeder] = []
        self._joins: dict[int, Join] = {}
        self._given: dict[str, list[tuple[Join, Value]]] = {name: [] for name in mapping.tables}
        for name, table in mapping.tables.items():
            for rule in table.records:
                for value in (value for values in rule.fields.values() for value in values):
                    if value.rows:
                        join = self._joins[id(value)] = Join(value.rows, name)
                        self._given[value.rows].append((join, value))

    def read(self, name: str, found: Input) -> list[str]:
        """Read one sheet as the table of a name; return notes on it."""
        mapping = self.mapping
        rule = mapping.tables[name]
        key = f"{mapping.file}, key tables.{name}"
        table = ForeignTable(found, rule, key, mapping.choices)
        feeders = [Feeder(record, table, mapping, self._joins) for record in rule.records]
        givers = [Giver(join, value, table, mapping) for join, value in self._given[name]]
        for number, line in table.lines(self.faults):
            for feeder in feeders:
                feeder.feed(number, line, self.drafts, self.faults)
            for giver in givers:
                giver.give(number, line)
        self._feeders += feeders
        return table.notes()

    def notes(self) -> list[str]:
        """Return notes on all tables; InputError with the faults, unless they are skipped."""
        pointing = [note for feeder in self._feeders for note in feeder.notes()]
        unmatched = [note for join in self._joins.values() for note in join.notes()]
        return [*self.faults.settle(), *pointing, *unmatched, *self.drafts.notes()]


def _source(mapping: Mapping, paths: Sequence[Path]) -> Source:
    """Return the source that the mapping names; ``{file}`` in it is the name of the first file."""
    stated = {name: text.replace("{file}", paths[0].stem) if text else text
              for name, text in mapping.source}  # fmt: skip
    try:
        return Source(**stated | {"source": stated["id"]})
    except ValidationError as error:
        raise InputError(
            [Fault(f"{mapping.file}, key source.{detail['loc'][0]}", 0, "",
                   detail["msg"].removeprefix("Value error, ")) for detail in error.errors()]
        ) from error  # fmt: skip
