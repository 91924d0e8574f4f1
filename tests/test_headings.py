"""What tables and columns may be called: every name is found, and none means two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.ontology import ontology
from hezuo.graph.records import Agreement, Expert, Organization, Record
from hezuo.graph.sources.headings import (
    TABLES,
    chinese_heading,
    choice_called,
    choice_heading,
    closed_list,
    english_heading,
    field_called,
    heading,
    kind_called,
    nearest_choice,
    nearest_field,
    nearest_kind,
    table_heading,
)
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import expand, local_name

KINDS = [*TABLES.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    for name in kind.model_fields:
        chinese, english = chinese_heading(kind, name), english_heading(name)
        assert is_chinese(chinese), (kind, name)
        for called in (name, chinese, english, f"{chinese} {english} *", f"{english}（{chinese}）",
                       f" {chinese}\n{english.upper()}"):  # fmt: skip
            assert field_called(kind, called) == name, called


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_have_one_heading(kind: type[Record]) -> None:
    headings = [chinese_heading(kind, name) for name in kind.model_fields]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    label = ontology().label(expand(f"hz:{kind.ROOT}"))
    for called in (kind.TABLE, kind.TABLE.upper(), label, f"{label}表", table_heading(kind)):
        assert kind_called(called) is kind
    assert len(table_heading(kind)) <= 31  # Excel's limit
    assert not set(table_heading(kind)) & set("[]:*?/\\")


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    for name in kind.model_fields:
        choices = closed_list(kind, name)
        for iri in choices:
            shown = choice_heading(iri)
            labels = [ontology().label(iri), ontology().label(iri, "en"), local_name(iri)]
            for called in (*labels, shown, shown.replace(" ", "　"), shown.upper()):
                assert choice_called(called, choices) == iri


def test_what_was_probably_meant_is_found() -> None:
    assert nearest_field(Organization, "nmae") == "name"
    assert nearest_field(Agreement, "签署时閒") == "signed_on"
    assert nearest_field(Organization, "电话号码") == ""
    assert nearest_kind("organisations") == "organizations"
    assert nearest_kind("Sheet1") == ""
    kinds = closed_list(Organization, "kind")
    assert local_name(nearest_choice("Compny", kinds)) == "Company"
    assert local_name(nearest_choice("高等院", kinds)) == "University"
    assert nearest_choice("xyz", kinds) == ""


def test_names_of_people_have_the_heading_that_people_expect() -> None:
    assert heading(Expert, "name") == "姓名 Name"
    assert field_called(Expert, "名称") == "name"


@given(st.text(max_size=20))
def test_any_heading_is_known_or_not(text: str) -> None:
    for kind in KINDS:
        assert field_called(kind, text) in {None, *kind.model_fields}
    assert kind_called(text) in {None, *KINDS}
