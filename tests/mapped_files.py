"""Small foreign tables and mappings for tests, written to a folder and read."""

import csv
import textwrap
from collections.abc import Sequence
from pathlib import Path

from hezuo.graph.mapping.read import read_mapped
from hezuo.graph.records import Record
from hezuo.graph.sources.tables import Tables


def write_table(path: Path, *rows: Sequence[object]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_mapping(folder: Path, text: str, name: str = "map.toml") -> Path:
    path = folder / name
    path.write_text(textwrap.dedent(text), "utf-8")
    return path


def read(folder: Path, mapping: str, *rows: Sequence[object]) -> Tables:
    """Read one table as a mapping says."""
    table = write_table(folder / "table.csv", *rows)
    return read_mapped([table], write_mapping(folder, mapping))


def of_kind(tables: Tables, kind: type[Record]) -> list[Record]:
    return [row.record for row in tables.rows if isinstance(row.record, kind)]
