"""The facts of a Chinese report: what rules find in it, put together and freed of repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.agreement_facts import agreements
from hezuo.graph.extract.chinese.agreements import AgreementFinder
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.contract_sheets import contract_sheets
from hezuo.graph.extract.chinese.designations import designations
from hezuo.graph.extract.chinese.districts import codes_of, districts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.event_facts import events
from hezuo.graph.extract.chinese.figures import figures
from hezuo.graph.extract.chinese.joint_bodies import joint_agreements
from hezuo.graph.extract.chinese.organization_facts import organizations
from hezuo.graph.extract.chinese.party_finding import Skeletons
from hezuo.graph.extract.chinese.person_facts import people
from hezuo.graph.extract.chinese.policies import policies
from hezuo.graph.extract.chinese.projects import projects
from hezuo.graph.extract.chinese.tables import table_agreements
from hezuo.graph.extract.chinese.talks import talks
from hezuo.graph.extract.joint_bodies import with_members
from hezuo.graph.extract.report import Report

_Dated = TypeVar("_Dated", facts.AgreementFact, facts.DesignationFact)
_QUOTES = re.compile("[“”]")


def chinese_facts(report: Report) -> list[facts.Fact]:
    """Return all facts of a Chinese report."""
    document = Document(report)
    if not document.sentences:
        return []
    anaphors, skeletons = Anaphors(document), Skeletons(document)
    codes = codes_of(document)
    signings = AgreementFinder(document, skeletons, anaphors).find()
    signings += joint_agreements(document, skeletons)
    signings += table_agreements(document)
    signings += contract_sheets(document)
    held = events(document)
    given = _dated(designations(document, skeletons, anaphors), held)
    signed = _dated(agreements(document, signings, anaphors), held)
    titles = [*(fact.title for fact in signed), *(fact.title for fact in given)]
    return [
        *with_members(_without_titles(organizations(document, codes, anaphors), given), signed),
        *people(document, anaphors),
        *signed,
        *_once(projects(document, skeletons, anaphors)),
        *held,
        *_once(talks(document)),
        *given,
        *_once(policies(document)),
        *districts(document, codes, [title for title in titles if title]),
        *_once(figures(document)),
    ]


def _without_titles(
    bodies: list[facts.OrganizationFact], given: list[facts.DesignationFact]
) -> list[facts.OrganizationFact]:
    """Return bodies that are not titles that others got: 示例产业示范基地."""
    titles = {_QUOTES.sub("", fact.title) for fact in given if fact.rule != "unveiled"}
    return [body for body in bodies if _QUOTES.sub("", body.name) not in titles]


def _dated(found: list[_Dated], held: list[facts.EventFact]) -> list[_Dated]:
    """Give what has no date, but happened at an event, the date of that."""
    dates = {event.name: event.date for event in held if event.date}
    return [
        _with_date(fact, dates[fact.event]) if fact.date is None and fact.event in dates else fact
        for fact in found
    ]


def _with_date(fact: _Dated, date: str | None) -> _Dated:
    flags = tuple(sorted({*fact.flags, facts.DATE_INFERRED}))
    return fact.model_copy(update={"date": date, "flags": flags})


def _once(found: Iterable[facts.Fact]) -> list[facts.Fact]:
    """Return facts without those that say the same as one before."""
    kept: dict[str, facts.Fact] = {}
    for fact in found:
        kept.setdefault(fact.key(), fact)
    return list(kept.values())
