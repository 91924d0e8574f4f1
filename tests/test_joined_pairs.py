"""Agreements told as pairs one by one, and as lists of those who signed."""

import pytest
from chinese_reports import signed

LAKE, FIRM, CLINIC, SOCIETY = "蓝湖大学", "长宁科技有限公司", "云岭医院", "宁波市科协"
FARM, BANK = "青山农业科学院", "东港银行股份有限公司"


@pytest.mark.parametrize(
    "text",
    [
        f"签约台前排着队：{LAKE}携手{FIRM}，{CLINIC}则同{FARM}结成对子，两份合作书逐一落笔。",
        f"集中签约环节，{LAKE}牵手{FIRM}，{CLINIC}联手{FARM}。",
        f"现场签约一波接一波，{LAKE}与{FIRM}成功牵手、{CLINIC}和{FARM}结为伙伴。",
    ],
)
def test_pairs(text: str) -> None:
    assert signed(text) == [(LAKE, FIRM), (CLINIC, FARM)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}携手{FIRM}，{CLINIC}牵手{FARM}，共办科普展。",
        f"签约仪式将于明日举行，{LAKE}牵手{FIRM}，{CLINIC}联手{FARM}。",
    ],
)
def test_pairs_that_sign_nothing(text: str) -> None:
    assert signed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"签约方包括{LAKE}、{FIRM}、{CLINIC}和{BANK}，四家共用一份文本。",
        f"签约的四方为{LAKE}、{FIRM}、{CLINIC}和{BANK}。",
    ],
)
def test_those_who_are_said_to_sign(text: str) -> None:
    assert signed(text) == [(LAKE, FIRM, CLINIC, BANK)]


def test_those_who_are_to_sign() -> None:
    assert signed(f"协议拟于明年签署，签约方为{LAKE}和{FIRM}。") == []
