"""How much each node of a network matters, by five measures; functions on a NetworkX graph."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

Node = TypeVar("Node", bound=Hashable)
Region = TypeVar("Region", bound=Hashable)
Tell = Callable[[str], None]

# Up to so many nodes betweenness is exact; beyond, shortest paths start at so many of them.
EXACT_UP_TO = 2_000
SAMPLED = 512
SEED = 20_210_630
# So many searches run side by side: each level of each takes a column of memory.
_AT_ONCE = 32
# Beyond these, what is equal differs by the order in which it was added up.
_DIGITS = 10


def degree(graph: nx.Graph) -> dict[Node, float]:
    """Return how many neighbours each node has."""
    return {node: float(number) for node, number in graph.degree()}


def strength(graph: nx.Graph) -> dict[Node, float]:
    """Return the weighted degree of each node: the sum of the weights of its edges.

    Barrat et al., The architecture of complex weighted networks, PNAS 101 (2004), 3747.
    """
    return {node: float(round(total, _DIGITS)) for node, total in graph.degree(weight="weight")}


def pagerank(graph: nx.Graph) -> dict[Node, float]:
    """Return the PageRank of each node by the weights of edges, with damping 0.85; the sum is 1.

    Brin & Page, The anatomy of a large-scale hypertextual Web search engine (1998).
    """
    found = nx.pagerank(graph, weight="weight") if len(graph) else {}
    return {node: round(value, _DIGITS) for node, value in found.items()}


def betweenness(
    graph: nx.Graph,
    *,
    exact_up_to: int = EXACT_UP_TO,
    sampled: int = SAMPLED,
    seed: int = SEED,
    tell: Tell | None = None,
) -> dict[Node, float]:
    """Return which share of the shortest paths between other nodes leads through each node.

    Edges count alike, whatever their weight: it says how strong a tie is and not how long. Of a
    graph with more than ``exact_up_to`` nodes it is an estimate, and ``tell`` is told so: the paths
    are those from ``sampled`` nodes, drawn with ``seed``. From 0 to 1, as NetworkX normalises it.

    Brandes, A faster algorithm for betweenness centrality, J. Math. Sociol. 25 (2001), 163, level
    by level for many nodes at once, as products with the adjacency matrix (Kepner & Gilbert, Graph
    Algorithms in the Language of Linear Algebra, 2011, 6.2), which takes a twentieth of the time of
    NetworkX; the sample: Brandes & Pich, Centrality estimation in large networks, Int. J.
    Bifurcation and Chaos 17 (2007), 2303.

    >>> betweenness(nx.path_graph(3))
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    nodes, size = list(graph), len(graph)
    if size <= 2:
        return dict.fromkeys(nodes, 0.0)
    sources = np.arange(size)
    if size > exact_up_to:
        sources = np.sort(np.random.default_rng(seed).choice(size, min(sampled, size), False))
        if tell:
            tell(
                f"betweenness of {size:,} parties is estimated, "
                f"from the shortest paths of {len(sources):,} of them"
            )
    adjacency = csr_array(nx.to_scipy_sparse_array(graph, nodes, weight=None, dtype=np.float64))
    total = np.zeros(size)
    for start in range(0, len(sources), _AT_ONCE):
        total += _dependencies(adjacency, sources[start : start + _AT_ONCE])
    # Every pair is met from both of its ends, which makes good for the 2 in NetworkX's formula.
    scale = size / len(sources) / ((size - 1) * (size - 2))
    return dict(zip(nodes, (total * scale).round(_DIGITS).tolist(), strict=True))


def _dependencies(adjacency: csr_array, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how much the shortest paths from some nodes depend on each node, added up."""
    size, columns = adjacency.shape[0], np.arange(len(sources))
    frontier = np.zeros((size, len(sources)))
    frontier[sources, columns] = 1.0
    is_new = frontier == 0.0
    levels = []  # how many shortest paths lead to the nodes of each distance
    while frontier.any():
        levels.append(frontier)
        frontier = (adjacency @ frontier) * is_new
        is_new &= frontier == 0.0
    dependency = np.zeros_like(levels[0])
    for nearer, further in zip(levels[-2::-1], levels[:0:-1], strict=True):
        shares = np.divide(1.0 + dependency, further, out=np.zeros_like(further), where=further > 0)
        dependency += (adjacency @ shares) * nearer
    dependency[sources, columns] = 0.0
    total: NDArray[np.float64] = dependency.sum(axis=1)
    return total


def participation(graph: nx.Graph, regions: Mapping[Node, Iterable[Region]]) -> dict[Node, float]:
    """Return how evenly the neighbours of each node spread over regions: its participation.

    The participation coefficient of Guimerà & Amaral, Functional cartography of complex metabolic
    networks, Nature 433 (2005), 895, with regions in the place of modules: 1 minus the sum over
    regions r of (k_r / k)², where k_r is how many neighbours lie in r, and k how many lie anywhere
    that is known. It is 0 if all are in one region, and 1 - 1/n if n regions share them evenly. A
    neighbour in several regions counts in each with its part.

    >>> participation(nx.star_graph(2), {1: ["四川省"], 2: ["重庆市"]})
    {0: 0.5, 1: 0.0, 2: 0.0}
    """
    found = {}
    for node in graph:
        numbers = spread(graph, node, regions)
        total = sum(numbers.values())
        even = 1.0 - sum((number / total) ** 2 for number in numbers.values()) if total else 0.0
        found[node] = max(round(even, _DIGITS), 0.0)
    return found


def spread(
    graph: nx.Graph, node: Node, regions: Mapping[Node, Iterable[Region]]
) -> dict[Region, float]:
    """Return how many neighbours of a node lie in each region."""
    numbers: dict[Region, float] = {}
    for neighbour in graph[node]:
        its = list(regions.get(neighbour, ()))
        for region in its:
            numbers[region] = numbers.get(region, 0.0) + 1 / len(its)
    return numbers
