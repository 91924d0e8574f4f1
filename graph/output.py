"""Rows of an answer as a table for people, or as json, jsonl, csv, tsv or md for programs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from hezuo.graph.values import disarmed

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
_MISSING = "–"
_GAP = "  "
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NARROWEST = 8
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f\u0370-\u04ff]")


def as_json(value: Any) -> Any:
    """Return named tuples as objects, and decimals as numbers, all the way down."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: as_json(item) for name, item in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {name: as_json(item) for name, item in value.items()}
    return float(value) if isinstance(value, Decimal) else value


def rows_as_text(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, *, has_bom: bool = False
) -> str:
    """Return rows in one of ``FORMATS``; json and jsonl have every key, the others the columns.

    With ``has_bom`` csv begins with a byte order mark: Excel takes it for Latin without.
    """
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=2)
    if form == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    cells = [{column: _text(row.get(column)) for column in columns} for row in rows]
    if form != "csv":  # what would move the cursor or the columns has no place in a line
        cells = [{c: _CONTROLS.sub(" ", text) for c, text in row.items()} for row in cells]
    if form == "csv":
        from hezuo.graph.export import csv_text

        return ("\ufeff" if has_bom else "") + csv_text(columns, cells).rstrip("\n")
    if form == "tsv":
        heads = [_CONTROLS.sub(" ", column) for column in columns]
        lines = [heads, *([row[c] for c in columns] for row in cells)]
        return "\n".join("\t".join(map(disarmed, line)) for line in lines)
    if form == "md":
        return _markdown(cells, columns)
    return _table(cells, columns)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "；".join(_text(item) for item in value)
    return str(value)


def _markdown(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> str:
    lines = [columns, ["---"] * len(columns), *([row[c] for c in columns] for row in rows)]
    return "\n".join("| " + " | ".join(map(_as_markdown, line)) + " |" for line in lines)


def _as_markdown(cell: str) -> str:
    """Return a cell in which nothing is markup: it comes from a source and is not trusted."""
    escaped = re.sub(r"([\\`*_\[\]|])", r"\\\1", cell)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return a table no wider than the terminal, in which Chinese lines up.

    rich measures and cuts the cells; its own tables would take a third of the time of a whole
    `hezuo partners` to load.
    """
    from rich.cells import cell_len

    lines = [list(columns), *([row[column] or _MISSING for column in columns] for row in rows)]
    natural = [max(cell_len(line[n]) for line in lines) for n in range(len(columns))]
    widths = _fitting(natural, shutil.get_terminal_size((80, 24)).columns)
    text = []
    for number, line in enumerate(lines):
        parts = [_pieces(cell, width) for cell, width in zip(line, widths, strict=True)]
        for pieces in zip_longest(*parts, fillvalue=""):
            padded = (p + " " * (w - cell_len(p)) for p, w in zip(pieces, widths, strict=True))
            text.append(_GAP.join(padded).rstrip())
        if number == 0:
            text.append(_GAP.join("─" * width for width in widths))
    return "\n".join(text)


def _pieces(cell: str, width: int) -> list[str]:
    """Return a cell in pieces of a width: cut between words where there are any, else anywhere.

    >>> _pieces("University of Turku", 13), _pieces("重庆市科学技术协会", 8)
    (['University of', 'Turku'], ['重庆市科', '学技术协', '会'])
    """
    from rich.cells import cell_len, chop_cells

    pieces = []
    while cell_len(cell) > width:
        # No more is measured than may fit, marks without a width among it.
        first = chop_cells(cell[: 2 * width], width)[0] or cell[0]
        after = cell[len(first) :]
        blank = first.rfind(" ")
        if blank > 0 and after and _WORD.match(first[-1]) and _WORD.match(after):
            first = first[:blank]
        pieces.append(first.rstrip())
        cell = cell[len(first) :].lstrip()
    return [*pieces, cell] if cell or not pieces else pieces


def _fitting(natural: Sequence[int], terminal: int) -> list[int]:
    """Return column widths that fit a terminal: the widest column gives way first."""
    widths = [max(width, 1) for width in natural]
    least = sum(min(width, _NARROWEST) for width in widths)
    room = max(terminal - len(_GAP) * (len(widths) - 1), least)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return widths
