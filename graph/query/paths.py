"""How two parties are connected: the shortest chains of ties from one to the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import at_least_one
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters
from hezuo.graph.query.chains import Chain, Chains, Reach
from hezuo.graph.query.partners import parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.sides import two_sides
from hezuo.graph.query.things import Thing
from hezuo.graph.query.ties import Tie, described, earliest, finest_kind, strength

if TYPE_CHECKING:
    from hezuo.graph.store import Store


class Step(NamedTuple):
    """One step of a chain, from ``start`` to ``end``, and the ties that it leads over.

    ``chain`` and ``step`` count from 1. ``number`` is that of the ties, ``kinds`` counts them by
    kind (local names of classes), ``strength`` is the sum of their strengths. ``ties`` has the
    strongest of them, of equally strong ones the latest, or all if the evidence was asked for.
    """

    chain: int
    step: int
    start: Thing
    end: Thing
    number: int
    kinds: dict[str, int]
    strength: Decimal
    ties: list[Tie]


class Paths(Rows[Step]):
    """The steps of the chains from ``asked`` to ``other``, the shortest chain first.

    Where there is none, ``reached`` says how far either side leads.
    """

    def __init__(
        self, asked: Thing, other: Thing, steps: list[Step], reached: tuple[Reach, ...] = ()
    ) -> None:
        super().__init__(steps)
        self.asked = asked
        self.other = other
        self.reached = reached

    def chains(self) -> list[list[Step]]:
        """Return the steps of each chain."""
        found: dict[int, list[Step]] = defaultdict(list)
        for step in self:
            found[step.chain].append(step)
        return list(found.values())


@uncollected()
def paths(
    store: Store,
    name: str,
    other: str,
    number: int = 1,
    filters: Filters | None = None,
    *,
    evidence: bool = False,
) -> Paths:
    """Return the shortest chains of cooperation between two parties, at most ``number`` of them.

    A district stands for itself and for everything in it. Of equally short chains those come first
    whose weakest step has the most ties. ``within`` and ``with_kind`` of the filters limit the
    parties in between. With ``evidence`` each step has all its ties. Raises UnknownNameError or
    AmbiguousNameError for the names, HezuoError for two names of one party, a party and a district
    that it lies in, or a filter without sense.
    """
    filters = filters or Filters()
    selection = Selection(store, filters)
    one, two = two_sides(selection, name, other)
    walk = Chains(selection, parties_wanted(selection, filters))
    chains = walk.between(one.parties, two.parties, at_least_one(number, "chains"))
    if not chains:
        reached = walk.reach(one.parties), walk.reach(two.parties)
        return Paths(one.asked, two.asked, [], reached)
    return Paths(one.asked, two.asked, _steps(selection, chains, evidence=evidence))


def _steps(selection: Selection, chains: list[Chain], *, evidence: bool) -> list[Step]:
    """Return the steps of chains, with everything that is stated of the ties that are shown."""
    pairs = {pair for chain in chains for pair in pairwise(chain)}
    found = {pair: _between(selection, *pair) for pair in pairs}
    shown: dict[int, set[int]] = defaultdict(set)
    for its in found.values():
        for connector in list(its)[: None if evidence else 1]:
            shown[connector] |= its[connector]
    ties = described(selection, shown)
    things = selection.things({party for chain in chains for party in chain})
    rows = []
    for number, chain in enumerate(chains, start=1):
        for place, pair in enumerate(pairwise(chain), start=1):
            start, end = (things[party] for party in pair)
            its = found[pair]
            kinds = Counter(finest_kind(selection.facets(connector)) for connector in its)
            strengths = (strength(selection, statements) for statements in its.values())
            rows.append(
                Step(
                    chain=number,
                    step=place,
                    start=start,
                    end=end,
                    number=len(its),
                    kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
                    strength=sum(strengths, Decimal(0)),
                    ties=[ties[c]._replace(through=[start.name]) for c in its if c in ties],
                )
            )
    return rows


def _between(selection: Selection, party: int, other: int) -> dict[int, set[int]]:
    """Return the statements that tie two parties by connector, strong and late ones first."""
    ties = selection.ties
    found: dict[int, set[int]] = defaultdict(set)
    for statement in selection.between(party, other):
        found[ties.connectors[statement]].add(statement)

    def order(connector: int) -> tuple[Decimal, int, int]:
        its = found[connector]
        return -strength(selection, its), -earliest(ties.dates[one] for one in its), connector

    return {connector: found[connector] for connector in sorted(found, key=order)}
