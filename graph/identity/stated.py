"""What sources state about which things are the same, read from a store that is being written.

The facts of clustered things lie in two places: as they are seen, in the store that is asked, and
as they are stated, in the one beside it. Here only what is stated counts, or a cluster would be its
own reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.identity.rewriting import LABEL, SAME_AS
from hezuo.graph.lookup import named_query
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES, expand

_TYPE = NamedNode(expand("rdf:type"))
_FIRST = NamedNode(expand("hz:first"))
_SECOND = NamedNode(expand("hz:second"))
_VERDICT = NamedNode(expand("hz:verdict"))
_SAME = NamedNode(expand("hz:Same"))
_IDENTIFIER = NamedNode(expand("schema:identifier"))
_AREA = NamedNode(expand("hz:locatedIn"))
_WITHIN = NamedNode(expand("geo:sfWithin"))


class NamedOrganization(NamedTuple):
    """An organisation by some of its names; kind, country and area are IRIs, or empty."""

    iri: str
    names: tuple[str, ...]
    country: str = ""
    area: str = ""
    kind: str = ""


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
        node = NamedNode(iri)
        stores = [self._stated] if node in self._canonical else [self._seen, self._stated]
        return [
            quad.object.value
            for store in stores
            for quad in store.quads_for_pattern(node, _IDENTIFIER, None, None)
        ]

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
        node = NamedNode(iri)
        in_seen = node not in self._canonical and any(
            self._seen.quads_for_pattern(node, _TYPE, None, None)
        )
        return in_seen or any(self._stated.quads_for_pattern(node, _TYPE, None, None))

    def label(self, iri: str) -> Literal | None:
        """Return the name that a thing goes by: one that is not English, if there is any."""
        node = NamedNode(iri)
        stores = [self._stated] if node in self._canonical else [self._seen, self._stated]
        labels = {
            quad.object
            for store in stores
            for quad in store.quads_for_pattern(node, LABEL, None, None)
            if isinstance(quad.object, Literal)
        }
        return min(labels, key=lambda term: (term.language == "en", str(term)), default=None)

    def organizations(self) -> Iterator[NamedOrganization]:
        """Yield the organisations with their names, once for each place they are in."""
        countries = self._countries()
        query = named_query("organizations")
        for store, is_seen in ((self._seen, True), (self._stated, False)):
            # The engine yields the rows of one thing after another; if it did not, a thing would
            # come several times with some of its names, which is as good.
            for iri, rows in groupby(_rows(store, query), lambda row: row[0]):
                if is_seen and NamedNode(iri) in self._canonical:
                    continue
                found = list(rows)
                names = tuple(sorted({name for _, name, _, _ in found}))
                kind = max((row[2] for row in found), key=_depth)
                for area in sorted({area for *_, area in found}):
                    yield NamedOrganization(iri, names, countries.get(area, ""), area, kind)

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


def _rows(store: pyoxigraph.Store, query: str) -> Iterable[tuple[str, ...]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    for solution in solutions:
        yield tuple(term.value if term else "" for term in solution)


def _depth(kind: str) -> tuple[int, str]:
    """Return how far below the most general class a class is, for finding the finest."""
    return len(ontology().ancestors(kind)), kind
