"""A network of too many nodes to draw, as its communities: each opens to the members in it."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

import networkx as nx

from hezuo.graph.picture.forces import communities
from hezuo.graph.picture.labels import clean
from hezuo.graph.picture.marks import OTHER_COMMUNITIES
from hezuo.graph.picture.members import columns, connector_of
from hezuo.graph.picture.scene import Group

Said = Callable[[str], None]

# So many communities are drawn; who is in a smaller one is found by name and listed.
MOST_COMMUNITIES = 100
# So many of them may be tied to no other, if they have a tenth of the members of the largest: a
# picture is of what hangs together.
MOST_ALONE = 12
_CALLED = {"zh": "{0} 等 {1} 个", "en": "{0} and {1} others"}
_REST = {"zh": "其余 {0} 个较小群组", "en": "{0} smaller communities"}
_GROUP = {"zh": "群组", "en": "Community"}
_SMALLER = {"zh": "较小群组（只列名单）", "en": "Smaller communities (listed only)"}
_TIES = {"zh": "{0} 项合作", "en": "{0} ties"}
_INSIDE = {"zh": "群组内合作", "en": "Ties within"}
_REST_NAME = "community rest"


class Overview(NamedTuple):
    """The graph of communities, their members, busiest first, and the network of all members.

    Members that are in the community ``rest`` are those of many small ones.
    """

    graph: nx.MultiGraph
    members: dict[str, list[str]]
    network: nx.MultiGraph
    language: str = "zh"


def overview(network: nx.MultiGraph, language: str = "zh", said: Said | None = None) -> Overview:
    """Return the communities of a network (by the method of Louvain) and the ties between them.

    A community is called after its member with most partners; ``parties`` says how many it has.
    The small ones, and most of those that are tied to no other, are one node together. ``said`` is
    told what is done, as a network of 50,000 nodes takes half a minute.
    """
    (said or _unsaid)(f"finding communities among {len(network):,} parties")
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(e), max(e)) for e in network.edges()}))
    part = dict(zip(plain, communities(plain, list(plain)).tolist(), strict=True))
    sizes = [count for _, count in sorted(Counter(part.values()).items())]
    tied = {part[end] for one, other in plain.edges if part[one] != part[other]
            for end in (one, other)}  # fmt: skip
    name_of = _drawn_apart(sizes, tied)
    found: dict[str, list[str]] = {}
    for node in sorted(plain, key=lambda node: (-plain.degree(node), node)):
        found.setdefault(name_of[part[node]], []).append(node)
    graph: nx.MultiGraph = nx.MultiGraph()
    ties: dict[tuple[str, str], set[object]] = defaultdict(set)
    for one, other, key, data in network.edges(keys=True, data=True):
        low, high = sorted(name_of[part[end]] for end in (one, other))
        ties[low, high].add(connector_of(one, other, key, data))
    smallest = min((len(its) for name, its in found.items() if name != _REST_NAME), default=1)
    for name, members in sorted(found.items()):
        is_rest = name == _REST_NAME
        label = _called(network, members, language)
        if is_rest:
            label = _REST[language].format(f"{sum(n == name for n in name_of):,}")
        graph.add_node(
            name, label=label, kind="Community", kind_label=_GROUP[language],
            group="community rest" if is_rest else "community",
            group_label=(_SMALLER if is_rest else _GROUP)[language],
            **({"mark": OTHER_COMMUNITIES} if is_rest else {}),
            # The rest is no community: drawn as the smallest of them.
            parties=smallest if is_rest else len(members),
            details=[(_INSIDE[language], f"{len(ties.get((name, name), ())):,}")],
        )  # fmt: skip
    for (low, high), connectors in sorted(ties.items()):
        if low != high:
            _add_line(graph, low, high, len(connectors), language)
    return Overview(graph, found, network, language)


def _drawn_apart(sizes: list[int], tied: set[int]) -> list[str]:
    """Return the name of each community, by size: that of the rest for those drawn together."""
    alone = [n for n, size in enumerate(sizes) if n not in tied and size * 10 > sizes[0]]
    room = MOST_COMMUNITIES - len(alone[:MOST_ALONE])
    kept = {*alone[:MOST_ALONE], *sorted(tied)[:room]}
    if len(sizes) - len(kept) == 1 and len(sizes) <= MOST_COMMUNITIES:
        kept = set(range(len(sizes)))
    return [
        f"community {number + 1:03d}" if number in kept else _REST_NAME
        for number in range(len(sizes))
    ]


def packed(found: Overview, groups: list[Group]) -> str:
    """Return the members and the ties between them: columns as JSON, gzip and base64, for a page.

    ``groups`` are the kinds of members as the legend has them; see hezuo.graph.picture.members.
    """
    order = sorted(found.members)  # as a scene numbers them
    told = columns(
        found.network, [found.members[name] for name in order],
        [name != _REST_NAME for name in order], groups, found.language,
    )  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
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


def _called(network: nx.MultiGraph, members: list[str], language: str) -> str:
    first = clean(network.nodes[members[0]].get("label") or members[0])
    if len(members) == 1:
        return first
    others = len(members) - (language == "en")
    return _CALLED[language].format(first, f"{others:,}")
