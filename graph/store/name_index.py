"""The index of names: looks up what a name means (``name_index_build`` makes it)."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hezuo.graph.errors import StoreError
from hezuo.graph.names import fold
from hezuo.graph.pinyin import typed_pinyin
from hezuo.graph.store.name_text import INSIDE, NameText

# A thing that ties speak of and that has no name is there too, with nothing but its number and IRI.
# A name has its folded form for a key; its rank is 0, of an alias 1, of a short form of either 2.
VERSION = 5
SCHEMA = """
create table thing (
  id integer primary key, iri text not null unique,
  name text not null, kind text not null, place text
);
create table name (key text not null, iri text not null, text text not null, rank integer not null);
"""
_FIND = """
select thing.iri, thing.name, thing.kind, thing.place from thing join (
  select iri, min(rank) as rank, min(instr(key, :key)) as position from name
  where CONDITION group by iri
) using (iri)
order by rank, position > 1, length(name), name, iri
"""
_IS_KEY = "key = :key"
_IS_ONE_OF = "key in (select value from json_each(:keys))"
_AT_ONCE = 10_000


class NamedThing(NamedTuple):
    """A thing with the name it goes by, its kind (IRI of a class) and the place it belongs to."""

    iri: str
    name: str
    kind: str
    place: str


class NameIndex:
    """Looks names up; an index without a file holds none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._text = NameText(path.parent if path else None)
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if path else ":memory:"
        try:
            self._database = sqlite3.connect(address, uri=path is not None, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        # Closed when nobody uses it any more, which another thread may still do.
        weakref.finalize(self, self._database.close)
        if path is None:
            self._database.executescript(SCHEMA)

    def size(self) -> int:
        """Return how many things there are."""
        return int(self._rows("select count(*) from thing")[0][0])

    def exactly(self, text: str) -> list[NamedThing]:
        """Return the things that go by a name, an alias or a short form, names first."""
        return self._things(_IS_KEY, fold(text))

    def containing(self, text: str) -> list[NamedThing]:
        """Return the things with a name that has ``text`` in it, those that begin with it first."""
        key = fold(text)
        return self._things(_IS_ONE_OF, key, self._text.containing(key) if _is_text(key) else [])

    def spelt(self, text: str, worst: int = INSIDE) -> list[NamedThing]:
        """Return the things with a Chinese name that is read as ``text`` says, the best first.

        ``text`` is pinyin or the initials of its syllables; ``worst`` is how well it has to fit at
        least: WHOLE, BEGINNING or INSIDE.
        """
        pinyin = typed_pinyin(text)
        keys = self._text.spelt(pinyin) if len(pinyin) > 1 else []
        found: dict[NamedThing, None] = {}
        for fit in range(worst + 1):
            fitting = [key for its, key in keys if its == fit]
            found |= dict.fromkeys(self._things(_IS_ONE_OF, pinyin, fitting))
        return list(found)

    def thing(self, iri: str) -> NamedThing | None:
        """Return a thing by its IRI."""
        query = "select iri, name, kind, place from thing where iri = :iri and name <> ''"
        rows = self._rows(query, iri=iri)
        return NamedThing(*rows[0]) if rows else None

    def numbers(self, iris: Iterable[str]) -> dict[str, int]:
        """Return the numbers of things by their IRIs; what is not known has none."""
        query = "select id from thing where iri = :iri"
        found = {iri: self._rows(query, iri=iri) for iri in iris}
        return {iri: int(rows[0][0]) for iri, rows in found.items() if rows}

    def numbered(self, numbers: Iterable[int]) -> dict[int, NamedThing]:
        """Return things by their numbers, those too that have no name."""
        found: dict[int, NamedThing] = {}
        given = iter(numbers)
        while some := list(islice(given, _AT_ONCE)):
            listed = ",".join(map(str, some))
            query = f"select id, iri, name, kind, place from thing where id in ({listed})"  # noqa: S608 - numbers
            found.update((int(row[0]), NamedThing(*row[1:])) for row in self._rows(query))
        return found

    def nearest(self, text: str, count: int = 3) -> list[NamedThing]:
        """Return the things whose names are most like ``text``, by edit distance."""
        key = fold(text)
        keys = self._text.like(key, count) if _is_text(key) else []
        found: dict[NamedThing, None] = {}
        for near in keys:
            found |= dict.fromkeys(self._things(_IS_KEY, near))
        return list(found)[:count]

    def _things(self, condition: str, key: str, keys: Iterable[str] = ()) -> list[NamedThing]:
        if not key:
            return []
        query = _FIND.replace("CONDITION", condition)
        listed = json.dumps(list(keys)) if condition == _IS_ONE_OF else ""
        return [NamedThing(*row) for row in self._rows(query, key=key, keys=listed)]

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
            "remove the folder that it lies in: it is made anew",
        )


def _is_text(key: str) -> bool:
    """Return whether a key can be that of a name: what is empty or no Unicode text is none."""
    return bool(key) and not any("\ud800" <= one <= "\udfff" for one in key)
