"""Dates and numbers in the forms of foreign tables."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.mapping.formats import Figure, cell_text, date_reader, number_reader


@pytest.mark.parametrize(
    ("form", "text", "read"),
    [
        ("", "2015/10/27", "2015-10-27"),
        ("", "2021年3月", "2021-03"),
        ("DD.MM.YYYY", "03.05.2021", "2021-05-03"),
        ("DD.MM.YYYY", "3.5.2021 12:30", "2021-05-03"),
        ("MM/DD/YYYY", "3/5/2021", "2021-03-05"),
        ("MM/YYYY", "3/2021", "2021-03"),
        ("DD.MM.YYYY", "2021-03-05", "2021-03-05"),
    ],
)
def test_dates_are_read_in_their_form(form, text, read):
    assert date_reader(form)(text) == read


@pytest.mark.parametrize(("form", "text"), [("", "soon"), ("DD.MM.YYYY", "05/03/2021")])
def test_what_has_another_form_is_no_date(form, text):
    with pytest.raises(ValueError, match="is not a date"):
        date_reader(form)(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from("./-"))
def test_any_date_written_in_a_form_is_read_back(date, mark):
    form = mark.join(["DD", "MM", "YYYY"])
    written = mark.join([f"{date.day:02}", f"{date.month:02}", f"{date.year:04}"])
    assert date_reader(form)(written) == date.isoformat()


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_any_number_written_with_marks_is_read_back(whole, hundredths):
    number = f"{whole:,}.{hundredths:02}"
    turned = number.translate(str.maketrans(",.", ".,"))
    expected = Decimal(f"{whole}.{hundredths:02}")
    assert Decimal(number_reader("1,234.5")(number)) == expected
    assert Decimal(number_reader("1.234,5")(turned)) == expected
    assert Decimal(number_reader("1 234,5")(turned.replace(".", " "))) == expected


def test_a_cell_that_is_a_number_is_not_read_by_the_form_of_texts():
    # Excel holds 758394.29; by the form of the texts beside it the point parts thousands.
    assert number_reader("1.234,5")(cell_text(1234.567)) == "1234.567"
    assert isinstance(cell_text(1234.567), Figure)
    with pytest.raises(ValueError, match="is not a number of the form"):
        number_reader("1.234,5")("12.34")


def test_cells_of_any_type_become_text():
    cells = [" a\u00a0 b ", 80336.0, Decimal("1.50"), datetime.date(2021, 3, 5), True, None]
    assert [cell_text(cell) for cell in cells] == ["a b", "80336", "1.5", "2021-03-05", "TRUE", ""]
