"""Reads reports from JSON lines: one report an object, with its text and what is known about it.

{"title": "两地签约", "text": "6月17日，……", "published": "2021-06-18", "url": "https://..."}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.extract.documents.masthead import Masthead, masthead, stated_date
from hezuo.graph.extract.report import Report, report_of
from hezuo.graph.sources.object_lines import LONGEST_LINE, json_object, numbered_lines
from hezuo.graph.sources.sheets import refused

_MOST_FAULTS = 20
_CHUNK = 1 << 20
_TEXTS = ("title", "text", "published", "url", "publisher", "author")


def is_report_lines(path: Path) -> bool:
    """Return whether a file of JSON lines holds reports, and no records; its first line tells.

    Records name their ``table`` (graph/sources/json_lines.py), reports have a ``text`` instead.
    """
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    stated = json.loads(line.decode("utf-8-sig"))
                    return isinstance(stated, dict) and "text" in stated and "table" not in stated
    except (OSError, ValueError, RecursionError):
        return False  # whoever reads it as records says what is wrong
    return False


def read_report_lines(path: Path, name: str = "") -> Iterator[Report]:
    """Yield the report of each line; one without an id is called by ``name`` and its line.

    Raises InputError at the end, with the faults of up to twenty lines: one bad line does not
    keep the others from being read.
    """
    faults: list[Fault] = []
    lines_of: dict[str, int] = {}
    sha256 = _checksum(path)
    for number, line in numbered_lines(path):
        try:
            report = _report(path, name or path.stem, number, line, sha256)
            before = lines_of.setdefault(report.id, number)
            if before != number:
                said = shortened(report.id)
                raise _LineError(f"has the id {said!r} of row {before}; give it another", "id")
        except _LineError as error:
            faults.append(Fault(path.name, number, error.field, str(error)))
            if len(faults) >= _MOST_FAULTS:
                break
        else:
            yield report
    if not lines_of and not faults:
        raise refused(path.name, "holds no reports; write one object a line")
    if faults:
        raise InputError(faults)


class _LineError(Exception):
    """What is wrong with a line, and in which field."""

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__(problem)
        self.field = field


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise refused(path.name, f"cannot be read ({error.strerror})") from None
    return digest.hexdigest()


def _report(path: Path, name: str, number: int, line: bytes, sha256: str) -> Report:
    try:
        stated = json_object(line, '{"title": ..., "text": ...}')
    except ValueError as error:
        raise _LineError(str(error)) from None
    said = {field: _text(stated, field) for field in _TEXTS}
    if not said["text"].strip():
        raise _LineError("is missing; write the report's text there", "text")
    if said["published"]:
        try:
            said["published"] = stated_date(said["published"])
        except ValueError as error:
            raise _LineError(str(error), "published") from None
    title, text = said["title"].strip(), said["text"]
    head = Masthead(said["published"], said["publisher"], said["author"]).or_else(masthead(text))
    called = stated.get("id")
    if isinstance(called, bool) or not isinstance(called, (str, int, type(None))):
        raise _LineError("is no text and no number; write a short name", "id")
    identifier = str(called).strip() if called is not None else ""
    return report_of(
        title,
        text,
        id=identifier or f"{name}-{number}",
        published=head.published,
        publisher=head.publisher,
        author=head.author,
        url=said["url"],
        file=path.name,
        sha256=sha256,
    )


def _text(stated: dict[str, Any], field: str) -> str:
    """Return a field's text; one that is not there, or null, is empty."""
    value = stated.get(field)
    if value is None:
        return ""
    if field == "published" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _LineError("is no text; write it in quotation marks", field)
    return value if field in ("text", "title") else value.strip()
