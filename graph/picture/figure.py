"""A network as a drawing for documents and slides: the same places and looks as on the page."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import networkx as nx

from hezuo.graph.drawing import FONT
from hezuo.graph.picture.labels import FONT_SIZE, LABEL_GAP, LINE_HEIGHT, clean, text_width
from hezuo.graph.picture.layout import LANDSCAPE
from hezuo.graph.picture.overview import Overview
from hezuo.graph.picture.page import TEMPLATES, words_in
from hezuo.graph.picture.scene import Group, Scene, scene

_MARGIN, _LEGEND_ROW, _LEGEND_LETTER, _TITLE_LETTER = 24, 28, 14, 22
# Of a picture so wide that its labels would be lost on a page, they are larger: so many to a width.
_LETTERS_ACROSS = 130
_NARROW, _USUAL_WIDTH, _WIDEST = 1100, 1400, 1800
_SIDES = 4  # of a node, where a label may stand: as labels.js has them
# Marks are drawn in a square from -10 to 10.
_MARK = 9
# As theme.js has them, for lines of ties and others: the more there are, the more shines through.
_OPACITY, _OPACITY_OTHER, _CLEAR_LINES, _FAINTEST = 0.55, 0.36, 250, 0.25


class Label(NamedTuple):
    """A label that has room: its lines, the middle, the upper edge, and the size of its letters."""

    lines: list[str]
    x: float
    top: float
    letter: float


class Box(NamedTuple):
    """A rectangle: what two labels may not both cover."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def as_svg(
    graph: nx.MultiGraph,
    *,
    title: str,
    language: str = "zh",
    whole: int = 0,
    overview: Overview | None = None,
) -> str:
    """Return a network as a drawing; what it is read for is said by ``scene`` and ``render``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    drawn, words = scene(graph, language), words_in(language)
    letter = _letter(drawn)
    labels = chosen_labels(drawn, letter)
    left, right, top, bottom = _extent(drawn, labels)
    wide = max(
        right - left + 2 * _MARGIN, text_width(clean(title)) * _TITLE_LETTER + 2 * _MARGIN, 480
    )
    scale = max(1.0, wide / _USUAL_WIDTH)
    legend = _legend(drawn.groups, wide / scale)
    above = (_MARGIN + 2 * _TITLE_LETTER + _LEGEND_ROW * (1 + max(row for *_, row in legend))
             if legend else _MARGIN + 2 * _TITLE_LETTER)  # fmt: skip
    thinness = max(_FAINTEST, min(1.0, math.sqrt(_CLEAR_LINES / max(len(drawn.edges), 1))))
    left_out = max(whole - len(graph), 0)
    note = words["left_out"].replace("{0}", str(left_out)) if left_out else ""
    if overview:
        note = words["overview_still"].replace("{0}", f"{len(overview.network):,}")
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "picture", encoding="utf-8"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template("figure.svg.j2").render(
        title=clean(title), words=words, font=FONT, nodes=drawn.nodes, edges=drawn.edges,
        groups=drawn.groups, outlines={group.mark.shape: group.outline for group in drawn.groups},
        labels=labels, line=LINE_HEIGHT / FONT_SIZE, legend=legend, mark=_MARK,
        left_out=note,
        shift=(_MARGIN - left + (wide - 2 * _MARGIN - right + left) / 2, above * scale - top),
        width=round(wide), height=round(above * scale + bottom - top + _MARGIN),
        scale=scale, widest=_WIDEST,
        margin=_MARGIN, letters=(_TITLE_LETTER, _LEGEND_LETTER),
        opacity=(round(_OPACITY * thinness, 3), round(_OPACITY_OTHER * thinness, 3)),
    )  # fmt: skip


def chosen_labels(drawn: Scene, letter: float) -> list[Label]:
    """Return the labels that have room, those of the largest nodes first, as on the page.

    None lies over another, nor over a node as large as its own.
    """
    nodes = sorted(drawn.nodes, key=lambda node: (-node["size"], node["id"]))
    shapes = [(node, _shape(node)) for node in nodes]
    outer = _around([area for _, area in shapes])
    wide = max(outer.right - outer.left, (outer.bottom - outer.top) * LANDSCAPE, _NARROW)
    spare = (wide - outer.right + outer.left) / 2  # what is free beside the nodes anyway
    outer = outer._replace(left=outer.left - spare, right=outer.right + spare)
    taken: list[Box] = []
    found: dict[int, Label] = {}
    # First where the layout keeps room for labels of usual size, then on the other sides.
    for side in range(_SIDES):
        for node in nodes:
            lines = node["label"].split("\n")
            box = None if node["id"] in found else _beside(node, lines, letter, outer, side)
            if box is None or any(map(box.meets, taken)):
                continue
            if any(box.meets(area) for other, area in shapes
                   if other is not node and other["size"] >= 0.9 * node["size"]):  # fmt: skip
                continue
            taken.append(box)
            found[node["id"]] = Label(lines, (box.left + box.right) / 2, box.top, letter)
    return list(found.values())


def _beside(
    node: dict[str, Any], lines: list[str], letter: float, outer: Box, side: int
) -> Box | None:
    """Return where a label may stand: 0 below its node, 1 above, 2 right or 3 left of it.

    Letters larger than the layout has room for stay within the sides of the picture if they can: a
    label at the edge would make all else smaller.
    """
    half = max(text_width(line) for line in lines) * letter / 2
    tall = len(lines) * letter * LINE_HEIGHT / FONT_SIZE
    x, y, apart = node["x"], node["y"], node["size"] + LABEL_GAP
    inner = x
    if letter > FONT_SIZE and outer.right - outer.left > 2 * half:
        inner = min(max(x, outer.left + half), outer.right - half)
    middle, top = (
        (inner, y + apart), (inner, y - apart - tall),
        (x + apart + half, y - tall / 2), (x - apart - half, y - tall / 2),
    )[side]  # fmt: skip
    box = Box(middle - half, middle + half, top, top + tall)
    is_within = box.left >= outer.left and box.right <= outer.right and box.top >= outer.top
    return box if side == 0 or is_within else None


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        return Box(0, 0, 0, 0)
    return Box(min(box.left for box in boxes), max(box.right for box in boxes),
               min(box.top for box in boxes), max(box.bottom for box in boxes))  # fmt: skip


def _shape(node: dict[str, Any]) -> Box:
    half = 0.85 * node["size"]
    return Box(node["x"] - half, node["x"] + half, node["y"] - half, node["y"] + half)


def _letter(drawn: Scene) -> float:
    xs = [node["x"] for node in drawn.nodes]
    return max(FONT_SIZE, (max(xs) - min(xs)) / _LETTERS_ACROSS) if xs else FONT_SIZE


def _extent(drawn: Scene, labels: list[Label]) -> Box:
    """Return the edges of all nodes and labels: left, right, top and bottom."""
    boxes = [_shape(node) for node in drawn.nodes]
    for label in labels:
        half = max(text_width(line) for line in label.lines) * label.letter / 2
        tall = len(label.lines) * label.letter * LINE_HEIGHT / FONT_SIZE
        boxes.append(Box(label.x - half, label.x + half, label.top, label.top + tall))
    return _around(boxes)


def _legend(groups: list[Group], wide: float) -> list[tuple[Group, float, int]]:
    """Return the entries of the legend, each with where it begins and in which row."""
    found, x, row = [], float(_MARGIN), 0
    for group in groups:
        needed = 26 + text_width(f"{group.label} {group.number}") * _LEGEND_LETTER + 22
        if x + needed > wide - _MARGIN and x > _MARGIN:
            x, row = float(_MARGIN), row + 1
        found.append((group, round(x, 1), row))
        x += needed
    return found
