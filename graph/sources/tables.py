"""Reads a folder of CSV tables, one table a kind of record, into rows that know their place.

Every fault of every table is found before anything is refused, so that a user mends a folder once;
references between tables are looked at when the tables themselves are right.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Record, Row, Source
from hezuo.graph.values import FORMULA_STARTS, Span
from hezuo.graph.vocabulary import expand, local_name

# A list is split at one of these only, the first that it holds: a line break can thus part items
# that hold any of the others.
LIST_SEPARATORS = "\n；;|、"
_TABLES = {kind.TABLE: kind for kind in RECORD_TYPES if kind.TABLE}
# A cell larger than this is no table cell but a broken quotation mark.
_LARGEST_CELL = 1_000_000


@dataclass
class Tables:
    """What a folder holds: rows of every table, and notes on how it was read.

    ``is_named`` says whether a table of sources names what the rows come from; without one the
    source is called after the folder.
    """

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_named: bool = True


def read_tables(folder: Path) -> Tables:
    """Return the rows of all tables in ``folder``; raise InputError with every fault found."""
    tables = Tables()
    faults: list[Fault] = []
    files = _table_files(folder, faults)
    if not files and not faults:
        names = ", ".join(f"{name}.csv" for name in sorted(_TABLES))
        faults.append(Fault(str(folder), 0, "", f"holds no table; a table is one of {names}"))
    for kind, path in files:
        _read_table(kind, path, tables, faults)
    if files:
        _set_sources(folder, tables, faults)
    if faults:
        raise InputError(faults)
    return tables


def _table_files(folder: Path, faults: list[Fault]) -> list[tuple[type[Record], Path]]:
    """Return the tables of a folder in the order of their kinds, and a fault for unknown names."""
    found: dict[type[Record], Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" or path.name.startswith("."):
            continue
        kind = _TABLES.get(path.stem.lower())
        if kind is None:
            hint = _nearest(path.stem.lower(), _TABLES)
            faults.append(Fault(path.name, 0, "", f"is no table that hezuo knows{hint}"))
        elif kind in found:
            problem = f"is the same table as {found[kind].name}; put all rows into one file"
            faults.append(Fault(path.name, 0, "", problem))
        else:
            found[kind] = path
    return [(kind, found[kind]) for kind in RECORD_TYPES if kind in found]


def _read_table(kind: type[Record], path: Path, tables: Tables, faults: list[Fault]) -> None:
    """Add the rows of one table, or its faults."""
    text = _decoded(path, tables, faults)
    if text is None:
        return
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if header is None:
                header = [cell.strip() for cell in cells]
                if not _header_is_right(kind, path.name, header, faults):
                    return
            elif any(cell.strip() for cell in cells):
                record = _record(kind, header, cells, path.name, number, faults)
                if record is not None:
                    tables.rows.append(Row(record, path.name, number))
    except csv.Error as error:
        problem = f"is not well-formed CSV ({error}); look for a quotation mark left open"
        faults.append(Fault(path.name, number + 1, "", problem))


def _decoded(path: Path, tables: Tables, faults: list[Fault]) -> str | None:
    """Return a file's text, read as UTF-8 or else as GB18030 (of which GBK is a part)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read ({error.strerror})"))
        return None
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        faults.append(Fault(path.name, 0, "", "is empty; write a heading row or take it away"))
        return None
    if b"\0" in content:
        problem = "is no plain text, or text in UTF-16; save it as CSV UTF-8"
        faults.append(Fault(path.name, 0, "", problem))
        return None
    try:
        return content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    if _is_mostly_utf8(content):
        problem = f"is UTF-8 with a broken character in line {line}; save it as UTF-8 again"
        faults.append(Fault(path.name, 0, "", problem))
        return None
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        problem = "is neither UTF-8 nor GB18030 (GBK); save it as UTF-8"
        faults.append(Fault(path.name, 0, "", problem))
        return None
    tables.notes.append(f"{path.name}: not UTF-8; read as GB18030 (GBK)")
    return text


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell damaged UTF-8, which GB18030 would turn into other characters, from GB18030."""
    if content.startswith(b"\xef\xbb\xbf"):
        return True
    read = [character for character in content.decode("utf-8", "replace") if character > "\x7f"]
    return read.count("\ufffd") < len(read) / 4


def _header_is_right(kind: type[Record], file: str, header: list[str], faults: list[Fault]) -> bool:
    """Report columns that are unknown, doubled or missing; return whether there are none."""
    known = list(kind.model_fields)
    before = len(faults)
    if len(header) == 1 and (mark := next((m for m in ";\t；，" if m in header[0]), "")):
        problem = f"parts its columns with {mark!r}; save it with commas"
        faults.append(Fault(file, 1, "", problem))
        return False
    for position, column in enumerate(header, start=1):
        if column and column not in known:
            problem = f"is no column of this table{_nearest(column, known)}"
            faults.append(Fault(file, 1, shortened(column), problem))
        elif column and column in header[: position - 1]:
            faults.append(Fault(file, 1, column, "stands twice; take one away"))
    for name, info in kind.model_fields.items():
        if info.is_required() and name not in header:
            faults.append(Fault(file, 1, name, "is missing; add this column"))
    return len(faults) == before


def _record(
    kind: type[Record], header: list[str], cells: list[str], file: str, row: int,
    faults: list[Fault],
) -> Record | None:  # fmt: skip
    """Return the record of one row, or None after adding its faults."""
    before = len(faults)
    values: dict[str, Any] = {}
    given: set[str] = set()
    for position, cell in enumerate(cells):
        column = header[position] if position < len(header) else ""
        if not cell.strip():
            continue
        given.add(column)
        try:
            if not column:
                column = f"{position + 1}"
                raise ValueError(f"holds {shortened(cell.strip())!r} beyond the last column")
            values[column] = _value(kind, column, _as_typed(cell))
        except ValueError as error:
            faults.append(Fault(file, row, column, str(error)))
    faults += [
        Fault(file, row, name, "is empty; it has to be filled in")
        for name, info in kind.model_fields.items()
        if info.is_required() and name not in given
    ]
    try:
        record = kind.model_validate(values)
    except ValidationError as error:
        wrong = [detail for detail in error.errors() if detail["type"] != "missing"]
        faults += [_fault(detail, file, row) for detail in wrong]
        return None
    return record if len(faults) == before else None


def _as_typed(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it."""
    cell = cell.strip(" \t\r\ufeff\u3000")
    is_disarmed = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)
    return cell[1:] if is_disarmed else cell


def _value(kind: type[Record], column: str, cell: str) -> Any:
    """Return a cell as the field wants it: a list split, a listed value by its name."""
    if column == "kind":
        return _listed(cell.strip(), ontology().subclasses(expand(f"hz:{kind.ROOT}")))
    if not kind.is_list(column):
        says = dict(kind.statements()).get(column)
        cell = cell.strip()
        return _listed(cell, _choices(says.one_of)) if says and says.one_of else cell
    items = _split(cell)
    if column == "evidence":
        return tuple(Span.parse(item) for item in items)
    says = dict(kind.statements())[column]
    if says.one_of:
        return tuple(_listed(item, _choices(says.one_of)) for item in items)
    return tuple(dict.fromkeys(items))


def _split(cell: str) -> list[str]:
    """Return the items of a list, split at the first separator of the order that it holds."""
    separator = next((mark for mark in LIST_SEPARATORS if mark in cell), LIST_SEPARATORS[0])
    return [item.strip() for item in cell.split(separator) if item.strip()]


def _choices(one_of: str) -> list[str]:
    return ontology().members[expand(f"hz:{one_of}")]


def _listed(cell: str, choices: list[str]) -> str:
    """Return the local name of the choice that ``cell`` names in either language."""
    iri = ontology().named(cell, choices)
    if iri is None:
        names = {name: local_name(choice) for choice in choices for name in _spoken(choice)}
        near = [name for name in names if cell in name or name in cell]
        near += get_close_matches(cell, names, n=1)
        listed = f"write one of {', '.join(map(local_name, choices))}"
        remedy = f"did you mean {names[near[0]]}?" if near else listed
        raise ValueError(f"{shortened(cell)!r} is not a known value; {remedy}")
    return local_name(iri)


def _spoken(iri: str) -> list[str]:
    return [local_name(iri), *ontology().labels[iri].values()]


def _set_sources(folder: Path, tables: Tables, faults: list[Fault]) -> None:
    """Give each row the id of its source, and the folder a source when it has no table of them."""
    sources = {row.record.id: row for row in tables.rows if isinstance(row.record, Source)}
    if any(fault.file.lower() == "sources.csv" for fault in faults):
        return  # which sources there are is not known
    if not sources:
        name = folder.resolve().name
        try:
            tables.rows.insert(0, Row(Source(id=name, title=name), "", 0))
        except ValidationError:
            problem = "has no sources.csv, and its own name cannot be the id of a source; add one"
            faults.append(Fault(str(folder), 0, "", problem))
            return
        sources = {name: tables.rows[0]}
        tables.is_named = False
    only = next(iter(sources)) if len(sources) == 1 else ""
    rows = []
    for row in tables.rows:
        named = row.record.id if isinstance(row.record, Source) else row.record.source or only
        if named not in sources:
            hint = _nearest(named, sources) if named else "; say which source states this row"
            problem = f"names no source of sources.csv{hint}"
            faults.append(Fault(row.file, row.row, "source", problem))
        record = row.record.model_copy(update={"source": named})
        rows.append(Row(record, row.file, row.row))
    tables.rows = rows


def _fault(detail: Mapping[str, Any], file: str, row: int) -> Fault:
    """Return what pydantic found wrong, in plain words."""
    column = str(detail["loc"][0]) if detail["loc"] else ""
    given = shortened(str(detail.get("input", "")))
    context = detail.get("ctx", {})
    problems = {
        "string_pattern_mismatch": f"{given!r} does not have the form {context.get('pattern')}",
        "int_parsing": f"{given!r} is not a whole number",
        "too_short": "holds nothing that can be seen; fill it in or empty it",
        "decimal_parsing": f"{given!r} is not a number; write it without blanks or thousands marks",
        "value_error": str(context.get("error", "")),
    }
    return Fault(file, row, column, problems.get(detail["type"], f"{given!r}: {detail['msg']}"))


def _nearest(word: str, words: Iterator[str] | Mapping[str, Any] | list[str]) -> str:
    close = get_close_matches(word, list(words), n=1)
    return f"; did you mean {close[0]}?" if close else f"; there are {', '.join(words)}"
