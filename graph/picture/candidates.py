"""Several layouts of one network, from which that with the fewest crossings is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from itertools import islice

import networkx as nx
import numpy as np

from hezuo.graph.picture.crossings import weighed
from hezuo.graph.picture.forces import SEED, WAYS, Numbers, Weights, forced_in_ways
from hezuo.graph.picture.packing import Points

# Larger networks are laid out by our own forces alone: NetworkX takes seconds.
MOST_NODES_COMPARED, MOST_EDGES_COMPARED = 300, 6000
MOST_NODES_IN_EVERY_WAY = 1500
# The layout of Kamada and Kawai is for sparse networks, and takes long for others.
_MOST_PER_NODE = 4
# A network with more than this share of all possible edges is nearly a clique.
_DENSE = 0.7
# So many edges tell which layout is better.
_MOST_COUNTED, _LEAST_COUNTED, _COUNTING_WORK = 250, 80, 2_000_000
# So many spring layouts of NetworkX, each from another start, as far as time allows.
_SPRINGS, _SPRING_WORK = 10, 3_000_000


def best_layout(
    graph: nx.Graph, nodes: list[Hashable], edges: Numbers, weights: Weights,
    placed_by: Callable[[Points], Points],
) -> Points:  # fmt: skip
    """Return the layout of a connected network in which strong edges cross least.

    ``edges`` are pairs of rows of nodes. Crossings are those when a layout is placed as it is
    drawn, without regard to weight not more than in the best spring layout of NetworkX either.
    """
    most = max(_LEAST_COUNTED, min(_MOST_COUNTED, _COUNTING_WORK // len(edges)))
    found: list[tuple[float, float, Points]] = []
    limit = math.inf
    for is_spring, shape in _layouts(graph, nodes, edges, weights):
        plain, strong = weighed(placed_by(shape), edges, weights, most)
        found.append((plain, strong, shape))
        if is_spring:
            limit = min(limit, plain)
        if plain == 0:
            return shape
    fitting = [one for one in found if one[0] <= limit]
    return min(fitting, key=lambda one: one[1])[2]


def _layouts(
    graph: nx.Graph, nodes: list[Hashable], edges: Numbers, weights: Weights
) -> Iterator[tuple[bool, Points]]:
    """Yield layouts, the most promising first, and whether each is a spring layout of NetworkX."""
    ways = len(WAYS) if len(nodes) <= MOST_NODES_IN_EVERY_WAY else 2
    yield from (
        (False, shape) for shape in islice(forced_in_ways(graph, nodes, edges, weights), ways)
    )
    if len(edges) > _DENSE * len(nodes) * (len(nodes) - 1) / 2:
        yield False, _spiral(np.bincount(edges.ravel()))
    if len(nodes) > MOST_NODES_COMPARED or len(edges) > MOST_EDGES_COMPARED:
        return
    count = len(nodes)
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(range(count))
    degrees = np.sqrt(np.bincount(edges.ravel(), minlength=count))
    for (one, other), weight in zip(edges.tolist(), weights.tolist(), strict=True):
        # Edges of busy nodes are longer: they need the room.
        length = 1 + 0.25 * (degrees[one] + degrees[other] - 2)
        plain.add_edge(one, other, weight=1.0, length=length / weight, strength=weight)

    def points(laid: dict[int, Points]) -> Points:
        return np.array([laid[row] for row in range(count)], dtype=np.float64)

    if len(edges) <= _MOST_PER_NODE * count:
        start = nx.forceatlas2_layout(plain, seed=SEED) if count > 3 else None
        yield False, points(nx.kamada_kawai_layout(plain, pos=start, weight="length"))
    if np.ptp(weights) > 0:
        yield False, points(nx.spring_layout(plain, seed=SEED, method="force", weight="strength"))
    for turn in range(min(_SPRINGS, max(2, _SPRING_WORK // (count * len(edges))))):
        yield True, points(nx.spring_layout(plain, seed=SEED + turn, method="force"))


def _spiral(degrees: Numbers) -> Points:
    """Return places where few of the lines between all nodes cross: most nodes near the middle.

    Of four nodes two lines cross unless one lies within the triangle of the others.
    """
    order = np.argsort(np.argsort(-degrees, kind="stable"))
    turns, reach = order * math.pi * (3 - math.sqrt(5)), order + 0.5
    return np.column_stack([reach * np.cos(turns), reach * np.sin(turns)])
