"""Opens what holds tables - Excel workbooks and delimited text - as sheets of rows of cells.

What a file is, is told by how it begins and not by its name alone: a workbook that is called
``.csv`` or an old ``.xls`` that is called ``.xlsx`` is refused in one line that says what to do.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hezuo.graph.errors import Fault, InputError

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
WORKBOOK_SUFFIXES = (".xlsx", ".xltx")
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: .xls, and .xlsx with a password
_SECTOR = 512


class Unreadable(NamedTuple):
    """A cell that has no value to read, such as a formula that was never calculated."""

    problem: str


Cell = str | int | float | Decimal | datetime.date | datetime.datetime | bool | Unreadable | None


@dataclass(frozen=True)
class Sheet:
    """One table of a file: how messages name it, its own name, and its rows.

    ``name`` is that of the sheet, or of a text file without its suffix.
    """

    place: str
    name: str
    read: Callable[[], Iterator[tuple[int, list[Cell]]]]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row that is not blank, as it is read, with the number that the user sees.

        Raises InputError where the file turns out to be damaged.
        """
        return self.read()


def open_sheets(path: Path, notes: list[str]) -> list[Sheet]:
    """Return the sheets of a workbook, or the one of a text file, in their order.

    Adds to ``notes`` what a user should know of how the file is read. Raises InputError, with one
    fault, for a file that cannot be read as tables.
    """
    if is_workbook(path):
        from hezuo.graph.sources.workbooks import open_workbook

        return open_workbook(path, notes)
    from hezuo.graph.sources.delimited import open_delimited

    return [open_delimited(path, notes)]


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook, or else text; a look at its start is all it takes.

    Raises InputError, with one fault, for what is neither.
    """
    name, suffix = path.name, path.suffix.lower()
    if not path.is_file():
        raise refused(name, "cannot be read (it is no file)" if path.exists() else "does not exist")
    try:
        with path.open("rb") as file:
            start = file.read(_SECTOR)
            if start.startswith(_COMPOUND):
                raise refused(name, _compound_problem(file, start))
    except OSError as error:
        raise refused(name, f"cannot be read ({error.strerror})") from None
    if start.startswith(_ZIP):
        if suffix in TEXT_SUFFIXES:
            raise refused(name, "is a workbook or an archive, not text; give it the name it had")
        return True
    if suffix in TEXT_SUFFIXES:
        return False
    if suffix in WORKBOOK_SUFFIXES:
        raise refused(name, "is no Excel workbook, though its name says so; save it again as .xlsx")
    kinds = ", ".join((".xlsx", *TEXT_SUFFIXES))
    raise refused(name, f"is none of the kinds of files that hold tables ({kinds})")


def column_name(number: int) -> str:
    """Return the letters of a column.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def refused(place: str, problem: str, row: int = 0) -> InputError:
    """Return the error with one fault of a file or sheet, to be raised."""
    return InputError([Fault(place, row, "", problem)])


def _compound_problem(file: BinaryIO, header: bytes) -> str:
    """Say what a compound file holds: an old workbook, or a new one under a password.

    The latter has an entry EncryptedPackage in its directory ([MS-OFFCRYPTO] 1.3.2).
    """
    file.seek((int.from_bytes(header[0x30:0x34], "little") + 1) * _SECTOR)
    if "EncryptedPackage".encode("utf-16-le") in file.read(8 * _SECTOR):
        return "is protected by a password; save it without one"
    return "is a document of Office 97, such as .xls; save it as Excel workbook (.xlsx)"
