"""Facts of a small report, random ones, and decisions on them, for the tests of reviews."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from hezuo.graph.extract import facts
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.review.decisions import Decisions, read_decisions, text_checksum
from hezuo.graph.extract.review.fact_fields import EVIDENCE
from hezuo.graph.values import Span

TEXT = "日前，甲市科协、乙大学与丙公司在丁论坛上签署合作协议，戊任乙大学校长。"
REPORT = Report(id="一", text=TEXT, title="三方签约")


def at(words: str) -> dict[str, Any]:
    """Return where words stand in the text, for a fact."""
    start = TEXT.index(words)
    return {"spans": (Span(start, start + len(words)),), "sentence": Span(0, len(TEXT))}


def body(name: str, **said: Any) -> facts.OrganizationFact:
    """Return an organisation of the text."""
    found: dict[str, Any] = at(name) | {"rule": "ending", "confidence": 0.8} | said
    return facts.OrganizationFact(name=name, **found)


def sample() -> facts.Extraction:
    """Return the facts of the text: three bodies, a person, an event and an agreement."""
    role = facts.Role(organization="乙大学", title="校长")
    return facts.Extraction(
        facts=(
            body("甲市科协", canonical="甲市科学技术协会"),
            body("乙大学", kind="University"),
            body("丙公司", kind="Company"),
            facts.PersonFact(name="戊", roles=(role,), confidence=0.9, rule="chain", **at("戊")),
            facts.EventFact(name="丁论坛", confidence=0.9, rule="event-name", **at("丁论坛")),
            facts.AgreementFact(
                parties=("甲市科协", "乙大学", "丙公司"), title="合作协议", date="2021",
                event="丁论坛", confidence=0.5, rule="agreement:list",
                flags=(facts.AMBIGUOUS_GROUPING, facts.DATE_INFERRED),
                **at("甲市科协、乙大学与丙公司在丁论坛上签署合作协议"),
            ),
        ),
        extractor="rules 1",
    )  # fmt: skip


def said(fact: facts.Fact) -> dict[str, Any]:
    """Return what a fact says, as a decisions file has it."""
    return fact.model_dump(exclude=set(EVIDENCE), exclude_defaults=True)


def on(fact: facts.Fact, verdict: str, **values: Any) -> dict[str, Any]:
    """Return a decision on a fact, as a decisions file has it."""
    made = {"key": fact.key(), "verdict": verdict, "found": said(fact)}
    return made | ({"values": values} if values else {})


def file_of(*made: dict[str, Any], report: Report = REPORT, **more: Any) -> dict[str, Any]:
    """Return a decisions file on one report."""
    source = {"report": report.id, "sha256": text_checksum(report), "decisions": list(made)}
    return {"format": "hezuo-decisions", "version": 1, "sources": [source | more]}


def decisions_of(*made: dict[str, Any], **more: Any) -> Decisions:
    """Return the decisions that such a file holds."""
    return Decisions.model_validate(file_of(*made, **more))


def read(folder: Path, content: object) -> Decisions:
    """Return what is read from a file with some content."""
    path = folder / "decisions.json"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_decisions(path)


# Few names, so that facts name each other often.
NAMES = st.sampled_from(["甲", "乙", "丙", "丁", "戊 己"])
_LISTS = st.lists(NAMES, max_size=3, unique=True).map(tuple)
_DATES = st.sampled_from([None, "2021", "2021-05"])
_ROLES = st.builds(facts.Role, organization=NAMES, title=NAMES)
_FOUND: dict[str, Any] = {
    "rule": st.sampled_from(["one", "other"]),
    "confidence": st.sampled_from([0.5, 0.9]),
    "flags": st.lists(st.sampled_from(facts.FLAGS), max_size=2, unique=True).map(tuple),
    "spans": st.sampled_from([(), (Span(0, 2),), (Span(3, 5), Span(4, 9))]),
}
FACTS: st.SearchStrategy[facts.Fact] = st.one_of(
    st.builds(
        facts.OrganizationFact, name=NAMES, canonical=st.sampled_from(["", "甲全称"]),
        members=_LISTS, **_FOUND,
    ),
    st.builds(
        facts.PersonFact, name=NAMES,
        roles=st.lists(_ROLES, max_size=2).map(tuple), **_FOUND,
    ),
    st.builds(facts.EventFact, name=NAMES, date=_DATES, organizers=_LISTS, **_FOUND),
    st.builds(
        facts.AgreementFact,
        parties=st.lists(NAMES, min_size=2, max_size=3, unique=True).map(tuple),
        title=st.sampled_from([None, "协议", "合作协议"]), date=_DATES,
        event=st.none() | NAMES, signatories=_LISTS, **_FOUND,
    ),
    st.builds(facts.DesignationFact, title=NAMES, recipients=_LISTS, **_FOUND),
    st.builds(facts.DistrictFact, name=NAMES, **_FOUND),
)  # fmt: skip
# The keys are those of different facts, as an extractor gives them.
READINGS = st.lists(FACTS, max_size=8, unique_by=lambda fact: " ".join(fact.key().split())).map(
    lambda found: facts.Extraction(facts=tuple(found), extractor="rules 1")
)


@st.composite
def corrections(draw: st.DrawFn, fact: facts.Fact) -> dict[str, Any]:
    """Draw other values for some fields of a fact."""
    if isinstance(fact, facts.AgreementFact):
        parties = draw(st.lists(NAMES, min_size=2, max_size=3, unique=True))
        values = {"parties": parties, "title": draw(NAMES), "status": "Planned", "date": "2020-06"}
    elif isinstance(fact, facts.DesignationFact):
        values = {"title": draw(NAMES), "recipients": draw(st.lists(NAMES, unique=True))}
    else:
        values = {"name": draw(NAMES)}
    chosen = draw(st.lists(st.sampled_from(sorted(values)), min_size=1, unique=True))
    return {name: values[name] for name in chosen}


@st.composite
def decided(draw: st.DrawFn, extraction: facts.Extraction) -> Decisions:
    """Draw decisions on some facts of a reading, and on one that is not in it."""
    made, undecided = [], []
    for fact in {one.key(): one for one in (draw(FACTS), *extraction.facts)}.values():
        verdict = draw(st.sampled_from(["accept", "refuse", "correct", ""]))
        if verdict == "correct":
            made.append(on(fact, verdict, **draw(corrections(fact))))
        elif verdict:
            made.append(on(fact, verdict))
        else:
            undecided.append(fact.key())
    return decisions_of(*made, undecided=undecided if draw(st.booleans()) else [])
