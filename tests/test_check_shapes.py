"""Shapes run as SPARQL find what pySHACL finds: every condition of every shape is broken here."""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.check import SHAPES
from hezuo.graph.check.findings import Finding, described
from hezuo.graph.check.shacl import shacl_findings
from hezuo.graph.check.shape_queries import broken_shapes, questions
from hezuo.graph.check.shapes import Shape, read_shapes
from hezuo.graph.errors import HezuoError
from hezuo.graph.ontology import ontology
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix hz: <https://w3id.org/hezuo/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GRAPH = NamedNode(mint("Source", "s"))


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=node(f"xsd:{name}"))


# Things of many classes, that may be referred to; some are in a subclass only, as RDF from
# elsewhere states it.
NAMED = {
    f"https://example.org/{name}": node(name)
    for name in (
        "hz:Organization", "hz:Company", "hz:Area", "hz:County", "hz:ExpertTeam", "hz:Expert",
        "hz:Event", "hz:EventSeries", "hz:Programme", "hz:Field", "hz:Source", "hz:Flag",
        "oa:SpecificResource", "oa:TextPositionSelector",
    )
}  # fmt: skip
VALUES = [
    *map(NamedNode, NAMED), node("organization:nobody"), node("hz:Signed"), node("hz:Online"),
    node("hz:DateInferred"), node("hz:About"), node("hz:National"), node("hz:Forecast"),
    Literal(""), Literal("text"), Literal("文字", language="zh"), Literal("500106"),
    Literal("a" * 64), Literal("ror:05sbt2524"), typed("2021", "gYear"),
    typed("2021-02", "gYearMonth"), typed("2021-02-03", "date"), typed("2021-02-30", "date"),
    typed("2021-02-03T04:05:06", "dateTime"), typed("7", "integer"), typed("-7", "integer"),
    typed("seven", "integer"), typed("7.5", "decimal"), typed("-190", "decimal"),
    typed("190", "decimal"), typed("7.5", "double"), typed("true", "boolean"),
]  # fmt: skip


def planted(shapes: list[Shape]) -> Iterator[Quad]:
    """Yield things of each target class that have each of the values, none, and two or three."""

    def fact(subject: str, name: str, value: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(subject), node(name), value, GRAPH)

    for iri, kind in NAMED.items():
        yield fact(iri, "rdf:type", kind)
    for number, shape in enumerate(shapes):
        below = [kind for target in shape.targets for kind in ontology().subclasses(target)]
        paths = [shape.path] if shape.path else ["hz:party", "hz:flag"]
        groups = [(), *((value,) for value in VALUES), *pairwise(VALUES[::8])]
        groups += [tuple(VALUES[:3])]
        for turn, values in enumerate(groups):
            thing = f"https://example.org/{number}/{turn}"
            yield fact(thing, "rdf:type", NamedNode(below[turn % len(below)]))
            for path in paths:
                for value in values:
                    yield fact(thing, path, value)
            for other in shape.values("lessThan"):
                yield fact(thing, other.value, typed("7", "integer"))
    yield fact("https://example.org/unknown", "hz:flag", node("hz:CounterpartyUnknown"))
    yield fact("https://example.org/unknown", "rdf:type", node("hz:Agreement"))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with closing(open_store(tmp_path_factory.mktemp("faulty") / "store", create=True)) as store:
        with store.writing() as writer:
            writer.replace(GRAPH.value, planted(read_shapes(SHAPES)))
        yield store


def as_sparql(store: EmbeddedStore, path: Path) -> list[Finding]:
    return described(store, broken_shapes(store, path))


def test_every_condition_of_every_shape_is_broken_by_something(faulty: EmbeddedStore) -> None:
    shapes = read_shapes(SHAPES)
    assert len(shapes) > 100
    asked = [(shape, question) for shape in shapes for question in questions(shape)]
    assert [(s, q) for s, q in asked if not faulty.select(q.query)] == []


def test_shapes_as_sparql_find_what_pyshacl_finds(faulty: EmbeddedStore) -> None:
    ours, theirs = as_sparql(faulty, SHAPES), shacl_findings(faulty, SHAPES)
    assert len(theirs) > 3_000
    assert set(ours) - set(theirs) == set()
    assert set(theirs) - set(ours) == set()
    assert ours == theirs


def test_pyshacl_finds_nothing_in_the_bundled_data(chongqing: EmbeddedStore) -> None:
    assert shacl_findings(chongqing, SHAPES) == as_sparql(chongqing, SHAPES) == []


@pytest.mark.parametrize(
    "shape",
    [
        "hz:S a sh:NodeShape ; sh:targetClass hz:Area ; sh:closed true .",
        "hz:S a sh:NodeShape ; sh:targetClass hz:Area ; sh:nodeKind sh:IRI ; sh:minLength 1 .",
        "hz:S sh:targetClass hz:Area ; sh:property [ sh:path ( hz:a hz:b ) ; sh:minCount 1 ] .",
        "hz:S sh:targetClass hz:Area ; sh:property [ sh:path hz:a ; sh:nodeKind sh:Literal ] .",
        "hz:S sh:targetClass hz:Area ; sh:property [ sh:path hz:a ; sh:hasValue 1 ] .",
        "hz:S sh:targetClass hz:Area ; sh:property [ sh:path hz:a ; sh:or ([ sh:minLength 1 ]) ] .",
    ],
)
def test_what_cannot_be_run_as_sparql_is_refused(tmp_path: Path, shape: str) -> None:
    (tmp_path / "shapes.ttl").write_text(PREFIXES + shape)
    with pytest.raises(ValueError, match=r"understand|meaning|single"):
        [list(questions(shape)) for shape in read_shapes(tmp_path / "shapes.ttl")]


def test_shapes_of_a_user_are_checked_by_pyshacl(chongqing: EmbeddedStore, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        PREFIXES
        + "hz:S a sh:NodeShape ; sh:targetClass hz:Company ; sh:property [ sh:path rdfs:label"
        ' ; sh:pattern "集团$" ; sh:severity sh:Warning ; sh:message "call it a company" ] .'
    )
    found = shacl_findings(chongqing, shapes)
    assert found
    assert {(f.severity, f.property, f.remedy) for f in found} == {
        ("Warning", "rdfs:label", "call it a company")
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "shapes.ttl cannot be read"),
        (b"\xff\xfe", "shapes.ttl, line 1: .* UTF-8"),
        (b"hz:S a", "shapes.ttl, line 1: is no Turtle"),
        (PREFIXES.encode() + b"hz:S a sh:NodeShape ; sh:targetClass hz:Area ; sh:property 7 .",
         "shapes.ttl cannot be checked against"),
        (PREFIXES.encode() + b'hz:S a sh:NodeShape ; sh:targetClass hz:Area ; '
         b'sh:property [ sh:path rdfs:label ; sh:pattern "(" ] .',
         "shapes.ttl cannot be checked against"),
        (b"<a:b> <a:c> <a:d> .", "shapes.ttl holds no shapes"),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_read_are_one_line(
    chongqing: EmbeddedStore, tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "shapes.ttl").write_bytes(content)
    with pytest.raises(HezuoError, match=said) as caught:
        shacl_findings(chongqing, tmp_path / "shapes.ttl")
    assert "\n" not in str(caught.value)
