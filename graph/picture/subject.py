"""What a picture shows: all that a store knows, or parties and their ties, or a part of those."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from hezuo.graph.errors import HezuoError, NothingFoundError
from hezuo.graph.lookup import Filters, source_named, thing_named
from hezuo.graph.network import add_details, most_connected, things_network
from hezuo.graph.picture.community_marks import mark_communities
from hezuo.graph.picture.geography import add_places
from hezuo.graph.picture.overview import Overview, Said, counted, overview
from hezuo.graph.picture.told_ties import describe_ties
from hezuo.graph.picture.wanted import Wanted, refuse_what_does_not_go_together
from hezuo.graph.projection import connector_attributes, ties_network
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.paths import paths
from hezuo.graph.query.selection import Selection

if TYPE_CHECKING:
    from hezuo.graph.store import Store

# More nodes than these nobody reads, and a browser draws slowly.
MOST_NODES = 2000
# More ties than these make a file that nobody can send: they are counted, not told one by one.
MOST_TIES = 20_000
# Fewer things are read, and fewer nodes placed, before anybody wonders.
_MANY_THINGS, _MANY_NODES = 10_000, 500
_CHAINS = 3


class Subject(NamedTuple):
    """The network that is drawn, and how many nodes there are of which some may be left out."""

    graph: nx.MultiGraph
    whole: int
    overview: Overview | None = None


def subject(
    store: Store, wanted: Wanted, language: str = "zh", said: Said | None = None
) -> Subject:
    """Return the network that a picture shows, with all that its page says of nodes and edges.

    Of more than 2,000 parties it is their communities. ``said`` is told of long work.
    Raises HezuoError for what does not go together, and what the queries raise for names.
    """
    refuse_what_does_not_go_together(wanted)
    said = said or _unsaid
    sources = [source_named(store, wanted.filters.source)] if wanted.filters.source else []
    selection = Selection(store, wanted.filters)
    network = _things(selection, wanted, sources, language, said)
    shows_ties = network is None
    if network is None:
        network = _ties(selection, wanted)
    if shows_ties or _is_registry(selection):
        for _, data in network.nodes(data=True):
            data["group"], data["group_label"] = data["kind"], data["kind_label"]
    is_part = wanted.names or wanted.path or wanted.by
    if shows_ties and len(network) > MOST_NODES and not is_part:
        found = overview(network, language, said)
        return Subject(found.graph, len(network), found)
    graph = _reduced(selection, wanted, network, language)
    if len(graph) > _MANY_NODES:
        said(f"placing {len(graph):,} nodes")
    if wanted.communities:
        mark_communities(graph, language)
    describe_ties(selection, graph, language)
    add_details(store, graph, sources, language)
    add_places(store, graph)
    return Subject(graph, len(network))


def _reduced(
    selection: Selection, wanted: Wanted, network: nx.MultiGraph, language: str
) -> nx.MultiGraph:
    """Return no more than can be drawn and told, with a mark on who was asked for."""
    graph = most_connected(network, MOST_NODES)
    if graph.number_of_edges() > MOST_TIES and not network.is_directed():  # of ties alone
        graph = counted(graph, language)
    asked = _nodes(selection, (*wanted.names, *wanted.path))
    if _is_registry(selection):  # of the busiest nodes some are related to none of the others
        graph.remove_nodes_from([n for n, degree in graph.degree if not degree and n not in asked])
    for node, data in graph.nodes(data=True):
        data["is_asked"] = node in asked
    return graph


def _unsaid(_: str) -> None:
    """Say nothing: what a library call does while it works."""


def _is_registry(selection: Selection) -> bool:
    """Return whether a store has many things and no tie between any: a register of parties."""
    return not selection.ties.party and selection.store.names.size() > MOST_NODES


def _nothing(selection: Selection, wanted: Wanted) -> HezuoError:
    """Return why nothing is to be drawn, and what could be drawn instead."""
    if not selection.ties.party:
        return NothingFoundError(
            "nothing in the store ties parties together",
            "`hezuo picture`, with no limits, draws how they are related otherwise",
        )
    if wanted.path:
        one, other = wanted.path
        return NothingFoundError(
            f"no chain of cooperation leads from {one} to {other} within what was asked for",
            f"`hezuo path {one} {other}` says how far each side reaches",
        )
    if wanted.filters != Filters():
        return NothingFoundError(
            "no tie is known within what was asked for", "ask for more: fewer limits, more hops"
        )
    if wanted.by:
        return NothingFoundError(
            f"no tie joins two areas of the level {wanted.by}",
            "say a smaller one, or leave out --by",
        )
    return NothingFoundError(
        "no tie is known of who was named", "leave out --show ties: other relations are drawn too"
    )


def _things(
    selection: Selection, wanted: Wanted, sources: list[str], language: str, said: Said
) -> nx.MultiDiGraph | None:
    """Return everything, or what is around names; None where ties alone are to be drawn."""
    is_small = len(selection.ties.party) <= MOST_NODES
    if wanted.show != "all" and (wanted.show == "ties" or not wanted.is_whole or not is_small):
        return None
    number = selection.store.names.size()
    if number > _MANY_THINGS:
        said(f"reading how {number:,} things are related")
    is_registry = _is_registry(selection) and not wanted.show
    network = things_network(selection.store, sources, language, has_places=not is_registry)
    if is_registry and not network.number_of_edges():  # where they lie is all that is known
        network = things_network(selection.store, sources, language, has_places=True)
    if len(network) > MOST_NODES and not wanted.show and selection.ties.party:
        return None
    # The selection has no limits here but the source, unless all is asked for: those tell ties.
    known = dict(connector_attributes(selection))
    for connector, _, data in network.edges(data=True):
        if data["tie"] and connector in known:
            data.update({**known[connector], "label": data["label"], "connector": connector})
    if wanted.names:
        # Where nothing ties parties, hops are counted along the relations that there are.
        walked = network.to_undirected(as_view=True) if is_registry else None
        walked = ties_network(selection.store, wanted.filters) if walked is None else walked
        parties = _around(walked, _nodes(selection, wanted.names), wanted.hops)
        kept = parties if is_registry else parties | _next_to(network, parties)
        kept |= _next_to(network, {node for node in kept if node in known})
        network = nx.MultiDiGraph(network.subgraph(kept))
    return network


def _ties(selection: Selection, wanted: Wanted) -> nx.MultiGraph:
    """Return the parties that are wanted and the ties between them; NothingFoundError if none."""
    ties = ties_network(selection.store, wanted.filters, wanted.by or "party")
    for *_, key, data in ties.edges(keys=True, data=True):
        data["connector"] = key
    limits = parties_wanted(selection, wanted.filters)
    asked = _nodes(selection, wanted.names)
    if limits is not None and not wanted.by:
        kept = {thing.iri for thing in selection.things(limits).values()} | asked
        ties = nx.MultiGraph(ties.subgraph(kept))
    if wanted.path:
        ties = _chains(selection, ties, wanted)
    elif asked:
        ties = nx.MultiGraph(ties.subgraph(_around(ties, asked, wanted.hops)))
    if not len(ties):
        raise _nothing(selection, wanted)
    return ties


def _chains(selection: Selection, ties: nx.MultiGraph, wanted: Wanted) -> nx.MultiGraph:
    """Return the shortest chains between two parties."""
    one, other = wanted.path
    found = paths(selection.store, one, other, _CHAINS, wanted.filters)
    part = nx.MultiGraph()
    for start, end in sorted({(step.start.iri, step.end.iri) for step in found}):
        part.add_nodes_from((node, ties.nodes[node]) for node in (start, end))
        part.add_edges_from((start, end, key, data) for key, data in ties[start][end].items())
    return part


def _nodes(selection: Selection, names: Iterable[str]) -> set[str]:
    """Return the parties that names mean; a district stands for all that lies in it."""
    found: set[str] = set()
    for name in names:
        party = thing_named(selection.store, name, within="hz:Party")
        meant = selection.things(parties_meant(selection, party))
        found |= {party.iri} | {thing.iri for thing in meant.values()}
    return found


def _next_to(graph: nx.MultiDiGraph, nodes: Collection[str]) -> set[str]:
    return {other for node in nodes if node in graph for other in nx.all_neighbors(graph, node)}


def _around(graph: nx.MultiGraph, asked: Collection[str], hops: int) -> set[str]:
    """Return the nodes that are asked for and all at most so many edges away."""
    kept, edge = set(asked), set(asked) & set(graph)
    for _ in range(hops):
        edge = {other for node in edge for other in graph.adj[node]} - kept
        kept |= edge
    return kept
