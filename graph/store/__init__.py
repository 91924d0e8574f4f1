"""Where quads are kept: the protocol that every store keeps to, and the opening of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from pyoxigraph import Quad

from hezuo.graph.terms import Term

if TYPE_CHECKING:
    from hezuo.graph.store.embedded import EmbeddedStore
    from hezuo.graph.store.name_index import NameIndex
    from hezuo.graph.store.ties import Ties

Solution: TypeAlias = dict[str, Term]
# For a query's VALUES: variable names, separated by blanks, and the rows of terms they take.
Values: TypeAlias = Mapping[str, Sequence[Term | Sequence[Term]]]


class Origin(NamedTuple):
    """From where and when a source was read: noted in the log of the store, not in its facts."""

    path: str
    checksum: str
    read_at: str


class Writer(Protocol):
    """Changes sources inside one transaction."""

    def replace(self, source: str, quads: Iterable[Quad], origin: Origin | None = None) -> None:
        """Make ``quads`` all that the graph ``source`` holds."""

    def load(
        self,
        read: Callable[[], Iterable[Quad]],
        origin: Origin | Mapping[str, Origin],
        sources: Collection[str] = (),
    ) -> dict[str, int]:
        """Make what ``read`` yields all that the graphs of its quads hold; return their sizes.

        ``origin`` is that of all graphs, or those of each. ``read`` may be called twice, unless
        ``sources`` says which graphs there are.
        """

    def quads(self, source: str) -> Iterator[Quad]:
        """Yield what a graph holds."""

    def read_from(self, path: str) -> dict[str, Origin]:
        """Return the graphs that were read from a file or folder, with where they came from."""

    def origin(self, source: str) -> Origin | None:
        """Return from where and when the graph ``source`` was read, or None if it never was."""

    def remove(self, source: str) -> bool:
        """Remove the graph ``source``; return whether there was one."""


class Store(Protocol):
    """What the rest of hezuo asks of a store; reads see one unchanging state."""

    @property
    def names(self) -> NameIndex:
        """The index of names that was derived when the state was published."""

    @property
    def ties(self) -> Ties:
        """The arrays of ties that were derived when the state was published."""

    def select(
        self, query: str, values: Values | None = None, sources: Sequence[str] = ()
    ) -> list[Solution]:
        """Return the solutions of a query of ours over all sources, or over some."""

    def solutions(self, query: str) -> tuple[list[str], list[list[Term | None]]]:
        """Return the variables of a SELECT query of a program, and its solutions in their order."""

    def quads(self, sources: Sequence[str] = ()) -> Iterator[Quad]:
        """Yield the quads of all sources, or of some; never the log."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Open a transaction: all its changes are published together, or none is."""


def open_store(path: Path, *, create: bool = False) -> EmbeddedStore:
    """Open the store in the folder ``path``; StoreError if there is none and not ``create``."""
    from hezuo.graph.store.embedded import EmbeddedStore

    return EmbeddedStore(path, create=create)
