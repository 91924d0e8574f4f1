"""A text in pieces: nothing of it is lost, and every span is made of whole pieces."""

from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.extract.review.marked_text import marked_text, shown
from hezuo.graph.values import Span

TEXTS = st.text(alphabet="甲乙丙。 \n\t", max_size=40)
PLACES = st.integers(min_value=0, max_value=45)
SPANS = st.lists(st.tuples(PLACES, PLACES).map(lambda pair: Span(min(pair), max(pair))), max_size=6)


def solid(text: str) -> str:
    return "".join(text.split())


def test_overlapping_spans_share_pieces() -> None:
    text = marked_text("甲与乙签约。\n\n丙。", [Span(0, 6), Span(0, 1), Span(2, 3), Span(8, 9)])
    assert text.paragraphs == [["甲", "与", "乙", "签约。"], ["丙", "。"]]
    assert text.pieces_in(Span(0, 6)) == (0, 4)
    assert text.pieces_in(Span(2, 3)) == (2, 3)
    assert text.pieces_in(Span(8, 9)) == (4, 5)
    assert text.pieces_in(Span(6, 8)) is None  # nothing but empty lines


def test_letters_beyond_the_first_plane_count_as_one() -> None:
    text = marked_text("𠮷𠮷大学", [Span(1, 4)])
    assert text.paragraphs == [["𠮷", "𠮷大学"]]


def test_what_no_page_can_hold_leaves_its_place() -> None:
    assert shown("a\x00b\ud800c\u202ed\ne") == "a\ufffdb\ufffdc\ufffdd\ne"


@given(TEXTS, SPANS)
def test_nothing_is_lost(text: str, spans: list[Span]) -> None:
    made = marked_text(text, spans)
    assert solid("".join(piece for one in made.paragraphs for piece in one)) == solid(text)


@given(TEXTS, SPANS)
def test_a_span_is_made_of_whole_pieces(text: str, spans: list[Span]) -> None:
    made = marked_text(text, spans)
    pieces = [piece for one in made.paragraphs for piece in one]
    assert all(pieces)
    for span in spans:
        found = made.pieces_in(span)
        inside = "".join(pieces[found[0] : found[1]]) if found else ""
        assert solid(inside) == solid(text[span.start : span.end])
