"""From the store to NetworkX: everything that it knows (for ties alone see ``projection``).

Every organisation, place, person, agreement, event ... is a node and every stated relation an edge.
Nodes are IRIs with the attributes ``label``, ``kind`` (local name of a class), ``kind_label``,
``group`` (the kind of record it is), ``group_label`` and ``place``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import NamedNode

from hezuo.graph.lookup import named_query
from hezuo.graph.ontology import ontology
from hezuo.graph.query.things import Thing, evidence, in_words
from hezuo.graph.query.things import things as things_known
from hezuo.graph.vocabulary import KIND_PATHS, expand, local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Store

# Where things lie: so many relations, in a registry, that they hide all others.
_LYING_IN = {expand("hz:locatedIn"), expand("geo:sfWithin")}
# Figures hang on a country or a city and say nothing of cooperation; they are asked for by query.
_LEFT_OUT = {"Observation", "Appointment"}


def things_network(
    store: Store, sources: Sequence[str] = (), language: str = "zh", *, has_places: bool = True
) -> nx.MultiDiGraph:
    """Return all named things and the relations stated between them, from subject to object.

    Edges have ``property`` (local name), ``label`` (its label) and ``tie`` (whether the property
    belongs to a connector). A post is an edge from the expert to the organisation,
    labelled with the title. Without places there are neither areas nor what is related to nothing.
    """
    left_out = _LEFT_OUT if has_places else _LEFT_OUT | {"Area"}
    tying = {
        iri
        for connector in ontology().connectors
        for iri in connector.party_properties + connector.counterparty_properties
    }
    rows = store.select(named_query("relations"), sources=sources)
    if not has_places:
        rows = [row for row in rows if row["property"].value not in _LYING_IN]
    known = things_known(store, {row[e].value for row in rows for e in ("subject", "object")})
    graph = nx.MultiDiGraph()
    for row in rows:
        ends = [known[row[end].value] for end in ("subject", "object")]
        if any(_group(end) in left_out for end in ends):
            continue
        for end in ends:
            add_thing(graph, end, language)
        title = row["title"].value if "title" in row else ""
        name = row["property"].value
        graph.add_edge(
            ends[0].iri, ends[1].iri,
            key=f"{local_name(name)} {title}".strip(),
            property=local_name(name),
            label=title or ontology().label(name, language),
            tie=name in tying,
        )  # fmt: skip
    if not has_places:
        return graph
    named = {row["thing"].value for row in store.select(named_query("named"), sources=sources)}
    for thing in things_known(store, named - set(graph)).values():
        if _group(thing) not in _LEFT_OUT | {"Source"}:
            add_thing(graph, thing, language)
    return graph


def add_details(
    store: Store, graph: nx.Graph, sources: Sequence[str] = (), language: str = "zh"
) -> None:
    """Give each node ``details``, pairs of a label and a text, for a picture to show.

    They are what is stated of a thing in words and figures, and where in which source it stands.
    """
    stated: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    nodes = [NamedNode(iri) for iri in sorted(graph)]
    for row in store.select(named_query("literals"), {"thing": nodes}, sources) if nodes else ():
        label = ontology().label(row["property"].value, language)
        stated[row["thing"].value][label].append(row["value"].value)
    places = evidence(store, list(graph), list(sources))
    for iri, data in graph.nodes(data=True):
        data["details"] = [(label, "；".join(texts)) for label, texts in stated[iri].items()]
        if places[iri]:
            label = ontology().label(expand("hz:evidence"), language)
            data["details"].append((label, in_words(places[iri])))


def most_connected(graph: nx.MultiGraph, count: int) -> nx.MultiGraph:
    """Return the ``count`` nodes with the most relations, and the relations between them.

    The result has no directions, and every relation stays a relation of its own.
    """
    ranked = sorted(graph, key=lambda node: (-graph.degree(node), node))[:count]
    kept = graph.subgraph(ranked)
    if not graph.is_directed():
        return nx.MultiGraph(kept)
    # Keys are left out: two relations either way round may have the same.
    result = nx.MultiGraph()
    result.add_nodes_from(kept.nodes(data=True))
    result.add_edges_from(kept.edges(data=True))
    return result


def add_thing(graph: nx.Graph, thing: Thing, language: str = "zh") -> None:
    """Add a thing to a graph as a node with the attributes that all our graphs have."""
    group = _group(thing)
    graph.add_node(
        thing.iri,
        label=thing.name,
        kind=thing.kind,
        kind_label=ontology().label(expand(f"hz:{thing.kind}"), language),
        group=group,
        group_label=ontology().label(expand(f"hz:{group}"), language),
        place=thing.place,
    )


def _group(thing: Thing) -> str:
    """Return the kind of record a thing is: the nearest class whose things have their own IRIs."""
    above = [local_name(iri) for iri in ontology().ancestors(expand(f"hz:{thing.kind}"))]
    return next((name for name in above if name in KIND_PATHS), thing.kind)
