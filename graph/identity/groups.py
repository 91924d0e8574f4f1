"""Finds what shares a key among any number of things, on the disk where there are many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

_PAIRS = """
select first.iri, other.iri, key from (
  select key, kind, min(iri) as iri from keyed group by key, kind having min(iri) < max(iri)
) as first join keyed as other using (key, kind) where other.iri > first.iri
order by 1, 2, 3
"""


def same_identifiers(stated: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of IRIs of one kind that have an identifier in common, and the identifier.

    Of all that share one, the first by its IRI stands in each pair: so many pairs as there are
    things, and not all with all.

    >>> list(same_identifiers([("org/b", "ror:1"), ("org/a", "ror:1"), ("project/c", "ror:1")]))
    [('org/a', 'org/b', 'ror:1')]
    """
    with closing(sqlite3.connect("")) as database:  # a file of its own, gone when it is closed
        database.execute("create table keyed (iri text, kind text, key text)")
        database.executemany(
            "insert into keyed values (?, ?, ?)",
            ((iri, iri.rpartition("/")[0], identifier) for iri, identifier in stated),
        )
        database.execute("create index by_key on keyed (key, kind, iri)")
        yield from database.execute(_PAIRS)
