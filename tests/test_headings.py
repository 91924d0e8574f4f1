"""What tables and columns may be called: every name is found, and none means two things."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.ontology import ontology
from hezuo.graph.records import Agreement, Expert, Organization, Record
from hezuo.graph.sources.headings import (
    TABLES,
    chinese_heading,
    choice_called,
    choice_heading,
    closed_list,
    declared_field,
    english_heading,
    field_called,
    heading,
    kind_called,
    kind_told_by,
    nearest_choice,
    nearest_field,
    nearest_kind,
    plain,
    table_heading,
)
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import expand, local_name

KINDS = [*TABLES.values()]
BY_ROOT = {kind.ROOT: kind for kind in KINDS}
WORDS = [
    (BY_ROOT[row["kind"]], row["field"], word)
    for row in csv.DictReader(
        (Path(__file__).parents[1] / "data/heading_words.csv").read_text("utf-8").splitlines()
    )
    for word in row["words"].split("|")
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    for name in kind.model_fields:
        chinese, english = chinese_heading(kind, name), english_heading(name)
        assert is_chinese(chinese), (kind, name)
        for called in (name, chinese, english, f"{chinese} {english} *", f"{english}（{chinese}）",
                       f" {chinese}\n{english.upper()}"):  # fmt: skip
            assert field_called(kind, called) == name, called


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_have_one_heading(kind: type[Record]) -> None:
    headings = [chinese_heading(kind, name) for name in kind.model_fields]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    label = ontology().label(expand(f"hz:{kind.ROOT}"))
    for called in (kind.TABLE, kind.TABLE.upper(), label, f"{label}表", table_heading(kind)):
        assert kind_called(called) is kind
    assert len(table_heading(kind)) <= 31  # Excel's limit
    assert not set(table_heading(kind)) & set("[]:*?/\\")


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_is_found_by_each_of_its_names(kind: type[Record]) -> None:
    for name in kind.model_fields:
        choices = closed_list(kind, name)
        for iri in choices:
            shown = choice_heading(iri)
            labels = [ontology().label(iri), ontology().label(iri, "en"), local_name(iri)]
            for called in (*labels, shown, shown.replace(" ", "　"), shown.upper()):
                assert choice_called(called, choices) == iri


def test_what_was_probably_meant_is_found() -> None:
    assert nearest_field(Organization, "nmae") == "name"
    assert nearest_field(Agreement, "签署时閒") == "signed_on"
    assert nearest_field(Organization, "电话号码") == ""
    assert nearest_kind("organisations") == "organizations"
    assert nearest_kind("Sheet1") == ""
    kinds = closed_list(Organization, "kind")
    assert local_name(nearest_choice("Compny", kinds)) == "Company"
    assert local_name(nearest_choice("高等院", kinds)) == "University"
    assert nearest_choice("xyz", kinds) == ""


def test_names_of_people_have_the_heading_that_people_expect() -> None:
    assert heading(Expert, "name") == "姓名 Name"
    assert field_called(Expert, "名称") == "name"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        *[(name, "organizations") for name in ("机构", "单位", "组织", "合作单位名单")],
        *[(name, "experts") for name in ("专家", "人员", "专家库", "人才名单", "People")],
        *[(name, "agreements") for name in ("协议", "合作协议", "合同", "协议一览表", "Contracts")],
        *[(name, "districts") for name in ("区域", "地区", "区县", "行政区划", "地区 Districts")],
        *[(name, "projects") for name in ("项目", "合作项目", "课题", "项目清单")],
        *[("活动", "events"), ("政策", "policies"), ("政策文件", "policies"), ("团队", "teams")],
        *[("机构 Organizations", "organizations"), ("单位_organisations", "organizations")],
    ],
)
def test_a_table_is_found_by_what_people_call_it(name: str, table: str) -> None:
    assert kind_called(name) is TABLES[table]


@pytest.mark.parametrize(
    ("table", "field", "columns"),
    [
        ("organizations", "name", "机构名称 单位名称 组织名称 机构名称（Name） Name单位名称"),
        ("organizations", "aliases", "简称 别名 曾用名 Acronym"),
        ("organizations", "district", "所在地 所在区县 所在地区 City"),
        ("organizations", "website", "官网 网站 网址 Homepage"),
        ("organizations", "founded", "成立日期 成立时间"),
        ("experts", "name", "专家姓名 姓名 Full_name"),
        ("experts", "affiliation", "单位 工作单位 所属机构"),
        ("agreements", "title", "协议名称 合同名称 标题 Agreement_title"),
        ("agreements", "signed_on", "签署日期 签约日期 签约时间 签订日期 签署时间 Date_signed"),
        ("agreements", "parties", "签约方 签约单位 甲方 乙方 Party_A"),
        ("agreements", "signatories", "签署人 签字人 签约代表 签约人 Signatories Signed_by"),
        ("events", "held_on", "时间 日期 举办日期 举办时间 Date"),
        ("policies", "issuers", "发文机关 发布单位 发布机构"),
        ("observations", "unit", "单位 计量单位"),
    ],
)
def test_a_column_is_found_by_what_people_call_it(table: str, field: str, columns: str) -> None:
    assert {field_called(TABLES[table], column) for column in columns.split()} == {field}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("agreements", "合作领域"),  # what it covers, or the field of work
        ("organizations", "单位"),  # its own name, or what it belongs to
        ("districts", "地区"),  # its own name, or what it lies in
        ("projects", "时间"),  # its start, or its end
        ("projects", "经费"),  # the budget, or the grant
        ("projects", "date"),
        ("organizations", "location"),
        ("organizations", "说明"),
    ],
)
def test_a_heading_that_may_mean_two_columns_means_none(table: str, column: str) -> None:
    assert field_called(TABLES[table], column) is None


def test_no_word_for_a_table_or_a_column_may_mean_another() -> None:
    for kind, field, word in WORDS:
        if field:
            assert field in kind.model_fields
            assert declared_field(kind, word) is None, f"{word} needs no line"
            assert field_called(kind, word) == field, word
        else:
            assert kind_called(word) is kind, word
    tables = Counter(plain(word) for _, field, word in WORDS if not field)
    columns = Counter((kind, plain(word)) for kind, field, word in WORDS if field)
    assert [word for word, count in (tables + columns).items() if count > 1] == []


def test_a_heading_tells_the_kind_of_a_table_where_no_other_has_to_have_it() -> None:
    assert kind_told_by("单位名称") is Organization
    assert kind_told_by("姓名 Name") is Expert
    assert kind_told_by("标题") is None  # of agreements, policies and sources
    assert kind_told_by("官网") is None


@given(st.text(max_size=20))
def test_any_heading_is_known_or_not(text: str) -> None:
    for kind in KINDS:
        assert field_called(kind, text) in {None, *kind.model_fields}
    assert kind_called(text) in {None, *KINDS}


@pytest.mark.parametrize(
    "heading", ["單位名稱", "单位名称（必填）", "單位名稱 (required)", "【必填】单位名称"]
)
def test_traditional_headings_and_marks_of_being_required_are_known(heading: str) -> None:
    assert field_called(Organization, heading) == "name"
