"""Rankings against a plain recomputation from the records, and what they say of themselves."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from cooperation_records import PLACES, SOURCES, Cooperation, cooperations, stored
from hypothesis import HealthCheck, given, settings
from table_folders import nquads, write_tables

from hezuo.graph.analysis.network import partner_network
from hezuo.graph.analysis.ranking import rank
from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.selection import Selection
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

STRENGTHS = {"Agreement": 1.0, "Project": 0.9, "Designation": 0.3}


def network_of(made: Cooperation, source: str = "") -> nx.Graph:
    """Return the network of partners by names, made from the deals alone."""
    graph = nx.Graph()
    for name in made.parties:
        for other, deals in made.partners(name).items():
            its = [deal for deal in deals if source in ("", deal.source)]
            if its:
                graph.add_edge(name, other, weight=sum(STRENGTHS[deal.kind] for deal in its))
    return graph


def participation_of(made: Cooperation, graph: nx.Graph, name: str) -> float:
    """Return the participation coefficient over provinces by its formula."""
    regions = Counter(PLACES[made.parties[other].district] for other in graph[name])
    known = {region: number for region, number in regions.items() if region}
    total = sum(known.values())
    return 1 - sum((number / total) ** 2 for number in known.values()) if total else 0.0


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_rankings_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for source in ("", SOURCES[0]):
            graph = network_of(made, source)
            expected = {
                "degree": {name: len(graph[name]) for name in graph},
                "strength": dict(graph.degree(weight="weight")),
                "pagerank": nx.pagerank(graph, weight="weight"),
                "betweenness": nx.betweenness_centrality(graph),
                "bridging": {name: participation_of(made, graph, name) for name in graph},
            }
            for by, values in expected.items():
                rows = rank(store, by, filters=Filters(source=source))
                assert {row.party.name: row.value for row in rows} == pytest.approx(
                    values, abs=1e-5
                )
                assert [row.value for row in rows] == sorted((r.value for r in rows), reverse=True)
                assert all(row.partners == len(graph[row.party.name]) for row in rows)
                for row in rows:
                    assert row.rank == 1 + sum(other.value > row.value for other in rows)
        # A kind limits who is listed, and not the network.
        listed = rank(store, filters=Filters(with_kind="Company"))
        assert {row.party.name: row.value for row in listed} == {
            row.party.name: row.value
            for row in rank(store)
            if made.parties[row.party.name].kind == "Company"
        }


def test_an_agreement_of_very_many_is_counted_too(tmp_path: Path) -> None:
    number = 65
    names = [f"机构{n}" for n in range(number)]
    tables = {
        "organizations": "name\n" + "\n".join(names) + "\n",
        "agreements": f"title,parties\n大联盟,{'；'.join(names)}\n两家,机构0；机构1\n",
    }
    nquads(tmp_path / "store", write_tables(tmp_path / "s", tables))
    with closing(open_store(tmp_path / "store")) as store:
        graph = partner_network(Selection(store))
        assert graph.number_of_edges() == number * (number - 1) // 2
        first = rank(store, "strength", 3)
        assert [row.strength for row in first] == [number, number, number - 1]
        assert {row.party.name for row in first[:2]} == {"机构0", "机构1"}


def test_bridging_names_the_regions(chongqing: EmbeddedStore) -> None:
    first = rank(chongqing, "bridging", 1)[0]
    assert first.value == 0.5
    assert {(region.thing.name, region.number) for region in first.regions} == {
        ("重庆市", 1),
        ("四川省", 1),
    }
    assert {row.value for row in rank(chongqing, "bridging", across="country")} == {0}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "fame"}, "cannot be ranked by 'fame'; say degree, strength"),
        ({"by": "bridging", "across": "county"}, "cannot be ranked by 'county'; say district"),
    ],
)
def test_what_is_no_measure_says_which_there_are(
    chongqing: EmbeddedStore, options: dict[str, str], message: str
) -> None:
    with pytest.raises(HezuoError, match=message):
        rank(chongqing, **options)  # type: ignore[arg-type]  # options of text only
