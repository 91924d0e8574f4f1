"""Opens delimited text (CSV, TSV) as a sheet of rows, whatever its encoding and separator."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from hezuo.graph.sources.encodings import LONGEST_LINE, Encoding, encoding_of
from hezuo.graph.sources.sheets import Cell, Sheet, refused

_SEPARATORS = ",\t;"
# A cell larger than this is no table cell but a broken quotation mark.
_LARGEST_CELL = 1_000_000
_SAMPLE_ROWS = 50


def open_delimited(path: Path, notes: list[str]) -> Sheet:
    """Return the one sheet of a text file; raise InputError for what is no text, or no table."""
    encoding = encoding_of(path)
    if not encoding.is_usual:
        notes.append(f"{path.name}: not UTF-8; read as {encoding.name}")
    separator = _separator(path, encoding)
    return Sheet(path.name, path.stem, partial(_rows, path, encoding, separator))


def _rows(path: Path, encoding: Encoding, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    number = 0
    try:
        with _opened(path, encoding) as file:
            reader = csv.reader(_lines(path, file), delimiter=separator, strict=True)
            for number, cells in enumerate(reader, start=1):
                values: list[Cell] = [cell if cell.strip() else None for cell in cells]
                if any(values):
                    yield number, values
    except csv.Error as error:
        problem = f"is not well-formed CSV ({error}); look for a quotation mark left open"
        raise refused(path.name, problem, number + 1) from None
    except (OSError, UnicodeDecodeError) as error:
        problem = f"could not be read to its end ({error}); is it being written?"
        raise refused(path.name, problem) from None


def _opened(path: Path, encoding: Encoding) -> IO[str]:
    csv.field_size_limit(_LARGEST_CELL)
    return path.open(encoding=encoding.codec, newline="")


def _lines(path: Path, file: IO[str]) -> Iterator[str]:
    """Yield the lines of a file, each whole and none without end."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise refused(path.name, "has a line without end; is it a table?")
        yield line


def _separator(path: Path, encoding: Encoding) -> str:
    """Return what parts the columns: what parts the heading, and most rows into as many.

    A heading that nothing parts is that of a table with one column.
    """
    with _opened(path, encoding) as file:
        lines = list(islice(_lines(path, file), _SAMPLE_ROWS))
    return max(_SEPARATORS, key=_agreement(lines))


def _agreement(lines: list[str]) -> Callable[[str], tuple[bool, float, int]]:
    """Return what tells of a separator how well it parts the lines; of equals, the first wins."""

    def agreement(separator: str) -> tuple[bool, float, int]:
        widths = []
        try:
            for cells in csv.reader(lines, delimiter=separator):
                widths += [len(cells)] if any(cell.strip() for cell in cells) else []
        except csv.Error:
            pass  # said with its row when the rows are read
        if not widths or widths[0] == 1:
            return False, 0.0, 0
        return True, widths.count(widths[0]) / len(widths), widths[0]

    return agreement
