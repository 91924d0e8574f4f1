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
