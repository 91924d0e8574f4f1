"""Columns of a store: whatever a literal holds comes out as it went in."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.store.columns import Columns, text, values_of
from hezuo.graph.vocabulary import expand

_LABEL = NamedNode(expand("rdfs:label"))
_THING = NamedNode("https://w3id.org/hezuo/id/org/甲")
_SOURCE = NamedNode("https://w3id.org/hezuo/id/source/a")


def _store(*values: Literal | NamedNode) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(Quad(_THING, _LABEL, value, _SOURCE) for value in values)
    return store


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "zh", "en"]))
def test_every_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, value: str, language: str
) -> None:
    literal = Literal(value, language=language) if language else Literal(value)
    folder = tmp_path_factory.mktemp("columns")
    with Columns(_store(literal), folder) as columns:
        ((thing, found),) = columns.rows(values_of("rdfs:label"))
    assert (text(thing), text(found)) == (_THING.value, value)
    assert found.endswith(f'"@{language}') or not language


@pytest.mark.parametrize("kind", ["integer", "decimal", "boolean", "gYear"])
def test_numbers_and_dates_are_told_by_their_text(tmp_path: Path, kind: str) -> None:
    value = {"boolean": "true"}.get(kind, "2021")
    literal = Literal(value, datatype=NamedNode(expand(f"xsd:{kind}")))
    with Columns(_store(literal), tmp_path) as columns:
        ((_, found),) = columns.rows(values_of("rdfs:label"))
    assert text(found) == value


def test_a_column_stays_as_it_was_read_until_it_is_forgotten(tmp_path: Path) -> None:
    store = _store(Literal("旧"))
    query = values_of("rdfs:label")
    with Columns(store, tmp_path) as columns:
        assert len(list(columns.rows(query))) == 1
        store.add(Quad(_THING, _LABEL, Literal("新"), _SOURCE))
        assert len(list(columns.rows(query))) == 1
        columns.forget()
        assert len(list(columns.rows(query))) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_column_that_cannot_be_written_says_so_when_it_is_read(tmp_path: Path) -> None:
    with Columns(_store(), tmp_path / "none") as columns, pytest.raises(OSError, match="No such"):
        list(columns.rows(values_of("rdfs:label")))
