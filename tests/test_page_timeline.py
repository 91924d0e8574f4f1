"""The timeline of the page: what stands where, and how it is reached."""

from pathlib import Path

import pytest
from tab import Tab
from tied_pages import opened

# Each mark with its ties, and from where to where it reaches, in months since year 0.
MARKS = """() => {
    const lines = [...document.querySelectorAll("#timeline line.year")];
    const [first, second] = lines.slice(0, 2).map((line) => line.x1.baseVal.value);
    const start = Math.min(...hezuo.data.ties.map((tie) => tie.year).filter((year) => year));
    const months = (x) => start * 12 + 12 * (x - first) / (second - first);
    return [...document.querySelectorAll("#timeline [data-ties]")].map((mark) => {
        const ends = [...mark.querySelectorAll("circle, rect")].map((shape) => {
            if (shape.tagName === "circle") return [shape.cx.baseVal.value, shape.cx.baseVal.value];
            const left = shape.x.baseVal.value;
            return [left, left + shape.width.baseVal.value];
        });
        return {
            dates: mark.dataset.ties.split(" ").map((number) => hezuo.data.ties[number].date),
            from: months(Math.min(...ends.map(([left]) => left))),
            to: months(Math.max(...ends.map(([, right]) => right))),
            hollow: mark.classList.contains("hollow"),
        };
    });
}"""


def lasts(date: str) -> tuple[float, float]:
    """Return from when to when a date lasts, in months; a day as if a month had 31."""
    year, month, day = (int(part) for part in (date + "-0-0").split("-")[:3])
    if not month:
        return year * 12, year * 12 + 12
    start = year * 12 + month - 1
    return (start + (day - 1) / 31, start + (day + 2) / 31) if day else (start, start + 1)


FEW = ["2016", "2016-03", "2016-03-15", "2017-12-31", "2018", "2018", "2016-03-15", "2017-06"]
MANY_OF_A_DAY = ["2017-01-01"] * 93 + ["2014", "2015-05", "2016-11-30", "2019-08"]
SOME_OF_A_DAY = ["2017-01-01"] * 40 + ["2014", "2015-05", "2016-11-30", "2019-08"]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dates", [FEW, SOME_OF_A_DAY, MANY_OF_A_DAY])
def test_every_mark_lies_within_its_date(
    tab: Tab, tmp_path: Path, dates: list[str], width: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": 844})
    opened(tab, tmp_path, dates)
    marks = tab.evaluate(MARKS)
    assert {date for mark in marks for date in mark["dates"]} == set(dates)
    # Where there are many, those of one month, or on a phone of one year, are one mark.
    letters = 10 if len(dates) <= 80 else 7 if width > 1000 else 4
    for mark in marks:
        meant = {date[:letters] for date in mark["dates"]}
        assert len(meant) == 1
        start, end = lasts(meant.pop())
        assert start - 0.02 <= mark["from"] <= mark["to"] <= end + 0.02, mark


def test_a_day_does_not_look_like_a_year(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, ["2016", "2016-03-15", "2018-01-01"])
    marks = {mark["dates"][0]: mark for mark in tab.evaluate(MARKS)}
    assert marks["2016"]["hollow"]
    assert marks["2016"]["to"] - marks["2016"]["from"] > 11
    assert not marks["2016-03-15"]["hollow"]
    assert marks["2016-03-15"]["to"] == marks["2016-03-15"]["from"]


def test_ties_of_one_day_are_one_mark_with_a_count_that_lists_them(
    tab: Tab, tmp_path: Path
) -> None:
    opened(tab, tmp_path, MANY_OF_A_DAY)
    mark = tab.page.locator('#timeline [aria-label^="甲 2017-01"]')
    assert mark.locator("text").text_content() == "62"
    mark.click()
    assert tab.page.locator("#panel li").count() == 62
    tab.page.locator("#panel li button").first.click()
    assert tab.page.locator("#panel h2").inner_text().startswith("协议")
    assert tab.complaints() == []


@pytest.mark.parametrize("dates", [["2020"], ["2020", "2021"], ["2020-05", "2020-06"]])
def test_few_years_give_no_blocks(tab: Tab, tmp_path: Path, dates: list[str]) -> None:
    opened(tab, tmp_path, dates)
    widths = tab.evaluate(
        "[...document.querySelectorAll('#timeline .bar')].map((bar) => bar.width.baseVal.value)"
    )
    assert widths
    assert max(widths) <= 64


def test_marks_are_one_stop_of_tab_and_arrows_walk_them(tab: Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, MANY_OF_A_DAY)
    assert tab.page.locator("#timeline [tabindex='0']").count() == 1
    tab.page.locator("#timeline [tabindex='0']").focus()
    tab.page.keyboard.press("End")
    last = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.page.keyboard.press("ArrowLeft")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") != last
    assert tab.page.locator("#timeline [tabindex='0']").count() == 1
    tab.page.keyboard.press("Space")
    assert tab.page.locator("#panel").is_visible()
