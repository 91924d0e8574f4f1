"""What names refer to: aliases, namesakes, divisions, and sources that name each other's things."""

from pathlib import Path

import pytest
from table_folders import faults, linked, of, only, write_tables

from hezuo.graph.vocabulary import mint

TWO_SOURCES = "id,title\na,甲\nb,乙\n"


@pytest.mark.parametrize("name", ["沙区科协", "重庆市沙坪坝区科学技术协会"])
def test_an_alias_is_the_name_in_references_and_in_iris(tmp_path: Path, name: str) -> None:
    tables = {
        "organizations": "name,aliases\n重庆市沙坪坝区科学技术协会,沙区科协\n",
        "agreements": f"title,parties\nt,{name}\n",
    }
    agreement = only(linked(write_tables(tmp_path, tables)), "Agreement")
    assert agreement.references["parties"] == (mint("Organization", "重庆市沙坪坝区科学技术协会"),)
    assert agreement.iri == mint("Agreement", "t 重庆市沙坪坝区科学技术协会")


def test_two_names_of_one_party_are_one_party(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,aliases\nA,B\nC,\n",
        "agreements": "title,parties\nt,A；B；C\n",
    }
    assert only(linked(write_tables(tmp_path, tables)), "Agreement").iri == mint(
        "Agreement", "t A C"
    )


def test_a_name_goes_before_an_alias(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,aliases\nA,B\nB,\n",
        "agreements": "title,parties\nt,B\n",
    }
    agreement = only(linked(write_tables(tmp_path, tables)), "Agreement")
    assert agreement.references["parties"] == (mint("Organization", "B"),)


def test_an_alias_of_two_things_is_refused(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,aliases\nA,X\nB,X\n",
        "agreements": "title,parties\nt,X\n",
    }
    assert faults(write_tables(tmp_path, tables)) == [
        "agreements.csv, row 2, column parties: 'X' could be any of A, B; name one of these"
    ]


def test_one_name_in_two_kinds_is_refused_with_names_that_tell_them_apart(tmp_path: Path) -> None:
    tables = {
        "organizations": "name\n两江新区\n",
        "districts": "name,kind\n两江新区,Zone\n",
        "agreements": "title,parties\nt,两江新区\n",
    }
    assert faults(write_tables(tmp_path, tables)) == [
        "agreements.csv, row 2, column parties: '两江新区' could be any of "
        "district:两江新区, organization:两江新区; name one of these"
    ]
    tables["agreements"] = "title,parties\nt,district:两江新区；organization:两江新区\n"
    agreement = only(linked(write_tables(tmp_path, tables)), "Agreement")
    assert set(agreement.references["parties"]) == {
        mint("Area", "两江新区"), mint("Organization", "两江新区"),
    }  # fmt: skip


def test_one_name_in_two_kinds_is_clear_where_only_one_fits(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,district\n两江新区,两江新区\n",
        "districts": "name,kind\n两江新区,Zone\n",
    }
    organization = only(linked(write_tables(tmp_path, tables)), "Organization")
    assert organization.references["district"] == (mint("Area", "两江新区"),)


EXPERTS = {
    "sources": "id,title\ns,S\n",
    "organizations": "name,aliases\n重庆大学,重大\n四川大学,川大\n",
    "experts": "name,affiliation\n王伟,重大\n王伟,四川大学\n王伟,\n",
}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("王伟（四川大学）", "王伟 四川大学"),
        ("王伟(四川大学)", "王伟 四川大学"),
        ("王伟（重大）", "王伟 重庆大学"),
        ("王伟 重庆大学", "王伟 重庆大学"),
        ("王伟 s", "王伟 s"),
    ],
)
def test_people_of_one_name_are_told_apart(tmp_path: Path, name: str, key: str) -> None:
    tables = EXPERTS | {"talks": f"title,speaker\nt,{name}\n"}
    talk = only(linked(write_tables(tmp_path, tables)), "Talk")
    assert talk.references["speaker"] == (mint("Expert", key),)


def test_a_name_that_several_people_have_is_refused(tmp_path: Path) -> None:
    tables = EXPERTS | {"talks": "title,speaker\nt,王伟\n"}
    assert faults(write_tables(tmp_path, tables)) == [
        "talks.csv, row 2, column speaker: '王伟' could be any of "
        "王伟 s, 王伟 四川大学, 王伟 重庆大学; name one of these"
    ]


def test_a_thing_of_another_source_is_named_in_each_graph_that_refers_to_it(tmp_path: Path) -> None:
    tables = {
        "sources": TWO_SOURCES,
        "organizations": "name,name_en,kind,district,source\nX,Ex,Company,武侯区,a\n",
        "agreements": "title,parties,source\nt,X,b\n",
    }
    found = linked(write_tables(tmp_path, tables))
    assert only(found, "Agreement").references["parties"] == (mint("Organization", "X"),)
    by_graph = {item.graph: item.record.model_dump() for item in of(found, "Organization")}
    assert set(by_graph) == {mint("Source", "a"), mint("Source", "b")}
    mention = by_graph[mint("Source", "b")]
    assert (mention["name"], mention["kind"]) == ("X", "Company")
    assert not {"name_en", "district"} & {k for k, v in mention.items() if v}


def test_the_own_source_goes_before_others(tmp_path: Path) -> None:
    tables = {
        "sources": TWO_SOURCES,
        "organizations": "name,source\nX,a\nY,b\n",
        "experts": "name,affiliation,source\n王伟,X,a\n王伟,Y,b\n",
        "talks": "title,speaker,source\nt,王伟,b\n",
    }
    talk = only(linked(write_tables(tmp_path, tables)), "Talk")
    assert talk.references["speaker"] == (mint("Expert", "王伟 Y"),)


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_what_two_sources_only_name_is_described_in_both(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    rows = "".join(f"X{source},武侯区,{source}\n" for source in order)
    tables = {"sources": TWO_SOURCES, "organizations": f"name,district,source\n{rows}"}
    found = linked(write_tables(tmp_path, tables))
    described = {item.graph for item in of(found, "Area") if "within" in item.references}
    assert described == {mint("Source", "a"), mint("Source", "b")}


def test_one_key_in_two_sources_is_one_thing_said_twice(tmp_path: Path) -> None:
    tables = {"sources": TWO_SOURCES, "organizations": "name,source\nX,a\nX,b\n"}
    found = of(linked(write_tables(tmp_path, tables)), "Organization")
    assert [item.iri for item in found] == [mint("Organization", "X")] * 2
    assert len({item.graph for item in found}) == 2


def test_an_area_that_lies_in_itself_is_taken_as_it_is(tmp_path: Path) -> None:
    tables = {"districts": "name,kind,within\nz,Zone,z\n"}
    area = only(linked(write_tables(tmp_path, tables)), "Area")
    assert area.references["within"] == (area.iri,)
