"""Figures that Chinese reports state: what is measured, of when and where, and who says so."""

from __future__ import annotations

import time

import pytest
from chinese_reports import PUBLISHED, read, slices
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.extract.facts import DATE_INFERRED, Extraction, FigureFact, OrganizationFact
from hezuo.graph.extract.report import Report, report_of
from hezuo.graph.extract.rows.rows import facts_to_rows
from hezuo.graph.extract.rules import RuleExtractor
from hezuo.graph.records import Expert, Observation, Organization


def figures(text: str) -> list[FigureFact]:
    return read(text).of(FigureFact)


def figure(text: str) -> FigureFact:
    (found,) = figures(text)
    return found


def labels(text: str) -> list[str]:
    return [fact.label() for fact in figures(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("海藻产业规模达到35.8亿元。", ["海藻产业规模 35.8亿元"]),
        ("海藻企业研发投入占比为12%。", ["海藻企业研发投入占比 12%"]),
        ("海藻产品销售为1,200万元。", ["海藻产品销售额 1200万元"]),
        ("海藻年产量完成150万吨。", ["海藻年产量 150万吨"]),
        ("废料率由6%降到了1.5%。", ["废料率 1.5%"]),
        ("海藻加工企业占比最高，达到75.2%。", ["海藻加工企业占比 75.2%"]),
        ("项目总投资4.8亿元，占地300亩。", ["项目总投资 4.8亿元"]),
        ("项目占地300亩。", ["项目占地面积 300亩"]),
        ("实现海藻加工产值56.8亿元、税收3亿元。", ["海藻加工产值 56.8亿元", "税收 3亿元"]),
        ("总投资50亿元的海藻加工项目正式开工。", ["海藻加工项目总投资 50亿元"]),
        ("海藻加工企业达300家。", ["海藻加工企业数量 300家"]),
        ("目前已集聚海藻企业200余家。", ["海藻企业数量 >200家"]),
        ("全区已征集企业技术需求126项。", ["全区征集企业技术需求数量 126项"]),
        (
            "全区拥有海藻企业120家，其中外资企业36家。",
            ["全区海藻企业数量 120家", "外资企业数量 36家"],
        ),
    ],
)
def test_what_is_measured(text: str, said: list[str]) -> None:
    assert labels(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("，同比增长23.5%", "海藻产值同比增长 23.5%"),
        ("，较上年下降2个百分点", "海藻产值较上年下降 2百分点"),
        ("，占全省海洋产业产值的12%", "海藻产值占全省海洋产业产值比重 12%"),
        ("，占全省比重达12%", "海藻产值占全省比重 12%"),
        ("，比2019年增加8亿元", "海藻产值比2019年增加 8亿元"),
    ],
)
def test_what_goes_on_from_the_figure_before(text: str, said: str) -> None:
    assert labels(f"海藻产值达120亿元{text}。")[1:] == [said]
    assert labels(f"会议举行{text}。") == []


def test_what_goes_on_twice_is_of_the_first() -> None:
    said = labels("海藻产值达120亿元，同比增长5%，占全省的12%。")
    assert said[2] == "海藻产值占全省比重 12%"


def test_a_growth_and_a_share_are_held_against_others() -> None:
    said = labels("海藻产值增长8.6%，高于全省平均水平2.1个百分点。")
    assert said[1] == "海藻产值增长高于全省平均水平 2.1百分点"
    said = labels("海藻产值增长率为8.6%，高于全省平均水平（约6%）。")
    assert said[1] == "全省平均海藻产值增长率 ≈6%"


def test_its_growth_is_that_of_what_the_sentence_before_speaks_of() -> None:
    text = "海藻产业规模逐年上升。数据显示，其复合增长率为5.4%。"
    assert labels(text) == ["海藻产业规模复合增长率 5.4%"]
    assert labels(text.replace("逐年上升", "引起关注")) == []


@pytest.mark.parametrize(
    ("before", "after", "comparison"),
    [
        ("达", "", "Equal"),
        ("超过", "", "MoreThan"),
        ("突破", "大关", "MoreThan"),
        ("不低于", "", "MoreThan"),
        ("达", "以上", "MoreThan"),
        ("不足", "", "LessThan"),
        ("约", "", "About"),
        ("约为", "", "About"),
        ("达", "左右", "About"),
    ],
)
def test_how_it_compares(before: str, after: str, comparison: str) -> None:
    found = figure(f"海藻产业规模{before}35亿元{after}。")
    assert (found.comparison, found.value, found.unit) == (comparison, "35", "亿元")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年，海藻产值达5亿元。", "2019"),
        ("2019年海藻产值达5亿元。", "2019"),
        ("2015年到2018年，海藻产值达5亿元。", "2015/2018"),
        ("2015—2018年，海藻产值达5亿元。", "2015/2018"),
        ("截至2020年12月9日，海藻企业达300家。", "2020-12-09"),
        ("去年海藻产值达5亿元。", "2021"),
        ("今年以来，海藻产值达5亿元。", "2022"),
        ("今年上半年，海藻产值达5亿元。", "2022-01/2022-06"),
        ("2022年1—4月，海藻产值达5亿元。", "2022-01/2022-04"),
        # When it was said, or when something else was.
        ("近日，海藻产值达5亿元。", None),
        ("2022年5月8日，海藻产值达5亿元。", None),
        ("2019年，两地签署协议，海藻产值达5亿元。", None),
    ],
)
def test_of_when(text: str, period: str | None) -> None:
    assert figure(text).period == period


def test_a_time_holds_for_the_figures_after_it_up_to_a_semicolon() -> None:
    found = figures("2019年，海藻产值达5亿元，出口额达2亿元；加工企业达30家。")
    assert [fact.period for fact in found] == ["2019", "2019", None]


def test_what_has_grown_since_a_year_spans_the_time_from_it() -> None:
    found = figures("2021年，海藻企业达300家，比2019年增加40家，就业人数达5万人。")
    assert [fact.period for fact in found] == ["2021", "2019/2021", "2021"]


def test_a_time_that_is_counted_is_flagged() -> None:
    assert figure("去年海藻产值达5亿元。").flags == (DATE_INFERRED,)
    assert figure("2019年海藻产值达5亿元。").flags == ()


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("宁波市海藻产值达5亿元。", "宁波市"),
        ("我国海藻产值达5亿元。", "中国"),
        ("宁波市实现海藻产值5亿元。", "宁波市"),
        ("全球海藻产值达5亿元。", None),
        ("中国与德国贸易额达5亿元。", None),
        ("蓝湖大学海藻研究投入达5亿元。", None),
    ],
)
def test_of_where(text: str, area: str | None) -> None:
    assert figure(text).area == area


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("海藻产值达5亿元。", "Reported"),
        ("海藻产值将达5亿元。", "Forecast"),
        ("力争全年海藻产值突破5亿元。", "Forecast"),
        ("到2025年，海藻产值达5亿元。", "Forecast"),
        ("预计项目建成后，海藻产值可达5亿元。", "Forecast"),
    ],
)
def test_what_is_to_come_is_a_forecast(text: str, status: str) -> None:
    assert figure(text).status == status


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("蓝湖大学教授林知远介绍，海藻产值达5亿元。", "林知远"),
        ("“海藻产值达5亿元。”蓝湖大学教授林知远说。", "林知远"),
        ("蓝湖大学教授林知远出席。他表示，海藻产值达5亿元。", "林知远"),
        ("据宁波市统计局消息，海藻产值达5亿元。", "宁波市统计局"),
        ("蓝湖大学教授林知远出席。海藻产值达5亿元。", None),
        ("林知远：海藻的未来\n\n蓝湖大学教授林知远作主题报告。\n海藻产值达5亿元。", "林知远"),
        ("林知远：海藻的未来\n\n海藻产值达5亿元。\n蓝湖大学教授林知远作主题报告。", None),
    ],
)
def test_who_says_so(text: str, who: str | None) -> None:
    assert figure(text).stated_by == who


@pytest.mark.parametrize(
    "text",
    [
        "3人获奖，年龄35岁，第3届论坛于9:30举行，电话0574-87654321。",
        "蓝湖大学、云岭医院等5家单位参加，来自全国的300余名代表参会。",
        "有50家企业参加，约60%的受访者表示满意。",
        "《海藻产值达5亿元的路径》出版。",
        "示例论坛（2022）举行，“百亿产业”启动。",
        "海藻产值增长8%-10%，规模为10至15亿元。",
        "海藻、贝类产值达5亿元。",
        "海藻和贝类产值分别达5亿元和6亿元。",
        "每家企业投入5亿元，海藻单价达5万元。",
        "办法规定，海藻企业研发投入占比不低于5%。",
        "海藻产值未达到5亿元。",
        "林知远院士研发的海藻制品产值达5亿元。",
        "规模达5亿元，数量达50个，绝大多数为80%。",
        "海藻产值达5亿元的企业参会。",
        "参会的有5家。联系人2名。",
    ],
)
def test_what_is_no_figure_of_anything(text: str) -> None:
    assert labels(text) == []


def test_places_are_those_of_the_raw_text() -> None:
    text = "海藻丰收\n2019 年,宁 波市海藻产业规模达\n\n35.8 亿元,占 GDP 比重达 3%。会议结束。"
    report = RuleExtractor().extract(report_of("", text, published=PUBLISHED))
    first, second = report.of(FigureFact)
    assert (first.label(), second.label()) == (
        "海藻产业规模 35.8亿元",
        "海藻产业规模占GDP比重 3%",
    )
    assert slices(text, first) == {"海藻产业规模达35.8亿元"}
    assert slices(text, second) == {"占GDP比重达3%"}


def rows_of(text: str, least: float = 0) -> dict[type, list[object]]:
    report = report_of("", text, published=PUBLISHED)
    extraction = RuleExtractor().extract(report)
    found: dict[type, list[object]] = {}
    for row in facts_to_rows(report, extraction, min_confidence=least).rows:
        found.setdefault(type(row.record), []).append(row.record)
    return found


def test_a_figure_becomes_an_observation() -> None:
    found = rows_of("蓝湖大学教授林知远说，2019年，我国海藻产值超过5亿元，贝类产值将达6亿元。")
    first, second = found[Observation]
    assert isinstance(first, Observation)
    assert isinstance(second, Observation)
    assert (first.measure, str(first.value), first.unit) == ("海藻产值", "5", "亿元")
    assert (first.comparison, first.period_start, first.area) == (
        "MoreThan", "2019", "iso3166:CN",
    )  # fmt: skip
    assert (first.stated_by, first.status, second.status) == ("林知远", "Reported", "Forecast")


def test_who_says_so_makes_no_body() -> None:
    text = "伊万·科瓦连科说，海藻产值达5亿元。"
    extraction = read(text)
    assert figure(text).stated_by == "伊万·科瓦连科"
    assert extraction.of(OrganizationFact) == []
    assert Expert in rows_of(text)
    # The person is left out as not sure enough, the figure is not.
    sure = rows_of(text, 0.9)
    assert len(sure[Observation]) == 1
    assert Expert not in sure
    assert Organization not in sure


def test_equal_figures_of_two_reports_without_an_area_are_two() -> None:
    report = Extraction(facts=(FigureFact(measure="总投资", value="5", unit="亿元"),))
    keys = set()
    for name in ("a", "b"):
        rows = facts_to_rows(Report(name, "总投资5亿元", published=""), report).rows
        keys |= {row.record.key() for row in rows if isinstance(row.record, Observation)}
    assert len(keys) == 2


PIECES = st.sampled_from(
    [
        *(
            "海藻产值",
            "企业",
            "总投资",
            "达",
            "达到",
            "超过",
            "约",
            "为",
            "占",
            "的",
            "比重",
            "同比",
        ),
        *(
            "增长",
            "5亿元",
            "300家",
            "12%",
            "2个百分点",
            "以上",
            "，",
            "。",
            "、",
            "；",
            "其",
            "其中",
        ),
        *(
            "2019年",
            "到",
            "1—4月",
            "去年",
            "高于",
            "平均水平（",
            "最高，",
            "由",
            "\n",
            " ",
            "“",
            "”",
        ),
        *("林知远说，", "宁波市", "我国", "蓝湖大学", "逐年上升", "1,000", "9", "."),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_gives_figures_within_it(noise: str) -> None:
    text = f"宁波市科协座谈，海藻产值达5亿元。{noise}"
    found = RuleExtractor().extract(Report("test", text, published=PUBLISHED)).of(FigureFact)
    assert found[0].label() == "海藻产值 5亿元"
    for fact in found:
        (span,) = fact.spans
        assert fact.sentence is not None
        assert 0 <= span.start < span.end <= len(text)
        assert fact.value in text[span.start : span.end].replace(",", "").replace(" ", "")


BAITS = [
    *("海藻产值达5亿元", "海藻产值达5亿元，", "，增长5%", "其增长率为5%，", "“海藻产值达5亿元，"),
    *(
        "总投资5亿元的",
        "高于全球平均水平（约5%",
        "1,000,",
        "占",
        "比",
        "产业规模逐年上升",
        "最高，达5%",
    ),
    *("2019年到", "海藻", "由5%", "林知远说海藻产值达5亿元，"),
]


@pytest.mark.parametrize("bait", BAITS)
def test_bait_takes_time_in_proportion(bait: str) -> None:
    def seconds(length: int) -> float:
        text = "宁波市科协召开会议。" * 150 + bait * (length // len(bait))
        began = time.process_time()
        RuleExtractor().extract(Report("test", text, published=PUBLISHED))
        return time.process_time() - began

    seconds(1_000)  # what is loaded at first
    # Twice as much would take four times as long if each part looked at all others.
    assert seconds(40_000) < 3.5 * seconds(20_000) + 0.5
