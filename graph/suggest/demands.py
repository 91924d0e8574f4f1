"""What parties seek and what they offer, and which of it fits (供需对接)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.lookup import named_query

if TYPE_CHECKING:
    from hezuo.graph.query.selection import Selection


class Stated(NamedTuple):
    """A demand or an offer (``side``) of a party: IRIs, title, and the fields that it is in."""

    iri: str
    side: str
    party: str
    title: str
    fields: frozenset[str]


class Match(NamedTuple):
    """A demand and an offer that meet: who asked is the one who seeks, or else who offers."""

    asked_seeks: bool
    demand: str
    offer: str
    fields: list[str]


class Fit(NamedTuple):
    """How a party fits another: its matches, and the ``share`` of the other's wants they meet."""

    matches: list[Match]
    share: float


class Market(NamedTuple):
    """All demands and offers of a selection, and the areas (IRIs) that their parties lie in."""

    stated: list[Stated]
    places: dict[str, list[str]]


def market(selection: Selection) -> Market:
    """Return what is sought and offered, in the order of parties, as the sources asked for say."""
    found: dict[tuple[str, str, str], tuple[str, set[str]]] = {}
    places: dict[str, set[str]] = defaultdict(set)
    for row in selection.store.select(named_query("demands-offers"), sources=selection.sources):
        key = (row["party"].value, row["side"].value, row["thing"].value)
        _, fields = found.setdefault(key, (row["title"].value, set()))
        if "field" in row:
            fields.add(row["field"].value)
        if "area" in row:
            places[key[0]].add(row["area"].value)
    stated = [
        Stated(thing, side, party, title, frozenset(fields))
        for (party, side, thing), (title, fields) in sorted(found.items())
    ]
    return Market(stated, {party: sorted(areas) for party, areas in places.items()})


def fits(stated: Iterable[Stated], asked: Collection[str]) -> dict[str, Fit]:
    """Return who fits the parties asked for (IRIs), by IRI: a demand and an offer share a field.

    The share counts which part of all demands and offers of those asked for the party meets.
    """
    stated = list(stated)
    own = [one for one in stated if one.party in asked]
    others = [one for one in stated if one.party not in asked]
    matches: dict[str, list[Match]] = defaultdict(list)
    met: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mine in own:
        for theirs in others:
            shared = mine.fields & theirs.fields
            if mine.side != theirs.side and shared:
                seeks = mine.side == "demand"
                titles = (mine.title, theirs.title) if seeks else (theirs.title, mine.title)
                matches[theirs.party].append(Match(seeks, *titles, sorted(shared)))
                met[theirs.party].add((mine.iri, mine.side))
    wants = len({(one.iri, one.side) for one in own})
    return {party: Fit(its, len(met[party]) / wants) for party, its in matches.items()}
