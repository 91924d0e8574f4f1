"""What of the inputs a store has already, by its log: nothing of it need be read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from hezuo.graph.lookup import named_query

if TYPE_CHECKING:
    from hezuo.graph.inputs import Input
    from hezuo.graph.store import Origin, Store
    from hezuo.graph.terms import Term

Item = TypeVar("Item")

# So many places or sources are asked for at once.
_ASKED = 1_000


def unchanged(store: Store, origins: Mapping[Input, Origin]) -> dict[Input, dict[str, int]]:
    """Return the inputs that were read before from the same bytes, with sizes of their sources."""
    from pyoxigraph import Literal

    places = {origin.path: one for one, origin in origins.items()}
    found: dict[Input, dict[Term, str]] = defaultdict(dict)
    for part in _parts(list(places)):
        asked = {"place": [Literal(place) for place in part]}
        for row in store.select(named_query("read-from"), asked):
            found[places[row["place"].value]][row["source"]] = row["checksum"].value
    same = {
        one: list(checksums)
        for one, checksums in found.items()
        if set(checksums.values()) == {origins[one].checksum}
    }
    sizes: dict[Term, int] = {}
    for sources in _parts([source for known in same.values() for source in known]):
        for row in store.select(named_query("sizes"), {"source": sources}):
            sizes[row["source"]] = int(row["facts"].value)
    known = {one: {s.value: sizes[s] for s in of if s in sizes} for one, of in same.items()}
    return {one: its for one, its in known.items() if its}


def _parts(items: list[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(items), _ASKED):
        yield items[start : start + _ASKED]
