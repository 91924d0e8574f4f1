"""Titles in Chinese reports whose sentences put the title, or who gives it, in unusual places."""

import pytest
from chinese_reports import read

from hezuo.graph.extract.facts import DesignationFact, DistrictFact

GIVEN = "国家级海藻示范基地"


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (f"继去年获评{GIVEN}后，蓝湖植物园又添新馆。", ("蓝湖植物园",)),
        (f"自被认定为{GIVEN}以来，蓝湖大学已办班三次。", ("蓝湖大学",)),
        (f"宁波市科协同意由蓝湖大学牵头建设“{GIVEN}”。", ("蓝湖大学",)),
        (f"宁波市科协批复依托蓝湖大学组建“{GIVEN}”。", ("蓝湖大学",)),
        (f"在公布的{GIVEN}名单中，云岭医院榜上有名。", ("云岭医院",)),
        (f"“{GIVEN}”这块金字招牌，落到了云岭医院头上。", ("云岭医院",)),
        (f"“{GIVEN}”正式落户德清县。", ("德清县",)),
        (f"德清县被宁波市科协冠以“{GIVEN}”的美名。", ("德清县",)),
        (f"德清县捧回了沉甸甸的“{GIVEN}”奖牌。", ("德清县",)),
        (f"蓝湖大学荣获宁波市科协授予的“{GIVEN}”称号。", ("蓝湖大学",)),
        (f"蓝湖大学通过了{GIVEN}验收。", ("蓝湖大学",)),
        (f"宁波市科协将蓝湖大学增补为“{GIVEN}”。", ("蓝湖大学",)),
        (f"云岭花博园入围{GIVEN}。", ("云岭花博园",)),
        (f"{GIVEN}名单新增两地，分别是德清县和安吉县。", ("德清县", "安吉县")),
        (f"蓝湖大学申报的“{GIVEN}”获批。", ("蓝湖大学",)),
        (f"德清县凭借海藻产业，被评为“{GIVEN}”。", ("德清县",)),
        (f"宁波市科协为蓝湖大学送去“{GIVEN}”牌匾。", ("蓝湖大学",)),
        (f"德清县继续获评{GIVEN}。", ("德清县",)),
        (f"蓝湖大学新晋为{GIVEN}。", ("蓝湖大学",)),
        (f"云岭医院顺利摘牌“{GIVEN}”。", ("云岭医院",)),
        (f"云岭药业通过{GIVEN}认定。", ("云岭药业",)),
    ],
)
def test_titles_in_unusual_places(text: str, recipients: tuple[str, ...]) -> None:
    (given,) = read(text).of(DesignationFact)
    assert (given.title, given.recipients) == (GIVEN, recipients)


def test_who_comes_before_a_first_title_got_the_second_too() -> None:
    text = "德清县继入选省级生态县后，又被宁波市科协授予“海藻示范县”称号。"
    found = [(given.title, given.recipients) for given in read(text).of(DesignationFact)]
    assert found == [("省级生态县", ("德清县",)), ("海藻示范县", ("德清县",))]


def test_the_years_of_a_title_are_a_part_of_it() -> None:
    (given,) = read("海藻示范县（2021—2025年）揭晓，德清县上榜。").of(DesignationFact)
    assert given.title == "海藻示范县（2021—2025年）"


@pytest.mark.parametrize(
    "text",
    [
        "蓝湖大学教授林知远被授予“全国先进工作者”称号。",
        f"蓝湖大学教授林知远获评“{GIVEN}”。",
        "我院青瓷学院获宁波市科协授“海藻示范基地”牌匾。",
        "宁波市科协为蓝湖大学授牌时，雨停了。",
        "“国家级示范海藻项目”落户德清县。",
        "蓝湖大学申报的“国家级示范海藻项目”获批。",
        f"蓝湖大学申报的“{GIVEN}”获批建设资金。",
        "蓝湖大学通过数据中心验收。",
        "继去年签约后，蓝湖大学又添新馆。",
    ],
)
def test_titles_of_people_and_what_is_no_title(text: str) -> None:
    assert read(text).of(DesignationFact) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北京时间8日上午，队员在拉萨集合。", ["拉萨"]),
        ("北京冬奥会的遗产留在张家口。", ["张家口"]),
        ("杭州市西湖区所产的西湖龙井茶亮相成都。", ["杭州市", "西湖区", "成都"]),
        ("南京路步行街位于上海。", ["上海"]),
        ("海南自由贸易港与三亚市座谈。", ["海南自由贸易港", "三亚市"]),
        ("会议定于近日在北京举行，时间两天。", ["北京"]),
    ],
)
def test_places_that_only_begin_a_name(text: str, names: list[str]) -> None:
    assert [district.name for district in read(text).of(DistrictFact)] == names
