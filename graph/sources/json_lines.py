"""Reads JSON lines: one record an object, its table and its fields by their names in English.

{"table": "organizations", "name": "重庆市科学技术协会", "aliases": ["重庆市科协"]}
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Record, Row, Source
from hezuo.graph.sources.cells import as_date, as_number
from hezuo.graph.sources.object_lines import json_object, numbered_lines
from hezuo.graph.sources.tables import Tables
from hezuo.graph.values import Evidence
from hezuo.graph.vocabulary import expand, local_name

_TABLES = {kind.TABLE: kind for kind in RECORD_TYPES if kind.TABLE}
_MOST_FAULTS = 20
_MOST_DIGITS = 40


def read_json_lines(path: Path) -> Tables:
    """Return the records of a file; raise InputError with the faults of up to twenty lines."""
    faults: list[Fault] = []
    rows: list[Row] = []
    for number, line in numbered_lines(path):
        record = _record(path.name, number, line, faults)
        if record is not None:
            rows.append(Row(record, path.name, number))
        if len(faults) >= _MOST_FAULTS:
            raise InputError(faults)
    if not rows and not faults:
        faults.append(Fault(path.name, 0, "", "holds no records; write one object a line"))
    tables = Tables(rows)
    if not faults:
        _set_sources(path, tables, faults)
    if faults:
        raise InputError(faults)
    return tables


def _record(file: str, number: int, line: bytes, faults: list[Fault]) -> Record | None:
    """Return the record of a line, or None after adding its faults."""
    try:
        stated = json_object(line, '{"table": ..., "name": ...}', Decimal)
    except ValueError as error:
        faults.append(Fault(file, number, "", str(error)))
        return None
    kind = _TABLES.get(table) if isinstance(table := stated.pop("table", None), str) else None
    if kind is None:
        hint = _nearest(str(table or ""), list(_TABLES))
        faults.append(Fault(file, number, "table", f"{shortened(str(table))!r} is no table{hint}"))
        return None
    values: dict[str, Any] = {}
    before = len(faults)
    for name, value in stated.items():
        if value is None:
            continue
        try:
            values[name] = _value(kind, name, value)
        except ValueError as error:
            faults.append(Fault(file, number, shortened(name), str(error)))
    try:
        record = kind.model_validate(values)
    except ValidationError as error:
        wrong = {detail["loc"][0]: detail for detail in error.errors() if detail["loc"]}
        given = {fault.column for fault in faults[before:]}
        faults += [
            Fault(file, number, str(name), _problem(detail))
            for name, detail in wrong.items()
            if name not in given
        ]
        return None
    return record if len(faults) == before else None


def _value(kind: type[Record], name: str, value: Any) -> Any:
    """Return a value as the field wants it; raise ValueError with what is wrong."""
    if name not in kind.model_fields:
        raise ValueError(f"is no field of {kind.TABLE}{_nearest(name, list(kind.model_fields))}")
    if name == "kind":
        return _chosen(_single(value), ontology().subclasses(expand(f"hz:{kind.ROOT}")))
    if kind.is_list(name):
        items = [_single(item) for item in (value if isinstance(value, list) else [value])]
        if name == "evidence":
            return tuple(Evidence.parse(item) for item in items)
        return tuple(dict.fromkeys(_field(kind, name, item) for item in items))
    return _field(kind, name, _single(value))


def _single(value: Any) -> str:
    """Return a text or a number as text."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise ValueError(f"{shortened(json.dumps(value, default=str))} is no text and no number")
    if isinstance(value, str):
        return value
    number = Decimal(value)
    if abs(number.adjusted()) > _MOST_DIGITS:  # written out it could fill the memory
        raise ValueError(f"{shortened(str(number))} is a number of more than {_MOST_DIGITS} digits")
    return format(number, "f")


def _field(kind: type[Record], name: str, text: str) -> str:
    says = dict(kind.statements()).get(name)
    if says is None:
        return text
    if says.one_of:
        return _chosen(text, ontology().members[expand(f"hz:{says.one_of}")])
    if says.value == "date":
        return as_date(text)
    return as_number(text) if says.value in ("integer", "decimal") else text


def _chosen(text: str, choices: Sequence[str]) -> str:
    """Return the local name of the choice that is called so in either language."""
    iri = ontology().named(text, list(choices))
    if iri is None:
        hint = _nearest(text, [local_name(choice) for choice in choices])
        raise ValueError(f"{shortened(text)!r} is not a known value{hint}")
    return local_name(iri)


def _problem(detail: Mapping[str, Any]) -> str:
    if detail["type"] == "missing":
        return "is missing; it has to be there"
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    return f"{shortened(str(detail['input']))!r}: {detail['msg']}"


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"


def _set_sources(path: Path, tables: Tables, faults: list[Fault]) -> None:
    """Give each record the id of its source, and the file a source when it names none."""
    sources = {row.record.id for row in tables.rows if isinstance(row.record, Source)}
    tables.is_named = bool(sources)
    if not sources:
        name = path.stem
        try:
            tables.rows.insert(0, Row(Source(id=name, title=name, file=path.name), path.name, 0))
        except ValidationError:
            problem = "has a name that cannot be the id of a source; give the file another one"
            faults.append(Fault(path.name, 0, "", problem))
            return
        sources = {name}
    only = next(iter(sources)) if len(sources) == 1 else ""
    for place, row in enumerate(tables.rows):
        is_source = isinstance(row.record, Source)
        named = row.record.key() if is_source else row.record.source or only
        if named not in sources:
            hint = _nearest(named, sorted(sources)) if named else "; say which source states it"
            problem = f"names no source of the file{hint}"
            faults.append(Fault(row.file, row.row, "source", problem))
        record = row.record.model_copy(update={"source": named})
        tables.rows[place] = Row(record, row.file, row.row)
