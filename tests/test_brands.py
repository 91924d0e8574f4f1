"""Companies that no ending tells: by their posts, by what they sign, in quotes."""

import pytest
from chinese_reports import bodies, posts, signed

from hezuo.graph.extract.chinese.brands import brands_in

LAKE, CLINIC = "蓝湖大学", "云岭医院"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("灸无忧董事长林知远出席。", ["灸无忧"]),
        (f"{LAKE}校长周明、帆鲸董事长兼总裁林知远到场。", [LAKE, "帆鲸"]),
        (f"{LAKE}与奔浪驼铃签署合作协议。", [LAKE, "奔浪驼铃"]),
        (f"奔浪驼铃与{LAKE}在宁波市签署合作协议。", ["奔浪驼铃", LAKE]),
        (f"{LAKE}、奔浪驼铃、帆鲸铸锻和{CLINIC}四方签署协议。",
         [LAKE, "奔浪驼铃", "帆鲸铸锻", CLINIC]),
        (f"{LAKE}5日与宁波帆鲸铸锻续签合同。", [LAKE, "宁波帆鲸铸锻"]),
        (f"会员单位“酪小匠”来访，{LAKE}接待。", ["酪小匠", LAKE]),
        (f"合同（甲方：{LAKE}；乙方：奔浪驼铃）已生效。", [LAKE, "奔浪驼铃"]),
    ],
)  # fmt: skip
def test_brands(text: str, names: list[str]) -> None:
    assert bodies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "公司董事长林知远出席。",
        "知名企业总经理林知远出席。",
        "歌手林听澜与总裁见面。",
        f"{LAKE}与有关企业签署协议。",
        f"{LAKE}与当地政府签署协议。",
        f"{LAKE}与林知远签署协议。",
        f"{LAKE}和双方代表签署协议。",
        f"{LAKE}与多家单位达成合作意向。",
        f"{LAKE}教授林知远与学生签名。",
        "华东区总经理林知远出席。",
        "运营部总经理林知远出席。",
        f"亚太总裁林知远到访{LAKE}。",
    ],
)
def test_what_is_no_brand(text: str) -> None:
    assert set(bodies(text)) <= {LAKE}


def test_a_brand_is_found_wherever_it_stands() -> None:
    text = f"{LAKE}与奔浪驼铃签署合作协议。奔浪驼铃总工程师林知远说，奔浪驼铃将供货。"
    assert signed(text) == [(LAKE, "奔浪驼铃")]
    assert posts(text) == {"林知远": [("奔浪驼铃", "总工程师")]}


def test_a_long_text_without_marks_is_read_in_time() -> None:
    assert brands_in("与某签" * 60_000, []) == []
    assert brands_in("董事长" * 60_000, []) == []
