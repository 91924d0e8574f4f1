"""Pages of three parties with ties of dates of choice."""

from pathlib import Path

import networkx as nx
from tab import Tab

from hezuo.graph.picture.page import render


def tied(dates: list[str]) -> nx.MultiGraph:
    """Three parties, of which two have a tie of each date: 甲 and 乙, 乙 and 丙, 甲 and 丙."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(
        [("甲", {"label": "甲"}), ("乙", {"label": "乙"}), ("丙", {"label": "丙"})]
    )
    pairs = [("甲", "乙"), ("乙", "丙"), ("甲", "丙")]
    for number, date in enumerate(dates):
        one, other = pairs[number % 3]
        graph.add_edge(
            one, other, label="合作", tie=True, connector=f"tie {number:03}", kind="协议",
            title=f"协议 {number:03}", date=date, strength=1.0,
        )  # fmt: skip
    return graph


def opened(tab: Tab, folder: Path, dates: list[str], view: str = "timeline") -> Tab:
    (folder / "p.html").write_text(render(tied(dates), title="图"), encoding="utf-8")
    tab.page.goto((folder / "p.html").as_uri() + f"#view={view}")
    tab.wait_until("window.hezuoReady === true")
    return tab
