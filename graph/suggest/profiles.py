"""What is compared of parties when partners are suggested: partners, fields and regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from hezuo.graph.analysis.network import lengths, weighted_pairs
from hezuo.graph.query.selection import Selection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Compared(NamedTuple):
    """How each party compares with those asked for: an array each, by position among the parties.

    ``adamic_adar`` is the index itself, from 0 up, and ``common`` the number of partners in common;
    ``fields`` and ``place`` lie between 0 and 1.
    """

    common: Numbers
    adamic_adar: Numbers
    fields: Numbers
    place: Numbers


class Profiles:
    """The parties of a selection of ties, ready to be compared; made once for many questions."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self._size = len(selection.ties.party)
        first, second, _ = weighted_pairs(selection)
        ends = np.concatenate([[first, second], [second, first]], axis=1).T
        self._partners = _ones(ends, (self._size, self._size))
        # How many partners each party has.
        self.number_of_partners = lengths(self._partners.indptr).astype(np.float64)

    def compare(self, asked: Collection[int]) -> Compared:
        """Compare every party with those asked for, which are taken together for one.

        Structure: the index of Adamic & Adar, Friends and neighbors on the Web, Social Networks 25
        (2003), 211: the sum of 1 / ln k over the partners in common, where k is how many partners
        such a one has. Fields: the cosine of how many ties two have in each field, rare fields
        counting more (tf-idf: Salton & Buckley, Information Processing & Management 24 (1988),
        513). Place: 1 in the same province, or in the same country for what lies in none.
        """
        near = np.zeros(self._size)
        near[sorted(self.partners(asked))] = 1.0
        weights = near / np.log(np.maximum(self.number_of_partners, 2.0))
        return Compared(
            self._partners @ near,
            self._partners @ weights,
            self._likeness(asked),
            self._nearness(asked),
        )

    def partners(self, asked: Collection[int]) -> set[int]:
        """Return who is tied to any of those asked for, and is not one of them."""
        starts, others = self._partners.indptr, self._partners.indices
        found = (others[starts[party] : starts[party + 1]].tolist() for party in asked)
        return {other for its in found for other in its} - {*asked}

    def shared_fields(self, asked: Collection[int], other: int) -> list[int]:
        """Return the fields (numbers of things) that both work in, those they share most first."""
        both = self._fields_of(asked) * self._fields_of([other])
        found = np.flatnonzero(both)
        order = np.lexsort((found, -both[found]))
        return [self._fields[column] for column in found[order]]

    def regions(self, party: int) -> list[int]:
        """Return the provinces that a party lies in, or its country where there is none."""
        areas = self.selection.areas
        return areas.at(party, "province") or areas.at(party, "country")

    def _nearness(self, asked: Collection[int]) -> Numbers:
        near = np.zeros(self._size)
        for region in {region for party in asked for region in self.regions(party)}:
            near[self._parties_by_region[region]] = 1.0
        return near

    def _likeness(self, asked: Collection[int]) -> Numbers:
        mine = self._fields_of(asked)
        products: Numbers = self._by_field @ mine
        lengths = self._lengths * np.linalg.norm(mine)
        return np.divide(products, lengths, out=np.zeros(self._size), where=lengths > 0)

    def _fields_of(self, parties: Collection[int]) -> Numbers:
        """Return the weights of fields that parties have together."""
        chosen = np.zeros(self._size)
        chosen[list(parties)] = 1.0
        weights: Numbers = chosen @ self._by_field
        return weights

    @cached_property
    def _parties_by_region(self) -> dict[int, list[int]]:
        found = defaultdict(list)
        for party in range(self._size):
            for region in self.regions(party):
                found[region].append(party)
        return found

    @cached_property
    def _fields_by_connector(self) -> dict[int, set[int]]:
        """The fields of each connector that is asked for."""
        selection = self.selection
        wanted = {
            connector
            for statement, connector in enumerate(selection.ties.connectors)
            if selection.is_everything or selection.holds(statement)
        }
        return {connector: selection.facets(connector)["field"] for connector in wanted}

    @cached_property
    def _fields(self) -> list[int]:
        """The fields that there are, as numbers of things: the columns of ``_by_field``."""
        return sorted({field for its in self._fields_by_connector.values() for field in its})

    @cached_property
    def _by_field(self) -> csr_array:
        """The weight that each field (a column) has for each party (a row), by tf-idf."""
        ties, columns = self.selection.ties, {field: n for n, field in enumerate(self._fields)}
        cells = [
            (c, columns[field]) for c, its in self._fields_by_connector.items() for field in its
        ]
        fields = _ones(np.array(cells, np.int64), (len(ties.connector), len(columns)))
        party = np.repeat(np.arange(self._size), lengths(ties.party_start))
        statement = np.asarray(ties.party_statement, np.int64)
        connector = np.asarray(ties.connectors, np.int64)[statement]
        # A connector that several sources state counts once.
        pairs = np.unique(np.stack([party, connector], axis=1), axis=0)
        counts = csr_array(_ones(pairs, (self._size, len(ties.connector))) @ fields)
        holders = np.bincount(counts.indices, minlength=len(columns))
        known = np.count_nonzero(lengths(counts.indptr))
        rarity = np.log((1 + known) / np.maximum(holders, 1))
        return csr_array(counts.multiply(rarity[np.newaxis, :]))

    @cached_property
    def _lengths(self) -> Numbers:
        """The length of each row of ``_by_field``."""
        squares: Numbers = self._by_field.power(2).sum(axis=1)
        return np.sqrt(squares)


def _ones(cells: NDArray[np.int64], shape: tuple[int, int]) -> csr_array:
    """Return a matrix that has a 1 in some cells, given as rows of two numbers."""
    places = cells.reshape(-1, 2)
    return csr_array((np.ones(len(places)), (places[:, 0], places[:, 1])), shape=shape)
