"""What the page saves: drawings and images of each view, and the table."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from conftest import CHONGQING
from tab import Tab

import hezuo.graph
from hezuo.graph.picture.page import render
from hezuo.graph.picture.subject import Wanted

SVG = "{http://www.w3.org/2000/svg}"
DOWNLOADED_WIDTH = 2 * 1440


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(CHONGQING)
        wanted = Wanted(names=("武侯区科协",), hops=2)
        (folder / "p.html").write_text(graph.picture("谁与谁", wanted), encoding="utf-8")
    return folder / "p.html"


@pytest.fixture
def opened(tab: Tab, page: Path) -> Tab:
    tab.open(page)
    return tab


def saved(tab: Tab, button: str, folder: Path) -> bytes:
    with tab.page.expect_download() as waiting:
        tab.page.locator(button).click()
    waiting.value.save_as(folder / "saved")
    return (folder / "saved").read_bytes()


@pytest.mark.parametrize("view", ["network", "map", "timeline"])
def test_each_view_is_saved_with_title_and_legend(opened: Tab, tmp_path: Path, view: str) -> None:
    opened.page.locator(f"#tab-{view}").click()
    drawing = ElementTree.fromstring(saved(opened, "#save-svg", tmp_path))  # noqa: S314 - ours
    heading = drawing.find(f"{SVG}text[@class='heading']")
    assert heading is not None
    assert heading.text == "谁与谁"
    legend = drawing.find(f"{SVG}g[@class='legend']")
    assert legend is not None
    groups = opened.page.locator("#legend button").count()
    assert len(legend.findall(f"{SVG}path")) == len(legend.findall(f"{SVG}text")) == groups
    image = saved(opened, "#save-png", tmp_path)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20], "big") >= DOWNLOADED_WIDTH - 100
    assert len(image) > 20_000  # something is drawn
    assert opened.complaints() == []


def test_the_halo_and_what_is_in_focus_are_in_the_drawing(opened: Tab) -> None:
    drawing = ElementTree.fromstring(opened.evaluate("hezuo.svgText()"))  # noqa: S314 - ours
    assert len(drawing.findall(f".//{SVG}circle[@class='halo']")) == 1
    assert drawing.find(f".//{SVG}g[@class='focus']") is None
    opened.evaluate("hezuo.open(hezuo.data.nodes.find((node) => node.asked).id)")
    drawing = ElementTree.fromstring(opened.evaluate("hezuo.svgText()"))  # noqa: S314 - ours
    focus = drawing.find(f".//{SVG}g[@class='focus']")
    assert focus is not None
    near = opened.evaluate("hezuo.neighbourhood()")
    assert len(focus.findall(f"{SVG}path")) == len(near["focused"]) > 1
    assert len(focus.findall(f"{SVG}line")) == len(near["around"])


def test_the_table_is_saved_as_csv(opened: Tab, tmp_path: Path) -> None:
    assert opened.page.locator("#save-csv").is_hidden()
    opened.page.locator("#tab-table").click()
    assert opened.page.locator("#save-svg").is_hidden()
    assert opened.page.locator("#save-png").is_hidden()
    content = saved(opened, "#save-csv", tmp_path).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    shown = opened.page.locator("#table tbody tr").all()
    assert rows[0] == ["日期", "各方", "名称", "类型", "活动", "领域", "来源"]
    assert len(rows) == len(shown) + 1
    assert rows[1][2] == shown[0].locator("td").nth(2).inner_text()


def test_no_cell_is_a_formula(tab: Tab, tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    for number, text in enumerate(['=1+1,"x"', "+1", "-1", "@a"]):
        graph.add_edge("甲", "乙", tie=True, connector=str(number), title=text, date="2016")
    (tmp_path / "p.html").write_text(render(graph, title="图"), encoding="utf-8")
    tab.page.goto((tmp_path / "p.html").as_uri() + "#view=table")
    tab.wait_until("window.hezuoReady === true")
    content = saved(tab, "#save-csv", tmp_path).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert {row["名称"][0] for row in rows} == {"'"}
    assert '\'=1+1,"x"' in {row["名称"] for row in rows}


def test_counted_ties_have_a_table_too(tab: Tab, tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    graph.add_edge("甲", "乙", tie=True, number=7, label="7 项合作")
    graph.add_edge("乙", "丙", tie=True, number=12, label="12 项合作")
    (tmp_path / "p.html").write_text(render(graph, title="图"), encoding="utf-8")
    tab.open(tmp_path / "p.html")
    tab.page.locator("#tab-table").click()
    cells = tab.page.locator("#table tbody td").all_inner_texts()
    assert cells == ["丙；乙", "12", "乙；甲", "7"]
    tab.page.locator("#table tbody button").first.click()
    assert tab.page.locator("#panel h2").inner_text() == "丙 — 乙"
    assert tab.complaints() == []


@pytest.mark.parametrize("width", [1440, 390])
def test_no_word_of_the_table_is_broken(opened: Tab, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 844})
    opened.page.locator("#tab-table").click()
    assert opened.evaluate("document.querySelector('#table').scrollWidth") <= width
    heights = opened.evaluate(
        """[...document.querySelectorAll('#table td[data-column=date]')].map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getClientRects().length;
        })"""
    )
    assert set(heights) == {1}
