"""The one form of a Chinese organisation's name."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.canonical import canonical_name

CHONGQING = Path(__file__).resolve().parents[1] / "data" / "chongqing-2021"
SHAPINGBA = "重庆市沙坪坝区科学技术协会"
WUHOU = "成都市武侯区科学技术协会"


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("沙坪坝区科协", SHAPINGBA),
        ("沙坪坝科协", SHAPINGBA),
        ("重庆沙坪坝区科协", SHAPINGBA),
        (" 重庆市 沙坪坝区　科协 ", SHAPINGBA),
        ("重慶市沙坪壩區科學技術協會", SHAPINGBA),
        ("四川省成都市武侯区科协", WUHOU),
        ("成都市武侯区科协", WUHOU),
        ("武侯区科协", WUHOU),
        ("重庆科协", "重庆市科学技术协会"),
        ("中国科协", "中国科学技术协会"),
        ("重庆大学科协", "重庆大学科学技术协会"),
        ("重庆市政府", "重庆市人民政府"),
        ("江苏省昆山市科协", "昆山市科学技术协会"),
        ("永川市科协", "永川市科学技术协会"),  # no longer in use, but no other
        ("华为技术有限责任公司", "华为技术有限公司"),
        ("重庆长安汽车股份公司", "重庆长安汽车股份有限公司"),
        ("ＴＣＬ集团(重庆)有限公司", "TCL集团（重庆）有限公司"),
        ("川渝〔成渝〕研究院", "川渝（成渝）研究院"),
        ("⼤连理工⼤学", "大连理工大学"),  # radicals, as PDF files have them
        ("國立臺灣大學", "国立台湾大学"),
    ],
)
def test_usual_ways_to_write_a_name_have_one_form(stated: str, name: str) -> None:
    assert canonical_name(stated) == name


@pytest.mark.parametrize(
    "name",
    [
        "科协",
        "科协会堂",
        "重庆市科协会堂",  # no 科协 that ends the name
        "朝阳区科学技术协会",  # which one?
        "东区医院",  # any town has one
        "中原区域研究院",  # no 中原区
        "成都市政工程公司",  # no 成都市
        "重庆市市场监督管理局",
        "中国侨联",  # 中华全国归国华侨联合会
        "重庆工业设计协会",  # not said to be the city's
        "D+M 浪尖智造工场",
        "中電光谷智創园",  # of both scripts: may be Japanese
        "東京大学",
        "早稲田大学",
        "トヨタ自動車",
        "서울大學校",
        "中山區公所",  # Taipei's, or Dalian's
        "Technische Universität Dresden",
        "Ｗｉｄｅ Ltd",
        "",
    ],
)
def test_what_is_not_sure_stays_as_it_is(name: str) -> None:
    assert canonical_name(name) == name


@pytest.mark.parametrize(
    ("area", "near", "name"),
    [
        ("220104", (), "长春市朝阳区科学技术协会"),
        ("", ("110000",), "北京市朝阳区科学技术协会"),
        ("220104", ("110000",), "长春市朝阳区科学技术协会"),
        ("220000", ("110000",), "长春市朝阳区科学技术协会"),
        ("", ("110000", "220000"), "朝阳区科学技术协会"),
        ("", ("110101",), "北京市朝阳区科学技术协会"),  # another district of Beijing
        ("nuts:DED21", (), "朝阳区科协"),
    ],
)
def test_the_place_says_which_district_is_meant(
    area: str, near: tuple[str, ...], name: str
) -> None:
    assert canonical_name("朝阳区科协", area, near) == name


@pytest.mark.parametrize(
    ("stated", "area", "name"),
    [
        ("東京大學", "iso3166:JP", "東京大學"),
        ("重庆市科學技術协会", "500000", "重庆市科学技术协会"),
        ("中山區公所", "iso3166:TW", "中山区公所"),
        ("中山区公所", "710000", "中山区公所"),
        ("中山区公所", "210202", "大连市中山区公所"),
    ],
)
def test_the_country_says_whether_it_is_chinese(stated: str, area: str, name: str) -> None:
    assert canonical_name(stated, area) == name


def test_the_bundled_names_are_canonical() -> None:
    with (CHONGQING / "districts.csv").open(encoding="utf-8", newline="") as file:
        near = [row["code"] for row in csv.DictReader(file) if row["code"]]
    with (CHONGQING / "organizations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], row["district"]) for row in csv.DictReader(file)]
    assert rows
    for name, district in rows:
        assert canonical_name(name, district, near) == name
        assert canonical_name(name) == name


PARTS = [
    "重庆", "重庆市", "四川省", "成都市", "武侯区", "沙坪坝区", "沙坪坝", "朝阳区", "東區",
    "中山區", "广东省", "深圳市", "科协", "科學技術協會", "大学", "有限责任公司", "股份公司",
    "政府", "中国", "臺", "管委会", "市", "の", "Ａ", "B", "(", "）", " ", "　",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PARTS), max_size=6).map("".join) | st.text(max_size=12),
    st.sampled_from(["", "500106", "510000", "710000", "iso3166:JP", "iso3166:TW", "nuts:DE"]),
    st.lists(st.sampled_from(["110000", "500106", "220104"]), max_size=2),
)
def test_a_canonical_name_is_its_own(name: str, area: str, near: list[str]) -> None:
    canonical = canonical_name(name, area, near)
    assert canonical_name(canonical, area, near[::-1]) == canonical


def test_the_converter_is_loaded_only_for_traditional_names() -> None:
    code = (
        "import sys; from hezuo.graph.canonical import canonical_name as c; c({0!r}); "
        "print('opencc' in sys.modules)"
    )
    for name, loaded in (("重庆市沙坪坝区科协", "False"), ("國立臺灣大學", "True")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(name)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == loaded
