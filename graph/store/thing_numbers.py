"""Gives things the numbers that the index of names has for them, column by column."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from hezuo.graph.store.columns import Columns, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of things and dates in 32 bits; of positions, hashes and two things in one in 64.
Numbers: TypeAlias = "NDArray[np.integer[Any]]"

_BATCH = 100_000


class ThingNumbers:
    """Columns as numbers of things, by the hashes of their IRIs: 12 bytes a thing."""

    def __init__(self, columns: Columns, database: sqlite3.Connection) -> None:
        self._columns = columns
        self._database = database
        # As cells have them, in pointed brackets.
        found = database.execute("select '<' || iri || '>', id from thing")
        hashes: list[Numbers] = [np.empty(0, np.int64)]
        numbers: list[Numbers] = [np.empty(0, np.uint32)]
        while rows := found.fetchmany(_BATCH):
            hashes.append(_hashes([row[0] for row in rows]))
            numbers.append(np.array([row[1] for row in rows], np.uint32))
        self._sort(np.concatenate(hashes), np.concatenate(numbers))
        self._new: dict[str, int] = {}
        (highest,) = database.execute("select coalesce(max(id), 0) from thing").fetchone()
        self._highest = int(highest)

    def column(self, query: str) -> list[Numbers]:
        """Return the columns of a query as numbers of things, 0 for what is none."""
        parts = [
            [self._numbers(cells) for cells in batch] for batch in self._columns.batches(query)
        ]
        if not parts:
            return [np.empty(0, np.uint32)] * 3  # as many as any query has
        return [np.concatenate(column) for column in zip(*parts, strict=True)]

    def dates(self, query: str) -> list[Numbers]:
        """Return a column of dates as numbers: thing, date (20210300 for March 2021), source."""
        parts: list[list[Numbers]] = [[np.empty(0, np.uint32)] * 3]
        for things, dates, sources in self._columns.batches(query):
            known = {date: date_number(text(date)) for date in set(dates)}
            dates_then = np.array([known[date] for date in dates], np.uint32)
            parts.append([self._numbers(things), dates_then, self._numbers(sources)])
        return [np.concatenate(column) for column in zip(*parts, strict=True)]

    def kinds(self, numbers: Numbers, among: list[str]) -> Numbers:
        """Return the kinds of things as positions among some, which begin with "" for no kind."""
        positions = {kind: position for position, kind in enumerate(among)}
        found = np.zeros(self._highest + 1, np.uint32)
        for number, kind in self._database.execute("select id, kind from thing where kind <> ''"):
            found[number] = positions.get(kind, 0)
        return found[numbers]

    def _sort(self, hashes: Numbers, numbers: Numbers) -> None:
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._ids = hashes[order], numbers[order]

    def _numbers(self, cells: list[str]) -> Numbers:
        """Return the numbers of things; what has no name gets one, what is no thing 0."""
        hashes = _hashes(cells)
        found = self._look_up(hashes)
        for position in np.flatnonzero(found == 0).tolist():
            cell = cells[position]
            if cell.startswith("<"):
                found[position] = self._new.get(cell) or self._added(cell)
        if len(self._new) > _BATCH:
            added = np.fromiter(self._new.values(), np.uint32, len(self._new))
            self._sort(
                np.concatenate([self._hashes, _hashes(list(self._new))]),
                np.concatenate([self._ids, added]),
            )
            self._new.clear()
        return found

    def _look_up(self, hashes: Numbers) -> Numbers:
        if not len(self._hashes):
            return np.zeros(len(hashes), np.uint32)
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return np.where(self._hashes[places] == hashes, self._ids[places], np.uint32(0))

    def _added(self, cell: str) -> int:
        """Give a number to a thing that has no name."""
        put = "insert into thing (id, iri, name, kind, place) values (?, ?, '', '', '')"
        self._highest += 1
        self._database.execute(put, (self._highest, text(cell)))
        self._new[cell] = self._highest
        return self._highest


def _hashes(cells: list[str]) -> Numbers:
    return np.fromiter(map(hash, cells), np.int64, len(cells))


def date_number(date: str) -> int:
    """Return a date of any precision as a number: year, month and day, 0 for what is not stated.

    >>> date_number("2021"), date_number("2021-03"), date_number("2021-03-05")
    (20210000, 20210300, 20210305)
    """
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isascii() and digits.isdecimal() else 0
