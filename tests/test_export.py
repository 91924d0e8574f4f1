"""Exports: the same bytes for the same facts, and every other reader finds the same in them."""

import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pyoxigraph
import pyshacl
import pytest
import rdflib
from conftest import CHONGQING
from golden import Golden
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat
from random_records import record_sets
from table_folders import nquads, write_tables

from hezuo.graph.errors import HezuoError
from hezuo.graph.export import FORMATS, csv_text, export, export_tables
from hezuo.graph.network import things_network
from hezuo.graph.ontology import FOLDER
from hezuo.graph.rdf import quads
from hezuo.graph.records import Row
from hezuo.graph.resolve import link
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.terms import graph_iri

FILES = [form for form in FORMATS if form != "csv"]


def test_the_bundled_data_as_turtle(chongqing: EmbeddedStore, golden: Golden) -> None:
    golden.check("chongqing-2021.ttl", export(chongqing, "turtle").decode())


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data with rows and columns in disorder, added after another source was."""
    folder = tmp_path_factory.mktemp("shuffled")
    chance = random.Random(7)
    for path in CHONGQING.iterdir():
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        chance.shuffle(rows)
        order = chance.sample(range(len(header)), len(header))
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row[place] for place in order] for row in [header, *rows])
    other = write_tables(folder / "other", {"organizations": "name\nX\n"})
    nquads(folder / "store", other, folder)
    with closing(open_store(folder / "store")) as store, store.writing() as writer:
        (graph,) = {graph_iri(quad) for quad in store.quads() if "other" in graph_iri(quad)}
        assert writer.remove(graph)
    return folder / "store"


@pytest.mark.parametrize("form", FILES)
def test_the_same_facts_give_the_same_bytes(
    chongqing: EmbeddedStore, shuffled: Path, form: str
) -> None:
    first = export(chongqing, form)
    assert export(chongqing, form) == first
    with closing(open_store(shuffled)) as store:
        assert export(store, form) == first


@pytest.mark.parametrize("form", FILES)
def test_another_process_writes_the_same_bytes(
    chongqing: EmbeddedStore, chongqing_path: Path, form: str
) -> None:
    command = [sys.executable, "-m", "hezuo.cli", "export", "-f", form, "--store"]
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        finished = subprocess.run(
            [*command, str(chongqing_path)], env=environment, capture_output=True, check=True
        )
        assert finished.stdout == export(chongqing, form)


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_rdflib_reads_the_same_facts(chongqing: EmbeddedStore, form: str) -> None:
    stated = set(chongqing.quads())
    content = export(chongqing, form).decode()
    expected = rdflib.Graph().parse(
        data=pyoxigraph.serialize((q.triple for q in stated), format=RdfFormat.N_TRIPLES),
        format="nt",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of itself
        dataset = rdflib.Dataset()
        name = {"jsonld": "json-ld"}.get(form, form)
        (rdflib.Graph() if form == "turtle" else dataset).parse(data=content, format=name)
        graph = rdflib.Graph()
        if form == "turtle":
            graph.parse(data=content, format="turtle")
        else:
            found = {tuple(quad) for quad in dataset.quads()}
            assert {str(quad[3]) for quad in found} == {graph_iri(quad) for quad in stated}
            assert len(found) == len(stated)
            for s, p, o, _ in found:
                graph.add((s, p, o))
    assert set(graph) == set(expected)
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_pyoxigraph_reads_the_same_quads(chongqing: EmbeddedStore) -> None:
    stated = set(chongqing.quads())
    for form, parsed in (
        ("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD),
    ):  # fmt: skip
        assert set(pyoxigraph.parse(export(chongqing, form), format=parsed)) == stated


def test_quads_are_in_the_order_of_their_subjects(chongqing: EmbeddedStore) -> None:
    subjects = [
        line.split(" ")[0][1:-1] for line in export(chongqing, "nquads").decode().splitlines()
    ]
    assert subjects == sorted(subjects)


def test_turtle_can_be_read_by_people(chongqing: EmbeddedStore) -> None:
    text = export(chongqing, "turtle").decode()
    lines = text.splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    assert "organization:重庆市沙坪坝区科学技术协会 a hz:" in text
    body = text.partition("\n\n")[2]
    assert "<https://w3id.org/hezuo/ontology#" not in body
    written_out = re.findall(r"<https://w3id.org/hezuo/id/[^>]*>", body)
    # Turtle has no prefixed form for names with these marks.
    assert not [iri for iri in written_out if not set(iri) & set("—·《》，、：（）")]
    assert "_:" not in text


def test_the_bundled_data_conforms_to_the_shapes(chongqing: EmbeddedStore) -> None:
    data = rdflib.Graph().parse(data=export(chongqing, "turtle"), format="turtle")
    shapes = rdflib.Graph().parse(FOLDER / "shapes.ttl")
    ontology = rdflib.Graph().parse(FOLDER / "hezuo.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    assert conforms, text


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_the_same_network(
    chongqing: EmbeddedStore, tmp_path: Path, form: str
) -> None:
    content = export(chongqing, form)
    path = tmp_path / f"n.{form}"
    path.write_bytes(content)
    read = nx.read_graphml(path, force_multigraph=True) if form == "graphml" else nx.read_gexf(path)
    network = things_network(chongqing)
    assert set(read) == set(network)
    labels = nx.get_node_attributes(network, "label")
    assert {node: data["label"] for node, data in read.nodes(data=True)} == labels
    ties = sorted((a, b, d["property"], d["label"]) for a, b, d in network.edges(data=True))
    assert sorted((a, b, d["property"], d["label"]) for a, b, d in read.edges(data=True)) == ties
    ids = [key for *_, key in read.edges(keys=True)]
    assert len(set(ids)) == len(ids)
    assert b"lastmodifieddate" not in content
    if form == "gexf":
        assert b"<meta>" in content


def round_trip(folder: Path, store: EmbeddedStore) -> Path:
    """Export the tables of a store, add them to a new one, and compare all facts."""
    tables = folder / "tables"
    export_tables(store, tables)
    assert nquads(folder / "again", tables) == export(store, "nquads")
    return tables


def test_the_bundled_tables_come_back(chongqing: EmbeddedStore, tmp_path: Path) -> None:
    tables = round_trip(tmp_path, chongqing)
    assert {p.name for p in tables.iterdir()} == {p.name for p in CHONGQING.iterdir()}


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(record_sets())
def test_any_tables_come_back(rows: list[Row]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with closing(open_store(folder / "store", create=True)) as store:
            stated = set(quads(link(rows)))
            with store.writing() as writer:
                for graph in {graph_iri(quad) for quad in stated}:
                    writer.replace(graph, [q for q in stated if graph_iri(q) == graph])
            tables = round_trip(folder, store)
        for path in tables.iterdir():
            for cells in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
                assert not [c for c in cells if c[:1] in "=@" and c]
                assert not [c for c in cells if c[:1] in "+-" and c and not is_number(c)]


def is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdecimal()


UNTIDY = {
    "sources": "id,title\na,A\nb,B\n",
    "organizations": "name,aliases,note,source\n"
    "'=1+1,'+x；-y；'=q,'@z,a\n\"a;b、c\n\",\"'=p\nd|e\n\",-5,b\n𠮷野家（<&>）,,,b\n",
    "experts": "name,affiliation,source\n王伟,'=1+1,a\n王伟,𠮷野家（<&>）,b\nF,,a\n",
    "talks": "title,speaker,source\nt,王伟（'=1+1）,b\nu,F,b\n",
    "agreements": 'title,parties,source\n-t,"\'=1+1\na;b、c\n武侯\n",b\n',
    "observations": "measure,value,source\nm,-1.50,a\n",
}


def test_untidy_cells_come_back(tmp_path: Path) -> None:
    tables = UNTIDY | {"talks": UNTIDY["talks"].replace("（'=1+1）", "（=1+1）")}
    nquads(tmp_path / "store", write_tables(tmp_path / "f", tables))
    with closing(open_store(tmp_path / "store")) as store:
        written = round_trip(tmp_path, store)
        assert "a;b、c" in {thing.name for thing in store.names.containing("b")}
    text = (written / "organizations.csv").read_text("utf-8")
    assert "\n'=1+1," in text
    assert "\n-1.5" not in text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@x", "'@x"), ("'=x", "''=x"),
        ("-5", "-5"), ("+5.5", "+5.5"), ("-5=x", "'-5=x"), ("a=1", "a=1"), ("'a", "'a"), ("", '""'),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert csv_text(["c"], [{"c": cell}]) == f"c\n{written}\n"


def test_only_what_one_source_states(tmp_path: Path) -> None:
    first = write_tables(tmp_path / "甲", {"organizations": "name\nX\n"})
    nquads(tmp_path / "store", first, write_tables(tmp_path / "乙", {"organizations": "name\nY\n"}))
    with closing(open_store(tmp_path / "store")) as store:
        (graph,) = {graph_iri(quad) for quad in store.quads() if "甲" in graph_iri(quad)}
        for form in FILES:
            content = export(store, form, [graph]).decode()
            assert "X" in content
            assert "乙" not in content


@pytest.mark.parametrize("form", FILES)
def test_an_empty_store_gives_an_empty_file(tmp_path: Path, form: str) -> None:
    with closing(open_store(tmp_path / "store", create=True)) as store:
        assert len(export(store, form)) < 10_000


def test_an_unknown_format_is_refused(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="choose one of turtle, "):
        export(chongqing, "xml")


def test_the_store_of_the_tests_is_not_changed(chongqing_path: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(chongqing_path, tmp_path / "copy")
    assert nquads(copy, CHONGQING) == nquads(chongqing_path)
