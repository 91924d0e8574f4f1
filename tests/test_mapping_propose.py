"""`hezuo map`: what it proposes for a table can be used at once, and guesses no more than that."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapped_files import of_kind, write_table

from hezuo.graph.errors import InputError
from hezuo.graph.mapping.mapping import mapping_from
from hezuo.graph.mapping.propose import propose
from hezuo.graph.mapping.read import read_mapped
from hezuo.graph.mapping.recognition import columns
from hezuo.graph.records import Agreement, Area, Expert, Organization, Project
from hezuo.graph.resolve import link
from hezuo.graph.sources.sheets import open_sheets

PROJECTS = [
    ("项目名称", "牵头单位", "参与单位", "开始时间", "总经费", "技术领域", "备用"),
    (
        "智慧果园",
        "重庆大学",
        "重庆市农科院、西南大学",
        "2021年3月",
        "1,200,000",
        "农业；物联网",
        "x",
    ),
    ("长江水环境", "西南大学", "重庆大学、四川大学", "2020/5/1", "300000", "环境", "y"),
]


def proposed(path):
    text, is_usable = propose(path, [])
    assert is_usable
    return read_mapped([path], mapping_from(tomllib.loads(text), "proposal.toml"))


def test_a_chinese_table_of_projects_can_be_added_at_once(tmp_path):
    tables = proposed(write_table(tmp_path / "合作项目.csv", *PROJECTS))
    first, second = of_kind(tables, Project)
    assert (first.name, first.starts_on, str(first.budget)) == ("智慧果园", "2021-03", "1200000")
    assert (first.fields, len(first.participants)) == (("农业", "物联网"), 2)
    assert second.starts_on == "2020-05-01"
    names = {record.name for record in of_kind(tables, Organization)}
    assert names == {"重庆大学", "重庆市农科院", "西南大学", "四川大学"}
    link(tables.rows)
    assert tables.notes == ["合作项目.csv: these columns are not used: 备用"]


def test_an_english_table_of_organisations_can_be_added_at_once(tmp_path):
    tables = proposed(
        write_table(
            tmp_path / "orgs.csv",
            ("List of members",),
            ("Organisation", "Country", "Town", "PIC", "Type", "Founded", "Extra {x}"),
            ("University of Graz", "Austria", "Graz", "999850337", "HES", "01.01.1585", "a"),
            ("ACME GmbH", "Germany", "Köln", "999999999", "PRC", "31.05.1999", "b"),
        )
    )
    graz, acme = of_kind(tables, Organization)
    assert graz.identifiers == ("pic:999850337",)
    assert (acme.founded, acme.kind) == ("1999-05-31", "")
    assert [(area.name, area.within) for area in of_kind(tables, Area)] == [
        ("Graz", ("iso3166:AT",)),
        ("Köln", ("iso3166:DE",)),
    ]
    link(tables.rows)


def test_parties_in_columns_of_their_own_are_parties_of_one_agreement(tmp_path):
    rows = [
        ("序号", "签约名称", "甲方", "乙方", "签约时间"),
        (1, "合作协议", "重庆大学", "长安汽车", "2021-05-06"),
    ]
    tables = proposed(write_table(tmp_path / "sign.csv", *rows))
    (agreement,) = of_kind(tables, Agreement)
    assert agreement.parties == ("organization:重庆大学", "organization:长安汽车")
    assert agreement.signed_on == "2021-05-06"


def test_known_divisions_need_no_rows(tmp_path):
    rows = [("单位名称", "所在区县"), ("甲公司", "沙坪坝区"), ("乙公司", "渝北区")]
    tables = proposed(write_table(tmp_path / "c.csv", *rows))
    assert of_kind(tables, Area) == []
    places = {i.record.label(): i.references.get("district") for i in link(tables.rows)}
    assert places["甲公司"] == ("https://w3id.org/hezuo/id/district/500106",)


def test_people_come_with_their_organisations(tmp_path):
    tables = proposed(write_table(tmp_path / "e.csv", ("姓名", "工作单位"), ("王伟", "重庆大学")))
    assert [record.affiliation for record in of_kind(tables, Expert)] == ["organization:重庆大学"]


def test_a_column_that_says_yes_names_the_lead(tmp_path):
    rows = [
        ("Acronym", "Project Partner", "Lead Partner"),
        ("P", "A", "No"),
        ("P", "B", "Yes"),
    ]
    (project,) = of_kind(proposed(write_table(tmp_path / "p.csv", *rows)), Project)
    assert project.lead == "organization:B"
    assert set(project.participants) == {"organization:A", "organization:B"}


def test_where_nothing_is_recognised_all_columns_are_named_in_remarks(tmp_path):
    path = write_table(tmp_path / "t.csv", ("foo", "bar"), ("1", "2"))
    text, is_usable = propose(path, [])
    assert not is_usable
    assert "# Not used: foo, for example 1" in text
    assert "tables" not in tomllib.loads(text)


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["Organisation", "项目名称", "协议", 'name" = 1 #', "专家"]),
)
def test_whatever_the_cells_hold_the_proposal_is_a_mapping(tmp_path_factory, rows, heading):
    folder = tmp_path_factory.mktemp("any")
    path = write_table(folder / "t.csv", (heading, "类型", "Country"), *rows)
    try:
        text, is_usable = propose(path, [])
    except InputError:
        return  # such as a cell with half of a pair of characters
    stated = tomllib.loads(text)
    assert is_usable == ("tables" in stated)
    if is_usable:
        mapping_from(stated, "proposal.toml")


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["2021-03", "2020/5/1"], ""),
        (["31.12.2020", "1.2.2021"], "DD.MM.YYYY"),
        (["12/31/2020", "1/2/2021"], "MM/DD/YYYY"),
        (["soon", "later"], None),
    ],
)
def test_the_form_of_dates_is_told_by_the_values(tmp_path, values, form):
    path = write_table(tmp_path / "t.csv", ("Founded",), *([value] for value in values))
    (column,) = columns(open_sheets(path, [])[0])
    assert column.date_form() == form


@pytest.mark.parametrize(
    ("values", "form"),
    [(["1,234.5"], ""), (["1.234.567,8"], "1.234,5"), (["1 234,5"], "1 234,5"), (["many"], None)],
)
def test_the_form_of_numbers_is_told_by_the_values(tmp_path, values, form):
    path = write_table(tmp_path / "t.csv", ("Budget",), *([value] for value in values))
    (column,) = columns(open_sheets(path, [])[0])
    assert column.number_form() == form


def test_the_command_writes_a_mapping_that_add_takes(hezuo, tmp_path):
    write_table(tmp_path / "合作项目.csv", *PROJECTS)
    made = hezuo("map", "合作项目.csv", "-o", "m.toml")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "wrote m.toml\n")
    added = hezuo("add", "--mapping", "m.toml", "合作项目.csv")
    assert added.returncode == 0, added.stderr
    partners = hezuo("partners", "重庆大学", "-f", "csv")
    assert "西南大学" in partners.stdout
    printed = hezuo("map", "合作项目.csv")
    assert printed.stdout == (tmp_path / "m.toml").read_text("utf-8")


def test_the_command_says_when_it_recognises_nothing(hezuo, tmp_path):
    write_table(tmp_path / "t.csv", ("foo",), ("1",))
    result = hezuo("map", "t.csv")
    assert result.returncode == 1
    assert result.stderr == "no column was recognised; fill in the mapping by hand\n"
    missing = hezuo("map", "none.csv")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr.startswith("none.csv: does not exist")


def test_figures_in_ten_thousands_are_read_as_such(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "项目名称,承担单位,经费(万元)\n甲项目,重庆大学,120.5\n乙项目,重庆大学,3\n", encoding="utf-8"
    )
    assert 'fields.budget = "{经费(万元)}万"' in propose(path, [])[0]
