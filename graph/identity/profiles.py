"""What is known of each organisation that helps to tell whether two are one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.lookup import class_named, named_query
from hezuo.graph.ontology import ontology

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#\s]+\.[a-z]{2,})", re.IGNORECASE)
# More parties than these make a register, not a cooperation from which partners can be told.
_MOST_PARTIES = 100


class Profile(NamedTuple):
    """An organisation by its names, the one it goes by first; ``country`` and ``area`` are IRIs.

    ``connectors`` are the IRIs of the agreements, projects and so on that it is a party of, and
    ``partners`` the other parties of those.
    """

    iri: str
    names: tuple[str, ...]
    kind: str = ""
    country: str = ""
    area: str = ""
    identifiers: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


def profiles(store: Store, kind: str = "") -> list[Profile]:
    """Return the organisations of a store by IRI, all of them or those of a kind."""
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(named_query("duplicates")):
        iri = row["thing"].value
        for name, term in row.items():
            facts[iri][name].add(term.value)
    wanted = class_named(kind) if kind else ""
    countries, ties = _countries(store), _ties(store)
    return [
        _profile(iri, known, countries, ties)
        for iri, known in sorted(facts.items())
        if not wanted or wanted in known["kind"]
    ]


def host(address: str) -> str:
    """Return the host of a web address, without www.

    >>> host("https://www.tu-dresden.de/ing")
    'tu-dresden.de'
    """
    match = _HOST.match(address.strip())
    return match[1].lower() if match else ""


def _profile(
    iri: str,
    known: dict[str, set[str]],
    countries: dict[str, str],
    ties: tuple[dict[str, set[str]], dict[str, set[str]]],
) -> Profile:
    connectors_of, parties_of = ties
    connectors = connectors_of.get(iri, set())
    small = [parties_of[c] for c in connectors if len(parties_of[c]) <= _MOST_PARTIES]
    area = min(known["area"], default="")
    return Profile(
        iri,
        (*sorted(known["name"]), *sorted(known["alias"] - known["name"])),
        max(sorted(known["kind"]), key=lambda kind: len(ontology().ancestors(kind)), default=""),
        countries.get(area, ""),
        area,
        frozenset(known["identifier"]),
        frozenset(filter(None, map(host, known["website"]))),
        frozenset(connectors),
        frozenset(set().union(*small) - {iri}),
    )


def _countries(store: Store) -> dict[str, str]:
    """Return the country that each area lies in, which is itself for a country."""
    found: dict[str, str] = {}
    for row in store.select(named_query("countries")):
        area, country = row["area"].value, row["country"].value
        found[area] = min(country, found.get(area, country))
    return found


def _ties(store: Store) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the connectors of each party and the parties of each connector."""
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
    return connectors_of, parties_of
