"""Times questions on a large made-up store, beside the same question asked of the peers.

The peers, in the same run: bare pyoxigraph on the same disk store with the SPARQL that says the
question, and rdflib with that SPARQL on a smaller store (``--rdflib SCALE``), because it would take
minutes to load the whole; NetworkX where a graph in memory can answer. Ratios above 1 are in our
favour.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import rdflib
from cooperation import write
from loading import run_ours, run_peer

import hezuo.graph
from hezuo.graph.analysis.network import partner_network
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters
from hezuo.graph.ontology import ontology
from hezuo.graph.projection import ties_network
from hezuo.graph.query.selection import Selection
from hezuo.graph.vocabulary import PREFIXES

SEED = 7
WAY = """
GRAPH ?s { ?c hz:party ?a ; a hz:Agreement ; hz:party ?b } FILTER(?b != ?a)
"""
PARTNERS = f"""
SELECT DISTINCT ?b ?c ?date ?s {{
  VALUES ?a {{ <IRI> }} {WAY} OPTIONAL {{ ?c hz:signedOn ?date }}
}}
"""
# The same with all that `partners` answers with.
PARTNERS_IN_WORDS = f"""
SELECT DISTINCT ?b ?c ?date ?s ?name ?kind ?place ?class ?field ?event {{
  VALUES ?a {{ <IRI> }} {WAY} OPTIONAL {{ ?c hz:signedOn ?date }}
  OPTIONAL {{ ?b rdfs:label ?name }} OPTIONAL {{ ?b a ?kind }}
  OPTIONAL {{ ?b hz:locatedIn/rdfs:label ?place }} OPTIONAL {{ ?c a ?class }}
  OPTIONAL {{ ?c hz:field/rdfs:label ?field }} OPTIONAL {{ ?c hz:atEvent/rdfs:label ?event }}
}}
"""
SECOND = f"""
SELECT DISTINCT ?d {{ VALUES ?a {{ <IRI> }} {WAY}
GRAPH ?t {{ ?e hz:party ?b ; a hz:Agreement ; hz:party ?d }} FILTER(?d != ?b && ?d != ?a) }}
"""
# Ties of more than one pair of parties in two provinces count once: hence DISTINCT.
PROVINCES = """
SELECT ?p ?q (COUNT(DISTINCT ?c) AS ?n) {
  GRAPH ?s { ?c hz:party ?a ; a hz:Agreement ; hz:party ?b } FILTER(?b != ?a)
  ?a hz:locatedIn/geo:sfWithin* ?p . ?p a hz:Province .
  ?b hz:locatedIn/geo:sfWithin* ?q . ?q a hz:Province
} GROUP BY ?p ?q
"""
# Of a party, or of all where there is no IRI, with the three limits of THREE.
AGREEMENTS = """
SELECT DISTINCT ?c ?title ?date ?party {
  PARTY
  GRAPH ?s { ?c a hz:Agreement ; a hz:CooperationAgreement ; hz:signedOn ?date ; hz:field ?field ;
             hz:party ?party ; rdfs:label ?title }
  ?field rdfs:label "新材料"@zh FILTER(STR(?date) >= "2020" && STR(?date) < "2022")
}
"""
OF_PARTY = "VALUES ?own { <IRI> } ?c hz:party ?own ."
THREE = Filters(since="2020", until="2021", field="新材料", kind="CooperationAgreement")


def step(one: str, other: str, number: int) -> str:
    """Return the SPARQL for a tie of any kind that the ontology has, from one party to another."""
    ways = " ".join(
        f"(<{connector.connects}> <{to_one}> <{to_other}>"
        f" {f'<{connector.date_property}>' if connector.date_property else 'UNDEF'})"
        for connector in ontology().connectors
        for to_one, to_other in connector.directions()
    )
    none = " ".join(f"<{status}>" for status in ontology().no_tie_statuses)
    return f"""
      VALUES (?class{number} ?to{number} ?from{number} ?on{number}) {{ {ways} }}
      GRAPH ?s{number} {{ ?c{number} ?to{number} ?{one} ; a ?class{number} ;
                          ?from{number} ?{other} }} FILTER(?{other} != ?{one})
      OPTIONAL {{ GRAPH ?s{number} {{ ?c{number} ?on{number} ?date{number} }} }}
      MINUS {{ VALUES ?none {{ {none} }} GRAPH ?s{number} {{ ?c{number} hz:status ?none }} }}
    """


# The whole of what is asked: ties of every kind, within one source, without planned ones.
PARTNERS_WHOLE = f"""
SELECT DISTINCT ?b ?c1 ?date1 ?s1 ?name ?kind ?place ?field ?event {{
  VALUES ?a {{ <IRI> }} {step("a", "b", 1)}
  OPTIONAL {{ ?b rdfs:label ?name }} OPTIONAL {{ ?b a ?kind }}
  OPTIONAL {{ ?b hz:locatedIn/rdfs:label ?place }}
  OPTIONAL {{ ?c1 hz:field/rdfs:label ?field }} OPTIONAL {{ ?c1 hz:atEvent/rdfs:label ?event }}
}}
"""
SECOND_WHOLE = f"""
SELECT DISTINCT ?d {{ VALUES ?a {{ <IRI> }} {step("a", "b", 1)} {step("b", "d", 2)}
FILTER(?d != ?a) }}
"""


def milliseconds(ask: Callable[[Any], Any], given: Iterable[Any]) -> list[float]:
    """Return how long each of the questions took."""
    times = []
    for one in given:
        start = time.perf_counter()
        ask(one)
        times.append(1000 * (time.perf_counter() - start))
    return times


def row(name: str, ours: list[float], peers: list[float]) -> None:
    """Print the median and the 95th percentile of both, and the median of the ratios."""
    cells = []
    for times in (ours, peers):
        cells += [statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]]
    ratio = statistics.median(p / o for o, p in zip(ours, peers, strict=True))
    print(f"{name:54}", *(f"{cell:9.2f}" for cell in cells), f"{ratio:8.1f}", flush=True)


def parties_by_degree(graph: KnowledgeGraph) -> list[tuple[int, str]]:
    """Return the parties with how many statements each has, the most first."""
    ties = graph.store.ties
    degrees = sorted(
        ((ties.party_start[p + 1] - ties.party_start[p], ties.party[p])
         for p in range(len(ties.party))), reverse=True,
    )  # fmt: skip
    names = graph.store.names.numbered(number for _, number in degrees)
    return [(degree, names[number].iri) for degree, number in degrees]


def compare_with_pyoxigraph(graph: KnowledgeGraph, folder: Path) -> None:
    """Ask bare pyoxigraph the same, on the same files."""
    bare = pyoxigraph.Store.read_only(str(folder))

    def ask(text: str) -> Callable[[str], int]:
        return lambda iri: len({
            found[0] for found in bare.query(text.replace("IRI", iri), prefixes=PREFIXES)
        })  # fmt: skip

    parties = parties_by_degree(graph)
    chance = random.Random(SEED)  # noqa: S311 - which are asked for, the same at every run
    usual = [iri for _, iri in chance.sample(parties, 500)]
    fifty = [iri for degree, iri in parties if 45 <= degree <= 55][:20]
    hubs = [iri for _, iri in parties[:5]]
    for name, some in (("usual", usual), ("degree 50", fifty), ("hubs", hubs)):
        for iri in some[:3]:
            if len(graph.partners(iri)) != ask(PARTNERS)(iri):
                sys.exit(f"the answers differ for {iri}")
        row(f"partners, {name}", milliseconds(graph.partners, some),
            milliseconds(ask(PARTNERS), some))  # fmt: skip
        row(f"partners, {name}, peer with names and fields", milliseconds(graph.partners, some),
            milliseconds(ask(PARTNERS_IN_WORDS), some))  # fmt: skip
        if len(graph.partners(some[0])) != ask(PARTNERS_WHOLE)(some[0]):
            sys.exit(f"the whole answers differ for {some[0]}")
        row(f"partners, {name}, the whole question", milliseconds(graph.partners, some),
            milliseconds(ask(PARTNERS_WHOLE), some))  # fmt: skip
    some = usual[:50]
    row("2 hops", milliseconds(graph.second_partners, some), milliseconds(ask(SECOND), some))
    row("2 hops, the whole question", milliseconds(graph.second_partners, some[:20]),
        milliseconds(ask(SECOND_WHOLE), some[:20]))  # fmt: skip


def compare_whole(graph: KnowledgeGraph, folder: Path) -> None:
    """Ask a store of real data, and bare pyoxigraph on its files: ties of every kind."""
    bare = pyoxigraph.Store.read_only(str(folder))

    def ask(text: str) -> Callable[[str], int]:
        return lambda iri: len({
            found[0] for found in bare.query(text.replace("IRI", iri), prefixes=PREFIXES)
        })  # fmt: skip

    parties = parties_by_degree(graph)
    usual = [iri for _, iri in random.Random(SEED).sample(parties, 500)]  # noqa: S311 - the same at every run
    most = [iri for _, iri in parties[:20]]
    for name, some in (("usual", usual), ("the 20 with most ties", most)):
        if any(len(graph.partners(iri)) != ask(PARTNERS_WHOLE)(iri) for iri in some[:20]):
            sys.exit("the answers differ")
        row(f"partners, {name}", milliseconds(graph.partners, some),
            milliseconds(ask(PARTNERS_WHOLE), some))  # fmt: skip
    row("2 hops", milliseconds(graph.second_partners, usual[:20]),
        milliseconds(ask(SECOND_WHOLE), usual[:20]))  # fmt: skip


def compare_tables(graph: KnowledgeGraph, folder: Path) -> None:
    """Ask bare pyoxigraph for the matrix of provinces and for agreements within three limits."""
    bare = pyoxigraph.Store.read_only(str(folder))

    def ask(text: str) -> list[Any]:
        return list(bare.query(text, prefixes=PREFIXES, use_default_graph_as_union=True))

    found = graph.matrix("province")
    theirs = {(row[0].value, row[1].value): int(row[2].value) for row in ask(PROVINCES)}
    ours = {(one.iri, other.iri): number
            for one, numbers in zip(found.groups, found.square(), strict=True)
            for other, number in zip(found.groups, numbers, strict=True) if number}  # fmt: skip
    if ours != theirs:
        sys.exit("the matrices of provinces differ")
    row("matrix by province", milliseconds(lambda _: graph.matrix("province"), range(3)),
        milliseconds(lambda _: ask(PROVINCES), range(3)))  # fmt: skip
    parties = parties_by_degree(graph)
    chance = random.Random(SEED)  # noqa: S311 - which are asked for, the same at every run
    usual = [iri for _, iri in chance.sample(parties, 50)]
    hubs = [iri for _, iri in parties[:5]]
    for name, some in (("usual", usual), ("hubs", hubs), ("of all", ["", "", ""])):
        texts = [AGREEMENTS.replace("PARTY", OF_PARTY.replace("IRI", iri) if iri else "")
                 for iri in some]  # fmt: skip
        if len(graph.agreements(some[0], filters=THREE)) != len({r[0] for r in ask(texts[0])}):
            sys.exit(f"the agreements differ for {some[0] or 'all'}")
        row(f"agreements, three filters, {name}",
            milliseconds(lambda iri: graph.agreements(iri, filters=THREE), some),
            milliseconds(ask, texts))  # fmt: skip


def compare_measures(graph: KnowledgeGraph) -> None:
    """Rank and part the network, beside NetworkX alone on the finished network of partners."""
    network = partner_network(Selection(graph.store))
    rows: list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = [
        ("rank by degree", lambda _: graph.rank("degree"), lambda _: nx.degree_centrality(network)),
        ("rank by PageRank", lambda _: graph.rank("pagerank"), lambda _: nx.pagerank(network)),
        (
            "communities",
            lambda _: graph.communities(),
            lambda _: nx.community.louvain_communities(network, weight="weight", seed=SEED),
        ),
    ]
    for name, ours, peers in rows:
        row(f"{name} (NetworkX on the finished network)", milliseconds(ours, range(1)),
            milliseconds(peers, range(1)))  # fmt: skip


def compare_with_rdflib(folder: Path, scale: float) -> None:
    """Ask rdflib the same of a smaller store that lies in its memory."""
    path = folder / "smaller.nq"
    lines = write(path, scale)
    with hezuo.graph.open(folder / "smaller", create=True) as graph:
        graph.add(path)
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(path, format="nquads")
        some = [iri for _, iri in random.Random(SEED).sample(parties_by_degree(graph), 20)]  # noqa: S311
        prefixes = {name: rdflib.Namespace(iri) for name, iri in PREFIXES.items()}
        row(f"partners, rdflib in memory, {lines:,} facts", milliseconds(graph.partners, some),
            milliseconds(lambda iri: list(dataset.query(PARTNERS.replace("IRI", iri),
                                                        initNs=prefixes)), some))  # fmt: skip


def compare_with_networkx(graph: KnowledgeGraph) -> None:
    """Project the store to NetworkX, beside adding the finished list of edges to a graph."""
    projected: list[nx.MultiGraph] = []
    ours = milliseconds(lambda _: projected.append(ties_network(graph.store)), range(1))
    edges = list(projected[0].edges(keys=True, data=True))
    peers = milliseconds(lambda _: nx.MultiGraph().add_edges_from(edges), range(1))
    row(f"projection, {len(edges):,} edges (add_edges_from)", ours, peers)
    simple = nx.Graph(projected[0])
    largest = sorted(max(nx.connected_components(simple), key=len))
    chance = random.Random(SEED)  # noqa: S311 - which are asked for, the same at every run
    ends = [tuple(chance.sample(largest, 2)) for _ in range(200)]
    for one, other in ends[:20]:
        if len(graph.path(one, other)) != nx.shortest_path_length(simple, one, other):
            sys.exit(f"the paths between {one} and {other} differ in length")
    row("path, with its ties (bidirectional_shortest_path)",
        milliseconds(lambda pair: graph.path(*pair), ends),
        milliseconds(lambda pair: nx.bidirectional_shortest_path(simple, *pair), ends))  # fmt: skip
    row("path, with its ties (the best of all_shortest_paths)",
        milliseconds(lambda pair: graph.path(*pair), ends),
        milliseconds(lambda pair: best_path(simple, projected[0], pair), ends))  # fmt: skip


def best_path(simple: nx.Graph, ties: nx.MultiGraph, pair: tuple[str, str]) -> list[str]:
    """Return the shortest path whose weakest step has the most ties, as hezuo does."""

    def strength(path: list[str]) -> int:
        return min(ties.number_of_edges(*step) for step in pairwise(path))

    return max(nx.all_shortest_paths(simple, *pair), key=strength)


def main() -> None:
    """Make the store and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="how large a part of the store")
    parser.add_argument("--rdflib", type=float, default=0.05, help="how large a part for rdflib")
    parser.add_argument("--store", type=Path, help="a store of real data instead of a made one")
    options = parser.parse_args()
    if options.store:
        with hezuo.graph.open(options.store) as graph:
            if graph.store.quads_folder is None:
                sys.exit("the store is empty")
            compare_whole(graph, graph.store.quads_folder)
            compare_with_networkx(graph)
            compare_measures(graph)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = write(folder / "all.nq", options.scale)
        added = run_ours(folder / "store", folder / "all.nq", keep=True)
        peer = run_peer(folder / "peer", folder / "all.nq")
        published = added.whole - added.load
        print(f"{lines:,} facts: loaded in {added.load:.1f} s (bulk_load {peer.load:.1f} s),")
        print(f"published in {published:.1f} s, {100 * published / added.load:.0f}% on top\n")
        print(f"{'milliseconds':54}{'p50':>10}{'p95':>10}{'peer p50':>10}{'p95':>10}{'ratio':>9}")
        with hezuo.graph.open(folder / "store") as graph:
            quads = graph.store.quads_folder
            if quads is None:
                sys.exit("nothing was added")
            compare_with_pyoxigraph(graph, quads)
            compare_tables(graph, quads)
            compare_with_networkx(graph)
            compare_measures(graph)
        compare_with_rdflib(folder, options.rdflib)


if __name__ == "__main__":
    main()
