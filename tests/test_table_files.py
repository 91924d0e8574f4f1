"""Workbooks and single files as tables: found by either language, with every fault in its place."""

import datetime
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_folders import faults, nquads, write_tables
from workbook_files import HARMFUL, with_rows, write_workbook

from hezuo.graph.records import Agreement, Area, Organization, Record
from hezuo.graph.sources.headings import TABLES, chinese_heading, english_heading, heading
from hezuo.graph.sources.tables import Tables, read_tables
from hezuo.graph.values import decimal_text

Run = Callable[..., subprocess.CompletedProcess[str]]
PARTIES = ["甲公司", "乙公司"]
ORGANIZATIONS = [["名称", "类别"], *([name, "企业"] for name in PARTIES)]


def read(path: Path, sheets: dict[str, list[list[Any]]]) -> Tables:
    return read_tables(write_workbook(path, sheets))


def records(tables: Tables, kind: type[Record]) -> list[Any]:
    return [row.record for row in tables.rows if isinstance(row.record, kind)]


def test_sheets_and_columns_are_found_in_either_language_and_any_order(tmp_path: Path) -> None:
    tables = read(
        tmp_path / "我的数据.xlsx",
        {
            "协议表": [
                ["签署时间", "签约方 Parties", "TITLE", "Kind"],
                [datetime.date(2021, 3, 5), "甲公司、乙公司", "合作协议", "战略合作协议"],
                ["2021年3月", "甲公司\n乙公司", "又一协议", "StrategicAgreement"],
            ],
            "Organizations": ORGANIZATIONS,
            "地区 Districts": [["代码", "Name"], [500106.0, "沙坪坝区"]],
        },
    )
    first, second = records(tables, Agreement)
    assert (first.signed_on, first.parties) == ("2021-03-05", ("甲公司", "乙公司"))
    assert (second.signed_on, second.parties) == ("2021-03", ("甲公司", "乙公司"))
    assert first.kind == second.kind == "StrategicAgreement"
    assert [area.code for area in records(tables, Area)] == ["500106"]
    assert tables.rows[0].record.key() == "我的数据"
    assert not tables.is_named
    assert {row.record.source for row in tables.rows} == {"我的数据"}
    (row,) = (row for row in tables.rows if row.record is first)
    assert (row.file, row.row) == ("我的数据.xlsx, sheet 协议表", 2)
    assert row.heading("parties") == "签约方 Parties"
    assert tables.notes == []


def test_what_is_not_known_is_left_out_with_a_word(tmp_path: Path) -> None:
    tables = read(
        tmp_path / "b.xlsx",
        {
            "组织机构": [["名称", "联系电话", "传真"], ["甲公司", "023-1", ""]],
            "Sheet2": [["地址", "邮编"], ["重庆", "400000"]],
            "Sheet3": [],
        },
    )
    assert [record.name for record in records(tables, Organization)] == ["甲公司"]
    sheet2, columns = sorted(tables.notes)
    assert sheet2.startswith("b.xlsx, sheet Sheet2: is no table that hezuo knows; there are sour")
    assert columns == "b.xlsx, sheet 组织机构: columns 联系电话; 传真: not known, and left out"


def test_a_heading_that_steers_the_screen_does_not(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text("name,\x1b[2J电话\n甲,1\n", "utf-8")
    (note,) = read_tables(path).notes
    assert note == "organizations.csv: column \ufffd[2J电话: not known, and left out"


def test_a_sheet_of_another_name_is_known_by_its_headings(tmp_path: Path) -> None:
    tables = read(
        tmp_path / "b.xlsx",
        {"Sheet1": [["名称", "别名", "类别", "所在地区"], ["甲公司", "", "企业", ""]]},
    )
    assert [record.kind for record in records(tables, Organization)] == ["Company"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("organizations.csv", "name\n甲公司\n"),
        ("组织机构.csv", "名称\n甲公司\n"),
        ("export.tsv", "名称\t类别\t所在地区\n甲公司\t企业\t\n"),
        ("Organization.txt", "Name;Kind\n甲公司;Company\n"),
    ],
)
def test_one_file_may_be_a_table(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    tables = read_tables(tmp_path / name)
    assert [record.name for record in records(tables, Organization)] == ["甲公司"]
    assert tables.rows[0].record.key() == Path(name).stem


def test_a_folder_takes_tables_in_either_language_and_notes_workbooks(tmp_path: Path) -> None:
    (tmp_path / "组织机构.csv").write_text("名称\n甲公司\n", "utf-8")
    (tmp_path / "districts.TSV").write_text("name\tcode\n沙坪坝区\t500106\n", "utf-8")
    write_workbook(tmp_path / "b.xlsx", {"x": [["y"]]})
    tables = read_tables(tmp_path)
    assert len(tables.rows) == 3
    assert tables.notes == ["b.xlsx: a workbook in a folder is left out; add it by its own name"]


AS_PEOPLE_WRITE = {
    "单位": "官网,所在区县,简称,单位名称,别名\nhttps://a.cn,沙坪坝区,甲司,甲公司,甲；甲厂\n,,,乙公司,\n",
    "人员名单": "工作单位,专家姓名\n甲公司,王伟\n",
    "合作协议": "签约日期,甲方,协议名称,乙方\n2021年3月5日,甲公司,合作协议,乙公司；沙坪坝区\n",
    "项目": "牵头单位,参与单位,项目名称,立项时间\n甲司,乙公司,研究,2021\n",
    "活动": "主办单位,时间,活动名称\n甲公司,2021-04-01,论坛\n",
    "政策": "发文机关,政策名称,印发日期\n乙公司,办法,2021-05\n",
    "区县": "行政区划代码,区县名称\n500106,沙坪坝区\n",
}
AS_PEOPLE_WRITE_IN_ENGLISH = {
    "Institutions": "Homepage,City,Acronym,Organisation name,Also known as\n"
    "https://a.cn,沙坪坝区,甲司,甲公司,甲；甲厂\n,,,乙公司,\n",
    "People": "Employer,Full name\n甲公司,王伟\n",
    "Contracts": "Signing date,Party A,Agreement title,Party B\n"
    "2021-03-05,甲公司,合作协议,乙公司；沙坪坝区\n",
    "Projects": "Lead organisation,Partners,Project name,Start date\n甲司,乙公司,研究,2021\n",
    "Events": "Organisers,Date,Event name\n甲公司,2021-04-01,论坛\n",
    "Policy documents": "Issued by,Policy title,Issue date\n乙公司,办法,2021-05\n",
    "Regions": "Area code,Region name\n500106,沙坪坝区\n",
}


@pytest.mark.parametrize("written", [AS_PEOPLE_WRITE, AS_PEOPLE_WRITE_IN_ENGLISH])
def test_tables_and_columns_are_found_by_what_people_call_them(
    tmp_path: Path, written: dict[str, str]
) -> None:
    usual = {
        "organizations": "name,aliases,district,website\n"
        "甲公司,甲司；甲；甲厂,沙坪坝区,https://a.cn\n乙公司,,,\n",
        "experts": "name,affiliation\n王伟,甲公司\n",
        "agreements": "title,parties,signed_on\n合作协议,甲公司；乙公司；沙坪坝区,2021-03-05\n",
        "projects": "name,lead,participants,starts_on\n研究,甲公司,乙公司,2021\n",
        "events": "name,held_on,organizers\n论坛,2021-04-01,甲公司\n",
        "policies": "title,issuers,issued_on\n办法,乙公司,2021-05\n",
        "districts": "name,code\n沙坪坝区,500106\n",
    }
    wanted = nquads(tmp_path / "s1", write_tables(tmp_path / "1/f", usual))
    assert nquads(tmp_path / "s2", write_tables(tmp_path / "2/f", written)) == wanted


def test_a_fault_in_a_list_of_several_columns_names_them(tmp_path: Path) -> None:
    tables = {"单位": "单位名称\n甲公司\n", "协议": "协议名称,甲方,乙方\nt,甲公司,丙公司\n"}
    (line,) = faults(write_tables(tmp_path, tables))
    assert line.startswith("协议.csv, row 2, column 甲方, 乙方: '丙公司' is defined in no table")


@pytest.mark.parametrize(
    ("heading_line", "problem"),
    [
        ("名称,单位名称", "column 单位名称: means the same as column 名称; take one away"),
        ("单位名称,别名,简称,别名", "column 别名: stands twice; take one away"),
    ],
)
def test_a_column_that_stands_twice_is_a_fault_whatever_it_is_called(
    tmp_path: Path, heading_line: str, problem: str
) -> None:
    (line,) = faults(write_tables(tmp_path, {"单位": f"{heading_line}\n甲公司,乙公司\n"}))
    assert line == f"单位.csv, row 1, {problem}"


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["官网", "所在地", "单位名称"], "organizations"),
        (["单位", "姓名"], "experts"),
        (["Employer", "Full name"], "experts"),
        (["日期", "活动名称", "地点"], "events"),
    ],
)
def test_a_sheet_of_another_name_is_known_by_what_people_call_its_columns(
    tmp_path: Path, headings: list[str], kind: str
) -> None:
    row = ["2021" if heading == "日期" else "甲" for heading in headings]
    tables = read(tmp_path / "b.xlsx", {"Sheet1": [headings, row]})
    assert isinstance(tables.rows[-1].record, TABLES[kind])


@pytest.mark.parametrize(
    "headings", [["名称", "单位", "数量"], ["名称", "所在地"], ["名称", "官网", "简称"]]
)
def test_a_sheet_of_another_name_that_may_be_several_tables_is_none(
    tmp_path: Path, headings: list[str]
) -> None:
    (line,) = faults(write_workbook(tmp_path / "b.xlsx", {"Sheet1": [headings, ["a", "b", "c"]]}))
    assert line.startswith("b.xlsx: holds no table that hezuo knows; name it one of")


def test_a_title_above_the_heading_is_left_out_with_a_word(tmp_path: Path) -> None:
    tables = read(
        tmp_path / "b.xlsx",
        {"组织机构": [["2021年合作单位一览表"], [], ["填报单位：重庆市科协"], *ORGANIZATIONS]},
    )
    rows = [row for row in tables.rows if isinstance(row.record, Organization)]
    assert [(row.row, row.record.label()) for row in rows] == [(5, "甲公司"), (6, "乙公司")]
    assert tables.notes == ["b.xlsx, sheet 组织机构: row 1, 3 above the heading was left out"]


def test_a_table_of_sources_names_what_the_rows_come_from(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "来源": [["标识", "标题"], ["a", "甲报"], ["b", "乙报"]],
        "组织机构": [["名称", "来源"], ["甲公司", "a"], ["乙公司", "b"], ["丙公司", "c"]],
    }
    (line,) = faults(write_workbook(tmp_path / "f.xlsx", sheets))
    assert line == (
        "f.xlsx, sheet 组织机构, row 4, column 来源: names no source of the table of sources; "
        "there are a, b"
    )
    del sheets["组织机构"][3]
    tables = read(tmp_path / "g.xlsx", sheets)
    assert tables.is_named
    assert [record.source for record in records(tables, Organization)] == ["a", "b"]


PLANTED = {
    "组织机构 Organizations": [
        ["名称 Name *", "类别 Kind", "别名 Aliases", "成立时间 Founded", "登记标识 Identifiers"],
        ["甲公司", "企业", "", "2001年", ""],
        ["", "企业", "无名", "", ""],  # 1: no name
        ["乙公司", "公私", "", "", ""],  # 2: no such kind
        ["丙公司", "Compny", "", "", ""],  # 3: misspelt kind
        ["丁公司", "企业", "", "2021/13/40", ""],  # 4: no such day
        ["戊公司", "企业", "", 44260, ""],  # 5: a number that is no date
        ["己公司", "企业", "", "", "ror:123"],  # 6: no such identifier
        ["\u200b", "企业", "", "", ""],  # 7: a name that cannot be seen
        ["辛_x0007_公司", "企业", "", "", ""],  # 8: a character that rings a bell
        ["壬公司", "企业", "", "", "", "右边的字"],  # 9: beside the table
    ],
    "协议": [
        ["标题", "签约方", "签署时间", "协议状态", "标记", "依据"],
        ["", "甲公司、乙公司", "2021", "", "", ""],  # 10: no title
        ["甲", "", "2021", "", "", ""],  # 11: no parties
        ["乙", "甲公司；乙公司", "今年", "", "", ""],  # 12: no date
        ["丙", "甲公司；乙公司", "", "签了", "", ""],  # 13: no such status
        ["丁", "甲公司；乙公司", "", "", "可疑", ""],  # 14: no such flag
        ["戊", "甲公司；乙公司", "", "", "", "9-3"],  # 15: no span
    ],
    "Districts": [
        ["Name", "Code", "Longitude"],
        ["某区", "50010", ""],  # 16: no code
        ["某市", "", 200],  # 17: off the map
    ],
    "Events": [["Name", "Audience"], ["论坛", "很多"], ["年会", -5]],  # 18, 19: no count
    "Observations": [["measure", "vlaue"], ["m", 1]],  # 20: misspelt heading
}


def test_twenty_planted_faults_are_twenty_lines_each_with_its_place(tmp_path: Path) -> None:
    lines = faults(write_workbook(tmp_path / "book.xlsx", PLANTED))
    places = [line.split(": ", 1)[0].removeprefix("book.xlsx, sheet ") for line in lines]
    assert places == [
        "Districts, row 2, column Code",
        "Districts, row 3, column Longitude",
        "Events, row 2, column Audience",
        "Events, row 3, column Audience",
        "Observations, row 1, column vlaue",
        "协议, row 2, column 标题",
        "协议, row 3, column 签约方",
        "协议, row 4, column 签署时间",
        "协议, row 5, column 协议状态",
        "协议, row 6, column 标记",
        "协议, row 7, column 依据",
        "组织机构 Organizations, row 3, column 名称 Name *",
        "组织机构 Organizations, row 4, column 类别 Kind",
        "组织机构 Organizations, row 5, column 类别 Kind",
        "组织机构 Organizations, row 6, column 成立时间 Founded",
        "组织机构 Organizations, row 7, column 成立时间 Founded",
        "组织机构 Organizations, row 8, column 登记标识 Identifiers",
        "组织机构 Organizations, row 9, column 名称 Name *",
        "组织机构 Organizations, row 10, column 名称 Name *",
        "组织机构 Organizations, row 11, column F",
    ]
    assert len(lines) == 20
    remedy = re.compile("; (write|did you mean|take|fill|it has to be filled|empty)|such as|form")
    assert [line for line in lines if not remedy.search(line)] == []


def test_add_says_every_fault_of_a_workbook_and_stores_nothing(tmp_path: Path, hezuo: Run) -> None:
    store = tmp_path / "store"
    good = write_workbook(tmp_path / "good.xlsx", {"组织机构": ORGANIZATIONS})
    assert hezuo("add", good, "--store", store).returncode == 0
    before = nquads(store)
    assert before
    bad = write_workbook(tmp_path / "book.xlsx", PLANTED)
    finished = hezuo("add", good, bad, "--store", store)
    assert (finished.returncode, finished.stdout) == (2, "")
    *lines, count = finished.stderr.splitlines()
    assert lines == faults(bad)
    assert count == "20 faults; nothing was stored"
    assert nquads(store) == before


@pytest.mark.parametrize("case", ["zip bomb", "macros", "xls", "password", "cut"])
def test_add_refuses_a_harmful_workbook_in_one_line(tmp_path: Path, hezuo: Run, case: str) -> None:
    make, problem = HARMFUL[case]
    make(tmp_path / "book.xlsx")
    finished = hezuo("add", "book.xlsx")
    assert (finished.returncode, finished.stdout) == (2, "")
    line, count = finished.stderr.splitlines()
    assert line.startswith("book.xlsx: ")
    assert problem in line
    assert count == "1 fault; nothing was stored"
    assert not (tmp_path / "hezuo-store").exists()


@pytest.mark.parametrize(
    ("cell", "place", "problem"),
    [
        ('<c r="A2"><f>B2</f></c>', "row 2, column name", "never calculated"),
        ('<c r="A2" t="e"><v>#REF!</v></c>', "row 2, column name", "error #REF!"),
        ('<c r="A2"><v>9.15E+17</v></c>', "row 2, column name", "15 digits"),
    ],
)
def test_a_cell_without_value_is_a_fault_of_its_place(
    tmp_path: Path, cell: str, place: str, problem: str
) -> None:
    head = '<row><c t="inlineStr"><is><t>name</t></is></c></row>'
    path = with_rows(tmp_path / "b.xlsx", f"{head}<row>{cell}</row>")
    (line,) = faults(path)
    assert line.startswith(f"b.xlsx, sheet organizations, {place}: ")
    assert problem in line


def test_a_broken_formula_in_a_column_that_is_left_out_does_no_harm(tmp_path: Path) -> None:
    name, total, value = (
        f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("name", "合计", "甲")
    )
    rows = f"<row>{name}{total}</row><row>{value}<c><f>1+1</f></c></row>"
    path = with_rows(tmp_path / "b.xlsx", rows)
    assert [record.name for record in records(read_tables(path), Organization)] == ["甲"]


def test_a_file_that_is_no_table_says_what_there_is(tmp_path: Path) -> None:
    (line,) = faults(write_workbook(tmp_path / "b.xlsx", {"Sheet1": [["a", "b"], [1, 2]]}))
    assert line.startswith("b.xlsx: holds no table that hezuo knows; name it one of sources, ")
    assert line.endswith("or propose a mapping for it with `hezuo map`")


headings = st.sampled_from([heading, chinese_heading, lambda _, name: english_heading(name)])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), order=st.permutations(["value", "measure", "unit", "period_start"]))
def test_the_order_and_language_of_columns_make_no_difference(
    tmp_path: Path, data: st.DataObject, order: list[str]
) -> None:
    kind = TABLES["observations"]
    values = {"measure": "产值", "value": 12.5, "unit": "亿元", "period_start": "2021年3月"}
    header = [data.draw(headings)(kind, name) for name in order]
    rows = [header, [values[name] for name in order]]
    tables = read(tmp_path / "b.xlsx", {"数据": rows})
    (found,) = records(tables, kind)
    assert (found.measure, decimal_text(found.value), found.unit, found.period_start) == (
        "产值", "12.5", "亿元", "2021-03",
    )  # fmt: skip
