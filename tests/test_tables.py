"""Reading folders of tables: what untidy spreadsheets hold, and one line for every fault."""

import codecs
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from table_folders import faults, linked, nquads, write_tables

from hezuo.graph.records import Agreement, Organization
from hezuo.graph.sources.tables import read_tables

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = {
    "organizations": "name\n甲公司\n乙公司\n",
    "agreements": "title,parties\n协议,甲公司；乙公司\n",
}

# Tables with one fault each: what they are, and how the one line for it begins and what it says.
BAD: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "missing column": (
        {"organizations": "note\nx\n"}, "organizations.csv, row 1, column name: ", "is missing"),
    "unknown column": (
        {"organizations": "name,nmae\nx,y\n"},
        "organizations.csv, row 1, column nmae: ", "did you mean name?"),
    "column twice": (
        {"organizations": "name,name\nx,y\n"},
        "organizations.csv, row 1, column name: ", "stands twice"),
    "unknown kind": (
        {"organizations": "name,kind\na,Company\nx,Compny\n"},
        "organizations.csv, row 3, column kind: ", "did you mean Company?"),
    "undefined party": (
        {"agreements": "title,parties\nt,无此单位\n"},
        "agreements.csv, row 2, column parties: ", "is defined in no table as organization"),
    "no such month": (
        {"agreements": "title,parties,signed_on\nt,重庆市,2021-13\n"},
        "agreements.csv, row 2, column signed_on: ", "'2021-13' is not a date"),
    "day and month in either order": (
        {"agreements": "title,parties,signed_on\nt,重庆市,05/03/2021\n"},
        "agreements.csv, row 2, column signed_on: ", "is not a date"),
    "empty file": ({"organizations": ""}, "organizations.csv: ", "is empty"),
    "blank file": ({"organizations": "\ufeff \r\n\r\n"}, "organizations.csv: ", "is empty"),
    "name twice": (
        {"organizations": "name\nx\ny\nx\n"},
        "organizations.csv, row 4, column name: ", "row 2 does already"),
    "name twice but for its quotation marks": (
        {"organizations": "name\n“科”创\n科创\n"},
        "organizations.csv, row 3, column name: ", "row 2 does already"),
    "source twice": (
        {"sources": "id,title\na,A\na,B\n"}, "sources.csv, row 3, column id: ", "again"),
    "sources that share a graph": (
        {"sources": "id,title\na b,A\na_b,B\n"}, "sources.csv, row 3, column id: ", "again"),
    "cell beyond the last column": (
        {"organizations": "name,note\nx,y,z\n"},
        "organizations.csv, row 2, column C: ", "'z' beyond the last column"),
    "quotation mark left open": (
        {"organizations": 'name,note\nw,v\n"x,y\nz,\n'},
        "organizations.csv, row 3: ", "look for a quotation mark left open"),
    "text after a quotation": (
        {"organizations": 'name\n"x"y\n'}, "organizations.csv, row 2: ", "not well-formed CSV"),
    "a cell without end": (
        {"organizations": "name\n" + "x" * 1_100_000},
        "organizations.csv, row 2: ", "look for a quotation mark"),
    "unknown table": (
        {"organizatons": "name\nx\n"}, "organizatons.csv: ", "did you mean organizations?"),
    "the same table twice": (
        {"organizations": "name\nx\n", "Organizations.CSV": "name\ny\n"},
        "organizations.csv: ", "the same table as Organizations.CSV"),
    "two sources and no source column": (
        {"sources": "id,title\na,A\nb,B\n", "organizations": "name\nx\n"},
        "organizations.csv, row 2, column source: ", "say which source states this row"),
    "unknown source": (
        {"sources": "id,title\nabc,A\n", "organizations": "name,source\nx,abd\n"},
        "organizations.csv, row 2, column source: ", "did you mean abc?"),
    "source that is faulty itself": (
        {"sources": "id,title\na,A\nb,\n", "organizations": "name,source\nx,a\ny,b\n"},
        "sources.csv, row 3, column title: ", "is empty; it has to be filled in"),
    "NUL byte": ({"organizations": "name\nx\0y\n"}, "organizations.csv: ", "no plain text"),
    "UTF-16 cut in the middle": (
        {"organizations": "name\n重庆\n".encode("utf-16")[:-1]},
        "organizations.csv: ", "UTF-16 with a broken character"),
    "UTF-8 with a broken character": (
        {"organizations": "name\n重庆大学\n四川大".encode() + b"\xe5\xad\n"},
        "organizations.csv: ", "broken character in line 3"),
    "UTF-8 that says so, broken": (
        {"organizations": codecs.BOM_UTF8 + b"name\n\xd6\xd8\xc7\xec\n"},
        "organizations.csv: ", "broken character in line 2"),
    "another encoding": (
        {"organizations": "name\nUniversité\n".encode("latin-1")},
        "organizations.csv: ", "neither UTF-8 nor GB18030"),
    "Western text in an old encoding": (
        {"organizations": "name\nUniversität Dresden\n".encode("latin-1")},
        "organizations.csv: ", "neither UTF-8 nor GB18030"),
    "full-width commas between columns": (
        {"organizations": "name，kind\nx，Company\n"}, "organizations.csv, row 1: ",
        "with commas"),
    "cell under no heading": (
        {"organizations": "name,,note\nx,y,z\n"},
        "organizations.csv, row 2, column B: ", "'y' and has no heading"),
    "empty required cell": (
        {"organizations": "name,note\n,x\n"},
        "organizations.csv, row 2, column name: ", "has to be filled in"),
    "short row": (
        {"agreements": "title,parties\nt\n"},
        "agreements.csv, row 2, column parties: ", "has to be filled in"),
    "name of invisible characters": (
        {"organizations": "name\n\u200b\n"},
        "organizations.csv, row 2, column name: ", "nothing that can be seen"),
    "list of separators": (
        {"agreements": "title,parties\nt,；；\n"},
        "agreements.csv, row 2, column parties: ", "nothing that can be seen"),
    "escape that steers the screen": (
        {"organizations": "name\na\x1b[31mb\n"},
        "organizations.csv, row 2, column name: ", "U+001B"),
    "column that steers the screen": (
        {"organizations": "name,\x1bnote\na,b\n"},
        "organizations.csv, row 1, column \ufffdnote: ", "is no column of this table"),
    "thousands mark in the wrong place": (
        {"observations": 'measure,value\nm,"12,34"\n'},
        "observations.csv, row 2, column value: ", "is not a number"),
    "per cent": (
        {"observations": "measure,value\nm,5%\n"},
        "observations.csv, row 2, column value: ", "is not a number"),
    "no number": (
        {"observations": "measure,value\nm,NaN\n"},
        "observations.csv, row 2, column value: ", "finite number"),
    "endless number": (
        {"observations": "measure,value\nm,1e999999\n"},
        "observations.csv, row 2, column value: ", "30 digits"),
    "fraction of people": (
        {"events": "name,audience\ne,1.5\n"}, "events.csv, row 2, column audience: ", "whole"),
    "fewer than none": (
        {"events": "name,audience\ne,-1\n"}, "events.csv, row 2, column audience: ", "'-1'"),
    "evidence that is no span": (
        {"organizations": "name,evidence\nx,1-2；9-3\n"},
        "organizations.csv, row 2, column evidence: ", "'9-3' is not a span"),
    "unknown flag": (
        {"agreements": "title,parties,flags\nt,重庆市,DateInfered\n"},
        "agreements.csv, row 2, column flags: ", "did you mean DateInferred?"),
    "code that is none": (
        {"districts": "name,code\n武侯区,51010\n"}, "districts.csv, row 2, column code: ", "form"),
    "place off the map": (
        {"districts": "name,kind,longitude\nz,Zone,200\n"},
        "districts.csv, row 2, column longitude: ", "'200'"),
    "no heading at all": (
        {"organizations": "甲公司\n乙公司\n"},
        "organizations.csv, row 1, column 名称 Name: ", "is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_every_fault_is_one_line_with_its_place(tmp_path: Path, case: str) -> None:
    tables, place, problem = BAD[case]
    (line,) = faults(write_tables(tmp_path / "f", tables))
    assert line.startswith(place)
    assert problem in line
    assert len(line) < 500
    assert line.isprintable()


def test_every_fault_of_a_folder_is_said_at_once(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        {
            "agreements": "title,parties,signed_on,kind\n,,2021/13,foo\nt,甲,2021,\nt,甲,21,\n",
            "events": "name,audience,held_on\ne,x,2020-02-30\n",
            "experts": "",
            "oops": "name\nx\n",
        },
    )
    places = [line.partition(": ")[0] for line in faults(folder)]
    assert places == [
        "agreements.csv, row 2, column kind", "agreements.csv, row 2, column parties",
        "agreements.csv, row 2, column signed_on", "agreements.csv, row 2, column title",
        "agreements.csv, row 4, column signed_on", "events.csv, row 2, column audience",
        "events.csv, row 2, column held_on", "experts.csv", "oops.csv",
    ]  # fmt: skip


def test_a_folder_without_tables_says_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("x")
    (tmp_path / ".organizations.csv").write_text("name\nx\n")
    (line,) = faults(tmp_path)
    assert line.startswith(f"{tmp_path}: holds no table; a table is one of agreements.csv, ")


def test_a_folder_that_is_named_like_a_table_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").mkdir()
    (line,) = faults(tmp_path)
    assert line.startswith("organizations.csv: cannot be read")


def test_a_folder_whose_name_is_no_id_needs_a_table_of_sources(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "a\x07b", GOOD)
    (line,) = faults(folder)
    assert line.endswith(
        "has no sources.csv, and its own name cannot be the id of a source; add one"
    )
    assert line.isprintable()
    assert linked(write_tables(folder, {"sources": "id,title\ns,S\n"}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    changed = {
        name: text.replace("\n", line_end).encode(encoding) for name, text in GOOD.items()
    }  # fmt: skip
    plain = nquads(tmp_path / "plain", write_tables(tmp_path / "1" / "f", GOOD))
    folder = write_tables(tmp_path / "2" / "f", changed)
    assert nquads(tmp_path / "changed", folder) == plain
    notes = read_tables(folder).notes
    assert len(notes) == (2 if encoding.startswith("gb") else 0)
    assert all(note.endswith(".csv: not UTF-8; read as GB18030 (GBK)") for note in notes)


def test_untidy_cells_mean_the_same(tmp_path: Path) -> None:
    untidy = {
        "ORGANIZATIONS.CSV": "\ufeff name ,note,,\r\n"
        '  甲公司　,"",,\r\n,,,\r\n\r\n"乙\n公司",,,\r\n',
        "agreements": '﻿title,parties\n协议,"甲公司\n乙 公司\n"\n',
    }
    rows = read_tables(write_tables(tmp_path, untidy)).rows
    records = [row.record for row in rows]
    organizations = [record for record in records if isinstance(record, Organization)]
    assert [organization.name for organization in organizations] == ["甲公司", "乙 公司"]
    assert [row.row for row in rows if isinstance(row.record, Organization)] == [2, 5]
    (agreement,) = (record for record in records if isinstance(record, Agreement))
    assert agreement.parties == ("甲公司", "乙 公司")


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a；b", ("a", "b")),
        ("a;b;", ("a", "b")),
        ("a|b", ("a", "b")),
        ("a、b", ("a", "b")),
        ("a；b、c;d", ("a", "b、c;d")),
        ("a；b\nc", ("a；b", "c")),
        ("a、b\n", ("a、b",)),
        (" a ； ；a", ("a",)),
        ("'=a；b", ("=a", "b")),
        ("''=a", ("'=a",)),
        ("'a", ("'a",)),
    ],
)
def test_a_list_is_split_at_one_separator(tmp_path: Path, cell: str, items: tuple[str]) -> None:
    quoted = cell.replace('"', '""')
    folder = write_tables(tmp_path, {"organizations": f'name,aliases\nx,"{quoted}"\n'})
    (found,) = (r.record for r in read_tables(folder).rows if isinstance(r.record, Organization))
    assert found.aliases == items


def test_values_of_lists_may_be_named_in_either_language(tmp_path: Path) -> None:
    table = (
        "title,kind,parties,status,flags\n"
        "t,战略合作协议,重庆市,已签署,日期为推断；CounterpartyUnknown\n"
    )
    folder = write_tables(tmp_path, {"agreements": table})
    (found,) = (r.record for r in read_tables(folder).rows if isinstance(r.record, Agreement))
    assert (found.kind, found.status) == ("StrategicAgreement", "Signed")
    assert found.flags == ("DateInferred", "CounterpartyUnknown")


def test_a_table_with_its_heading_only_states_nothing(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "f", {"organizations": "name\n"})
    assert [type(row.record).__name__ for row in read_tables(folder).rows] == ["Source"]
    assert b"/org/" not in nquads(tmp_path / "store", folder)


def test_a_folder_without_a_table_of_sources_is_a_source(tmp_path: Path) -> None:
    first, *rest = read_tables(write_tables(tmp_path / "我的表", GOOD)).rows
    assert first.record.key() == "我的表"
    assert {row.record.source for row in rest} == {"我的表"}


@pytest.mark.parametrize("case", ["unknown kind", "undefined party", "NUL byte", "name twice"])
def test_add_says_the_faults_and_leaves_the_store_as_it_is(
    tmp_path: Path, hezuo: Run, case: str
) -> None:
    store, good = tmp_path / "store", write_tables(tmp_path / "good", GOOD)
    before = nquads(store, good)
    tables, place, problem = BAD[case]
    bad = write_tables(tmp_path / "bad", tables)
    finished = hezuo("add", good, bad, "--store", store)
    assert (finished.returncode, finished.stdout) == (2, "")
    line, count = finished.stderr.splitlines()
    assert line.startswith(place)
    assert problem in line
    assert count == "1 fault; nothing was stored"
    assert nquads(store) == before


def test_add_notes_that_it_read_gbk(tmp_path: Path, hezuo: Run) -> None:
    folder = write_tables(tmp_path / "f", {"organizations": "name\n重庆大学\n".encode("gbk")})
    finished = hezuo("add", folder, "--store", tmp_path / "store")
    assert finished.returncode == 0
    assert finished.stderr == "note: organizations.csv: not UTF-8; read as GB18030 (GBK)\n"
    assert "重庆大学".encode() in nquads(tmp_path / "store")
