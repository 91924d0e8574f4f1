"""Cells as text, dates and numbers: what people write, and what is refused as unclear."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.sources.cells import as_date, as_number, as_text, split_list
from hezuo.graph.sources.sheets import Cell, Unreadable


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (datetime.date(2021, 3, 5), "2021-03-05"),
        (datetime.datetime(2021, 3, 5, 10, 30), "2021-03-05"),  # noqa: DTZ001 - as in a cell
        (2021, "2021"),
        (2021.0, "2021"),
        (20210305, "2021-03-05"),
        (202103, "2021-03"),
        ("2021", "2021"),
        ("2021/3/5", "2021-03-05"),
        ("2021/03", "2021-03"),
        ("2021-3-5", "2021-03-05"),
        ("2021-03", "2021-03"),
        ("2021.3.5", "2021-03-05"),
        ("2021.10", "2021-10"),
        ("20210305", "2021-03-05"),
        ("2021年", "2021"),
        ("2021年3月", "2021-03"),
        ("2021年03月05日", "2021-03-05"),
        ("2021年3月5号", "2021-03-05"),
        ("2021 年 3 月 5 日", "2021-03-05"),
        ("２０２１年３月", "2021-03"),
        ("２０２１－０３－０５", "2021-03-05"),
        ("二〇二一年三月", "2021-03"),
        ("二○二一年十月二十日", "2021-10-20"),
        ("二〇二一年十二月三十一日", "2021-12-31"),
        ("2021-03-05T00:00:00Z", "2021-03-05"),
        ("2021-03-05 10:30:00.000", "2021-03-05"),
        (" 2021-03 ", "2021-03"),
    ],
)
def test_dates_as_people_write_them(cell: Cell, date: str) -> None:
    assert as_date(cell) == date


@pytest.mark.parametrize(
    "cell",
    [
        "2021/13/40", "2021-02-30", "2021年13月", "05/03/2021", "3/5/21", "21-03-05", "2021-3/5",
        "2021年3月-5月", "2021.3-5", "March 2021", "今年三月", "2021年十三月", "0000", "99999999",
        2021.1, 44260, -2021, True, 1e20, Unreadable("holds no value"),
    ],
)  # fmt: skip
def test_what_is_no_date_or_an_unclear_one_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"date|TRUE|holds no value|15 digits"):
        as_date(cell)


FORMS = (
    "{y:04}/{m}/{d}", "{y:04}年{m}月{d}日", "{y:04}.{m}.{d}", "{y:04}{m:02}{d:02}",
    "{y:04}-{m:02}-{d:02}T00:00:00",
)  # fmt: skip


@given(st.dates(), st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: datetime.date, form: str) -> None:
    written = form.format(y=day.year, m=day.month, d=day.day)
    assert as_date(written) == as_date(day) == day.isoformat()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (5, "5"), (5.0, "5"), (0.1, "0.1"), (1e16, "10000000000000000"), (Decimal("1.50"), "1.5"),
        ("1,234", "1234"), ("1,234,567.89", "1234567.89"), ("892,228.58", "892228.58"),
        ("1 234", "1234"), ("1\u00a0234 567", "1234567"), ("１，２３４", "1234"), ("-3.5", "-3.5"),
        ("−3", "-3"), ("1.2万", "12000"), ("3亿", "300000000"), ("1.5万亿", "1500000000000"),
        ("1000", "1000"), ("12,34", "12,34"), ("1.234,56", "1.234,56"), ("5%", "5%"),
        ("10万+", "10万+"), ("1,2万", "1,2万"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(cell: Cell, number: str) -> None:
    assert as_number(cell) == number


@given(st.integers(-(10**14), 10**14))
def test_a_number_means_the_same_in_every_type(number: int) -> None:
    texts = {as_number(form) for form in (number, float(number), f"{number:,}", str(number))}
    assert texts == {str(number)}
    assert as_text(number) == as_text(float(number)) == str(number)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (500106, "500106"), (500106.0, "500106"), (True, "TRUE"), (" 甲　", "甲"),
        ("'=1+1", "=1+1"), ("'甲", "'甲"), (datetime.date(2021, 3, 5), "2021-03-05"),
    ],
)  # fmt: skip
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


def test_a_list_is_split_at_the_first_separator_of_the_order() -> None:
    assert split_list("a、b；c\nd") == ["a、b；c", "d"]
    assert split_list(" ；a；；") == ["a"]
    assert split_list("") == []
