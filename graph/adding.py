"""From files to the store: read, resolve, turn into quads, and publish all of it at once."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hezuo.graph.store import Store


@dataclass(frozen=True)
class Added:
    """A source that was added: its IRI, how many facts it states, and what it was read from."""

    source: str
    facts: int
    path: str


def add_folders(store: Store, folders: Sequence[Path]) -> tuple[list[Added], list[str]]:
    """Add folders of tables to a store, all or none; return what was added, and notes on reading.

    A source that the store has already is replaced; one that is only called after its folder
    replaces what the same folder stated before, but not what another of the same name did. Raises
    InputError with every fault of a folder, and the store is then unchanged.
    """
    from hezuo.graph.rdf import quads
    from hezuo.graph.resolve import link
    from hezuo.graph.sources.tables import read_tables
    from hezuo.graph.store import Origin
    from hezuo.graph.terms import graph_iri

    facts: dict[str, set[Quad]] = defaultdict(set)
    origins: dict[str, Origin] = {}
    called_after_folders: set[str] = set()
    notes: list[str] = []
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for folder in folders:
        if not folder.is_dir():
            what = "is a file" if folder.exists() else "does not exist"
            raise HezuoError(f"{folder} {what}", "name a folder of CSV tables")
        tables = read_tables(folder)
        notes += tables.notes
        path = (
            str(folder.absolute()).encode(errors="replace").decode()
        )  # a name on disk can be any bytes
        origin = Origin(path, _checksum(folder), now)
        for quad in quads(link(tables.rows)):
            source = graph_iri(quad)
            if origins.setdefault(source, origin) is not origin:
                raise HezuoError(
                    f"{folder} and {origins[source].path} both state the source {source}",
                    "give one of them another id in sources.csv",
                )
            facts[source].add(quad)
            if not tables.is_named:
                called_after_folders.add(source)
    with store.writing() as writer:
        for source, stated in facts.items():
            before = writer.origin(source)
            if source in called_after_folders and before and before.path != origins[source].path:
                raise HezuoError(
                    f"{origins[source].path} would replace what was read from {before.path}, "
                    "a folder of the same name",
                    "give it an id of its own in a table sources.csv (columns id and title)",
                )
            writer.replace(source, stated, origins[source])
    return [Added(s, len(f), origins[s].path) for s, f in sorted(facts.items())], notes


def _checksum(folder: Path) -> str:
    """Return the SHA-256 of the names and contents of a folder's tables, in hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.[cC][sS][vV]")):
        digest.update(os.fsencode(path.name) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
