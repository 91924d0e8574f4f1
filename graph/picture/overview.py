"""A network of too many nodes to draw, as its communities: each opens to the members in it."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from hezuo.graph.picture.forces import communities, forced
from hezuo.graph.picture.labels import clean, packed_lines
from hezuo.graph.picture.layout import separate
from hezuo.graph.picture.scene import Group, group_of
from hezuo.graph.pinyin import syllables

Said = Callable[[str], None]

# So many communities are drawn; who is in a smaller one is found by name and listed.
MOST_COMMUNITIES = 100
# So many of the busiest members of a community are drawn when it is opened.
MOST_MEMBERS_DRAWN = 200
_CALLED = {"zh": "{0} 等 {1} 个", "en": "{0} and {1} others"}
_REST = {"zh": "其余 {0} 个较小群组", "en": "{0} smaller communities"}
_GROUP = {"zh": "群组", "en": "Community"}
_TIES = {"zh": "{0} 项合作", "en": "{0} ties"}
_INSIDE = {"zh": "群组内合作", "en": "Ties within"}
_MEMBERS = {"zh": "成员", "en": "Members"}


class Overview(NamedTuple):
    """The graph of communities, their members, busiest first, and the network of all members."""

    graph: nx.MultiGraph
    members: dict[str, list[str]]
    network: nx.MultiGraph


def overview(network: nx.MultiGraph, language: str = "zh", said: Said | None = None) -> Overview:
    """Return the communities of a network (by the method of Louvain) and the ties between them.

    A community is called after its member with most partners; ``parties`` says how many it has.
    Communities beyond the hundred largest are one node together. ``said`` is told what is done,
    as a network of 50,000 nodes takes half a minute.
    """
    (said or _unsaid)(f"finding communities among {len(network):,} parties")
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(e), max(e)) for e in network.edges()}))
    part = dict(zip(plain, communities(plain, list(plain)).tolist(), strict=True))
    found: dict[int, list[str]] = {}
    for node in sorted(plain, key=lambda node: (-plain.degree(node), node)):
        found.setdefault(min(part[node], MOST_COMMUNITIES), []).append(node)
    smaller = max(part.values(), default=0) + 1 - MOST_COMMUNITIES
    graph: nx.MultiGraph = nx.MultiGraph()
    within: Counter[tuple[int, int]] = Counter()
    for one, other in network.edges():
        low, high = sorted(min(part[end], MOST_COMMUNITIES) for end in (one, other))
        within[low, high] += 1
    for number, members in sorted(found.items()):
        label = _called(network, members, language)
        if number == MOST_COMMUNITIES and smaller > 1:
            label = _REST[language].format(f"{smaller:,}")
        details = [(_MEMBERS[language], f"{len(members):,}"),
                   (_INSIDE[language], f"{within[number, number]:,}")]  # fmt: skip
        graph.add_node(
            _name(number), label=label, kind="Community", kind_label=_GROUP[language],
            group="community", group_label=_GROUP[language],
            parties=_drawn_as(number, found), details=details,
        )  # fmt: skip
    for (low, high), count in sorted(within.items()):
        if low != high:
            _add_line(graph, _name(low), _name(high), count, language)
    return Overview(graph, {_name(number): found[number] for number in found}, network)


def packed(found: Overview, groups: list[Group]) -> str:
    """Return the members and the ties between them as columns: JSON, gzip and base64, for a page.

    ``groups`` are the kinds of members as the legend has them. Names have marks where their labels
    break. Members stand by community, those with most partners first, so that the numbers of
    partners are near to each other and pack well: ``partners`` has for each member those of higher
    number, each as the distance to the one before.
    ``at`` are the places of the members that are drawn, two numbers each.
    """
    network, order = found.network, sorted(found.members)  # as a scene numbers them
    members = [member for community in order for member in found.members[community]]
    number = {member: place for place, member in enumerate(members)}
    row_of = {group.group: row for row, group in enumerate(groups)}
    places = sorted({clean(network.nodes[member].get("place") or "") for member in members})
    spot = {place: row for row, place in enumerate(places)}
    names = [clean(network.nodes[member].get("label") or member) or "\ufffd" for member in members]
    columns: dict[str, Any] = {
        "counts": [len(found.members[community]) for community in order],
        "names": [packed_lines(name) for name in names],
        "initials": [_initials(name) for name in names],
        "kinds": [group.label for group in groups],
        "kind": [row_of[group_of(network.nodes[member])] for member in members],
        "places": places,
        "place": [spot[clean(network.nodes[member].get("place") or "")] for member in members],
        "partners": [_steps(network, number, member) for member in members],
        "at": [_places(network, found.members[community]) for community in order],
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(text, 9, mtime=0)).decode()


def counted(graph: nx.MultiGraph, language: str = "zh") -> nx.MultiGraph:
    """Return a network with one line for all ties of a pair, which says how many there are."""
    numbers = Counter((min(edge), max(edge)) for edge in graph.edges())
    result: nx.MultiGraph = nx.MultiGraph()
    result.add_nodes_from(graph.nodes(data=True))
    for (one, other), number in sorted(numbers.items()):
        _add_line(result, one, other, number, language)
    return result


def _add_line(graph: nx.MultiGraph, one: str, other: str, number: int, language: str) -> None:
    graph.add_edge(one, other, tie=True, number=number, label=_TIES[language].format(f"{number:,}"))


def _unsaid(_: str) -> None:
    """Say nothing: what a library call does while it works."""


def _drawn_as(number: int, found: dict[int, list[str]]) -> int:
    """Return how many parties a node is as large as: the rest together as the smallest drawn."""
    own = len(found[number])
    return min(own, len(found[number - 1])) if number == MOST_COMMUNITIES else own


def _name(number: int) -> str:
    return f"community {number + 1:03d}"


def _called(network: nx.MultiGraph, members: list[str], language: str) -> str:
    first = clean(network.nodes[members[0]].get("label") or members[0])
    if len(members) == 1:
        return first
    others = len(members) - (language == "en")
    return _CALLED[language].format(first, f"{others:,}")


def _initials(name: str) -> str:
    """Return the first letters of the readings of a Chinese name, else nothing."""
    if name.isascii():
        return ""
    return "".join(one[:1] for one in syllables(name.casefold()[:60]))


def _steps(network: nx.MultiGraph, number: dict[str, int], member: str) -> list[int]:
    own = number[member]
    later = sorted(number[other] for other in network.adj[member] if number[other] > own)
    return [now - before for before, now in zip([own, *later], later, strict=False)]


def _places(network: nx.MultiGraph, members: list[str]) -> list[int]:
    """Return where the members of an opened community stand: x and y of each, in turn."""
    drawn = members[:MOST_MEMBERS_DRAWN]
    if len(drawn) == 1:
        return [0, 0]
    own: nx.Graph = nx.Graph()
    own.add_nodes_from(drawn)
    own.add_edges_from(sorted(network.subgraph(drawn).edges()))
    points = forced(own, list(drawn))
    extent = (points.max(axis=0) - points.min(axis=0)).max() or 1.0
    points = points * (110 * len(drawn) ** 0.5 / extent)
    # As large as overview.js draws them: none lies on another.
    sides = [2 * min(24, 5 + 1.6 * network.degree(member) ** 0.5) + 6 for member in drawn]
    points = separate(points, np.column_stack([sides, sides]))
    return [round(value) for point in points for value in point.tolist()]
