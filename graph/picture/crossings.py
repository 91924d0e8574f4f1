"""How many lines of a picture cross: what makes it a hairball."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hezuo.graph.picture.packing import Points


def crossings(points: Points, edges: npt.NDArray[np.int64]) -> int:
    """Return how many pairs of edges cross, given places and rows of two node numbers.

    Edges that share a node never count. Each edge is compared with all after it: some 2,000 edges
    take a tenth of a second.

    >>> import numpy as np
    >>> square = np.array([[0, 0], [1, 1], [0, 1], [1, 0]], float)
    >>> diagonals, sides = np.array([[0, 1], [2, 3]]), np.array([[0, 2], [1, 3]])
    >>> crossings(square, diagonals), crossings(square, sides)
    (1, 0)
    """
    count = 0
    starts, ends = points[edges[:, 0]], points[edges[:, 1]]
    for place in range(len(edges) - 1):
        rest = slice(place + 1, None)
        shared = (edges[rest, :, np.newaxis] == edges[place]).any(axis=(1, 2))
        start, end = starts[place], ends[place]
        parted = _side(start, end, starts[rest]) * _side(start, end, ends[rest]) < 0
        parts = _side(starts[rest], ends[rest], start) * _side(starts[rest], ends[rest], end) < 0
        count += int((parted & parts & ~shared).sum())
    return count


def _side(start: Points, end: Points, point: Points) -> Points:
    """Return on which side of a line a point lies: above 0, below 0, or 0 on the line."""
    along, apart = end - start, point - start
    found: Points = along[..., 0] * apart[..., 1] - along[..., 1] * apart[..., 0]
    return found
