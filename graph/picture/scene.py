"""A network as it is drawn: nodes with place, shape and words, lines between, and the ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import networkx as nx

from hezuo.graph.picture.english import class_label, in_english
from hezuo.graph.picture.labels import clean, radii, wrap
from hezuo.graph.picture.layout import LANDSCAPE, PORTRAIT, arrange
from hezuo.graph.picture.marks import OUTLINES, Mark, marks_for
from hezuo.graph.pinyin import syllables

# What a page says of a tie, as text and as lists of texts.
_TEXTS = ("title", "kind", "date", "event", "status", "note", "evidence")
_LISTS = ("topics", "fields", "sources")
# How wide a line is, in pixels: the thinnest, and how much is added for the strongest ties. Those
# of a picture of weak ties are no wider for being the strongest there.
_THIN, _ADDED, _STRONG = 1.0, 7.0, 8.0


class Group(NamedTuple):
    """An entry of the legend: ``number`` nodes of one kind or community, and how they are drawn."""

    group: str
    label: str
    number: int
    mark: Mark

    @property
    def outline(self) -> str:
        """Its shape as an SVG path, in a square from -10 to 10."""
        return OUTLINES[self.mark.shape]


class Scene(NamedTuple):
    """All that a picture shows, ready for JSON.

    ``nodes`` and ``edges`` are in the terms of vis-network, numbered from 0; an edge stands for all
    relations between two nodes and has the numbers of its ``ties``. ``spots`` are places on a map.
    """

    groups: list[Group]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    spots: list[dict[str, Any]]


def scene(graph: nx.MultiGraph, language: str = "zh") -> Scene:
    """Lay a network out and put it into words; the same graph gives the same scene.

    Nodes are read for `label`, `kind`, `kind_label`, `group`, `group_label`, `mark` (of the group),
    `details`, `is_asked` and `spot`, edges for `label`, `tie`, `connector` and, where they have
    that, for what is said of a tie. All of it may be hostile: what comes out is text that JSON and
    UTF-8 can hold.
    """
    graph = graph if language == "zh" else in_english(graph)
    order = sorted(graph, key=str)
    number = {node: place for place, node in enumerate(order)}
    groups = groups_of(graph, language)
    ties, edges = _lines(graph, number)
    spots = sorted({data["spot"] for _, data in graph.nodes(data=True) if data.get("spot")})
    return Scene(
        groups,
        _nodes(graph, order, groups, {spot: place for place, spot in enumerate(spots)}, language),
        edges,
        ties,
        [{"name": clean(spot[0]), "at": [spot[1], spot[2]]} for spot in spots],
    )


def groups_of(graph: nx.MultiGraph, language: str) -> list[Group]:
    """Return the groups of a network as its legend has them, the largest first."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for node in sorted(graph, key=str):
        data = graph.nodes[node]
        group = group_of(data)
        counts[group] += 1
        labels.setdefault(group, clean(class_label(group, data.get("group_label") or "", language)))
    own = {group_of(data): data["mark"] for _, data in graph.nodes(data=True) if "mark" in data}
    marks = marks_for(counts) | own
    return [
        Group(group, labels[group], count, marks[group])
        for group, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def group_of(data: dict[str, Any]) -> str:
    """Return the group of a node of a network."""
    return clean(data.get("group") or data.get("kind") or "Thing")


def _nodes(
    graph: nx.MultiGraph,
    order: list[Any],
    groups: list[Group],
    spots: dict[Any, int],
    language: str,
) -> list[dict[str, Any]]:
    """Return the nodes, numbered: an IRI as a JavaScript key could be `__proto__`."""
    arrangement = arrange(graph)
    wide, tall = arrangement.positions(LANDSCAPE), arrangement.positions(PORTRAIT)
    section = {group.group: place for place, group in enumerate(groups)}
    sizes = radii(graph)
    found = []
    for place, node in enumerate(order):
        data = graph.nodes[node]
        own = section[group_of(data)]
        name = clean(data.get("label") or node) or "\ufffd"
        kind = class_label(data.get("kind") or "", data.get("kind_label") or "", language)
        found.append(
            {
                "id": place,
                "label": "\n".join(wrap(name)),
                "name": name,
                "spelling": _spelling(name),
                "iri": clean(node),
                "kind": clean(kind),
                "section": own,
                "details": [[clean(key), clean(value)] for key, value in data.get("details") or ()],
                "asked": bool(data.get("is_asked")),
                "spot": spots.get(data.get("spot"), -1),
                "x": wide[node][0],
                "y": wide[node][1],
                "tall": tall[node],
                "size": sizes[node],
                **look(groups[own].mark),
            }
        )
    return found


def _spelling(name: str) -> str:
    """Return how a name is read and its initials, for who types pinyin; "" if it is not Chinese."""
    read = syllables(name.casefold()[:200])
    if len(read) == len(name) and all(one == own for one, own in zip(read, name, strict=False)):
        return ""
    return f"{''.join(read)} {''.join(one[:1] for one in read)}"


def look(mark: Mark) -> dict[str, Any]:
    """Return a mark in vis-network's terms; it looks the same when chosen: the rest is dimmed."""
    inside, border = ("#ffffff", mark.colour) if mark.hollow else (mark.colour, mark.colour)
    plain = {"background": inside, "border": border}
    width = 2.5 if mark.hollow else 1
    return {
        "shape": mark.shape,
        "color": {**plain, "highlight": plain, "hover": plain},
        "hollow": mark.hollow,
        "borderWidth": width,
        "borderWidthSelected": width,
    }


def _lines(
    graph: nx.MultiGraph, number: dict[Any, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the ties, and one line for each pair of nodes that are joined."""
    ties: dict[str, dict[str, Any]] = {}
    lines: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for one, other, data in graph.edges(data=True):
        low, high = sorted((number[one], number[other]))
        lines[low, high].append(data)
        if connector := data.get("connector"):
            tie = ties.setdefault(connector, _tie(data))
            tie["ends"] |= {low, high} - {number.get(connector)}
            if connector not in number:
                tie["pairs"].add((low, high))
    order = {connector: place for place, connector in enumerate(sorted(ties))}
    strengths = {pair: _strength(relations) for pair, relations in lines.items()}
    scale = max(_STRONG, *strengths.values()) if strengths else _STRONG
    edges = [
        _line(place, pair, lines[pair], order)
        | {"width": round(_THIN + _ADDED * (strengths[pair] / scale) ** 0.7, 2)}
        for place, pair in enumerate(sorted(lines))
    ]
    return [_finished(ties[connector], number) for connector in order], edges


def _strength(relations: list[dict[str, Any]]) -> float:
    """Return how strong the ties among relations are together, or else how many relations tie."""
    ties = {data["connector"]: data for data in relations if data.get("connector")}
    if not ties:
        return float(sum(data.get("number", 1) for data in relations if data.get("tie")))
    return sum(float(data.get("strength") or 0) for data in ties.values())


def _finished(tie: dict[str, Any], number: dict[Any, int]) -> dict[str, Any]:
    """Return a tie with its ends as numbers, and the pairs of them that it ties."""
    stated = {
        tuple(sorted((number[one], number[other])))
        for one, other in tie["stated"]
        if one in number and other in number
    }
    pairs = sorted(stated or tie["pairs"])
    kept = {name: value for name, value in tie.items() if name != "stated"}
    return kept | {"ends": sorted(tie["ends"]), "pairs": [list(pair) for pair in pairs]}


def _tie(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: clean(data.get(name) or "") for name in _TEXTS}
    found.update((name, [clean(one) for one in data.get(name) or ()]) for name in _LISTS)
    return found | {
        "strength": float(data.get("strength") or 0),
        "ends": set(),
        "pairs": set(),
        "stated": data.get("pairs") or (),
    }


def _line(
    place: int, pair: tuple[int, int], relations: list[dict[str, Any]], order: dict[str, int]
) -> dict[str, Any]:
    """Return a line with its relations in words, and the numbers of its ties."""
    connectors = {data["connector"] for data in relations if data.get("connector")}
    # Titles of a hundred ties are no name for a line: of several it says of which kinds they are.
    said = ("kind", "label", "property") if len(connectors) > 1 else ("label", "property")
    labels = Counter(clean(next(filter(None, map(data.get, said)), "")) for data in relations)
    return {
        "id": place,
        "from": pair[0],
        "to": pair[1],
        "relations": "，".join(_counted(labels.items())),
        "count": sum(data.get("number", 1) for data in relations),
        "tie": any(data.get("tie") for data in relations),
        "ties": sorted(order[connector] for connector in connectors),
    }


def _counted(labels: Iterable[tuple[str, int]]) -> list[str]:
    return [label if times == 1 else f"{label} ×{times}" for label, times in sorted(labels)]
