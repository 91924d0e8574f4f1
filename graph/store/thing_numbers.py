"""Gives things the numbers that the index of names has for them, column by column."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from hezuo.graph.store.columns import Columns, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

Numbers: TypeAlias = "NDArray[np.int64]"


class ThingNumbers:
    """Columns as numbers of things: by the hashes of their IRIs, 16 bytes a thing."""

    def __init__(self, columns: Columns, database: sqlite3.Connection) -> None:
        self._columns = columns
        self._database = database
        self._read: dict[str, list[Numbers]] = {}
        # As cells have them, in pointed brackets.
        found = database.execute("select '<' || iri || '>', id from thing")
        hashes, ids = array("q"), array("q")
        for iri, number in found:
            hashes.append(hash(iri))
            ids.append(number)
        self._sort(np.array(hashes), np.array(ids))

    def column(self, query: str) -> list[Numbers]:
        """Return the columns of a query as numbers of things, -1 for what is none."""
        if query not in self._read:
            self._read[query] = self._column(query)
        return self._read[query]

    def _column(self, query: str) -> list[Numbers]:
        hashes: list[array[int]] = []
        for row in self._columns.rows(query):
            hashes = hashes or [array("q") for _ in row]
            for cells, cell in zip(hashes, row, strict=True):
                cells.append(hash(cell))
        if not hashes:
            return [np.empty(0, np.int64)] * 3  # as many as any query has
        columns = [np.frombuffer(cells, np.int64) for cells in hashes]
        for column in columns:
            self._add_unknown(query, self._unknown(column))
        return [self._numbers(column) for column in columns]

    def dates(self, query: str) -> list[Numbers]:
        """Return a column of dates as numbers: thing, date (20210300 for March 2021), source."""
        things, dates, sources = array("q"), array("q"), array("q")
        for thing, date, source in self._columns.rows(query):
            things.append(hash(thing))
            dates.append(date_number(text(date)))
            sources.append(hash(source))
        return [self._numbers(np.array(things)), np.array(dates, np.int64),
                self._numbers(np.array(sources))]  # fmt: skip

    def kinds(self, numbers: Numbers, among: list[str]) -> Numbers:
        """Return the kinds of things as positions among some, which begin with "" for no kind."""
        positions = {kind: position for position, kind in enumerate(among)}
        rows = self._database.execute("select id, kind from thing where kind <> ''").fetchall()
        found = np.zeros(max((row[0] for row in rows), default=0) + 1, np.int64)
        for number, kind in rows:
            found[number] = positions.get(kind, 0)
        return found[np.minimum(numbers, len(found) - 1)] * (numbers < len(found))

    def numbers_of(self, iris: Iterable[str]) -> Numbers:
        """Return the numbers of things by their IRIs."""
        return self._numbers(np.array([hash(f"<{iri}>") for iri in iris], np.int64))

    def _sort(self, hashes: Numbers, ids: Numbers) -> None:
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._ids = hashes[order], ids[order]

    def _unknown(self, cells: Numbers) -> set[int]:
        """Return the hashes that are of no thing, without a sorted copy of them all."""
        return set(cells[self._numbers(cells) < 0].tolist())

    def _add_unknown(self, query: str, hashes: set[int]) -> None:
        """Give numbers to things that have no name."""
        if not hashes:
            return
        cells = {cell for row in self._columns.rows(query) for cell in row if hash(cell) in hashes}
        put = "insert into thing (iri, name, kind, place) values (?, '', '', '')"
        new = [
            (hash(cell), self._database.execute(put, (text(cell),)).lastrowid)
            for cell in sorted(cells)
            if cell.startswith("<")  # what is no thing has no number
        ]
        self._sort(
            np.concatenate([self._hashes, np.array([found for found, _ in new], np.int64)]),
            np.concatenate([self._ids, np.array([number for _, number in new], np.int64)]),
        )

    def _numbers(self, hashes: Numbers) -> Numbers:
        """Return the numbers of things, -1 for what is none."""
        if not len(self._hashes):
            return np.full(len(hashes), -1)
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return np.where(self._hashes[places] == hashes, self._ids[places], -1)


def date_number(date: str) -> int:
    """Return a date of any precision as a number: year, month and day, 0 for what is not stated.

    >>> date_number("2021"), date_number("2021-03"), date_number("2021-03-05")
    (20210000, 20210300, 20210305)
    """
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isascii() and digits.isdecimal() else 0
