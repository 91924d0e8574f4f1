"""Turns a model's answer into facts; what the text of the report does not hold is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from hezuo.graph import divisions
from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    ANAPHORIC_PARTY,
    COUNTERPARTY_MISSING,
    PLANNED,
    AgreementFact,
    DesignationFact,
    DistrictFact,
    EventFact,
    Fact,
    OrganizationFact,
    PersonFact,
    PolicyFact,
    TalkFact,
)
from hezuo.graph.extract.llm import schema as said
from hezuo.graph.extract.llm.evidence import Evidence, Place
from hezuo.graph.extract.llm.grounding import UngroundedError
from hezuo.graph.extract.llm.schema import shown
from hezuo.graph.extract.plain_text import surface
from hezuo.graph.names import fold
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand, local_name

_Said = TypeVar("_Said", bound=said.Part)
_Maker = Callable[[_Said, Evidence], Fact]


def kinds_below(kind: str) -> list[str]:
    """Return a class of the ontology and those below it, by their local names."""
    return [local_name(iri) for iri in ontology().subclasses(expand(f"hz:{kind}"))]


def grounded_facts(answer: said.Answer, place: Place, notes: list[str]) -> list[Fact]:
    """Return the facts of an answer that the text bears out, and note the others.

    ``place`` holds the text and the part of it that the model read.
    """
    codes = _sure_codes(answer.districts)

    def facts(kind: str, several: Iterable[_Said], make: _Maker[_Said]) -> list[Fact]:
        made = []
        for one in several:
            what = f"{kind} {shown(_label(one))}"
            try:
                made.append(make(one, Evidence(place, what, one.quote, notes)))
            except UngroundedError as error:
                notes.append(f"llm: refused {what}: {error}")
        return made

    return [
        *facts("organization", answer.organizations, _organization),
        *facts("person", answer.people, _person),
        *facts("agreement", answer.agreements, _agreement),
        *facts("event", answer.events, _event),
        *facts("talk", answer.talks, _talk),
        *facts("designation", answer.designations, _designation),
        *facts("policy", answer.policies, _policy),
        *facts("district", answer.districts, lambda one, found: _district(one, found, codes)),
    ]


def _label(one: said.Part) -> str:
    """Return what a piece of an answer is about, in the model's words."""
    if isinstance(one, said.Agreement):
        return " × ".join(party.name for party in one.parties)
    return str(getattr(one, "name", "") or getattr(one, "title", ""))


def _organization(one: said.Organization, found: Evidence) -> Fact:
    name, canonical, kind = found.name(one.name), "", one.kind or ""
    # A full name that the text does not hold is knowledge of the model, which may be wrong; it is
    # taken only where it differs by a short form that everybody knows (科协).
    if one.canonical and fold(one.canonical) == fold(name):
        canonical = surface(one.canonical)
    elif one.canonical:
        canonical = found.detail("full name", one.canonical) or ""
    if kind and kind not in kinds_below("Organization"):
        found.refuse(f"kind {shown(kind)}", "there is no such kind")
        kind = ""
    return OrganizationFact(name=name, canonical=canonical, kind=kind, **found.stated())


def _person(one: said.Person, found: Evidence) -> Fact:
    name = found.name(one.name)
    return PersonFact(name=name, roles=found.posts(one.name, one.roles), **found.stated())


def _agreement(one: said.Agreement, found: Evidence) -> Fact:
    parties = found.all_named("party", one.parties)
    if len(parties) < min(len(one.parties), 2) or not parties:
        raise UngroundedError("fewer than two of its parties are in the text")
    if len(parties) == 1:
        found.flag(COUNTERPARTY_MISSING)
    if not all(found.is_in_the_quote(party) for party in parties):
        found.flag(ANAPHORIC_PARTY)
    if one.ambiguous:
        found.flag(AMBIGUOUS_GROUPING)
    if one.status == "Planned":
        found.flag(PLANNED)
    kind = one.kind or "Agreement"
    if kind not in kinds_below("Agreement"):
        found.refuse(f"kind {shown(kind)}", "there is no such kind")
        kind = "Agreement"
    return AgreementFact(
        parties=parties,
        title=found.detail("title", one.title),
        kind=kind,
        topics=found.details("topic", one.topics),
        date=found.date(one.date),
        event=found.detail("event", one.event),
        signatories=found.all_named("signatory", one.signatories),
        status=one.status,
        **found.stated(),
    )


def _event(one: said.Event, found: Evidence) -> Fact:
    return EventFact(
        name=found.name(one.name),
        theme=found.detail("theme", one.theme),
        date=found.date(one.date),
        place=found.detail("place", one.place),
        organizers=found.all_named("organizer", one.organizers),
        **found.stated(),
    )


def _talk(one: said.Talk, found: Evidence) -> Fact:
    return TalkFact(
        title=found.title(one.title),
        speaker=found.named("speaker", one.speaker),
        event=found.detail("event", one.event),
        **found.stated(),
    )


def _designation(one: said.Designation, found: Evidence) -> Fact:
    title, recipients = found.title(one.title), found.all_named("recipient", one.recipients)
    if not recipients:
        raise UngroundedError("none of its recipients is in the text")
    return DesignationFact(
        title=title,
        recipients=recipients,
        conferred_by=found.named("body that confers it", one.conferred_by),
        date=found.date(one.date),
        **found.stated(),
    )


def _policy(one: said.Policy, found: Evidence) -> Fact:
    return PolicyFact(
        title=found.title(one.title),
        issuers=found.all_named("issuer", one.issuers),
        date=found.date(one.date),
        **found.stated(),
    )


def _district(one: said.District, found: Evidence, sure: set[str]) -> Fact:
    """Return a district with the code that our table has for its name; the model is not asked."""
    name = found.name(one.name)
    codes = _codes(name)
    if len(codes) > 1:
        codes = {code for code in codes if _lies_in(code, sure)}
        if len(codes) != 1:
            raise UngroundedError("several divisions have this name")
    if not codes and one.kind != "zone":
        raise UngroundedError("no division has this name")
    return DistrictFact(name=name, code=next(iter(codes), None), **found.stated())


def _sure_codes(districts: Iterable[said.District]) -> set[str]:
    """Return the codes of those districts whose names mean one division only."""
    found = (_codes(one.name) for one in districts)
    return {code for codes in found if len(codes) == 1 for code in codes}


def _codes(name: str) -> set[str]:
    """Return the codes a name may mean; a city goes before a county in it that shares its name."""
    found = {division.code for division in divisions.by_name(name)}
    for code in found:
        if all(other == code or _lies_in(other, {code}) for other in found):
            return {code}
    return found


def _lies_in(code: str, areas: set[str]) -> bool:
    return any(above.code in areas for above in divisions.ancestors(code))
