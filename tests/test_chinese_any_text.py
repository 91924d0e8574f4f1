"""Whatever a Chinese report holds: nothing is raised, places lie within the text, no bait hangs."""

import pytest
from chinese_reports import PUBLISHED, slices, stretches
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.extract.facts import AgreementFact, Fact, OrganizationFact, PersonFact
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rules import RuleExtractor

# Words that rules wait for, in any order, with what pages and bad scans add.
PIECES = st.sampled_from(
    [
        *("蓝湖大学", "长宁科技有限公司", "宁波市", "江北区", "科协", "我校", "该公司", "双方"),
        *("与", "和", "、", "，", "。", "；", "分别", "共同", "三方", "签署", "签约", "续签"),
        *("合作协议", "《战略合作协议》", "《管理办法》", "印发", "主席", "副校长", "院士"),
        *("林知远", "伊万·科瓦连科", "代表", "揭牌", "联合实验室", "入选", "示范基地", "授予"),
        *("第三届", "论坛", "举行", "作题为", "报告", "5月8日", "昨日", "2021年", "等5家单位"),
        *("“", "”", "‘", "《", "》", "（", "）", "—", "——", "·", "由", "共建的", "拟", "将"),
        *("在", "等领域", "开展", "联盟", "主办", "讯", "记者", "：", "|"),
    ]
)
# Blanks, controls, marks of direction, halves of pairs, private signs, digits of others.
NOISE = st.sampled_from(
    list(" \n\r\t\u3000\x00\x0b\x1c\u200b\u202e\u2066\ue000\uf8ff\ud800\udfff\u0663\u00b2")
)
TEXT = st.lists(st.one_of(PIECES, PIECES, NOISE, st.characters()), max_size=80).map("".join)


def facts_of(text: str) -> list[object]:
    # A start that is Chinese, so that these rules read the rest.
    return list(RuleExtractor().extract(Report("test", text, published=PUBLISHED)).facts)


def _holds_page_number(text: str, fact: Fact) -> bool:
    return any("\n" in text[s.start : s.end] or "\r" in text[s.start : s.end] for s in fact.spans)


@settings(deadline=None, max_examples=150)
@given(TEXT)
def test_any_text_gives_places_within_it(noise: str) -> None:
    text = f"宁波市科协与蓝湖大学座谈。{noise}"
    for fact in RuleExtractor().extract(Report("test", text, published=PUBLISHED)).facts:
        for span in stretches(fact):
            assert 0 <= span.start < span.end <= len(text)
        if isinstance(fact, OrganizationFact | PersonFact) and not _holds_page_number(text, fact):
            assert slices(text, fact) == {fact.name}


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_reading_twice_says_the_same(text: str) -> None:
    assert facts_of(text) == facts_of(text)


def test_names_over_broken_lines_keep_their_places() -> None:
    text = (
        "两地科协携手\n\n5 月 8 日上午 10 时许，宁波市江北区\n科 协主要负责人一行与蓝湖"
        "\n\n- 2 -\n\n大学副校长林知远座谈，并簽署合作协议。"
    )
    report = RuleExtractor().extract(Report("test", text, published=PUBLISHED))
    found = {o.name: o.spans for o in report.of(OrganizationFact)}
    assert set(found) == {"宁波市江北区科协", "蓝湖大学"}
    (place,) = found["宁波市江北区科协"]
    assert text[place.start : place.end] == "宁波市江北区\n科 协"
    (place,) = found["蓝湖大学"]
    assert text[place.start : place.end] == "蓝湖\n\n- 2 -\n\n大学"
    (agreement,) = report.of(AgreementFact)
    assert agreement.parties == ("宁波市江北区科协", "蓝湖大学")


@pytest.mark.parametrize("text", ["", " ", "\n", "。", "国", "“", "\ud800国", "\ue000国签署"])
def test_next_to_nothing(text: str) -> None:
    assert facts_of(text) == []


BAITS = [
    "蓝湖大学与长宁公司签署战略合作协议",
    *("国", "签署", "与", "蓝湖大学与", "长宁科技有限公司、", "长宁科技有限公司和", "甲乙丙公司和"),
    *(
        "主席副主席院士、",
        "院士林知远、教授郑远帆、",
        "宁波市江北区",
        "宁波高新区",
        "“",
        "《",
        "（",
    ),
    *("伊万·科瓦连科·", "—", "蓝湖大学—", "获批认定为", "授予蓝湖大学", "由蓝湖大学联合", "拟将若"),
    *("第三届示例论坛", "《示例管理办法》印发", "2021年6月5日", "作“", "将在储能、", "\ue000签署"),
    *("我校与该公司签约", "由蓝湖大学、长宁科技有限公司联合共建的联合实验室"),
    *("长宁科技有限公司等5家单位和",),
]


@pytest.mark.parametrize("bait", BAITS)
def test_bait_is_read_through(bait: str) -> None:
    # The start is long enough to be taken for Chinese, and ends with a sentence.
    text = "宁波市科协召开会议。" * 150 + bait * (12_000 // len(bait))
    assert facts_of(text)


def test_many_different_names_are_read_through() -> None:
    names = [chr(0x4E00 + 37 * n % 9000) + chr(0x5000 + 11 * n % 9000) for n in range(600)]
    text = "".join(f"{name}湖科技有限公司与{name}山大学签署合作协议。" for name in names)
    found = RuleExtractor().extract(Report("test", text, published=PUBLISHED))
    assert len(found.of(OrganizationFact)) > 600
