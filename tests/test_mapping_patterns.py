"""Templates and patterns: they take apart what they put together, and never run away."""

import time

from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.mapping.patterns import Pattern, columns_of, filled
from hezuo.graph.values import clean

words = st.text(st.characters(codec="utf-8", exclude_characters="{}/"), min_size=1).filter(
    lambda text: _is_clean(text) and clean(text) == text != ""
)


def _is_clean(text: str) -> bool:
    try:
        return bool(clean(text))
    except ValueError:
        return False


@given(words, words)
def test_a_pattern_takes_apart_what_a_template_put_together(code, name):
    text = filled("{code} / {name}", [0, 1])([code, name])
    assert Pattern("{code} / {name}").parts(text) == [code, name]


def test_a_template_with_an_empty_column_is_empty():
    fill = filled("{Street}, {Town}!", [0, 1])
    assert fill(["A", "B"]) == "A, B!"
    assert fill(["", "B"]) == ""
    assert filled("EUR", [])([]) == "EUR"


def test_blanks_around_marks_do_not_count():
    assert Pattern("{code}/{name}").parts("DEG0 / Thüringen") == ["DEG0", "Thüringen"]
    assert Pattern("{code} {rest}").parts("RS / Serbia") == ["RS", "/ Serbia"]


def test_what_has_another_form_has_no_parts():
    assert Pattern("https://ror.org/{id}").parts("http://ror.org/1") is None
    assert Pattern("{code} / {name}").parts("Thüringen") is None


def test_two_parts_need_a_mark_between_them():
    assert Pattern("{a}-{b}").is_well_formed()
    assert not Pattern("{a}{b}").is_well_formed()
    assert not Pattern("{}-{b}").is_well_formed()
    assert not Pattern("plain").is_well_formed()


def test_no_cell_makes_a_pattern_slow():
    pattern = Pattern("{a}-{b}-{c}-{d}!")
    start = time.perf_counter()
    assert pattern.parts("-" * 1_000_000) is None
    assert time.perf_counter() - start < 1


def test_columns_are_named_in_braces():
    assert columns_of("{Postal code} { Town }") == ["Postal code", "Town"]
