"""From files to the store: read, resolve, turn into quads, and publish all of it at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError, passed_over
from hezuo.graph.identity.decisions import DECISIONS, join_decisions
from hezuo.graph.inputs import Facts, Input, inputs, standard_input
from hezuo.graph.lookup import source_id
from hezuo.graph.unchanged import unchanged

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.report_quads import ReportsRead
    from hezuo.graph.store import Origin, Store, Writer

# Told now and then what is being read, how many of it have been, and of what: facts or reports.
Progress = Callable[[str, int, str], None]
_REPORT_EVERY = 10_000
_IN_A_TABLE = " in a table of sources (columns id and title)"


@dataclass(frozen=True)
class Added:
    """A source that was added: its IRI, how many facts it states, and what it was read from."""

    source: str
    facts: int
    path: str
    # Whether the store has it from before, from the same bytes: nothing was read again.
    is_unchanged: bool = False


@dataclass
class Report:
    """What became of an `add`: sources, notes on reading, and what failed under ``keep_going``."""

    added: list[Added] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[HezuoError] = field(default_factory=list)


def add(
    store: Store,
    paths: Sequence[Path],
    *,
    mapping: str = "",
    reading: Reading | None = None,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Add files and folders to a store: all or none, or with ``keep_going`` each by itself.

    A source that the store has already is replaced whole; an input that has not changed since it
    was read is passed over. A source that is only called after its file or folder replaces what
    the same one stated before, but not what another of the same name did. ``mapping`` is the name
    or the file of a mapping, for tables and RDF that are not of our own form; ``reading`` says how
    reports are read. The path ``-`` is a report, or JSON lines of some, on standard input.

    Raises HezuoError with every fault of the first input that has one; the store is then
    unchanged. With ``keep_going`` the errors are in the report.
    """
    report = Report()
    named = list(dict.fromkeys(paths))
    # Tables that a mapping joins belong together, whatever happens to one of them.
    groups = [[path] for path in named] if keep_going and not mapping else [named]
    for group in groups:
        try:
            with _inputs(group, mapping, reading, report.notes) as given:
                _Adding(store, report, keep_going, progress).add(given)
        except HezuoError as error:
            if not keep_going:
                raise
            report.failed.append(error)
    report.failed = [passed_over(error) for error in report.failed]
    report.added.sort(key=lambda item: item.source)
    return report


@contextmanager
def _inputs(
    paths: list[Path], mapping: str, reading: Reading | None, notes: list[str]
) -> Iterator[list[Input]]:
    """Yield what is to be read, as long as what came from standard input stands in a file."""
    from hezuo.graph.extract.documents.documents import STANDARD_INPUT

    files = [path for path in paths if path != STANDARD_INPUT]
    if len(files) == len(paths):
        yield inputs(files, mapping, reading, notes)
        return
    with standard_input(mapping, reading) as one:
        yield [one, *inputs(files, mapping, reading, notes)]


def remove(store: Store, sources: Sequence[str]) -> None:
    """Remove sources, named by their IRIs, with everything that only they state.

    Raises HezuoError for the decisions, which no source states.
    """
    if DECISIONS in sources:
        raise HezuoError(
            "what was decided on which things are the same is no source",
            "`hezuo merge --undo FIRST SECOND` takes a decision back",
        )
    with store.writing() as writer:
        for source in sources:
            writer.remove(source)


class _Adding:
    """Adds inputs in one transaction; what became of them is reported when it is done."""

    def __init__(
        self, store: Store, report: Report, keep_going: bool, progress: Progress | None
    ) -> None:
        self._store, self._report = store, report
        self._keep_going, self._progress = keep_going, progress
        self._done = Report()
        self._written: dict[str, Input] = {}
        self._origins: dict[Input, Origin] = {}

    def add(self, given: list[Input]) -> None:
        """Add inputs; raise HezuoError with every fault of the first that has one."""
        self._note_origins(given)
        known = unchanged(self._store, self._origins)
        for one, sizes in known.items():
            self._done.added += [
                Added(s, n, one.place, is_unchanged=True) for s, n in sizes.items()
            ]
            self._written |= dict.fromkeys(sizes, one)
        changed = [one for one in self._origins if one not in known]
        if changed:
            self._add_changed(changed)
        for name in ("added", "notes", "removed", "failed"):
            getattr(self._report, name).extend(getattr(self._done, name))

    def _note_origins(self, given: list[Input]) -> None:
        from hezuo.graph.store import Origin

        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        for one in given:
            try:
                self._origins[one] = Origin(one.place, one.checksum(), now)
            except HezuoError as error:
                if not (self._keep_going and one.reading):
                    raise
                self._done.failed.append(error)

    def _add_changed(self, changed: list[Input]) -> None:
        from hezuo.graph.report_quads import ReportsRead

        reports = {one.paths[0]: one for one in changed if one.reading}
        # Everything is read and found right before the right to write is asked for.
        facts = {one: one.facts() for one in changed if not one.reading}
        with ReportsRead() as read:
            self._read(reports, read)
            if facts or read.sources:
                with self._store.writing() as writer:
                    for one, stated in facts.items():
                        self._write(writer, one, stated)
                    self._write_reports(writer, reports, read)
            self._done.failed += read.failed.values()

    def _read(self, reports: dict[Path, Input], read: ReportsRead) -> None:
        """Read reports; those of one `add` are all read in one way."""
        reading = next((one.reading for one in reports.values()), None)
        if reading is None:
            return
        files = [(path, one.name) for path, one in reports.items()]
        name = f"{len(files):,} files" if len(files) > 1 else files[0][0].name

        def progress(number: int) -> None:
            if self._progress:
                self._progress(name, number, "reports")

        read.read(files, reading, keep_going=self._keep_going, progress=progress)

    def _write_reports(self, writer: Writer, reports: dict[Path, Input], read: ReportsRead) -> None:
        """Write what all reports state at once, in place of what their files stated before."""
        origins: dict[str, Origin] = {}
        for source, path in read.sources.items():
            try:
                origins[source] = self._origin_of(writer, source, reports[path])
            except HezuoError as error:
                if not self._keep_going:
                    raise
                read.failed[path] = error
        before: set[str] = set()
        for path, one in reports.items():
            if path in read.failed:  # it is to be read again
                origins |= {
                    s: o._replace(checksum="") for s, o in origins.items() if o.path == one.place
                }
            else:
                before |= writer.read_from(one.place).keys()
        if origins:
            sizes = writer.load(lambda: read.quads(origins), origins, origins.keys())
            self._done.added += [Added(s, n, origins[s].path) for s, n in sizes.items()]
        self._remove(writer, before - origins.keys())
        self._done.notes += read.notes

    def _origin_of(self, writer: Writer, source: str, one: Input) -> Origin:
        """Return from where a report was read; raise HezuoError where it may not be written."""
        origin = self._origins[one]
        if source == DECISIONS:
            raise HezuoError(f"{one} cannot be called decisions", "give the file another name")
        # What stands on standard input is called after what it says; there is no file to rename.
        remedy = "" if one.called else "give the file another name, or remove that source"
        self._done.notes += _replacing(writer, [source], origin, remedy)
        self._claim(source, one, "give one of the files another name")
        return origin

    def _write(self, writer: Writer, one: Input, facts: Facts) -> None:
        """Write what one input states, in place of what it stated before."""
        origin = self._origins[one]
        before = writer.read_from(origin.path)
        if not one.is_rdf() and DECISIONS in facts.sources:
            raise HezuoError(
                f"{one} is a source of the id decisions, under which decisions are kept",
                "give it another id in a table of sources (columns id and title)",
            )
        remedy = "" if facts.is_named else "give it an id of its own" + _IN_A_TABLE
        self._done.notes += _replacing(writer, facts.sources, origin, remedy)
        decided = list(writer.quads(DECISIONS))
        sizes = writer.load(self._counted(facts, one), origin, facts.sources)
        if sizes.pop(DECISIONS, 0):
            self._done.notes += join_decisions(writer, decided)
        for source, size in sizes.items():
            self._claim(source, one, "give one of them another id in its table of sources")
            self._done.added.append(Added(source, size, one.place))
        self._remove(writer, before.keys() - sizes.keys() - {DECISIONS})
        self._done.notes += facts.notes

    def _claim(self, source: str, one: Input, remedy: str) -> None:
        """Note who states a source; raise HezuoError if another input does too."""
        if source in self._written and self._written[source] != one:
            other = self._written[source]
            raise HezuoError(f"{one} and {other} both state the source {source}", remedy)
        self._written[source] = one

    def _remove(self, writer: Writer, sources: Iterable[str]) -> None:
        for source in sorted(sources):
            writer.remove(source)
            self._done.removed.append(source)

    def _counted(self, facts: Facts, one: Input) -> Callable[[], Iterable[Quad]]:
        """Return what yields facts, telling how many there have been."""
        progress = self._progress
        if progress is None:
            return facts.read
        name = ", ".join(path.name for path in one.paths)

        def counted() -> Iterator[Quad]:
            for number, quad in enumerate(facts.read()):
                if not number % _REPORT_EVERY:
                    progress(name, number, "facts")
                yield quad

        return counted


def _replacing(writer: Writer, sources: Iterable[str], origin: Origin, remedy: str) -> list[str]:
    """Return notes on sources that take the place of what was read from elsewhere.

    Those have their names from the input itself: an edition in a new place is still that source.
    For those that are only called after their file there is a ``remedy``: raises HezuoError.
    """
    notes = []
    for source in sources:
        before = writer.origin(source)
        if before is None or before.path == origin.path:
            continue
        if remedy:
            raise HezuoError(
                f"{origin.path} would replace what was read from {before.path}, "
                "which has the same name",
                remedy,
            )
        notes.append(f"{source_id(source)}: replaces what was read from {before.path}")
    return notes
