"""Which parties are tied to each other by what, from arrays that lie in a file of a snapshot.

``ties_build`` writes them when a state is published. A *statement* is one connector with its
parties as one source states them, at one date; parties, connectors and sources are numbers of
things in the index of names. The file is mapped into memory: opening it takes no time.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import combinations, product
from pathlib import Path
from typing import Any, get_type_hints

from hezuo.graph.errors import StoreError
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand

VERSION = 3
# What is known of connectors besides their parties, and its number in the arrays.
FACETS = ("kind", "field", "event")
ROLELESS, PARTY, COUNTERPARTY = range(3)


class Ties:
    """The arrays by name; ``start`` arrays say where the part of each row begins and ends.

    ``party``, ``connector`` and ``area`` hold numbers of things, sorted. Statements are in the
    order of their ways, and within a way of their connectors. Of the statement ``s``:
    its connector ``connectors[s]`` (a position in ``connector``), ``sources[s]``, ``dates[s]``
    (20210300 for March 2021, 0 for none), ``ways[s]`` (position among the ontology's connectors),
    and its parties ``statement_party[first[s]:last[s]]`` (positions in ``party``) with
    ``statement_role``. Of the party ``p``: ``party_statement`` and ``party_role`` from
    ``party_start[p]`` to ``party_start[p + 1]``, and so ``place``, the areas it lies in. Of the
    connector ``c``: ``facet_what``, ``facet_value`` and ``facet_source``. Of the area ``a``:
    ``larger``, those that it lies in. ``party_kind`` and ``area_kind`` are positions among
    ``party_kinds()``.
    """

    party: Sequence[int]
    connector: Sequence[int]
    connectors: Sequence[int]
    sources: Sequence[int]
    dates: Sequence[int]
    ways: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]
    statement_party: Any
    statement_role: Any
    party_start: Sequence[int]
    party_statement: Any
    party_role: Any
    facet_start: Sequence[int]
    facet_what: Sequence[int]
    facet_value: Sequence[int]
    facet_source: Sequence[int]
    place_start: Sequence[int]
    place: Any
    area: Sequence[int]
    larger_start: Sequence[int]
    larger: Any
    party_kind: Sequence[int]
    area_kind: Sequence[int]

    def __init__(self, path: Path | None) -> None:
        """Open the arrays of a file; without one there are no ties. StoreError if it is damaged."""
        for name in get_type_hints(Ties):
            setattr(self, name, memoryview(array("I", [0] if name.endswith("start") else [])))
        if path is None:
            return
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            start = mapped.find(b"\n") + 1
            data = memoryview(mapped)
            for name, (offset, count) in json.loads(mapped[:start]).items():
                begin = start + 4 * offset
                if begin + 4 * count > len(mapped):
                    raise ValueError("cut off")
                setattr(self, name, data[begin : begin + 4 * count].cast("I"))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{path} cannot be read ({error})", f"remove {path.parent}: it is made anew"
            ) from error

    def position(self, thing: int) -> int | None:
        """Return where a party stands in ``party`` by its number in the index of names."""
        return found_in(self.party, thing)

    def connector_position(self, thing: int) -> int | None:
        """Return where a connector stands in ``connector`` by its number in the index of names."""
        return found_in(self.connector, thing)

    def tied(self, party: int) -> Iterator[tuple[int, int]]:
        """Yield the parties that one is tied to, each with the statement that ties them."""
        for statement, role in self.statements(party):
            for other in self.others(statement, party, role):
                yield other, statement

    def statements(self, party: int) -> Iterator[tuple[int, int]]:
        """Yield the statements that have a party, each with the party's role."""
        start, end = self.party_start[party], self.party_start[party + 1]
        return zip(self.party_statement[start:end], self.party_role[start:end], strict=True)

    def others(self, statement: int, party: int, role: int) -> list[int]:
        """Return the parties that a statement ties to one that has a role in it."""
        start, end = self.first[statement], self.last[statement]
        parties = self.statement_party[start:end].tolist()
        if role == ROLELESS:
            return [other for other in parties if other != party]
        roles = self.statement_role[start:end].tolist()
        return [
            other
            for other, its in zip(parties, roles, strict=True)
            if its != role and other != party
        ]

    def between(self, party: int, other: int) -> list[int]:
        """Return the statements that tie two parties, in their order."""
        starts = self.party_start
        shared = set(self.party_statement[starts[party] : starts[party + 1]]).intersection(
            self.party_statement[starts[other] : starts[other + 1]]
        )
        return [statement for statement in sorted(shared) if self._ties(statement, party, other)]

    def _ties(self, statement: int, one: int, other: int) -> bool:
        """Return whether a statement that has two parties ties them: not if both have one role."""
        part = slice(self.first[statement], self.last[statement])
        found = list(zip(self.statement_party[part], self.statement_role[part], strict=True))
        roles, its = ({role for party, role in found if party == end} for end in (one, other))
        return ROLELESS in roles or any(role != other_role for role in roles for other_role in its)

    def pairs(self, statement: int) -> Iterable[tuple[int, int]]:
        """Return the pairs of different parties that a statement ties.

        A pair may come twice, either way round, where parties have roles.
        """
        start, end = self.first[statement], self.last[statement]
        parties = self.statement_party[start:end].tolist()
        roles = self.statement_role[start:end].tolist()
        if ROLELESS in roles:
            return combinations(parties, 2)
        sides: dict[int, list[int]] = {PARTY: [], COUNTERPARTY: []}
        for party, role in zip(parties, roles, strict=True):
            sides[role].append(party)
        found = product(sides[PARTY], sides[COUNTERPARTY])
        return (pair for pair in found if pair[0] != pair[1])

    def facets(self, connector: int) -> list[tuple[int, int, int]]:
        """Return what is stated of a connector: which of FACETS, the thing, and the source."""
        start, end = self.facet_start[connector], self.facet_start[connector + 1]
        parts = (self.facet_what, self.facet_value, self.facet_source)
        return list(zip(*(part[start:end] for part in parts), strict=True))


@cache
def connector_kinds() -> list[str]:
    """Return the classes of connectors; a facet of the kind ``kind`` has their positions."""
    return sorted({kind for connector in ontology().connectors
                   for kind in ontology().subclasses(connector.connects)})  # fmt: skip


@cache
def party_kinds() -> list[str]:
    """Return the classes of parties, after an empty text that stands for none of them."""
    return ["", *ontology().subclasses(expand("hz:Party"))]


def version() -> str:
    """Return what the arrays depend on: their form, and what makes a tie in the ontology."""
    connectors, statuses = ontology().connectors, ontology().no_tie_statuses
    stated = repr((VERSION, sys.byteorder, connectors, statuses, connector_kinds(), party_kinds()))
    return sha256(stated.encode()).hexdigest()[:16]


def found_in(numbers: Sequence[int], number: int) -> int | None:
    """Return where a number stands among sorted ones, or None."""
    position = bisect_left(numbers, number)
    return position if position < len(numbers) and numbers[position] == number else None
