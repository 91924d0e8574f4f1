"""Which areas a party lies in, at any level, and which parties lie in an area."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property

from hezuo.graph.ontology import ontology
from hezuo.graph.store.ties import Ties, found_in, party_kinds
from hezuo.graph.vocabulary import expand

LEVELS = ("district", "city", "province", "country")
# Stands for a country that sources seldom state: provinces have codes, which say it.
CHINA = 0


class Areas:
    """Where parties lie; areas are numbers of things, parties positions in the arrays of ties.

    ``china`` is the number of the country of that name where sources state it.
    """

    def __init__(self, ties: Ties, china: int = CHINA) -> None:
        self._ties = ties
        self._china = china
        self._kinds = party_kinds()
        self.larger = cache(self._larger)
        self._of_chain = cache(self._found_in_chain)

    def of(self, party: int) -> list[int]:
        """Return every area that a party lies in, the nearest first; an area lies in itself."""
        nearest = self._nearest(party)
        return list(dict.fromkeys(area for near in nearest for area in self.larger(near)))

    def at(self, party: int, level: str) -> list[int]:
        """Return the areas of a level that a party lies in: mostly one, none if it is not known.

        ``district`` is the smallest area that is stated; ``city`` a city, or what comes nearest to
        one: a municipality, a region; ``province`` a province, or the largest region within a
        country; ``country`` is CHINA (no thing) for what lies in a province of it.
        """
        chains = [self.larger(near) for near in self._nearest(party)]
        found = (self._of_chain(chain, level) for chain in chains)
        return list(dict.fromkeys(area for area in found if area is not None))

    def level_of(self, area: int, level: str) -> int | None:
        """Return the area of a level that an area lies in or is, or None; levels as in ``at``."""
        return self._of_chain(self.larger(area), level)

    def within(self, area: int) -> set[int]:
        """Return the parties in an area, at any depth, and the area itself if it is a party."""
        return {
            party
            for near, parties in self._parties_by_nearest.items()
            if area in self.larger(near)
            for party in parties
        }

    def is_area(self, number: int) -> bool:
        """Return whether a thing is an area."""
        return found_in(self._ties.area, number) is not None

    @cached_property
    def _parties_by_nearest(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for party in range(len(self._ties.party)):
            for near in self._nearest(party):
                found[near].append(party)
        return found

    def _nearest(self, party: int) -> list[int]:
        """Return the areas that a party is stated to lie in, or the area that it is."""
        ties = self._ties
        start, end = ties.place_start[party], ties.place_start[party + 1]
        places: list[int] = ties.place[start:end].tolist()
        number = ties.party[party]
        return [number, *places] if self.is_area(number) else places

    def _larger(self, area: int) -> tuple[int, ...]:
        """Return an area and all that it lies in, the nearest first."""
        ties, found = self._ties, [area]
        for current in found:
            position = found_in(ties.area, current)
            if position is not None:
                start, end = ties.larger_start[position], ties.larger_start[position + 1]
                found += [larger for larger in ties.larger[start:end] if larger not in found]
        if self._china != CHINA and self._lies_in_a_province_alone(found):
            found.append(self._china)
        return tuple(found)

    def _lies_in_a_province_alone(self, chain: list[int]) -> bool:
        """Return whether a chain has a province, and no country that is stated."""
        return any(self._is_a(area, "hz:Province") for area in chain) and not any(
            self._is_a(area, "hz:Country") for area in chain
        )

    def _found_in_chain(self, chain: tuple[int, ...], level: str) -> int | None:
        """Return the area of a level among an area and those that it lies in."""
        if level == "district":
            return chain[0]
        countries = [area for area in chain if self._is_a(area, "hz:Country")]
        provinces = [area for area in chain if self._is_a(area, "hz:Province")]
        if level == "country":
            return countries[0] if countries else CHINA if provinces else None
        cities = [area for area in chain if self._is_a(area, "hz:City")]
        wanted = [*cities, *provinces] if level == "city" else provinces
        regions = [area for area in chain if area not in countries]
        if level == "province":  # the largest: the one that lies in no other region
            regions = [area for area in regions if not {*self.larger(area)[1:]} & {*regions}]
        return next(iter([*wanted, *regions]), None)

    def _is_a(self, area: int, kind: str) -> bool:
        position = found_in(self._ties.area, area)
        own = self._kinds[self._ties.area_kind[position]] if position is not None else ""
        return bool(own) and expand(kind) in ontology().ancestors(own)
