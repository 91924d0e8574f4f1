"""From facts to records: one for each thing, all that is named defined, nothing guessed."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.extract import facts
from hezuo.graph.extract.facts import (
    AgreementFact,
    DesignationFact,
    DistrictFact,
    EventFact,
    Extraction,
    Fact,
    FigureFact,
    OrganizationFact,
    PersonFact,
    PolicyFact,
    ProjectFact,
    Role,
    TalkFact,
)
from hezuo.graph.extract.reading import Reading
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rows.rows import facts_to_rows
from hezuo.graph.rdf import quads, records
from hezuo.graph.records import (
    Agreement,
    Appointment,
    Area,
    Designation,
    Event,
    EventSeries,
    Expert,
    ExpertTeam,
    Observation,
    Organization,
    Policy,
    Project,
    Record,
    Row,
    Source,
    Talk,
)
from hezuo.graph.report_quads import linked_facts
from hezuo.graph.resolve import link
from hezuo.graph.values import Evidence, Span

REPORT = Report(
    "两地签约", "沙坪坝区科协与武侯区科协签约。", title="两地签约", published="2021-06-18"
)
A, B, C = "重庆市沙坪坝区科协", "成都市武侯区科协", "四川大学"
FULL_A, FULL_B = "重庆市沙坪坝区科学技术协会", "成都市武侯区科学技术协会"
Kind = TypeVar("Kind", bound=Record)


def rows(*given: Fact, planned: bool = False) -> list[Row]:
    """The rows of facts; they are linked, so every name in them is defined."""
    tables = facts_to_rows(REPORT, Extraction(facts=given, extractor="x 1"), planned=planned)
    link(tables.rows)
    return tables.rows


def notes(*given: Fact) -> list[str]:
    return list(facts_to_rows(REPORT, Extraction(facts=given)).notes)


def of(kind: type[Kind], *given: Fact, planned: bool = False) -> list[Kind]:
    found = [row.record for row in rows(*given, planned=planned)]
    return [record for record in found if isinstance(record, kind)]


def agreement(*parties: str, **said: object) -> AgreementFact:
    return AgreementFact.model_validate({"parties": parties, "title": "合作协议"} | said)


def test_the_source_says_what_the_report_is_and_what_read_it() -> None:
    (source,) = of(Source)
    assert (source.id, source.title, source.published) == ("两地签约", "两地签约", "2021-06-18")
    assert (source.language, source.characters, source.extractor) == ("zh", 15, "x 1")


def test_the_forms_of_one_body_are_one_record_with_the_places_of_all() -> None:
    first = OrganizationFact(name=A, canonical=FULL_A, kind="ScienceAssociation",
                             district="500106", spans=(Span(0, 6),), rule="r")  # fmt: skip
    again = OrganizationFact(name="区科协", canonical=FULL_A, spans=(Span(9, 12),), confidence=0.5)
    (body,) = of(Organization, first, again)
    assert (body.name, body.aliases) == (FULL_A, (A, "区科协"))
    assert (body.kind, body.district) == ("ScienceAssociation", "500106")
    assert [str(place) for place in body.evidence] == ["0-6 1 r", "9-12 0.5 unnamed"]


def test_a_short_form_that_two_bodies_could_go_by_is_that_of_the_first() -> None:
    both = [OrganizationFact(name="市科协", canonical=full) for full in (FULL_A, FULL_B)]
    first, second = of(Organization, *both)
    assert ("市科协" in first.aliases, "市科协" in second.aliases) == (True, False)


def test_parties_that_are_listed_nowhere_get_records_and_places_are_areas() -> None:
    found = rows(agreement(A, "武侯区", "某新公司", sentence=Span(0, 15), rule="r", confidence=0.9))
    (signed,) = [r.record for r in found if isinstance(r.record, Agreement)]
    assert signed.parties == (FULL_A, "510107", "某新公司")
    (new,) = [r.record for r in found if r.record.label() == "某新公司"]
    assert new.evidence == signed.evidence == (Evidence.parse("0-15 0.9 r"),)


def test_a_body_that_is_a_place_is_that_place() -> None:
    place = DistrictFact(name="武侯区", code="510107")
    assert of(Organization, place, OrganizationFact(name="武侯区")) == []
    assert of(Agreement, place, agreement("武侯区", C))[0].parties == ("510107", C)


def test_zones_lie_where_their_names_say() -> None:
    zone, city = of(Area, DistrictFact(name="重庆高新区"), DistrictFact(name="重庆", code="500000"))
    assert (zone.kind, zone.code, zone.within) == ("Zone", None, ("500000",))
    assert (city.name, city.aliases, city.code) == ("重庆市", ("重庆",), "500000")


def test_a_party_of_unknown_name_is_left_out_and_said() -> None:
    fact = agreement("我校", C, flags=(facts.ANAPHORIC_PARTY,))
    (signed,) = of(Agreement, OrganizationFact(name=C), fact)
    assert (signed.parties, signed.flags) == ((C,), ("AnaphoricParty", "CounterpartyUnknown"))
    assert "'我校' is left out" in notes(fact)[0]
    alone = agreement("我校", flags=(facts.ANAPHORIC_PARTY,))
    assert of(Agreement, alone) == []
    assert "names none of its parties" in notes(alone)[1]


def test_what_is_planned_is_left_out_unless_asked_for() -> None:
    fact = agreement(A, B, status="Planned", flags=(facts.PLANNED,))
    assert of(Agreement, fact) == []
    assert "only planned" in notes(fact)[0]
    assert of(Agreement, fact, planned=True)[0].status == "Planned"


def test_an_ambiguous_agreement_stands_alone_or_gives_way_to_what_is_sure_of_it() -> None:
    unclear = agreement(A, B, C, flags=(facts.AMBIGUOUS_GROUPING,), sentence=Span(0, 15))
    assert of(Agreement, unclear)[0].flags == ("AmbiguousParties",)
    sure = agreement(A, B, sentence=Span(0, 15))
    assert [one.parties for one in of(Agreement, unclear, sure)] == [(FULL_A, FULL_B)]
    elsewhere = agreement(A, B, sentence=Span(3, 15))
    assert len(of(Agreement, unclear, elsewhere)) == 2


def test_what_is_disputed_is_stated_in_both_readings() -> None:
    said = {"flags": (facts.DISPUTED,)}
    one, other = agreement(A, B, date="2021", **said), agreement(A, B, date="2020", **said)
    assert [(a.signed_on, a.flags) for a in of(Agreement, one, other)] == [
        ("2021", ("Disputed",)),
        ("2020", ("Disputed",)),
    ]
    ended = agreement(B, A, date="2021", status="Terminated", spans=(Span(2, 4),))
    (joined,) = of(Agreement, one, ended)
    assert (joined.status, joined.flags) == ("Signed", ("Disputed",))
    assert len(joined.evidence) == 1


def test_what_is_told_twice_is_one_agreement_with_both_places() -> None:
    headline = agreement("沙坪坝区科协", "武侯区科协", title=None, sentence=Span(0, 5))
    told = agreement(A, B, title="战略合作协议", date="2021-06-17", sentence=Span(6, 15))
    for both in ((headline, told), (told, headline)):
        (signed,) = of(Agreement, *both)
        assert (signed.title, signed.signed_on) == ("战略合作协议", "2021-06-17")
        assert [place.span for place in signed.evidence] == [Span(0, 5), Span(6, 15)]
    shorter = agreement(A, B, title="合作协议", date="2021-06", sentence=Span(0, 5))
    assert [one.title for one in of(Agreement, shorter, told)] == ["战略合作协议"]
    for other in (
        agreement(A, B, title="购销合同", sentence=Span(0, 5)),
        agreement(A, B, title="合作协议", date="2020", sentence=Span(0, 5)),
        agreement(A, B, title="合作协议", sentence=Span(6, 15)),  # two papers in one sentence
        agreement(A, C, title="合作协议", sentence=Span(0, 5)),
    ):
        assert len(of(Agreement, told, other)) == 2


def test_an_agreement_without_a_title_is_called_by_its_kind() -> None:
    assert of(Agreement, agreement(A, B, title=None, kind="StrategicAgreement"))[0].title == (
        "战略合作协议"
    )
    assert of(Agreement, agreement(A, B, kind="Nonsense"))[0].kind == "Agreement"


def test_a_person_has_posts_and_belongs_where_they_work() -> None:
    academy = OrganizationFact(name="中国工程院", kind="Academy")
    roles = (Role(organization="中国工程院", title="院士"), Role(organization=C, title="教授"),
             Role(organization="兰考县", title="顾问"), Role(title="记者"))  # fmt: skip
    found = rows(academy, PersonFact(name="张三", roles=roles, team="张三教授团队"))
    kept = {type(row.record): row.record for row in found}
    assert isinstance(person := kept[Expert], Expert)
    assert person.affiliation == C
    assert isinstance(team := kept[ExpertTeam], ExpertTeam)
    assert (team.leader, team.organizations) == ("张三", (C,))
    posts = [row.record for row in found if isinstance(row.record, Appointment)]
    assert [(post.organization, post.title) for post in posts] == [
        ("中国工程院", "院士"), (C, "教授"), (None, "兰考县顾问"), (None, "记者"),
    ]  # fmt: skip


def test_who_signed_for_a_party_is_a_person_and_no_party() -> None:
    role = Role(organization=C, title="校长")
    listed = PersonFact(name="张三", roles=(role,), spans=(Span(0, 2),))
    signatories = ("张三", "李四", " 李四", C, "武侯区", "")
    fact = agreement(A, C, signatories=signatories, sentence=Span(0, 9))
    (signed,) = of(Agreement, listed, fact)
    assert (signed.parties, signed.signatories) == ((FULL_A, C), ("张三", "李四"))
    first, second = of(Expert, listed, fact)
    assert (first.affiliation, second.affiliation) == (C, None)
    assert [str(place.span) for place in (*first.evidence, *second.evidence)] == ["0-2", "0-9"]
    assert len(of(Organization, listed, fact)) == 2


def test_an_agreement_told_twice_has_the_signatories_of_both() -> None:
    headline = agreement(A, B, title=None, signatories=("张三",), sentence=Span(0, 5))
    told = agreement(A, B, signatories=("李四",), sentence=Span(6, 15))
    assert of(Agreement, headline, told)[0].signatories == ("李四", "张三")


def test_of_two_readings_of_a_person_the_surer_counts() -> None:
    sure = PersonFact(name="张三", roles=(Role(organization=A, title="主席"),), spans=(Span(0, 2),))
    unsure = PersonFact(name="张三", roles=(Role(organization=C, title="主席"),), confidence=0.5,
                        spans=(Span(4, 6),), flags=(facts.DISPUTED,))  # fmt: skip
    (person,) = of(Expert, unsure, sure)
    assert (person.affiliation, len(person.evidence)) == (FULL_A, 2)
    assert len(of(Appointment, unsure, sure)) == 1


def test_events_have_places_and_series_and_are_one_for_each_name() -> None:
    first = EventFact(name="首届“科创”论坛", series="科创论坛", date="2021-06", place="重庆大学城",
                      mode="Hybrid", organizers=(A,), confidence=0.9)  # fmt: skip
    other = EventFact(name="首届科创论坛", date="2020", confidence=0.5)
    event = of(Event, other, first)[0]
    assert (event.held_on, event.place, event.series) == ("2021-06", "重庆大学城", "科创论坛")
    assert (event.flags, event.organizers, event.mode) == (("Disputed",), (FULL_A,), "Hybrid")
    assert [s.name for s in of(EventSeries, first)] == ["科创论坛"]
    assert of(Area, first)[0].within == ("500000",)
    nowhere = of(Event, EventFact(name="论坛", place="红旗校区", date="昨天", mode="x"))[0]
    assert (nowhere.place, nowhere.note, nowhere.held_on) == (None, "地点：红旗校区", None)


def test_other_kinds_of_facts_become_records() -> None:
    talk = TalkFact(title="题", speaker="李四", event="论坛", kind="KeynoteTalk")
    given = (
        talk,
        DesignationFact(title="示范基地", recipients=("武侯区", C), conferred_by=A, batch="首批",
                        kind="PlaqueAward", date="2021", flags=(facts.DATE_INFERRED,)),
        PolicyFact(title="计划", issuers=(A, "武侯区"), date="2021-03"),
        ProjectFact(name="项目", participants=(A, C), date="2021"),
        FigureFact(measure="规模", value="1,200.5", unit="亿元", comparison="About",
                   period="2015/2018", stated_by="李四", area="武侯区", status="Forecast"),
        FigureFact(measure="数", value="很多"),
    )  # fmt: skip
    found = {type(row.record): row.record for row in rows(*given)}
    assert isinstance(told := found[Talk], Talk)
    assert (told.speaker, told.event, told.kind) == ("李四", "论坛", "KeynoteTalk")
    assert isinstance(given_to := found[Designation], Designation)
    assert (given_to.recipients, given_to.conferred_by) == (("510107", C), (FULL_A,))
    assert given_to.note == "日期为推断"
    assert isinstance(policy := found[Policy], Policy)
    assert policy.issuers == (FULL_A,)
    assert isinstance(project := found[Project], Project)
    assert (project.participants, project.starts_on) == ((FULL_A, C), "2021")
    assert isinstance(figure := found[Observation], Observation)
    assert (str(figure.value), figure.period_start, figure.period_end) == ("1200.5", "2015", "2018")
    assert (figure.stated_by, figure.area, figure.status) == ("李四", "510107", "Forecast")


def test_an_alliance_has_its_members() -> None:
    alliance = OrganizationFact(name="科创联盟", members=(A, "某院", "科创联盟"), parent=C)
    body = of(Organization, alliance)[0]
    assert (body.kind, body.members, body.parents) == ("Consortium", (FULL_A, "某院"), (C,))


def test_rule_and_confidence_come_back_from_quads() -> None:
    fact = agreement(A, B, sentence=Span(0, 15), rule="agreement:with-list", confidence=0.55)
    back = [row.record for row in records(quads(link(rows(fact))))]
    (signed,) = [record for record in back if isinstance(record, Agreement)]
    assert [str(place) for place in signed.evidence] == ["0-15 0.55 agreement:with-list"]


_names = st.sampled_from(
    [A, FULL_A, B, "区科协", C, "武侯区", "武侯", "重庆高新区", "中国", "德国", "我校", "甲  乙",
     "甲乙", "“甲乙”", "\x00\x07", "a\u202eb", "", " ", "=1+1", "张三", "论坛", "市", "𠮷\ue000"]
)  # fmt: skip
_dates = st.sampled_from([None, "2021", "2021-06-31", "2021-06-17", "x", ""])
_flags = st.lists(st.sampled_from(facts.FLAGS), max_size=2, unique=True).map(tuple)
_spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 20), st.integers(0, 5))
_common = {
    "spans": st.lists(_spans, max_size=2).map(tuple), "sentence": st.none() | _spans,
    "rule": st.sampled_from(["", "r", "a b；c\n"]), "confidence": st.floats(0, 1), "flags": _flags,
}  # fmt: skip
_many = st.lists(_names, max_size=3).map(tuple)
_roles = st.lists(st.builds(Role, organization=st.none() | _names, title=_names), max_size=2)
_facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(OrganizationFact, name=_names, canonical=_names, kind=st.sampled_from(["", "x"]),
              district=st.sampled_from(["", "510107", "999999"]), members=_many, parent=_names,
              **_common),
    st.builds(PersonFact, name=_names, roles=_roles.map(tuple), team=_names, **_common),
    st.builds(AgreementFact, parties=_many, title=st.none() | _names, date=_dates, event=_names,
              teams=_many, signatories=_many, status=st.sampled_from(["Signed", "Planned", "?"]),
              **_common),
    st.builds(EventFact, name=_names, date=_dates, place=_names, series=_names, organizers=_many,
              **_common),
    st.builds(DesignationFact, title=_names, recipients=_many, conferred_by=_names, date=_dates,
              **_common),
    st.builds(PolicyFact, title=_names, issuers=_many, date=_dates, **_common),
    st.builds(TalkFact, title=_names, speaker=_names, event=_names, **_common),
    st.builds(ProjectFact, name=_names, participants=_many, date=_dates, **_common),
    st.builds(DistrictFact, name=_names, code=st.sampled_from([None, "510107", "x"]), **_common),
    st.builds(FigureFact, measure=_names, value=st.sampled_from(["1", "x"]), period=_dates,
              stated_by=_names, area=_names, **_common),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_facts, max_size=12))
def test_whatever_an_extractor_says_can_be_linked(given: list[Fact]) -> None:
    linked, said = linked_facts(REPORT, Extraction(facts=tuple(given)), Reading())
    assert not [note for note in said if "could be linked" in note]
    stated = set(quads(linked))
    assert set(quads(link(records(stated)))) == stated


@pytest.mark.parametrize("confidence", [0.3, 0.9])
def test_facts_below_the_least_confidence_are_left_out(confidence: float) -> None:
    tables = facts_to_rows(
        REPORT, Extraction(facts=(agreement(A, B, confidence=confidence),)), min_confidence=0.5
    )
    assert any(isinstance(row.record, Agreement) for row in tables.rows) == (confidence > 0.5)
