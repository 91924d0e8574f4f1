"""Joins: a field of one table's records is fed by the rows of another table that match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hezuo.graph.mapping.faults import counted

Key = tuple[str, ...]


@dataclass(eq=False)
class Join:
    """What rows of the table ``giver`` give to those rows of ``taker`` that agree with them."""

    giver: str
    taker: str
    found: dict[Key, list[Any]] = field(default_factory=lambda: defaultdict(list))
    places: dict[Key, tuple[int, str]] = field(default_factory=dict)
    taken: set[Key] = field(default_factory=set)

    def give(self, key: Key, items: Sequence[Any], place: str) -> None:
        """Keep what the row at a place gives to rows with a key."""
        self.found[key] += items
        count, first = self.places.get(key, (0, place))
        self.places[key] = (count + 1, first)

    def take(self, key: Key) -> list[Any]:
        """Return what the rows give that match, in the order of the rows."""
        self.taken.add(key)
        return self.found.get(key, [])

    def notes(self) -> list[str]:
        """Return a line when rows match nothing."""
        places = [place for key, place in self.places.items() if key not in self.taken]
        if not places:
            return []
        rows = sum(count for count, _ in places)
        return [
            f"{counted(rows, 'row')} of {self.giver} with no match among those of {self.taker}, "
            f"and so not joined (the first: {places[0][1]})"
        ]


@dataclass(frozen=True)
class Awaited:
    """What a join will give once all rows are read."""

    join: Join
    key: Key
