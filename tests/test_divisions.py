"""Looking up administrative divisions, and the table that comes with the package."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hezuo.graph import divisions
from hezuo.graph.divisions import Division, ancestors, by_code, by_name

TABLE = Path(divisions.__file__).resolve().parents[1] / "data" / "divisions.csv"


def read_table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(found: list[Division]) -> list[str]:
    return [division.code for division in found]


@pytest.mark.parametrize(
    ("code", "name", "short_name", "level", "parent"),
    [
        ("500000", "重庆市", "重庆", "Province", ""),
        ("500101", "万州区", "万州", "County", "500000"),
        ("500102", "涪陵区", "涪陵", "County", "500000"),
        ("500106", "沙坪坝区", "沙坪坝", "County", "500000"),
        ("500107", "九龙坡区", "九龙坡", "County", "500000"),
        ("500111", "大足区", "大足", "County", "500000"),
        ("500113", "巴南区", "巴南", "County", "500000"),
        ("500114", "黔江区", "黔江", "County", "500000"),
        ("500115", "长寿区", "长寿", "County", "500000"),
        ("500116", "江津区", "江津", "County", "500000"),
        ("500117", "合川区", "合川", "County", "500000"),
        ("500118", "永川区", "永川", "County", "500000"),
        ("500120", "璧山区", "璧山", "County", "500000"),
        ("500153", "荣昌区", "荣昌", "County", "500000"),
        ("500233", "忠县", "忠县", "County", "500000"),
        ("500240", "石柱土家族自治县", "石柱", "County", "500000"),
        ("510000", "四川省", "四川", "Province", ""),
        ("510100", "成都市", "成都", "City", "510000"),
        ("510107", "武侯区", "武侯", "County", "510100"),
        ("513200", "阿坝藏族羌族自治州", "阿坝", "City", "510000"),
        ("150000", "内蒙古自治区", "内蒙古", "Province", ""),
        ("150723", "鄂伦春自治旗", "鄂伦春", "County", "150700"),
        ("310115", "浦东新区", "浦东", "County", "310000"),
        ("429004", "仙桃市", "仙桃", "County", "420000"),
        ("620200", "嘉峪关市", "嘉峪关", "City", "620000"),
        ("653000", "克孜勒苏柯尔克孜自治州", "克孜勒苏", "City", "650000"),
        ("710000", "台湾省", "台湾", "Province", ""),
        ("810000", "香港特别行政区", "香港", "Province", ""),
        ("820000", "澳门特别行政区", "澳门", "Province", ""),
    ],
)
def test_a_code_gives_the_division_of_today(
    code: str, name: str, short_name: str, level: str, parent: str
) -> None:
    found = by_code(code)
    assert found is not None
    assert (found.name, found.short_name, found.level, found.parent) == (
        name,
        short_name,
        level,
        parent,
    )
    assert found.valid_until is None


def test_a_code_given_to_another_place_means_the_place_of_today() -> None:
    assert [row["name"] for row in read_table() if row["code"] == "500111"] == ["双桥区", "大足区"]
    found = by_code("500111")
    assert found is not None
    assert (found.name, found.valid_from, found.valid_until) == ("大足区", 2011, None)
    [former] = by_name("双桥区", within="500000")
    assert (former.code, former.valid_until, former.longitude) == ("500111", 2010, None)


def test_an_abolished_code_is_still_understood() -> None:
    found = by_code("500381")
    assert found is not None
    assert (found.name, found.valid_until) == ("江津市", 2005)
    assert [division.name for division in ancestors("500381")] == ["重庆市"]


@pytest.mark.parametrize("code", ["", "500100", "500200", "999999", "沙坪坝"])
def test_codes_that_are_no_division_give_nothing(code: str) -> None:
    assert by_code(code) is None
    assert ancestors(code) == []


def test_coordinates_are_text_or_none() -> None:
    known, blank = by_code("500106"), by_code("500156")
    assert known is not None
    assert (known.longitude, known.latitude) == ("106.456878", "29.541144")
    assert blank is not None
    assert (blank.longitude, blank.latitude) == (None, None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("沙坪坝区", ["500106"]),
        ("沙坪坝", ["500106"]),
        ("重庆市沙坪坝区", ["500106"]),
        ("重庆沙坪坝", ["500106"]),
        (" 重庆市 沙坪坝区 ", ["500106"]),
        ("四川成都武侯区", ["510107"]),
        ("四川省成都市武侯区", ["510107"]),
        ("四川武侯", ["510107"]),
        ("吉林", ["220000", "220200"]),
        ("吉林吉林", ["220200"]),
        ("海南", ["460000", "632500", "150303"]),
        ("朝阳区", ["110105", "220104"]),
        ("北京朝阳区", ["110105"]),
        ("襄樊市襄城区", ["420602"]),
        ("成都市沙坪坝区", []),
        ("沙坪坝区重庆市", []),
        ("重庆市重庆市", []),
        ("沙坪坝区科协", []),
        ("区", []),
        ("", []),
    ],
)
def test_names_are_found_whole_short_or_with_what_they_lie_in(
    name: str, expected: list[str]
) -> None:
    assert codes(by_name(name)) == expected


def test_within_keeps_only_what_lies_below() -> None:
    assert codes(by_name("朝阳", within="110000")) == ["110105"]
    assert codes(by_name("朝阳", within="210000")) == ["211300", "211321"]
    assert codes(by_name("武侯区", within="510100")) == ["510107"]
    assert codes(by_name("成都武侯区", within="510000")) == ["510107"]
    assert by_name("成都武侯区", within="500000") == []
    assert by_name("重庆市", within="500000") == []
    assert by_name("朝阳", within="000000") == []


def test_names_of_the_past_are_found_only_if_nothing_has_them_today() -> None:
    assert codes(by_name("江津市")) == ["500381"]
    assert codes(by_name("重庆市江津市")) == ["500381"]
    assert codes(by_name("江津")) == ["500116"]


def test_ancestors_come_nearest_first() -> None:
    assert [division.name for division in ancestors("510107")] == ["成都市", "四川省"]
    assert [division.name for division in ancestors("500106")] == ["重庆市"]
    assert ancestors("500000") == []


def test_changing_an_answer_does_not_change_the_next_one() -> None:
    by_name("沙坪坝").clear()
    ancestors("500106").clear()
    assert codes(by_name("沙坪坝")) == ["500106"]
    assert codes(ancestors("500106")) == ["500000"]


def test_a_long_text_is_answered_without_reading_every_split() -> None:
    assert by_name("吉林省吉林市" * 100_000) == []


def test_the_table_is_sound() -> None:
    rows = read_table()
    names = [(row["code"], row["name"]) for row in rows]
    assert len(names) == len(set(names))
    known = {row["code"]: row["level"] for row in rows}
    allowed = {"Province": {""}, "City": {"Province"}, "County": {"Province", "City"}}
    for row in rows:
        assert known.get(row["parent"], "") in allowed[row["level"]], row
        assert row["name"].startswith(row["short_name"]), row
        assert len(row["short_name"]) >= 2, row
        assert row["name"] not in {"市辖区", "县", "市", "直辖县"}, row
        assert bool(row["longitude"]) == bool(row["latitude"]), row
        if row["longitude"]:
            assert 73 < float(row["longitude"]) < 136, row
            assert 3 < float(row["latitude"]) < 54, row
        if row["valid_until"]:
            assert int(row["valid_until"]) >= max(2000, int(row["valid_from"] or 0)), row


def test_no_code_has_two_names_today() -> None:
    in_use = [row["code"] for row in read_table() if not row["valid_until"]]
    assert len(in_use) == len(set(in_use))
    levels = [row["level"] for row in read_table() if not row["valid_until"]]
    assert (levels.count("Province"), levels.count("City"), levels.count("County")) == (
        34,
        333,
        2846,
    )
