"""The facts for rdflib, the library that most other RDF tools of Python build upon."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import rdflib
from pyoxigraph import NamedNode, Quad

from hezuo.graph.terms import Term, graph_iri, object_term, subject_iri

_REMEMBERED = 100_000


def dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Return a Dataset of quads, with a graph for each source; its default graph is them all.

    rdflib's own parser of N-Quads would take twice the time, and warns of itself.
    """
    found = rdflib.Dataset(default_union=True)
    for quad in quads:
        graph = found.graph(_node(graph_iri(quad)))
        graph.add((_node(subject_iri(quad)), _node(quad.predicate.value), _term(object_term(quad))))
    return found


@lru_cache(_REMEMBERED)
def _node(iri: str) -> rdflib.URIRef:
    return rdflib.URIRef(iri)


def _term(term: Term) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, NamedNode):
        return _node(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # As it is written: rdflib would turn 1.50 into 1.5, and refuse a day that is none.
    return rdflib.Literal(term.value, datatype=_node(term.datatype.value), normalize=False)
