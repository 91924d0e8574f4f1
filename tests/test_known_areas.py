"""Areas that need no row: divisions of China and countries, by name or code, and rows of them."""

from pathlib import Path

import pytest
from table_folders import faults, linked, of, only, write_tables

from hezuo.graph.known_areas import known_areas
from hezuo.graph.vocabulary import mint


@pytest.mark.parametrize("name", ["510107", "武侯区", "武侯", "成都市武侯区", "四川成都武侯"])
def test_a_division_need_not_stand_in_a_table(tmp_path: Path, name: str) -> None:
    tables = {"agreements": f"title,parties\nt,{name}\n"}
    found = linked(write_tables(tmp_path, tables))
    assert only(found, "Agreement").iri == mint("Agreement", "t 510107")
    assert {item.iri for item in of(found, "Area")} == {
        mint("Area", code) for code in ("510107", "510100", "510000")
    }
    (area,) = (item for item in of(found, "Area") if item.record.key() == "510107")
    assert (area.record.label(), area.record.kind) == ("武侯区", "County")
    assert area.references["within"] == (mint("Area", "510100"),)


def test_a_row_of_a_division_is_completed_from_its_code(tmp_path: Path) -> None:
    table = "name,code,longitude,note\n成都市武侯区,510107,104,x\n"
    found = linked(write_tables(tmp_path, {"districts": table}))
    (area,) = (item.record for item in of(found, "Area") if item.record.key() == "510107")
    stated = area.model_dump()
    assert (stated["name"], stated["kind"], stated["note"]) == ("成都市武侯区", "County", "x")
    assert (str(stated["longitude"]), stated["within"]) == ("104", ("510100",))


def test_an_ambiguous_division_is_refused_and_a_row_or_more_words_make_it_clear(
    tmp_path: Path,
) -> None:
    tables = {"organizations": "name,district\nx,鼓楼区\n"}
    assert faults(write_tables(tmp_path, tables)) == [
        "organizations.csv, row 2, column district: '鼓楼区' could be any of "
        "320106, 320302, 350102, 410204; name one of these"
    ]
    clear = write_tables(tmp_path / "1", {"organizations": "name,district\nx,福州市鼓楼区\n"})
    own = tables | {"districts": "name,code\n鼓楼区,350102\n"}
    for folder in (clear, write_tables(tmp_path / "2", own)):
        organization = only(linked(folder), "Organization")
        assert organization.references["district"] == (mint("Area", "350102"),)


def test_a_code_must_fit_the_name(tmp_path: Path) -> None:
    table = "name,code\n武侯区,510108\n武侯区,999999\n桥东区,130103\n"
    assert faults(write_tables(tmp_path, {"districts": table})) == [
        "districts.csv, row 2, column code: 510108 is the code of 成华区, not of 武侯区",
        "districts.csv, row 3, column code: 999999 is no GB/T 2260 code that hezuo knows; "
        "leave it empty for a zone",
    ]


@pytest.mark.parametrize("name", ["德国", "Germany", "iso3166:DE"])
def test_a_country_need_not_stand_in_a_table(tmp_path: Path, name: str) -> None:
    found = linked(write_tables(tmp_path, {"agreements": f"title,parties\nt,{name}\n"}))
    (area,) = of(found, "Area")
    assert (area.iri, area.record.label()) == (mint("Area", "iso3166:DE"), "德国")
    assert area.record.kind == "Country"


def test_a_row_of_a_country_gets_its_identifier(tmp_path: Path) -> None:
    found = linked(write_tables(tmp_path, {"districts": "name,kind\nGermany,Country\n"}))
    assert only(found, "Area").iri == mint("Area", "iso3166:DE")


def test_what_is_known_of_a_name_is_all_that_it_may_mean() -> None:
    assert [area.code for area in known_areas("鼓楼区", "s")] == [
        "320106", "320302", "350102", "410204",
    ]  # fmt: skip
    assert known_areas("两江新区", "s") == []
    assert {area.source for area in known_areas("武侯区", "s")} == {"s"}
