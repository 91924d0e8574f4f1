"""Organisations under canonical names, and what names them otherwise."""

import itertools
from pathlib import Path

import pytest
from table_folders import faults, linked, write_tables

from hezuo.graph.records import Organization
from hezuo.graph.resolve import Linked
from hezuo.graph.vocabulary import mint

NAME = "重庆市沙坪坝区科学技术协会"


def organizations(items: list[Linked]) -> list[Organization]:
    return [item.record for item in items if isinstance(item.record, Organization)]


def test_a_record_goes_by_its_canonical_name_and_keeps_the_stated_one(tmp_path: Path) -> None:
    items = linked(
        write_tables(tmp_path, {"organizations": "name,aliases\n沙坪坝区科协,沙区科协\n"})
    )
    (found,) = organizations(items)
    assert found.name == NAME
    assert found.aliases == ("沙坪坝区科协", "沙区科协")
    assert mint("Organization", NAME) in {item.iri for item in items}


def test_width_and_blanks_are_no_other_name(tmp_path: Path) -> None:
    (found,) = organizations(
        linked(write_tables(tmp_path, {"organizations": "name\nＴＣＬ 集团(重庆)\n"}))
    )
    assert (found.name, found.aliases) == ("TCL 集团（重庆）", ())


@pytest.mark.parametrize(
    "text",
    ["沙坪坝区科协", "重庆市 沙坪坝区科协", "重慶市沙坪壩區科協", NAME, "organization:" + NAME],
)
def test_a_reference_finds_a_record_however_it_is_spelled(tmp_path: Path, text: str) -> None:
    for stated in (NAME, "重庆沙坪坝科协"):
        tables = {"organizations": f"name\n{stated}\n", "agreements": f"title,parties\nt,{text}\n"}
        items = linked(write_tables(tmp_path, tables))
        (agreement,) = (item for item in items if item.record.ROOT == "Agreement")
        assert agreement.references["parties"] == (mint("Organization", NAME),)


def test_a_reference_in_other_case_and_punctuation_finds_a_record(tmp_path: Path) -> None:
    tables = {
        "organizations": "name\nFoo-Bar Ltd.\n",
        "agreements": "title,parties\nt,FOO BAR LTD\n",
    }
    (agreement, *_) = (
        item for item in linked(write_tables(tmp_path, tables)) if item.record.ROOT == "Agreement"
    )
    assert agreement.references["parties"] == (mint("Organization", "Foo-Bar Ltd."),)


def test_the_areas_of_a_source_say_which_district_is_meant(tmp_path: Path) -> None:
    tables = {"organizations": "name,district\n江北区科协,\n某公司,重庆市\n"}
    assert "重庆市江北区科学技术协会" in {
        found.name for found in organizations(linked(write_tables(tmp_path / "a", tables)))
    }
    tables = {"organizations": "name,district\n江北区科协,\n某公司,重庆市\n某厂,宁波市\n"}
    assert "江北区科学技术协会" in {
        found.name for found in organizations(linked(write_tables(tmp_path / "b", tables)))
    }


def test_rows_that_call_one_organisation_differently_are_one(tmp_path: Path) -> None:
    rows = ["重庆市科协,,500000", "重庆市科学技术协会,CQAST,", "重庆科协,,500000"]
    results = set()
    for order in itertools.permutations(rows):
        text = "\n".join(["name,name_en,district", *order])
        (found,) = organizations(linked(write_tables(tmp_path, {"organizations": text})))
        results.add((found.name, found.name_en, found.district, found.aliases))
    assert results == {("重庆市科学技术协会", "CQAST", "500000", ("重庆市科协", "重庆科协"))}


def test_rows_that_disagree_are_one_thing_stated_twice(tmp_path: Path) -> None:
    text = "name,website\n重庆市科协,https://a.example\n重庆市科学技术协会,https://b.example\n"
    (fault,) = faults(write_tables(tmp_path, {"organizations": text}))
    assert "states '重庆市科学技术协会' again; row 2 does already" in fault


def test_the_same_row_twice_is_a_fault_still(tmp_path: Path) -> None:
    assert faults(write_tables(tmp_path, {"organizations": "name\n重庆市科协\n重庆市科协\n"}))
