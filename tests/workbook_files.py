"""Workbooks written by the tests: as a user would with Excel, and as someone who means harm."""

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
_MEGABYTE = 1 << 20


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write rows of plain values, with the heading as the first, to each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def changed(
    path: Path,
    parts: Mapping[str, Callable[[bytes], bytes] | bytes | None],
    packed: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Rewrite parts of a workbook; None takes one away, and a new name adds one."""
    with zipfile.ZipFile(path) as archive:
        content = {info.filename: archive.read(info) for info in archive.infolist()}
    for name, change in parts.items():
        if change is None:
            del content[name]
        else:
            content[name] = change if isinstance(change, bytes) else change(content[name])
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def with_rows(path: Path, rows: str, packed: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a workbook whose one sheet, organizations, holds these rows as XML."""
    write_workbook(path, {"organizations": [["x"]]})
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet = f"{start}<sheetData>{rows}</sheetData></worksheet>"
    return changed(path, {SHEET: sheet.encode()}, packed)


def ole(*entries: str) -> bytes:
    """The start of a compound file with a directory that names these entries."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    header[0x30:0x34] = struct.pack("<I", 2)
    names = b"".join(entry.encode("utf-16-le").ljust(128, b"\0") for entry in entries)
    return bytes(header) + bytes(1024) + names.ljust(512, b"\0")


def bomb(path: Path) -> None:
    write_workbook(path, {"s": [["x"]]})
    changed(path, {SHEET: lambda sheet: sheet + b" " * (300 * _MEGABYTE)})


def cut(path: Path) -> None:
    whole = write_workbook(path, {"s": [["x"] * 500] * 50}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def lying(path: Path) -> None:
    """A part that unpacks to more than the table of contents says."""
    write_workbook(path, {"s": [["x"] * 500] * 50})
    content = bytearray(path.read_bytes())
    entry = content.rindex(SHEET.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)
    path.write_bytes(content)


def locked_parts(path: Path) -> None:
    content = bytearray(write_workbook(path, {"s": [["x"]]}).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def named(name: str, data: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(name, data)
    return content.getvalue()


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", b"")
        for number in range(10_001):
            archive.writestr(f"{number}", b"")


def with_part(name: str, data: bytes) -> Any:
    return lambda path: changed(write_workbook(path, {"s": [["x"]]}), {name: data})


DOCTYPE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<worksheet><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>"
)
HARMFUL: dict[str, tuple[Any, str]] = {
    "zip bomb": (bomb, "times its size"),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "holds macros; save it as Excel workbook"),
    "binary workbook": (with_part("xl/workbook.bin", b"x"), "(.xlsb); save it as"),
    "xls": (lambda path: path.write_bytes(ole("Root Entry", "Workbook")), ".xls; save it as"),
    "password": (
        lambda path: path.write_bytes(ole("Root Entry", "EncryptedPackage")),
        "protected by a password; save it without one"),
    "locked archive": (locked_parts, "protected by a password"),
    "OpenDocument": (lambda path: path.write_bytes(named("content.xml", b"")), "OpenDocument"),
    "archive": (lambda path: path.write_bytes(named("a.txt", b"")), "archive and no Excel"),
    "text": (lambda path: path.write_bytes(b"name\nx\n"), "is no Excel workbook, though"),
    "empty": (lambda path: path.write_bytes(b""), "is no Excel workbook, though"),
    "picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 9), "is no Excel workbook"),
    "folder": (lambda path: path.mkdir(), "it is no file"),
    "missing": (lambda _: None, "does not exist"),
    "cut": (cut, "is damaged"),
    "lying": (lying, "is damaged"),
    "many parts": (many_parts, "has 10,002 parts"),
    "document type": (with_part(SHEET, DOCTYPE), "document type"),
    "no XML": (with_part(SHEET, b"<worksheet><c"), "is damaged"),
    "no such text": (
        lambda path: with_rows(path, '<row><c t="s"><v>9</v></c></row>'), "no text number 9"),
    "no number": (lambda path: with_rows(path, "<row><c><v>x</v></c></row>"), "'x' is no number"),
    "no place": (
        lambda path: with_rows(path, '<row><c r="??"><v>1</v></c></row>'), "no place of a cell"),
    "negative style": (
        lambda path: with_rows(path, '<row><c s="-1"><v>1</v></c></row>'), "no whole number"),
    "unknown type": (
        lambda path: with_rows(path, '<row><c t="z"><v>1</v></c></row>'), "no type of a cell"),
    "far column": (
        lambda path: with_rows(path, '<row><c r="XFD1"><v>1</v></c></row>'), "column XFD"),
    "far row": (
        lambda path: with_rows(path, '<row r="99999999"><c><v>1</v></c></row>'), "row 99999999"),
    "no sheet": (with_part("xl/workbook.xml", b"<workbook/>"), "holds no sheet"),
    "no workbook": (
        lambda path: changed(write_workbook(path, {"s": [["x"]]}), {"xl/workbook.xml": None}),
        "is no Excel workbook"),
    "sheet that is not there": (
        lambda path: changed(write_workbook(path, {"s": [["x"]]}), {SHEET: None}), "is damaged"),
    "control character in the name of a sheet": (
        with_part("xl/workbook.xml", b"<workbook><sheet name='&#x1b;'/></workbook>"), "is damaged"),
}  # fmt: skip


READ = """
import resource, sys, time
from pathlib import Path
from hezuo.graph.errors import InputError
from hezuo.graph.sources.tables import read_tables
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
try:
    print(len(read_tables(Path(sys.argv[1])).rows), "rows")
except InputError as error:
    print(*error.faults, sep="\\n")
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(grown // 1024, time.perf_counter() - start)
"""


def read_apart(path: Path) -> tuple[list[str], int, float]:
    """Read a file in a process of its own: the lines said, megabytes it grew by, and seconds."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", READ, path],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    *lines, measured = done.stdout.splitlines()
    megabytes, seconds = measured.split()
    return lines, int(megabytes), float(seconds)
