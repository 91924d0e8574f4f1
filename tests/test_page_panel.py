"""The panel of the page: partners and ties within the limits, and nothing that was left behind."""

from pathlib import Path

import pytest
from tab import Tab
from tied_pages import opened

# 甲 and 乙 have three ties, 乙 and 丙 two, 甲 and 丙 one.
DATES = ["2014", "2015", "2016", "2017", "2018"]
PANEL = "!document.getElementById('panel').hidden"


@pytest.fixture
def three(tab: Tab, tmp_path: Path) -> Tab:
    return opened(tab, tmp_path, [*DATES, "", "2019"], "network")


def number_of(tab: Tab, name: str) -> int:
    found: int = tab.evaluate("(name) => hezuo.data.nodes.find((n) => n.name === name).id", name)
    return found


def open_node(tab: Tab, name: str) -> None:
    tab.evaluate("(id) => hezuo.open(id)", number_of(tab, name))


def told(tab: Tab) -> list[str]:
    return tab.page.locator("#panel-list > li").all_inner_texts()


def limit_to_years_from(tab: Tab, since: int) -> None:
    tab.evaluate("(year) => { hezuo.filter.years[0] = year; hezuo.changed(); }", since)


def test_partners_come_by_strength_with_a_count(three: Tab) -> None:
    open_node(three, "乙")
    assert [line[:1] for line in told(three)] == ["甲", "丙"]
    assert "3 项合作" in told(three)[0]
    assert "2 项合作" in told(three)[1]
    assert "协议" not in three.page.locator("#panel-list").inner_text()


def test_the_count_and_the_order_are_those_within_the_limits(three: Tab) -> None:
    open_node(three, "乙")
    limit_to_years_from(three, 2018)
    assert ["1 项合作" in line for line in told(three)] == [True, True]
    three.evaluate("hezuo.filter.years = [2018, 2018]; hezuo.changed()")
    assert [line[:1] for line in told(three)] == ["丙"]


def test_a_partner_unfolds_to_a_few_agreements(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, [f"20{year}" for year in range(10, 40)], "network")
    open_node(tab, "乙")
    more = tab.page.locator("#panel .more").first
    assert more.get_attribute("aria-expanded") == "false"
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    unfolded = tab.page.locator("#panel-list > li").first.locator("ul li")
    assert unfolded.count() == 6
    assert unfolded.first.inner_text() == "2038 协议 028"
    assert unfolded.last.inner_text() == "全部 10 项合作"
    unfolded.first.locator("button").click()
    assert tab.page.locator("#panel h2").inner_text() == "协议 028"
    assert tab.complaints() == []


def test_a_line_says_how_many_ties_of_which_kind_and_not_their_titles(three: Tab) -> None:
    lines = three.evaluate("hezuo.data.edges.map((edge) => edge.relations)")
    assert lines == ["协议 ×2", "协议 ×2", "协议 ×3"]
    limit_to_years_from(three, 2016)
    lines = three.evaluate("hezuo.data.edges.map((edge) => edge.relations)")
    assert lines == ["协议", "协议", "协议 ×2"]


def test_a_tie_names_its_parties_once(three: Tab) -> None:
    three.evaluate("hezuo.openTie(0)")
    text = three.page.locator("#panel").inner_text()
    assert text.count("协议 000") == 1
    assert text.count("甲") == 1
    assert text.count("各方") == 1


def test_a_tie_that_was_opened_stays_when_colours_change(three: Tab) -> None:
    open_node(three, "乙")
    three.page.locator("#tab-table").click()
    three.page.locator("#table tbody button").first.click()
    name = three.page.locator("#panel h2").inner_text()
    assert name.startswith("协议")
    three.page.locator("#theme").click()
    assert three.page.locator("#panel h2").inner_text() == name
    three.page.wait_for_timeout(300)
    assert "node=" not in three.page.url


def test_a_tie_outside_the_limits_does_not_stay_open(three: Tab) -> None:
    three.evaluate("hezuo.openTie(0)")
    assert three.evaluate(PANEL)
    limit_to_years_from(three, 2016)
    assert not three.evaluate(PANEL)


def test_a_list_follows_the_limits(three: Tab) -> None:
    three.evaluate("hezuo.listTies('一些', [0, 1, 4])")
    limit_to_years_from(three, 2015)
    assert len(told(three)) == 2
    limit_to_years_from(three, 2019)
    assert not three.evaluate(PANEL)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_click_does_not_put_the_panel_over_what_was_clicked(
    three: Tab, width: int, height: int
) -> None:
    three.page.set_viewport_size({"width": width, "height": height})
    three.page.wait_for_timeout(300)
    node = number_of(three, "丙")
    # To where the panel will be.
    corner = {"x": width - 60, "y": 60} if width > 1000 else {"x": 200, "y": 480}
    three.evaluate(
        """([id, corner]) => {
            const at = hezuo.network.getPosition(id), scale = hezuo.network.getScale();
            const middle = {x: hezuo.stage.clientWidth / 2, y: hezuo.stage.clientHeight / 2};
            hezuo.network.moveTo({position: {
                x: at.x - (corner.x - middle.x) / scale, y: at.y - (corner.y - middle.y) / scale,
            }});
        }""",
        [node, corner],
    )
    three.page.locator("#network").click(position=corner)  # type: ignore[arg-type]
    three.wait_until(PANEL)
    three.page.wait_for_timeout(600)
    at = three.evaluate(
        """(id) => {
            const at = hezuo.network.canvasToDOM(hezuo.network.getPosition(id));
            const {left, top} = hezuo.stage.getBoundingClientRect();
            return document.elementFromPoint(left + at.x, top + at.y).closest("#panel") === null;
        }""",
        node,
    )
    assert at


def test_the_whole_is_shown_beside_the_panel(three: Tab) -> None:
    open_node(three, "甲")
    three.page.locator("#zoom [data-zoom='0']").click()
    three.page.wait_for_timeout(300)
    rightmost = three.evaluate(
        """Math.max(...hezuo.data.nodes.map(
            ({id}) => hezuo.network.canvasToDOM(hezuo.network.getPosition(id)).x))"""
    )
    panel = three.page.locator("#panel").bounding_box()
    assert panel
    assert rightmost < panel["x"]
