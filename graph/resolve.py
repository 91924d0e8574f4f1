"""Finds what the names in records refer to, and gives every record its IRI.

A name refers to a record of the right kind in the same source, or else in the other sources read
with it; areas may also be named that only the table of divisions knows. A name that is defined
nowhere, or that fits several records, is a fault: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple

from hezuo.graph.canonical_records import CanonicalNames, area_code
from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.fields import Says
from hezuo.graph.garbage import uncollected
from hezuo.graph.known_areas import completed, known_areas
from hezuo.graph.ontology import ontology
from hezuo.graph.records import (
    RECORD_TYPES,
    Area,
    Expert,
    FieldOfWork,
    Organization,
    Record,
    Row,
)
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import compact, expand, mint


class Linked(NamedTuple):
    """A record with its IRI, the graph of its source, and the IRIs that its fields refer to."""

    record: Record
    iri: str
    graph: str
    references: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    # The row it was read from; 0 for what a row only names.
    row: int = 0


class _Entry(NamedTuple):
    """A record that a name can refer to."""

    row: Row
    key: str
    iri: str
    # Whether it has no row of its own: an area or field of work that a row only names.
    is_only_named: bool = False


@uncollected()
def link(rows: Iterable[Row]) -> list[Linked]:
    """Return every record with its IRI and those of what it names; raise InputError with faults."""
    return _Linker(rows).linked()


class _Linker:
    """Works through rows kind by kind, so that a key can use the keys of what it refers to."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.faults: list[Fault] = []
        self.entries: dict[tuple[str, str], _Entry] = {}
        self.by_name: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self.by_alias: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        # Organisations by the spelling of their names; filled when an exact name is not found.
        self.by_spelling: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._unspelt: list[_Entry] = []
        by_type: dict[type[Record], list[Row]] = defaultdict(list)
        for row in rows:
            by_type[type(row.record)].append(row)
        self.names = CanonicalNames(by_type[Area] + by_type[Organization])
        by_type[Organization] = self.names.rows(by_type[Organization])
        self._graph = cache(partial(mint, "Source"))
        for kind in RECORD_TYPES:
            # What has a code first: the key of what has none uses those of what it lies in.
            for row in sorted(by_type[kind], key=_has_no_code):
                self._register(completed(row, self.faults))

    def linked(self) -> list[Linked]:
        """Resolve every reference, adding the areas and fields that are only named."""
        result: list[Linked] = []
        while len(result) < len(self.entries):  # resolving one may add what is only named
            pending = list(self.entries.values())[len(result) :]
            result += [self._linked(entry) for entry in pending]
        if self.faults:
            raise InputError(self.faults)
        return result + self._mentions(result)

    def _register(self, row: Row, is_only_named: bool = False) -> _Entry:
        """Give a row its key and IRI and make its names known; report one stated twice."""
        record = row.record
        own = record.key()
        key = own if _is_told_by_code(record) else self._key_of(row)
        entry = _Entry(row, key, mint(record.ROOT, key), is_only_named)
        first = self.entries.setdefault((self._graph(record.source), entry.iri), entry)
        if first is not entry and first.is_only_named and is_only_named:
            return first  # two spellings, such as with and without quotation marks
        if first is not entry:
            remedy = "; give each an id" if "id" in type(record).model_fields else ""
            problem = f"states {shortened(key)!r} again; row {first.row.row} does already{remedy}"
            columns = ("id", "name", "title", "measure")
            column = next(name for name in columns if getattr(record, name, None))
            self.faults.append(Fault(row.file, row.row, row.heading(column), problem))
            return first
        names = _names(record, key) | {compact(entry.iri)}
        if own != key:  # as the record itself says it, without canonical names in it
            names |= {own, compact(mint(record.ROOT, own))}
        for name in names:
            self.by_name[record.ROOT, name].append(entry)
        for alias in getattr(record, "aliases", ()):
            self.by_alias[record.ROOT, alias].append(entry)
            if is_chinese(alias):  # perhaps what the row called it, before its canonical name
                self.by_alias[record.ROOT, compact(mint(record.ROOT, alias))].append(entry)
        if isinstance(record, Organization):
            self._unspelt.append(entry)
        return entry

    def _key_of(self, row: Row) -> str:
        """Return the key of a record with what it refers to under one name each."""
        record = row.record
        canonical = {}
        for name, says in _references(type(record)):
            if texts := _texts(record, name):
                # Two names of one thing are one key.
                keys = dict.fromkeys(self._key(row, says, text) for text in texts)
                canonical[name] = tuple(keys) if type(record).is_list(name) else next(iter(keys))
        return (record.model_copy(update=canonical) if canonical else record).key()

    def _key(self, row: Row, says: Says, text: str) -> str:
        """Return the canonical name of the one thing that ``text`` refers to, else ``text``."""
        found = self._find(row, says, text)
        if not found and "Area" in says.refers_to:
            areas = known_areas(text, row.record.source)
            return areas[0].key() if len(areas) == 1 else text
        return found[0].key if len(found) == 1 else text

    def _find(self, row: Row, says: Says, text: str) -> list[_Entry]:
        """Return what ``text`` may refer to: by name before alias, own source before others.

        What another source only names does not count, or the order of rows would matter.
        """
        source = row.record.source
        for index in (self.by_name, self.by_alias, self.by_spelling):
            if index is self.by_spelling:
                if "Organization" not in says.refers_to:
                    break
                text = self._spelt(text, source)
            found = [entry for kind in says.refers_to for entry in index.get((kind, text), ())]
            if not found:
                continue
            own = [entry for entry in found if entry.row.record.source == source]
            if len(own) == 1:
                return own
            others = [entry for entry in found if not entry.is_only_named]
            distinct = {entry.iri: entry for entry in own or others}
            if distinct:
                return list(distinct.values())
        return []

    def _spelt(self, text: str, source: str) -> str:
        """Return the spelling of a name in a source, with all organisations known by theirs."""
        for entry in self._unspelt:
            record = entry.row.record
            area = area_code(getattr(record, "district", None) or "")
            for name in (record.label(), *getattr(record, "aliases", ())):
                key = self.names.spelling(name, record.source, area)
                self.by_spelling["Organization", key].append(entry)
        self._unspelt.clear()
        return self.names.spelling(text, source)

    def _linked(self, entry: _Entry) -> Linked:
        """Return an entry with all its references resolved, noting a fault for each that is not."""
        row, record = entry.row, entry.row.record
        references = {}
        for name, says in _references(type(record)):
            if texts := _texts(record, name):
                targets = [self._target(row, name, says, text) for text in texts]
                references[name] = tuple(target.iri for target in targets if target)
        place = 0 if entry.is_only_named else row.row
        return Linked(record, entry.iri, self._graph(record.source), references, place)

    def _target(self, row: Row, column: str, says: Says, text: str) -> _Entry | None:
        found = self._find(row, says, text) or self._add_named(row, says, text)
        if len(found) == 1:
            return found[0]
        label = " or ".join(
            ontology().label(expand(f"hz:{k}"), "en").lower() for k in says.refers_to
        )
        if found:
            keys = {entry.key for entry in found}
            names = keys if len(keys) == len(found) else {compact(entry.iri) for entry in found}
            options = ", ".join(sorted(names))
            problem = f"{shortened(text)!r} could be any of {options}; name one of these"
        else:
            problem = f"{shortened(text)!r} is defined in no table as {label}; add a row for it"
        self.faults.append(Fault(row.file, row.row, row.heading(column), problem))
        return None

    def _add_named(self, row: Row, says: Says, text: str) -> list[_Entry]:
        """Return new entries for a field of work, or for divisions that the name or code fits."""
        source = row.record.source
        if "Field" in says.refers_to:
            record: Record = FieldOfWork(name=text, source=source)
            return [self._register(Row(record, row.file, row.row), is_only_named=True)]
        if "Area" not in says.refers_to:
            return []
        areas = known_areas(text, source)
        entries = []
        for area in areas:
            same = self._find(row, says, area.key())
            new = Row(area, row.file, row.row)
            named = _Entry(new, area.key(), mint("Area", area.key()), is_only_named=True)
            entries += same or ([self._register(new, True)] if len(areas) == 1 else [named])
        return entries

    def _mentions(self, linked: list[Linked]) -> list[Linked]:
        """Return a name and kind for what a source refers to but only another source describes."""
        if len({graph for graph, _ in self.entries}) == 1:
            return []
        described = {(item.graph, item.iri) for item in linked}
        # Where several sources describe a thing, the first by its IRI says what it is called.
        entries = sorted(
            self.entries.items(), key=lambda item: (item[1].is_only_named, item[0]), reverse=True
        )
        records = {iri: entry.row.record for (_, iri), entry in entries}
        result = []
        for item in linked:
            for iri in (iri for iris in item.references.values() for iri in iris):
                if (item.graph, iri) in described:
                    continue
                described.add((item.graph, iri))
                record = records[iri]
                kept: dict[str, Any] = {"kind": record.kind, "source": item.record.source}
                kept |= {name: getattr(record, name) for name in ("name", "title", "code", "id")
                         if name in type(record).model_fields}  # fmt: skip
                mention = type(record).model_construct(**kept)
                result.append(Linked(mention, iri, item.graph))
        return result


def _has_no_code(row: Row) -> bool:
    return _has_no_code_in(row.record)


def _has_no_code_in(record: Record) -> bool:
    return not (getattr(record, "code", "") or getattr(record, "identifiers", ()))


def _names(record: Record, key: str) -> set[str]:
    """Return the names by which other records may refer to a record."""
    names = {record.label(), key}
    if isinstance(record, Expert) and record.affiliation:
        names |= {f"{record.name}（{record.affiliation}）", f"{record.name}({record.affiliation})"}
    return names


def _texts(record: Record, name: str) -> tuple[str, ...]:
    """Return the names that a field holds."""
    value = getattr(record, name)
    if not value:
        return ()
    return value if isinstance(value, tuple) else (value,)


@cache
def _references(kind: type[Record]) -> list[tuple[str, Says]]:
    """Return the fields that refer to other records."""
    return [(name, says) for name, says in kind.statements() if says.refers_to]


def _is_told_by_code(record: Record) -> bool:
    """Return whether a record's key is a code, whatever it refers to."""
    return isinstance(record, (Area, Organization)) and not _has_no_code_in(record)
