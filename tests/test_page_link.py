"""Links to a view of the page: they open the same again, or nothing else."""

from pathlib import Path

import networkx as nx
import pytest
from tab import Tab
from tied_pages import opened, tied

from hezuo.graph.picture.geography import Spot
from hezuo.graph.picture.page import render

DATES = ["2014", "2015", "2016", "2017-05-01", "2018"]


@pytest.fixture
def three(tab: Tab, tmp_path: Path) -> Tab:
    return opened(tab, tmp_path, DATES, "network")


def link_of(tab: Tab) -> str:
    tab.page.wait_for_timeout(300)
    return "#" + tab.page.url.partition("#")[2]


def reopened(tab: Tab, graph: nx.MultiGraph, folder: Path, link: str) -> Tab:
    (folder / "again.html").write_text(render(graph, title="图"), encoding="utf-8")
    tab.page.goto("about:blank")
    tab.page.goto((folder / "again.html").as_uri() + link)
    tab.wait_until("window.hezuoReady === true")
    return tab


def with_more() -> nx.MultiGraph:
    """The same three parties and two before them, so that every number is another."""
    graph = tied(DATES)
    graph.add_node("A", label="A", group="Area")
    graph.add_node("B", label="B", group="Area")
    graph.add_edge("A", "B", tie=True, connector="a tie", title="a", date="2013", strength=1.0)
    return graph


def panel(tab: Tab) -> str:
    locator = tab.page.locator("#panel h2")
    return locator.inner_text() if locator.is_visible() else ""


@pytest.mark.parametrize("act", ["hezuo.open(1)", "hezuo.openEdge(1)", "hezuo.openTie(3)"])
def test_a_link_opens_the_same_in_a_picture_drawn_anew(
    three: Tab, tmp_path: Path, act: str
) -> None:
    three.evaluate(act)
    name, link = panel(three), link_of(three)
    assert name
    assert panel(reopened(three, with_more(), tmp_path, link)) == name


def test_a_link_to_what_is_gone_opens_nothing(three: Tab, tmp_path: Path) -> None:
    for act in ("hezuo.openTie(4)", "hezuo.openEdge(0)"):
        three.evaluate(act)
        link = link_of(three)
        less = tied(DATES[:1])
        reopened(three, less, tmp_path, link)
        assert panel(three) == ""
        opened(three, tmp_path, DATES, "network")
    assert three.errors == []


def test_hidden_kinds_are_kept_by_name(three: Tab, tmp_path: Path) -> None:
    three.page.locator("#legend button").first.click()
    link = link_of(three)
    reopened(three, with_more(), tmp_path, link)
    names = three.evaluate("[...hezuo.visible().nodes].map((id) => hezuo.byId.get(id).name)")
    assert sorted(names) == ["A", "B"]


def test_another_link_takes_the_limits_of_the_one_before_back(three: Tab) -> None:
    three.evaluate(
        "location.hash = '#years=2016-2017&hidden=Thing&node=' + hezuo.data.nodes[0].iri"
    )
    three.wait_until("hezuo.isLimited() && hezuo.visible().nodes.size === 0")
    three.evaluate("location.hash = '#view=table'")
    three.wait_until("!hezuo.isLimited() && hezuo.view === 'table'")
    assert three.evaluate("hezuo.visible().nodes.size") == 3
    assert panel(three) == ""


def test_the_place_on_the_network_is_that_of_any_window(three: Tab, tmp_path: Path) -> None:
    assert "at=" not in link_of(three)  # the whole is the whole in any window
    three.evaluate(
        """(() => {
            const {x, y} = hezuo.network.getPosition(2);
            hezuo.network.moveTo({position: {x, y}, scale: 3});
            hezuo.note();
        })()"""
    )
    link = link_of(three)
    for width, height in ((1000, 700), (390, 844)):
        three.page.set_viewport_size({"width": width, "height": height})
        reopened(three, tied(DATES), tmp_path, link)
        at = three.evaluate("hezuo.network.canvasToDOM(hezuo.network.getPosition(2))")
        stage = three.page.locator("#network").bounding_box()
        assert stage
        assert 0 < at["x"] < stage["width"]
        assert 0 < at["y"] < stage["height"]


def test_a_place_where_nothing_is_any_more_shows_the_whole(three: Tab, tmp_path: Path) -> None:
    reopened(three, tied(DATES), tmp_path, "#at=wide,99999,99999,100,100")
    assert three.evaluate("hezuo.isWhole()")


def test_the_part_of_the_map_is_in_the_link(three: Tab, tmp_path: Path) -> None:
    graph = tied(DATES)
    for place, node in enumerate(graph):
        graph.nodes[node]["spot"] = Spot(node, 100.0 + place, 30.0)
    reopened(three, graph, tmp_path, "#view=map")
    three.page.locator("#zoom [data-zoom='1.4']").click()
    places = "[...document.querySelectorAll('#map circle')].map((spot) => spot.cx.baseVal.value)"
    drawn = three.evaluate(places)
    link = link_of(three)
    reopened(three, graph, tmp_path, "#view=map")
    assert three.evaluate(places) != pytest.approx(drawn, abs=1)
    reopened(three, graph, tmp_path, link)
    assert three.evaluate(places) == pytest.approx(drawn, abs=1)
