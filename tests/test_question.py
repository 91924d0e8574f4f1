"""Questions in words: each form by its examples, names with 和 in them, and what is none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_folders import nquads, write_tables

from hezuo.graph.ask.question import Question, forms, understood
from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

TODAY = datetime.date(2026, 11, 24)
TABLES = {
    "organizations": "name,district,name_en\n重庆大学,500106,Chongqing University\n"
    "四川大学,510107,Sichuan University\n浙江大学,,Zhejiang University\n"
    "重庆市经济和信息化委员会,500106,\n成都市武侯区科学技术协会,510107,\n",
    "agreements": "title,parties,fields\n协议,重庆大学；四川大学,生物医药\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    path: Path = tmp_path_factory.mktemp("ask")
    nquads(path / "store", write_tables(path / "f", TABLES))
    with closing(open_store(path / "store")) as opened:
        yield opened


def asked(store: EmbeddedStore, text: str) -> Question:
    return understood(store, text, TODAY)


# What each example of the forms means, in the order in which they stand there.
MEANT = """
path 重庆大学 浙江大学
path 重庆大学 浙江大学
path Chongqing_University Zhejiang_University
compare 重庆大学 四川大学
compare 重庆大学 四川大学
compare Chongqing_University Sichuan_University
timeline 重庆大学
timeline 重庆大学
timeline Chongqing_University
rank
rank --with-kind University
rank
agreements 重庆 四川 --since 2020 --field 生物医药
agreements 重庆大学 四川大学
agreements Chongqing Sichuan --since 2020 --field 生物医药
partners 武侯区科协
partners 重庆大学 --in 四川 --with-kind Company
partners 重庆大学
partners 重庆大学
partners Sichuan_University --since 2020
partners Chongqing_University --with-kind Company
"""
EXAMPLES = [example for form in forms() for example in form.examples]


@pytest.mark.parametrize(
    ("example", "meant"), list(zip(EXAMPLES, MEANT.strip().splitlines(), strict=True))
)
def test_every_example_is_understood_as_it_is_meant(
    store: EmbeddedStore, example: str, meant: str
) -> None:
    words = [word.replace("_", " ") for word in meant.split()]
    assert [asked(store, example).command, *asked(store, example).arguments()[1:]] == words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("重庆大学都和谁合作过", "partners 重庆大学"),
        ("重庆大学主要和谁合作过", "partners 重庆大学"),
        ("重庆大学和四川大学之间有哪些协议", "agreements 重庆大学 四川大学"),
        ("重庆大学和四川大学一共签了多少协议", "agreements 重庆大学 四川大学"),
        ("重庆大学一共签了多少协议", "agreements 重庆大学"),
        ("重庆大学的合作历年有多少", "timeline 重庆大学"),
        ("哪些单位和重庆大学有过合作", "partners 重庆大学"),
        ("2020年6月15日以来重庆大学和谁合作", "partners 重庆大学 --since 2020-06-15"),
        ("2020年6月15日以前重庆大学和谁合作", "partners 重庆大学 --until 2020-06-14"),
        ("近十二年重庆大学和谁合作", "partners 重庆大学 --since 2014"),
        ("Who cooperates with Chongqing in Sichuan", "partners Chongqing --in Sichuan"),
        (
            "Who has partnered with Chongqing since 2020-09-01",
            "partners Chongqing --since 2020-09-01",
        ),
    ],
)
def test_words_of_a_question_are_no_part_of_its_names(
    store: EmbeddedStore, text: str, meant: str
) -> None:
    assert asked(store, text).arguments() == meant.split()


@pytest.mark.parametrize(
    "text",
    ["上半年重庆大学和谁合作", "重庆大学不和谁合作", "除了四川大学，重庆大学和谁合作过",
     "重庆大学没有和谁合作过", "哪些协会和重庆大学合作",
     "Who except Sichuan cooperates with Chongqing", "2020年2月30日以前重庆大学和谁合作"],
)  # fmt: skip
def test_what_would_be_answered_wrongly_is_refused(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(HezuoError):
        asked(store, text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("请问武侯区科协和谁合作过？", Question("partners", ("武侯区科协",), Filters())),
        (
            "2020年以来重庆和四川在生物医药方面有哪些协议",
            Question("agreements", ("重庆", "四川"), Filters(since="2020", field="生物医药")),
        ),
        (
            "Who has partnered with Sichuan University since 2020?",
            Question("partners", ("Sichuan University",), Filters(since="2020")),
        ),
        (
            "重庆市经济和信息化委员会和谁合作",
            Question("partners", ("重庆市经济和信息化委员会",), Filters()),
        ),
        (
            "重庆市经济和信息化委员会和重庆大学签了哪些协议",
            Question("agreements", ("重庆市经济和信息化委员会", "重庆大学"), Filters()),
        ),
        (
            "重庆大学与四川的哪些企业有合作",
            Question("partners", ("重庆大学",), Filters(within="四川", with_kind="Company")),
        ),
        (
            "2019年到2021年3月重庆大学和谁合作过",
            Question("partners", ("重庆大学",), Filters(since="2019", until="2021-03")),
        ),
        (
            "近三年重庆大学和谁有合作",
            Question("partners", ("重庆大学",), Filters(since="2023")),
        ),
        (
            "Which universities cooperated with 重庆大学 in 生物医药 before 2021",
            Question("partners", ("重庆大学",),
                     Filters(until="2020", field="生物医药", with_kind="University")),
        ),
        (
            "去年重庆大学签了哪些协议",
            Question("agreements", ("重庆大学",), Filters(since="2025", until="2025")),
        ),
    ],
)  # fmt: skip
def test_names_and_limits_are_taken_out_of_a_question(
    store: EmbeddedStore, text: str, question: Question
) -> None:
    assert asked(store, text) == question


@pytest.mark.parametrize(
    "text",
    ["今天天气怎么样", "", "？", "重庆大学", "SELECT * WHERE { ?s ?p ?o }", "who", "和谁合作"],
)
def test_what_is_not_understood_says_what_comes_nearest(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(HezuoError, match=r"is understood; the nearest that (is|are): "):
        asked(store, text)


def test_a_very_long_question_is_refused_at_once(store: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="10,000 characters is too long"):
        asked(store, "和" * 10_000)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        "重庆大学和与谁有合作哪些协议在方面的2020年以来 who with since in?\"'{}()\\", max_size=60
    )
)
def test_any_text_is_a_question_or_one_error(store: EmbeddedStore, text: str) -> None:
    try:
        question = asked(store, text)
    except HezuoError:
        return
    assert question.arguments()[0] in {form.command for form in forms()}


def test_the_page_lists_every_example() -> None:
    page = (Path(__file__).parents[1] / "docs" / "questions.md").read_text("utf-8")
    assert [e for form in forms() for e in form.examples if e not in page] == []
