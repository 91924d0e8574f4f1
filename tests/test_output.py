"""Rows as tables for people and as text for programs."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hezuo.graph.output import FORMATS, _pieces, as_json, rows_as_text
from hezuo.graph.query.things import Evidence

ROWS = [
    {"name": "重庆市沙坪坝区科学技术协会", "kind": ["科协组织", "x|y"], "count": 2},
    {"name": "=HYPERLINK(1)", "kind": [], "count": 10},
]
COLUMNS = ["name", "kind", "count"]


def test_json_keeps_every_key_and_type() -> None:
    assert json.loads(rows_as_text(ROWS, COLUMNS, "json")) == ROWS
    lines = rows_as_text(ROWS, COLUMNS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == ROWS


def test_csv_is_read_back_and_holds_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(rows_as_text(ROWS, COLUMNS, "csv"))))
    assert rows[0] == COLUMNS
    assert rows[1] == ["重庆市沙坪坝区科学技术协会", "科协组织；x|y", "2"]
    assert rows[2] == ["'=HYPERLINK(1)", "", "10"]


def test_tsv_and_markdown_keep_their_columns() -> None:
    tsv = rows_as_text([{"name": "a\tb", "kind": "c\nd", "count": 1}], COLUMNS, "tsv")
    assert [line.count("\t") for line in tsv.splitlines()] == [2, 2]
    assert "x\\|y" in rows_as_text(ROWS, COLUMNS, "md")


def test_no_rows_leave_the_heading() -> None:
    assert rows_as_text([], COLUMNS, "csv") == "name,kind,count"
    assert rows_as_text([], COLUMNS, "json") == "[]"


@given(st.lists(st.lists(st.text(max_size=90), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_lines_up_and_fits_and_loses_nothing(cells: list[list[str]]) -> None:
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in cells]
    lines = rows_as_text(rows, COLUMNS, "table").split("\n")
    assert all(cell_len(line) <= 80 for line in lines)
    starts = [cell_len(line) for line in lines[1].split("  ")]
    assert len(starts) == 3


@pytest.mark.parametrize("width", ["30", "200"])
def test_a_table_is_as_wide_as_the_terminal_allows(
    monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = rows_as_text(ROWS, COLUMNS, "table").splitlines()
    assert max(map(cell_len, lines)) <= int(width)
    first = [cell_len(line[: line.index("科协")]) for line in lines if "科协组织" in line]
    assert len(set(first)) == 1
    assert "重庆市沙坪坝区科学技术协会" in "".join(line[:13] for line in lines).replace(
        " ", ""
    ) or (width == "30")


def test_every_format_is_written() -> None:
    assert all(rows_as_text(ROWS, COLUMNS, form) for form in FORMATS)


def test_named_tuples_become_objects() -> None:
    assert as_json([Evidence("s", 1, 2), Decimal("0.5")]) == [
        {"source": "s", "start": 1, "end": 2},
        0.5,
    ]


def test_csv_begins_with_a_byte_order_mark_where_it_is_asked_for() -> None:
    assert (
        rows_as_text(ROWS, COLUMNS, "csv", has_bom=True).encode().startswith(b"\xef\xbb\xbfname,")
    )
    assert rows_as_text(ROWS, COLUMNS, "tsv", has_bom=True).startswith("name\t")


def test_many_narrow_columns_leave_the_widest_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    columns = ["name", *map(str, range(12))]
    row = dict.fromkeys(columns, "10") | {"name": "长" * 100}
    assert max(map(cell_len, rows_as_text([row], columns, "table").splitlines())) <= 80


@given(cell=st.text("重庆 ab,é\u0301", max_size=40), width=st.integers(2, 12))
def test_a_cell_that_is_cut_fits_and_loses_nothing_but_blanks(cell: str, width: int) -> None:
    lines = rows_as_text([{"a": cell, "b": "x" * 100}], ["a", "b"], "table").splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    pieces = _pieces(cell, width)
    assert all(cell_len(piece) <= width for piece in pieces)
    assert "".join(pieces).replace(" ", "") == cell.replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    line = {"name": "Université Nice Sophia Antipolis", "other": "x" * 70}
    text = rows_as_text([line], ["name", "other"], "table")
    words = {part for row in text.splitlines()[2:] for part in row.split("x")[0].split()}
    assert {"Université", "Nice", "Sophia", "Antipolis"} <= words


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_heading_and_no_cell_behind_blanks_is_a_formula(form: str) -> None:
    text = rows_as_text([{"=1+1": " =2", "a": "-1.5", "b": "\t@x"}], ["=1+1", "a", "b"], form)
    heads, cells = text.replace(",", "\t").replace('"', "").split("\n")
    assert heads == "'=1+1\ta\tb"
    assert cells.split("\t", 2)[0] == "' =2"
    assert cells.split("\t", 2)[1] == "-1.5"
    assert cells.split("\t", 2)[2].startswith("'")
