"""What decisions do to a reading of a report."""

from dataclasses import replace

import pytest
from decided_facts import READINGS, REPORT, body, decided, decisions_of, on, sample
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.extract import facts
from hezuo.graph.extract.review.decisions import Decisions, apply_decisions
from hezuo.graph.extract.review.fact_fields import checked
from hezuo.graph.values import Span

FIRST, SECOND, THIRD, PERSON, EVENT, AGREEMENT = sample().facts


def applied(*made: object, extraction: facts.Extraction | None = None) -> facts.Extraction:
    decisions = decisions_of(*made)  # type: ignore[arg-type]
    return apply_decisions(REPORT, extraction or sample(), decisions)


def agreement_in(extraction: facts.Extraction) -> facts.AgreementFact:
    (found,) = extraction.of(facts.AgreementFact)
    return found


def keys(extraction: facts.Extraction) -> list[str]:
    return [fact.key() for fact in extraction.facts]


def test_without_decisions_nothing_changes() -> None:
    assert apply_decisions(REPORT, sample(), Decisions()) == sample()
    other = replace(REPORT, id="other", text="其他")
    assert apply_decisions(other, sample(), decisions_of(on(FIRST, "refuse"))) == sample()


def test_what_was_accepted_is_certain_and_no_longer_asks_for_a_look() -> None:
    found = agreement_in(applied(on(AGREEMENT, "accept")))
    assert found.key() == AGREEMENT.key()
    assert found.confidence == 1
    assert found.rule == AGREEMENT.rule
    assert found.flags == (facts.DATE_INFERRED,)  # which is true of it, whoever looked


def test_what_was_corrected_says_what_the_reader_said() -> None:
    made = on(
        AGREEMENT, "correct", title="三方战略合作协议", date="2021-05-08", kind="StrategicAgreement"
    )
    found = agreement_in(applied(made))
    assert (found.title, found.date, found.kind) == (
        "三方战略合作协议", "2021-05-08", "StrategicAgreement",
    )  # fmt: skip
    assert found.parties == agreement_in(sample()).parties
    assert (found.confidence, found.rule, found.flags) == (1, "agreement:list;reviewed", ())
    assert found.spans == AGREEMENT.spans
    assert found.sentence == AGREEMENT.sentence


def test_planned_goes_with_the_status() -> None:
    planned = agreement_in(applied(on(AGREEMENT, "correct", status="Planned")))
    assert facts.PLANNED in planned.flags
    reading = sample().model_copy(update={"facts": (planned.model_copy(update={"rule": "x"}),)})
    signed = applied(on(planned, "correct", status="Signed"), extraction=reading)
    assert facts.PLANNED not in agreement_in(signed).flags


def test_a_refused_body_goes_from_wherever_it_is_named() -> None:
    after = applied(on(SECOND, "refuse"))
    assert [o.name for o in after.of(facts.OrganizationFact)] == ["甲市科协", "丙公司"]
    assert agreement_in(after).parties == ("甲市科协", "丙公司")
    (person,) = after.of(facts.PersonFact)
    assert person.roles == (facts.Role(organization=None, title="校长"),)
    assert after.notes == ()


def test_a_refused_person_states_no_figure() -> None:
    figure = facts.FigureFact(measure="产值", value="5", unit="亿元", stated_by="戊")
    reading = sample().model_copy(update={"facts": (*sample().facts, figure)})
    after = applied(on(PERSON, "refuse"), on(figure, "accept"), extraction=reading)
    (left,) = after.of(facts.FigureFact)
    assert left.stated_by is None


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [("status", "Forecast", "Signed"), ("comparison", "About", "Roughly")],
)
def test_what_a_figure_can_be_is_listed(name: str, right: str, wrong: str) -> None:
    assert checked("figure", {name: right}) == {name: right}
    assert checked("figure", {name: ""}) == {name: ""}
    with pytest.raises(ValueError, match="it can be"):
        checked("figure", {name: wrong})


def test_an_agreement_of_one_party_goes_with_a_note() -> None:
    after = applied(on(SECOND, "refuse"), on(THIRD, "refuse"), on(AGREEMENT, "accept"))
    assert after.of(facts.AgreementFact) == []
    assert len(after.notes) == 1
    assert after.notes[0].startswith("agreement 甲市科协 × 乙大学 × 丙公司：合作协议 went too")


def test_a_refused_name_stays_where_a_district_has_it_too() -> None:
    district = facts.DistrictFact(name="丙公司")
    reading = sample().model_copy(update={"facts": (*sample().facts, district)})
    assert "丙公司" in agreement_in(applied(on(THIRD, "refuse"), extraction=reading)).parties


def test_a_refused_event_is_where_nothing_was_signed() -> None:
    after = applied(on(EVENT, "refuse"))
    assert agreement_in(after).event is None
    assert after.of(facts.EventFact) == []


def test_a_corrected_name_is_corrected_where_it_is_named() -> None:
    after = applied(on(SECOND, "correct", name="重庆乙大学"))
    assert agreement_in(after).parties == ("甲市科协", "重庆乙大学", "丙公司")
    assert after.of(facts.PersonFact)[0].roles[0].organization == "重庆乙大学"
    assert agreement_in(after).confidence == 0.5  # the name is certain, the agreement is not


def test_what_a_reader_set_stays_as_set() -> None:
    made = on(AGREEMENT, "correct", parties=["乙大学", "丙公司"])
    after = applied(made, on(SECOND, "refuse"))
    assert agreement_in(after).parties == ("乙大学", "丙公司")


def test_two_facts_that_say_the_same_become_one() -> None:
    twice = body("丙公司", canonical="丙").model_copy(update={"spans": (Span(1, 2),)})
    reading = sample().model_copy(update={"facts": (THIRD, twice)})
    after = applied(on(twice, "correct", canonical="", kind="Company"), extraction=reading)
    assert len(after.facts) == 1
    assert after.facts[0].rule == "ending;reviewed"
    assert after.facts[0].spans == tuple(sorted((*THIRD.spans, Span(1, 2))))


@pytest.mark.parametrize(
    "changed",
    [{"rule": "a better rule"}, {"confidence": 0.99}, {"spans": (Span(5, 9),), "sentence": None}],
)
def test_what_was_refused_stays_refused_however_it_is_found(changed: dict[str, object]) -> None:
    reading = sample().model_copy(
        update={"facts": tuple(fact.model_copy(update=changed) for fact in sample().facts)}
    )
    assert AGREEMENT.key() not in keys(applied(on(AGREEMENT, "refuse"), extraction=reading))


def test_it_stays_refused_in_a_text_with_other_white_space() -> None:
    saved_anew = replace(REPORT, text=REPORT.text.replace("，", "，\n  "))
    after = apply_decisions(saved_anew, sample(), decisions_of(on(AGREEMENT, "refuse")))
    assert AGREEMENT.key() not in keys(after)
    assert after.notes == ("the decisions were made on another version of this report's text",)


def test_it_stays_refused_when_a_little_more_is_read() -> None:
    more = AGREEMENT.model_copy(update={"date": "2021-05-08", "topics": ("人才",)})
    other = AGREEMENT.model_copy(update={"date": "2019"})
    seen = AGREEMENT.model_copy(update={"title": "战略合作协议"})
    reading = sample().model_copy(update={"facts": (more, other, seen)})
    decisions = decisions_of(on(AGREEMENT, "refuse"), undecided=[seen.key()])
    after = apply_decisions(REPORT, reading, decisions)
    assert keys(after) == [other.key(), seen.key()]  # of another year; left when the other went
    assert "is read differently now, and stays refused" in after.notes[0]


def test_a_report_under_another_name_is_known_by_its_text() -> None:
    renamed = replace(REPORT, id="report (1)")
    after = apply_decisions(renamed, sample(), decisions_of(on(AGREEMENT, "refuse")))
    assert AGREEMENT.key() not in keys(after)


def test_decisions_on_what_is_no_longer_found_are_told() -> None:
    gone = body("乙大学", kind="Company")
    after = applied(
        on(gone, "accept"),
        on(gone.model_copy(update={"kind": "Media"}), "correct", kind="Hospital"),
        on(gone.model_copy(update={"kind": "Hospital", "name": "无"}), "refuse"),
    )  # fmt: skip
    assert after.facts == sample().facts
    assert after.notes == (
        "organization 乙大学 was accepted, but is no longer found",
        "organization 乙大学 was corrected, but is no longer found",
        "organization 无 was refused, but is no longer found",
    )


def test_what_is_read_differently_and_stays_refused_is_not_missed() -> None:
    refused = body("丙公司", kind="Media")
    after = applied(on(refused, "refuse"))
    assert THIRD.key() not in keys(after)
    assert after.notes == ("organization 丙公司 is read differently now, and stays refused",)


def test_decisions_on_another_report_of_the_same_id_are_not_followed() -> None:
    others = [facts.OrganizationFact(name=name) for name in ("甲院", "乙院", "丙院")]
    made = decisions_of(
        on(THIRD, "refuse"), on(others[0], "accept"), report=replace(REPORT, text="另一篇"),
        undecided=[other.key() for other in others[1:]],
    )  # fmt: skip
    after = apply_decisions(REPORT, sample(), made)
    assert after.facts == sample().facts
    (note,) = after.notes
    assert note.startswith(
        "the decisions under this id are not followed: they were made on another"
    )
    # Those on this text hold, whatever else has its id.
    ours = decisions_of(on(THIRD, "refuse"))
    for sources in (made.sources + ours.sources, ours.sources + made.sources):
        after = apply_decisions(REPORT, sample(), Decisions(sources=sources))
        assert THIRD.key() not in keys(after)
        assert after.notes == ()


def test_decisions_on_an_earlier_version_are_followed_and_it_is_said() -> None:
    seen = [fact.key() for fact in (FIRST, facts.PersonFact(name="己"))]
    made = decisions_of(
        on(THIRD, "refuse"), report=replace(REPORT, text="较早的文字"), undecided=seen
    )
    after = apply_decisions(REPORT, sample(), made)
    assert THIRD.key() not in keys(after)
    assert after.notes == ("the decisions were made on another version of this report's text",)
    assert apply_decisions(REPORT, after, made) == after


def test_decisions_of_older_files_that_do_not_say_on_which_text_are_followed() -> None:
    made = decisions_of(
        on(THIRD, "refuse"), undecided=["organization 甲院", "person 己"], sha256=""
    )
    after = apply_decisions(REPORT, sample(), made)
    assert THIRD.key() not in keys(after)
    assert after.notes == ()


def test_a_decision_by_key_alone_is_enough() -> None:
    after = applied({"key": THIRD.key(), "verdict": "refuse"})
    assert agreement_in(after).parties == ("甲市科协", "乙大学")


def test_the_decisions_on_the_present_text_hold() -> None:
    old = decisions_of(on(THIRD, "refuse"), on(EVENT, "refuse"), report=replace(REPORT, text="旧"))
    new = decisions_of(on(THIRD, "accept"))
    for sources in (old.sources + new.sources, new.sources + old.sources):
        after = apply_decisions(REPORT, sample(), Decisions(sources=sources))
        assert THIRD.key() in keys(after)
        assert EVENT.key() not in keys(after)
        assert after.notes == ()


@given(st.data())
def test_applying_twice_is_applying_once(data: st.DataObject) -> None:
    extraction = data.draw(READINGS)
    decisions = data.draw(decided(extraction))
    once = apply_decisions(REPORT, extraction, decisions)
    assert apply_decisions(REPORT, once, decisions) == once


@given(st.data())
def test_what_was_refused_never_comes_back(data: st.DataObject) -> None:
    extraction = data.draw(READINGS)
    decisions = data.draw(decided(extraction))
    after = apply_decisions(REPORT, extraction, decisions)
    refused = {one.place for one in decisions.sources[0].decisions if one.verdict == "refuse"}
    back = [fact for fact in after.facts if " ".join(fact.key().split()) in refused]
    assert all(fact.rule.endswith(";reviewed") for fact in back)  # a reader made another fact so


@given(READINGS)
def test_accepting_all_leaves_the_same_facts(extraction: facts.Extraction) -> None:
    after = apply_decisions(
        REPORT, extraction, decisions_of(*(on(fact, "accept") for fact in extraction.facts))
    )
    assert keys(after) == keys(extraction)
    assert all(fact.confidence == 1 for fact in after.facts)
    assert after.notes == ()


@given(READINGS)
def test_refusing_all_leaves_none(extraction: facts.Extraction) -> None:
    made = decisions_of(*(on(fact, "refuse") for fact in extraction.facts))
    assert apply_decisions(REPORT, extraction, made).facts == ()
