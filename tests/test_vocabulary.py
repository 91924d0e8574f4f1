"""IRIs: whatever a name holds, every reader of RDF accepts what is minted from it."""

import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from hezuo.graph import vocabulary
from hezuo.graph.export import _serialized
from hezuo.graph.vocabulary import KIND_PATHS, PREFIXES, THINGS, compact, expand, local_name, mint

kinds = st.sampled_from(sorted(KIND_PATHS))
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CONTEXT = Path(vocabulary.__file__).resolve().parents[1] / "ontology" / "context.jsonld"


@settings(deadline=None, max_examples=300)
@given(kinds, st.text())
@example("Organization", "..")
@example("Organization", "Some Co., Ltd.")
@example("Organization", "“”")
@example("Organization", "\ue000\ufffd\uffff")
@example("Organization", "<img src=x onerror=alert(1)>")
@example("Organization", "a\u2028b\u00a0c%41/?#[]@!$&'()*+,;=~_-")
def test_every_reader_takes_the_iri_of_any_name(kind: str, name: str) -> None:
    iri = mint(kind, name)
    triple = pyoxigraph.Triple(NamedNode(iri), NamedNode(LABEL), Literal("x"))
    turtle = _serialized([triple], RdfFormat.TURTLE)
    (quad,) = pyoxigraph.parse(turtle, format=RdfFormat.TURTLE)
    assert quad.subject == NamedNode(iri)
    (found,) = rdflib.Graph().parse(data=turtle, format="turtle").subjects()
    assert str(found) == iri


@given(kinds, st.text())
def test_minting_is_stable_and_short_and_stays_in_its_path(kind: str, name: str) -> None:
    iri = mint(kind, name)
    assert iri == mint(kind, name) == mint(kind, f" {name}\n")
    head, _, segment = iri.rpartition("/")
    assert head == f"{THINGS}{KIND_PATHS[kind]}"
    # A checksum closes what was cut to 120; each character is 12 when percent-encoded.
    assert len(segment) <= 120 * 12


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("重庆市沙坪坝区科学技术协会", "重庆市沙坪坝区科学技术协会"),
        ("第二期“科创中国”重庆双月论坛", "第二期科创中国重庆双月论坛"),
        ("科创中国 @ 重庆", "科创中国_@_重庆"),
        ("e\u0301", "é"),
        ("a/b?c#d%e", "a%2Fb%3Fc%23d%25e"),
        ("\ue000", "%EE%80%80"),
        ("Some Co., Ltd.", "Some_Co.,_Ltd%2E"),
        ("..", "%2E%2E"),
    ],
)
def test_iris_can_be_read_and_never_change(name: str, segment: str) -> None:
    assert mint("Organization", name) == f"{THINGS}org/{segment}"


def test_long_names_are_cut_but_stay_apart() -> None:
    names = ["长" * 200 + end for end in ("甲", "乙")]
    first, second = (mint("Agreement", name) for name in names)
    assert first != second
    assert all(len(iri.rpartition("/")[2]) == 120 for iri in (first, second))
    assert mint("Agreement", "长" * 120).endswith("长" * 120)


@given(kinds, st.text(min_size=1))
def test_a_prefixed_name_stands_for_its_iri(kind: str, name: str) -> None:
    iri = mint(kind, name)
    assert expand(compact(iri)) == iri


def test_prefixes_are_told_apart() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert compact("https://example.org/x") == "https://example.org/x"
    assert expand("https://example.org/x") == "https://example.org/x"
    assert local_name(expand("hz:Agreement")) == "Agreement"
    assert local_name(expand("rdfs:label")) == "label"


def test_the_json_ld_context_has_the_same_prefixes() -> None:
    context = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    assert {name: context.get(name) for name in PREFIXES} == PREFIXES


def test_a_quad_with_a_minted_graph_is_stored(tmp_path: Path) -> None:
    graph = NamedNode(mint("Source", "报告 2021/1"))
    store = pyoxigraph.Store(str(tmp_path))
    store.add(Quad(graph, NamedNode(LABEL), Literal("x"), graph))
    assert [quad.graph_name for quad in store] == [graph]
