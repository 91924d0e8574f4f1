"""Delimited text: encodings and separators are found out, and nothing endless is read."""

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_files import read_apart

from hezuo.graph.errors import InputError
from hezuo.graph.sources.sheets import open_sheets

TEXT = "name,kind\n重庆大学,University\n重庆市科学技术协会,ScienceAssociation\n"
CELLS = [["name", "kind"], ["重庆大学", "University"], ["重庆市科学技术协会", "ScienceAssociation"]]
_GIGABYTE = 1 << 30


def cells(path: Path, notes: list[str] | None = None) -> list[list[object]]:
    [sheet] = open_sheets(path, [] if notes is None else notes)
    return [row for _, row in sheet.rows()]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("gbk"), "GB18030 (GBK)"),
        (TEXT.encode("gb18030"), "GB18030 (GBK)"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    notes: list[str] = []
    assert cells(path, notes) == CELLS
    assert notes == ([f"t.csv: not UTF-8; read as {encoding}"] if encoding else [])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12),
        min_size=3,
        max_size=9,
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"]),
)
def test_chinese_text_is_read_in_the_encoding_it_was_written_in(
    tmp_path: Path, names: list[str], encoding: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(["名称", *names, ""]), encoding=encoding)
    assert cells(path) == [["名称"], *([name] for name in names)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_separators_are_found_out(tmp_path: Path, separator: str, suffix: str) -> None:
    path = (tmp_path / "t").with_suffix(suffix)
    path.write_text(TEXT.replace(",", separator), "utf-8")
    assert cells(path) == CELLS


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("title,parties\nt,a;b\nu,c;d\n", ["t", "a;b"]),
        ("Budget (total, in EUR, gross);Country\n1;DE\n", ["1", "DE"]),
        ('"a;b",c\nx,y\n', ["x", "y"]),
        ("name\na;b\n", ["a;b"]),
        ("name;note\n\n1,5;2,5\n3,5;4,5\n", ["1,5", "2,5"]),
    ],
)
def test_what_parts_most_rows_alike_is_the_separator(
    tmp_path: Path, text: str, row: list[str]
) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    assert cells(tmp_path / "t.csv")[1] == row


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n\n"x\ny",1\n,\nz,2\n', "utf-8")
    [sheet] = open_sheets(tmp_path / "t.csv", [])
    assert [number for number, _ in sheet.rows()] == [1, 3, 5]


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        (b"", "no plain text"),
        (b"name\n", "no plain text"),
        (b"name\n" + b"x" * (32 << 20), "line of more than 16 MB"),
        ("name\n".encode("utf-16"), "is no plain text"),
        (codecs.BOM_UTF16_LE + b"xx" * (16 << 20), "line of more than 16 MB"),
        ("名称\n".encode("gbk") + "重".encode("gbk") * (16 << 20), "line of more than 16 MB"),
    ],
    ids=["holes", "text and a hole", "one line", "UTF-16 and a hole", "UTF-16 line", "GBK line"],
)
def test_two_gigabytes_in_one_line_are_not_read(tmp_path: Path, start: bytes, problem: str) -> None:
    path = tmp_path / "organizations.csv"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2 * _GIGABYTE)  # takes no room on the disk
    (line,), megabytes, seconds = read_apart(path)
    assert line.startswith("organizations.csv: ")
    assert problem in line
    assert megabytes < 100
    assert seconds < 5


def test_a_long_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("name,note\n")
        for number in range(300_000):
            file.write(f"单位{number},{'x' * 100}\n")
    [sheet] = open_sheets(path, [])
    rows = sheet.rows()
    assert next(rows) == (1, ["name", "note"])
    assert next(rows)[1] == ["单位0", "x" * 100]
    assert sum(1 for _ in rows) == 299_999


@pytest.mark.parametrize(
    "content", [b"\x7fELF" + bytes(range(256)) * 9, b"%PDF-1.7\n\0\1\2\3", bytes(512), b"a\0b\n"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(InputError) as caught:
        cells(tmp_path / "t.csv")
    (line,) = map(str, caught.value.faults)
    assert line.startswith(("t.csv: is no plain text", "t.csv: is empty"))
