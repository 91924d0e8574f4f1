"""The members of communities as columns, small enough for a page: who they are, and their ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import networkx as nx
import numpy as np

from hezuo.graph.picture.forces import forced
from hezuo.graph.picture.labels import clean, packed_lines
from hezuo.graph.picture.layout import separate
from hezuo.graph.picture.scene import Group, group_of
from hezuo.graph.pinyin import syllables

# So many of the busiest members of a community are drawn when it is opened.
MOST_MEMBERS_DRAWN = 200
# Of more ties than these only their numbers are told: the titles would make a large file.
MOST_TOLD = 20_000
_WORDS = {
    "zh": {"drawn": "画出伙伴最多的 {0} 个成员，共 {1} 个", "listed": "较小的群组只列名单，不画图",
           "ties": "合作", "first": "（列出 {0} 项中最强的 {1} 项）"},
    "en": {"drawn": "the {0} members with most partners are drawn, of {1}",
           "listed": "smaller communities are listed, not drawn",
           "ties": "Ties", "first": " (the {1} strongest of {0})"},
}  # fmt: skip


def columns(
    network: nx.MultiGraph, communities: list[list[str]], drawn: list[bool], groups: list[Group],
    language: str,
) -> dict[str, Any]:  # fmt: skip
    """Return the members of communities, as overview.js reads them.

    ``groups`` are the kinds of members as the legend has them. Names have marks where their labels
    break. Members stand by community, those with most partners first, so that the numbers of
    partners are near to each other and pack well: ``partners`` has for each member those of higher
    number, each as the distance to the one before; ``often`` has both numbers of every pair with
    several ties, and how many. ``at`` are the places of the members that are drawn, two numbers
    each; ``drawn`` says in which communities any are. ``ties`` are all, the strongest first, if
    they are not too many.
    """
    members = [member for community in communities for member in community]
    number = {member: place for place, member in enumerate(members)}
    row_of = {group.group: row for row, group in enumerate(groups)}
    places = sorted({clean(network.nodes[member].get("place") or "") for member in members})
    spot = {place: row for row, place in enumerate(places)}
    names = [clean(network.nodes[member].get("label") or member) or "\ufffd" for member in members]
    return {
        "words": _WORDS[language],
        "counts": [len(community) for community in communities],
        "names": [packed_lines(name) for name in names],
        "initials": [_initials(name) for name in names],
        "kinds": [group.label for group in groups],
        "kind": [row_of[group_of(network.nodes[member])] for member in members],
        "places": places,
        "place": [spot[clean(network.nodes[member].get("place") or "")] for member in members],
        "partners": [_steps(network, number, member) for member in members],
        "often": _often(network, number),
        "at": [
            _places(network, community) if is_drawn else []
            for community, is_drawn in zip(communities, drawn, strict=True)
        ],
        "ties": _ties(network, number),
    }


def connector_of(one: str, other: str, key: object, data: dict[str, Any]) -> object:
    """Return what makes a line of a network: a connector has one for each two of its parties."""
    return data.get("connector") or (min(one, other), max(one, other), key)


def _ties(network: nx.MultiGraph, number: dict[str, int]) -> dict[str, list[Any]]:
    """Return titles, dates and parties of ties, the strongest and then the latest first."""
    ends: dict[object, set[int]] = defaultdict(set)
    said: dict[object, dict[str, Any]] = {}
    for one, other, key, data in network.edges(keys=True, data=True):
        connector = connector_of(one, other, key, data)
        ends[connector] |= {number[one], number[other]}
        said[connector] = data
        if len(ends) > MOST_TOLD:
            return {"titles": [], "dates": [], "of": []}

    def order(connector: object) -> tuple[float, str, str, str]:
        data = said[connector]
        strength = float(data.get("strength") or 0)
        return strength, str(data.get("date") or ""), str(data.get("label")), str(connector)

    ordered = sorted(said, key=order, reverse=True)
    return {
        "titles": [clean(said[one].get("label") or "") for one in ordered],
        "dates": [clean(said[one].get("date") or "") for one in ordered],
        "of": [sorted(ends[one]) for one in ordered],
    }


def _often(network: nx.MultiGraph, number: dict[str, int]) -> list[int]:
    times = Counter(
        (min(number[one], number[other]), max(number[one], number[other]))
        for one, other in network.edges()
    )
    return [value for pair in sorted(times) if times[pair] > 1 for value in (*pair, times[pair])]


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
