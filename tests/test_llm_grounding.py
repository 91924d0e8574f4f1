"""Quotes and names are found in the raw text in spite of blanks and widths, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.extract.llm.grounding import LONGEST_QUOTE, Grounding, UngroundedError
from hezuo.graph.values import Span

RAW = "第 1 期\n重庆市科\n 协与Ｄ＋Ｍ浪尖智造工场\u200b（ＡＢ Lab）签约。"


def place(text: str, words: str) -> str:
    ground = Grounding(text)
    span = ground.quote(words, ground.whole)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("重庆市科协", "重庆市科\n 协"),
        ("D+M浪尖智造工场", "Ｄ＋Ｍ浪尖智造工场"),
        ("智造工场(AB Lab)", "智造工场\u200b（ＡＢ Lab）"),
        ("第1期", "第 1 期"),
        ("　签　约 ", "签约"),
    ],
)
def test_blanks_and_widths_make_no_difference(words: str, raw: str) -> None:
    assert place(RAW, words) == raw


@pytest.mark.parametrize("words", ["重庆市科學", "D-M", "ab Lab", "签约了", "协与D+N"])
def test_everything_else_does(words: str) -> None:
    with pytest.raises(UngroundedError, match="its quote is not in the text"):
        place(RAW, words)


def test_a_quote_that_is_none_is_refused() -> None:
    for words in ("", " \n\u200b"):
        with pytest.raises(UngroundedError, match="without a quote"):
            place(RAW, words)
    with pytest.raises(UngroundedError, match="more than"):
        place("长" * 2000, "长" * (LONGEST_QUOTE + 1))


def test_latin_words_are_not_cut_in_two() -> None:
    text = "University of Leeds and Leed Ltd; 5G联盟 and 15G"
    assert place(text, "Leed") == "Leed"
    ground = Grounding(text)
    assert ground.look_for("Leed", ground.whole) == Span(24, 28)
    assert ground.look_for("Univers", ground.whole) is None
    assert ground.look_for("5G", Span(0, len(text))) == Span(34, 36)


def test_the_part_that_was_read_comes_first() -> None:
    ground = Grounding("甲乙。甲乙。")
    assert ground.quote("甲乙", Span(3, 6)) == Span(3, 5)
    assert ground.quote("甲乙", Span(5, 6)) == Span(0, 2)


def test_a_name_is_looked_for_in_its_quote_only() -> None:
    ground = Grounding("甲校与乙校签约。丙校到场。")
    quote = ground.quote("甲校与乙校签约", ground.whole)
    assert ground.name("乙校", quote) == Span(3, 5)
    with pytest.raises(UngroundedError, match="it is not in its quote"):
        ground.name("丙校", quote)


def test_composed_and_decomposed_letters_are_one() -> None:
    assert place("Universite\u0301 Laval", "Universit\u00e9 Laval") == "Universite\u0301 Laval"


def test_a_text_of_one_letter_takes_no_long_time() -> None:
    ground = Grounding("a" * 200_000)
    assert all(ground.look_for("a" * size, ground.whole) is None for size in range(1, 300))


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


@given(st.text(st.sampled_from("甲乙丙（）＋，① \n\u3000\u200b"), max_size=40), st.data())
def test_any_stretch_is_found_in_other_widths_and_blanks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    ground = Grounding(text)
    found = ground.look_for(" ".join(bare(words)), ground.whole)
    assert (found is None) == (bare(words) == "")
    if found is not None:
        assert bare(text[found.start : found.end]) == bare(words)


@given(st.text(), st.text(max_size=5))
def test_no_text_is_too_odd(text: str, words: str) -> None:
    ground = Grounding(text)
    found = ground.look_for(words, ground.whole)
    assert found is None or 0 <= found.start < found.end <= len(text)
