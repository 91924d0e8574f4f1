"""What `add` is given: files and folders of tables, RDF or reports, told apart by their names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.sources.sheets import TEXT_SUFFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.sources.tables import Tables

_CHUNK = 1 << 20
# To be raised when files are read otherwise than before: then none counts as unchanged.
_READING = 3
_TABLES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True)
class Facts:
    """What was read: the quads, each in the graph of its source, and notes on the reading.

    ``read`` may be called again. ``sources`` are the graphs, where they are known beforehand;
    ``is_named`` says whether the input itself gives them their names.
    """

    read: Callable[[], Iterable[Quad]]
    notes: Sequence[str] = ()
    sources: Sequence[str] = ()
    is_named: bool = True


@dataclass(frozen=True)
class Input:
    """Files that are read together: a file or folder, or all the tables that a mapping joins.

    A file of reports has ``reading``, how it is read, and ``name``, what its report is called.
    What came from no file is ``called`` something else than the file it stands in for now.
    """

    paths: tuple[Path, ...]
    mapping: str = ""
    reading: Reading | None = None
    name: str = ""
    called: str = ""

    def __str__(self) -> str:
        return self.called or ", ".join(map(str, self.paths))

    @property
    def place(self) -> str:
        """Where the input lies, as it is noted in the store: absolute paths, one a line."""
        if self.called:
            return self.called
        # A name on disk can be any bytes.
        return "\n".join(
            str(path.absolute()).encode(errors="replace").decode() for path in self.paths
        )

    def checksum(self) -> str:
        """Return the SHA-256 of everything that is read, in hexadecimal.

        Raises InputError for what is no table by its start: the rest of it is not worth reading.
        """
        self._look()
        how = self.reading.mark() if self.reading else self.mapping
        digest = hashlib.sha256(f"{_READING} {how}\0".encode(errors="replace"))
        mappings = [path for path in self._mapping_files() if path.is_file()][:1]
        for path in mappings + [part for given in self.paths for part in _files(given)]:
            digest.update(os.fsencode(path.name) + b"\0")
            try:
                with path.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
            except OSError as error:
                problem = f"{path} cannot be read ({error.strerror or error})"
                raise HezuoError(problem, "see to it that you may read it") from error
            digest.update(b"\0")
        return digest.hexdigest()

    def _mapping_files(self) -> list[Path]:
        """Return where the mapping may lie: in a file of that name, or with those that ship."""
        if not self.mapping:
            return []
        shipped = Path(__file__).resolve().parents[1] / "data" / "mappings"
        name = f"{self.mapping}.toml"
        return [Path(self.mapping), shipped / name, shipped / "rdf" / name]

    def _look(self) -> None:
        """Raise InputError with every fault where the start of a file shows that it is no table."""
        from hezuo.graph.sources.encodings import refuse_endless_line
        from hezuo.graph.sources.sheets import is_workbook

        if self.reading or _is_rdf(self.paths[0]):
            return
        for path in (part for given in self.paths for part in _files(given)):
            try:
                if not is_workbook(path):
                    refuse_endless_line(path)
            except InputError:
                self.facts()
                raise

    def is_rdf(self) -> bool:
        """Return whether it is a file of RDF, JSON lines or a network, and no table."""
        return not self.reading and _is_rdf(self.paths[0])

    def facts(self) -> Facts:
        """Read the input; raise InputError or HezuoError with everything that is wrong with it."""
        if self.mapping and not _is_rdf(self.paths[0]):
            from hezuo.graph.mapping.read import read_mapped

            return _linked(read_mapped(self.paths, self.mapping))
        (path,) = self.paths
        if _is_rdf(path):
            from hezuo.graph.sources.rdf_files import open_rdf

            found = open_rdf(path, self.mapping)
            return Facts(found.read, found.notes, found.sources, found.is_named)
        from hezuo.graph.sources.tables import read_tables

        return _linked(read_tables(path))


def inputs(
    paths: Sequence[Path],
    mapping: str = "",
    reading: Reading | None = None,
    notes: list[str] | None = None,
) -> list[Input]:
    """Return what is to be read: each path, or with a mapping of tables all of them together.

    A folder of reports is each report in it, read as ``reading`` says; ``notes`` are told what is
    left out of it. Raises HezuoError for a path that cannot be read.
    """
    for path in paths:
        _check_path(path)
    if mapping and not any(map(_is_rdf, paths)):
        return [Input(tuple(part for path in paths for part in _mapped_files(path)), mapping)]
    reports = [] if mapping else [path for path in paths if _holds_reports(path)]
    read = _reports(reports, reading, notes)
    return [Input((path,), mapping) for path in paths if path not in reports] + read


@contextmanager
def standard_input(mapping: str, reading: Reading | None) -> Iterator[Input]:
    """Yield what standard input holds, reports, to be read before it is gone.

    Raises HezuoError where it holds something else, or where a ``mapping`` asks for tables.
    """
    from hezuo.graph.extract.documents.standard_input import saved_standard_input
    from hezuo.graph.extract.reading import Reading

    if mapping:
        raise HezuoError(
            "a mapping is for tables and RDF, and - for a report on standard input",
            "save what stands there as a file, and name that",
        )
    with saved_standard_input() as path:
        called = path.stem.replace("stdin-", "standard input ")
        yield Input((path,), "", reading or Reading(), path.stem, called)


def _reports(paths: list[Path], reading: Reading | None, notes: list[str] | None) -> list[Input]:
    """Return each file of reports that paths mean."""
    if not paths:
        return []
    from hezuo.graph.extract.documents.documents import report_files, report_names
    from hezuo.graph.extract.reading import Reading

    how = reading or Reading()
    names = report_names(report_files(paths, notes))
    return [Input((path,), "", how, name) for path, name in names.items()]


def _holds_reports(path: Path) -> bool:
    """Return whether a file holds reports, or a folder does and no tables."""
    from hezuo.graph.extract.documents.documents import LINES_SUFFIXES, SUFFIXES

    suffix = path.suffix.lower()
    if path.is_dir():
        return not _files(path) and _has_reports(path)
    if suffix in LINES_SUFFIXES:
        from hezuo.graph.extract.documents.report_lines import is_report_lines

        return is_report_lines(path)
    if suffix in TEXT_SUFFIXES:
        from hezuo.graph.sources.tables import is_table

        return suffix in SUFFIXES and not is_table(path)
    return suffix in SUFFIXES


def _has_reports(folder: Path) -> bool:
    from hezuo.graph.extract.documents.documents import report_files

    try:
        return bool(report_files([folder], []))
    except HezuoError:
        return False


def _mapped_files(path: Path) -> list[Path]:
    """Return the file, or the tables and workbooks in the folder, that are read by a mapping."""
    if not path.is_dir():
        return [path]
    # What Excel leaves beside an open file, and what is hidden, is no table.
    shown = (part for part in path.iterdir() if not part.name.startswith((".", "~$")))
    found = sorted(part for part in shown if part.suffix.lower() in _TABLES)
    if not found:
        raise HezuoError(
            f"{path} holds no table", f"put files that end with {', '.join(_TABLES)} there"
        )
    return found


def _check_path(path: Path) -> None:
    if not path.exists():
        raise HezuoError(f"{path} does not exist", "name a file or a folder of tables")
    if not os.access(path, os.R_OK):
        raise HezuoError(f"{path} cannot be read", "see to it that you may read it")


def _is_rdf(path: Path) -> bool:
    from hezuo.graph.sources.rdf_files import SUFFIXES

    return not path.is_dir() and path.suffix.lower() in SUFFIXES


def _files(path: Path) -> list[Path]:
    """Return the file, or the tables in the folder, that a path means."""
    if not path.is_dir():
        return [path]
    return sorted(part for part in path.iterdir() if part.suffix.lower() in (".csv", ".tsv"))


def _linked(tables: Tables) -> Facts:
    from hezuo.graph.rdf import quads
    from hezuo.graph.resolve import link

    linked = link(tables.rows)
    sources = sorted({item.graph for item in linked})
    return Facts(lambda: quads(linked), tables.notes, sources, tables.is_named)
