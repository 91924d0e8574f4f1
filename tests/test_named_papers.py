"""Agreements that a report takes as there: named as papers, by whom and since when."""

import pytest
from chinese_reports import agreements

LAKE, FIRM, CLINIC = "蓝湖大学", "长宁科技有限公司", "云岭医院"


@pytest.mark.parametrize(
    ("text", "title", "status", "date"),
    [
        (f"{LAKE}与{FIRM}2020年3月签订的《合作协议》仍在履行。", "合作协议", "Signed", "2020-03"),
        (f"{LAKE}与{FIRM}之间的技术服务合同同日生效。", "技术服务合同", "Signed", None),
        (f"{LAKE}与{FIRM}2020年3月签订的《合作协议》自今日起解除。",
         "合作协议", "Terminated", "2020-03"),
        (f"5月6日，{LAKE}与{FIRM}的《合作协议》到期后续签三年。",
         "合作协议", "Renewed", "2022-05-06"),
    ],
)  # fmt: skip
def test_papers(text: str, title: str, status: str, date: str | None) -> None:
    (found,) = agreements(text)
    assert (set(found.parties), found.title) == ({LAKE, FIRM}, title)
    assert (found.status, found.date) == (status, date)


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}与{FIRM}的合作协议草案已完成。",
        f"{LAKE}拟与{FIRM}签订的《合作协议》仍在洽谈。",
        f"{LAKE}与{FIRM}的安全责任书。",
        f"{LAKE}与{FIRM}的合作由来已久。",
        f"所谓{LAKE}与{FIRM}签订的《合作协议》系伪造。",
        f"如果{LAKE}与{FIRM}签一纸协议，又有何用？",
    ],
)
def test_papers_that_are_none(text: str) -> None:
    assert [a for a in agreements(text) if a.status != "Planned"] == []


def test_what_the_sentence_tells_by_a_verb_is_told_once() -> None:
    text = f"5月3日，{LAKE}与{FIRM}签订合作协议，{LAKE}与{FIRM}的合作协议为期三年。"
    assert len(agreements(text)) == 1


def test_who_signed_what_was_told_before_signs_nothing_more() -> None:
    text = (
        f"{LAKE}先后与{FIRM}、{CLINIC}签约。{LAKE}校长林知远、{FIRM}总经理王思远、"
        f"{CLINIC}院长周明在协议文本上签字。"
    )
    assert {frozenset(a.parties) for a in agreements(text)} == {
        frozenset((LAKE, FIRM)),
        frozenset((LAKE, CLINIC)),
    }
