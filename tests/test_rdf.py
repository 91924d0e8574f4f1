"""Records to quads and back: nothing is lost, and the store keeps exactly what was said."""

from pathlib import Path

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_records import record_sets
from table_folders import linked, write_tables

from hezuo.graph.rdf import quads, records
from hezuo.graph.records import RECORD_TYPES, FieldOfWork, Row
from hezuo.graph.resolve import link
from hezuo.graph.terms import graph_iri
from hezuo.graph.vocabulary import expand, mint

thorough = settings(
    deadline=None, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@thorough
@given(record_sets(), st.randoms(use_true_random=False))
def test_records_become_quads_and_the_same_records_again(rows: list[Row], chance: object) -> None:
    stated = set(quads(link(rows)))
    back = records(stated)
    assert set(quads(link(back))) == stated
    kinds = {type(row.record) for row in back}
    assert kinds - {FieldOfWork} >= {type(row.record) for row in rows}


@thorough
@given(record_sets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_quads_makes_no_difference(rows: list[Row], chance: object) -> None:
    stated = set(quads(link(rows)))
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(quads(link(shuffled))) == stated
    in_disorder = sorted(stated, key=str)
    chance.shuffle(in_disorder)  # type: ignore[attr-defined]
    assert records(in_disorder) == records(sorted(stated, key=str))


@thorough
@given(record_sets())
def test_a_store_keeps_every_term_as_it_is(rows: list[Row]) -> None:
    stated = set(quads(link(rows)))
    store = pyoxigraph.Store()
    store.bulk_extend(stated)
    assert set(store) == stated
    text = pyoxigraph.serialize(stated, format=pyoxigraph.RdfFormat.N_QUADS)
    assert set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)) == stated


@thorough
@given(record_sets())
def test_quads_have_no_blank_nodes_and_stand_in_the_graph_of_their_source(rows: list[Row]) -> None:
    graphs = {mint("Source", row.record.source) for row in rows}
    for quad in quads(link(rows)):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        assert graph_iri(quad) in graphs


def test_every_kind_of_record_has_its_own_path(tmp_path: Path) -> None:
    iris = {mint(kind.ROOT, "x") for kind in RECORD_TYPES}
    assert len(iris) == len(RECORD_TYPES)
    with_both = write_tables(tmp_path, {"organizations": "name\nx\n", "projects": "name\nx\n"})
    assert len({item.iri for item in linked(with_both)}) == 3


def test_a_thing_carries_its_class_and_those_above_it(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path, {"organizations": "name,name_en,kind\n某公司,Some Co,Company\n"}
    )
    stated = [q for q in quads(linked(folder)) if q.subject.value == mint("Organization", "某公司")]
    types = {q.object.value for q in stated if q.predicate.value == expand("rdf:type")}
    assert types == {expand("hz:Company"), expand("hz:Organization"), expand("hz:Party")}
    labels = {
        (q.object.value, q.object.language) for q in stated if q.object.value in "某公司Some Co"
    }
    assert labels == {("某公司", "zh"), ("Some Co", "en")}


def test_dates_keep_their_precision_and_numbers_their_value(tmp_path: Path) -> None:
    table = "measure,value,period_start,period_end\nm,1.50,2020,2020-06\nn,-0.0,2020-12-09,\n"
    folder = write_tables(tmp_path, {"observations": table})
    literals = {str(quad.object) for quad in quads(linked(folder)) if "^^" in str(quad.object)}
    xsd = "^^<http://www.w3.org/2001/XMLSchema#"
    assert literals == {
        f'"1.5"{xsd}decimal>', f'"0"{xsd}decimal>', f'"2020"{xsd}gYear>',
        f'"2020-06"{xsd}gYearMonth>', f'"2020-12-09"{xsd}date>',
    }  # fmt: skip


def test_people_and_teams_of_one_name_stay_apart_on_the_way_back(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        {
            "sources": "id,title\ns1,一号\n",
            "organizations": "name\nX\nY\n",
            "experts": "name,affiliation\n王伟,X\n王伟,Y\n王伟,\n",
            "teams": "name,organizations\nT,X\nT,Y\n",
            "talks": "title,speaker\na,王伟（X）\nb,王伟(Y)\nc,王伟 s1\n",
            "agreements": "title,parties,teams\nt,X；Y,T X；T Y\n",
        },
    )
    stated = set(quads(linked(folder)))
    assert set(quads(link(records(stated)))) == stated


def test_an_organisation_and_a_zone_of_one_name_stay_apart_on_the_way_back(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        {
            "organizations": "name,aliases\n两江新区,两江管委会\n",
            "districts": "name,kind,aliases\n两江新区,Zone,两江\n",
            "agreements": "title,parties\nt,两江管委会；两江\n",
        },
    )
    stated = set(quads(linked(folder)))
    assert {q.object.value for q in stated if q.predicate.value == expand("hz:party")} == {
        mint("Organization", "两江新区"), mint("Area", "两江新区"),
    }  # fmt: skip
    assert set(quads(link(records(stated)))) == stated
