"""Where the nodes of a picture stand."""

import math
import random
import re
import time
from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_networks import network

from hezuo.graph.picture.crossings import crossings
from hezuo.graph.picture.labels import box_size, clean, packed_lines, radius, text_width, wrap
from hezuo.graph.picture.layout import (
    LANDSCAPE,
    MOST_NODES_WITH_LABELS,
    PORTRAIT,
    arrange,
    positions,
    separate,
)
from hezuo.graph.picture.subject import subject
from hezuo.graph.picture.wanted import Wanted
from hezuo.graph.store.embedded import EmbeddedStore


def overlaps(graph: nx.Graph) -> list[tuple[object, object]]:
    """Pairs of nodes whose shapes, or in small networks labels, lie over one another."""
    found = []
    boxes: list[tuple[object, float, float, float, float]] = []
    for node, (x, y) in positions(graph).items():
        degree = graph.degree(node)
        width, height = box_size(wrap(graph.nodes[node].get("label", str(node))), radius(degree))
        if len(graph) > MOST_NODES_WITH_LABELS:
            width = height = 2 * radius(degree)
        top = y - radius(degree)
        for other, left, right, upper, lower in boxes:
            if (
                left < x + width / 2
                and x - width / 2 < right
                and upper < top + height
                and top < lower
            ):
                found.append((node, other))
        boxes.append((node, x - width / 2, x + width / 2, top, top + height))
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 5, 20, 95, 300, 700])
def test_no_label_or_node_lies_over_another(size: int) -> None:
    assert overlaps(network(size)) == []


def test_an_empty_network_has_no_positions() -> None:
    assert positions(nx.MultiGraph()) == {}


@pytest.mark.parametrize(
    "graph",
    [
        nx.path_graph(2),
        nx.path_graph(30),
        nx.star_graph(60),
        nx.complete_graph(25),
        nx.cycle_graph(12),
        nx.empty_graph(50),
        nx.MultiGraph([("a", "a"), ("a", "b"), ("a", "b")]),
        nx.disjoint_union_all([nx.path_graph(2)] * 40),
    ],
)
def test_every_shape_of_graph_has_room(graph: nx.Graph) -> None:
    assert overlaps(graph) == []
    assert set(positions(graph)) == set(graph)


def test_the_same_graph_has_the_same_positions_whatever_its_order() -> None:
    graph = network(80)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    chance = random.Random(5)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    other = nx.MultiGraph()
    other.add_nodes_from(nodes)
    other.add_edges_from((v, u, data) for u, v, data in edges)
    assert positions(other) == positions(graph) == positions(graph)


@pytest.mark.parametrize("aspect", [1.6, 0.57])
def test_the_whole_has_about_the_wanted_shape(aspect: float) -> None:
    places = np.array(list(positions(network(120), aspect).values()))
    width, height = np.ptp(places, axis=0)
    assert 0.6 * aspect < width / height < 1.6 * aspect


def test_one_arrangement_serves_both_shapes() -> None:
    graph = network(40)
    arrangement = arrange(graph)
    assert arrangement.positions(1.6) == positions(graph)
    assert arrangement.positions(0.57) == positions(graph, 0.57)


def test_nodes_without_edges_stand_in_rows_and_columns() -> None:
    places = positions(nx.empty_graph(30)).values()
    assert len({x for x, _ in places}) * len({y for _, y in places}) <= 36


def test_two_thousand_nodes_take_seconds() -> None:
    graph = network(2000)
    start = time.process_time()  # of this process alone: others may be at work
    positions(graph)
    assert time.process_time() - start < 40  # about 5 on a usual machine


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(1, 200), st.floats(1, 90)),
        min_size=1,
        max_size=40,
    )
)
def test_separate_leaves_no_overlap_wherever_boxes_began(
    rows: list[tuple[float, float, float, float]],
) -> None:
    table = np.array(rows)
    boxes = table[:, 2:]
    placed = separate(table[:, :2], boxes)
    for one in range(len(rows)):
        for other in range(one):
            overlap = (boxes[one] + boxes[other]) / 2 - np.abs(placed[one] - placed[other])
            assert not (overlap > 1e-6).all()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_labels_become_short_lines_of_writable_text(text: str) -> None:
    lines = wrap(text)
    assert len(lines) <= 4
    assert all(text_width(line) <= 13.5 for line in lines)
    "".join(lines).encode("utf-8")
    shown = "".join(lines).replace(" ", "")
    whole = clean(text).replace(" ", "")
    assert shown == whole or whole.startswith(shown.removesuffix("…"))


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("重庆市", ["重庆市"]),
        ("重庆国际生物城开发投资有限公司", ["重庆国际生物城开", "发投资有限公司"]),
        ("第二期“科创中国”重庆双月论坛", ["第二期“科创中国”", "重庆双月论坛"]),
        ("National Science and Technology", ["National Science", "and Technology"]),
        ("", []),
        ("UNIVERSITY OF TARTU", ["UNIVERSITY", "OF TARTU"]),
        ("Municipality of Razlog", ["Municipality", "of Razlog"]),
        ("UNIVERSITY OF TARTU 等 302 个", ["UNIVERSITY OF", "TARTU 等 302 个"]),
        ("Администрация города Псков", ["Администрация", "города Псков"]),
        (
            "Fertő-Hanság National Park Directorate 等 34 个",
            ["Fertő-Hanság National", "Park Directorate 等", "34 个"],
        ),
        ("Karl-Franzens-Universität Graz", ["Karl-Franzens-", "Universität Graz"]),
        ("Côte d'Azur Development Agency", ["Côte d'Azur", "Development Agency"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschifff", "ahrtsgesellschaft"]),
    ],
)
def test_labels_break_where_a_reader_would(label: str, lines: list[str]) -> None:
    assert wrap(label) == lines


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("abcdeéßжÀXYZ-", min_size=1, max_size=15), min_size=1, max_size=6))
def test_words_that_fit_a_line_are_never_torn(words: list[str]) -> None:
    label = " ".join(word.strip("-") or "a" for word in words)
    lines = wrap(label)
    whole = " ".join(lines).removesuffix("…").replace("- ", "-")
    assert label.replace("- ", "-").startswith(whole)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=260).map(clean))
def test_packed_lines_hold_the_name_and_its_label(name: str) -> None:
    packed = packed_lines(name)
    shown, *rest = packed.split("\f")
    label = re.split("[\n\v]", shown)
    assert packed.replace("\n", " ").replace("\v", "").replace("\f", "") == name
    assert [*label[:-1], label[-1] + "…" * len(rest)] == (wrap(name) or [""])


def test_clean_replaces_what_cannot_be_written() -> None:
    assert clean("a\ud800b\x00c\x1bd\n e\u2028f") == "a\ufffdb\ufffdc\ufffdd e f"


def edge_rows(graph: nx.Graph) -> np.ndarray:
    number = {node: row for row, node in enumerate(graph)}
    return np.array([(number[a], number[b]) for a, b in nx.Graph(graph).edges if a != b])


def crossed(graph: nx.Graph, places: Mapping[object, tuple[float, float]]) -> int:
    return crossings(np.array([places[node] for node in graph]), edge_rows(graph))


def cliques(number: int, chance: random.Random) -> nx.Graph:
    """A union of cliques, as projects with several partners make it."""
    graph = nx.Graph()
    for _ in range(number):
        members = chance.sample(range(3 * number), chance.randint(3, 9))
        graph.add_edges_from(combinations(sorted(members), 2))
    return graph


MADE = {
    "60 nodes": network(60),
    "300 nodes": network(300),
    "cliques": cliques(40, random.Random(3)),
    "a dense one": nx.gnm_random_graph(45, 500, seed=4),
    "a clique": nx.complete_graph(20),
}


@pytest.mark.parametrize("aspect", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("name", MADE)
def test_no_more_lines_cross_than_in_networkx_own_layout(name: str, aspect: float) -> None:
    graph = MADE[name]
    theirs = nx.spring_layout(nx.Graph(graph), seed=1)
    # The ways in which places are stretched and parted for a label move a few lines.
    assert crossed(graph, positions(graph, aspect)) <= 1.01 * crossed(graph, theirs)


@pytest.mark.parametrize("aspect", [LANDSCAPE, PORTRAIT])
def test_no_more_lines_of_the_demo_cross_than_in_networkx_own_layout(
    chongqing: EmbeddedStore, aspect: float
) -> None:
    for wanted in (Wanted(), Wanted(show="ties")):
        graph = subject(chongqing, wanted).graph
        theirs = min(
            crossed(graph, nx.spring_layout(nx.Graph(graph), seed=seed)) for seed in range(5)
        )
        assert crossed(graph, positions(graph, aspect)) <= theirs


def test_strong_ties_draw_nodes_together() -> None:
    graph = nx.complete_graph(12)
    for one, other in graph.edges:
        graph.edges[one, other]["strength"] = 40.0 if one // 4 == other // 4 else 1.0
    places = positions(graph)

    def mean(is_strong: bool) -> float:
        chosen = [math.dist(places[one], places[other]) for one, other, strength
                  in graph.edges(data="strength") if (strength > 1) == is_strong]  # fmt: skip
        return sum(chosen) / len(chosen)

    assert mean(is_strong=True) < 0.7 * mean(is_strong=False)


@pytest.mark.parametrize("aspect", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize(("size", "most"), [(109, 0.02), (300, 0.10)])
def test_labels_at_rest_lie_apart(size: int, most: float, aspect: float) -> None:
    graph = network(size)
    boxes = []
    for node, (x, y) in positions(graph, aspect).items():
        round_ = radius(graph.degree(node), max(degree for _, degree in graph.degree))
        wide, tall = box_size(wrap(graph.nodes[node]["label"]), round_)
        boxes.append((x - wide / 2, x + wide / 2, y - round_, y - round_ + tall))
    lying = {
        number
        for (one, a), (other, b) in combinations(enumerate(boxes), 2)
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        for number in (one, other)
    }
    assert len(lying) / len(boxes) < most


def test_communities_stand_apart() -> None:
    graph = nx.connected_caveman_graph(8, 45)
    places = positions(graph)
    points = np.array([places[node] for node in range(len(graph))])
    middles = points.reshape(8, 45, 2).mean(axis=1)
    own = np.linalg.norm(points.reshape(8, 45, 2) - middles[:, None], axis=2).mean()
    between = [np.linalg.norm(a - b) for row, a in enumerate(middles) for b in middles[:row]]
    assert min(between) > own
