"""Reads ontology/hezuo.ttl: labels, the tree of classes, closed lists, and the connectors.

The ontology is the one place that says which things tie parties together; nothing here or elsewhere
repeats it.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from hezuo.graph.vocabulary import expand, local_name

FOLDER = Path(__file__).resolve().parents[1] / "ontology"

_SUBCLASS = expand("rdfs:subClassOf")
_LABEL = expand("rdfs:label")
_TYPE = expand("rdf:type")
_NO_TIE = expand("hz:makesNoTie")
_NAME_HEADING = expand("hz:nameHeading")


class Connector(NamedTuple):
    """What one class of connectors ties together: IRIs, and a strength from 0 to 1."""

    connects: str
    party_properties: tuple[str, ...]
    counterparty_properties: tuple[str, ...]
    date_property: str | None
    strength: Decimal

    def directions(self) -> list[tuple[str, str]]:
        """Return the pairs of properties that lead from one party to the other."""
        if not self.counterparty_properties:
            return [(a, b) for a in self.party_properties for b in self.party_properties]
        one_way = [(a, b) for a in self.party_properties for b in self.counterparty_properties]
        return one_way + [(b, a) for a, b in one_way]


class Ontology:
    """The ontology in a form that is quick to ask; every name is a full IRI."""

    def __init__(self) -> None:
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.parents: dict[str, list[str]] = defaultdict(list)
        self.members: dict[str, list[str]] = defaultdict(list)
        self.connectors: list[Connector] = []
        self.no_tie_statuses: list[str] = []
        self.name_headings: dict[str, str] = {}
        self._ancestors: dict[str, list[str]] = {}

    def label(self, iri: str, language: str = "zh") -> str:
        """Return the label of a class, property or listed value, or its local name."""
        return self.labels.get(iri, {}).get(language) or local_name(iri)

    def ancestors(self, iri: str) -> list[str]:
        """Return a class and the classes above it, nearest first."""
        if iri not in self._ancestors:
            found = [iri]
            for current in found:
                found += [parent for parent in self.parents.get(current, ()) if parent not in found]
            self._ancestors[iri] = found
        return self._ancestors[iri]

    @cache  # noqa: B019 - there is one ontology, and it lives as long as the process
    def subclasses(self, iri: str) -> list[str]:
        """Return a class and the classes below it, sorted by IRI."""
        return sorted({iri} | {c for c in list(self.parents) if iri in self.ancestors(c)})

    def named(self, text: str, candidates: list[str]) -> str | None:
        """Return the candidate whose local name or label, in any language, is ``text``."""
        wanted = text.casefold()
        for iri in candidates:
            names = [local_name(iri), *self.labels.get(iri, {}).values()]
            if wanted in (name.casefold() for name in names):
                return iri
        return None


@cache
def ontology() -> Ontology:
    """Return the ontology that ships with hezuo, read once."""
    result = Ontology()
    properties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(path=FOLDER / "hezuo.ttl"):
        subject, predicate = str(quad.subject.value), quad.predicate.value
        if predicate == _LABEL:
            result.labels[subject][quad.object.language or ""] = quad.object.value
        elif predicate == _SUBCLASS:
            result.parents[subject].append(quad.object.value)
        elif predicate == _NO_TIE:
            result.no_tie_statuses.append(subject)
        elif predicate == _NAME_HEADING:
            result.name_headings[subject] = quad.object.value
        elif predicate == _TYPE:
            result.members[quad.object.value].append(subject)
        else:
            properties[subject][predicate].append(quad.object.value)
    for iri in result.members[expand("hz:Connector")]:
        stated = properties[iri]
        result.connectors.append(
            Connector(
                connects=stated[expand("hz:connects")][0],
                party_properties=tuple(sorted(stated[expand("hz:partyProperty")])),
                counterparty_properties=tuple(sorted(stated[expand("hz:counterpartyProperty")])),
                date_property=next(iter(stated[expand("hz:dateProperty")]), None),
                strength=Decimal(stated[expand("hz:strength")][0]),
            )
        )
    return result
