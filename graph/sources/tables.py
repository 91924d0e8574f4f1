"""Reads tables of our own - a folder of CSV files, one file, or a workbook - into rows of records.

Every fault of every table is found before anything is refused, so that a user mends a file once;
references between tables are looked at when the tables themselves are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from hezuo.graph.errors import Fault, InputError
from hezuo.graph.records import RECORD_TYPES, Record, Row, Source
from hezuo.graph.sources.headings import (
    TABLES,
    declared_field,
    field_called,
    kind_called,
    kind_told_by,
    nearest_kind,
)
from hezuo.graph.sources.sheet_records import heading_row, read_records
from hezuo.graph.sources.sheets import WORKBOOK_SUFFIXES, Sheet, open_sheets

_FOLDER_SUFFIXES = (".csv", ".tsv")
_KindAndSheet = tuple[type[Record], Sheet]


@dataclass
class Tables:
    """What was read: rows of every table, and notes on how they were read.

    ``is_named`` says whether a table of sources names what the rows come from; without one the
    source is called after the folder or file.
    """

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_named: bool = True


def read_tables(path: Path) -> Tables:
    """Return the rows of a folder of CSV files, of one file, or of a workbook.

    Raises InputError with every fault found.
    """
    tables = Tables()
    faults: list[Fault] = []
    if path.is_dir():
        sheets = _folder_sheets(path, tables.notes, faults)
        name = path.resolve().name
    else:
        sheets = _file_sheets(path, tables.notes, faults)
        name = path.stem
    if sheets:
        _read(path, name, sheets, tables, faults)
    if faults:
        raise InputError(faults)
    return tables


def _read(
    path: Path, name: str, sheets: list[_KindAndSheet], tables: Tables, faults: list[Fault]
) -> None:
    """Add the rows of every sheet: first what sources there are, then what they state."""
    for kind, sheet in sheets:
        if kind is Source:
            tables.rows += _own_source(read_records(sheet, kind, "", faults, tables.notes))
    are_sources_known = not faults or not any(kind is Source for kind, _ in sheets)
    sources = {row.record.source: row for row in tables.rows}
    if not sources and are_sources_known:
        tables.is_named = False
        try:
            tables.rows.append(Row(Source(id=name, title=name, source=name), "", 0))
        except ValidationError:
            problem = "has no sources.csv, and its own name cannot be the id of a source; add one"
            faults.append(Fault(str(path), 0, "", problem))
            are_sources_known = False
        sources = {row.record.source: row for row in tables.rows}
    only = next(iter(sources)) if len(sources) == 1 else ""
    for kind, sheet in sheets:
        if kind is Source:
            continue
        for row in read_records(sheet, kind, only, faults, tables.notes):
            tables.rows.append(row)
            if are_sources_known and row.record.source not in sources:
                faults.append(_unknown_source(row, list(sources)))
    if path.is_file() and not faults and not tables.is_named and len(tables.rows) == 1:
        problem = "holds no rows; fill in a table below its heading"
        faults.append(Fault(path.name, 0, "", problem))


def _own_source(rows: Iterable[Row]) -> list[Row]:
    """Return rows of sources, each stated by itself."""
    return [
        Row(row.record.model_copy(update={"source": row.record.key()}), row.file, row.row,
            row.headings)
        for row in rows
    ]  # fmt: skip


def _unknown_source(row: Row, sources: list[str]) -> Fault:
    from difflib import get_close_matches

    named = row.record.source
    close = get_close_matches(named, sources, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(sources[:20])}"
    hint = hint if named else "say which source states this row"
    problem = f"names no source of the table of sources; {hint}"
    return Fault(row.file, row.row, row.heading("source"), problem)


def _folder_sheets(folder: Path, notes: list[str], faults: list[Fault]) -> list[_KindAndSheet]:
    """Return the tables of a folder in the order of their kinds, and a fault for unknown names."""
    found: dict[type[Record], Path] = {}
    sheets: dict[type[Record], Sheet] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):  # hidden, or what Excel leaves beside an open file
            continue
        if path.suffix.lower() in WORKBOOK_SUFFIXES:
            notes.append(f"{path.name}: a workbook in a folder is left out; add it by its own name")
        elif path.suffix.lower() not in _FOLDER_SUFFIXES and path.is_file():
            notes.append(f"{path.name}: is no table and left out; what else it is, add by its name")
        if path.suffix.lower() not in _FOLDER_SUFFIXES:
            continue
        kind = kind_called(path.stem) or _kind_of_file(path)
        if kind is None:
            problem = f"is no table that hezuo knows; {_hint(path.stem)}"
            faults.append(Fault(path.name, 0, "", problem))
        elif kind in found:
            problem = f"is the same table as {found[kind].name}; put all rows into one file"
            faults.append(Fault(path.name, 0, "", problem))
        else:
            found[kind] = path
            try:
                [sheets[kind]] = open_sheets(path, notes)
            except InputError as error:
                faults += error.faults
    if not found and not faults:
        names = ", ".join(f"{name}.csv" for name in sorted(TABLES))
        faults.append(Fault(str(folder), 0, "", f"holds no table; a table is one of {names}"))
    return _in_order(sheets.items())


def is_table(path: Path) -> bool:
    """Return whether a text file is a table of ours: by its headings, not by its name alone."""
    try:
        (sheet,) = open_sheets(path, [])
        named = kind_called(path.stem)
        return bool(_kind_by_headings(sheet) or (named and _has_needed(sheet, named)))
    except InputError:
        return False


def _has_needed(sheet: Sheet, kind: type[Record]) -> bool:
    rows, _ = heading_row(sheet, kind)
    headings = [cell for cell in rows[-1][1] if isinstance(cell, str)] if rows else []
    known = {field_called(kind, text) for text in headings}
    return {name for name, info in kind.model_fields.items() if info.is_required()} <= known


def _kind_of_file(path: Path) -> type[Record] | None:
    """Return the kind of table that a file holds by its headings, or None."""
    try:
        (sheet,) = open_sheets(path, [])
        return _kind_by_headings(sheet)
    except InputError:
        return None  # that it cannot be read is said where its name tells what it should be


def _file_sheets(path: Path, notes: list[str], faults: list[Fault]) -> list[_KindAndSheet]:
    """Return the tables of a file in the order of their kinds; a sheet that is none is noted."""
    found: list[_KindAndSheet] = []
    left_out: list[str] = []
    for sheet in open_sheets(path, notes):
        try:
            kind = kind_called(sheet.name) or _kind_by_headings(sheet)
            if kind:
                found.append((kind, sheet))
            elif next(sheet.rows(), None):
                left_out.append(f"{sheet.place}: is no table that hezuo knows; {_hint(sheet.name)}")
        except InputError as error:
            faults += error.faults
    if found:
        notes += left_out
    elif not faults:
        names = f"name it one of {', '.join(TABLES)}, or write the headings of one"
        problem = (
            f"holds no table that hezuo knows; {names}, as `hezuo template` does; or propose a "
            "mapping for it with `hezuo map`"
        )
        faults.append(Fault(path.name, 0, "", problem))
    return _in_order(found)


def _in_order(sheets: Iterable[_KindAndSheet]) -> list[_KindAndSheet]:
    return sorted(sheets, key=lambda item: RECORD_TYPES.index(item[0]))


def _kind_by_headings(sheet: Sheet) -> type[Record] | None:
    """Return the one kind whose table has these columns, or None.

    All that has to be there is there, most columns are known, and no other kind knows as many.
    Words that many tables use for their columns count only beside one that tells the kind.
    """
    scores: list[tuple[int, type[Record]]] = []
    for kind in TABLES.values():
        rows, _ = heading_row(sheet, kind)
        if not rows:
            return None
        headings = [cell for cell in rows[-1][1] if isinstance(cell, str)]
        is_told = any(kind_told_by(text) is kind for text in headings)
        called = field_called if is_told else declared_field
        known = {name for name in (called(kind, text) for text in headings) if name}
        needed = {name for name, info in kind.model_fields.items() if info.is_required()}
        if needed <= known and 2 * len(known) > len(headings) and len(known) > 1:
            scores.append((len(known), kind))
    best = max((score for score, _ in scores), default=0)
    kinds = [kind for score, kind in scores if score == best]
    return kinds[0] if len(kinds) == 1 else None


def _hint(name: str) -> str:
    near = nearest_kind(name)
    return f"did you mean {near}?" if near else f"there are {', '.join(TABLES)}"
