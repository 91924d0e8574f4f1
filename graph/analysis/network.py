"""The network of partners as a simple weighted graph, made from the arrays of ties.

``projection`` keeps every tie as an edge of its own; to measure a network, one a pair is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from hezuo.graph.garbage import uncollected
from hezuo.graph.ontology import ontology
from hezuo.graph.query.selection import Selection
from hezuo.graph.store.ties import ROLELESS

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Strengths have few decimals: what adding them up leaves beyond is noise.
_DECIMALS = 6


@uncollected()
def partner_network(selection: Selection, among: Collection[int] | None = None) -> nx.Graph:
    """Return who is tied to whom, for measuring: an edge for each pair of partners.

    Nodes are positions in ``selection.ties.party``, in that order, so that what depends on an order
    comes out the same at every run; parties without a partner are left out. The edge's ``weight``
    is the sum of the strengths of the pair's connectors, each of which counts once, as the
    strongest of its statements. ``among`` limits the network to some parties and the ties between.
    """
    first, second, weight = weighted_pairs(selection)
    if among is not None:
        wanted = np.zeros(len(selection.ties.party), bool)
        wanted[list(among)] = True
        kept = wanted[first] & wanted[second]
        first, second, weight = first[kept], second[kept], weight[kept]
    graph = nx.Graph()
    graph.add_nodes_from(np.unique(np.concatenate([first, second])).tolist())
    graph.add_weighted_edges_from(
        zip(first.tolist(), second.tolist(), weight.tolist(), strict=True)
    )
    return graph


def weighted_pairs(
    selection: Selection,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of partners, each once and in order: two positions, and the weight."""
    ties = selection.ties
    first, second, statement = _tied(selection)
    connector = np.asarray(ties.connectors, np.int64)[statement]
    strengths = np.array([float(way.strength) for way in ontology().connectors])
    strength = strengths[np.asarray(ties.ways, np.int64)[statement]]
    order = np.lexsort((strength, connector, second, first))
    first, second, connector = first[order], second[order], connector[order]
    # The last statement of a connector is its strongest.
    is_last = _changes(first, second, connector)
    first, second, strength = first[is_last], second[is_last], strength[order][is_last]
    ends = np.flatnonzero(_changes(first, second))
    if not len(ends):
        return first, second, strength
    begins = np.concatenate([[0], ends[:-1] + 1])
    return first[ends], second[ends], np.add.reduceat(strength, begins).round(_DECIMALS)


def _tied(
    selection: Selection,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs that are tied, the smaller position first, each with a statement.

    Statements with equally many parties are done at once.
    """
    ties = selection.ties
    first, last = np.asarray(ties.first, np.int64), np.asarray(ties.last, np.int64)
    parties, roles = np.asarray(ties.statement_party, np.int64), np.asarray(ties.statement_role)
    sizes = last - first
    if not selection.is_everything:
        holding = np.array([selection.holds(s) for s in range(len(sizes))], bool)
        sizes[~holding] = 0
    found = [np.empty((3, 0), np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        statements = np.flatnonzero(sizes == size)
        places = first[statements][:, np.newaxis] + np.arange(size)
        one, other = np.triu_indices(size, 1)
        here, there = places[:, one].ravel(), places[:, other].ravel()
        # As Ties.others says: whoever has a role is tied to those who have another.
        is_tied = (roles[here] == ROLELESS) | (roles[here] != roles[there])
        is_tied &= parties[here] != parties[there]
        ends = np.sort([parties[here[is_tied]], parties[there[is_tied]]], axis=0)
        found.append(np.vstack([ends, np.repeat(statements, len(one))[is_tied]]))
    low, high, statement = np.concatenate(found, axis=1)
    return low, high, statement


def _changes(*columns: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which rows are the last of those that are alike, of rows in order."""
    changed = np.ones(len(columns[0]), bool)
    if len(changed):
        changed[:-1] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return changed


def lengths(starts: Sequence[int]) -> NDArray[np.int64]:
    """Return how long each part of an array is, given where the parts start."""
    numbers = np.asarray(starts, np.int64)
    return numbers[1:] - numbers[:-1]
