"""The head of the page: what its numbers say, the range of years, and the legend."""

from pathlib import Path

import pytest
from sample_networks import network
from tab import Tab
from tied_pages import opened

from hezuo.graph.picture.page import render

DATES = ["2014", "2015", "2016", "2017", "2018"]


def test_the_heading_counts_what_is_shown(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, DATES, "network")
    assert tab.page.locator("#heading p").inner_text() == "3 个节点 · 5 项合作 · 3 条连线"
    tab.page.locator("#tab-table").click()
    assert tab.page.locator("#table caption").inner_text() == "5 项合作"


def test_the_years_are_one_track_with_two_ends(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, DATES, "network")
    track = tab.page.locator("#range").bounding_box()
    ends = [tab.page.locator(end).bounding_box() for end in ("#since", "#until")]
    assert ends == [track, track]
    tab.page.locator("#since").focus()
    tab.page.keyboard.press("ArrowRight")
    assert tab.evaluate("document.getElementById('range').style.getPropertyValue('--from')") == (
        "0.25"
    )
    # Each end is moved by the mouse, too.
    assert track
    tab.page.mouse.move(track["x"] + track["width"] - 8, track["y"] + 10)
    tab.page.mouse.down()
    tab.page.mouse.move(track["x"] + track["width"] * 0.75, track["y"] + 10, steps=5)
    tab.page.mouse.up()
    assert tab.page.locator("#years-shown").inner_text() == "2015–2017"


def test_a_stage_without_nodes_says_why(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, DATES, "network")
    assert tab.page.locator("#blank").is_hidden()
    for button in tab.page.locator("#legend button").all():
        button.click()
    assert "图例" in tab.page.locator("#blank").inner_text()
    tab.page.locator("#everything").click()
    assert tab.page.locator("#blank").is_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
def test_the_head_leaves_the_screen_of_a_phone_to_the_picture(
    tab: Tab, tmp_path: Path, width: int, height: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    opened(tab, tmp_path, DATES, "network")
    stage = tab.page.locator("#network").bounding_box()
    assert stage
    assert stage["y"] <= 175
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_legend_that_goes_on_fades_until_its_end(tab: Tab, tmp_path: Path) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 844})
    (tmp_path / "p.html").write_text(render(network(60), title="图"), encoding="utf-8")
    tab.open(tmp_path / "p.html")
    goes_on = "document.getElementById('legend').classList.contains('more-right')"
    assert tab.evaluate(goes_on)
    tab.evaluate("document.getElementById('legend').scrollLeft = 9999")
    tab.wait_until(f"!{goes_on}")
