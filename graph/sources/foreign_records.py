"""Makes records of foreign things whose values were found: names, references, one record a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pyoxigraph import BlankNode, Literal, NamedNode

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.fields import Says
from hezuo.graph.records import RECORD_TYPES, Expert, Organization, Record, Row, Source
from hezuo.graph.sources.foreign_mapping import ForeignMapping, Way
from hezuo.graph.sources.foreign_values import (
    Term,
    area_named,
    in_order,
    language_of,
    registered,
    text_of,
    value_of,
)
from hezuo.graph.vocabulary import compact

Node = NamedNode | BlankNode
_MOST_FAULTS = 20


@dataclass
class Thing:
    """A node that becomes a record: what its fields were found to hold, way by way."""

    node: Node
    type: type[Record]
    kind: str
    values: dict[str, list[tuple[Way, list[Term]]]] = field(default_factory=dict)
    # Other IRIs that the file says it goes by.
    same: list[str] = field(default_factory=list)

    def add(self, name: str, way: Way, value: Term) -> None:
        """Note a value that a way leads to."""
        ways = self.values.setdefault(name, [])
        if not ways or ways[-1][0] is not way:
            ways.append((way, []))
        ways[-1][1].append(value)


class Builder:
    """Makes the rows of a file; ``same`` then holds the other IRIs of the thing of each row."""

    def __init__(
        self, path: Path, mapping: ForeignMapping, things: list[Thing], notes: list[str]
    ) -> None:
        self.same: dict[int, list[str]] = {}
        self._path, self._mapping, self._notes = path, mapping, notes
        self._things = things
        self._ways = {item.record: item.fields for item in mapping.things}
        self._by_node = {thing.node: thing for thing in things}
        self._records: dict[tuple[type[Record], str], Record] = {}
        self._places: dict[tuple[type[Record], str], int] = {}
        # By which key each node is a record.
        self._keys: dict[Node, str] = {}
        self._faults: list[Fault] = []
        self._left_out: Counter[str] = Counter()
        self._source = ""

    def rows(self) -> list[Row]:
        """Return the rows; raise InputError with what cannot be."""
        self._source = self._own_source().id
        order = {kind: place for place, kind in enumerate(RECORD_TYPES)}
        things = sorted(self._things, key=lambda thing: order[thing.type])
        for thing in things:
            self._make(thing)
        for thing in things:
            self._refer_to_own_kind(thing)
        if self._faults:
            raise InputError(self._faults)
        for reason, count in sorted(self._left_out.items()):
            self._notes.append(f"{self._path.name}: left out {count} {reason}")
        rows = [Row(self._own_source(), "", 0)]
        rows += [Row(r, self._path.name, self._places[key]) for key, r in self._records.items()]
        return rows

    def _own_source(self) -> Source:
        name = self._path.stem
        try:
            return Source(id=name, title=name, source=name, file=self._path.name)
        except ValidationError:
            problem = "has a name that cannot be the id of a source; give the file another one"
            raise InputError([Fault(self._path.name, 0, "", problem)]) from None

    def _make(self, thing: Thing) -> None:
        """Make the record of a thing, but for references to things of its own kind."""
        values: dict[str, Any] = {"kind": thing.kind, "source": self._source}
        iris = [thing.node.value] if isinstance(thing.node, NamedNode) else []
        identifiers, others = registered(dict.fromkeys([*iris, *thing.same]))
        for name, says in thing.type.statements():
            if thing.type.ROOT not in says.refers_to:
                found = self._values(thing, name, says)
                if found:
                    values[name] = tuple(found) if thing.type.is_list(name) else found[0]
        self._name(thing, values)
        if "identifiers" in thing.type.model_fields:
            values["identifiers"] = tuple(
                dict.fromkeys([*identifiers, *values.get("identifiers", ())])
            )
        else:
            others = [*iris, *thing.same]
        missing = [n for n, i in thing.type.model_fields.items() if i.is_required()]
        missing = [name for name in missing if not values.get(name)]
        if missing:
            self._left_out[f"{thing.type.TABLE} without {' and '.join(missing)}"] += 1
            return
        try:
            record = thing.type.model_validate(values)
        except ValidationError as error:
            for detail in error.errors():
                self._fault(thing, str(detail["loc"][0]), str(detail["msg"]))
            return
        self._keys[thing.node] = self._keep(record, others)

    def _keep(self, record: Record, others: Sequence[str] = ()) -> str:
        """Keep a record, or add it to what is known under its key; return the key."""
        place = (type(record), record.key())
        known = self._records.get(place)
        self._records[place] = _together(known, record) if known else record
        number = self._places.setdefault(place, len(self._places) + 1)
        if others:
            self.same.setdefault(number, []).extend(others)
        return place[1]

    def _refer_to_own_kind(self, thing: Thing) -> None:
        """Fill in the fields that name things of the same kind, now that all have their keys."""
        if thing.node not in self._keys:
            return
        place = (thing.type, self._keys[thing.node])
        for name, says in thing.type.statements():
            if thing.type.ROOT in says.refers_to:
                found = [
                    text for text in self._values(thing, name, says)
                    if text != self._reference(self._records[place])
                ]  # fmt: skip
                if found:
                    new = tuple(found) if thing.type.is_list(name) else found[0]
                    more = self._records[place].model_copy(update={name: new})
                    self._records[place] = _together(self._records[place], more)

    def _name(self, thing: Thing, values: dict[str, Any]) -> None:
        """Set the name that is preferred; the others become the English name and aliases."""
        ways = thing.values.get("name", [])
        if "name" not in thing.type.model_fields or not ways:
            return
        name, *more = in_order(ways[0][1], self._mapping.languages)
        values["name"] = name
        if "name_en" in thing.type.model_fields and "name_en" not in values:
            is_english = {text_of(t, ways[0][0]) for t in ways[0][1] if language_of(t) == "en"}
            english = [other for other in more if other in is_english]
            if english:
                values["name_en"] = english[0]
        if "aliases" in thing.type.model_fields:
            known = {name, values.get("name_en")}
            aliases = dict.fromkeys([*more, *values.get("aliases", ())])
            values["aliases"] = tuple(alias for alias in aliases if alias not in known)

    def _values(self, thing: Thing, name: str, says: Says) -> list[str]:
        """Return what a field holds: of all its ways, or the first that leads anywhere."""
        found: list[str] = []
        for way, terms in thing.values.get(name, []):
            for term in terms:
                found += self._value(thing, name, says, way, term)
            if found and not thing.type.is_list(name):
                break
        if not found:
            found = [way.default for way in self._ways[thing.type].get(name, ()) if way.default]
        return list(dict.fromkeys(found))

    def _value(self, thing: Thing, name: str, says: Says, way: Way, term: Term) -> Iterator[str]:
        if says.refers_to:
            yield from self._referred(says, way, term)
            return
        try:
            text = text_of(term, way)
            if name == "identifiers" and text:
                yield from registered([text])[0] or self._no_identifier()
            elif text:
                yield value_of(says, text)
        except ValueError as error:
            self._fault(thing, name, str(error))

    def _no_identifier(self) -> list[str]:
        self._left_out["identifiers of no registry that hezuo knows"] += 1
        return []

    def _referred(self, says: Says, way: Way, term: Term) -> Iterator[str]:
        """Yield how a record refers to what a term means; keep a record of what only it names."""
        other = self._by_node.get(term) if isinstance(term, (NamedNode, BlankNode)) else None
        if other and other.node in self._keys and other.type.ROOT in says.refers_to:
            yield self._reference(self._records[other.type, self._keys[other.node]])
            return
        text = text_of(term, way) if isinstance(term, Literal) or way.prefix else ""
        if "Field" in says.refers_to and text:
            yield text
        elif "Area" in says.refers_to and text and (area := area_named(text, self._source))[0]:
            if area[1] is not None:
                self._keep(area[1])
            yield area[0]
        elif "Organization" in says.refers_to and text:
            yield self._keep(Organization(name=text, source=self._source))
        else:
            self._left_out["references to what the file does not describe as hezuo needs it"] += 1

    def _reference(self, record: Record) -> str:
        """Return the text by which another record means this one alone."""
        if isinstance(record, Expert) and record.affiliation:
            return f"{record.name}（{record.affiliation}）"
        is_identified = getattr(record, "identifiers", ()) or getattr(record, "code", None)
        return record.key() if is_identified or not record.label() else self._told(record)

    def _told(self, record: Record) -> str:
        """Return the name, or the key where the district is a part of it."""
        return record.key() if isinstance(record, Organization) else record.label()

    def _fault(self, thing: Thing, name: str, problem: str) -> None:
        node = compact(thing.node.value) if isinstance(thing.node, NamedNode) else "a blank node"
        self._faults.append(Fault(f"{self._path.name}, {shortened(node)}", 0, name, problem))
        if len(self._faults) == _MOST_FAULTS:
            raise InputError(self._faults)


def _together(first: Record, second: Record) -> Record:
    """Return what two records of one thing say: lists joined, of single values the first stated."""
    values = {}
    for name in type(first).model_fields:
        ours, theirs = getattr(first, name), getattr(second, name)
        if isinstance(ours, tuple):
            values[name] = tuple(dict.fromkeys([*ours, *theirs]))
        elif ours in (None, "") and theirs not in (None, ""):
            values[name] = theirs
    return first.model_copy(update=values)
