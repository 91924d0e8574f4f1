"""Which groups of parties cooperate more with each other than with others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from hezuo.graph.analysis.centrality import Tell
from hezuo.graph.analysis.network import partner_network
from hezuo.graph.analysis.numbered import Numbered, numbered
from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.partners import parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing

if TYPE_CHECKING:
    from hezuo.graph.store import Store

SEED = 20_210_630
# Beyond so many pairs it takes long enough to be told of: measured, 30 µs a pair.
_MANY_PAIRS = 100_000


class Community(NamedTuple):
    """A group of parties and what holds it together.

    ``members`` are those with the strongest ties within it first, ``size`` is how many there are.
    ``inside`` is the share of its members' ties, by strength, that stays within, from 0 to 1.
    ``fields`` counts the connectors (agreements, projects ...) between members by field,
    ``districts`` the members by district, those with most first.
    """

    number: int
    size: int
    members: list[Thing]
    inside: float
    fields: list[Numbered]
    districts: list[Numbered]


class Communities(Rows[Community]):
    """The largest communities of ``found``, and how well they part the network: ``modularity``."""

    def __init__(self, rows: Iterable[Community], found: int, modularity: float) -> None:
        super().__init__(rows)
        self.found = found
        self.modularity = modularity


def communities(
    store: Store,
    resolution: float = 1.0,
    top: int = 10,
    filters: Filters | None = None,
    *,
    tell: Tell | None = None,
) -> Communities:
    """Return the ``top`` largest communities of the network of partners, the largest first.

    Found by the Louvain method (Blondel et al., Fast unfolding of communities in large networks,
    J. Stat. Mech. 2008, P10008) by the weights of ties, with a fixed seed: the same store gives the
    same communities. A ``resolution`` above 1 gives more and smaller ones, below 1 fewer. An area
    or a kind of party in the filters limits the network to such parties. ``tell`` is told when it
    takes long. Raises HezuoError for a resolution that is no positive number.
    """
    if not 0 < resolution < math.inf:
        raise HezuoError(f"a resolution of {resolution} has no meaning", "say a number above 0")
    filters = filters or Filters()
    selection = Selection(store, filters)
    graph = partner_network(selection, parties_wanted(selection, filters))
    pairs = graph.number_of_edges()
    if not pairs:
        return Communities([], 0, 0.0)
    if tell and pairs > _MANY_PAIRS:
        tell(f"looking for communities among {len(graph):,} parties and {pairs:,} pairs of them")
    found = nx.community.louvain_communities(
        graph, weight="weight", resolution=resolution, seed=SEED
    )
    found.sort(key=lambda members: (-len(members), min(members)))
    modularity = nx.community.modularity(graph, found, weight="weight", resolution=resolution)
    rows = _rows(selection, graph, found[: max(top, 0)])
    return Communities(rows, len(found), float(modularity))


def _rows(
    selection: Selection, graph: nx.Graph, found: Collection[Collection[int]]
) -> list[Community]:
    things = selection.things(party for members in found for party in members)
    rows = []
    for number, members in enumerate(found, 1):
        within = {p: _strength(graph, p, members) for p in members}
        total = sum(weight for _, weight in graph.degree(members, weight="weight"))
        strongest = sorted(members, key=lambda p: (-within[p], p))
        rows.append(
            Community(
                number=number,
                size=len(members),
                members=[things[party] for party in strongest],
                inside=round(sum(within.values()) / total, 3) if total else 0.0,
                fields=_fields(selection, members),
                districts=_districts(selection, members),
            )
        )
    return rows


def _strength(graph: nx.Graph, party: int, members: Collection[int]) -> float:
    """Return how strong the ties of a party with members are together."""
    found: float = sum(data["weight"] for other, data in graph[party].items() if other in members)
    return round(found, 6)


def _fields(selection: Selection, members: Collection[int]) -> list[Numbered]:
    """Return how many connectors between members are in each field, those with most first."""
    connectors = {
        selection.ties.connectors[statement]
        for party in members
        for other, statement in selection.tied(party)
        if other in members
    }
    fields = (field for one in connectors for field in selection.facets(one)["field"])
    return numbered(selection.store, Counter(fields))


def _districts(selection: Selection, members: Collection[int]) -> list[Numbered]:
    """Return how many members lie in each district, those with most first."""
    areas = selection.areas
    districts = (area for party in members for area in areas.at(party, "district"))
    return numbered(selection.store, Counter(districts))
