"""The shortest chains of ties between two groups of parties, walked on the arrays of ties."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.store.ties import ROLELESS

if TYPE_CHECKING:
    from hezuo.graph.query.selection import Selection

# A level of a search: each party that it reached first, with those it was reached from, one
# mention for each statement that ties them.
Level = dict[int, list[int]]
Chain = tuple[int, ...]


class Reach(NamedTuple):
    """How many parties can be reached from some, and in how many steps the farthest."""

    parties: int
    steps: int


class Chains:
    """Finds chains in the ties that a selection leaves; parties are positions in its arrays.

    ``through`` are the parties that a chain may lead through, None for any.
    """

    def __init__(self, selection: Selection, through: AbstractSet[int] | None = None) -> None:
        self._selection = selection
        self._through = through
        self._tied: dict[int, list[int]] = {}

    def between(self, starts: AbstractSet[int], ends: AbstractSet[int], number: int) -> list[Chain]:
        """Return the shortest chains from any of some parties to any of others, at most ``number``.

        No chain passes a party twice, or leads through another of the starts or ends. Of equally
        short ones those come first whose weakest step has the most ties. By the algorithm of Yen
        (1971), which asks for the best chain again and again, each time without what was found.
        """
        found: list[Chain] = []
        first = self._best(starts, ends, _Limits())
        waiting = [(self._order(first), first)] if first else []
        seen = {first}
        while waiting and len(found) < number:
            chain = heapq.heappop(waiting)[1]
            found.append(chain)
            if len(found) < number:
                for other in self._turning_off(chain, found, starts, ends):
                    if other and other not in seen:
                        seen.add(other)
                        heapq.heappush(waiting, (self._order(other), other))
        return found

    def reach(self, starts: AbstractSet[int]) -> Reach:
        """Return how far chains lead from some parties."""
        side = self._side(starts)
        while side.levels[-1]:
            self._go_on(side, _Limits())
        return Reach(len(side.known) - len(starts), max(len(side.levels) - 2, 0))

    def _turning_off(
        self,
        chain: Chain,
        found: Sequence[Chain],
        starts: AbstractSet[int],
        ends: AbstractSet[int],
    ) -> Iterator[Chain]:
        """Yield the best chain that leaves a given one at each of its parties, if there is one."""
        taken = {other[0] for other in found}
        yield self._best(starts - taken, ends, _Limits(starts & taken))
        for turn in range(len(chain) - 1):
            kept, here = chain[:turn], chain[turn]
            same = [other for other in found if other[: turn + 1] == chain[: turn + 1]]
            limits = _Limits((starts | {*kept}) - {here})
            limits.shut(here, {other[turn + 1] for other in same})
            rest = self._best({here}, ends, limits)
            yield kept + rest if rest else rest

    def _best(self, starts: AbstractSet[int], ends: AbstractSet[int], limits: _Limits) -> Chain:
        """Return the best chain, or an empty one.

        The search goes from both sides, a step at a time from the one with fewer statements, until
        they share statements. So the partners of a hub mostly need not be gone through.
        """
        one, other = self._side(starts), self._side(ends)
        while one.levels[-1] and other.levels[-1]:
            met = self._met(one, other, limits)
            if met:
                return _strongest(one.levels, other.levels, met)
            self._go_on(one if len(one.statements) <= len(other.statements) else other, limits)
        return ()

    def _side(self, starts: AbstractSet[int]) -> _Side:
        return _Side(starts, self._statements(starts))

    def _statements(self, parties: AbstractSet[int]) -> set[int]:
        """Return the statements that have one of some parties."""
        ties, found = self._selection.ties, set()
        for party in parties:
            found.update(
                ties.party_statement[ties.party_start[party] : ties.party_start[party + 1]]
            )
        return found

    def _met(self, one: _Side, other: _Side, limits: _Limits) -> Counter[tuple[int, int]]:
        """Return the steps from the last level of a side to that of the other, and their ties."""
        ties, found = self._selection.ties, Counter[tuple[int, int]]()
        for statement in one.statements & other.statements:
            if not self._selection.holds(statement):
                continue
            part = slice(ties.first[statement], ties.last[statement])
            parties = list(zip(ties.statement_party[part], ties.statement_role[part], strict=True))
            ends = [(party, role) for party, role in parties if party in other.levels[-1]]
            for party, role in parties:
                if party in one.levels[-1]:
                    shut = limits.shut_from.get(party, ())
                    found.update(
                        (party, end) for end, its in ends
                        if (role == ROLELESS or role != its) and end not in shut
                    )  # fmt: skip
        return found

    def _go_on(self, side: _Side, limits: _Limits) -> None:
        """Take a side a step further."""
        found: Level = {}
        known, closed, through = side.known, limits.closed, self._through
        for party in side.levels[-1]:
            shut = limits.shut_from.get(party, ())
            for other in self._partners(party):
                if other in known or other in closed or other in shut:
                    continue
                if through is None or other in through:
                    found.setdefault(other, []).append(party)
        side.levels.append(found)
        side.known.update(found)
        side.statements = self._statements(found.keys())

    def _partners(self, party: int) -> list[int]:
        """Return the parties that one is tied to, one mention for each statement."""
        found = self._tied.get(party)
        if found is None:
            found = self._tied[party] = [other for other, _ in self._selection.tied(party)]
        return found

    def _order(self, chain: Chain) -> tuple[int, int, int, Chain]:
        """Return what chains are ordered by: short ones first, then strong ones."""
        steps = [len(self._selection.between(*step)) for step in pairwise(chain)]
        return len(chain), -min(steps), -sum(steps), chain


class _Side:
    """One side of a search: the levels it has reached, and the statements of the last of them."""

    def __init__(self, starts: AbstractSet[int], statements: set[int]) -> None:
        self.levels: list[Level] = [{party: [] for party in starts}]
        self.known = set(starts)
        self.statements = statements


class _Limits:
    """Where a search may not lead: parties, and steps in both directions."""

    def __init__(self, closed: AbstractSet[int] = frozenset()) -> None:
        self.closed = closed
        self.shut_from: dict[int, AbstractSet[int]] = {}

    def shut(self, party: int, others: AbstractSet[int]) -> None:
        """Shut the steps between a party and others."""
        self.shut_from = {other: {party} for other in others} | {party: others}


def _strongest(
    forward: Sequence[Level], backward: Sequence[Level], met: Counter[tuple[int, int]]
) -> Chain:
    """Return the chain through the levels of both sides whose weakest step has the most ties."""
    ahead = _halves(forward, {one for one, _ in met})
    behind = _halves(backward, {other for _, other in met})
    found = []
    for (one, other), ties in met.items():
        (weakest, total, chain), (its_weakest, its_total, rest) = ahead[one], behind[other]
        found.append(
            (min(weakest, ties, its_weakest), total + ties + its_total, chain + rest[::-1])
        )
    return max(found)[2]


def _halves(levels: Sequence[Level], ends: set[int]) -> dict[int, tuple[float, int, Chain]]:
    """Return the best chain to each of some parties of the last level.

    Each comes with the number of ties of its weakest step, and of all its steps.
    """
    needed = [ends]
    for level in reversed(levels[1:]):
        needed.append({before for party in needed[-1] for before in level[party]})
    best: dict[int, tuple[float, int, Chain]] = {
        party: (inf, 0, (party,)) for party in needed.pop()
    }
    for level in levels[1:]:
        best = {
            party: max(
                (min(best[before][0], ties), best[before][1] + ties, (*best[before][2], party))
                for before, ties in Counter(level[party]).items()
            )
            for party in needed.pop()
        }
    return best
