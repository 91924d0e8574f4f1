"""Joint bodies: who made them are their members, from the text of a report to the graph."""

from chinese_reports import read
from english_reports import read as read_english

from hezuo.graph.extract.facts import AgreementFact, Extraction, OrganizationFact
from hezuo.graph.extract.joint_bodies import with_members
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rows.rows import facts_to_rows
from hezuo.graph.records import Organization

U, F, A = "云岭大学", "蓝湖集团有限公司", "青山农业科学院"
LAB, UNION = "智慧农业联合实验室", "西部农业产业联盟"


def members(text: str) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.members for fact in read(text).of(OrganizationFact) if fact.members}


def test_who_made_a_laboratory_are_its_members() -> None:
    assert members(f"由{U}和{F}共建的“{LAB}”揭牌成立。") == {LAB: (U, F)}


def test_founders_are_told_later_in_the_sentence_or_in_the_next() -> None:
    one = f"{UNION}成立，联盟由{U}、{F}、{A}等10家单位共同发起。"
    assert members(one) == {UNION: (U, F, A)}
    assert members(one.replace("，联盟", "。联盟")) == {UNION: (U, F, A)}
    assert members(f"{UNION}成立，由{U}、{F}共同发起。") == {UNION: (U, F)}


def test_who_founded_another_body_is_no_member() -> None:
    assert members(f"{UNION}成立，{LAB}由{U}、{F}共同建设。").get(UNION) is None


def test_a_body_that_is_called_by_its_two_founders() -> None:
    assert members(f"{U}与{F}联合实验室揭牌。") == {f"{U}与{F}联合实验室": (U, F)}


def test_a_venture_of_several() -> None:
    text = f"{U}、{F}共同出资设立的云岭帆鲸种业有限公司正式揭牌。"
    assert members(text) == {"云岭帆鲸种业有限公司": (U, F)}
    assert members(f"{F}的云岭帆鲸种业有限公司揭牌，{U}到场。") == {}


def test_founders_stand_right_behind_the_name() -> None:
    assert members(f"{UNION}由{U}、{F}、{A}共同发起成立。") == {UNION: (U, F, A)}


def test_founders_are_listed_behind() -> None:
    text = f"{UNION}在云岭成立。发起单位有三家：{U}、{F}以及{A}。"
    assert members(text) == {UNION: (U, F, A)}


def test_what_is_only_planned_has_no_members() -> None:
    assert members(f"由{U}和{F}共建的“{LAB}”将于明年揭牌。") == {}


def test_the_date_of_the_founding_is_kept() -> None:
    found = read(f"2022年5月8日，由{U}和{F}共建的“{LAB}”揭牌成立。").of(OrganizationFact)
    assert {fact.name: fact.founded for fact in found} == {U: None, F: None, LAB: "2022-05-08"}


def test_english_reports() -> None:
    text = "Deyang University and Quillon Ltd unveiled the Deyang Tea Laboratory on 3 June 2023."
    (lab,) = [fact for fact in read_english(OrganizationFact, text) if fact.members]
    assert (lab.name, lab.members) == (
        "Deyang Tea Laboratory",
        ("Deyang University", "Quillon Ltd"),
    )
    assert lab.founded == "2023-06-03"


def test_an_agreement_on_a_body_makes_no_members_of_it() -> None:
    signed = AgreementFact(parties=(U, F), title=LAB, rule="agreement:with-list")
    assert with_members([OrganizationFact(name=LAB)], [signed])[0].members == ()


def test_the_graph_states_members_and_date() -> None:
    text = f"2022年5月8日，由{U}和{F}共建的“{LAB}”揭牌成立。"
    report = Report("r", text, published="2022-05-10")
    found = Extraction(facts=read(text).facts)
    bodies = [row.record for row in facts_to_rows(report, found).rows]
    (lab,) = [b for b in bodies if isinstance(b, Organization) and b.name == LAB]
    assert (set(lab.members), lab.founded) == ({U, F}, "2022-05-08")
    assert [str(place.span) for place in lab.evidence] == [f"0-{len(text)}"]
