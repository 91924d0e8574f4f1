"""Networks for the tests of the picture, with names of the length that real ones have."""

import random

import networkx as nx

GROUPS = {
    "Organization": "组织",
    "Area": "地区",
    "Expert": "专家",
    "Agreement": "协议",
    "Event": "活动",
}
CHARACTERS = "重庆成都沙坪坝武侯科学技术协会工业设计研究院有限公司创新中心发展平台生物医药智能制造"


def name(chance: random.Random) -> str:
    """A made-up Chinese name of 3 to 22 characters."""
    return "".join(chance.choices(CHARACTERS, k=chance.randint(3, 22)))


def network(size: int, seed: int = 1) -> nx.MultiGraph:
    """A network with busy nodes, several components, parallel edges and nodes without edges."""
    chance = random.Random(seed)
    graph = nx.MultiGraph()
    for place in range(size):
        group = chance.choice(list(GROUPS))
        graph.add_node(
            f"https://w3id.org/hezuo/id/{place}",
            label=name(chance),
            kind=group,
            kind_label=GROUPS[group],
            group=group,
            group_label=GROUPS[group],
            details=[("日期", "2021")],
        )
    nodes = list(graph)
    for place in range(1, int(size * 0.85)):
        other = int(chance.random() ** 2 * place)
        for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 1, 2])):
            tie = chance.random() < 0.3
            graph.add_edge(nodes[place], nodes[other], label="签约方", property="party", tie=tie)
    return graph
