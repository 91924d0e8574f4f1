"""Standard input as a file that holds a report, or JSON lines of reports: what `-` means.

It is called after its checksum: the same text is the same source whenever it is read, and another
text is another one.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.documents import MOST_BYTES
from hezuo.graph.sources.sheets import refused

_NAME = "stdin"
_LOOK = 4096
_MARK = b"\xef\xbb\xbf"
_DIGITS = 8
_SAVE = "save it as a file and name that"
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<head")
_OBJECTS = (b"{", b"[")
_ENDS = tuple('.。!！?？…”"')
_ROWS = 50
# How Turtle, N-Triples, RDF/XML and networks begin.
_FACTS = re.compile(
    rb"@(prefix|base)\s|(prefix\s+[\w-]*:\s*<|base\s+<)|<https?:[^\s<>]+>\s|_:\w+\s"
    rb"|(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype\s+rdf|<rdf:RDF|<graphml|<gexf)",
    re.IGNORECASE | re.DOTALL,
)


@contextmanager
def saved_standard_input() -> Iterator[Path]:
    """Yield a file with what standard input holds, named by its kind and checksum; then remove it.

    Of which kind it is, is told by how it begins. Raises InputError for what is too large, and for
    tables, RDF and JSON of other things, which are read from files alone.
    """
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise refused(_NAME, f"is larger than {MOST_BYTES >> 20} MB; split it")
    start = content[:_LOOK].removeprefix(_MARK).lstrip()
    if not content.strip():
        raise refused(_NAME, "is empty; send the text of a report")
    with tempfile.TemporaryDirectory() as folder:
        checksum = hashlib.sha256(content).hexdigest()[:_DIGITS]
        path = Path(folder) / f"{_NAME}-{checksum}{_suffix(start)}"
        path.write_bytes(content)
        if start.startswith(_OBJECTS) and not _holds_lines(path):
            path = path.rename(path.with_suffix(".txt"))
        if problem := _problem(path, start):
            raise refused(_NAME, problem)
        yield path


def _suffix(start: bytes) -> str:
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return ".docx"
    if start[:100].lower().startswith(_PAGES):
        return ".html"
    return ".jsonl" if start.startswith(_OBJECTS) else ".txt"


def _holds_lines(path: Path) -> bool:
    from hezuo.graph.extract.documents.report_lines import is_report_lines

    return is_report_lines(path)


def _problem(path: Path, start: bytes) -> str:
    """Return why a file is not read as a report; empty if it may be one."""
    if path.suffix == ".txt" and start.startswith(_OBJECTS) and _is_json(path):
        return f"holds JSON that is no report: one object a line, with its text; or {_SAVE}"
    what = ""
    if path.suffix == ".docx" and _is_workbook(path):
        what = "an Excel workbook"
    elif path.suffix in (".txt", ".html") and _FACTS.match(start):
        what = "RDF or a network"
    elif path.suffix == ".txt" and _is_table(path):
        what = "a table"
    return f"holds {what} and no report; {_SAVE}" if what else ""


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return False  # who reads it as a document says what is wrong


def _is_table(path: Path) -> bool:
    """Return whether a text is a table of ours, or has rows of one width that are no sentences."""
    from hezuo.graph.sources.sheets import open_sheets
    from hezuo.graph.sources.tables import is_table

    if is_table(path):
        return True
    try:
        (sheet,) = open_sheets(path, [])
        rows = [cells for _, cells in islice(sheet.rows(), _ROWS)]
    except InputError:
        return False
    is_even = len({len(cells) for cells in rows}) == 1 and len(rows) > 1 and len(rows[0]) > 1
    return is_even and not any(str(cells[-1] or "").rstrip().endswith(_ENDS) for cells in rows)


def _is_json(path: Path) -> bool:
    """Return whether a file is JSON, or its first line is."""
    content = path.read_bytes().removeprefix(_MARK)
    for part in (content, content.lstrip().partition(b"\n")[0]):
        try:
            json.loads(part)
        except (ValueError, RecursionError):
            continue
        return True
    return False
