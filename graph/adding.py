"""From files to the store: read, resolve, turn into quads, and publish all of it at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError
from hezuo.graph.identity.decisions import DECISIONS, join_decisions
from hezuo.graph.inputs import Facts, Input, inputs
from hezuo.graph.lookup import source_id

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hezuo.graph.store import Origin, Store, Writer

# Told how many facts of an input have been read, now and then.
Progress = Callable[[Input, int], None]
_REPORT_EVERY = 10_000


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
    keep_going: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Add files and folders to a store: all or none, or with ``keep_going`` each by itself.

    A source that the store has already is replaced whole; an input that has not changed since it
    was read is passed over. A source that is only called after its file or folder replaces what
    the same one stated before, but not what another of the same name did. ``mapping`` is the name
    or the file of a mapping, for tables and RDF that are not of our own form.

    Raises HezuoError with every fault of the first input that has one; the store is then
    unchanged. With ``keep_going`` the errors are in the report.
    """
    report = Report()
    # Tables that a mapping joins belong together, whatever happens to one of them.
    groups = [[path] for path in paths] if keep_going and not mapping else [list(paths)]
    for group in groups:
        try:
            _add(store, inputs(group, mapping), report, progress)
        except HezuoError as error:
            if not keep_going:
                raise
            report.failed.append(error)
    report.added.sort(key=lambda item: item.source)
    return report


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


def _add(store: Store, given: list[Input], report: Report, progress: Progress | None) -> None:
    """Add inputs in one transaction."""
    from hezuo.graph.store import Origin

    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    origins = {one: Origin(one.place, one.checksum(), now) for one in given}
    unchanged = {one: known for one in given if (known := _unchanged(store, origins[one]))}
    done = Report()
    for one, sources in unchanged.items():
        done.added += [Added(s, n, one.place, is_unchanged=True) for s, n in sources.items()]
    changed = [one for one in given if one not in unchanged]
    if changed:
        # Everything is read and found right before the right to write is asked for.
        facts = {one: one.facts() for one in changed}
        with store.writing() as writer:
            written = {source: one for one, known in unchanged.items() for source in known}
            for one in changed:
                _write(writer, one, facts[one], origins[one], written, done, progress)
    for name in ("added", "notes", "removed"):
        getattr(report, name).extend(getattr(done, name))


def _unchanged(store: Store, origin: Origin) -> dict[str, int]:
    """Return the sources read from the same place and bytes, with their sizes; else nothing."""
    from pyoxigraph import Literal

    from hezuo.graph.lookup import named_query

    rows = store.select(named_query("read-from"), {"place": [Literal(origin.path)]})
    if not rows or any(row["checksum"].value != origin.checksum for row in rows):
        return {}
    sizes = store.select(named_query("sizes"), {"source": [row["source"] for row in rows]})
    return {row["source"].value: int(row["facts"].value) for row in sizes}


def _write(
    writer: Writer,
    one: Input,
    facts: Facts,
    origin: Origin,
    written: dict[str, Input],
    report: Report,
    progress: Progress | None,
) -> None:
    """Write what one input states, in place of what it stated before."""
    before = writer.read_from(origin.path)
    if not one.is_rdf() and DECISIONS in facts.sources:
        raise HezuoError(
            f"{one} is a source of the id decisions, under which decisions are kept",
            "give it another id in a table of sources (columns id and title)",
        )
    report.notes += _replacing(writer, facts, origin)
    decided = list(writer.quads(DECISIONS))
    checked = (lambda: _counted(facts.read(), one, progress)) if progress else facts.read
    sizes = writer.load(checked, origin, facts.sources)
    if sizes.pop(DECISIONS, 0):
        report.notes += join_decisions(writer, decided)
    for source, size in sizes.items():
        if source in written:
            raise HezuoError(
                f"{one} and {written[source]} both state the source {source}",
                "give one of them another id in its table of sources",
            )
        written[source] = one
        report.added.append(Added(source, size, one.place))
    for source in before.keys() - sizes.keys() - {DECISIONS}:
        writer.remove(source)
        report.removed.append(source)
    report.notes += facts.notes


def _replacing(writer: Writer, facts: Facts, origin: Origin) -> list[str]:
    """Return notes on sources that take the place of what was read from elsewhere.

    Those have their names from the input itself: an edition in a new place is still that source.
    Raises HezuoError for a source that is only called after its file, as another one was.
    """
    notes = []
    for source in facts.sources:
        before = writer.origin(source)
        if before is None or before.path == origin.path:
            continue
        if not facts.is_named:
            raise HezuoError(
                f"{origin.path} would replace what was read from {before.path}, "
                "which has the same name",
                "give it an id of its own in a table of sources (columns id and title)",
            )
        notes.append(f"{source_id(source)}: replaces what was read from {before.path}")
    return notes


def _counted(quads: Iterable[Quad], one: Input, progress: Progress) -> Iterator[Quad]:
    for number, quad in enumerate(quads):
        if not number % _REPORT_EVERY:
            progress(one, number)
        yield quad
