"""Builds the index of names from the facts of a store, in memory that does not grow with them.

Names, kinds and places stream out of the store into a scratch database and are put in order there:
each thing then comes with all that is said of it, and is done with before the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal

from hezuo.graph.names import fold, short_forms
from hezuo.graph.ontology import ontology
from hezuo.graph.store.name_index import SCHEMA
from hezuo.graph.terms import Term
from hezuo.graph.vocabulary import ONTOLOGY, expand

# Answers a query with rows of terms, one after the other.
Rows: TypeAlias = Callable[[str], Iterator[tuple[Term, ...]]]

_SCRATCH = """
create table spoken (iri text, rank integer, english integer, text text);
create table kind (iri text primary key, kind text) without rowid;
create table place (iri text primary key, place text) without rowid;
create table affiliation (iri text, place text);
create table short (key text, iri text, text text, rank integer);
create table within (area text, larger text, primary key (area, larger)) without rowid;
"""
# A name counts before an alias, an alias before a short form of either.
_NAME, _ALIAS, _SHORT = range(3)
# What is called by its title alone is found by its IRI only: hundreds are called 合作协议.
_UNSPOKEN = {expand(f"hz:{kind}") for kind in ("Agreement", "Appointment", "Observation")}
_AREAS_KEPT = 10_000
# The place of a thing is the first by its IRI of those it lies in itself, else of those of what it
# belongs to; the smaller wins, so that the order of facts makes no difference.
_PUT_PLACE = """
insert into place values (?, ?) on conflict (iri) do update set place = min(place, excluded.place)
"""
_PUT_AFFILIATES = """
insert or ignore into place
select affiliation.iri, min(place.place) from affiliation join place on place.iri = affiliation.place
group by affiliation.iri
"""
_THINGS = """
select spoken.iri, spoken.rank, spoken.text, kind.kind, coalesce(place.place, '')
from spoken join kind using (iri) left join place using (iri)
order by spoken.iri, spoken.rank, spoken.english, spoken.text
"""
_NAME_PLACES = """
update thing set place =
  coalesce((select other.name from thing as other where other.iri = thing.place), '')
"""


def build_name_index(rows: Rows, path: Path) -> None:
    """Write the index of all names in a store to a new SQLite file."""
    scratch = path.with_name("scratch.sqlite")
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("attach ? as scratch", (str(scratch),))
            # A crash leaves a snapshot that is thrown away, so nothing has to be safe before the end.
            database.executescript("pragma journal_mode = off; pragma synchronous = off;")
            database.executescript(SCHEMA)
            database.executescript(_SCRATCH.replace("create table ", "create table scratch."))
            _collect(rows, database)
            _write(database)
            database.execute("create index name_key on name (key)")
            database.commit()
            database.execute("detach scratch")
    finally:
        scratch.unlink(missing_ok=True)


def _collect(rows: Rows, database: sqlite3.Connection) -> None:
    """Put what the facts say of names, kinds and places into the scratch database."""
    put = "insert into spoken values (?, ?, ?, ?)"
    for name, rank in (("rdfs:label", _NAME), ("skos:altLabel", _ALIAS)):
        database.executemany(put, (_spoken(thing, text, rank) for thing, text in rows(_said(name))))
    ids = "SELECT ?thing ?id { GRAPH ?source { ?thing a hz:Source ; dcterms:identifier ?id } }"
    database.executemany(put, (_spoken(thing, text, _ALIAS) for thing, text in rows(ids)))
    database.execute("create index scratch.spoken_iri on spoken (iri)")
    _collect_kinds(rows, database)
    database.executemany(
        "insert or ignore into within values (?, ?)", _values(rows, "geo:sfWithin")
    )
    database.executemany(_PUT_PLACE, _values(rows, "hz:locatedIn"))
    database.executemany("insert into affiliation values (?, ?)", _values(rows, "hz:affiliation"))
    database.execute(_PUT_AFFILIATES)
    areas = "SELECT ?area { GRAPH ?source { ?area a hz:Area } }"
    put = (
        "insert or ignore into place select area, min(larger) from within where area = ? group by 1"
    )
    database.executemany(put, ((area.value,) for (area,) in rows(areas)))


def _collect_kinds(rows: Rows, database: sqlite3.Connection) -> None:
    """Put the finest class of each thing into the scratch database, finer classes first.

    A class with others below it is passed over when all that has a name has a class already: most
    things are of the few classes above all others.
    """
    ours = {
        iri: ontology().ancestors(iri)
        for root in ontology().members[expand("owl:Class")]
        for iri in ontology().subclasses(root)
    }
    put = "insert or ignore into kind values (?, ?)"
    for iri in sorted(ours, key=lambda iri: (len(ours[iri]), iri), reverse=True):
        if len(ontology().subclasses(iri)) == 1 or _is_some_without_kind(database):
            query = f"SELECT ?thing {{ GRAPH ?source {{ ?thing a <{iri}> }} }}"
            database.executemany(put, ((thing.value, iri) for (thing,) in rows(query)))
    if _is_some_without_kind(database):  # so it has none but classes of others
        put = (
            "insert into kind values (?, ?) on conflict (iri) do update "
            "set kind = max(kind, excluded.kind) where instr(kind, ?) = 0"
        )
        others = (pair for pair in _values(rows, "rdf:type") if pair[1] not in ours)
        database.executemany(put, ((*pair, ONTOLOGY) for pair in others))


def _is_some_without_kind(database: sqlite3.Connection) -> bool:
    query = (
        "select 1 from spoken left join kind using (iri) where kind is null and rank = 0 limit 1"
    )
    return database.execute(query).fetchone() is not None


def _said(name: str) -> str:
    """Return the query for all pairs of a thing and a value of a property."""
    return f"SELECT ?thing ?value {{ GRAPH ?source {{ ?thing <{expand(name)}> ?value }} }}"


def _values(rows: Rows, name: str) -> Iterator[tuple[str, str]]:
    return ((thing.value, value.value) for thing, value in rows(_said(name)))


def _spoken(thing: Term, text: Term, rank: int) -> tuple[str, int, bool, str]:
    is_english = isinstance(text, Literal) and text.language == "en"
    return thing.value, rank, is_english, text.value


def _write(database: sqlite3.Connection) -> None:
    """Write the things and their names, and then the short forms of those that have a place."""
    reading = database.cursor()
    things = groupby(reading.execute(_THINGS), key=itemgetter(0))
    for iri, group in things:
        said = list(group)
        _, rank, name, kind, place = said[0]
        if rank != _NAME:
            continue
        database.execute("insert into thing values (?, ?, ?, ?)", (iri, name, kind, place))
        if _UNSPOKEN.isdisjoint(ontology().ancestors(kind)):
            ranks = {text: rank for _, rank, text, _, _ in reversed(said)}
            database.executemany(
                "insert into name values (?, ?, ?, ?)",
                ((fold(text), iri, text, rank) for text, rank in ranks.items()),
            )
    _write_short_forms(database)
    database.execute(_NAME_PLACES)


def _write_short_forms(database: sqlite3.Connection) -> None:
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


def _names_above(
    database: sqlite3.Connection, area: str
) -> tuple[list[str], tuple[str, ...]]:  # fmt: skip
    """Return the names of an area and of those it lies in, largest first, as said and as compared."""
    found: list[str] = []
    nearest = [area]
    while nearest:
        larger = [
            up
            for low in nearest
            for (up,) in database.execute("select larger from within where area = ?", (low,))
        ]
        nearest = [up for up in dict.fromkeys(larger) if up not in found]
        found += nearest
    names = [
        name
        for iri in found[::-1]
        for (name,) in database.execute("select name from thing where iri = ?", (iri,))
    ]
    return names, tuple(filter(None, map(fold, names)))
