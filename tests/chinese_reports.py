"""Short Chinese reports of our own writing, read by the rules, and what the tests ask of them."""

from __future__ import annotations

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    AgreementFact,
    EventFact,
    Extraction,
    Fact,
    OrganizationFact,
    PersonFact,
)
from hezuo.graph.extract.plain_text import surface
from hezuo.graph.extract.report import Report, report_of
from hezuo.graph.extract.rules import RuleExtractor
from hezuo.graph.values import Span

PUBLISHED = "2022-05-10"  # a Tuesday


def read(text: str, title: str = "", published: str = PUBLISHED) -> Extraction:
    return RuleExtractor().extract(report_of(title, text, published=published))


def document(text: str, published: str = PUBLISHED) -> Document:
    return Document(Report(id="test", text=text, published=published))


def bodies(text: str, title: str = "") -> list[str]:
    return [fact.name for fact in read(text, title).of(OrganizationFact)]


def agreements(text: str, title: str = "") -> list[AgreementFact]:
    return read(text, title).of(AgreementFact)


def signed(text: str, title: str = "") -> list[tuple[str, ...]]:
    """The parties of each agreement that holds and is clear."""
    return [
        a.parties
        for a in agreements(text, title)
        if a.status != "Planned" and AMBIGUOUS_GROUPING not in a.flags
    ]


def posts(text: str, title: str = "") -> dict[str, list[tuple[str | None, str]]]:
    return {
        person.name: [(role.organization, role.title) for role in person.roles]
        for person in read(text, title).of(PersonFact)
    }


def only_event(text: str) -> EventFact:
    (event,) = read(text).of(EventFact)
    return event


def stretches(fact: Fact) -> tuple[Span, ...]:
    """All places that a fact gives."""
    return fact.spans + ((fact.sentence,) if fact.sentence else ())


def slices(text: str, fact: Fact) -> set[str]:
    """What the raw text has where a fact is mentioned, without the blanks."""
    return {surface(text[span.start : span.end]) for span in fact.spans}
