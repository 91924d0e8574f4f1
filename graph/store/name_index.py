"""The index of names: derived once when a snapshot is published, and only read afterwards."""

from __future__ import annotations

import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.errors import StoreError
from hezuo.graph.names import fold, short_forms
from hezuo.graph.ontology import FOLDER, ontology
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Solution

_SCHEMA = """
create table thing (iri text primary key, name text not null, kind text not null, place text);
create table name (key text not null, iri text not null, text text not null, rank integer not null);
"""
# A name counts before an alias, an alias before a short form of either.
_NAME, _ALIAS, _SHORT = range(3)
_FIND = """
select thing.* from thing join (
  select iri, min(rank) as rank, min(instr(key, :key)) as position from name
  where CONDITION group by iri limit :most
) using (iri)
order by rank, position > 1, length(name), name, iri
"""
_IS_KEY = "key = :key"
_HOLDS_KEY = "instr(key, :key) > 0"
# What is called by its title alone is found by its IRI only: hundreds are called 合作协议.
_UNSPOKEN = {expand(f"hz:{kind}") for kind in ("Agreement", "Appointment", "Observation")}
# No more are looked at when a part of a name is asked for: nobody reads on.
_MOST = 10_000


class NamedThing(NamedTuple):
    """A thing with the name it goes by, its kind (IRI of a class) and the place it belongs to."""

    iri: str
    name: str
    kind: str
    place: str


def build_name_index(select: Callable[[str], list[Solution]], path: Path) -> None:
    """Write the index of all names in a store to a new SQLite file."""
    labels = select((FOLDER / "queries" / "names.rq").read_text("utf-8"))
    preferred: dict[str, tuple[bool, str]] = {}
    kinds: dict[str, str] = {}
    places: dict[str, str] = {}
    spoken: dict[str, dict[str, int]] = defaultdict(dict)
    for row in labels:
        iri, text = row["thing"].value, row["name"].value
        rank = _ALIAS if "alias" in row else _NAME
        spoken[iri][text] = min(rank, spoken[iri].get(text, rank))
        kinds[iri] = _finer(kinds.get(iri), row["kind"].value)
        if "place" in row:
            places[iri] = min(row["place"].value, places.get(iri, row["place"].value))
        if rank == _NAME:
            is_english = getattr(row["name"], "language", None) == "en"
            preferred[iri] = min((is_english, text), preferred.get(iri, (True, text)))
    names = {iri: text for iri, (_, text) in preferred.items()}
    within = _within(select)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        database.executemany(
            "insert into thing values (?, ?, ?, ?)",
            ((i, n, kinds[i], names.get(places.get(i, ""), "")) for i, n in names.items()),
        )
        rows: set[tuple[str, str, str, int]] = set()
        for iri in names:
            if not _UNSPOKEN.isdisjoint(ontology().ancestors(kinds[iri])):
                continue
            above = [names[area] for area in within(places.get(iri, "")) if area in names]
            for text, rank in spoken[iri].items():
                rows.add((fold(text), iri, text, rank))
                rows |= {(form, iri, text, _SHORT) for form in short_forms(text, above)}
        database.executemany("insert into name values (?, ?, ?, ?)", sorted(rows))
        database.execute("create index name_key on name (key)")


def _finer(first: str | None, second: str) -> str:
    """Return whichever of two classes lies below the other, or the second."""
    return first if first and second in ontology().ancestors(first) else second


def _within(select: Callable[[str], list[Solution]]) -> Callable[[str], list[str]]:
    """Return a function from an area to the areas it lies in, largest first."""
    parents: dict[str, list[str]] = defaultdict(list)
    for row in select((FOLDER / "queries" / "within.rq").read_text("utf-8")):
        parents[row["area"].value].append(row["larger"].value)

    def above(area: str) -> list[str]:
        found: list[str] = []
        nearest = [area]
        while nearest:
            nearest = [up for low in nearest for up in parents.get(low, ()) if up not in found]
            found += nearest
        return found[::-1]

    return above


class NameIndex:
    """Looks names up; an index without a file holds none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if path else ":memory:"
        try:
            self._database = sqlite3.connect(address, uri=path is not None, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        # Closed when nobody uses it any more, which another thread may still do.
        weakref.finalize(self, self._database.close)
        if path is None:
            self._database.executescript(_SCHEMA)

    def exactly(self, text: str) -> list[NamedThing]:
        """Return the things that go by a name, an alias or a short form, names first."""
        return self._things(_IS_KEY, text)

    def containing(self, text: str) -> list[NamedThing]:
        """Return the things with a name that has ``text`` in it, those that begin with it first."""
        return self._things(_HOLDS_KEY, text)

    def thing(self, iri: str) -> NamedThing | None:
        """Return a thing by its IRI."""
        rows = self._rows("select * from thing where iri = :iri", iri=iri)
        return NamedThing(*rows[0]) if rows else None

    def nearest(self, text: str, count: int = 3) -> list[NamedThing]:
        """Return the things whose names are most like ``text``, by edit distance."""
        from rapidfuzz import fuzz, process

        keys = [key for (key,) in self._rows("select distinct key from name")]
        matches = process.extract(fold(text), keys, scorer=fuzz.ratio, score_cutoff=60, limit=count)
        found: dict[str, NamedThing] = {}
        for key, _, _ in matches:
            for thing in self._things(_IS_KEY, key):
                found.setdefault(thing.iri, thing)
        return list(found.values())[:count]

    def _things(self, condition: str, text: str) -> list[NamedThing]:
        key = fold(text)
        if not key:
            return []
        query = _FIND.replace("CONDITION", condition)
        return [NamedThing(*row) for row in self._rows(query, key=key, most=_MOST)]

    def _rows(self, query: str, **values: str | int) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except UnicodeEncodeError:
            return []  # what was typed is not text, and so nobody's name
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"the index of names {self._path} cannot be read ({error})",
            "add a source again, which makes the index anew",
        )
