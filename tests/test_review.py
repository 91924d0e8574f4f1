"""The page for reviewing facts, as it is seen in a real browser that is off the network."""

from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pytest
from decided_facts import REPORT, TEXT, sample
from review_tab import FIRST, LABEL, READ, fact, pick
from tab import Tab

from hezuo.graph.extract import facts
from hezuo.graph.extract.review.page import review_page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "核对.html"
    path.write_bytes(review_page(READ).encode())
    return path


@pytest.fixture
def opened(page: Path, tab: Tab) -> Tab:
    tab.open(page)
    return tab


def test_the_same_readings_give_the_same_page(page: Path) -> None:
    again = review_page(READ)
    assert again.encode() == page.read_bytes()
    with pytest.raises(ValueError, match="language 'fr'"):
        review_page([], "fr")


def test_it_opens_offline_without_a_request_or_a_message(opened: Tab) -> None:
    assert opened.complaints() == []
    assert opened.page.title() == "核对事实 · 三方签约"
    assert opened.page.locator("#decided").inner_text() == "已定 0 / 6"
    shown = opened.page.locator("#text p:not(.about)").all_inner_texts()
    assert shown == [TEXT]


def test_a_page_of_nothing_says_so(tab: Tab, tmp_path: Path) -> None:
    for number, read in enumerate(([], [(REPORT, facts.Extraction())])):
        (tmp_path / f"{number}.html").write_text(review_page(read), encoding="utf-8")
        tab.open(tmp_path / f"{number}.html")
        assert tab.page.locator("#list").inner_text() == "这份报告中没有读出事实。"
        for key in "jkareu/":
            tab.page.keyboard.press(key)
    assert tab.console + tab.errors == []


def test_names_are_marked_within_statements(opened: Tab) -> None:
    mark = opened.page.locator("#text .organization", has_text="乙大学").first
    assert "on-agreement" in (mark.get_attribute("class") or "")
    assert mark.get_attribute("title") == "机构 · 协议"
    plain = opened.page.locator("#text span", has_text="日前，")
    assert "mark" not in (plain.get_attribute("class") or "")


def test_a_fact_lights_its_mentions_and_its_sentence(opened: Tab) -> None:
    pick(opened, "丙公司")
    assert opened.page.locator("#text .lit").all_inner_texts() == ["丙公司"]
    assert "".join(opened.page.locator("#text .near").all_inner_texts()) == TEXT
    assert fact(opened, "丙公司").locator(".quote b").all_inner_texts() == ["丙公司"]
    pick(opened, LABEL)  # its mention is most of the sentence: its parties are lit
    assert fact(opened, LABEL).locator(".quote b").all_inner_texts() == [
        "甲市科协", "乙大学", "丙公司", "丁论坛",
    ]  # fmt: skip


def test_a_mark_shows_its_facts(opened: Tab) -> None:
    opened.page.locator("#text .organization", has_text="丙公司").click()
    assert opened.page.locator("#list .name").all_inner_texts() == ["丙公司", LABEL]
    assert opened.page.locator("#here span").inner_text() == "此处的 2 条事实"
    assert opened.page.locator(".selected .name").inner_text() == "丙公司"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#list .name").count() == 6


def test_far_mentions_are_brought_into_sight(tab: Tab, tmp_path: Path) -> None:
    far = replace(REPORT, text="甲。\n\n" + "很长的一段。\n\n" * 400 + TEXT)
    shift = len(far.text) - len(TEXT)
    span = sample().facts[0].spans[0]
    moved = type(span)(span.start + shift, span.end + shift)
    made = FIRST.model_copy(update={"spans": (moved,), "sentence": None})
    many = [facts.OrganizationFact(name=f"学会{n}") for n in range(100)]
    page = review_page([(far, facts.Extraction(facts=(*many, made)))])
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    tab.open(tmp_path / "p.html")
    tab.page.locator("#search").fill("甲市科协")
    pick(tab, "甲市科协")
    box = tab.page.locator("#text .lit").bounding_box()
    assert box is not None
    assert 100 < box["y"] < 900
    tab.page.locator("#search").fill("")
    tab.page.locator("#text .lit").click()
    chosen = tab.page.locator(".selected").bounding_box()
    assert chosen is not None
    assert 100 < chosen["y"] < 850


def test_filters(opened: Tab) -> None:
    def names() -> list[str]:
        return opened.page.locator("#list .name").all_inner_texts()

    opened.page.locator("#below").fill("0.85")
    assert names() == ["甲市科协", "乙大学", "丙公司", LABEL]
    opened.page.locator("#flag").select_option("ambiguous_grouping")
    assert names() == [LABEL]
    assert opened.page.locator("#filters").inner_text()
    opened.page.locator("#below").fill("1.05")
    opened.page.locator("#flag").select_option("")
    opened.page.locator("#kinds [data-kind=organization]").click()
    assert names() == ["戊", LABEL, "丁论坛"]
    opened.page.locator("#kinds [data-kind=organization]").click()
    fact(opened, "乙大学").locator(".quick.accept").click()
    opened.page.locator("#undecided").check()
    assert "乙大学" not in names()
    opened.page.locator("#undecided").uncheck()
    opened.page.locator("#facts").focus()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("校长")
    assert names() == ["戊"]
    opened.page.locator("#search").fill("没有这个")
    assert opened.page.locator("#list").inner_text() == "没有符合条件的事实。"
    opened.page.locator("#search").fill("")
    opened.page.locator("#order").select_option("place")
    assert names()[:3] == ["甲市科协", "乙大学", "丙公司"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_fault(
    tab: Tab, tmp_path: Path, language: str, width: int, theme: str
) -> None:
    tab.page.set_viewport_size({"width": width, "height": 844})
    page = tmp_path / "p.html"
    page.write_text(review_page(READ, language), "utf-8")
    tab.open(page)
    if theme == "dark":
        tab.page.locator("#theme").click()
    tab.evaluate("document.getElementById('filters').open = true")
    tab.evaluate("hezuo.decide(hezuo.report.facts.slice(0, 2), 'refuse')")
    tab.evaluate("hezuo.select(hezuo.report.facts[5])")
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    for _ in range(2):
        found = tab.evaluate("axe.run()")["violations"]
        told = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]
        assert told == []
        tab.evaluate("hezuo.edit()")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_whole(opened: Tab) -> None:
    opened.page.emulate_media(media="print", color_scheme="dark")
    opened.evaluate("document.documentElement.dataset.theme = 'dark'")
    ground = opened.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(252, 252, 251)"
    assert opened.page.locator("#tools").is_hidden()
    assert opened.page.locator("#text").is_visible()
    assert opened.page.locator("#list .name").count() == 6
    assert (
        opened.evaluate("getComputedStyle(document.getElementById('facts')).overflow") == "visible"
    )
