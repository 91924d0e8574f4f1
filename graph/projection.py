"""From the ties of a store to NetworkX: parties, or the areas they lie in, and the ties between.

The projection of the network of parties and connectors on its parties: every connector is an edge
between any two of its parties. Nodes are IRIs with the attributes of ``network``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import networkx as nx

from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, source_id
from hezuo.graph.network import add_thing
from hezuo.graph.ontology import ontology
from hezuo.graph.query.areas import CHINA, LEVELS
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing, china
from hezuo.graph.query.ties import dates, finest_kind, strength
from hezuo.graph.vocabulary import local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Store


@uncollected()
def ties_network(store: Store, filters: Filters | None = None, by: str = "party") -> nx.MultiGraph:
    """Return parties and their ties, or ``by`` district, city, province or country those of areas.

    A tie between an area and a larger one that it lies in is left out, as it is within the larger
    one. Edges have ``label`` (title of the connector), ``kind``, ``date``, ``strength``,
    ``fields``, ``sources`` and ``tie`` (true); their key is the IRI of the connector.
    """
    if by not in ("party", *LEVELS):
        raise HezuoError(f"ties cannot be told by {by!r}", f"say party, {', '.join(LEVELS)}")
    selection = Selection(store, filters)
    pairs, statements = _tied(selection, by)
    graph = nx.MultiGraph()
    names = _node_names(
        selection, {end for found in pairs.values() for p in found for end in p}, by
    )
    attributes = _attributes(selection, statements)
    for node in sorted(names.values()):
        add_thing(graph, node)
    graph.add_edges_from(
        (names[first].iri, names[second].iri, *attributes[connector])
        for connector in sorted(pairs)
        for first, second in sorted(pairs[connector])
    )
    return graph


def _tied(
    selection: Selection, by: str
) -> tuple[dict[int, set[tuple[int, int]]], dict[int, list[int]]]:
    """Return the pairs that each connector ties, and its statements."""
    pairs: dict[int, set[tuple[int, int]]] = defaultdict(set)
    connectors = list(selection.ties.connectors)
    kept = [s for s in range(len(connectors)) if selection.is_everything or selection.holds(s)]
    for statement in kept:
        pairs[connectors[statement]] |= tied_pairs(selection, statement, by)
    statements: dict[int, list[int]] = defaultdict(list)
    for statement in kept:
        statements[connectors[statement]].append(statement)
    return pairs, statements


def tied_pairs(selection: Selection, statement: int, by: str) -> set[tuple[int, int]]:
    """Return the pairs that a statement ties: of parties, or of the areas that they lie in."""
    found = selection.ties.pairs(statement)
    if by != "party":
        found = _between_areas(selection, found, by)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _between_areas(
    selection: Selection, pairs: Iterable[tuple[int, int]], by: str
) -> Iterator[tuple[int, int]]:
    areas = selection.areas
    for first, second in pairs:
        for one, other in product(areas.at(first, by), areas.at(second, by)):
            if one not in areas.larger(other) and other not in areas.larger(one):
                yield one, other


def connector_attributes(selection: Selection) -> Iterable[tuple[str, dict[str, Any]]]:
    """Return the IRI of each connector that ties, and the attributes that its edges have."""
    statements: dict[int, list[int]] = defaultdict(list)
    for statement, connector in enumerate(selection.ties.connectors):
        if selection.holds(statement):
            statements[connector].append(statement)
    return _attributes(selection, statements).values()


def _node_names(selection: Selection, ends: set[int], by: str) -> dict[int, Thing]:
    """Return what the ends of pairs are."""
    if by == "party":
        return selection.things(ends)
    known = selection.store.names.numbered(ends)
    found = {number: as_thing(thing) for number, thing in known.items()}
    return found | ({CHINA: china()} if CHINA in ends else {})


def _attributes(
    selection: Selection, statements: dict[int, list[int]]
) -> dict[int, tuple[str, dict[str, Any]]]:
    """Return the key and the attributes of the edges of each connector."""
    ties, names = selection.ties, selection.store.names
    facets = {connector: selection.facets(connector) for connector in statements}
    connectors = names.numbered(ties.connector[connector] for connector in statements)
    sources = {ties.sources[s] for found in statements.values() for s in found}
    fields = {value for found in facets.values() for value in found["field"]}
    known = {number: as_thing(thing) for number, thing in names.numbered(sources | fields).items()}
    found = {}
    for connector, its in statements.items():
        way = ontology().connectors[ties.ways[its[0]]]
        thing = connectors[ties.connector[connector]]
        found[connector] = (
            thing.iri,
            {
                "label": thing.name,
                "property": local_name(way.connects),
                "kind": finest_kind(facets[connector]),
                "date": next(iter(dates(selection, its)), ""),
                "strength": float(strength(selection, its)),
                "fields": sorted(known[value].name for value in facets[connector]["field"]),
                "sources": sorted({source_id(known[ties.sources[s]].iri) for s in its}),
                "tie": True,
            },
        )
    return found
