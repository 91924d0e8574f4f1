"""Checking: the bundled data is clean, and every fault that is planted is found."""

from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from table_folders import nquads, write_tables

from hezuo.graph.check import Finding, check
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint

X = mint("Organization", "X")
T = mint("Agreement", "s T")
TABLES = {
    "sources": "id,title\ns,S\n",
    "organizations": "name,evidence\nX,1-2\nY,\n",
    "agreements": "id,title,parties\nT,t,X；Y\n",
    "projects": "name,starts_on,ends_on\nP,2020,2021\n",
}
GRAPH = mint("Source", "s")


def test_the_bundled_data_is_clean(chongqing: EmbeddedStore) -> None:
    assert check(chongqing) == []


def found_after(
    folder: Path, remove: tuple[str, str] | None, add: list[tuple[str, str, object]]
) -> list[Finding]:
    """Return what is found when facts of a clean source are taken out and others put in."""
    nquads(folder / "store", write_tables(folder / "f", TABLES))
    with closing(open_store(folder / "store")) as store:
        assert check(store) == []
        kept = [
            quad for quad in store.quads()
            if remove is None or (quad.subject.value, quad.predicate.value)
            != (remove[0], expand(remove[1]))
        ]  # fmt: skip
        assert (len(kept) < len(list(store.quads()))) == (remove is not None)
        graph = NamedNode(GRAPH)
        for subject, name, value in add:
            kept.append(Quad(NamedNode(subject), NamedNode(expand(name)), value, graph))
        with store.writing() as writer:
            writer.replace(GRAPH, kept)
        return check(store)


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=node(f"xsd:{name}"))


P = mint("Project", "P s")
SELECTOR = mint("Selector", "1-2")
EVIDENCE = mint("Evidence", "s 1-2")
PLANTED: dict[str, tuple[tuple[str, str] | None, list[tuple[str, str, object]], str, str]] = {
    "no name": ((X, "rdfs:label"), [], "Violation", "rdfs:label"),
    "empty name": ((X, "rdfs:label"), [(X, "rdfs:label", Literal(""))], "Violation", "rdfs:label"),
    "alias that is a link": (
        None, [(X, "skos:altLabel", node("hz:x"))], "Violation", "skos:altLabel"),
    "no party": ((T, "hz:party"), [(T, "hz:flag", node("hz:CounterpartyUnknown"))],
                 "Violation", "hz:party"),
    "party of no kind": (None, [(T, "hz:party", node("organization:nobody"))],
                         "Violation", "hz:party"),
    "party of the wrong kind": (None, [(T, "hz:party", NamedNode(P))], "Violation", "hz:party"),
    "party as text": (None, [(T, "hz:party", Literal("X"))], "Violation", "hz:party"),
    "date as text": (None, [(T, "hz:signedOn", Literal("2021"))], "Violation", "hz:signedOn"),
    "two dates": (None, [(T, "hz:signedOn", typed("2021", "gYear")),
                         (T, "hz:signedOn", typed("2020", "gYear"))], "Violation", "hz:signedOn"),
    "unknown status": (None, [(T, "hz:status", node("hz:Maybe"))], "Violation", "hz:status"),
    "budget below nothing": (None, [(P, "hz:budget", typed("-1", "decimal"))],
                             "Violation", "hz:budget"),
    "evidence without a place": ((EVIDENCE, "oa:hasSelector"), [], "Violation", "oa:hasSelector"),
    "evidence of no source": ((EVIDENCE, "oa:hasSource"), [], "Violation", "oa:hasSource"),
    "evidence that ends before it starts": (
        (SELECTOR, "oa:end"), [(SELECTOR, "oa:end", typed("1", "integer"))],
        "Violation", "oa:start"),
    "code that is none": (
        None, [(mint("Area", "1"), "rdf:type", node("hz:Area")),
               (mint("Area", "1"), "rdfs:label", Literal("a")),
               (mint("Area", "1"), "skos:notation", Literal("1"))], "Violation", "skos:notation"),
    "one party and no flag": (
        (T, "hz:party"), [(T, "hz:party", NamedNode(X))], "Warning", ""),
    "division without a code": (
        None, [(mint("Area", "1"), "rdf:type", node("hz:Area")),
               (mint("Area", "1"), "rdf:type", node("hz:County")),
               (mint("Area", "1"), "rdfs:label", Literal("a"))], "Warning", "skos:notation"),
    "project that ends before it starts": (
        (P, "hz:endsOn"), [(P, "hz:endsOn", typed("2019", "gYear"))], "Warning", "hz:startsOn"),
    "demand of nobody": (
        None, [("https://w3id.org/hezuo/id/demand/1", "rdf:type", node("hz:Demand")),
               ("https://w3id.org/hezuo/id/demand/1", "rdfs:label", Literal("d"))],
        "Violation", "hz:soughtBy"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_every_planted_fault_is_found(tmp_path: Path, fault: str) -> None:
    remove, add, severity, name = PLANTED[fault]
    found = found_after(tmp_path, remove, add)
    assert {(f.severity, f.source, f.property) for f in found} == {(severity, "s", name)}
    assert all(finding.problem and finding.thing for finding in found)


def test_violations_come_before_warnings(tmp_path: Path) -> None:
    facts: list[tuple[str, str, object]] = [(P, "hz:budget", typed("-1", "decimal"))]
    found = found_after(tmp_path, (T, "hz:party"), [*facts, (T, "hz:party", NamedNode(X))])
    assert [finding.severity for finding in found] == ["Violation", "Warning"]


@pytest.mark.parametrize(
    ("start", "end"), [("2020", "2021-06"), ("2020-06-01", "2020"), ("2020-06", "2020-06-30")]
)
def test_dates_of_different_precision_are_no_fault(tmp_path: Path, start: str, end: str) -> None:
    table = {"projects": f"name,starts_on,ends_on\nP,{start},{end}\n"}
    nquads(tmp_path / "store", write_tables(tmp_path / "f", table))
    with closing(open_store(tmp_path / "store")) as store:
        assert check(store) == []
