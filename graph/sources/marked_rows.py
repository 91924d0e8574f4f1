"""The rows of a template that are no data: notes on what to write, and an example."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hezuo.graph.records import Record
from hezuo.graph.sources.headings import choice_called, choice_heading, closed_list
from hezuo.graph.sources.sheets import Cell

NOTES = "说明 Notes:"
EXAMPLE = "示例 Example:"
_MARK = re.compile(r"(说明|示例) ?(Notes|Example) ?[:：]")
_EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "template"


def mark_of(cells: Sequence[Cell]) -> str:
    """Return the mark that the first filled cell of a row begins with, or the empty string."""
    first = next((cell for cell in cells if cell not in (None, "")), None)
    match = _MARK.match(first.lstrip()) if isinstance(first, str) else None
    if match is None:
        return ""
    return NOTES if match[1] == "说明" else EXAMPLE


@cache
def examples(kind: type[Record]) -> list[dict[str, str]]:
    """Return the example rows of a table, as the template shows them: text by name of field."""
    with (_EXAMPLES / f"{kind.TABLE}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {name: _shown(kind, name, text) for name, text in row.items() if text}
            for row in csv.DictReader(file)
        ]


def _shown(kind: type[Record], name: str, text: str) -> str:
    choices = closed_list(kind, name)
    iri = choice_called(text, choices) if choices else None
    return choice_heading(iri) if iri else text


def is_as_shipped(kind: type[Record], cells: Sequence[Cell]) -> bool:
    """Return whether an example row is one that the template came with."""
    held = {str(cell).removeprefix(EXAMPLE).strip() for cell in cells if cell not in (None, "")}
    return any(held == set(row.values()) for row in examples(kind))
