"""What is known of each organisation that helps to tell whether two are one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.lookup import class_named, named_query
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#\s]+\.[a-z]{2,})", re.IGNORECASE)
# More parties than these make a register, not a cooperation from which partners can be told.
_MOST_PARTIES = 100
# One row for each thing and value; what several sources state comes several times.
_STATED = """
SELECT ?thing ?value WHERE {
  VALUES ?property { UNDEF }
  VALUES ?value { UNDEF }
  ?thing ?property ?value
}"""
_NOTHING: frozenset[str] = frozenset()


class Profile(NamedTuple):
    """An organisation by its names, the one it goes by first; ``country`` and ``area`` are IRIs.

    ``connectors`` are the IRIs of the agreements, projects and so on that it is a party of, and
    ``partners`` the other parties of those.
    """

    iri: str
    names: tuple[str, ...]
    country: str = ""
    area: str = ""
    identifiers: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


def profiles(store: Store, kind: str = "") -> list[Profile]:
    """Return the organisations of a store by IRI, all of them or those of a kind."""
    kinds = {expand("hz:Organization"), *([class_named(kind)] if kind else [])}
    found = set.intersection(*(set(_stated(store, "rdf:type", each)) for each in kinds))
    names, aliases = _stated(store, "rdfs:label"), _stated(store, "skos:altLabel")
    areas, websites = _stated(store, "hz:locatedIn"), _stated(store, "schema:url")
    identifiers = _stated(store, "schema:identifier")
    countries, (connectors_of, partners_of) = _countries(store), _ties(store)
    result = []
    for iri in sorted(found):
        called, area = names.get(iri, _NOTHING), min(areas.get(iri, _NOTHING), default="")
        result.append(
            Profile(
                iri,
                (*sorted(called), *sorted(aliases.get(iri, _NOTHING) - called)),
                countries.get(area, ""),
                area,
                frozenset(identifiers.get(iri, _NOTHING)),
                frozenset(filter(None, map(host, websites.get(iri, _NOTHING)))),
                connectors_of.get(iri, _NOTHING),
                partners_of.get(iri, _NOTHING),
            )
        )
    return result


def schemes(thing: Profile) -> set[str]:
    """Return the schemes that an organisation has an identifier of: pic, ror."""
    return {value.partition(":")[0] for value in thing.identifiers}


def host(address: str) -> str:
    """Return the host of a web address, without www.

    >>> host("https://www.tu-dresden.de/ing")
    'tu-dresden.de'
    """
    match = _HOST.match(address.strip())
    return match[1].lower() if match else ""


def _stated(store: Store, name: str, value: str = "") -> dict[str, set[str]]:
    """Return what is stated of each thing with a property, or which things have that value of it.

    Properties are read one at a time: one query for all of them takes twice as long.
    """
    from pyoxigraph import NamedNode

    values = {"property": [NamedNode(expand(name))]}
    if value:
        values["value"] = [NamedNode(value)]
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.select(_STATED, values):
        found[row["thing"].value].add(row["value"].value)
    return found


def _countries(store: Store) -> dict[str, str]:
    """Return the country that each area lies in, which is itself for a country."""
    found: dict[str, str] = {}
    for row in store.select(named_query("countries")):
        area, country = row["area"].value, row["country"].value
        found[area] = min(country, found.get(area, country))
    return found


def _ties(store: Store) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the connectors of each party, and its partners in those."""
    from pyoxigraph import NamedNode

    ways = {
        (c.connects, way) for c in ontology().connectors for pair in c.directions() for way in pair
    }
    rows = [[NamedNode(connects), NamedNode(way)] for connects, way in sorted(ways)]
    connectors_of: dict[str, set[str]] = defaultdict(set)
    parties_of: dict[str, set[str]] = defaultdict(set)
    for row in store.select(named_query("parties"), {"class way": rows}):
        connector, party = row["connector"].value, row["party"].value
        connectors_of[party].add(connector)
        parties_of[connector].add(party)
    small = {c: parties for c, parties in parties_of.items() if len(parties) <= _MOST_PARTIES}
    partners_of = {
        party: frozenset().union(*(small.get(c, _NOTHING) for c in connectors)) - {party}
        for party, connectors in connectors_of.items()
    }
    return {party: frozenset(found) for party, found in connectors_of.items()}, partners_of
