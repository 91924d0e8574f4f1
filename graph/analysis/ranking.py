"""Who matters most in the network of partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from hezuo.graph.analysis import centrality
from hezuo.graph.analysis.centrality import Tell
from hezuo.graph.analysis.network import partner_network
from hezuo.graph.analysis.numbered import Numbered, numbered
from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError, at_least_one
from hezuo.graph.lookup import Filters
from hezuo.graph.query.areas import LEVELS
from hezuo.graph.query.partners import parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing

if TYPE_CHECKING:
    from hezuo.graph.store import Store

MEASURES = ("degree", "strength", "pagerank", "betweenness", "bridging")


class Ranked(NamedTuple):
    """A party at its ``rank``, which parties of one ``value`` share.

    ``value`` is that of the measure asked for; ``partners`` is how many partners the party has, and
    ``strength`` how strong its ties are together. ``regions`` is for bridging alone: how many of
    its partners lie in each region, those with most first.
    """

    rank: int
    party: Thing
    value: float
    partners: int
    strength: float
    regions: list[Numbered]


def rank(
    store: Store,
    by: str = "degree",
    top: int = 20,
    filters: Filters | None = None,
    *,
    across: str = "province",
    tell: Tell | None = None,
) -> Rows[Ranked]:
    """Return the ``top`` parties by a measure of MEASURES, the highest first.

    ``degree`` is the number of partners, ``strength`` the weighted degree, ``pagerank`` and
    ``betweenness`` as in ``centrality`` (the latter sampled in a large network, which ``tell`` is
    told), ``bridging`` the participation coefficient over regions: districts, cities, provinces or
    countries, as ``across`` says; who has no such region counts to its country. Filters of ties
    limit the network; an area and a kind of party only who is listed. Equals are listed by
    partners, strength and name. Raises HezuoError for what is no measure, region or filter.
    """
    for text, known in ((by, MEASURES), (across, LEVELS)):
        if text not in known:
            raise HezuoError(f"parties cannot be ranked by {text!r}", f"say {', '.join(known)}")
    filters = filters or Filters()
    selection = Selection(store, filters)
    wanted = parties_wanted(selection, filters)
    graph = partner_network(selection)
    regions = regions_of(selection, graph, across) if by == "bridging" else {}
    values = _values(graph, by, regions, tell)
    strengths: dict[int, float] = centrality.strength(graph)
    listed = [party for party in graph if wanted is None or party in wanted]
    listed.sort(key=lambda p: (-values[p], -len(graph[p]), -strengths[p], p))
    shown = listed[: at_least_one(top, "parties")]
    things = selection.things(shown)
    rows: list[Ranked] = []
    for place, party in enumerate(shown, 1):
        is_equal = bool(rows) and rows[-1].value == values[party]
        numbers = centrality.spread(graph, party, regions) if by == "bridging" else {}
        rows.append(
            Ranked(
                rank=rows[-1].rank if is_equal else place,
                party=things[party],
                value=values[party],
                partners=len(graph[party]),
                strength=strengths[party],
                regions=numbered(store, numbers),
            )
        )
    return Rows(rows)


def regions_of(selection: Selection, graph: nx.Graph, level: str) -> dict[int, list[int]]:
    """Return the areas of a level that parties lie in; their country where there is none."""
    areas = selection.areas
    return {party: areas.at(party, level) or areas.at(party, "country") for party in graph}


def _values(
    graph: nx.Graph, by: str, regions: Mapping[int, list[int]], tell: Tell | None
) -> dict[int, float]:
    if by == "bridging":
        return centrality.participation(graph, regions)
    if by == "betweenness":
        return centrality.betweenness(graph, tell=tell)
    measures = {
        "degree": centrality.degree,
        "strength": centrality.strength,
        "pagerank": centrality.pagerank,
    }
    return measures[by](graph)
