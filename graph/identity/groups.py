"""Finds what shares a key among any number of things: the rows lie on the disk, not in memory."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])

_PAIRS = """
select first.iri, other.iri, key from (
  select key, kind, min(iri) as iri from stated group by key, kind having min(iri) < max(iri)
) as first join stated as other using (key, kind) where other.iri > first.iri
order by 1, 2, 3
"""


@contextmanager
def sharing(
    columns: str, rows: Iterable[Row], *keys: Callable[[Row], Hashable]
) -> Iterator[sqlite3.Connection]:
    """Open a database whose table ``stated`` has the rows that share a key with another row.

    ``columns`` names them. Few rows of many share a key, and sorting all would take longer than
    all else: what is kept in memory of each row are eight bytes a key.
    """
    hashes = [array("q") for _ in keys]

    def noted() -> Iterator[Row]:
        for row in rows:
            for found, key in zip(hashes, keys, strict=True):
                found.append(hash(key(row)))
            yield row

    with closing(sqlite3.connect("")) as database:  # a file of its own, gone when it is closed
        database.execute(f"create table kept ({columns})")
        places = ", ".join("?" * (columns.count(",") + 1))
        database.executemany(f"insert into kept values ({places})", noted())  # noqa: S608 - only ?
        database.execute("create table chosen (id integer primary key)")
        ids = ((int(position) + 1,) for found in hashes for position in _repeated(found))
        database.executemany("insert or ignore into chosen values (?)", ids)
        database.execute(
            "create table stated as select kept.* from chosen join kept on kept.rowid = chosen.id"
        )
        yield database


def same_identifiers(stated: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of IRIs of one kind that have an identifier in common, and the identifier.

    Of all that share one, the first by its IRI stands in each pair: so many pairs as there are
    things, and not all with all.

    >>> list(same_identifiers([("org/b", "ror:1"), ("org/a", "ror:1"), ("project/c", "ror:1")]))
    [('org/a', 'org/b', 'ror:1')]
    """
    rows = ((iri, iri.rpartition("/")[0], identifier) for iri, identifier in stated)
    with sharing("iri, kind, key", rows, lambda row: row[1:]) as database:
        database.execute("create index by_key on stated (key, kind, iri)")
        yield from database.execute(_PAIRS)


def _repeated(hashes: array[int]) -> Iterable[int]:
    """Return the positions of the numbers that occur more than once."""
    import numpy as np

    given = np.frombuffer(hashes, dtype=np.int64)
    in_order = np.sort(given)
    repeated = in_order[1:][in_order[1:] == in_order[:-1]]
    positions: list[int] = np.flatnonzero(np.isin(given, repeated)).tolist()
    return positions
