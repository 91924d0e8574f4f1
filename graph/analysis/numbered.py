"""Things with how often they occur, as answers list them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.query.areas import CHINA
from hezuo.graph.query.things import Thing, as_thing, china

if TYPE_CHECKING:
    from hezuo.graph.store import Store


class Numbered(NamedTuple):
    """A thing (a field, an area ...) and how often it occurs; a part counts as a part."""

    thing: Thing
    number: float


def numbered(store: Store, numbers: Mapping[int, float]) -> list[Numbered]:
    """Return things, given by their numbers in the index of names, those with most first."""
    known = store.names.numbered(number for number in numbers if number != CHINA)
    things = {number: as_thing(thing) for number, thing in known.items()} | {CHINA: china()}
    found = [Numbered(things[one], round(number, 3)) for one, number in numbers.items()]
    return sorted(found, key=lambda row: (-row.number, row.thing.name, row.thing.iri))
