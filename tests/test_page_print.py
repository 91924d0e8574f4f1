"""Each view of the page on paper, as a browser prints it."""

import re
from pathlib import Path

import pytest
from conftest import CHONGQING
from playwright.sync_api import FloatRect
from tab import Tab
from tied_pages import opened

import hezuo.graph
from hezuo.graph.picture.subject import Wanted

A4_LANDSCAPE = (841.9, 595.3)
SHEET = {"width": 1031, "height": 703}  # in pixels of 1/96 inch, within the margins


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("print")
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(CHONGQING)
        (folder / "p.html").write_text(graph.picture("图", Wanted()), encoding="utf-8")
    return folder / "p.html"


@pytest.fixture
def sheet(tab: Tab, page: Path) -> Tab:
    tab.page.emulate_media(color_scheme="dark")
    tab.open(page)
    return tab


def on_paper(tab: Tab) -> None:
    """Show what a sheet of paper would, as a printing browser does."""
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.page.emulate_media(media="print", color_scheme="dark")
    tab.page.set_viewport_size({**SHEET})


def printed(tab: Tab) -> tuple[int, set[tuple[float, float]]]:
    """Print the page, and return how many sheets there are and their sizes."""
    content = tab.page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    return len(re.findall(rb"/Type /Page\b", content)), {
        (round(float(wide), 1), round(float(tall), 1)) for wide, tall in sizes
    }


def box(tab: Tab, what: str) -> FloatRect:
    found = tab.page.locator(what).bounding_box()
    assert found
    return found


@pytest.mark.parametrize("view", ["network", "map", "timeline"])
def test_a_drawing_fits_a_sheet_and_is_not_distorted(sheet: Tab, view: str) -> None:
    sheet.page.locator(f"#tab-{view}").click()
    sheets, sizes = printed(sheet)
    assert sheets == 1
    assert len(sizes) == 1
    assert sizes.pop() == pytest.approx(A4_LANDSCAPE, abs=1)
    on_paper(sheet)
    drawing, legend = box(sheet, "#paper svg"), box(sheet, "#legend")
    assert box(sheet, "h1")["y"] < legend["y"] < drawing["y"]
    assert drawing["x"] >= 0
    assert drawing["x"] + drawing["width"] <= SHEET["width"]
    assert drawing["y"] + drawing["height"] <= SHEET["height"]
    scales = sheet.evaluate(
        "(({a, d}) => [a, d])(document.querySelector('#paper svg').getScreenCTM())"
    )
    assert scales[0] == pytest.approx(scales[1], rel=0.001)
    assert "沙坪坝区" in (sheet.page.locator("#paper svg").text_content() or "")
    assert sheet.page.locator("#tools, #finder, #tabs, #zoom").locator("visible=true").count() == 0


@pytest.mark.parametrize("view", ["network", "map", "timeline", "table"])
def test_paper_is_light_also_where_the_screen_is_dark(sheet: Tab, view: str) -> None:
    sheet.page.locator(f"#tab-{view}").click()
    assert sheet.evaluate("document.documentElement.dataset.theme") == "dark"
    on_paper(sheet)
    ink = sheet.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(28, 36, 48)"
    if view != "table":
        drawn = sheet.page.locator("#paper svg").inner_html()
        assert "#12161d" not in drawn  # the dark ground, as it is written by page and browser
        assert "rgb(18, 22, 29)" not in drawn
    sheet.evaluate("dispatchEvent(new Event('afterprint'))")
    assert sheet.evaluate("document.documentElement.dataset.theme") == "dark"
    assert sheet.page.locator("#paper svg").count() == 0


def test_the_whole_table_is_printed_with_its_head_on_each_sheet(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, [f"20{number % 20:02}" for number in range(700)], "table")
    assert tab.page.locator("#table tbody tr").count() == 500
    on_paper(tab)
    assert tab.page.locator("#table tbody tr").count() == 700
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.page.locator("#table tbody tr").count() == 500
    tab.page.emulate_media(media="null")
    sheets, _ = printed(tab)
    assert 15 <= sheets <= 70


def test_the_head_of_the_table_is_repeated(sheet: Tab) -> None:
    sheet.page.locator("#tab-table").click()
    on_paper(sheet)
    # Chromium repeats text, but leaves buttons out.
    assert sheet.page.locator("#table th").first.inner_text() == "日期"
    assert sheet.page.locator("#table th button").count() == 0
    sheet.evaluate("dispatchEvent(new Event('afterprint'))")
    assert sheet.page.locator("#table th button").count() > 0


def test_what_the_panel_says_is_printed_after_the_drawing(sheet: Tab) -> None:
    sheet.page.locator("#search").fill("武侯区科学")
    sheet.page.keyboard.press("Enter")
    sheet.page.wait_for_timeout(400)
    sheets, _ = printed(sheet)
    assert sheets == 2
    on_paper(sheet)
    drawing, panel = box(sheet, "#paper svg"), box(sheet, "#panel")
    assert panel["y"] >= drawing["y"] + drawing["height"]


def test_the_screen_is_as_before_after_printing(sheet: Tab) -> None:
    sheet.evaluate("hezuo.network.moveTo({position: {x: 10, y: 20}, scale: 1.5})")
    printed(sheet)
    sheet.page.wait_for_timeout(1500)
    assert sheet.evaluate("hezuo.network.getScale()") == 1.5
    assert sheet.complaints() == []


def test_limits_are_told_on_paper(sheet: Tab) -> None:
    sheet.page.locator("#field").select_option("生物医药")
    on_paper(sheet)
    assert sheet.page.locator("#paper p").inner_text() == "领域 生物医药"
