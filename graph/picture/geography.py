"""Where things are on a map: the coordinates of the nearest area around them that has any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
from pyoxigraph import NamedNode

from hezuo.graph.countries import country
from hezuo.graph.lookup import named_query

if TYPE_CHECKING:
    from hezuo.graph.store import Store


class Spot(NamedTuple):
    """An area on the map: its name, and longitude and latitude in degrees."""

    name: str
    longitude: float
    latitude: float


def add_places(store: Store, graph: nx.Graph) -> None:
    """Give each node a ``spot`` where one is known: of the smallest area that has coordinates.

    Areas have them from the table of divisions, and countries from that of countries.
    """
    spots, larger = _areas(store)
    nodes = [NamedNode(iri) for iri in sorted(graph)]
    areas: dict[str, set[str]] = defaultdict(set)
    if nodes:
        for row in store.select(named_query("places"), {"thing": nodes}):
            areas[row["thing"].value].add(row["area"].value)
    for iri, data in graph.nodes(data=True):
        data["spot"] = _nearest(sorted(areas[iri]), spots, larger)


def _areas(store: Store) -> tuple[dict[str, Spot], dict[str, set[str]]]:
    """Return where areas are, and what each lies in."""
    spots: dict[str, Spot] = {}
    larger: dict[str, set[str]] = defaultdict(set)
    for row in store.select(named_query("areas")):
        iri, name = row["area"].value, row["name"].value
        if "larger" in row:
            larger[iri].add(row["larger"].value)
        known = country(row["identifier"].value) if "identifier" in row else None
        if "longitude" in row and "latitude" in row:
            spots[iri] = Spot(name, float(row["longitude"].value), float(row["latitude"].value))
        elif known and known.position:
            spots[iri] = Spot(name, *known.position)
    return spots, larger


def _nearest(
    areas: Iterable[str], spots: dict[str, Spot], larger: dict[str, set[str]]
) -> Spot | None:
    """Return the first spot among areas, those that they lie in, and so on."""
    seen: set[str] = set()
    current = list(areas)
    while current:
        for area in current:
            if area in spots:
                return spots[area]
        seen |= {*current}
        current = sorted({up for area in current for up in larger[area]} - seen)
    return None
