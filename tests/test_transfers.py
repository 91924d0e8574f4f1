"""Licences, sales and credits, told by what passes from one to the other."""

import pytest
from chinese_reports import signed

LAKE, FIRM, BANK = "蓝湖大学", "长宁科技有限公司", "东港银行股份有限公司"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (f"{LAKE}将两项专利以300万元转让给{FIRM}。", (LAKE, FIRM)),
        (f"{LAKE}日前授权{FIRM}使用一项发明专利，费用135万元。", (LAKE, FIRM)),
        (f"2020年，{FIRM}从{LAKE}受让了一套加固技术。", (FIRM, LAKE)),
        (f"{FIRM}以1200万元受让{LAKE}的专利。", (FIRM, LAKE)),
        (f"18日，{BANK}给予{FIRM}1.5亿元授信。", (BANK, FIRM)),
        (f"{LAKE}已向{FIRM}独占许可一项专利技术。", (LAKE, FIRM)),
    ],
)
def test_transfers(text: str, parties: tuple[str, ...]) -> None:
    assert [set(found) for found in signed(text)] == [set(parties)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}拟将两项专利以300万元转让给{FIRM}。",
        f"{LAKE}否认将专利以300万元转让给{FIRM}。",
        f"{LAKE}向{FIRM}学习先进技术，投入300万元。",
        f"{LAKE}鼓励教师许可{FIRM}使用专利。",
    ],
)
def test_what_passes_nothing(text: str) -> None:
    assert signed(text) == []
