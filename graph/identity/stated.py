"""What sources state about which things are the same, read from a store that is being written.

The facts of clustered things lie in two places: as they are seen, in the store that is asked, and
as they are stated, in the one beside it. Here only what is stated counts, or a cluster would be its
own reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.identity.rewriting import ALIAS, LABEL, SAME_AS
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import LOG_GRAPH, expand

_TYPE = NamedNode(expand("rdf:type"))
_FIRST = NamedNode(expand("hz:first"))
_SECOND = NamedNode(expand("hz:second"))
_VERDICT = NamedNode(expand("hz:verdict"))
_SAME = NamedNode(expand("hz:Same"))
_IDENTIFIER = NamedNode(expand("schema:identifier"))
_AREA = NamedNode(expand("hz:locatedIn"))
_WITHIN = NamedNode(expand("geo:sfWithin"))


class NamedOrganization(NamedTuple):
    """An organisation by some of its names; country and area are IRIs, or empty."""

    iri: str
    names: tuple[str, ...]
    country: str = ""
    area: str = ""


class Stated:
    """Reads facts as stated: of ``seen`` what stands for no cluster, and all of ``stated``."""

    def __init__(
        self, seen: pyoxigraph.Store, stated: pyoxigraph.Store, canonical: Collection[NamedNode]
    ) -> None:
        self._seen = seen
        self._stated = stated
        self._canonical = canonical

    def quads(self, predicate: NamedNode) -> Iterator[Quad]:
        """Yield the facts with a predicate."""
        for quad in self._seen.quads_for_pattern(None, predicate, None, None):
            if quad.subject not in self._canonical and quad.object not in self._canonical:
                yield quad
        for quad in self._stated.quads_for_pattern(None, predicate, None, None):
            if quad.graph_name.value != LOG_GRAPH:
                yield quad

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Yield things with an identifier each."""
        for quad in self.quads(_IDENTIFIER):
            if ":" in quad.object.value:
                yield quad.subject.value, quad.object.value

    def identifiers_of(self, iri: str) -> list[str]:
        """Return the identifiers of a thing."""
        return [quad.object.value for quad in self._about(iri, _IDENTIFIER)]

    def decisions(self) -> Iterator[tuple[str, str, bool]]:
        """Yield the pairs that were decided on: two IRIs, and whether they are the same."""
        for quad in self._seen.quads_for_pattern(None, _FIRST, None, None):
            decision, graph = quad.subject, quad.graph_name
            seconds = self._seen.quads_for_pattern(decision, _SECOND, None, graph)
            verdicts = {
                found.object
                for found in self._seen.quads_for_pattern(decision, _VERDICT, None, graph)
            }
            for second in seconds:
                yield quad.object.value, second.object.value, _SAME in verdicts

    def same(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs that sources state to be the same."""
        for quad in self.quads(SAME_AS):
            if isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.object.value

    def is_stated(self, iri: str) -> bool:
        """Return whether a source says what kind of thing an IRI is."""
        return any(self._about(iri, _TYPE))

    def label(self, iri: str) -> Literal | None:
        """Return the name that a thing goes by: one that is not English, if there is any."""
        labels = {q.object for q in self._about(iri, LABEL) if isinstance(q.object, Literal)}
        return min(labels, key=lambda term: (term.language == "en", str(term)), default=None)

    def organizations(self) -> Iterator[NamedOrganization]:
        """Yield the organisations of which the place is known, once for each name and place."""
        countries = self._countries()
        places: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for quad in self.quads(_AREA):
            if quad.object not in places[quad.subject]:
                places[quad.subject].append(quad.object)
        for predicate in (LABEL, ALIAS):
            for quad in self.quads(predicate):
                for area in places.get(quad.subject, ()):
                    country = countries.get(area.value, "")
                    name, iri = quad.object.value, quad.subject.value
                    yield NamedOrganization(iri, (name,), country, area.value)

    def kind(self, iri: str) -> str:
        """Return the finest kind that is stated of a thing, or the empty string."""
        kinds = {quad.object.value for quad in self._about(iri, _TYPE)}
        return max(kinds, key=lambda kind: (len(ontology().ancestors(kind)), kind), default="")

    def _about(self, iri: str, predicate: NamedNode) -> Iterator[Quad]:
        """Yield what is stated of one thing with a predicate."""
        node = NamedNode(iri)
        if node not in self._canonical:
            yield from self._seen.quads_for_pattern(node, predicate, None, None)
        for quad in self._stated.quads_for_pattern(node, predicate, None, None):
            if quad.graph_name.value != LOG_GRAPH:
                yield quad

    def _countries(self) -> dict[str, str]:
        """Return the country of each area from which the facts lead to one."""
        within: dict[str, str] = {}
        for quad in self.quads(_WITHIN):
            within[quad.subject.value] = quad.object.value
        countries = {}
        for area in within:
            path = [area]
            while path[-1] in within and within[path[-1]] not in path:
                path.append(within[path[-1]])
            countries[area] = path[-1]
        return countries
