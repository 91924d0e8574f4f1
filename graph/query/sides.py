"""The two sides of a question about two parties, which may both be districts."""

from __future__ import annotations

from typing import NamedTuple

from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import thing_named
from hezuo.graph.query.partners import parties_meant
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing


class Side(NamedTuple):
    """What was named, and the parties that it stands for (positions in the arrays of ties)."""

    asked: Thing
    parties: set[int]


def two_sides(selection: Selection, name: str, other: str) -> tuple[Side, Side]:
    """Return both sides, of a district all that lies in it; what lies in both is of neither.

    Raises UnknownNameError or AmbiguousNameError for the names, HezuoError where both mean one
    party or one of them lies in the other.
    """
    named = [thing_named(selection.store, text, within="hz:Party") for text in (name, other)]
    one, two = (Side(as_thing(party), parties_meant(selection, party)) for party in named)
    if one.asked.iri == two.asked.iri:
        raise HezuoError(f"both names mean {one.asked.name}", "name two different parties")
    for inner, outer in ((one, two), (two, one)):
        if inner.parties and inner.parties <= outer.parties:
            inside, area = inner.asked.name, outer.asked.name
            raise HezuoError(
                f"{inside} lies in {area}, which stands for everything in it",
                f"`hezuo partners {inside} --in {area}` says what ties them",
            )
    shared = one.parties & two.parties
    return one._replace(parties=one.parties - shared), two._replace(parties=two.parties - shared)
