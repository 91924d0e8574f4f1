"""Typed access to quads: what our graphs never hold is refused in plain words."""

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from hezuo.graph.errors import HezuoError
from hezuo.graph.terms import graph_iri, object_term, subject_iri

A = NamedNode("https://example.org/a")


def test_iris_and_literals_come_back() -> None:
    quad = Quad(A, A, Literal("x", language="zh"), A)
    assert (subject_iri(quad), graph_iri(quad)) == (A.value, A.value)
    assert object_term(quad) == Literal("x", language="zh")
    assert object_term(Quad(A, A, A, A)) == A
    assert subject_iri(Triple(A, A, A)) == A.value


def test_blank_nodes_quoted_triples_and_the_default_graph_are_refused() -> None:
    with pytest.raises(HezuoError, match="is no IRI; give every thing and every graph an IRI"):
        subject_iri(Quad(BlankNode("b"), A, A, A))
    with pytest.raises(HezuoError, match="neither an IRI nor a literal"):
        object_term(Quad(A, A, BlankNode("b"), A))
    with pytest.raises(HezuoError, match="neither an IRI nor a literal"):
        object_term(Quad(A, A, Triple(A, A, A), A))
    with pytest.raises(HezuoError, match="is no IRI"):
        graph_iri(Quad(A, A, A, DefaultGraph()))
