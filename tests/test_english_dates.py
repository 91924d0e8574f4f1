import pytest

from hezuo.graph.extract.english.dates import day_of_report, english_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on Aug. 30", "2022-08-30"),
        ("on 5 May 2023", "2023-05-05"),
        ("on June 13, 2023", "2023-06-13"),
        ("on Tuesday 5 April 2022", "2022-04-05"),
        ("on Friday, May 5", "2023-05-05"),
        ("in March 2017", "2017-03"),
        ("in January", "2023-01"),
        ("in December", "2022-12"),
        ("in 2015", "2015"),
        ("on Tuesday", "2023-06-13"),
        ("on Wednesday", "2023-06-14"),
        ("last Thursday", "2023-06-08"),
        ("the previous Friday", "2023-06-09"),
        ("yesterday", "2023-06-13"),
        ("last month", "2023-05"),
        ("last week", "2023-06"),
        ("two weeks ago", "2023-05-31"),
        ("It will be held on Oct 21", "2023-10-21"),
        ("on 2023-06-01", "2023-06-01"),
    ],
)
def test_one_date(text: str, date: str) -> None:
    assert [d.date for d in english_dates(text, "2023-06-14")] == [date]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on May 5. A day later it rained", ["2023-05-05", "2023-05-06"]),
        ("on May 5, in March 2017; the same day", ["2023-05-05", "2017-03", "2023-05-05"]),
        ("on June 1. A week earlier it rained", ["2023-06-01", "2023-05-25"]),
        ("on Feb 31", []),
        ("HEFEI, June 2 (Xinhua) -- It rained on June 1", ["2023-06-01"]),
    ],
)
def test_dates_that_lean_on_others(text: str, dates: list[str]) -> None:
    assert [d.date for d in english_dates(text, "2023-06-14")] == dates


@pytest.mark.parametrize("published", ["", "2023", "2023-06", "soon", "2023-13-45", "0001-01-01"])
def test_any_day_of_publication_will_do(published: str) -> None:
    text = "yesterday, on Monday, in May, last year, two years ago, May 5, a day later"
    for date in english_dates(text, published):
        assert len(date.date) in (4, 7, 10)
    assert day_of_report("DEYANG, May 5 -- It rained", published) is not None
