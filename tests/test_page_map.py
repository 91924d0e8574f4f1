"""The map of the page: what part of the world it shows, and how it is moved."""

from pathlib import Path

import networkx as nx
import pytest
from tab import Tab

from hezuo.graph.picture.geography import Spot
from hezuo.graph.picture.page import render

# Two on top of each other, some in Europe, one far in the west and one far in the east.
PLACES = {
    "A": (10.0, 50.0), "B": (10.0, 50.0), "C": (2.0, 46.0), "D": (20.0, 44.0), "E": (25.0, 60.0),
    "F": (-8.0, 53.0), "G": (-106.0, 56.0), "H": (100.0, 61.0),
}  # fmt: skip
SPOTS = """[...document.querySelectorAll('#map .spots circle')].map(
    (spot) => [spot.cx.baseVal.value, spot.cy.baseVal.value])"""
SPREAD = f"""(() => {{
    const xs = {SPOTS}.map(([x]) => x);
    return Math.max(...xs) - Math.min(...xs);
}})()"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    graph = nx.MultiGraph()
    for name, at in PLACES.items():
        graph.add_node(name, label=name, spot=Spot(f"{name}国", *at))
    for one, other in ("AC", "AD", "CE", "GF", "HE", "BD", "AE", "CF"):
        graph.add_edge(
            one, other, tie=True, connector=one + other, title=f"{one}和{other}", date="2016",
            strength=1.0,
        )  # fmt: skip
    path = tmp_path / "p.html"
    path.write_text(render(graph, title="图"), encoding="utf-8")
    return path


def opened(tab: Tab, page: Path, width: int = 1440, height: int = 900) -> Tab:
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.page.goto(page.as_uri() + "#view=map")
    tab.wait_until("window.hezuoReady === true")
    return tab


def test_all_places_and_arcs_are_within_the_window(tab: Tab, page: Path) -> None:
    opened(tab, page)
    stage = tab.page.locator("#map").bounding_box()
    assert stage
    for mark in tab.page.locator("#map :is(.spots circle, .arcs path)").all():
        box = mark.bounding_box()
        assert box
        assert box["x"] >= stage["x"]
        assert box["y"] >= stage["y"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"]
        assert box["y"] + box["height"] <= stage["y"] + stage["height"]


def test_degrees_are_those_of_the_globe(tab: Tab, page: Path) -> None:
    opened(tab, page)
    for _ in range(6):
        tab.page.locator("#zoom [data-zoom='0.7142857']").click()
    told = tab.page.locator("#map .grid text").all_text_contents()
    assert told
    assert all(abs(float(text.rstrip("°"))) <= 180 for text in told)
    assert len(told) == len(set(told)) or "0°" in told


def test_places_on_top_of_each_other_are_both_named(tab: Tab, page: Path) -> None:
    opened(tab, page)
    names = tab.page.locator("#map .names .spot").all_text_contents()
    assert "A国、B国" in names
    assert {"C国", "D国", "E国", "F国", "G国", "H国"} <= set(names)


def test_the_wheel_follows_the_size_of_its_steps(tab: Tab, page: Path) -> None:
    opened(tab, page)
    tab.page.mouse.move(700, 500)
    at_first = tab.evaluate(SPREAD)
    tab.page.mouse.wheel(0, -10)
    tab.wait_until(f"{SPREAD} > {at_first}")
    small = tab.evaluate(SPREAD) / at_first
    before = tab.evaluate(SPREAD)
    tab.page.mouse.wheel(0, -200)
    tab.wait_until(f"{SPREAD} > {before}")
    large = tab.evaluate(SPREAD) / before
    assert 1 < small < 1.05
    assert 1.3 < large < 2


def test_two_fingers_zoom(tab: Tab, page: Path) -> None:
    opened(tab, page, 390, 844)
    before = tab.evaluate(SPREAD)
    tab.evaluate(
        """(() => {
            const box = document.getElementById("map");
            const send = (type, pointerId, clientX) => box.dispatchEvent(new PointerEvent(type, {
                pointerId, clientX, clientY: 500, bubbles: true, pointerType: "touch"}));
            send("pointerdown", 1, 150);
            send("pointerdown", 2, 250);
            send("pointermove", 2, 300);
            send("pointermove", 1, 100);
            send("pointerup", 1, 100);
            send("pointerup", 2, 300);
        })()"""
    )
    assert tab.evaluate(SPREAD) == pytest.approx(2 * before, rel=0.01)


def test_places_and_arcs_are_reached_and_pressed_by_keyboard(tab: Tab, page: Path) -> None:
    opened(tab, page)
    assert tab.page.locator("#map [tabindex='0']").count() == 1
    tab.page.locator("#map svg [tabindex='0']").focus()
    tab.page.keyboard.press("Space")
    assert "国" in tab.page.locator("#panel h2").inner_text()
    tab.page.locator("#map svg [tabindex='0']").focus()
    tab.page.keyboard.press("End")
    assert tab.evaluate("document.activeElement.closest('.arcs') !== null")
    tab.page.keyboard.press("Enter")
    assert "—" in tab.page.locator("#panel h2").inner_text()
    assert tab.complaints() == []


def test_a_phone_is_not_mostly_empty(tab: Tab, page: Path) -> None:
    opened(tab, page, 390, 844)
    stage = tab.page.locator("#map").bounding_box()
    assert stage
    spots = [
        (x, y) for x, y in tab.evaluate(SPOTS) if 0 < x < stage["width"] and 0 < y < stage["height"]
    ]
    assert len(spots) >= 6
    tall = max(y for _, y in spots) - min(y for _, y in spots)
    assert tall > 0.2 * stage["height"]
    assert "2 处在图外" in tab.page.locator("#map .hint").inner_text()
    tab.page.locator("#zoom [data-zoom='0']").click()
    assert tab.page.locator("#map .hint").count() == 0


def test_the_hint_covers_no_number_of_the_grid(tab: Tab, page: Path) -> None:
    opened(tab, page, 390, 844)
    hint = tab.page.locator("#map .hint").bounding_box()
    assert hint
    for text in tab.page.locator("#map .grid text").all():
        box = text.bounding_box()
        assert box
        apart = (
            box["x"] >= hint["x"] + hint["width"] or hint["x"] >= box["x"] + box["width"]
            or box["y"] >= hint["y"] + hint["height"] or hint["y"] >= box["y"] + box["height"]
        )  # fmt: skip
        assert apart
