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
    """Puts statements together, way by way, and sorts them by party and by connector."""

    def __init__(self, things: ThingNumbers) -> None:
        self._things = things
        found = [things.column(with_status(status)) for status in ontology().no_tie_statuses]
        keys = [_keys(thing, source) for thing, source, *_ in found]
        self._excluded = np.concatenate([np.empty(0, np.int64), *keys])

    def arrays(self) -> dict[str, Numbers]:
        """Return the arrays of ``Ties`` by their names."""
        statements, parties, ways, before = [], [], [], 0
        for way, connector in enumerate(ontology().connectors):
            found, its_parties = self._way(connector)
            found = found._replace(first=found.first + before, last=found.last + before)
            before += len(its_parties.parties)
            statements.append(found)
            parties.append(its_parties)
            ways.append(np.full(len(found.first), way))
        joined = _Statements(*map(np.concatenate, zip(*statements, strict=True)))
        all_parties = _Parties(*map(np.concatenate, zip(*parties, strict=True)))
        party, statement_party = np.unique(all_parties.parties, return_inverse=True)
        connector_numbers, connectors = np.unique(joined.connectors, return_inverse=True)
        of_statement = np.repeat(np.arange(len(joined.first)), joined.last - joined.first)
        places = _ranges(joined.first, joined.last)
        order = np.argsort(statement_party[places], kind="stable")
        return {
            "party": party,
            "connector": connector_numbers,
            "connectors": connectors,
            "sources": joined.sources,
            "dates": joined.dates,
            "ways": np.concatenate(ways),
            "first": joined.first,
            "last": joined.last,
            "statement_party": statement_party,
            "statement_role": all_parties.roles,
            "party_start": _starts(statement_party[places][order], len(party)),
            "party_statement": of_statement[order],
            "party_role": all_parties.roles[places][order],
            **self._facets(connector_numbers),
            **self._places(party),
        }

    def _way(self, connector: Connector) -> tuple[_Statements, _Parties]:
        """Return what sources state of one class of connectors."""
        thing, source = self._things.column(members(connector.connects))[:2]
        stated = np.setdiff1d(_keys(thing, source), self._excluded)
        has_roles = bool(connector.counterparty_properties)
        role = PARTY if has_roles else ROLELESS
        given = [(name, role) for name in connector.party_properties]
        given += [(name, COUNTERPARTY) for name in connector.counterparty_properties]
        found = [self._things.column(links(name)) for name, _ in given]
        keys = np.concatenate([_keys(thing, source) for thing, _, source in found])
        parties = np.concatenate([party for _, party, _ in found])
        roles = np.repeat([role for _, role in given], [len(party) for _, party, _ in found])
        kept = np.isin(keys, stated) & (parties >= 0)
        keys, parties, roles = _distinct(keys[kept], parties[kept], roles[kept])
        own, first = np.unique(keys, return_index=True)
        last = np.append(first[1:], len(keys))[: len(own)]
        where, dates = self._dates(connector, own)
        statements = _Statements(own[where] >> _SHIFT, own[where] & (1 << _SHIFT) - 1, dates,
                                 first[where], last[where])  # fmt: skip
        return statements, _Parties(parties, roles)

    def _dates(self, connector: Connector, keys: Numbers) -> Sequence[Numbers]:
        """Return the positions of connectors as stated, once for each of their dates, and those."""
        if connector.date_property is None:
            return np.arange(len(keys)), np.zeros(len(keys), np.int64)
        thing, date, source = self._things.dates(links(connector.date_property))
        own = _keys(thing, source)
        is_known = np.isin(own, keys) & (date > 0)
        dated, dates = _distinct(own[is_known], date[is_known])
        rest = np.setdiff1d(keys, dated)
        places = np.searchsorted(keys, np.concatenate([dated, rest]))
        return _distinct(places, np.concatenate([dates, np.zeros(len(rest), np.int64)]))

    def _facets(self, connectors: Numbers) -> dict[str, Numbers]:
        """Return what is stated of connectors besides their parties."""
        found: list[list[Numbers]] = []
        for number, kind in enumerate(connector_kinds()):
            thing, source = self._things.column(members(kind))[:2]
            found.append([thing, np.full(len(thing), _KIND), np.full(len(thing), number), source])
        for what, name in ((_FIELD, "hz:field"), (_EVENT, "hz:atEvent")):
            thing, value, source = self._things.column(links(name))
            found.append([thing, np.full(len(thing), what), value, source])
        columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
        kept = np.isin(columns[0], connectors) & (columns[2] >= 0)
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


def _keys(things: Numbers, sources: Numbers) -> Numbers:
    """Return one number for each thing as stated by a source."""
    return things << _SHIFT | sources


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
    return np.repeat(first - before, lengths) + np.arange(lengths.sum())


def _write(arrays: dict[str, Numbers], path: Path) -> None:
    """Write arrays of numbers of 32 bits, with a line before them that says where they lie."""
    lengths = [len(numbers) for numbers in arrays.values()]
    offsets = [sum(lengths[:position]) for position in range(len(lengths))]
    places = dict(zip(arrays, zip(offsets, lengths, strict=True), strict=True))
    with path.open("wb") as file:
        file.write(json.dumps(places).encode() + b"\n")
        for numbers in arrays.values():
            file.write(numbers.astype(np.uint32).tobytes())
