"""The ontology, shapes and queries as other readers see them, and as our code relies on them."""

import re
import warnings
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from hezuo.graph.ontology import FOLDER, ontology
from hezuo.graph.records import RECORD_TYPES
from hezuo.graph.vocabulary import ONTOLOGY, PREFIXES, expand, local_name

QUERIES = sorted((FOLDER / "queries").glob("*.rq"))


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return rdflib.Graph().parse(FOLDER / "hezuo.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return rdflib.Graph().parse(FOLDER / "shapes.ttl")


def ours(graph: rdflib.Graph, *types: rdflib.URIRef) -> set[rdflib.URIRef]:
    return {s for kind in types for s in graph.subjects(RDF.type, kind) if s.startswith(ONTOLOGY)}


def languages(graph: rdflib.Graph, thing: rdflib.URIRef) -> list[str]:
    return sorted(str(label.language) for label in graph.objects(thing, RDFS.label))


def test_every_class_property_and_listed_value_is_labelled_in_both_languages(
    graph: rdflib.Graph,
) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    things = ours(graph, *kinds)
    assert len(things) > 100
    assert {t: languages(graph, t) for t in things if languages(graph, t) != ["en", "zh"]} == {}


def test_every_class_and_property_has_a_comment_of_one_sentence(graph: rdflib.Graph) -> None:
    for thing in ours(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        (comment,) = graph.objects(thing, RDFS.comment)
        assert re.fullmatch(r"[^.\n]+\.", str(comment)), (thing, comment)


def test_domains_ranges_and_superclasses_are_declared(graph: rdflib.Graph) -> None:
    classes = ours(graph, OWL.Class)
    properties = ours(graph, OWL.ObjectProperty, OWL.DatatypeProperty)
    for predicate, known in (
        (RDFS.domain, classes), (RDFS.range, classes), (RDFS.subClassOf, classes),
        (RDFS.subPropertyOf, properties),
    ):  # fmt: skip
        named = {o for o in graph.objects(None, predicate) if o.startswith(ONTOLOGY)}
        assert named <= known
    defined = {s for s in graph.subjects() if s.startswith(ONTOLOGY)}
    used = {o for o in graph.objects() if isinstance(o, rdflib.URIRef) and o.startswith(ONTOLOGY)}
    assert used <= defined


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_what_a_record_states_is_declared_or_labelled(graph: rdflib.Graph, kind: type) -> None:
    assert expand(f"hz:{kind.ROOT}") in ontology().members[expand("owl:Class")] or (
        rdflib.URIRef(expand(f"hz:{kind.ROOT}")) in ours(graph, OWL.Class)
    )
    for _, says in kind.statements():
        iri = rdflib.URIRef(expand(says.property))
        assert str(iri).startswith("http"), says
        assert languages(graph, iri) == ["en", "zh"], says.property
        for name in (*says.refers_to, *filter(None, [says.one_of])):
            assert rdflib.URIRef(expand(f"hz:{name}")) in ours(graph, OWL.Class)
        if says.one_of:
            assert ontology().members[expand(f"hz:{says.one_of}")]


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_kind_of_record_has_a_shape_for_each_of_its_properties(
    shapes: rdflib.Graph, kind: type
) -> None:
    (shape,) = {
        found
        for found in shapes.subjects(SH.targetClass, rdflib.URIRef(expand(f"hz:{kind.ROOT}")))
        if (found, SH.nodeKind, SH.IRI) in shapes
    }
    paths = {shapes.value(p, SH.path): p for p in shapes.objects(shape, SH.property)}
    stated = {rdflib.URIRef(expand(says.property)) for _, says in kind.statements()}
    assert stated | {rdflib.URIRef(expand("hz:evidence"))} == set(paths)
    for name, says in kind.statements():
        found = paths[rdflib.URIRef(expand(says.property))]
        if kind.model_fields[name].is_required():
            assert (found, SH.minCount, None) in shapes
        if not kind.is_list(name) and says.property != "rdfs:label":
            assert shapes.value(found, SH.maxCount) == rdflib.Literal(1)


def test_every_shape_has_a_message_and_is_well_formed(shapes: rdflib.Graph) -> None:
    named = set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert all((shape, SH.message, None) in shapes for shape in named)
    assert {s for s in shapes.objects(None, SH.property) if isinstance(s, rdflib.URIRef)} <= named
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_connectors_are_what_the_ontology_declares(graph: rdflib.Graph) -> None:
    found = {local_name(c.connects): c for c in ontology().connectors}
    assert len(found) == len(ours(graph, rdflib.URIRef(expand("hz:Connector"))))
    assert found["Agreement"].strength == Decimal(1)
    for connector in found.values():
        assert 0 < connector.strength <= 1
        assert connector.party_properties
        classes = ontology().ancestors(connector.connects)
        dates = [connector.date_property] if connector.date_property else []
        for name in (*connector.party_properties, *connector.counterparty_properties, *dates):
            domain = graph.value(rdflib.URIRef(name), RDFS.domain)
            assert domain is None or str(domain) in classes, (name, connector)


def test_parties_tie_all_with_all_but_a_counterparty_ties_two_sides() -> None:
    found = {local_name(c.connects): c for c in ontology().connectors}
    party = expand("hz:party")
    assert found["Agreement"].directions() == [(party, party)]
    lead, participant = expand("hz:lead"), expand("hz:participant")
    both = {(a, b) for a in (lead, participant) for b in (lead, participant)}
    assert set(found["Project"].directions()) == both
    giver, taker = expand("hz:conferredBy"), expand("hz:recipient")
    assert set(found["Designation"].directions()) == {(giver, taker), (taker, giver)}


def test_the_tree_of_classes() -> None:
    tree = ontology()
    company = expand("hz:Company")
    assert tree.ancestors(company)[0] == company
    assert expand("hz:Party") in tree.ancestors(company)
    assert company in tree.subclasses(expand("hz:Organization"))
    assert company not in tree.subclasses(expand("hz:Area"))
    assert tree.label(company) == "企业"
    assert tree.label(company, "en") == "Company"
    assert tree.label("https://example.org/x#y") == "y"
    assert tree.named("企业", [company]) == tree.named("company", [company]) == company
    assert tree.named("公司", [company]) is None


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_what_it_answers_and_takes_and_parses_everywhere(path: Path) -> None:
    text = path.read_text("utf-8")
    header = [line for line in text.splitlines() if line.startswith("# ")]
    assert text.startswith(header[0])
    assert re.match(r"# [A-Z][^?]*[.:]", header[0])
    takes = re.search(r"^# Takes (.+?)[.;:]", "\n".join(header), re.MULTILINE)
    assert takes, "the header has to say what the query takes"
    slots = set(re.findall(r"VALUES\s+\(?((?:\?\w+\s*)+)\)?\s*{\s*\(?UNDEF", text))
    named = {name for slot in slots for name in re.findall(r"\?\w+", slot)}
    comment = " ".join(header)
    assert named == {name for name in named if name in comment}
    assert ("nothing" in takes[1]) == (not named)
    pyoxigraph.Store().query(text, prefixes=PREFIXES)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepareQuery(text, initNs=PREFIXES)
