"""Where nodes stand without regard to labels: communities apart, and then forces between nodes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from hezuo.graph.picture.packing import Points

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

SEED = 2021
# How much of the pull along an edge is left where it joins two communities, how many edges a node
# has on average before they pull less, and how often nodes are moved. What has clear communities
# is clearest in the first way; a union of cliques, such as projects with many partners, in another.
WAYS = ((0.1, math.inf, 25), (1.0, 6.0, 20), (1.0, math.inf, 20))
# The plane is parted into so many columns and rows: nodes of another cell push as one.
CELLS = 20
# The part of the plane that the circles of all communities fill.
FILLED = 0.75
# Of more nodes than these the forces find the places alone: NetworkX takes seconds.
MOST_LAID_OUT = 500


def forced(graph: nx.Graph, nodes: list[Hashable]) -> Points:
    """Return a place for each node of a connected graph, those of one community near each other.

    Communities (by the method of Louvain) are laid out as circles on the network of communities,
    and their nodes within the circles. Then edges pull and nodes push each other as by Fruchterman
    and Reingold (Graph drawing by force-directed placement, 1991), more weakly between communities.
    The same graph gives the same places.
    """
    number = {node: place for place, node in enumerate(nodes)}
    edges = np.array([(number[a], number[b]) for a, b in graph.edges(nodes)], np.int64)
    edges = edges.reshape(-1, 2)
    return next(forced_in_ways(graph, nodes, edges, np.ones(len(edges))))


def forced_in_ways(
    graph: nx.Graph, nodes: list[Hashable], edges: Numbers, weights: Weights
) -> Iterator[Points]:
    """Yield the places that ``forced`` gives, and those by other forces from the same start.

    ``edges`` are pairs of rows of nodes; those of more weight pull more.
    """
    part = communities(graph, nodes)
    start = _in_circles(graph, nodes, part, edges)
    is_within = part[edges[:, 0]] == part[edges[:, 1]]
    degree = 2 * len(edges) / len(nodes)
    for across, most, turns in WAYS:
        pull = weights * np.where(is_within, 1, across) * min(1, most / degree)
        yield _pushed(start, edges, pull, turns)


def communities(graph: nx.Graph, nodes: list[Hashable]) -> Numbers:
    """Return the number of the community of each node, those of most nodes first."""
    found = nx.community.louvain_communities(graph.subgraph(nodes), seed=SEED)
    number = {node: place for place, node in enumerate(nodes)}
    found.sort(key=lambda members: (-len(members), min(number[node] for node in members)))
    part = np.zeros(len(nodes), np.int64)
    for place, members in enumerate(found):
        part[[number[node] for node in members]] = place
    return part


def _in_circles(graph: nx.Graph, nodes: list[Hashable], part: Numbers, edges: Numbers) -> Points:
    sizes = np.bincount(part)
    between: nx.Graph = nx.Graph()
    between.add_nodes_from(range(len(sizes)))
    ends = np.sort(part[edges], axis=1)
    pairs, counts = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0, return_counts=True)
    for (one, other), count in zip(pairs.tolist(), counts.tolist(), strict=True):
        between.add_edge(one, other, weight=count / math.sqrt(sizes[one] * sizes[other]))
    laid = nx.spring_layout(between, seed=SEED, iterations=200, method="force")
    radii = np.sqrt(sizes / sizes.sum()) * FILLED
    centres = _circles_apart(np.array([laid[place] for place in range(len(sizes))]), radii)
    found = np.zeros((len(nodes), 2))
    for place in range(len(sizes)):
        members = np.flatnonzero(part == place)
        points = _inside(graph, [nodes[member] for member in members])
        points -= points.mean(axis=0)
        reach = max(float(np.linalg.norm(points, axis=1).max()), 1e-9)
        found[members] = centres[place] + points / reach * radii[place]
    return found


def _inside(graph: nx.Graph, members: list[Hashable]) -> Points:
    """Return places for the members of one community."""
    if len(members) > MOST_LAID_OUT:
        # As seeds of a sunflower, those of highest degree in the middle (Vogel 1979).
        order = sorted(range(len(members)), key=lambda row: (-graph.degree(members[row]), row))
        steps = np.argsort(order)
        turns = steps * math.pi * (3 - math.sqrt(5))
        reach = np.sqrt(steps + 0.5)
        return np.column_stack([reach * np.cos(turns), reach * np.sin(turns)])
    own: nx.Graph = nx.Graph()  # a subgraph has an order of its own
    own.add_nodes_from(members)
    own.add_edges_from(graph.subgraph(members).edges)
    laid = nx.spring_layout(own, seed=SEED, method="force")
    return np.array([laid[member] for member in members], dtype=np.float64)


def _circles_apart(centres: Points, radii: Points) -> Points:
    """Push circles apart that lie over one another."""
    placed: Points = centres.astype(np.float64)
    least = radii[:, np.newaxis] + radii
    np.fill_diagonal(least, 0)
    for _ in range(300):
        apart = placed[:, np.newaxis] - placed
        distance = np.linalg.norm(apart, axis=2) + np.eye(len(radii)) + 1e-9
        overlap = np.maximum(least - distance, 0)
        if overlap.max() < 1e-4:
            break
        placed = placed + (apart / distance[..., np.newaxis] * overlap[..., np.newaxis]).sum(1) / 2
    return placed


def _pushed(points: Points, edges: Numbers, pull: Weights, rounds: int) -> Points:
    """Move the nodes by the forces between them, less and less far."""
    count = len(points)
    one, other = edges.T
    placed = points / max(float(np.sqrt((points**2).mean())), 1e-9)
    unit = 2 / math.sqrt(count)
    farthest = 0.2
    for _ in range(rounds):
        force = _push(placed, unit)
        apart = placed[one] - placed[other]
        along = apart * (pull * np.linalg.norm(apart, axis=1) / unit)[:, np.newaxis]
        _add(force, other, along)
        _add(force, one, -along)
        length = np.linalg.norm(force, axis=1) + 1e-9
        placed = placed + force * (np.minimum(length, farthest) / length)[:, np.newaxis]
        farthest = max(farthest * (1 - 1.5 / rounds), 0.002)
    return placed


def _push(placed: Points, unit: float) -> Points:
    """Return how nodes push each other: those of other cells as if all stood in their middle."""
    low = placed.min(axis=0)
    extent = np.maximum(np.ptp(placed, axis=0), 1e-9)
    columns = ((placed - low) / extent * (CELLS - 1e-6)).astype(np.int64)
    _, cell = np.unique(columns[:, 0] * CELLS + columns[:, 1], return_inverse=True)
    weight = np.bincount(cell).astype(np.float64)
    middle = np.column_stack([np.bincount(cell, placed[:, axis]) / weight for axis in (0, 1)])
    # Squared distances by a product of matrices: a third of the time of all differences.
    squared = (placed**2).sum(axis=1)[:, np.newaxis] + (middle**2).sum(axis=1)
    squared -= 2 * placed @ middle.T
    share = weight / (np.maximum(squared, 0) + (0.3 * unit) ** 2)
    share[np.arange(len(placed)), cell] = 0
    force: Points = (placed * share.sum(axis=1)[:, np.newaxis] - share @ middle) * unit**2
    pairs = cKDTree(placed).query_pairs(1.5 * unit, output_type="ndarray")
    pairs = pairs[cell[pairs[:, 0]] == cell[pairs[:, 1]]]
    near = placed[pairs[:, 0]] - placed[pairs[:, 1]]
    push = near * (unit**2 / ((near**2).sum(axis=1) + (0.1 * unit) ** 2))[:, np.newaxis]
    _add(force, pairs[:, 0], push)
    _add(force, pairs[:, 1], -push)
    return force


def _add(force: Points, rows: Numbers, more: Points) -> None:
    for axis in (0, 1):
        force[:, axis] += np.bincount(rows, more[:, axis], len(force))
