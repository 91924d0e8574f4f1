"""The bundled Chongqing tables, and the report and facts they were made from, for the tests."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TABLES = Path(__file__).resolve().parents[1] / "data" / "chongqing-2021"
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"
needs_seed = pytest.mark.skipif(
    not SEED.is_dir(), reason="the report and its facts are not beside the project"
)


Row = dict[str, str]


@cache
def rows(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(cell: str) -> list[str]:
    return cell.split("；") if cell else []


def called(row: Row) -> list[str]:
    """Everything a row can be referred to by."""
    names = [row["name"], *items(row.get("aliases", "")), row.get("code", "")]
    return [name for name in names if name]


def row_called(name: str, tables: str) -> Row:
    found = [row for table in tables.split() for row in rows(table) if name in called(row)]
    assert len(found) == 1, f"{name} stands for {len(found)} rows of {tables}"
    return found[0]


def canonical(names: Iterable[str], tables: str = "organizations districts") -> frozenset[str]:
    return frozenset(row_called(name, tables)["name"] for name in names)


def spans(row: Row) -> Iterator[tuple[int, int]]:
    for item in items(row.get("evidence", "")):
        start, end = item.split("-")
        yield int(start), int(end)


@cache
def facts() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEED / "facts.json").read_text(encoding="utf-8"))
    return loaded


@cache
def report() -> str:
    [source] = rows("sources")
    return (SEED / source["file"]).read_bytes().decode("utf-8")


@cache
def mentions() -> list[tuple[str, str, int, int]]:
    """Type, text, start and end in the raw file of every annotated mention.

    The annotation counts in a text whose page breaks inside sentences were joined and whose
    empty lines were dropped; the tables count in the raw file.
    """
    text, places = "", []
    for line in re.finditer(r"[^\n]+", report()):
        goes_on = "," in line[0] and line[0][-1] not in "。”"
        text += line[0] + ("" if goes_on else "\n")
        places += [*range(*line.span()), *([] if goes_on else [line.end()])]
    found = []
    for mention in facts()["mentions"]:
        start, end = mention["start"], mention["end"]
        assert text[start:end] == mention["text"]
        found.append((mention["type"], mention["text"], places[start], places[end - 1] + 1))
    return found


def slices(row: Row) -> list[str]:
    """What the evidence of a row reads, without the page breaks."""
    return [report()[start:end].replace("\n", "") for start, end in spans(row)]


def says(text: str, name: str, tables: str = "organizations districts") -> bool:
    return any(form in text for form in called(row_called(name, tables)))
