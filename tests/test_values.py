"""Names, partial dates, spans and numbers: what is taken, and what is refused."""

import datetime
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.values import Span, clean, decimal_text, is_chinese, partial_date


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        cleaned = clean(text)
    except ValueError:
        return
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(character) for character in cleaned} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  重庆　市\n科协 ", "重庆 市 科协"),
        ("沙\u200b坪\ufeff坝\u202e", "沙坪坝"),
        ("e\u0301", "é"),
        ("\u200b", ""),
        ("a\u2028b\u0085c", "a b c"),
    ],
)
def test_invisible_marks_and_odd_blanks_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("character", "\0\x07\x1b\x7f\x9b\ud800\ufffe\uffff\ufdd0\U0001ffff")
def test_what_no_file_format_can_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        clean(f"a{character}b")


@pytest.mark.parametrize("text", ["2021", "2020-06", "2020-12-09", "2020-02-29", "0001"])
def test_dates_of_three_precisions(text: str) -> None:
    assert partial_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "2021-13", "2021-00", "2021-02-29", "2021-04-31", "0000", "21", "2021-6", "2021-06-1",
        "2021/06", "2021年6月", "2021.06", "20210601", "2021-06-01T00:00", "2021-", " 2021",
        "2021\n",        "-2021", "12021", "２０２１", "2021-１2", "٢٠٢١", "", "tomorrow",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_right_form(text: str) -> None:
    with pytest.raises(ValueError, match="write 2021, 2020-06 or 2020-12-09"):
        partial_date(text)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_day_month_and_year_is_a_date(day: datetime.date, precision: int) -> None:
    assert partial_date(day.isoformat()[:precision]) == day.isoformat()[:precision]


@given(st.integers(0, 10**11), st.integers(1, 10**9))
def test_a_span_is_written_as_it_is_read(start: int, size: int) -> None:
    span = Span(start, start + size)
    assert Span.parse(str(span)) == span


@pytest.mark.parametrize(
    "text",
    ["", "5", "9-3", "5-5", "1－2", "1–2", "-1-2", "1-2-3", "１-２", "1 - 2", f"1-{'9' * 13}"],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a span"):
        Span.parse(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, max_value=10**20, min_value=-(10**20)))
def test_a_number_has_one_form(number: Decimal) -> None:
    text = decimal_text(number)
    assert Decimal(text) == number
    assert "e" not in text.lower()
    assert decimal_text(Decimal(text)) == text
    assert text != "-0"


def test_the_language_of_a_name_is_told_by_its_characters() -> None:
    assert is_chinese("D+M 浪尖智造工场")
    assert not is_chinese("Universität München")
