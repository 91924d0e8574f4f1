"""Measures of networks against NetworkX and against their formulas."""

from __future__ import annotations

from math import isclose

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.analysis.centrality import betweenness, degree, pagerank, participation, strength

GRAPHS = st.builds(
    lambda size, density, seed: nx.gnp_random_graph(size, density, seed=seed),
    st.integers(0, 40), st.sampled_from([0.02, 0.1, 0.5]), st.integers(0, 1000),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(graph=GRAPHS)
def test_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    expected = nx.betweenness_centrality(graph)
    found: dict[int, float] = betweenness(graph)
    assert found.keys() == expected.keys()
    assert all(isclose(found[node], expected[node], abs_tol=1e-9) for node in graph)


def test_betweenness_of_a_large_graph_is_an_estimate_that_says_so_and_stays_the_same() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    told: list[str] = []
    estimate = betweenness(graph, exact_up_to=300, sampled=200, tell=told.append)
    assert told == [
        "betweenness of 400 parties is estimated, from the shortest paths of 200 of them"
    ]
    assert estimate == betweenness(graph, exact_up_to=300, sampled=200)
    exact = betweenness(graph)
    assert estimate != exact
    highest = sorted(exact, key=exact.__getitem__)[-5:]
    assert all(estimate[node] == pytest.approx(exact[node], rel=0.25) for node in highest)
    # Of all nodes the sample is no estimate.
    assert betweenness(graph, exact_up_to=0, sampled=400) == exact


@settings(max_examples=25, deadline=None)
@given(graph=GRAPHS, weights=st.randoms(use_true_random=False))
def test_weighted_measures(graph: nx.Graph, weights: object) -> None:
    for _, _, data in graph.edges(data=True):
        data["weight"] = weights.choice([0.3, 0.5, 1.0])  # type: ignore[attr-defined]  # Random
    neighbours = {node: list(graph[node]) for node in graph}
    assert degree(graph) == {node: len(its) for node, its in neighbours.items()}
    for node, total in strength(graph).items():
        assert total == pytest.approx(sum(graph[node][other]["weight"] for other in graph[node]))
    ranks: dict[int, float] = pagerank(graph)
    assert sum(ranks.values()) == pytest.approx(1 if len(graph) else 0)


def test_participation_follows_its_formula() -> None:
    star = nx.star_graph(5)
    regions = {1: ["a"], 2: ["a"], 3: ["b"], 4: ["b", "c"], 5: []}
    # 2 in a, 1.5 in b, 0.5 in c, of 4 that lie anywhere; the fifth is nowhere known.
    expected = 1 - (2 / 4) ** 2 - (1.5 / 4) ** 2 - (0.5 / 4) ** 2
    assert participation(star, regions)[0] == pytest.approx(expected)
    assert participation(star, {})[0] == 0
