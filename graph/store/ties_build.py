"""Builds the arrays of ``ties`` from the columns of a store: no aggregation in the store itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hezuo.graph.ontology import Connector, ontology
from hezuo.graph.store.columns import Columns, members, values_of
from hezuo.graph.store.thing_numbers import Numbers, ThingNumbers
from hezuo.graph.store.ties import (
    COUNTERPARTY,
    FACETS,
    PARTY,
    ROLELESS,
    connector_kinds,
    party_kinds,
)
from hezuo.graph.vocabulary import expand

_KIND, _FIELD, _EVENT = range(len(FACETS))
# A connector as stated by a source: both numbers in one.
_SHIFT = 32
_CONNECTORS_AT_ONCE = 200_000


def links(name: str) -> str:
    """Return the query for all pairs that a property joins, each with the source that says so."""
    return f"SELECT ?thing ?value ?source {{ GRAPH ?source {{ ?thing <{expand(name)}> ?value }} }}"


def with_status(status: str) -> str:
    """Return the query for all things of a status, each with the source that says so."""
    return (
        f"SELECT ?thing ?source {{ GRAPH ?source {{ ?thing <{expand('hz:status')}> <{status}> }} }}"
    )


def connector_columns() -> list[str]:
    """Return the queries that ``build_ties`` will ask, so that they can be begun before."""
    properties = {"hz:field", "hz:atEvent"}
    for connector in ontology().connectors:
        properties.update(connector.party_properties, connector.counterparty_properties)
        properties.update([connector.date_property] if connector.date_property else [])
    places = [values_of("hz:locatedIn"), values_of("geo:sfWithin"), members(expand("hz:Area"))]
    return [
        *map(links, sorted(properties)),
        *map(members, connector_kinds()),
        *map(with_status, ontology().no_tie_statuses),
        *places,
    ]


def build_ties(columns: Columns, names: Path, path: Path) -> None:
    """Write the arrays of a store; what has no name becomes a thing of the index of names as well.

    ``names`` is the index of names of the same state, which gives things their numbers.
    """
    columns.begin(*connector_columns())
    with closing(sqlite3.connect(names)) as database:
        things = ThingNumbers(columns, database)
        arrays = _Builder(things).arrays()
        database.commit()
    _write(arrays, path)


class _Statements(NamedTuple):
    """Statements of one way: connector, source and date of each, and where its parties lie."""

    connectors: Numbers
    sources: Numbers
    dates: Numbers
    first: Numbers
    last: Numbers


class _Parties(NamedTuple):
    """The parties of statements one after the other, with their roles."""

    parties: Numbers
    roles: Numbers


class _Builder:
    """Puts statements together, way by way, and sorts them by party and by connector.

    There are several times as many parties of statements as there is anything else: what is
    made of all of them at once is kept small.
    """

    def __init__(self, things: ThingNumbers) -> None:
        self._things = things
        found = [things.column(with_status(status)) for status in ontology().no_tie_statuses]
        keys = [_keys(thing, source) for thing, source, *_ in found]
        self._excluded = np.concatenate([np.empty(0, np.int64), *keys])

    def arrays(self) -> dict[str, Numbers]:
        """Return the arrays of ``Ties`` by their names."""
        statements, all_parties, ways, before = [], [], [], 0
        for way, connector in enumerate(ontology().connectors):
            found, its_parties = self._way(connector)
            statements.append(found._replace(first=found.first + before, last=found.last + before))
            before += len(its_parties.parties)
            all_parties.append(its_parties)
            ways.append(np.full(len(found.first), way, np.uint32))
        joined = _Statements(*map(np.concatenate, zip(*statements, strict=True)))
        parties, roles = map(np.concatenate, zip(*all_parties, strict=True))
        del statements, all_parties, found, its_parties
        party = np.unique(parties)
        connector_numbers, connectors = np.unique(joined.connectors, return_inverse=True)
        arrays = {
            "party": party,
            "connector": connector_numbers,
            "connectors": connectors,
            "sources": joined.sources,
            "dates": joined.dates,
            "ways": np.concatenate(ways),
            "first": joined.first,
            "last": joined.last,
            "statement_party": np.searchsorted(party, parties).astype(np.uint32),
            "statement_role": roles,
        }
        arrays |= _by_party(joined, arrays["statement_party"], roles, len(party))
        return arrays | self._facets(connector_numbers) | self._places(party)

    def _way(self, connector: Connector) -> tuple[_Statements, _Parties]:
        """Return what sources state of one class of connectors."""
        thing, source = self._things.column(members(connector.connects))[:2]
        stated = np.setdiff1d(_keys(thing, source), self._excluded)
        role = PARTY if connector.counterparty_properties else ROLELESS
        columns = [
            (self._things.column(links(name)), its_role)
            for names, its_role in (
                (connector.party_properties, role),
                (connector.counterparty_properties, COUNTERPARTY),
            )
            for name in names
        ]
        parts = [
            _stated_parties(columns, stated[start : start + _CONNECTORS_AT_ONCE])
            for start in range(0, len(stated), _CONNECTORS_AT_ONCE)
        ] or [_stated_parties(columns, stated)]
        del columns
        own, lengths, parties, roles = map(np.concatenate, zip(*parts, strict=True))
        last = np.cumsum(lengths)
        where, dates = self._dates(connector, own)
        statements = _Statements(own[where] >> _SHIFT, own[where] & (1 << _SHIFT) - 1, dates,
                                 (last - lengths)[where], last[where])  # fmt: skip
        return statements, _Parties(parties, roles)

    def _dates(self, connector: Connector, keys: Numbers) -> Sequence[Numbers]:
        """Return the positions of connectors as stated, once for each of their dates, and those."""
        if connector.date_property is None:
            return np.arange(len(keys)), np.zeros(len(keys), np.uint32)
        thing, date, source = self._things.dates(links(connector.date_property))
        own = _keys(thing, source)
        is_known = np.isin(own, keys) & (date > 0)
        dated, dates = _distinct(own[is_known], date[is_known])
        rest = np.setdiff1d(keys, dated)
        places = np.searchsorted(keys, np.concatenate([dated, rest]))
        return _distinct(places, np.concatenate([dates, np.zeros(len(rest), np.uint32)]))

    def _facets(self, connectors: Numbers) -> dict[str, Numbers]:
        """Return what is stated of connectors besides their parties."""
        found: list[list[Numbers]] = []
        for number, kind in enumerate(connector_kinds()):
            thing, source = self._things.column(members(kind))[:2]
            found.append([thing, _filled(thing, _KIND), _filled(thing, number), source])
        for what, name in ((_FIELD, "hz:field"), (_EVENT, "hz:atEvent")):
            thing, value, source = self._things.column(links(name))
            found.append([thing, _filled(thing, what), value, source])
        columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
        kept = np.isin(columns[0], connectors) & ((columns[2] > 0) | (columns[1] == _KIND))
        thing, facet, value, source = _distinct(*(column[kept] for column in columns))
        return {
            "facet_start": _starts(np.searchsorted(connectors, thing), len(connectors)),
            "facet_what": facet,
            "facet_value": value,
            "facet_source": source,
        }

    def _places(self, parties: Numbers) -> dict[str, Numbers]:
        """Return where parties lie, as sources state it, where areas do, and the kinds of both."""
        thing, place = self._things.column(values_of("hz:locatedIn"))[:2]
        is_party = np.isin(thing, parties)
        thing, place = _distinct(thing[is_party], place[is_party])
        area, larger = _distinct(*self._things.column(values_of("geo:sfWithin"))[:2])
        stated = self._things.column(members(expand("hz:Area")))[0]
        areas = np.unique(np.concatenate([stated, area, larger, place]))
        return {
            "party_kind": self._things.kinds(parties, party_kinds()),
            "area_kind": self._things.kinds(areas, party_kinds()),
            "place_start": _starts(np.searchsorted(parties, thing), len(parties)),
            "place": place,
            "area": areas,
            "larger_start": _starts(np.searchsorted(areas, area), len(areas)),
            "larger": larger,
        }


def _stated_parties(
    columns: list[tuple[list[Numbers], int]], stated: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the connectors among ``stated`` that have parties, how many each has, and those.

    ``columns`` are connectors, parties and sources, with the role that the parties have;
    ``stated`` is sorted. The parties come with their roles, in the order of their connectors.
    """
    low, high = (stated[0], stated[-1]) if len(stated) else (1, 0)
    found: list[list[Numbers]] = []
    for (thing, party, source), role in columns:
        among = (thing >= low >> _SHIFT) & (thing <= high >> _SHIFT) & (party > 0)
        keys = _keys(thing[among], source[among])
        kept = np.isin(keys, stated)
        found.append([keys[kept], party[among][kept], _filled(keys[kept], role)])
    keys, parties, roles = _distinct(*map(np.concatenate, zip(*found, strict=True)))
    own, lengths = np.unique(keys, return_counts=True)
    return own, lengths, parties, roles


def _by_party(
    statements: _Statements, statement_party: Numbers, roles: Numbers, count: int
) -> dict[str, Numbers]:
    """Return the statements of so many parties, one party after the other, with its roles."""
    # A statement of several dates has its parties once: they count for each.
    places = _ranges(statements.first, statements.last)
    parties = statement_party[places]
    lengths = np.bincount(parties, minlength=count)
    order = np.argsort(parties, kind="stable").astype(np.uint32)
    del parties
    of_statement = np.repeat(
        np.arange(len(statements.first), dtype=np.uint32), statements.last - statements.first
    )
    return {
        "party_start": np.concatenate([[0], np.cumsum(lengths)]),
        "party_statement": of_statement[order],
        "party_role": roles[places][order],
    }


def _keys(things: Numbers, sources: Numbers) -> Numbers:
    """Return one number for each thing as stated by a source."""
    return things.astype(np.int64) << _SHIFT | sources


def _filled(like: Numbers, number: int) -> Numbers:
    return np.full(len(like), number, np.uint32)


def _distinct(*columns: Numbers) -> Sequence[Numbers]:
    """Return the distinct rows of columns, sorted by the first column and then the next."""
    order = np.lexsort(columns[::-1])
    in_order = [column[order] for column in columns]
    is_new = np.ones(len(order), bool)
    if len(order):
        is_new[1:] = np.any([column[1:] != column[:-1] for column in in_order], axis=0)
    return [column[is_new] for column in in_order]


def _starts(positions: Numbers, count: int) -> Numbers:
    """Return where each of so many positions begins among sorted ones, and where the last ends."""
    return np.searchsorted(positions, np.arange(count + 1))


def _ranges(first: Numbers, last: Numbers) -> Numbers:
    """Return the numbers of all ranges, one range after the other."""
    lengths = last - first
    before = np.cumsum(lengths) - lengths
    # A difference below 0 wraps round, and back when it is added.
    found = np.repeat((first - before).astype(np.uint32), lengths)
    found += np.arange(len(found), dtype=np.uint32)
    return found


def _write(arrays: dict[str, Numbers], path: Path) -> None:
    """Write arrays of numbers of 32 bits, with a line before them that says where they lie."""
    lengths = [len(numbers) for numbers in arrays.values()]
    offsets = [sum(lengths[:position]) for position in range(len(lengths))]
    places = dict(zip(arrays, zip(offsets, lengths, strict=True), strict=True))
    with path.open("wb") as file:
        file.write(json.dumps(places).encode() + b"\n")
        for numbers in arrays.values():
            file.write(numbers.astype(np.uint32).tobytes())
