"""The page in English: classes, countries and numbers of things as English has them."""

from pathlib import Path

import networkx as nx
from tab import Tab

from hezuo.graph.picture.geography import Spot
from hezuo.graph.picture.page import render


def countries() -> nx.MultiGraph:
    graph = nx.MultiGraph()
    for name, alias, at in (("奥地利", "Austria；Österreich", 14.0), ("德国", "Germany", 10.0)):
        graph.add_node(
            name, label=name, kind="Country", kind_label="国家", group="Country",
            group_label="国家", details=[("alias", alias)], spot=Spot(name, at, 48.0),
        )  # fmt: skip
    graph.add_node("team", label="张三团队", kind="ExpertTeam", kind_label="专家团队")
    graph.add_edge(
        "奥地利", "德国", label="a", tie=True, connector="c", title="a", date="2016", strength=1.0
    )
    return graph


def test_classes_countries_and_counts_are_english(tab: Tab, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text(render(countries(), title="Who", language="en"), encoding="utf-8")
    tab.open(page)
    legend = tab.page.locator("#legend button span").all_inner_texts()
    assert set(legend) == {"Country", "Expert team"}
    names = tab.evaluate("hezuo.data.nodes.map((node) => node.name)")
    assert set(names) == {"Austria", "Germany", "张三团队"}
    tab.evaluate("hezuo.open(hezuo.data.nodes.find((node) => node.name === 'Austria').id)")
    panel = tab.page.locator("#panel").inner_text()
    assert "奥地利；Österreich" in panel
    assert "Germany" in panel
    assert "1 tie" in panel
    assert "1 ties" not in panel
    tab.page.locator("#tab-map").click()
    assert tab.page.locator("#map .names").text_content() == "AustriaGermany"
    tab.page.locator("#tab-table").click()
    assert "1 ties" not in tab.page.locator("#table").inner_text()
    assert tab.complaints() == []


def test_the_network_that_was_given_stays_as_it_was() -> None:
    graph = countries()
    render(graph, title="Who", language="en")
    assert graph.nodes["奥地利"]["label"] == "奥地利"


def test_chinese_stays_chinese(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(render(countries(), title="谁"), encoding="utf-8")
    tab.open(tmp_path / "p.html")
    assert "奥地利" in tab.evaluate("hezuo.data.nodes.map((node) => node.name)")
