"""Projects in Chinese reports: what they are called, and who carries them out."""

import pytest
from chinese_reports import read, slices

from hezuo.graph.extract.facts import ProjectFact

U, F, A = "云岭大学", "蓝湖集团有限公司", "青山农业科学院"


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.name, fact.participants) for fact in read(text).of(ProjectFact)]


@pytest.mark.parametrize(
    ("text", "name", "participants"),
    [
        (f"由{U}牵头，{A}、{F}共同参与的国家重点研发计划“高原作物栽培”项目启动会召开。",
         "国家重点研发计划“高原作物栽培”项目", (U, A, F)),
        (f"由{U}、{F}共同承担的基金重点项目“湖泊碳汇机制研究”启动。",
         "基金重点项目“湖泊碳汇机制研究”", (U, F)),
        (f"{U}与{F}合作的高原蔬菜种质资源库建设项目正式开工。",
         "高原蔬菜种质资源库建设项目", (U, F)),
        (f"{U}联合{A}共同实施了水稻节水灌溉示范工程。", "水稻节水灌溉示范工程", (U, A)),
        (f"{F}投资建设的智能温室项目总投资12.5亿元。", "智能温室项目", (F,)),
        (f"{F}投资建设的青湖产业园项目总投资12.5亿元。", "青湖产业园项目", (F,)),
        (f"“万亩茶园改造项目”由{F}投资建设，{U}参与。", "万亩茶园改造项目", (F, U)),
    ],
)  # fmt: skip
def test_projects(text: str, name: str, participants: tuple[str, ...]) -> None:
    assert found(text) == [(name, participants)]


@pytest.mark.parametrize(
    "text",
    [
        f"{U}与{F}将共同实施智慧湖泊项目。",
        f"{U}与{F}拟联合推进智慧湖泊项目。",
        f"{U}支持{F}共同实施智慧湖泊项目。",
        f"{U}与{F}共同开展了10个科研项目。",
        f"{U}与{F}联合承担的省级重点研发计划项目获批。",
        f"{F}项目经理介绍了情况。",
        f"{U}与{F}共同完成了项目申报。",
        "智慧湖泊项目由多家单位共同实施。",
    ],
)
def test_what_is_no_project_that_is_carried_out(text: str) -> None:
    assert found(text) == []


def test_the_name_has_its_place_in_the_text_and_the_project_its_date() -> None:
    text = f"2022年5月8日，由{U}牵头，{A}参与的 高原湖泊 治理工程启动。"
    (project,) = read(text).of(ProjectFact)
    assert slices(text, project) == {"高原湖泊治理工程"}
    assert project.date == "2022-05-08"


def test_a_project_told_twice_is_one() -> None:
    sentence = f"{U}与{F}合作的高原蔬菜项目开工。"
    assert len(found(sentence * 2)) == 1
