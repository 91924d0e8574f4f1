"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.names import fold, short_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("重庆市沙坪坝区科学技术协会", " 重庆市 沙坪坝区科协\n"),
        ("ＡＢＣ　公司", "abc公司"),
        ("“科创中国”重庆双月论坛", "科创中国@重庆双月论坛"),
        ("川渝（成渝）研究院", "川渝(成渝)研究院"),
        ("Straße_AG", "STRASSE AG"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("武侯区科协", "沙坪坝区科协"), ("中心1", "中心2"), ("科学技术学会", "科协")]
)
def test_different_names_differ(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["", " ", "——…", "_", "\udcff", "\x00"])
def test_what_has_no_letter_has_no_form(text: str) -> None:
    assert fold(text) == ""


@given(st.text())
def test_folding_again_changes_only_what_blanks_kept_apart(text: str) -> None:
    folded = fold(text)
    assert folded.casefold() == folded or fold(folded) == fold(fold(folded))
    assert not any(character.isspace() for character in folded)


def test_the_smallest_place_stays() -> None:
    name = "中国重庆市沙坪坝区科学技术协会"
    assert short_forms(name, ["中国", "重庆市"]) == ["重庆市沙坪坝区科协", "沙坪坝区科协"]
    assert short_forms("重庆市", ["重庆市"]) == []
    assert short_forms("四川大学", ["重庆市", ""]) == []


@given(st.text(), st.lists(st.text(max_size=4)))
def test_short_forms_end_a_name_and_are_never_empty(name: str, places: list[str]) -> None:
    for form in short_forms(name, places):
        assert form
        assert fold(name).endswith(form)
        assert form != fold(name)
