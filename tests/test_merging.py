"""Two readings of one report put together: agreement, addition and contradiction."""

import pytest

from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    DATE_INFERRED,
    DISPUTED,
    AgreementFact,
    DesignationFact,
    DistrictFact,
    EventFact,
    Fact,
    FigureFact,
    OrganizationFact,
    PersonFact,
    Role,
    TalkFact,
)
from hezuo.graph.extract.merging import MOST_CONFIDENT, merged, united
from hezuo.graph.values import Span

A, B, C = "甲市科协", "乙大学", "丙公司"


def by_rules(fact: Fact, confidence: float = 0.9) -> Fact:
    return fact.model_copy(update={"rule": "pattern", "confidence": confidence})


def by_model(fact: Fact, confidence: float = 0.8) -> Fact:
    return fact.model_copy(update={"rule": "llm", "confidence": confidence})


def agreement(*parties: str, **said: object) -> AgreementFact:
    return AgreementFact.model_validate({"parties": parties or (A, B)} | said)


def both(one: Fact, other: Fact) -> list[Fact]:
    return united([by_rules(one)], [by_model(other)])


def test_what_both_say_is_surer_and_names_both_rules() -> None:
    here, there = Span(0, 4), Span(9, 13)
    one = agreement(spans=(there,), sentence=Span(0, 20), flags=(DATE_INFERRED,))
    other = agreement(B, A, spans=(here,), flags=(AMBIGUOUS_GROUPING,))
    (fact,) = both(one, other)
    assert (fact.rule, fact.confidence) == ("pattern+llm", 0.98)
    assert (fact.spans, fact.sentence) == ((here, there), Span(0, 20))
    assert fact.flags == (AMBIGUOUS_GROUPING, DATE_INFERRED)
    assert fact.model_dump()["parties"] == (A, B)


def test_nothing_is_certain_and_nothing_gets_less_sure() -> None:
    fact = agreement()
    (almost,) = united([by_rules(fact, 0.95)], [by_model(fact, 0.95)])
    assert almost.confidence == MOST_CONFIDENT
    (sure,) = united([by_rules(fact, 1.0)], [by_model(fact, 0.2)])
    assert sure.confidence == 1.0


def test_what_one_says_is_kept_as_it_is() -> None:
    one, other = by_rules(agreement(A, B)), by_model(agreement(A, C))
    assert united([one], [other]) == [one, other]
    assert united([], [other]) == [other]
    assert united([one], []) == [one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OrganizationFact(name="“甲市”科协"), OrganizationFact(name="甲市 科协")),
        (DistrictFact(name="长沙", code="430100"), DistrictFact(name="长沙", code="430100")),
        (TalkFact(title="《题》", speaker="王一"), TalkFact(title="题")),
        (
            DesignationFact(title="示范单位", recipients=(A, B)),
            DesignationFact(title="“示范单位”", recipients=(B, A)),
        ),
        (agreement("Ａ大学", B, title="合作协议"), agreement("A大学", B, title="战略合作协议")),
        (agreement(date="2023-05"), agreement(date="2023-05-08")),
        (agreement(title="协议"), agreement(date="2023")),
        (FigureFact(measure="数", value="5"), FigureFact(measure="数", value="5")),
    ],
)
def test_one_thing_in_two_spellings_is_one(one: Fact, other: Fact) -> None:
    (fact,) = both(one, other)
    assert fact.rule == "pattern+llm"
    assert DISPUTED not in fact.flags


def test_each_adds_what_the_other_leaves_out() -> None:
    one = agreement(title="协议", topics=("科普",), date="2023-05")
    other = agreement(
        title="共建协议", topics=("科普", "培训"), date="2023-05-08", event="论坛",
        kind="StrategicAgreement",
    )  # fmt: skip
    (fact,) = both(one, other)
    assert fact.model_dump(exclude=set(Fact.model_fields)) == {
        "parties": (A, B), "title": "共建协议", "kind": "StrategicAgreement", "event": "论坛",
        "topics": ("科普", "培训"), "date": "2023-05-08", "signatories": (), "teams": (),
        "status": "Signed",
    }  # fmt: skip


def test_a_short_name_is_the_full_one_that_a_reading_gives() -> None:
    known = OrganizationFact(name="市科协", canonical="甲市科协")
    facts = united([by_rules(known), by_rules(agreement("市科协", B))], [by_model(agreement(A, B))])
    assert [fact.rule for fact in facts] == ["pattern", "pattern+llm"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (agreement(title="共建协议"), agreement(title="采购合同")),
        (agreement(date="2023-05-08"), agreement(date="2023-05-09")),
        (agreement(date="2011"), agreement(date="2020-11-11")),
        (agreement(status="Signed"), agreement(status="Planned")),
        (agreement(A, B, C), agreement(A, B)),
        (EventFact(name="论坛", date="2023"), EventFact(name="论坛", date="2024")),
        (DistrictFact(name="江北区", code="330205"), DistrictFact(name="江北区", code="500105")),
        (
            PersonFact(name="王一", roles=(Role(organization=A, title="主席"),)),
            PersonFact(name="王一", roles=(Role(organization=B, title="主席"),)),
        ),
    ],
)
def test_contradictions_are_kept_and_flagged(one: Fact, other: Fact) -> None:
    facts = both(one, other)
    assert [fact.flags for fact in facts] == [(DISPUTED,), (DISPUTED,)]
    assert [fact.rule for fact in facts] == ["pattern", "llm"]
    assert [fact.confidence for fact in facts] == [0.9, 0.8]


def test_three_parties_against_two_pairs_are_disputed_all_round() -> None:
    facts = united([agreement(A, B, C)], [agreement(A, B), agreement(A, C), agreement(C, "丁")])
    assert [DISPUTED in fact.flags for fact in facts] == [True, True, True, False]


def test_what_is_said_alike_finds_each_other_first() -> None:
    first = [agreement(), agreement(title="共建协议")]
    second = [agreement(title="共建协议"), agreement(title="采购合同")]
    facts = united(first, second)
    assert [fact.label() for fact in facts] == [f"{A} × {B}：采购合同", f"{A} × {B}：共建协议"]
    assert not any(fact.flags for fact in facts)


def test_parts_of_one_reading_are_joined_without_more_confidence() -> None:
    one = PersonFact(name="王一", rule="llm", confidence=0.6, roles=(Role(title="主席"),))
    other = one.model_copy(
        update={"confidence": 0.8, "roles": (Role(organization=A, title="主席"),)}
    )
    (fact,) = merged([one], [other])
    assert fact == other
    assert merged([agreement(title="甲")], [agreement(title="乙")]) == [
        agreement(title="甲"), agreement(title="乙"),
    ]  # fmt: skip


def test_repetitions_within_a_reading_are_one() -> None:
    one, two = (OrganizationFact(name=A, spans=(Span(n, n + 4),)) for n in (0, 9))
    (fact,) = merged([], [one, two])
    assert fact.spans == (Span(0, 4), Span(9, 13))


def test_many_facts_take_no_long_time() -> None:
    facts = [agreement(f"甲{n}", f"乙{n}") for n in range(3000)]
    assert len(united(facts, facts[::-1])) == 3000
