"""Long texts in parts: nothing is lost, nothing is longer than allowed, paragraphs stay whole."""

from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.extract.parts import parts


def cut(text: str, longest: int) -> list[str]:
    return [text[span.start : span.end] for span in parts(text, longest)]


def test_paragraphs_stay_whole_where_they_can() -> None:
    assert cut("甲甲甲。\n乙。\n\n丙丙丙。\n\n丁。", 14) == [
        "甲甲甲。\n乙。\n\n",
        "丙丙丙。\n\n丁。",
    ]


def test_else_lines_then_sentences_then_anything() -> None:
    assert cut("甲甲甲甲\n乙乙\n丙丙丙丙", 10) == ["甲甲甲甲\n乙乙\n", "丙丙丙丙"]
    assert cut("甲甲甲甲。乙乙。丙丙丙丙", 10) == ["甲甲甲甲。乙乙。", "丙丙丙丙"]
    assert cut("甲" * 25, 10) == ["甲" * 10, "甲" * 10, "甲" * 5]


def test_blank_stretches_are_left_out() -> None:
    blank = " \n" * 50
    assert [part.strip() for part in cut(f"{blank}甲{blank}", 20)] == ["甲"]
    assert cut("", 10) == []


@given(st.text(st.sampled_from("甲乙。\n .a"), max_size=300), st.integers(2, 50))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, longest: int) -> None:
    found = parts(text, longest)
    assert all(0 < span.end - span.start <= longest for span in found)
    kept = "".join(text[span.start : span.end] for span in found)
    assert "".join(kept.split()) == "".join(text.split())
