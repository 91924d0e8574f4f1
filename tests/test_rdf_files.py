"""Files of our own ontology: what an export wrote, an import reads back; faults are told."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from random_records import record_sets

from hezuo.graph.errors import InputError
from hezuo.graph.export import SUFFIXES, export, export_tables
from hezuo.graph.rdf import quads
from hezuo.graph.records import Row
from hezuo.graph.resolve import link
from hezuo.graph.sources.rdf_files import RdfInput, open_rdf
from hezuo.graph.sources.tables import read_tables
from hezuo.graph.store import Origin, open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.terms import graph_iri
from hezuo.graph.vocabulary import LOG_GRAPH, expand, mint

ENDINGS = {form: ending for ending, form in SUFFIXES.items()}
ORIGIN = Origin("/files", "0" * 64, "2021-06-30T12:00:00+00:00")
thorough = settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
PREFIXES = """
@prefix hz: <https://w3id.org/hezuo/ontology#> . @prefix o: <https://w3id.org/hezuo/id/org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""


def store_of(folder: Path, *found: RdfInput) -> EmbeddedStore:
    store = open_store(folder, create=True)
    with store.writing() as writer:
        for one in found:
            writer.load(one.read, ORIGIN, one.sources)
    return store


def stated_by(rows: list[Row], folder: Path) -> EmbeddedStore:
    facts = list(quads(link(rows)))
    return store_of(folder, RdfInput(lambda: iter(facts)))


def read(path: Path, content: str | bytes) -> RdfInput:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_rdf(path)


def faults(path: Path, content: str | bytes) -> list[str]:
    """Return the lines that say what is wrong with a file, without the last one, which counts."""
    with pytest.raises(InputError) as caught:
        list(read(path, content).read())
    return str(caught.value).splitlines()[:-1]


# What an export wrote, an import reads back.


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
@thorough
@given(rows=record_sets())
def test_quads_come_back_in_their_graphs(form: str, rows: list[Row]) -> None:
    with TemporaryDirectory() as name, closing(stated_by(rows, Path(name) / "a")) as store:
        found = read(Path(name) / f"x{ENDINGS[form]}", export(store, form))
        with closing(store_of(Path(name) / "b", found)) as again:
            assert set(again.quads()) == set(store.quads())
        assert found.notes == []
        assert found.is_named


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
@thorough
@given(rows=record_sets())
def test_triples_come_back_in_the_graph_of_their_source(form: str, rows: list[Row]) -> None:
    with TemporaryDirectory() as name, closing(stated_by(rows, Path(name) / "a")) as store:
        stated = set(store.quads())
        found = read(Path(name) / f"x{ENDINGS[form]}", export(store, form))
        with closing(store_of(Path(name) / "b", found)) as again:
            if len({quad.graph_name for quad in stated}) == 1:
                assert set(again.quads()) == stated
                assert found.is_named
            else:
                own = NamedNode(mint("Source", "x"))
                assert {q.triple for q in again.quads() if q.subject != own} == {
                    quad.triple for quad in stated
                }
                assert {quad.graph_name for quad in again.quads()} == {own}
                assert "describes 2 sources" in found.notes[0]
                assert not found.is_named


@thorough
@given(rows=record_sets())
def test_json_lines_and_tables_come_back(rows: list[Row]) -> None:
    with TemporaryDirectory() as name, closing(stated_by(rows, Path(name) / "a")) as store:
        found = read(Path(name) / "x.jsonl", export(store, "jsonl"))
        assert set(found.read()) == set(store.quads())
        export_tables(store, Path(name) / "tables")
        tables = read_tables(Path(name) / "tables")
        assert set(quads(link(tables.rows))) == set(store.quads())


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@thorough
@given(rows=record_sets())
def test_a_network_comes_back_as_the_same_network(form: str, rows: list[Row]) -> None:
    with TemporaryDirectory() as name, closing(stated_by(rows, Path(name) / "a")) as store:
        content = export(store, form)
        if b"<node " not in content:
            return
        found = read(Path(name) / f"x{ENDINGS[form]}", content)
        with closing(store_of(Path(name) / "b", found)) as again:
            assert export(again, form) == content


@pytest.mark.parametrize("form", list(SUFFIXES.values()))
def test_the_bundled_data_comes_back(chongqing: EmbeddedStore, tmp_path: Path, form: str) -> None:
    content = export(chongqing, form)
    with closing(store_of(tmp_path / "s", read(tmp_path / f"x{ENDINGS[form]}", content))) as again:
        assert export(again, form) == content


def test_rdf_xml_of_our_ontology_is_read(chongqing: EmbeddedStore, tmp_path: Path) -> None:
    stated = set(chongqing.quads())
    content = serialize((quad.triple for quad in stated), format=RdfFormat.RDF_XML)
    assert set(read(tmp_path / "x.rdf", content or b"").read()) >= stated


# What a file need not say.


def test_the_classes_above_the_stated_one_are_added(tmp_path: Path) -> None:
    found = read(tmp_path / "x.ttl", PREFIXES + 'o:甲 a hz:Company ; rdfs:label "甲"@zh .')
    types = [q.object.value for q in found.read() if q.subject.value == mint("Organization", "甲")
             and q.predicate.value == expand("rdf:type")]  # fmt: skip
    assert sorted(types) == sorted(map(expand, ["hz:Company", "hz:Organization", "hz:Party"]))


def test_a_file_that_names_no_source_is_one_called_after_it(tmp_path: Path) -> None:
    found = read(tmp_path / "某 文件.ttl", PREFIXES + 'o:甲 a hz:Company ; rdfs:label "甲"@zh .')
    own = NamedNode(mint("Source", "某 文件"))
    said = {(q.predicate.value, q.object.value) for q in found.read() if q.subject == own}
    assert found.sources == [own.value]
    assert not found.is_named
    assert said == {
        (expand("rdf:type"), expand("hz:Source")), (expand("rdfs:label"), "某 文件"),
        (expand("dcterms:identifier"), "某 文件"), (expand("hz:fileName"), "某 文件.ttl"),
    }  # fmt: skip
    assert {quad.graph_name for quad in found.read()} == {own}


def test_a_graph_that_does_not_describe_itself_is_given_a_name(tmp_path: Path) -> None:
    content = f'<https://a.example/1> <{expand("hz:goal")}> "x" <{mint("Source", "甲")}> .\n'
    found = list(read(tmp_path / "x.nq", content).read())
    assert {graph_iri(quad) for quad in found} == {mint("Source", "甲")}
    said = {q.object.value for q in found if q.predicate.value == expand("rdfs:label")}
    assert said == {"甲"}


def test_what_stands_in_no_graph_belongs_to_the_file(tmp_path: Path) -> None:
    found = list(
        read(tmp_path / "x.nq", f'<https://a.example/1> <{expand("hz:goal")}> "x" .\n').read()
    )
    assert {graph_iri(quad) for quad in found} == {mint("Source", "x")}


def test_what_a_store_derives_is_left_out_and_said(tmp_path: Path) -> None:
    found = read(tmp_path / "x.ttl", PREFIXES + 'o:a hz:cooperatesWith o:b ; hz:readAt "now" .')
    assert {q.subject.value for q in found.read()} == {mint("Source", "x")}
    assert found.notes == [
        "x.ttl: left out 2 facts that are derived or noted by a store, not stated by a source"
    ]


# Faults


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("a hz:Compny",
         "rdf:type: hz:Compny is no class of the ontology; did you mean hz:Company?"),
        ("hz:heldon 1",
         "hz:heldon: hz:heldon is no property of the ontology; did you mean hz:heldOn?"),
        ("hz:zzz 1", "hz:zzz: hz:zzz is no property of the ontology; docs/reference.md lists them"),
        ('hz:signedOn "2021-02-30"^^xsd:date',
         "hz:signedOn: '2021-02-30' is not a date; write 2021, 2020-06 or 2020-12-09"),
        ('hz:signedOn "2021"^^xsd:date', "hz:signedOn: '2021' is no xsd:date; write "
         '"2020-06"^^xsd:gYearMonth or "2020-12-09"^^xsd:date'),
        ('hz:signedOn "2021-02-03"', "hz:signedOn: '2021-02-03' has the type xsd:string; write "
         '"2020-06"^^xsd:gYearMonth or "2020-12-09"^^xsd:date'),
        ('hz:audience "x"^^xsd:integer', "hz:audience: 'x'"),
        ("hz:audience 5.5",
         'hz:audience: \'5.5\' has the type xsd:decimal; write "12"^^xsd:integer'),
        ("hz:budget -5 ", "hz:budget: '-5'"),
        ("hz:party 'x'", "hz:party: 'x' is a text; name a thing by its IRI"),
        ("hz:party _:b", "hz:party: names a blank node; give the thing an IRI"),
        ("hz:status hz:Sgned",
         "hz:status: hz:Sgned is no listed value of the ontology; did you mean hz:Signed?"),
        ("hz:goal o:x", "hz:goal: names a thing; write the text or figure itself"),
        ('hz:goal "a\\u0007b"', "hz:goal: holds the control character U+0007; take it out"),
        ('hz:goal "a"@en--ltr', "hz:goal: has a text with a direction, as RDF 1.2 does"),
        ('schema:identifier "ror:042aqky31"',
         "schema:identifier: '042aqky31' is no ror identifier: its check digit is wrong"),
        ('schema:identifier "https://ror.org/042aqky30"', "schema:identifier: "
         "'https://ror.org/042aqky30' is written 'ror:042aqky30' here; write it so"),
        ("schema:knows _:b", "schema:knows: names a blank node; give the thing an IRI"),
        ("rdfs:seeAlso <<( o:a o:b o:c )>>",
         "rdfs:seeAlso: quotes a statement, as RDF 1.2 does; state it plainly"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_statement(tmp_path: Path, statement: str, said: str) -> None:
    (line,) = faults(tmp_path / "x.ttl", PREFIXES + f"o:甲 a hz:Party .\no:甲 {statement} .")
    assert line.startswith(f"x.ttl, organization:甲 {said}")


def test_a_thing_without_an_iri_is_refused(tmp_path: Path) -> None:
    (line,) = faults(tmp_path / "x.ttl", PREFIXES + '[] hz:goal "x" .')
    assert line.endswith("hz:goal: is said of a blank node; give the thing an IRI")


def test_faults_of_lines_name_the_line(tmp_path: Path) -> None:
    fact = f'<https://a.example/1> <{expand("hz:goal")}> "x" .\n'
    wrong = f'<https://a.example/1> <{expand("hz:gaol")}> "x" .\n'
    lines = faults(tmp_path / "x.nt", f"# first\n\n{fact}{wrong}{fact}{wrong}")
    assert [line.partition(", https")[0] for line in lines] == ["x.nt, line 4", "x.nt, line 6"]


def test_many_faults_are_not_all_told(tmp_path: Path) -> None:
    wrong = f'<https://a.example/1> <{expand("hz:gaol")}> "x" .\n' * 1000
    assert len(faults(tmp_path / "x.nt", wrong)) == 20


def test_the_graphs_that_a_store_keeps_for_itself_are_refused(tmp_path: Path) -> None:
    content = f'<https://a.example/1> <{expand("hz:goal")}> "x" <{LOG_GRAPH}> .\n'
    (line,) = faults(tmp_path / "x.nq", content)
    assert "which hezuo keeps for itself; put it into the graph of a source" in line
    (line,) = faults(tmp_path / "x.nq", content.replace(f"<{LOG_GRAPH}>", "_:g"))
    assert "in a graph without an IRI; give the graph one" in line


def test_an_empty_file_and_one_of_strangers_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "x.ttl", "")[0].startswith("x.ttl: holds nothing of our ontology")
    (line,) = faults(tmp_path / "x.ttl", "<https://a.example/1> a <https://a.example/T> .")
    assert "its classes are https://a.example/T; name a mapping of your own with --mapping" in line


def test_a_relative_iri_in_json_ld_is_a_fault_and_an_unknown_key_a_note(tmp_path: Path) -> None:
    goal = expand("hz:goal")
    for wrong in (
        f'{{"@id": "x", "{goal}": "y"}}',
        f'{{"@id": "a:b", "{goal}": "y", "p:p": {{"@id": "x"}}}}',
    ):
        assert "relative IRI; write it in full" in faults(tmp_path / "x.jsonld", wrong)[0]
    found = read(tmp_path / "x.jsonld", f'{{"@id": "a:b", "{goal}": "y", "gaol": "z"}}')
    assert len(list(found.read())) == 5
    assert found.notes == ["x.jsonld: has no meaning for gaol in its context; left out"]


def test_a_failure_in_the_midst_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    first = read(tmp_path / "x.ttl", PREFIXES + 'o:甲 a hz:Company ; rdfs:label "甲"@zh .')
    with closing(store_of(tmp_path / "store", first)) as store:
        before = set(store.quads())
        good = "".join(
            f'<https://a.example/{n}> <{expand("hz:goal")}> "x" .\n' for n in range(1000)
        )
        broken = read(tmp_path / "x.nt", good)
        (tmp_path / "x.nt").write_text(good + "<https://a.example/1> <cut")
        with pytest.raises(InputError, match="line 1001"), store.writing() as writer:
            writer.load(broken.read, ORIGIN)
        assert set(store.quads()) == before


def test_a_source_is_replaced_whole(tmp_path: Path) -> None:
    def of(*names: str) -> Iterator[Quad]:
        for name in names:
            yield Quad(NamedNode(mint("Organization", name)), NamedNode(expand("rdfs:label")),
                       Literal(name), NamedNode(mint("Source", "s")))  # fmt: skip

    with closing(store_of(tmp_path / "store", RdfInput(lambda: of("a", "b")))) as store:
        with store.writing() as writer:
            assert writer.load(lambda: of("c", "c"), ORIGIN) == {mint("Source", "s"): 1}
        assert [quad.object.value for quad in store.quads()] == ["c"]


def test_what_is_exported_is_read_by_others_as_well(chongqing: EmbeddedStore) -> None:
    triples = {quad.triple for quad in chongqing.quads()}
    content = export(chongqing, "ntriples")
    assert {quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES)} == triples
    assert content.decode().splitlines() == [
        str(quad.triple) + " ." for quad in parse(content, format=RdfFormat.N_TRIPLES)
    ]
