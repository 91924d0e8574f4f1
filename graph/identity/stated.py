"""What sources state about which things are the same, read from a store that is being written.

The facts of clustered things lie in two places: as they are seen, in the store that is asked, and
as they are stated, in the one beside it. Here only what is stated counts, or a cluster would be its
own reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from hezuo.graph.identity.rewriting import LABEL
from hezuo.graph.ontology import ontology
from hezuo.graph.store.columns import Columns, text, values_of
from hezuo.graph.terms import Term, object_term, subject_iri
from hezuo.graph.vocabulary import LOG_GRAPH, expand

_FOUND = NamedNode(LOG_GRAPH)
_TYPE = NamedNode(expand("rdf:type"))
_FIRST = NamedNode(expand("hz:first"))
_SECOND = NamedNode(expand("hz:second"))
_VERDICT = NamedNode(expand("hz:verdict"))
_SAME = NamedNode(expand("hz:Same"))
_IDENTIFIER = NamedNode(expand("schema:identifier"))
_READ = ["schema:identifier", "owl:sameAs", "hz:locatedIn", "geo:sfWithin"]
_READ += ["rdfs:label", "skos:altLabel"]


class NamedOrganization(NamedTuple):
    """An organisation by some of its names; country and area are IRIs, place the area's name."""

    iri: str
    names: tuple[str, ...]
    country: str = ""
    area: str = ""
    place: str = ""


class Stated:
    """Reads facts as stated: of ``seen`` what stands for no cluster, and all of ``stated``."""

    def __init__(
        self,
        seen: pyoxigraph.Store,
        stated: pyoxigraph.Store,
        canonical: Collection[str],
        columns: Columns,
    ) -> None:
        self._seen = seen
        self._stated = stated
        self._canonical = set(map(NamedNode, canonical))
        self._not_stated = {f"<{iri}>" for iri in canonical}
        self._columns = columns
        columns.begin(*map(values_of, _READ))

    def facts(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the things that have a property, each with a value, IRIs in pointed brackets."""
        for iri, value in self._columns.rows(values_of(name)):
            if iri not in self._not_stated and value not in self._not_stated:
                yield iri[1:-1], value
        for quad in self._stated.quads_for_pattern(None, NamedNode(expand(name)), None, None):
            if quad.graph_name != _FOUND:
                yield subject_iri(quad), str(object_term(quad))

    def links(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the things that a property leads from, each with one it leads to."""
        for iri, value in self.facts(name):
            if value.startswith("<"):
                yield iri, value[1:-1]

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Yield things with an identifier each."""
        for iri, value in self.facts("schema:identifier"):
            if ":" in value:
                yield iri, text(value)

    def identifiers_of(self, iri: str) -> list[str]:
        """Return the identifiers of a thing."""
        return [value.value for value in self._values(iri, _IDENTIFIER)]

    def decisions(self) -> Iterator[tuple[str, str, bool]]:
        """Yield the pairs that were decided on: two IRIs, and whether they are the same."""
        for quad in self._seen.quads_for_pattern(None, _FIRST, None, None):
            about = (quad.subject, None, None, quad.graph_name)
            stated = [(q.predicate, object_term(q)) for q in self._seen.quads_for_pattern(*about)]
            for predicate, second in stated:
                if predicate == _SECOND:
                    first = object_term(quad).value
                    yield first, second.value, (_VERDICT, _SAME) in stated

    def same(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs that sources state to be the same."""
        return self.links("owl:sameAs")

    def is_stated(self, iri: str) -> bool:
        """Return whether a source says what kind of thing an IRI is."""
        return any(self._values(iri, _TYPE))

    def label(self, iri: str) -> Literal | None:
        """Return the name that a thing goes by: one that is not English, if there is any."""
        labels = {value for value in self._values(iri, LABEL) if isinstance(value, Literal)}
        return min(labels, key=lambda term: (term.language == "en", str(term)), default=None)

    def kind(self, iri: str) -> str:
        """Return the finest kind that is stated of a thing, or the empty string."""
        kinds = {value.value for value in self._values(iri, _TYPE)}
        return max(kinds, key=lambda kind: (len(ontology().ancestors(kind)), kind), default="")

    def organizations(self) -> Iterator[NamedOrganization]:
        """Yield the organisations of which the place is known, once for each name and place."""
        countries = self._countries()
        # Most lie in one area with many others: one tuple for all of those.
        alone = cache(lambda area: (area,))
        places: dict[str, tuple[str, ...]] = {}
        for iri, area in self.links("hz:locatedIn"):
            known = places.setdefault(iri, alone(area))
            if area not in known:
                places[iri] = (*known, area)
        labels = cache(self.label)
        for property_name in ("rdfs:label", "skos:altLabel"):
            for iri, name in self.facts(property_name):
                for area in places.get(iri, ()):
                    label = labels(area)
                    place = label.value if label else ""
                    country = countries.get(area, "")
                    yield NamedOrganization(iri, (text(name),), country, area, place)

    def _values(self, iri: str, predicate: NamedNode) -> Iterator[Term]:
        """Yield what is stated of one thing with a predicate."""
        node = NamedNode(iri)
        if node not in self._canonical:
            for quad in self._seen.quads_for_pattern(node, predicate, None, None):
                yield object_term(quad)
        for quad in self._stated.quads_for_pattern(node, predicate, None, None):
            if quad.graph_name != _FOUND:
                yield object_term(quad)

    def _countries(self) -> dict[str, str]:
        """Return the largest area that each area lies in: the country, if the facts lead to it."""
        within = dict(self.links("geo:sfWithin"))
        countries = {}
        for area in within:
            path = [area]
            while path[-1] in within and within[path[-1]] not in path:
                path.append(within[path[-1]])
            countries[area] = path[-1]
        return countries
