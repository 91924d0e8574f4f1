"""Dates in Chinese texts, counted from the day of publication where need be."""

import pytest

from hezuo.graph.extract.chinese.dates import chinese_dates, reference_date


def dates(text: str, published: str = "2022-05-10") -> list[str]:
    return [found.date for found in chinese_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年6月5日", "2021-06-05"),
        ("二〇二一年六月五日", "2021-06-05"),
        ("2021-06-05", "2021-06-05"),
        ("2021年6月", "2021-06"),
        ("2021年底", "2021-12"),
        ("5月8日", "2022-05-08"),
        ("十二月三十一日", "2021-12-31"),
        ("8日，", "2022-05-08"),
        ("28日，", "2022-04-28"),
        ("前天", "2022-05-08"),
        ("上周日，", "2022-05-08"),
        ("周一上午", "2022-05-09"),
        ("上星期五与", "2022-05-06"),
        ("星期五，", "2022-05-06"),
        ("上月5日", "2022-04-05"),
        ("年初", "2022-01"),
        ("前年", "2020"),
    ],
)
def test_one_date(text: str, date: str) -> None:
    assert dates(text) == [date]


@pytest.mark.parametrize("text", ["5月饼", "13月5日", "2021年2月30日", "3日元", "当天", "99日，"])
def test_what_is_no_date(text: str) -> None:
    assert dates(text) in ([], ["2021"])


def test_words_repeat_the_date_before_them() -> None:
    found = chinese_dates("2021年6月5日开会，当天签约", "")
    assert [(d.date, d.same) for d in found] == [("2021-06-05", False), ("2021-06-05", True)]


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    assert dates("昨日，5月8日，2021年6月5日", "") == ["2021-06-05"]


def test_other_digits_are_none() -> None:
    assert dates("٢٠٢١年٦月٥日") == []


def test_a_year_at_the_start_stands_in_for_the_day_of_publication() -> None:
    assert reference_date("2021首期论坛举行", "") == "2021"
    assert reference_date("2021首期论坛举行", "2022-05-10") == "2022-05-10"
    assert reference_date("电话2021-8888", "") == ""
