"""What a picture shows: all that a store knows, or parties and their ties, or a part of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from hezuo.graph.errors import HezuoError, NothingFoundError
from hezuo.graph.lookup import Filters, source_named, thing_named
from hezuo.graph.network import add_details, most_connected, things_network
from hezuo.graph.ontology import ontology
from hezuo.graph.picture.forces import communities
from hezuo.graph.picture.geography import add_places
from hezuo.graph.picture.marks import COMMUNITIES, OTHER_COMMUNITIES
from hezuo.graph.picture.overview import Overview, Said, counted, overview
from hezuo.graph.projection import connector_attributes, ties_network
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.paths import paths
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import in_words
from hezuo.graph.query.ties import described
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store

# More nodes than these nobody reads, and a browser draws slowly.
MOST_NODES = 2000
# More ties than these make a file that nobody can send: they are counted, not told one by one.
MOST_TIES = 20_000
SHOWN = ("all", "ties")
_CHAINS = 3
_OTHERS = {"zh": "其他群组", "en": "other communities"}


class Wanted(NamedTuple):
    """What a user wants to see.

    ``names`` are parties in the middle, with all that is up to ``hops`` ties away; ``path`` two
    parties, with the shortest chains between them; ``by`` a level of areas that stand for the
    parties in them; ``communities`` gives each its own mark. ``show`` is all, ties, or empty for
    all where nothing else is asked for and there is not too much of it.
    """

    names: tuple[str, ...] = ()
    hops: int = 1
    path: tuple[str, ...] = ()
    by: str = ""
    communities: bool = False
    show: str = ""
    filters: Filters = Filters()


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
    _refuse_what_does_not_go_together(wanted)
    sources = [source_named(store, wanted.filters.source)] if wanted.filters.source else []
    selection = Selection(store, wanted.filters)
    network = _things(selection, wanted, sources, language)
    shows_ties = network is None
    if network is None:
        network = _ties(selection, wanted)
    if not len(network) and wanted._replace(communities=False, show="") != Wanted():
        raise NothingFoundError(
            "no tie is known within what was asked for", "ask for more: fewer limits, more hops"
        )
    if shows_ties and len(network) > MOST_NODES and not (wanted.names or wanted.path or wanted.by):
        for _, data in network.nodes(data=True):
            data["group"], data["group_label"] = data["kind"], data["kind_label"]
        found = overview(network, language, said)
        return Subject(found.graph, len(network), found)
    graph = most_connected(network, MOST_NODES)
    if shows_ties and graph.number_of_edges() > MOST_TIES:
        graph = counted(graph, language)
    asked = _nodes(selection, (*wanted.names, *wanted.path))
    for node, data in graph.nodes(data=True):
        data["is_asked"] = node in asked
        if shows_ties:
            data["group"], data["group_label"] = data["kind"], data["kind_label"]
    if wanted.communities:
        _mark_communities(graph, language)
    _describe_ties(selection, graph, language)
    add_details(store, graph, sources, language)
    add_places(store, graph)
    return Subject(graph, len(network))


def _refuse_what_does_not_go_together(wanted: Wanted) -> None:
    whole = Wanted(wanted.names, wanted.hops, filters=Filters(source=wanted.filters.source))
    if wanted.show == "all" and wanted != whole._replace(show="all"):
        raise HezuoError(
            "chains, areas, communities and limits are of ties alone",
            "leave out --show all, or the other",
        )
    if wanted.path and (wanted.names or wanted.by):
        raise HezuoError("--path draws what lies between two", "leave out the other names, or --by")
    if wanted.names and wanted.by:
        raise HezuoError(f"--by {wanted.by} draws areas, not parties", "leave out the names")


def _things(
    selection: Selection, wanted: Wanted, sources: list[str], language: str
) -> nx.MultiDiGraph | None:
    """Return everything, or what is around names; None where ties alone are to be drawn."""
    only = Wanted(wanted.names, wanted.hops, filters=Filters(source=wanted.filters.source))
    is_small = len(selection.ties.party) <= MOST_NODES
    if wanted.show != "all" and (wanted.show == "ties" or wanted != only or not is_small):
        return None
    network = things_network(selection.store, sources, language)
    if len(network) > MOST_NODES and not wanted.show and selection.ties.party:
        return None
    # The selection has no limits here but the source, unless all is asked for: those tell ties.
    known = dict(connector_attributes(selection))
    for connector, _, data in network.edges(data=True):
        if data["tie"] and connector in known:
            data.update({**known[connector], "label": data["label"], "connector": connector})
    if wanted.names:
        ties = ties_network(selection.store, wanted.filters)
        parties = _around(ties, _nodes(selection, wanted.names), wanted.hops)
        kept = parties | _next_to(network, parties)
        kept |= _next_to(network, {node for node in kept if node in known})
        network = nx.MultiDiGraph(network.subgraph(kept))
    return network


def _ties(selection: Selection, wanted: Wanted) -> nx.MultiGraph:
    """Return the parties that are wanted and the ties between them."""
    ties = ties_network(selection.store, wanted.filters, wanted.by or "party")
    for *_, key, data in ties.edges(keys=True, data=True):
        data["connector"] = key
    limits = parties_wanted(selection, wanted.filters)
    asked = _nodes(selection, wanted.names)
    if limits is not None and not wanted.by:
        kept = {thing.iri for thing in selection.things(limits).values()} | asked
        ties = nx.MultiGraph(ties.subgraph(kept))
    if wanted.path:
        return _chains(selection, ties, wanted)
    return nx.MultiGraph(ties.subgraph(_around(ties, asked, wanted.hops))) if asked else ties


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


def _mark_communities(graph: nx.MultiGraph, language: str) -> None:
    """Give the nodes of each of the largest communities a group, called after its busiest node."""
    nodes = sorted(graph)
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from(sorted(graph.edges()))
    part = communities(plain, nodes).tolist()
    sizes = Counter(part)
    for number in sizes:
        members = [node for node, own in zip(nodes, part, strict=True) if own == number]
        busiest = min(members, key=lambda node: (-graph.degree(node), node))
        is_shown = number < len(COMMUNITIES) and len(members) > 1
        label = graph.nodes[busiest]["label"] if is_shown else _OTHERS[language]
        for node in members:
            graph.nodes[node]["group"] = f"community {number + 1}" if is_shown else "community"
            graph.nodes[node]["group_label"] = label
            graph.nodes[node]["mark"] = COMMUNITIES[number] if is_shown else OTHER_COMMUNITIES


def _describe_ties(selection: Selection, graph: nx.MultiGraph, language: str) -> None:
    """Give each edge what its panel says: topics, the event, the status and the evidence."""
    connectors = {data["connector"] for *_, data in graph.edges(data=True) if "connector" in data}
    ties = selection.ties
    numbers = selection.store.names.numbers(sorted(connectors))
    positions = {ties.connector_position(n): iri for iri, n in numbers.items()}
    statements: dict[int, list[int]] = {}
    for statement, connector in enumerate(ties.connectors):
        if connector in positions and selection.holds(statement):
            statements.setdefault(connector, []).append(statement)
    found = {tie.iri: tie for tie in described(selection, statements).values()}
    pairs = {
        positions[connector]: {pair for statement in its for pair in ties.pairs(statement)}
        for connector, its in statements.items()
    }
    parties = selection.things({end for its in pairs.values() for pair in its for end in pair})

    def label(kind: str) -> str:
        return ontology().label(expand(f"hz:{kind}"), language) if kind else ""

    for *_, data in graph.edges(data=True):
        if "connector" not in data:
            continue
        tie = found[data["connector"]]
        data.update(
            title=tie.title,
            event=tie.event,
            topics=tie.topics,
            kind=label(tie.kind),
            status=label(tie.status),
            note=tie.note,
            evidence=in_words(tie.evidence),
            pairs=[(parties[one].iri, parties[other].iri) for one, other in pairs[tie.iri]],
        )
