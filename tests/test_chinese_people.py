"""People in Chinese reports, with their posts."""

import pytest
from chinese_reports import posts, read

from hezuo.graph.extract.facts import PersonFact


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远教授作了题为《海洋药物》的报告。", {"林知远": [(None, "教授")]}),
        ("宁波市科协主席林知远出席。", {"林知远": [("宁波市科协", "主席")]}),
        (
            "宁波市科协党组书记、主席林知远出席。",
            {"林知远": [("宁波市科协", "党组书记"), ("宁波市科协", "主席")]},
        ),
        (
            "中国工程院院士、蓝湖大学教授林知远出席。",
            {"林知远": [("中国工程院", "院士"), ("蓝湖大学", "教授")]},
        ),
        (
            "宁波市科协副主席林知远、郑远帆参加活动。",
            {"林知远": [("宁波市科协", "副主席")], "郑远帆": [("宁波市科协", "副主席")]},
        ),
        ("云岭医院林知远教授介绍。", {"林知远": [("云岭医院", "教授")]}),
        # Where a name ends.
        ("蓝湖大学校长杨勇与会。", {"杨勇": [("蓝湖大学", "校长")]}),
        ("蓝湖大学校长欧阳明远表示。", {"欧阳明远": [("蓝湖大学", "校长")]}),
        ("蓝湖大学校长伊万·科瓦连科到访。", {"伊万·科瓦连科": [("蓝湖大学", "校长")]}),
        ("伊万·科瓦连科教授访问蓝湖大学。", {"伊万·科瓦连科": []}),
        # A post that somebody got.
        (
            "蓝湖大学教授林知远出席。林知远当选宁波市科协主席。",
            {"林知远": [("蓝湖大学", "教授"), ("宁波市科协", "主席")]},
        ),
        # Titles without names, and titles within names of bodies.
        ("主席和副主席出席。", {}),
        ("宁波市律师协会召开会议。", {}),
        ("蓝湖大学校长。", {}),
    ],
)
def test_posts(text: str, found: dict[str, list[tuple[str | None, str]]]) -> None:
    assert posts(text) == found


def test_bylines() -> None:
    found = posts("昨日召开会议。（记者 林知远 通讯员 郑远帆）")
    assert found == {"林知远": [(None, "记者")], "郑远帆": [(None, "通讯员")]}


def test_a_body_meant_by_a_word() -> None:
    assert posts("蓝湖大学召开会议。该校校长林知远讲话。")["林知远"][0][1] == "校长"


def test_every_mention_has_its_place() -> None:
    text = "蓝湖大学校长林 知远出席。\n林知远当选宁波市科协主席。"
    (person,) = read(text).of(PersonFact)
    assert [text[s.start : s.end] for s in person.spans] == ["林 知远"]


def test_a_name_at_the_very_end() -> None:
    assert posts("参加会议的有蓝湖大学校长林知远、") == {"林知远": [("蓝湖大学", "校长")]}
