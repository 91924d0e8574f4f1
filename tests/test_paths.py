"""How parties are connected: chains as short as NetworkX finds them, of ties that there are."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import pytest
from cooperation_records import FILTERS, Cooperation, cooperations, lies, passes, sensible, stored
from hypothesis import HealthCheck, given, settings

from hezuo.graph.errors import HezuoError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.partners import partners
from hezuo.graph.query.paths import Paths, paths
from hezuo.graph.store.embedded import EmbeddedStore

CHAINS = 4
AREAS = {"四川省": ("510107", "510703"), "沙坪坝区": ("500106",)}


def networks(made: Cooperation, filters: Filters) -> nx.Graph:
    """Return who is tied to whom by deals that filters leave, with the titles of those."""
    graph = nx.Graph()
    graph.add_nodes_from(made.parties)
    for deal in made.deals:
        for one, other in deal.pairs if passes(deal, filters) else ():
            graph.add_edge(one, other)
            graph.edges[one, other].setdefault("titles", set()).add(deal.title)
    return graph


def names(found: Paths) -> list[list[str]]:
    """Return the parties of each chain."""
    return [[steps[0].start.name, *(step.end.name for step in steps)] for steps in found.chains()]


def weakest(graph: nx.Graph, chain: list[str]) -> int:
    return min(len(graph.edges[pair]["titles"]) for pair in pairwise(chain))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_chains_are_the_shortest_and_strongest(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)
    graph = networks(made, filters)
    between = {
        name for name, party in made.parties.items()
        if filters.with_kind in ("", party.kind) and lies(made, name, filters.within)
    }  # fmt: skip
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for one, other in (("机构0", "机构1"), ("机构2", "机构3"), ("机构1", "机构6")):
            open_to = graph.subgraph(between | {one, other})
            found = paths(store, one, other, CHAINS, filters, evidence=True)
            try:
                every = list(islice(nx.shortest_simple_paths(open_to, one, other), 1_000))
            except nx.NetworkXNoPath:
                assert found == []
                for end, reach in zip((one, other), found.reached, strict=True):
                    near = nx.single_source_shortest_path_length(
                        graph.subgraph(between | {end}), end
                    )
                    assert reach == (len(near) - 1, max(near.values()))
                continue
            every.sort(key=lambda chain: (len(chain), -weakest(open_to, chain)))
            best = [(len(chain), weakest(open_to, chain)) for chain in every[:CHAINS]]
            assert [(len(chain), weakest(open_to, chain)) for chain in names(found)] == best
            assert len({tuple(chain) for chain in names(found)}) == len(best)
            for step in found:
                titles = open_to.edges[step.start.name, step.end.name]["titles"]
                assert {tie.title for tie in step.ties} == titles
                assert step.number == sum(step.kinds.values()) == len(titles)
            first = paths(store, one, other, 1, filters)
            assert names(first) == names(found)[:1]
            assert [step.ties for step in first] == [step.ties[:1] for step in found.chains()[0]]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_a_district_stands_for_what_lies_in_it(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    sides = {
        area: {n for n, party in made.parties.items() if party.district in codes}
        for area, codes in AREAS.items()
    }
    if not all(sides.values()):
        return
    graph = networks(made, Filters())
    for area, side in sides.items():
        graph.add_edges_from((area, name) for name in side)
    one, other = sides
    expected = [
        len(chain) - 2
        for chain in nx.shortest_simple_paths(graph, one, other)
        # What leads through another of either side is a longer way from that one.
        if not {*chain[2:-2]} & (sides[one] | sides[other])
    ] if nx.has_path(graph, one, other) else []  # fmt: skip
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        found = paths(store, one, other, CHAINS)
        assert [len(chain) for chain in names(found)] == expected[:CHAINS]
        for chain in names(found):
            assert chain[0] in sides[one]
            assert chain[-1] in sides[other]


def test_a_chain_of_the_report_has_its_agreements(chongqing: EmbeddedStore) -> None:
    found = paths(chongqing, "武侯区科协", "沙坪坝区")
    assert [(step.chain, step.step, step.end.name, step.kinds) for step in found] == [
        (1, 1, "重庆市沙坪坝区科学技术协会", {"JointDevelopmentAgreement": 1})
    ]
    assert [tie.sources for tie in found[0].ties] == [["重庆科技报-2021-双月论坛"]]
    assert found[0].ties == partners(chongqing, "武侯区科协", evidence=True)[0].ties


def test_where_no_chain_leads_it_says_how_far(chongqing: EmbeddedStore) -> None:
    found = paths(chongqing, "武侯区科协", "重庆西艾中小企业服务平台")
    assert found == []
    assert [tuple(reach) for reach in found.reached] == [(1, 1), (2, 1)]


def test_ends_that_are_not_apart_are_said(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="both names mean"):
        paths(chongqing, "武侯区科协", "成都市武侯区科学技术协会")
    for ends in (("沙坪坝区", "沙坪坝区科协"), ("沙坪坝区科协", "沙坪坝区")):
        with pytest.raises(HezuoError, match=r"lies in .*沙坪坝区, which stands for everything"):
            paths(chongqing, *ends)
    with pytest.raises(UnknownNameError):
        paths(chongqing, "} DROP ALL #", "沙坪坝区")
