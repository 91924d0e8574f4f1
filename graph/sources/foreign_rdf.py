"""Turns RDF in classes and properties of others into records, by a mapping.

The statements are kept in a store on the disk while they are asked: each way of a mapping is one
query over all things of a kind. A thing keeps the IRI it goes by: that of a registry as an
identifier, any other as ``owl:sameAs``, so that two files about one thing meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.sources.foreign_mapping import (
    ForeignMapping,
    Things,
    Way,
    load_mapping,
    shipped,
)
from hezuo.graph.sources.foreign_records import Builder, Thing
from hezuo.graph.sources.foreign_values import Term
from hezuo.graph.sources.rdf_syntax import statements
from hezuo.graph.sources.tables import Tables
from hezuo.graph.store.bulk import extend
from hezuo.graph.vocabulary import compact, expand

_TYPE = NamedNode(expand("rdf:type"))
_SAME = "|".join(f"<{expand(name)}>" for name in ("owl:sameAs", "skos:exactMatch", "schema:sameAs"))
_MOST_LISTED = 3


@dataclass
class Foreign:
    """What a foreign file holds: rows, and which other IRIs the thing of a row goes by."""

    tables: Tables
    same: dict[int, list[str]] = field(default_factory=dict)


def read_foreign(path: Path, classes: Mapping[str, int], mapping: str = "") -> Foreign:
    """Return the records that a file of foreign RDF holds.

    ``classes`` are those of the file with how often they occur; by them the mapping is chosen when
    none is named. Raises InputError where no mapping fits, and for values that cannot be.
    """
    notes: list[str] = []
    if mapping:
        chosen = load_mapping(mapping)
    else:
        name, chosen = _fitting(path, classes)
        notes.append(f"{path.name}: read with the mapping {name}: {chosen.title}")
    with TemporaryDirectory(prefix="hezuo-") as folder:
        store = Store(folder)
        extend(store, _stored(path, chosen))
        found = list(_things(store, chosen))
        del store  # so that its files can be deleted
    builder = Builder(path, chosen, found, notes)
    rows = builder.rows()
    if not found:
        problem = f"holds nothing of the classes that the mapping {mapping} knows"
        raise InputError([Fault(path.name, 0, "", f"{problem}; name another mapping")])
    return Foreign(Tables(rows, notes, is_named=False), builder.same)


def _fitting(path: Path, classes: Mapping[str, int]) -> tuple[str, ForeignMapping]:
    """Return the mapping that knows most of the things of a file, with its name."""
    counts: Counter[str] = Counter()
    mappings = {name: load_mapping(name) for name in shipped()}
    for name, mapping in mappings.items():
        known = mapping.classes()
        counts[name] = sum(n for iri, n in classes.items() if mapping.renamed(iri) in known)
    best = max(counts, key=lambda name: counts[name])
    if counts[best]:
        return best, mappings[best]
    listed = ", ".join(compact(shortened(iri)) for iri in list(classes)[:_MOST_LISTED])
    problem = "holds nothing of our ontology or of one that hezuo has a mapping for"
    problem += f" ({', '.join(counts)})" + (f"; its classes are {listed}" if listed else "")
    raise InputError(
        [Fault(path.name, 0, "", f"{problem}; name a mapping of your own with --mapping")]
    )


def _stored(path: Path, mapping: ForeignMapping) -> Iterator[Quad]:
    """Yield the statements with their namespaces as the mapping reads them."""
    for quad in statements(path):
        subject, predicate, value, _ = quad
        if not isinstance(subject, (NamedNode, BlankNode)) or not isinstance(
            value, (NamedNode, BlankNode, Literal)
        ):
            problem = "quotes a statement, as RDF 1.2 does; state it plainly"
            raise InputError([Fault(path.name, 0, "", problem)])
        if mapping.replaced:
            predicate = NamedNode(mapping.renamed(predicate.value))
            if predicate == _TYPE and isinstance(value, NamedNode):
                value = NamedNode(mapping.renamed(value.value))
        yield Quad(subject, predicate, value)


def _things(store: Store, mapping: ForeignMapping) -> Iterator[Thing]:
    """Yield the things that become records, with the values of their fields."""
    taken: set[NamedNode | BlankNode] = set()
    for things in mapping.things:
        found: dict[NamedNode | BlankNode, Thing] = {}
        for node, value in _answers(store, mapping, things, "?thing a ?value"):
            kind = _kind(mapping, things, value)
            if kind is not None and node not in taken:
                thing = found.setdefault(node, Thing(node, things.record, kind))
                thing.kind = thing.kind or kind
        taken |= found.keys()
        for name, ways in things.fields.items():
            for way in ways:
                for node, value in _ask(store, mapping, things, way):
                    if node in found:
                        found[node].add(name, way, value)
        for node, value in _answers(store, mapping, things, f"?thing {_SAME} ?value"):
            if node in found and isinstance(value, NamedNode):
                found[node].same.append(value.value)
        yield from found.values()


def _kind(mapping: ForeignMapping, things: Things, value: Term) -> str | None:
    """Return the kind that a class gives a thing, or None for a class of other things."""
    for name, kind in things.classes.items():
        if isinstance(value, NamedNode) and mapping.expanded(name) == value.value:
            return kind
    return None


def _ask(
    store: Store, mapping: ForeignMapping, things: Things, way: Way
) -> Iterator[tuple[NamedNode | BlankNode, Term]]:
    if way.path or way.where:
        yield from _answers(store, mapping, things, way.pattern())


def _answers(
    store: Store, mapping: ForeignMapping, things: Things, pattern: str
) -> Iterator[tuple[NamedNode | BlankNode, Term]]:
    """Yield things with a value each, in a fixed order."""
    solutions: Any = store.query(mapping.query(things, pattern))
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    rows = [(row["thing"], row["value"]) for row in solutions]
    yield from sorted(rows, key=lambda row: (str(row[0]), str(row[1])))
