"""Opens files as reports: plain text, web pages, Word documents, PDF, JSON lines, or `-`."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.report import Report
from hezuo.graph.sources.sheets import refused

TEXT_SUFFIXES = (".txt", ".md")
PAGE_SUFFIXES = (".html", ".htm")
LINES_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES, ".docx", ".pdf", *LINES_SUFFIXES)
STANDARD_INPUT = Path("-")

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 20_000_000
_MOST_NAMED = 5


def report_files(paths: Sequence[Path], notes: list[str] | None = None) -> list[Path]:
    """Return the files that hold reports: those named, and those in the folders named, sorted.

    Adds to ``notes`` which files of a folder are left out. Raises HezuoError for a path that does
    not exist and for a folder without reports.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path, notes if notes is not None else [])
        elif path == STANDARD_INPUT or path.exists():
            found.append(path)
        else:
            raise HezuoError(f"{path} does not exist", "name a report or a folder of reports")
    return list(dict.fromkeys(found))


def report_names(files: Sequence[Path]) -> dict[Path, str]:
    """Return what the report of each file is called: its stem, with its folder where two share one.

    To be given to ``read_reports``, so that of two files named alike none replaces the other.
    """
    shared = Counter(path.stem for path in files)
    named: dict[Path, str] = {}
    taken: set[str] = set()
    for path in files:
        name = path.stem if shared[path.stem] == 1 else f"{path.parent.name}/{path.name}"
        name = str(path) if name in taken else name
        taken.add(name)
        named[path] = name
    return named


def read_reports(path: Path, published: str = "", name: str = "") -> Iterator[Report]:
    """Yield the reports of one file, or those that standard input holds if the path is ``-``.

    ``published`` is the date where a file does not say one, ``name`` the report's id instead of
    the stem of the file's name. Raises InputError for what cannot be read, saying why.
    """
    published = _date(published)
    if path == STANDARD_INPUT:
        from hezuo.graph.extract.documents.standard_input import saved_standard_input

        with saved_standard_input() as saved:
            yield from _reports(saved, published, name)
    else:
        yield from _reports(path, published, name)


def _reports(path: Path, published: str, name: str) -> Iterator[Report]:
    suffix = path.suffix.lower()
    if suffix in LINES_SUFFIXES and path.is_file():
        from hezuo.graph.extract.documents.report_lines import read_report_lines

        for report in read_report_lines(path, name):
            yield replace(report, published=report.published or published)
        return
    if path.is_dir():
        raise HezuoError(f"{path} is a folder", "name the reports in it")
    if suffix not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        raise refused(path.name, f"is none of the kinds of files that hold reports ({kinds})")
    content = _content(path)
    report = _report(path, suffix, content)
    if not report.text.strip():
        raise refused(path.name, "holds no text; take it away or name another file")
    if len(report.text) > MOST_CHARACTERS:
        raise refused(path.name, f"holds more than {MOST_CHARACTERS:,} characters; split it")
    yield replace(
        report,
        id=name or path.stem,
        published=report.published or published,
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _report(path: Path, suffix: str, content: bytes) -> Report:
    """Return the report in a file of a kind; the imports wait for the first of its kind."""
    if not content:
        raise refused(path.name, "is empty; take it away or name another file")
    if suffix in PAGE_SUFFIXES:
        from hezuo.graph.extract.documents.html_text import read_html

        return read_html(path, content)
    if suffix == ".docx":
        from hezuo.graph.extract.documents.word_text import read_word

        return read_word(path.name, content)
    if suffix == ".pdf":
        from hezuo.graph.extract.documents.pdf_text import read_pdf

        return read_pdf(path.name, content, MOST_CHARACTERS)
    from hezuo.graph.extract.documents.text_files import read_text

    return read_text(path, content)


def _content(path: Path) -> bytes:
    """Return the bytes of a file; raise InputError for what is none, or too large."""
    if not path.is_file():
        is_there = path.exists()
        raise refused(path.name, "cannot be read (it is no file)" if is_there else "does not exist")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise refused(path.name, f"cannot be read ({error.strerror})") from None
    if len(content) > MOST_BYTES:
        raise refused(path.name, f"is larger than {MOST_BYTES >> 20} MB; split it")
    return content


def _date(published: str) -> str:
    if not published:
        return ""
    from hezuo.graph.extract.documents.masthead import stated_date

    try:
        return stated_date(published)
    except ValueError as error:
        raise HezuoError(f"the date of publication: {error}") from None


def _in_folder(folder: Path, notes: list[str]) -> list[Path]:
    """Return the reports in a folder and its folders; hidden files are not looked at."""
    found: list[Path] = []
    left: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if _is_report(path):
                found.append(path)
            else:
                left.append(str(path.relative_to(folder)))
    if left:
        more = f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else ""
        notes.append(f"{folder}: left out {', '.join(left[:_MOST_NAMED])}{more}")
    if not found:
        raise HezuoError(f"{folder} holds no reports", f"put {', '.join(SUFFIXES)} files there")
    return sorted(found)


def _is_report(path: Path) -> bool:
    suffix = path.suffix.lower()
    # What Word leaves beside an open file is no document.
    if path.name.startswith((".", "~$")) or suffix not in SUFFIXES or not path.is_file():
        return False
    if suffix in LINES_SUFFIXES:
        from hezuo.graph.extract.documents.report_lines import is_report_lines

        return is_report_lines(path)
    return True
