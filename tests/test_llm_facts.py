"""What becomes of each kind of fact: what is kept, what is refused, and what is said of it."""

from typing import Any

import pytest
from llm_server import answer

from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    ANAPHORIC_PARTY,
    COUNTERPARTY_MISSING,
    DATE_INFERRED,
    PLANNED,
    Fact,
)
from hezuo.graph.extract.llm.evidence import PARTIAL, WHOLE, Place
from hezuo.graph.extract.llm.facts import grounded_facts, kinds_below
from hezuo.graph.extract.llm.grounding import Grounding
from hezuo.graph.extract.llm.schema import read_answer

TEXT = (
    "岳麓观察讯 湖南云杉学院近日在长沙举办首届潇湘创新论坛，主题为“绿色算力”。"
    "会上，我校与衡阳市石鼓区科协签署《科普共建协议》，并将与湘潭高新区签约。"
    "岳麓大学教授、石墨烯研究所所长柳闻溪作题为《算力之路》的报告。"
    "石鼓区科协被授予“全国科普示范单位”称号。"
    "湖南省科技厅印发《湖南省算力三年行动方案》。"
)
SIGNED = "会上，我校与衡阳市石鼓区科协签署《科普共建协议》"
COLLEGE, OFFICE = "湖南云杉学院", "衡阳市石鼓区科协"


def made(**lists: Any) -> tuple[list[Fact], list[str]]:
    """The facts of an answer about the text, and the notes."""
    ground, notes = Grounding(TEXT), []
    place = Place(ground, ground.whole, "2023-05-10")
    return grounded_facts(read_answer(answer(**lists)), place, notes), notes


def one(**lists: Any) -> Any:
    facts, notes = made(**lists)
    assert (len(facts), notes) == (1, [])
    return facts[0]


def named(name: str, quote: str | None = None) -> dict[str, str]:
    return {"name": name, "quote": quote or name}


def agreement(*parties: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"parties": list(parties), "quote": SIGNED} | more


def test_a_party_that_is_named_elsewhere_is_kept_and_flagged() -> None:
    fact = one(agreements=[agreement(named(COLLEGE), named(OFFICE, SIGNED))])
    assert fact.parties == (COLLEGE, OFFICE)
    assert (fact.flags, fact.confidence) == ((ANAPHORIC_PARTY,), PARTIAL)


def test_parties_in_the_quote_are_surer() -> None:
    fact = one(agreements=[agreement(named("我校", SIGNED), named(OFFICE, SIGNED))])
    assert (fact.flags, fact.confidence) == ((), WHOLE)


def test_what_is_planned_or_ambiguous_or_has_one_party_is_flagged() -> None:
    said = agreement(
        named("湘潭高新区", "并将与湘潭高新区签约"),
        quote="并将与湘潭高新区签约",
        status="Planned",
        ambiguous=True,
    )
    fact = one(agreements=[said])
    assert fact.status == "Planned"
    assert fact.flags == (AMBIGUOUS_GROUPING, COUNTERPARTY_MISSING, PLANNED)


def test_of_three_parties_one_may_be_refused() -> None:
    parties = [named("我校", SIGNED), named(OFFICE, SIGNED), named("清华大学", SIGNED)]
    (fact,), notes = made(agreements=[agreement(*parties)])
    assert (fact.parties, fact.confidence) == (("我校", OFFICE), PARTIAL)
    assert notes == [
        f"llm: agreement 我校 × {OFFICE} × 清华大学: refused party 清华大学: it is not in its quote"
    ]


def test_one_body_twice_is_one_party() -> None:
    facts, notes = made(agreements=[agreement(named(OFFICE, SIGNED), named(OFFICE, SIGNED))])
    assert facts == []
    assert "fewer than two of its parties" in notes[0]


def test_details_of_an_agreement_are_refused_one_by_one() -> None:
    said = agreement(
        named("我校", SIGNED),
        named(OFFICE, SIGNED),
        title="《科普共建协议》",
        kind="Marriage",
        topics=["绿色算力", "登月"],
        event="首届潇湘创新论坛",
        date={"date": "2023-05-08", "words": "5月8日"},
    )
    (fact,), notes = made(agreements=[said])
    assert (fact.title, fact.kind, fact.date) == ("科普共建协议", "Agreement", None)
    assert (fact.topics, fact.event) == (("绿色算力",), "首届潇湘创新论坛")
    assert [note.rpartition("refused ")[2] for note in notes] == [
        "kind Marriage: there is no such kind",
        "topic 登月: it is not in the text",
        "date 2023-05-08: its quote is not in the text",
    ]


def test_a_full_name_that_the_text_does_not_give_is_refused() -> None:
    known = {"name": OFFICE, "canonical": "衡阳市石鼓区科学技术协会", "quote": OFFICE}
    assert one(organizations=[known]).canonical == "衡阳市石鼓区科学技术协会"
    stated = {"name": "石鼓区科协", "canonical": OFFICE, "quote": "石鼓区科协被授予"}
    assert one(organizations=[stated]).canonical == OFFICE
    guessed = {"name": "石鼓区科协", "canonical": "太原市石鼓区科协", "quote": "石鼓区科协被授予"}
    (fact,), notes = made(organizations=[guessed])
    assert (fact.canonical, fact.confidence) == ("", PARTIAL)
    assert "refused full name 太原市石鼓区科协" in notes[0]


def test_kinds_are_those_of_the_ontology() -> None:
    assert {"Organization", "University", "Company"} <= set(kinds_below("Organization"))
    said = {"name": COLLEGE, "quote": COLLEGE}
    assert one(organizations=[said | {"kind": "University"}]).kind == "University"
    (fact,), notes = made(organizations=[said | {"kind": "Person"}])
    assert (fact.kind, len(notes)) == ("", 1)


def test_a_post_stands_beside_the_name() -> None:
    quote = "岳麓大学教授、石墨烯研究所所长柳闻溪"
    posts = [
        {"title": "教授", "organization": named("岳麓大学", quote), "quote": quote},
        {"title": "所长", "organization": named("石墨烯研究所", quote), "quote": quote},
        {"title": "院士", "organization": None, "quote": quote},
        {"title": "报告", "quote": "作题为《算力之路》的报告"},
    ]
    (fact,), notes = made(people=[named("柳闻溪") | {"roles": posts}])
    assert [(role.organization, role.title) for role in fact.roles] == [
        ("岳麓大学", "教授"), ("石墨烯研究所", "所长"),
    ]  # fmt: skip
    assert [note.partition("refused ")[2] for note in notes] == [
        "post 院士: it is not in its quote",
        "post 报告: it is not in its quote",
    ]


def test_events_talks_designations_and_policies() -> None:
    talk = "石墨烯研究所所长柳闻溪作题为《算力之路》的报告"
    award = "石鼓区科协被授予“全国科普示范单位”称号"
    policy = "湖南省科技厅印发《湖南省算力三年行动方案》"
    facts, notes = made(
        events=[
            named("首届潇湘创新论坛", "湖南云杉学院近日在长沙举办首届潇湘创新论坛")
            | {"theme": "“绿色算力”", "place": "长沙", "organizers": [named(COLLEGE)],
               "date": {"date": "2023-05", "words": "近日"}},
        ],
        talks=[{"title": "《算力之路》", "quote": talk, "speaker": named("柳闻溪", talk)}],
        designations=[
            {"title": "“全国科普示范单位”", "quote": award,
             "recipients": [named("石鼓区科协", award)]},
        ],
        policies=[
            {"title": "《湖南省算力三年行动方案》", "quote": policy,
             "issuers": [named("湖南省科技厅", policy)]},
        ],
    )  # fmt: skip
    assert notes == []
    event, spoken, given, issued = facts
    assert event.model_dump(include={"theme", "place", "date", "organizers", "flags"}) == {
        "theme": "绿色算力", "place": "长沙", "date": "2023-05", "organizers": (COLLEGE,),
        "flags": (DATE_INFERRED,),
    }  # fmt: skip
    assert (spoken.label(), spoken.model_dump()["speaker"]) == ("算力之路", "柳闻溪")
    assert given.label() == "全国科普示范单位 → 石鼓区科协"
    assert issued.model_dump()["issuers"] == ("湖南省科技厅",)


def test_a_designation_without_a_recipient_in_the_text_is_refused() -> None:
    said = {"title": "全国科普示范单位", "quote": TEXT[:10], "recipients": []}
    facts, notes = made(designations=[said])
    assert (facts, len(notes)) == ([], 1)


@pytest.mark.parametrize(
    ("names", "codes"),
    [(["长沙"], ["430100"]), (["石鼓区", "衡阳市"], ["430407", "430400"])],
)
def test_codes_of_districts_come_from_the_table(names: list[str], codes: list[str]) -> None:
    facts, notes = made(districts=[named(name) for name in names])
    assert [fact.model_dump()["code"] for fact in facts] == codes
    assert notes == []


def test_zones_have_no_code_and_other_names_are_refused() -> None:
    assert one(districts=[named("湘潭高新区") | {"kind": "zone"}]).code is None
    facts, notes = made(districts=[named("潇湘")])
    assert (facts, notes) == ([], ["llm: refused district 潇湘: no division has this name"])


def test_notes_hold_nothing_that_steers_a_screen() -> None:
    _, notes = made(policies=[{"title": "\x1b[31m红\u202e\n" + "长" * 99, "quote": "无"}])
    assert notes == [f"llm: refused policy [31m红 {'长' * 33}…: its quote is not in the text"]
