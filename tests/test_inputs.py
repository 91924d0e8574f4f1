"""What `add` is given: folders of mapped tables are the files in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from table_folders import write_tables

from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.inputs import inputs

TERABYTE = 1 << 40


def test_a_folder_read_by_a_mapping_is_the_tables_in_it(tmp_path: Path) -> None:
    for name in ("b.csv", "a.xlsx", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    by_folder = inputs([tmp_path], "ror")
    assert by_folder == inputs([tmp_path / "a.xlsx", tmp_path / "b.csv"], "ror")
    assert by_folder[0].paths == (tmp_path / "a.xlsx", tmp_path / "b.csv")


def test_a_folder_without_tables_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(HezuoError, match="holds no table"):
        inputs([tmp_path], "ror")


@pytest.mark.parametrize(
    ("name", "start", "problem"),
    [
        ("organizations.csv", b"x", "is no plain text"),
        ("organizations.csv", b"PK\x03\x04", "is a workbook or an archive"),
        ("organizations.xlsx", b"name", "is no Excel workbook"),
        ("organizations.mp4", b"", "is none of the kinds of files that hold tables"),
    ],
)
@pytest.mark.parametrize("mapping", ["", "ror"])
def test_a_large_file_that_is_no_table_is_refused_by_its_start(
    tmp_path: Path, name: str, start: bytes, problem: str, mapping: str
) -> None:
    path = tmp_path / name
    path.write_bytes(start)
    os.truncate(path, TERABYTE)  # it takes no room; to read it would take an hour
    (one,) = inputs([path], mapping)
    with pytest.raises(InputError, match=f"{name}: {problem}"):
        one.checksum()


def test_of_a_folder_with_such_a_file_every_fault_is_said(tmp_path: Path) -> None:
    write_tables(tmp_path, {"organizations": "name,founded\nx,today\n", "events": "x"})
    os.truncate(tmp_path / "events.csv", TERABYTE)
    (one,) = inputs([tmp_path])
    with pytest.raises(InputError, match=r"(?s)events\.csv: is no plain .*organizations.*founded"):
        one.checksum()


def test_a_text_in_big5_is_no_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_bytes("name\n重慶大學\n臺灣大學\n國立清華大學\n".encode("big5"))
    with pytest.raises(HezuoError, match="is neither UTF-8 nor GB18030"):
        inputs([path])[0].facts()


def test_what_is_left_out_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("name\nX\n", encoding="utf-8")
    for name in ("x.ttl", "~$a.xlsx", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    notes = inputs([tmp_path])[0].facts().notes
    assert [note for note in notes if "left out" in note] == [
        "x.ttl: is no table and left out; what else it is, add by its name"
    ]


def test_a_changed_mapping_makes_an_input_a_changed_one(tmp_path: Path) -> None:
    table, mapping = tmp_path / "a.csv", tmp_path / "m.toml"
    table.write_text("name\nX\n", encoding="utf-8")
    sums = set()
    for title in ("one", "two"):
        mapping.write_text(f'title = "{title}"', encoding="utf-8")
        sums.add(inputs([table], str(mapping))[0].checksum())
    assert len(sums) == 2
    assert inputs([table], "ror")[0].checksum() not in sums
