"""The communities of a picture: each of the largest with a mark of its own, and with a name."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from hezuo.graph.picture.forces import communities
from hezuo.graph.picture.marks import COMMUNITIES, OTHER_COMMUNITIES

_OTHERS = {"zh": "其他群组", "en": "other communities"}


def mark_communities(graph: nx.MultiGraph, language: str) -> None:
    """Give the nodes of each of the largest communities a group, called after its busiest node."""
    nodes = sorted(graph)
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from(sorted(graph.edges()))
    part = communities(plain, nodes).tolist()
    for number in Counter(part):
        members = [node for node, own in zip(nodes, part, strict=True) if own == number]
        busiest = min(members, key=lambda node: (-graph.degree(node), node))
        is_shown = number < len(COMMUNITIES) and len(members) > 1
        label = graph.nodes[busiest]["label"] if is_shown else _OTHERS[language]
        for node in members:
            graph.nodes[node]["group"] = f"community {number + 1}" if is_shown else "community"
            graph.nodes[node]["group_label"] = label
            graph.nodes[node]["mark"] = COMMUNITIES[number] if is_shown else OTHER_COMMUNITIES
