"""The labels that a page shows before anybody has touched it, as a browser draws them."""

from pathlib import Path

import networkx as nx
import pytest
from conftest import CHONGQING
from sample_networks import network
from tab import Tab

import hezuo.graph
from hezuo.graph.picture.figure import chosen_labels
from hezuo.graph.picture.page import render
from hezuo.graph.picture.scene import scene
from hezuo.graph.picture.subject import subject
from hezuo.graph.picture.wanted import Wanted

# Shares of the labels on show that lie over another: measured on what the page has drawn.
OVERLAPPING = """() => {
    const boxes = hezuo.labels().map(([, box]) => box);
    const across = (a, b) => a.left < b.right && b.left < a.right;
    const meet = (a, b) => across(a, b) && a.top < b.bottom && b.top < a.bottom;
    const lying = boxes.filter((one) => boxes.some((other) => other !== one && meet(one, other)));
    return lying.length / boxes.length;
}"""
SHOWN = "() => hezuo.labels().map(([node]) => node.id)"
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> nx.MultiGraph:
    folder = tmp_path_factory.mktemp("labels")
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(CHONGQING)
        return subject(graph.store, Wanted()).graph


def opened(tab: Tab, folder: Path, graph: nx.MultiGraph, size: tuple[int, int]) -> Tab:
    file = folder / "page.html"
    file.write_text(render(graph, title="图"), encoding="utf-8")
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.open(file)
    tab.page.wait_for_timeout(100)
    return tab


@pytest.mark.parametrize(("size", "least"), [("desk", 1.0), ("phone", 0.4)])
def test_the_demo_shows_the_labels_that_there_is_room_for(
    tab: Tab, tmp_path: Path, demo: nx.MultiGraph, size: str, least: float
) -> None:
    opened(tab, tmp_path, demo, SIZES[size])
    assert tab.evaluate(OVERLAPPING) == 0
    assert len(tab.evaluate(SHOWN)) >= least * len(demo)


@pytest.mark.parametrize(("size", "least"), [("desk", 0.4), ("phone", 0.05)])
def test_no_label_of_three_hundred_lies_over_another(
    tab: Tab, tmp_path: Path, size: str, least: float
) -> None:
    opened(tab, tmp_path, network(300), SIZES[size])
    assert tab.evaluate(OVERLAPPING) == 0
    assert len(tab.evaluate(SHOWN)) >= least * 300


def test_a_page_and_a_figure_choose_the_same_labels(tab: Tab, tmp_path: Path) -> None:
    graph = network(150)
    opened(tab, tmp_path, graph, SIZES["desk"])
    letters = tab.evaluate("Math.max(14, 11 / hezuo.network.getScale())")
    shown = tab.evaluate("() => hezuo.labels().map(([node]) => node.lines.join('|'))")
    drawn = ["|".join(label.lines) for label in chosen_labels(scene(graph), letters)]
    # A browser measures letters, a figure estimates them: a few labels may differ.
    assert len(set(shown) & set(drawn)) >= 0.9 * len(set(shown) | set(drawn))
