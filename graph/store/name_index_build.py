"""Builds the index of names from the facts of a store, in memory that does not grow with them.

What is said of names, kinds and places streams out of the store into a scratch table and is sorted
there: each thing then comes with all that is said of it, and is done with before the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from hezuo.graph.names import fold, short_forms
from hezuo.graph.ontology import ontology
from hezuo.graph.simplified import is_traditional, simplified
from hezuo.graph.store.columns import Columns, members, text, values_of
from hezuo.graph.store.name_index import SCHEMA
from hezuo.graph.store.name_text import write_name_text
from hezuo.graph.vocabulary import expand

# ``what`` is one of _NAME, _KIND and _PLACE; of each, the lowest rank and then text counts most.
_SCRATCH = """
create table scratch.said (iri text, what integer, rank integer, text text);
create table scratch.affiliation (iri text, place text);
create table scratch.within (area text, larger text, primary key (area, larger)) without rowid;
create table scratch.short (key text, iri text, text text, rank integer);
"""
_NAME, _KIND, _PLACE = 0, 1, 2
# A name counts before an alias, an alias before a short form of either.
_OWN_NAME, _ALIAS, _SHORT = range(3)
# A thing lies where it says itself, or else where what it belongs to does; an area in a larger one.
_ITSELF, _AFFILIATED, _LARGER = range(3)
# What is called by its title alone is found by its IRI only: hundreds are called 合作协议.
_UNSPOKEN = {expand(f"hz:{kind}") for kind in ("Agreement", "Appointment", "Observation")}
_AREAS_KEPT = 10_000
_BATCH = 10_000
_PUT = "insert into said values (?, ?, ?, ?)"
_PUT_AFFILIATED = """
insert into said select affiliation.iri, said.what, :rank, said.text
from affiliation join said on said.iri = affiliation.place and said.what = 2
"""
_PUT_LARGER = """
insert into said select area, ?, ?, min(larger) from within where area = ? group by area
"""
_WITHOUT_KIND = """
select 1 from said as name where what = 0 and rank < 2 and not exists
(select 1 from said as other where other.iri = name.iri and other.what = 1) limit 1
"""
_NAME_PLACES = """
update thing set place =
  coalesce((select other.name from thing as other where other.iri = thing.place), '')
"""


def name_columns() -> list[str]:
    """Return the queries that ``build_name_index`` asks of many things, to begin them before."""
    names = ("rdfs:label", "skos:altLabel", "hz:locatedIn", "hz:affiliation", "geo:sfWithin")
    return list(map(values_of, names))


def build_name_index(columns: Columns, path: Path) -> None:
    """Write the index of all names in a store to a new SQLite file."""
    scratch = path.with_name("scratch.sqlite")
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("attach ? as scratch", (str(scratch),))
            # After a crash the snapshot is thrown away: nothing has to be safe before its end.
            for name in ("main", "scratch"):
                database.execute(f"pragma {name}.journal_mode = off")
                database.execute(f"pragma {name}.synchronous = off")
            database.executescript(SCHEMA + _SCRATCH)
            _collect_names(columns, database)
            _collect_kinds(columns, database)
            _collect_places(columns, database)
            _write(database)
            _write_short_forms(database)
            database.execute(_NAME_PLACES)
            database.execute("create index name_key on name (key)")
            write_name_text(database, path.parent)
            database.commit()
    finally:
        scratch.unlink(missing_ok=True)


def _collect_names(columns: Columns, database: sqlite3.Connection) -> None:
    ids = "SELECT ?thing ?id { GRAPH ?source { ?thing a hz:Source ; dcterms:identifier ?id } }"
    for query, rank in (
        (values_of("rdfs:label"), _OWN_NAME), (values_of("skos:altLabel"), _ALIAS), (ids, _ALIAS),
    ):  # fmt: skip
        # Of two names the one that is not English comes first.
        database.executemany(
            _PUT,
            ((thing[1:-1], _NAME, 2 * rank + name.endswith('"@en'), text(name))
             for thing, name in columns.rows(query)),
        )  # fmt: skip


def _collect_kinds(columns: Columns, database: sqlite3.Connection) -> None:
    """Note the classes of things, finer ones first.

    Once all that has a name has a class, a class with others below it is passed over: most things
    are of the few classes above all others.
    """
    depths = {
        iri: len(ontology().ancestors(iri))
        for root in ontology().members[expand("owl:Class")]
        for iri in ontology().subclasses(root)
    }
    in_order = sorted(depths, key=lambda iri: (len(ontology().subclasses(iri)) > 1, -depths[iri]))
    is_indexed = False
    for iri in in_order:
        if len(ontology().subclasses(iri)) > 1:
            if not is_indexed:
                database.execute("create index scratch.said_kind on said (iri) where what = 1")
                is_indexed = True
            if database.execute(_WITHOUT_KIND).fetchone() is None:
                return
        things = ((thing, _KIND, -depths[iri], iri) for thing in _members(columns, iri))
        database.executemany(_PUT, things)
    if database.execute(_WITHOUT_KIND).fetchone() is not None:  # some have none but foreign classes
        others = (
            (thing, kind) for thing, kind in _values(columns, "rdf:type") if kind not in depths
        )
        database.executemany(_PUT, ((thing, _KIND, 0, kind) for thing, kind in others))


def _collect_places(columns: Columns, database: sqlite3.Connection) -> None:
    places = ((*pair, _ITSELF) for pair in _values(columns, "hz:locatedIn"))
    database.executemany(_PUT, ((iri, _PLACE, rank, place) for iri, place, rank in places))
    database.executemany(
        "insert into affiliation values (?, ?)", _values(columns, "hz:affiliation")
    )
    if database.execute("select 1 from affiliation limit 1").fetchone():
        database.execute("create index scratch.said_place on said (iri) where what = 2")
        database.execute(_PUT_AFFILIATED, {"rank": _AFFILIATED})
    put_within = "insert or ignore into within values (?, ?)"
    database.executemany(put_within, _values(columns, "geo:sfWithin"))
    areas = _members(columns, expand("hz:Area"))
    database.executemany(_PUT_LARGER, ((_PLACE, _LARGER, area) for area in areas))


def _members(columns: Columns, kind: str) -> Iterator[str]:
    return (thing[1:-1] for thing, _ in columns.rows(members(kind)))


def _values(columns: Columns, name: str) -> Iterator[tuple[str, str]]:
    return ((thing[1:-1], text(value)) for thing, value in columns.rows(values_of(name)))


def _write(database: sqlite3.Connection) -> None:
    """Write the things that have a name and a kind, and what they are called."""
    said = database.cursor().execute("select * from said order by iri, what, rank, text")
    things: list[tuple[str, str, str, str]] = []
    names: list[tuple[str, str, str, int]] = []
    for iri, group in groupby(said, key=itemgetter(0)):
        if len(things) >= _BATCH:
            _put(database, things, names)
        parts: dict[int, list[tuple[int, str]]] = {_NAME: [], _KIND: [], _PLACE: []}
        for _, what, rank, said_text in group:
            parts[what].append((rank // 2 if what == _NAME else rank, said_text))
        if not parts[_KIND] or not parts[_NAME] or parts[_NAME][0][0] != _OWN_NAME:
            continue
        kind, place = parts[_KIND][0][1], parts[_PLACE][0][1] if parts[_PLACE] else ""
        things.append((iri, parts[_NAME][0][1], kind, place))
        if _UNSPOKEN.isdisjoint(ontology().ancestors(kind)):
            ranks = {name: rank for rank, name in reversed(parts[_NAME])}
            names += ((fold(name), iri, name, rank) for name, rank in ranks.items())
            # Who types Simplified finds what is written in Traditional Chinese, too.
            names += ((fold(simplified(name)), iri, name, rank)
                      for name, rank in ranks.items() if is_traditional(name))  # fmt: skip
    _put(database, things, names)


def _put(
    database: sqlite3.Connection,
    things: list[tuple[str, str, str, str]],
    names: list[tuple[str, str, str, int]],
) -> None:
    """Write things and names, and empty the lists of them."""
    database.executemany("insert into thing (iri, name, kind, place) values (?, ?, ?, ?)", things)
    database.executemany("insert into name values (?, ?, ?, ?)", names)
    things.clear()
    names.clear()


def _write_short_forms(database: sqlite3.Connection) -> None:
    """Write names without the places in front, for things that lie in a place."""
    names_above = lru_cache(_AREAS_KEPT)(lambda area: _names_above(database, area))
    placed = database.cursor().execute(
        "select key, iri, text, place from name join thing using (iri) where place <> ''"
    )
    database.executemany(
        "insert into short values (?, ?, ?, ?)",
        (
            (form, iri, text, _SHORT)
            for key, iri, text, place in placed
            for names, folded in [names_above(place)]
            if key.startswith(folded)
            for form in set(short_forms(text, names))
        ),
    )
    database.execute("insert into name select * from short")


def _names_above(database: sqlite3.Connection, area: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the names of what an area lies in, largest first, as said and as they are compared."""
    found: list[str] = []
    nearest = [area]
    while nearest:
        larger = [
            up
            for low in nearest
            for (up,) in database.execute("select larger from within where area = ?", (low,))
        ]
        nearest = [up for up in larger if up not in found]
        found += nearest
    names = [
        name
        for iri in found[::-1]
        for (name,) in database.execute("select name from thing where iri = ?", (iri,))
    ]
    return names, tuple(filter(None, map(fold, names)))
