"""Typed access to the parts of quads: in our graphs they are IRIs and literals, in named graphs."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from hezuo.graph.errors import HezuoError

Term: TypeAlias = NamedNode | Literal


def subject_iri(statement: Quad | Triple) -> str:
    """Return the IRI of the subject; HezuoError for a blank node or a quoted triple."""
    return _iri(statement.subject)


def object_term(statement: Quad | Triple) -> Term:
    """Return the object; HezuoError for a blank node or a quoted triple."""
    term = statement.object
    if isinstance(term, (NamedNode, Literal)):
        return term
    raise HezuoError(f"{term} is neither an IRI nor a literal", "give every thing an IRI")


def graph_iri(quad: Quad) -> str:
    """Return the IRI of the named graph; HezuoError for the default graph."""
    return _iri(quad.graph_name)


def _iri(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    raise HezuoError(f"{term} is no IRI", "give every thing and every graph an IRI")
