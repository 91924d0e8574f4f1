"""The embedded store: Oxigraph on disk, one snapshot a state (see ``snapshots``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.errors import StoreError
from hezuo.graph.store import Origin, Solution, Values
from hezuo.graph.store.name_index import NameIndex, build_name_index
from hezuo.graph.store.snapshots import SnapshotFolder
from hezuo.graph.terms import Term
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES, expand

_LOG = NamedNode(LOG_GRAPH)
_ORIGIN = {
    name: NamedNode(expand(f"hz:{name}")) for name in ("readFrom", "inputChecksum", "readAt")
}


class EmbeddedStore:
    """A store in a folder; the state it reads is the one that is current at the first read."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.folder = SnapshotFolder(Path(path), create=create)
        self._held: IO[bytes] | None = None

    def close(self) -> None:
        """Let go of the snapshot that was being read; the next read opens the current one."""
        if "names" in self.__dict__:
            self.__dict__.pop("names").close()
        self.__dict__.pop("_opened", None)
        if self._held is not None:
            self._held.close()
            self._held = None

    @cached_property
    def _opened(self) -> tuple[Path | None, pyoxigraph.Store]:
        found = self.folder.open_current()
        if found is None:
            return None, pyoxigraph.Store()
        snapshot, self._held = found
        try:
            return snapshot, pyoxigraph.Store.read_only(str(snapshot / "quads"))
        except OSError as error:
            raise StoreError(
                f"the store at {self.folder.path} cannot be opened ({error})",
                "remove the folder and add the sources again",
            ) from error

    @property
    def quads_folder(self) -> Path | None:
        """The Oxigraph folder of the state being read, or None for an empty store."""
        snapshot = self._opened[0]
        return snapshot / "quads" if snapshot else None

    @cached_property
    def names(self) -> NameIndex:
        """The index of names that was derived when the state was published."""
        snapshot = self._opened[0]
        return NameIndex(snapshot / "names.sqlite" if snapshot else None)

    def select(
        self, query: str, values: Values | None = None, sources: Sequence[str] = ()
    ) -> list[Solution]:
        """Return the solutions of a query of ours over all sources, or over some."""
        return _select(self._opened[1], query, values or {}, sources)

    def quads(self, sources: Sequence[str] = ()) -> Iterator[Quad]:
        """Yield the quads of all sources, or of some; never the log."""
        opened = self._opened[1]
        if not sources:
            for quad in opened:
                if quad.graph_name != _LOG:
                    yield quad
        for source in sources:
            yield from opened.quads_for_pattern(None, None, None, NamedNode(source))

    @contextmanager
    def writing(self) -> Iterator[EmbeddedWriter]:
        """Open a transaction: all its changes are published together, or none is."""
        with self.folder.lock():
            self.folder.prune()
            snapshot = self.folder.new()
            writer = EmbeddedWriter(self._clone(snapshot / "quads"))
            try:
                yield writer
                build_name_index(writer.select, snapshot / "names.sqlite")
                writer.close()
                self.folder.publish(snapshot)
            except OSError as error:
                raise StoreError(
                    f"the store at {self.folder.path} cannot be written ({error}); it is unchanged"
                ) from error
            finally:
                writer.close()
                self.close()
                self.folder.prune()

    def _clone(self, target: Path) -> pyoxigraph.Store:
        """Copy the current state by hard links and open the copy for writing."""
        current = self.folder.current()
        if current is not None:
            pyoxigraph.Store.read_only(str(current / "quads")).backup(str(target))
        return pyoxigraph.Store(str(target))


class EmbeddedWriter:
    """Changes sources in a clone that nobody else sees."""

    def __init__(self, clone: pyoxigraph.Store) -> None:
        self._clone = clone

    def select(self, query: str) -> list[Solution]:
        """Return the solutions of a query over the changed state."""
        return _select(self._clone, query, {}, ())

    def close(self) -> None:
        """Bring the clone to the disk and let go of it: nobody may read it while it is open."""
        if hasattr(self, "_clone"):
            self._clone.flush()
            del self._clone

    def replace(self, source: str, quads: Iterable[Quad], origin: Origin | None = None) -> None:
        """Make ``quads`` all that the graph ``source`` holds."""
        self.remove(source)
        graph = NamedNode(source)
        self._clone.bulk_extend(
            Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads
        )
        if origin is not None:
            stated = (origin.path, origin.checksum, origin.read_at)
            for predicate, text in zip(_ORIGIN.values(), stated, strict=True):
                self._clone.add(Quad(graph, predicate, Literal(text), _LOG))

    def remove(self, source: str) -> bool:
        """Remove the graph ``source``; return whether there was one."""
        graph = NamedNode(source)
        known = self._clone.contains_named_graph(graph)
        self._clone.remove_graph(graph)
        for quad in list(self._clone.quads_for_pattern(graph, None, None, _LOG)):
            self._clone.remove(quad)
        return bool(known)


def _select(
    store: pyoxigraph.Store, query: str, values: Values, sources: Sequence[str]
) -> list[Solution]:
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


def _query(
    store: pyoxigraph.Store, query: str, values: Values, sources: Sequence[str]
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
    """Run a query over the union of all graphs, or of the graphs of some sources."""
    prepared = with_values(query, values)
    try:
        if not sources:
            return store.query(prepared, prefixes=PREFIXES, use_default_graph_as_union=True)
        return store.query(
            prepared,
            prefixes=PREFIXES,
            default_graph=[NamedNode(source) for source in sources],
            named_graphs=[NamedNode(source) for source in sources],
        )
    except OSError as error:
        raise StoreError(f"the store could not answer ({error})") from error


def with_values(query: str, values: Values) -> str:
    r"""Return a query with terms in its VALUES clauses: those it has empty, as UNDEF.

    Terms enter as the RDF library writes them, never as text of ours, so no value can change what a
    query means. Raises KeyError when the query has no such clause.

    >>> with_values("SELECT * { VALUES ?a { UNDEF } ?a ?p ?o }", {"a": [Literal('"} x')]})
    'SELECT * { VALUES ?a { "\\"} x" } ?a ?p ?o }'
    """
    for names, rows in values.items():
        variables = names.split()
        several = len(variables) > 1
        pattern = r"\s+".join(rf"\?{name}" for name in variables)
        pattern = rf"VALUES\s*\(\s*{pattern}\s*\)" if several else rf"VALUES\s+{pattern}"
        clause = re.search(rf"({pattern}\s*{{)[^{{}}]*}}", query)
        if clause is None:
            raise KeyError(f"the query has no VALUES clause for {names}")
        data = " ".join(f"({_written(row)})" if several else _written(row) for row in rows)
        query = f"{query[: clause.start()]}{clause[1]} {data} }}{query[clause.end() :]}"
    return query


def _written(row: Term | Sequence[Term]) -> str:
    return str(row) if isinstance(row, (NamedNode, Literal)) else " ".join(map(str, row))
