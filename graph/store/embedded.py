"""The embedded store: Oxigraph on disk, one snapshot a state (see ``snapshots``)."""

from __future__ import annotations

import re
import shutil
import sqlite3
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.errors import QueryError, StoreError
from hezuo.graph.store import Origin, Solution, Values
from hezuo.graph.store.bulk import load, noting_graphs, remove_graphs, size
from hezuo.graph.store.columns import Columns
from hezuo.graph.store.derived import NAMES, TIES, derive, derive_again, derived_in
from hezuo.graph.store.name_index import NameIndex
from hezuo.graph.store.snapshots import SnapshotFolder
from hezuo.graph.store.ties import Ties
from hezuo.graph.terms import Term, graph_iri, subject_iri
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES, expand

_LOG = NamedNode(LOG_GRAPH)
_ORIGIN = {
    name: NamedNode(expand(f"hz:{name}")) for name in ("readFrom", "inputChecksum", "readAt")
}


# What is asked, and what of it a source states in another way (see ``identity.unify``).
_SEEN, _STATED = "quads", "stated"
# What the engine raises for the disk and for damaged files.
_FAILURES = (OSError, RuntimeError)


class _State:
    """An open snapshot; it stays on the disk for as long as anything refers to this object."""

    def __init__(self, folder: SnapshotFolder) -> None:
        self.snapshot: Path | None = None
        self.store = pyoxigraph.Store()
        found = folder.open_current()
        if found is not None:
            self.snapshot, held = found
            weakref.finalize(self, held.close)
            self.store = pyoxigraph.Store.read_only(str(self.snapshot / "quads"))

    @cached_property
    def derived(self) -> Path | None:
        """The folder of what is derived of the snapshot; None where nothing was ever added."""
        if self.snapshot is None:
            return None
        folder = derived_in(self.snapshot)
        if not folder.is_dir():
            folder, is_temporary = derive_again(self.store, self.snapshot)
            if is_temporary:
                weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    @cached_property
    def ties(self) -> Ties:
        """The arrays of ties, opened when somebody first asks for ties."""
        return Ties(self.derived / TIES if self.derived else None)

    @cached_property
    def names(self) -> NameIndex:
        """The index of names, opened when a name is first looked up."""
        return NameIndex(self.derived / NAMES if self.derived else None)


class EmbeddedStore:
    """A store in a folder; the state it reads is the one that is current at the first read."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.folder = SnapshotFolder(Path(path), create=create)

    def close(self) -> None:
        """Let go of the snapshot that was being read; the next read opens the current one.

        What another thread is reading stays open until it has done.
        """
        self.__dict__.pop("_state", None)

    @cached_property
    def _state(self) -> _State:
        try:
            return _State(self.folder)
        except _FAILURES as error:
            raise StoreError(
                f"the store at {self.folder.path} cannot be opened ({error})",
                "remove the folder and add the sources again",
            ) from error

    @property
    def quads_folder(self) -> Path | None:
        """The Oxigraph folder of the state being read, or None for an empty store."""
        snapshot = self._state.snapshot
        return snapshot / "quads" if snapshot else None

    @property
    def names(self) -> NameIndex:
        """The index of names that was derived when the state was published."""
        return self._state.names

    @property
    def ties(self) -> Ties:
        """The arrays of ties that were derived when the state was published."""
        return self._state.ties

    def select(
        self, query: str, values: Values | None = None, sources: Sequence[str] = ()
    ) -> list[Solution]:
        """Return the solutions of a query of ours over all sources, or over some."""
        return _select(self._state.store, query, values or {}, sources)

    def solutions(self, query: str) -> tuple[list[str], list[list[Term | None]]]:
        """Return the variables of a SELECT query of a program, and its solutions in their order."""
        try:
            found = _query(self._state.store, query, {}, ())
            if not isinstance(found, pyoxigraph.QuerySolutions):
                raise TypeError("solutions takes a SELECT query")
            return [variable.value for variable in found.variables], [list(s) for s in found]
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query cannot be read ({error})", "mend it") from error
        except _FAILURES as error:
            raise _unanswered(error) from error

    def quads(self, sources: Sequence[str] = ()) -> Iterator[Quad]:
        """Yield the quads of all sources, or of some; never the log."""
        state = self._state  # kept while quads are taken, even if this store is closed meanwhile
        graphs: list[NamedNode | None] = [NamedNode(s) for s in dict.fromkeys(sources)]
        try:
            for graph in graphs or [None]:
                for quad in state.store.quads_for_pattern(None, None, None, graph):
                    if quad.graph_name != _LOG:
                        yield quad
        except _FAILURES as error:
            raise _unanswered(error) from error

    @contextmanager
    def writing(self) -> Iterator[EmbeddedWriter]:
        """Open a transaction: all its changes are published together, or none is."""
        with self.folder.lock():
            try:
                with self._translated(*_FAILURES):
                    self.folder.prune()
                    snapshot = self.folder.new()
                    # No name of this function may hold a clone: it would keep it open.
                    writer = EmbeddedWriter(
                        self._clone(snapshot / _SEEN),
                        self._clone(snapshot / _STATED),
                        snapshot / "kept.nq",
                    )
                try:
                    with self._translated(OSError):
                        yield writer
                    with self._translated(*_FAILURES, sqlite3.Error):
                        writer.finish(snapshot)
                finally:
                    writer.close()
                with self._translated(OSError):
                    self.folder.publish(snapshot)
            finally:
                self.close()
                with suppress(OSError, StoreError):  # what stays is deleted next time
                    self.folder.prune()

    @contextmanager
    def _translated(self, *errors: type[Exception]) -> Iterator[None]:
        """Raise StoreError instead of what the engine, the index of names or the disk raises."""
        try:
            yield
        except errors as error:
            raise StoreError(
                f"the store at {self.folder.path} cannot be written ({error}); it is unchanged",
                "make room, or see to it that the folder can be written",
            ) from error

    def _clone(self, target: Path) -> pyoxigraph.Store:
        """Copy the current state by hard links and open the copy for writing."""
        current = self.folder.current()
        if current is not None and (current / target.name).is_dir():
            pyoxigraph.Store.read_only(str(current / target.name)).backup(str(target))
        return pyoxigraph.Store(str(target))


class EmbeddedWriter:
    """Changes sources in a clone that nobody else sees."""

    def __init__(self, clone: pyoxigraph.Store, stated: pyoxigraph.Store, scratch: Path) -> None:
        self._clone = clone
        self._stated = stated
        self._scratch = scratch
        self._changed: set[str] = set()

    def finish(self, snapshot: Path) -> None:
        """Do what is last before the state is published as ``snapshot``, and bring it to the disk.

        What is the same becomes one thing, and all that readers look things up in is derived.
        """
        from hezuo.graph.identity.unify import unify

        with Columns(self._clone, snapshot) as columns:
            unify(self._clone, self._stated, self._changed, columns)
            self._changed.clear()
            derived_in(snapshot).mkdir()
            derive(columns, derived_in(snapshot))
        self._clone.flush()
        self._stated.flush()

    def select(self, query: str) -> list[Solution]:
        """Return the solutions of a query over the changed state."""
        return _select(self._clone, query, {}, ())

    def close(self) -> None:
        """Let go of the clone: nobody may read it while it is open."""
        del self._clone, self._stated

    def replace(self, source: str, quads: Iterable[Quad], origin: Origin | None = None) -> None:
        """Make ``quads`` all that the graph ``source`` holds."""
        graph = NamedNode(source)
        self._forget(source)
        load(self._clone, (Quad(q.subject, q.predicate, q.object, graph) for q in quads))
        self._note(source, origin)

    def load(
        self,
        read: Callable[[], Iterable[Quad]],
        origin: Origin | Mapping[str, Origin],
        sources: Collection[str] = (),
    ) -> dict[str, int]:
        """Make what ``read`` yields all that the graphs of its quads hold; return their sizes.

        The quads are streamed. ``origin`` is that of all graphs, or those of each. ``sources`` are
        the graphs where they are known; otherwise, if the store holds anything, ``read`` is called
        once more, to find them first.
        """
        known = set(sources)
        if not known and any(self._clone.named_graphs()):
            known = {graph_iri(quad) for quad in read()}
        for source in known:
            self._forget(source)
        found: set[NamedNode] = set()
        load(self._clone, noting_graphs(read(), found))
        for graph in found:
            its = origin if isinstance(origin, Origin) else origin[graph.value]
            self._note(graph.value, its)
            self._changed.add(graph.value)
        return {graph.value: self.size(graph.value) for graph in sorted(found, key=str)}

    def quads(self, source: str) -> Iterator[Quad]:
        """Yield what a graph holds."""
        return self._clone.quads_for_pattern(None, None, None, NamedNode(source))

    def size(self, source: str) -> int:
        """Return how many facts a graph holds."""
        return size(self._clone, NamedNode(source))

    def read_from(self, path: str) -> dict[str, Origin]:
        """Return the graphs that were read from a file or folder, with where they came from."""
        quads = self._clone.quads_for_pattern(None, _ORIGIN["readFrom"], Literal(path), _LOG)
        sources = [subject_iri(quad) for quad in quads]
        return {source: origin for source in sources if (origin := self.origin(source))}

    def _note(self, source: str, origin: Origin | None) -> None:
        """Note in the log where a graph came from."""
        if origin is not None:
            stated = (origin.path, origin.checksum, origin.read_at)
            for predicate, text in zip(_ORIGIN.values(), stated, strict=True):
                self._clone.add(Quad(NamedNode(source), predicate, Literal(text), _LOG))

    def origin(self, source: str) -> Origin | None:
        """Return from where and when the graph ``source`` was read, or None if it never was."""
        noted = {
            quad.predicate: quad.object.value
            for quad in self._clone.quads_for_pattern(NamedNode(source), None, None, _LOG)
            if isinstance(quad.object, Literal)
        }
        return Origin(*(noted[name] for name in _ORIGIN.values())) if noted else None

    def remove(self, source: str) -> bool:
        """Remove the graph ``source``; return whether there was one."""
        known = self._clone.contains_named_graph(NamedNode(source))
        self._forget(source)
        return bool(known)

    def _forget(self, source: str) -> None:
        """Take away a graph with all that is known of it."""
        graph = NamedNode(source)
        origin = self.origin(source)
        if origin is not None:
            # What else was read from there is no longer all: adding that again repeats nothing.
            for other in self.read_from(origin.path):
                for quad in [*self._noted(other, "inputChecksum")]:
                    self._clone.remove(quad)
                    self._clone.add(Quad(quad.subject, quad.predicate, Literal(""), _LOG))
        for quad in [*self._clone.quads_for_pattern(graph, None, None, _LOG)]:
            self._clone.remove(quad)
        for store in (self._clone, self._stated):
            remove_graphs(store, [graph], self._scratch)
        self._changed.add(source)

    def _noted(self, source: str, name: str) -> Iterator[Quad]:
        return self._clone.quads_for_pattern(NamedNode(source), _ORIGIN[name], None, _LOG)


def _select(
    store: pyoxigraph.Store, query: str, values: Values, sources: Sequence[str]
) -> list[Solution]:
    try:
        solutions = _query(store, query, values, sources)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise TypeError("select takes a SELECT query")
        names = [variable.value for variable in solutions.variables]
        return [
            {
                name: term
                for name, term in zip(names, solution, strict=True)
                if isinstance(term, (NamedNode, Literal))
            }
            for solution in solutions
        ]
    except _FAILURES as error:
        raise _unanswered(error) from error


def _unanswered(error: Exception) -> StoreError:
    return StoreError(
        f"the store could not answer ({error})", "remove its folder and add the sources again"
    )


def _query(
    store: pyoxigraph.Store, query: str, values: Values, sources: Sequence[str]
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
    """Run a query over the union of all graphs, or of the graphs of some sources."""
    prepared = with_values(query, values)
    if not sources:
        return store.query(prepared, prefixes=PREFIXES, use_default_graph_as_union=True)
    return store.query(
        prepared,
        prefixes=PREFIXES,
        default_graph=[NamedNode(source) for source in sources],
        named_graphs=[NamedNode(source) for source in sources],
    )


def with_values(query: str, values: Values) -> str:
    r"""Return a query with terms in its VALUES clauses: those it has empty, as UNDEF.

    Terms enter as the RDF library writes them, never as text of ours, so no value can change what a
    query means. Raises KeyError when the query has no such clause.

    >>> with_values("SELECT * { VALUES ?a { UNDEF } ?a ?p ?o }", {"a": [Literal('"} x')]})
    'SELECT * { VALUES ?a { "\\"} x" } ?a ?p ?o }'
    """
    clauses: list[tuple[int, int, str]] = []
    for names, rows in values.items():
        variables = names.split()
        several = len(variables) > 1
        pattern = r"\s+".join(rf"\?{name}" for name in variables)
        pattern = rf"VALUES\s*\(\s*{pattern}\s*\)" if several else rf"VALUES\s+{pattern}"
        clause = re.search(rf"({pattern}\s*{{)[^{{}}]*}}", query)
        if clause is None:
            raise KeyError(f"the query has no VALUES clause for {names}")
        data = " ".join(f"({_written(row)})" if several else _written(row) for row in rows)
        clauses.append((clause.start(), clause.end(), f"{clause[1]} {data} }}"))
    # From the last to the first: what a value holds is never searched for the next clause.
    for start, end, text in sorted(clauses, reverse=True):
        query = f"{query[:start]}{text}{query[end:]}"
    return query


def _written(row: Term | Sequence[Term]) -> str:
    return str(row) if isinstance(row, (NamedNode, Literal)) else " ".join(map(str, row))
