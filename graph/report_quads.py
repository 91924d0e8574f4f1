"""From reports to quads: read, made into records, linked, and kept on disk until loaded."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Self, cast

from pyoxigraph import Quad, RdfFormat, parse, serialize

from hezuo.graph.errors import Fault, HezuoError, InputError
from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.many import read_each
from hezuo.graph.extract.reading import Reading
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rows.rows import facts_to_rows
from hezuo.graph.rdf import quads
from hezuo.graph.records import Row
from hezuo.graph.resolve import Linked, link
from hezuo.graph.terms import graph_iri

_MOST_ROUNDS = 5
_FASTEST = 1


def linked_facts(
    report: Report, extraction: Extraction, how: Reading
) -> tuple[list[Linked], list[str]]:
    """Return the linked records of a report's facts, with notes.

    What cannot be linked - an extractor of others may name one thing twice - is left out and noted.
    """
    tables = facts_to_rows(report, extraction, planned=how.planned)
    rows, notes = tables.rows, list(tables.notes)
    for _ in range(_MOST_ROUNDS):  # what refers to something that is left out goes next
        try:
            return link(rows), notes
        except InputError as error:
            wrong = {fault.row: fault for fault in error.faults}
            notes += [f"{report.id}: left out {_said(rows, fault)}" for fault in wrong.values()]
            rows = [row for row in rows if row.row not in wrong]
    return link(rows[:1]), [*notes, f"{report.id}: no fact of it could be linked"]


def _said(rows: Sequence[Row], fault: Fault) -> str:
    row = next(row for row in rows if row.row == fault.row)
    return f"{row.record.ROOT} {row.record.label()!r}: {fault.column}: {fault.problem}"


@dataclass(frozen=True)
class ReportQuads:
    """What a report states: the graph of its source, its quads as compressed N-Quads, and notes."""

    source: str
    content: bytes
    notes: tuple[str, ...] = ()


def report_quads(report: Report, extraction: Extraction, how: Reading) -> ReportQuads:
    """Return the quads of a report; other processes call it too."""
    linked, notes = linked_facts(report, extraction, how)
    stated = serialize(dict.fromkeys(quads(linked)), format=RdfFormat.N_QUADS) or b""
    return ReportQuads(linked[0].graph, gzip.compress(stated, _FASTEST), tuple(notes))


@dataclass
class ReportsRead:
    """The quads of many reports in a file of their own; to be used as a context.

    ``sources`` are the graphs with the file that each was read from, ``failed`` says what could
    not be read.
    """

    sources: dict[str, Path] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failed: dict[Path, HezuoError] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory()
        self._path = Path(self._folder.name) / "quads.nq.gz"
        self._path.touch()
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def read(
        self,
        files: Sequence[tuple[Path, str]],
        how: Reading,
        *,
        keep_going: bool,
        progress: Callable[[int], None],
    ) -> None:
        """Read files; raise the first error, or with ``keep_going`` note all of them."""
        with self._path.open("ab") as spool:
            for number, read in enumerate(read_each(files, how, report_quads), start=1):
                for made in read.made:
                    before = self.sources.setdefault(made.source, read.path)
                    if before != read.path:
                        problem = f"{read.path} and {before} both state the source {made.source}"
                        read.error = HezuoError(problem, "call one of the reports otherwise")
                        continue
                    spool.write(made.content)
                    self.notes += made.notes
                if read.error and not keep_going:
                    raise read.error
                if read.error:
                    self.failed[read.path] = read.error
                progress(number)

    def quads(self, sources: Container[str]) -> Iterator[Quad]:
        """Yield the quads of some of the sources that were read, any time."""
        with gzip.open(self._path) as content:
            for quad in parse(cast("IO[bytes]", content), format=RdfFormat.N_QUADS):
                if graph_iri(quad) in sources:
                    yield quad
