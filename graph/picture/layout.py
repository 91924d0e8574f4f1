"""Where each node of a picture stands: computed beforehand, so that it opens settled."""

import math
from collections import defaultdict
from collections.abc import Hashable

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

from hezuo.graph.picture.candidates import best_layout
from hezuo.graph.picture.forces import Numbers
from hezuo.graph.picture.labels import box_size, radii, wrap
from hezuo.graph.picture.packing import Block, Points, pack

LANDSCAPE = 1.6
PORTRAIT = 0.57
# Kept free between two boxes, and between two shapes where labels have no room anyway.
MARGIN, MARGIN_OF_SHAPES = np.array([14.0, 12.0]), np.array([6.0, 6.0])
# A component's first area, in multiples of that of its boxes: with labels, and of shapes alone.
# With less room the boxes of shapes push each other far, and lines cross twice as often.
ROOM, ROOM_FOR_SHAPES = 2.0, 24.0
# Of larger networks not all labels can be read at rest anyway: they get no room of their own.
MOST_NODES_WITH_LABELS = 300


class Arrangement:
    """A graph's components laid out without regard to labels, ready for one or more aspects."""

    def __init__(self, graph: nx.Graph) -> None:
        """Lay out each connected component of a graph: the slow part, done once."""
        plain = _simple(graph)
        self.order = list(graph)
        self.has_labels = len(self.order) <= MOST_NODES_WITH_LABELS
        self.room = ROOM if self.has_labels else ROOM_FOR_SHAPES
        self.margin = MARGIN if self.has_labels else MARGIN_OF_SHAPES
        self.radii = radii(graph)
        self.sizes = {}
        if self.has_labels:
            self.sizes = {
                node: box_size(wrap(_label(graph, node)), self.radii[node]) for node in plain
            }
        components = [sorted(nodes, key=_order) for nodes in nx.connected_components(plain)]
        components.sort(key=lambda nodes: (-len(nodes), _order(nodes[0])))
        self.shapes = [self._laid_out(plain, nodes) for nodes in components if nodes[1:]]
        self.alone = [nodes[0] for nodes in components if len(nodes) == 1]

    def positions(self, aspect: float) -> dict[Hashable, tuple[float, float]]:
        """The place of every node when the whole is about `aspect` times as wide as high."""
        blocks = []
        for nodes, shape, edges in self.shapes:
            boxes = self._boxes(nodes)
            blocks.append(Block(self._placed(shape, boxes, aspect), boxes, edges))
        if self.alone:
            boxes = self._boxes(self.alone)
            none = np.empty((0, 2), dtype=np.int64)
            blocks.append(Block(_grid(boxes, aspect), boxes, none))
        placed: dict[Hashable, tuple[float, float]] = {}
        groups = [nodes for nodes, *_ in self.shapes] + [self.alone]
        for block, nodes, centres in zip(blocks, groups, pack(blocks, aspect), strict=False):
            tops = centres[:, 1] - (block.boxes[:, 1] - self.margin[1]) / 2
            for node, x, top in zip(nodes, centres[:, 0].tolist(), tops.tolist(), strict=True):
                # A box reaches from the top of the shape to the last line of the label, if it has.
                placed[node] = (round(x, 1), round(top + self.radii[node], 1))
        return {node: placed[node] for node in self.order}

    def _laid_out(
        self, graph: nx.Graph, nodes: list[Hashable]
    ) -> tuple[list[Hashable], Points, Numbers]:
        """Lay out one component: its nodes, their places, and the rows that edges join."""
        row = {node: place for place, node in enumerate(nodes)}
        edges = [(row[one], row[other], data["weight"])
                 for one, other, data in graph.edges(nodes, data=True)]  # fmt: skip
        table = np.array(edges, dtype=np.float64)
        rows, weights = table[:, :2].astype(np.int64), table[:, 2] / table[:, 2].mean()
        boxes = self._boxes(nodes)
        best = best_layout(
            graph, nodes, rows, weights,
            lambda shape: self._placed(_upright(shape), boxes, LANDSCAPE),
        )  # fmt: skip
        return nodes, _upright(best), rows

    def _placed(self, shape: Points, boxes: Points, aspect: float) -> Points:
        return separate(_spread(shape, boxes, self.room, aspect), boxes)

    def _boxes(self, nodes: list[Hashable]) -> Points:
        if not self.has_labels:
            boxes: Points = np.array([[2 * self.radii[node]] * 2 for node in nodes])
        else:
            boxes = np.array([self.sizes[node] for node in nodes])
        roomy: Points = boxes + self.margin
        return roomy


def positions(graph: nx.Graph, aspect: float = LANDSCAPE) -> dict[Hashable, tuple[float, float]]:
    """Give every node its place, in pixels, so that no two nodes or labels overlap.

    Nodes are read for their `label` and degree. Each connected component is laid out by itself
    and the components are packed so that the whole is about `aspect` times as wide as high.
    The same graph always gives the same positions, whatever the order of its nodes.
    """
    return Arrangement(graph).positions(aspect)


def _order(node: Hashable) -> str:
    return str(node)


def _label(graph: nx.Graph, node: Hashable) -> str:
    return str(graph.nodes[node].get("label") or node)


def _simple(graph: nx.Graph) -> nx.Graph:
    """The graph without parallel edges and loops, in a fixed order.

    An edge has one ``weight``: 1 and more, for all between two nodes, where some are stronger.
    """
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph, key=_order))
    strengths: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for one, other, data in graph.edges(data=True):
        if one != other:
            pair = (one, other) if _order(one) < _order(other) else (other, one)
            strengths[pair] += float(data.get("strength") or 0) or data.get("number", 1)
    least = min(strengths.values(), default=1.0)
    pairs = sorted(strengths, key=lambda pair: (_order(pair[0]), _order(pair[1])))
    plain.add_edges_from(
        (*pair, {"weight": round(1 + math.log(strengths[pair] / least), 6)}) for pair in pairs
    )
    return plain


def _upright(points: Points) -> Points:
    """Turn the points so that their longest axis is horizontal."""
    centred: Points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if axes.shape != (2, 2):
        return centred
    axes *= np.where(axes[:, :1] + axes[:, 1:] < 0, -1.0, 1.0)  # the sign is the library's whim
    turned: Points = centred @ axes.T
    return turned


def _spread(points: Points, box: Points, room: float, aspect: float) -> Points:
    """Scale the points so that their boxes have room, stretched towards the wanted shape."""
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    width = math.sqrt(room * box.prod(axis=1).sum() * aspect)
    scale = np.array([width, width / aspect]) / extent
    if len(points) < 4:  # may lie on a line, which has no height to stretch
        scale[:] = 0.6 * scale[0]
    result: Points = points * scale
    return result


def separate(centres: Points, box: Points) -> Points:
    """Push overlapping boxes apart, each pair along the axis on which it takes the least.

    `centres` and `box` (widths and heights) have one row a node. The result has no overlaps.
    """
    # A thousandth of a pixel keeps two nodes at the very same place from staying there.
    count = len(centres)
    steps = np.arange(count, dtype=np.float64)[:, None] * np.array([1.0, 0.618])
    placed: Points = centres + 0.001 * (steps % 1.7)
    largest = box.max(axis=0)
    for turn in range(400):
        pairs = cKDTree(placed / largest).query_pairs(1.0, p=np.inf, output_type="ndarray")
        one, other = pairs[:, 0], pairs[:, 1]
        apart = placed[other] - placed[one]
        overlap = (box[one] + box[other]) / 2 - np.abs(apart)
        close = (overlap > 0).all(axis=1)
        if not close.any():
            return placed
        one, other, apart, overlap = one[close], other[close], apart[close], overlap[close]
        axis = (overlap[:, 0] > overlap[:, 1]).astype(int)
        rows = np.arange(len(axis))
        push = np.zeros_like(apart)
        direction = np.where(apart[rows, axis] < 0, -1.0, 1.0)
        push[rows, axis] = direction * (overlap[rows, axis] * 0.45 + 0.05)
        np.add.at(placed, one, -push)
        np.add.at(placed, other, push)
        if turn % 10 == 9:
            placed *= 1.01
    return _scaled_apart(placed, box)


def _scaled_apart(centres: Points, box: Points) -> Points:
    """Enlarge everything by the least factor at which no boxes overlap."""
    factor = 1.0
    for row in range(len(centres) - 1):
        apart = np.maximum(np.abs(centres[row + 1 :] - centres[row]), 1e-6)
        needed = ((box[row + 1 :] + box[row]) / 2 / apart).min(axis=1)
        factor = max(factor, float(needed.max()))
    result: Points = centres * (factor * 1.0001)
    return result


def _grid(box: Points, aspect: float) -> Points:
    """Centres of boxes standing in rows and columns of one size."""
    cell = box.max(axis=0)
    count = len(box)
    columns = max(1, min(count, round(math.sqrt(count * aspect * cell[1] / cell[0]))))
    place = np.arange(count)
    centres: Points = np.column_stack([place % columns, place // columns]) * cell
    return centres


def arrange(graph: nx.Graph) -> Arrangement:
    """Prepare the positions of a graph's nodes, when they are wanted for more than one aspect."""
    return Arrangement(graph)
