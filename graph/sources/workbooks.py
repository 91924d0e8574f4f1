"""Opens an Excel workbook that nobody vouches for: what it unpacks to is bounded before it is read.

Only cells' stored values are read; formulas are not run and links to other files not followed.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from hezuo.graph.sources.sheets import Cell, Sheet, refused
from hezuo.graph.sources.workbook_cells import Book, WorkbookError
from hezuo.graph.sources.workbook_parts import (
    Contents,
    Reader,
    Relations,
    Rows,
    Styles,
    Texts,
    parse,
)

_MEGABYTE = 1 << 20
# Texts are held in memory, at up to four times their size in the file; sheets are streamed.
_LARGEST_TEXTS = 128 * _MEGABYTE
_LARGEST_STYLES = 16 * _MEGABYTE
_LARGEST_OUTLINE = 4 * _MEGABYTE
_LARGEST_SHEET = 1024 * _MEGABYTE
_MOST_PARTS = 10_000
# Sheets of numbers pack 10 to 50 times; what packs better is large only if it is made to be.
_HIGHEST_RATIO = 200
_NO_BOMB = 16 * _MEGABYTE
_WORKBOOK = "xl/workbook.xml"


def open_workbook(path: Path, notes: list[str]) -> list[Sheet]:
    """Return the sheets that a workbook shows; raise InputError for what is no sound workbook.

    Hidden sheets are left out with a note, or without one if their name begins with ``_``.
    """
    with _said_plainly(path.name), ZipFile(path) as archive:
        _refuse_others(archive)
        _refuse_bombs(archive)
        contents, relations, home = _outline(archive)
        book = _book(archive, relations, home, contents.is_1904)
    sheets = []
    for name, relation, is_hidden in contents.sheets:
        kind, target = relations.targets.get(relation, ("", ""))
        if kind != "worksheet":
            continue  # a chart
        if is_hidden:
            if not name.startswith("_"):
                notes.append(f"{path.name}, sheet {name}: is hidden and was left out")
            continue
        place = f"{path.name}, sheet {name}"
        part = _joined(home, target)
        sheets.append(Sheet(place, name, partial(_rows, path, place, part, book)))
    return sheets


def _rows(path: Path, place: str, part: str, book: Book) -> Iterator[tuple[int, list[Cell]]]:
    with _said_plainly(place), ZipFile(path) as archive:
        reader = Rows(book)
        with archive.open(part) as file:
            for _ in parse(file, reader):
                yield from reader.done
                reader.done.clear()


@contextmanager
def _said_plainly(place: str) -> Iterator[None]:
    """Turn what a damaged workbook makes libraries raise into one fault."""
    try:
        yield
    except WorkbookError as error:
        raise refused(place, str(error)) from None
    except (BadZipFile, zlib.error, ExpatError, EOFError, NotImplementedError, KeyError) as error:
        detail = str(error).strip("'\"")[:100]
        raise refused(place, f"is damaged ({detail}); open it in Excel and save it again") from None
    except OSError as error:
        raise refused(place, f"cannot be read ({error.strerror or error})") from None


def _refuse_others(archive: ZipFile) -> None:
    """Refuse what is packed like a workbook and is another thing."""
    names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookError("holds macros; save it as Excel workbook without macros (.xlsx)")
    if "xl/workbook.bin" in names:
        raise WorkbookError("is a binary workbook (.xlsb); save it as Excel workbook (.xlsx)")
    if "content.xml" in names and "mimetype" in names:
        raise WorkbookError("is an OpenDocument file; save it as Excel workbook (.xlsx)")
    if "_rels/.rels" not in names:
        raise WorkbookError("is an archive and no Excel workbook; unpack it first")


def _refuse_bombs(archive: ZipFile) -> None:
    """Refuse, by the table of contents, what would unpack to more than tables hold.

    No part is ever read beyond the size that the table of contents gives it.
    """
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise WorkbookError(f"has {len(parts):,} parts; a workbook has {_MOST_PARTS:,} at most")
    for part in parts:
        if part.flag_bits & 1:
            raise WorkbookError("is protected by a password; save it without one")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise WorkbookError("is packed in a way that Excel does not; save it in Excel again")
        if part.file_size > _NO_BOMB and part.file_size > _HIGHEST_RATIO * part.compress_size:
            times = part.file_size // max(part.compress_size, 1)
            raise WorkbookError(
                f"unpacks to {times:,} times its size, as no real workbook does; copy the tables "
                "into a new workbook"
            )


def _outline(archive: ZipFile) -> tuple[Contents, Relations, str]:
    """Return what sheets there are, the relations of the workbook, and the folder it is in."""
    top = Relations()
    _read(archive, "_rels/.rels", top, _LARGEST_OUTLINE)
    targets = [target for kind, target in top.targets.values() if kind == "officeDocument"]
    part = _joined("", targets[0]) if targets else _WORKBOOK
    if part not in archive.namelist():
        raise WorkbookError("is no Excel workbook; save it as .xlsx")
    home, name = posixpath.split(part)
    contents, relations = Contents(), Relations()
    _read(archive, part, contents, _LARGEST_OUTLINE)
    _read(archive, _joined(home, f"_rels/{name}.rels"), relations, _LARGEST_OUTLINE)
    if not contents.sheets:
        raise WorkbookError("holds no sheet")
    return contents, relations, home


def _book(archive: ZipFile, relations: Relations, home: str, is_1904: bool) -> Book:
    texts, styles = Texts(), Styles()
    for kind, target in relations.targets.values():
        part = _joined(home, target)
        if kind == "sharedStrings":
            _read(archive, part, texts, _LARGEST_TEXTS)
        elif kind == "styles":
            _read(archive, part, styles, _LARGEST_STYLES)
        elif kind == "worksheet" and _size(archive, part) > _LARGEST_SHEET:
            raise WorkbookError(_too_large(part, _LARGEST_SHEET))
    return Book(texts.texts, styles.shown, is_1904)


def _read(archive: ZipFile, part: str, reader: Reader, largest: int) -> None:
    if _size(archive, part) > largest:
        raise WorkbookError(_too_large(part, largest))
    with archive.open(part) as file:
        for _ in parse(file, reader):
            pass


def _size(archive: ZipFile, part: str) -> int:
    return archive.getinfo(part).file_size


def _too_large(part: str, largest: int) -> str:
    return (
        f"has {posixpath.basename(part)} of more than {largest // _MEGABYTE} MB; "
        "split it or save the tables as CSV"
    )


def _joined(home: str, target: str) -> str:
    """Return the name of a part that is named from a folder, or from the top with a slash."""
    return posixpath.normpath(posixpath.join("/", home, target)).lstrip("/")
