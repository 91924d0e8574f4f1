"""What the page of a picture does besides drawing: searching, limiting, other views, files."""

from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from conftest import CHONGQING
from tab import Tab

import hezuo.graph
from hezuo.graph.picture.page import render
from hezuo.graph.picture.subject import Wanted

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data as pages: all of it, ties alone, and in English."""
    folder = tmp_path_factory.mktemp("图 片")
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(CHONGQING)
        for name, wanted, language in (
            ("all", Wanted(), "zh"),
            ("ties", Wanted(show="ties"), "zh"),
            ("english", Wanted(show="ties"), "en"),
            ("asked", Wanted(names=("武侯区科协",), hops=2), "zh"),
        ):
            page = graph.picture("谁与谁合作", wanted, language)
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def opened(tab: Tab, pages: Path) -> Tab:
    tab.open(pages / "all.html")
    return tab


@pytest.fixture
def ties(tab: Tab, pages: Path) -> Tab:
    tab.open(pages / "ties.html")
    return tab


def names_shown(tab: Tab) -> set[str]:
    return set(tab.evaluate("[...hezuo.visible().nodes].map((id) => hezuo.byId.get(id).name)"))


def panel_name(tab: Tab) -> str:
    return tab.page.locator("#panel h2").inner_text()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("沙坪坝区科学", "重庆市沙坪坝区科学技术协会"),
        ("沙坪坝区科协", "重庆市沙坪坝区科学技术协会"),
        ("wuhouqukexue", "成都市武侯区科学技术协会"),
        ("wu hou qu ke xue", "成都市武侯区科学技术协会"),
        ("cqyxh", "重庆药学会"),
        ("重庆 药学", "重庆药学会"),
        ("chongqing 药学", "重庆药学会"),
        ("重药学", "重庆药学会"),
        ("D+M", "D+M 浪尖智造工场"),
        ("ｄ＋ｍ", "D+M 浪尖智造工场"),
    ],
)
def test_the_search_takes_names_short_forms_and_pinyin(opened: Tab, typed: str, name: str) -> None:
    opened.page.locator("#search").fill(typed)
    assert name in opened.page.locator("#found li").first.inner_text()
    opened.page.keyboard.press("Enter")
    assert panel_name(opened) == name
    opened.page.wait_for_timeout(500)
    node = opened.evaluate("(name) => hezuo.data.nodes.find((n) => n.name === name).id", name)
    at = opened.evaluate("(id) => hezuo.network.canvasToDOM(hezuo.network.getPosition(id))", node)
    stage = opened.page.locator("#network").bounding_box()
    assert stage
    assert 0 < at["x"] < stage["width"]
    assert 0 < at["y"] < stage["height"]
    assert opened.complaints() == []


def test_a_short_form_finds_all_that_it_is_short_for(opened: Tab) -> None:
    opened.page.locator("#search").fill("科协")
    expected = opened.evaluate(
        "hezuo.data.nodes.filter((n) => /科学技术协会|科协/.test(n.name)).map((n) => n.name)"
    )
    found = opened.page.locator("#found li span").all_inner_texts()
    assert len(expected) >= 3
    assert set(found) == set(expected)


def test_the_search_knows_aliases(tab: Tab, tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    graph.add_node("a", label="奥地利", details=[("别名", "Österreich；Austria"), ("注", "瑞士")])
    graph.add_node("b", label="瑞典", details=[("别名", "Sweden")])
    (tmp_path / "p.html").write_text(render(graph, title="图"), encoding="utf-8")
    tab.open(tmp_path / "p.html")
    for typed in ("osterr", "AUSTRIA", "奥地"):
        tab.page.locator("#search").fill(typed)
        assert tab.page.locator("#found li span").all_inner_texts() == ["奥地利"]
    tab.page.locator("#search").fill("austria")
    assert tab.page.locator("#found li small").inner_text() == "Austria"


def test_the_search_says_where_nothing_is_found(opened: Tab) -> None:
    says = opened.page.locator("#search-says")
    opened.page.locator("#search").fill("张家")
    assert opened.page.locator("#found li").count() == 0
    assert says.inner_text() == "没有找到“张家”"
    box = says.bounding_box()
    assert box
    assert box["height"] > 20
    opened.page.locator("#search").fill("重庆")
    assert says.inner_text().startswith("找到")
    assert opened.evaluate("document.querySelector('#search-says').offsetWidth") == 1


def test_the_search_walks_by_arrows_and_shows_what_was_hidden(opened: Tab) -> None:
    opened.page.locator("#legend button").first.click()  # organisations are hidden
    assert "重庆药学会" not in names_shown(opened)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("重庆")
    assert opened.page.locator("#found li").count() == 12
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.locator("#found li").nth(1).get_attribute("aria-selected") == "true"
    opened.page.locator("#search").fill("重庆药学会")
    opened.page.keyboard.press("Enter")
    assert "重庆药学会" in names_shown(opened)
    assert panel_name(opened) == "重庆药学会"


def test_the_years_leave_ties_of_other_years_out(ties: Tab) -> None:
    everyone = names_shown(ties)
    ties.page.locator("#since").focus()
    ties.page.keyboard.press("ArrowRight")
    assert ties.page.locator("#years-shown").inner_text() == "2021"
    later = names_shown(ties)
    assert "成都市武侯区科学技术协会" in later
    assert "重庆药学会" in everyone - later
    dates = ties.evaluate("[...hezuo.visible().ties].map((n) => hezuo.data.ties[n].date)")
    assert {date[:4] for date in dates} == {"2021"}
    assert ties.page.locator("#shown").inner_text().startswith(f"显示 {len(later)} / 25 个节点")
    ties.page.locator("#everything").click()
    assert names_shown(ties) == everyone
    assert ties.page.locator("#years-shown").inner_text() == "2020–2021"


def test_a_year_keeps_what_is_there_for_its_ties(opened: Tab) -> None:
    opened.page.locator("#since").focus()
    opened.page.keyboard.press("ArrowRight")
    assert {"武侯区", "成都市武侯区科学技术协会", "科技服务"} <= names_shown(opened)
    assert not {"重庆药学会", "全球", "樊洁"} & names_shown(opened)


def test_a_field_leaves_the_others_out(ties: Tab) -> None:
    ties.page.locator("#field").select_option("生物医药")
    assert names_shown(ties) == {
        "重庆药学会", "重庆国际生物城开发投资有限公司", "四川大学华西药学院", "四川大学华西医院",
        "川渝肿瘤协同创新中心重庆研究院",
    }  # fmt: skip
    ties.wait_until("location.hash.includes('field')")
    ties.page.reload()
    ties.wait_until("window.hezuoReady === true")
    assert ties.page.locator("#field").input_value() == "生物医药"


def test_a_click_on_a_tie_shows_its_agreements_with_their_evidence(ties: Tab) -> None:
    ends = ties.evaluate(
        """["重庆市沙坪坝区科学技术协会", "成都市武侯区科学技术协会"].map((name) => {
            const {id} = hezuo.data.nodes.find((node) => node.name === name);
            return hezuo.network.canvasToDOM(hezuo.network.getPosition(id));
        })"""
    )
    middle = {axis: (ends[0][axis] + ends[1][axis]) / 2 for axis in ("x", "y")}
    ties.page.locator("#network").click(position=middle)
    ties.wait_until("!document.getElementById('panel').hidden")
    text = ties.page.locator("#panel").inner_text()
    for part in (
        "“科创中国”试点城市合作共建协议", "2021首期科创中国@重庆双月论坛", "科技服务", "2021",
        "重庆科技报-2021-双月论坛",
    ):  # fmt: skip
        assert part in text
    evidence = ties.page.locator("#panel .tie dd").last.inner_text()
    assert any(character.isdigit() for character in evidence)
    ties.page.locator("#panel li button").first.click()
    assert panel_name(ties) in ("重庆市沙坪坝区科学技术协会", "成都市武侯区科学技术协会")


def test_the_tabs_work_by_mouse_and_keyboard(opened: Tab) -> None:
    views = ("network", "map", "timeline", "table")
    for view in views:
        opened.page.locator(f"#tab-{view}").click()
        for other in views:
            is_shown = opened.page.locator(f"#{other}").is_visible()
            assert is_shown == (other == view)
    opened.page.keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.dataset.view") == "network"
    opened.page.keyboard.press("ArrowLeft")
    assert opened.page.locator("#tab-table").get_attribute("aria-selected") == "true"
    assert opened.complaints() == []


def test_the_table_has_every_tie_and_sorts(opened: Tab) -> None:
    opened.page.locator("#tab-table").click()
    dates = opened.page.locator("#table tbody td:first-child").all_inner_texts()
    assert len(dates) == opened.evaluate("hezuo.data.ties.length")
    assert dates == sorted(dates, reverse=True)
    opened.page.locator("#table th button").first.click()
    assert opened.page.locator("#table tbody td:first-child").all_inner_texts() == sorted(dates)
    opened.page.locator("#table tbody button").first.click()
    assert opened.page.locator("#panel").is_visible()


def test_the_map_puts_nodes_in_their_districts(opened: Tab) -> None:
    opened.page.locator("#tab-map").click()
    spots = opened.page.locator("#map .spots circle")
    named = {spot.get_attribute("aria-label") or "" for spot in spots.all()}
    wuhou = next(name for name in named if name.startswith("武侯区"))
    assert opened.page.locator("#map .arcs path").count() >= 3
    opened.page.locator(f'#map [aria-label="{wuhou}"]').dispatch_event("click")
    assert "成都市武侯区科学技术协会" in opened.page.locator("#panel-list").inner_text()
    # West of Chongqing, and north of it.
    places = opened.evaluate(
        """["武侯区", "沙坪坝区"].map((name) => {
            const spot = document.querySelector(`#map .spots [aria-label^="${name}"]`);
            return [spot.cx.baseVal.value, spot.cy.baseVal.value];
        })"""
    )
    assert places[0][0] < places[1][0]
    assert places[0][1] < places[1][1]
    before = opened.page.locator("#map svg").inner_html()
    opened.page.locator("#map").focus()
    opened.page.keyboard.press("+")
    assert opened.page.locator("#map svg").inner_html() != before
    assert opened.complaints() == []


def test_the_timeline_counts_ties_by_year(ties: Tab) -> None:
    ties.page.locator("#tab-timeline").click()
    counted = ties.page.locator("#timeline .number").all_text_contents()
    years = ties.evaluate("hezuo.data.ties.map((tie) => tie.year)")
    assert [int(number) for number in counted] == [years.count(2020), years.count(2021)]
    ties.page.locator("#timeline .tie").first.focus()
    ties.page.keyboard.press("Enter")
    assert ties.page.locator("#panel").is_visible()


def test_dark_and_light(opened: Tab) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    corner = """(() => {
        const canvas = document.querySelector("canvas");
        return [...canvas.getContext("2d").getImageData(3, 3, 1, 1).data].slice(0, 3);
    })()"""
    assert opened.evaluate(ground) == "rgb(252, 252, 251)"
    opened.page.locator("#theme").click()
    opened.page.wait_for_timeout(200)
    assert opened.evaluate(ground) == "rgb(18, 22, 29)"
    assert opened.evaluate(corner) == [18, 22, 29]


def test_the_drawing_and_the_image_show_what_is_shown(opened: Tab, tmp_path: Path) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.locator("#save-svg").click()
    assert waiting.value.suggested_filename == "谁与谁合作.svg"
    waiting.value.save_as(tmp_path / "p.svg")
    drawing = ElementTree.parse(tmp_path / "p.svg").getroot()  # noqa: S314 - our own file
    names = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "沙坪坝区" in names
    lines = list(drawing.iter("{http://www.w3.org/2000/svg}line"))
    assert len(lines) == opened.evaluate("hezuo.visible().edges.size")
    with opened.page.expect_download() as waiting:
        opened.page.locator("#save-png").click()
    waiting.value.save_as(tmp_path / "p.png")
    content = (tmp_path / "p.png").read_bytes()
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 2 * 1440
    for view in ("map", "timeline"):
        opened.page.locator(f"#tab-{view}").click()
        drawn = opened.evaluate("hezuo.svgText()")
        assert "沙坪坝区" in drawn
        ElementTree.fromstring(drawn)  # noqa: S314 - our own text
    assert opened.complaints() == []


def test_a_link_keeps_the_view(opened: Tab, pages: Path) -> None:
    opened.page.locator("#legend button").nth(3).click()
    opened.page.locator("#since").focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.locator("#search").fill("武侯区科学")
    opened.page.keyboard.press("Enter")
    opened.page.locator("#tab-map").click()
    opened.page.locator("#theme").click()
    opened.page.wait_for_timeout(600)
    link, shown = opened.page.url, names_shown(opened)
    opened.page.goto("about:blank")
    opened.page.goto(link)
    opened.wait_until("window.hezuoReady === true")
    assert opened.evaluate("hezuo.view") == "map"
    assert opened.evaluate("hezuo.theme.name") == "dark"
    assert names_shown(opened) == shown
    assert panel_name(opened) == "成都市武侯区科学技术协会"


@pytest.mark.parametrize(
    "link",
    [
        "#view=nowhere&node=x&edge=999999&years=99999-1&field=%00&hidden=x.9999&at=NaN,1,1&theme=__proto__",
        "#%E4%B8", "#view=<img src=x onerror=alert(1)>", "#edge=-1&at=1e999,0,0", "#hidden=....",
    ],
)  # fmt: skip
def test_a_strange_link_opens_the_picture(tab: Tab, pages: Path, link: str) -> None:
    tab.page.goto((pages / "ties.html").as_uri() + link)
    tab.wait_until("window.hezuoReady === true")
    assert len(names_shown(tab)) == 25
    assert tab.complaints() == []


def test_the_keyboard_moves_and_zooms(opened: Tab) -> None:
    opened.page.locator("#network").focus()
    at, scale = (
        opened.evaluate(f"hezuo.network.get{what}()") for what in ("ViewPosition", "Scale")
    )
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("+")
    assert opened.evaluate("hezuo.network.getViewPosition().x") > at["x"]
    assert opened.evaluate("hezuo.network.getScale()") > scale
    opened.page.keyboard.press("0")
    assert abs(opened.evaluate("hezuo.network.getScale()") - scale) < 1e-6


INSIDE = """(() => {
    const {clientWidth: width, clientHeight: height} = hezuo.stage;
    return hezuo.data.nodes.every(({id}) => {
        const {x, y} = hezuo.network.canvasToDOM(hezuo.network.getPosition(id));
        return x > 0 && y > 0 && x < width && y < height;
    });
})()"""


def test_nodes_spread_only_when_asked_and_stay_in_the_window(opened: Tab) -> None:
    places = "hezuo.network.getPositions()"
    before = opened.evaluate(places)
    button = opened.page.locator("#move")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    opened.page.wait_for_timeout(2500)
    assert opened.evaluate(places) != before
    button.click()
    opened.page.wait_for_timeout(200)
    after = opened.evaluate(places)
    assert opened.evaluate(INSIDE)
    opened.page.wait_for_timeout(300)
    assert opened.evaluate(places) == after
    assert opened.complaints() == []


def test_nodes_go_back_to_where_they_were(opened: Tab) -> None:
    places = "hezuo.network.getPositions()"
    before, view = opened.evaluate(places), opened.evaluate("hezuo.network.getScale()")
    assert opened.page.locator("#put-back").is_hidden()
    opened.page.locator("#move").click()
    opened.page.wait_for_timeout(600)
    opened.page.locator("#put-back").click()
    opened.page.wait_for_timeout(300)
    assert opened.evaluate(places) == before
    assert opened.evaluate("hezuo.network.getScale()") == pytest.approx(view, rel=0.01)
    assert opened.page.locator("#move").get_attribute("aria-pressed") == "false"
    assert opened.page.locator("#put-back").is_hidden()


def test_the_page_speaks_english(tab: Tab, pages: Path) -> None:
    tab.open(pages / "english.html")
    assert tab.page.locator("#tab-timeline").inner_text() == "Timeline"
    assert tab.evaluate("document.documentElement.lang") == "en"
    tab.page.locator("#tab-table").click()
    assert "Cooperation agreement" in tab.page.locator("#table").inner_text()


def test_who_was_asked_for_has_a_halo(tab: Tab, pages: Path) -> None:
    tab.open(pages / "asked.html")
    colour = tab.evaluate(
        """() => {
            const node = hezuo.data.nodes.find((one) => one.asked);
            const at = hezuo.network.getPosition(node.id);
            const edge = hezuo.network.canvasToDOM({x: at.x, y: at.y - node.size * 1.25 - 2});
            const context = document.querySelector("canvas").getContext("2d");
            const ratio = devicePixelRatio;
            return [...context.getImageData(edge.x * ratio, edge.y * ratio, 1, 1).data];
        }"""
    )
    assert colour[0] > colour[2] + 60  # orange on white
