"""SELECT queries of a program: plain values out, and values in that can mean nothing else."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
import rdflib
from pyoxigraph import NamedNode

from hezuo.graph.errors import QueryError
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.query.sparql import select
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand


def test_solutions_are_rows_of_plain_values(chongqing: EmbeddedStore) -> None:
    rows = select(
        chongqing,
        "SELECT (COUNT(?a) AS ?n) (MIN(?d) AS ?first) ?none "
        "{ ?a a hz:Agreement OPTIONAL { ?a hz:signedOn ?d } } GROUP BY ?none",
    )
    assert [tuple(row) for row in rows] == [(9, "2020-06", None)]
    assert rows[0].n == 9
    assert "2020-06" in str(rows)


@pytest.mark.parametrize(
    "value",
    ["沙坪坝区", '"} UNION { ?s ?p ?o', 7, 1.5, True, Decimal("2.50"), datetime.date(2021, 3, 5)],
)
def test_a_value_comes_back_as_it_was_bound(chongqing: EmbeddedStore, value: object) -> None:
    (row,) = select(chongqing, "SELECT ?x { }", x=value)  # type: ignore[arg-type]
    assert row.x == (value.isoformat() if isinstance(value, datetime.date) else value)


def test_a_thing_is_bound_as_a_node(chongqing: EmbeddedStore) -> None:
    query = "SELECT DISTINCT ?name { ?thing rdfs:label ?name }"
    thing = NamedNode(expand("district:500106"))
    assert [row.name for row in select(chongqing, query, thing=thing)] == ["沙坪坝区"]


COMPANY = "SELECT ?org { ?org rdfs:label '重庆国际生物城开发投资有限公司'@zh }"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (COUNT(?a) AS ?n) { ?a hz:party ?p }", [(2,)]),
        ("SELECT (COUNT(?a) AS ?n) WHERE { ?a hz:party ?p } GROUP BY ?p", [(2,)]),
        ("SELECT DISTINCT ?p { ?a hz:party ?p } ORDER BY ?a LIMIT 1", [None]),
        ("SELECT (COUNT(?a) AS ?n) { # {\n ?a hz:party ?p FILTER('{' != '}') }", [(2,)]),
        ("SELECT (EXISTS { ?p a hz:Organization } AS ?is) { }", [(True,)]),
        ("SELECT ?x { ?a hz:party ?p } VALUES ?x { 7 }", [(7,), (7,)]),
        ("SELECT ?n { { SELECT ?p (COUNT(?a) AS ?n) { ?a hz:party ?p } GROUP BY ?p } }", [(2,)]),
    ],
)
def test_a_value_holds_in_the_whole_query(
    chongqing: EmbeddedStore, query: str, expected: list[object]
) -> None:
    (company,) = select(chongqing, COMPANY)
    rows = [tuple(row) for row in select(chongqing, query, p=NamedNode(company.org))]
    assert rows == ([(company.org,)] if expected == [None] else expected)


def test_a_filter_sees_a_value(chongqing: EmbeddedStore) -> None:
    query = "SELECT ?a { ?a a hz:Agreement ; hz:signedOn ?d FILTER(STR(?d) >= ?since) }"
    assert len(select(chongqing, query, since="2021")) == 3


@pytest.mark.parametrize("value", [None, "\ud800", ["a"], object()])
def test_what_is_no_value_is_refused(chongqing: EmbeddedStore, value: object) -> None:
    with pytest.raises(QueryError, match="x"):
        select(chongqing, "SELECT ?x { }", x=value)  # type: ignore[arg-type]  # not a value


@pytest.mark.parametrize(
    "query",
    ["SELECT", "ASK { ?s ?p ?o }", "DELETE WHERE { ?s ?p ?o }",
     "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"],
)  # fmt: skip
def test_what_is_no_select_query_is_refused(chongqing: EmbeddedStore, query: str) -> None:
    with pytest.raises(QueryError):
        select(chongqing, query)


# rdflib uses of itself what it says is no longer to be used.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_an_rdflib_dataset_has_the_same_facts(chongqing: EmbeddedStore) -> None:
    with KnowledgeGraph(chongqing.folder.path) as graph:
        dataset = graph.rdflib()
        assert isinstance(dataset, rdflib.Dataset)
        assert len(list(dataset.quads())) == graph.export("nquads").count(b"\n")
        found = set(dataset.subjects(rdflib.RDF.type, rdflib.URIRef(expand("hz:Agreement"))))
        assert len(found) == 9
