"""How many lines of a picture cross: what makes it a hairball."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hezuo.graph.picture.packing import Points


def crossings(points: Points, edges: npt.NDArray[np.int64]) -> int:
    """Return how many pairs of edges cross, given places and rows of two node numbers.

    Edges that share a node never count. Each edge is compared with all: some 2,000 edges take a
    fifth of a second.

    >>> import numpy as np
    >>> square = np.array([[0, 0], [1, 1], [0, 1], [1, 0]], float)
    >>> diagonals, sides = np.array([[0, 1], [2, 3]]), np.array([[0, 2], [1, 3]])
    >>> crossings(square, diagonals), crossings(square, sides)
    (1, 0)
    """
    return sum(int(_crossed(points, edges, row).sum()) for row in range(len(edges))) // 2


def weighed(
    points: Points, edges: npt.NDArray[np.int64], weights: npt.NDArray[np.float64], most: int
) -> tuple[float, float]:
    """Estimate how many pairs of edges cross, and the sum of the products of their weights.

    At most so many edges, spread evenly among them, are compared with all: of 20,000 edges 300 tell
    two layouts apart in a fifth of a second, with an error of a few percent that both share.
    """
    rows = np.unique(np.linspace(0, len(edges) - 1, min(most, len(edges))).round().astype(np.int64))
    crossed = [_crossed(points, edges, row) for row in rows]
    whole = len(edges) / max(len(rows), 1) / 2
    plain = float(sum(its.sum() for its in crossed)) * whole
    strong = sum(
        weights[row] * float(weights[its].sum()) for row, its in zip(rows, crossed, strict=True)
    )
    return plain, float(strong) * whole


def _crossed(
    points: Points, edges: npt.NDArray[np.int64], row: int | np.int64
) -> npt.NDArray[np.bool_]:
    """Return which edges one of them crosses."""
    starts, ends = points[edges[:, 0]], points[edges[:, 1]]
    start, end = starts[row], ends[row]
    parted = _side(start, end, starts) * _side(start, end, ends) < 0
    near = np.flatnonzero(parted)  # few, and only they can
    parts = _side(starts[near], ends[near], start) * _side(starts[near], ends[near], end) < 0
    near = near[parts]
    found = np.zeros(len(edges), np.bool_)
    found[near[~(edges[near][:, :, np.newaxis] == edges[row]).any(axis=(1, 2))]] = True
    return found


def _side(start: Points, end: Points, point: Points) -> Points:
    """Return on which side of a line a point lies: above 0, below 0, or 0 on the line."""
    along, apart = end - start, point - start
    found: Points = along[..., 0] * apart[..., 1] - along[..., 1] * apart[..., 0]
    return found
