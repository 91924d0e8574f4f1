"""Hostile texts in every field of a picture, and what a program for accessibility finds."""

from pathlib import Path

import axe_playwright_python
import networkx as nx
import pytest
from conftest import CHONGQING
from hostile_texts import HOSTILE, LONG
from tab import Tab

import hezuo.graph
from hezuo.graph.picture.geography import Spot
from hezuo.graph.picture.page import render
from hezuo.graph.picture.subject import Wanted

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


def hostile_network() -> nx.MultiGraph:
    """Each text is once the name of a node and once everything that is said of a tie."""
    graph = nx.MultiGraph()
    for number, text in enumerate([*HOSTILE, LONG]):
        short = text[:400]
        graph.add_node(
            f"node {number} {short}",
            label=text,
            kind=short,
            kind_label=short,
            group=short,
            group_label=short,
            details=[(short, text)],
            is_asked=number % 2 == 0,
            spot=Spot(short, number % 180, number % 80),
        )
    nodes = list(graph)
    for number, (text, node) in enumerate(zip(HOSTILE, nodes, strict=False)):
        graph.add_edge(
            node, nodes[(number * 7 + 1) % len(nodes)],
            label=text, tie=True, connector=f"tie {number} {text}", title=text, kind=text,
            date=f"{2000 + number % 20}-{text}", event=text, status=text, note=text, evidence=text,
            topics=[text], fields=[text], sources=[text], strength=1.0,
        )  # fmt: skip
    return graph


def test_nothing_runs_and_the_page_stands(tab: Tab, tmp_path: Path) -> None:
    assert len(set(HOSTILE)) == 200
    dialogs: list[str] = []
    tab.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    graph = hostile_network()
    page = tmp_path / "p.html"
    page.write_bytes(render(graph, title="".join(HOSTILE[:40])).encode())
    tab.open(page)
    assert tab.evaluate("hezuo.data.nodes.length") == 201
    for view in ("map", "timeline", "table", "network"):
        tab.page.locator(f"#tab-{view}").click()
    tab.evaluate("hezuo.data.nodes.forEach((node) => hezuo.open(node.id))")
    tab.evaluate("hezuo.data.edges.forEach((edge) => hezuo.openEdge(edge.id))")
    tab.evaluate("hezuo.data.ties.forEach((_, number) => hezuo.openTie(number))")
    for text in ("<script", "onerror", "__proto__", "constructor"):
        tab.page.locator("#search").fill(text)
        assert tab.page.locator("#found li").count() > 0
    tab.page.keyboard.press("Enter")
    for name in ("field", "source"):
        values = tab.evaluate(f"[...document.getElementById('{name}').options].map((o) => o.value)")
        assert len(values) == 201
        tab.page.locator(f"#{name}").select_option(values[100])
    drawn = tab.evaluate("hezuo.svgText()")
    assert "<script" not in drawn
    tab.page.wait_for_timeout(400)
    made = tab.page.locator("main :is(img, iframe, script, style, template, details, math, a)")
    assert made.count() == 0
    assert tab.evaluate("window.pwned === undefined && ({}).x === undefined")
    assert dialogs == []
    assert tab.complaints() == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["network", "map", "timeline", "table"])
def test_axe_finds_no_fault(tab: Tab, tmp_path: Path, view: str, theme: str, language: str) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        page = graph.picture("谁与谁合作", Wanted(show="ties"), language)
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    tab.page.goto((tmp_path / "p.html").as_uri() + f"#view={view}&theme={theme}")
    tab.wait_until("window.hezuoReady === true")
    tab.evaluate("hezuo.open(hezuo.data.nodes[0].id)")
    tab.page.locator("#panel .more").first.click()
    tab.page.locator("#search").fill("zzzz" if theme == "dark" else "a")
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run()")["violations"]
    told = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]
    assert told == []
