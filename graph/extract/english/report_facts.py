"""The facts of an English report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.agreements import agreements
from hezuo.graph.extract.english.designations import designations
from hezuo.graph.extract.english.document import EnglishDocument, english_document
from hezuo.graph.extract.english.figures import figures
from hezuo.graph.extract.english.gatherings import gatherings
from hezuo.graph.extract.english.places import new_area_code
from hezuo.graph.extract.english.policies import policies
from hezuo.graph.extract.english.projects import projects
from hezuo.graph.extract.joint_bodies import with_members
from hezuo.graph.extract.mentions import Mention
from hezuo.graph.extract.report import Report


def english_facts(report: Report) -> list[facts.Fact]:
    """Return all facts of an English report."""
    document = english_document(report)
    if not document.sentences:
        return []
    signed = agreements(document)
    return [
        *with_members(_organizations(document), signed),
        *_people(document),
        *signed,
        *projects(document),
        *gatherings(document),
        *designations(document),
        *policies(document),
        *_districts(document),
        *figures(document),
    ]


def _organizations(document: EnglishDocument) -> Iterator[facts.OrganizationFact]:
    """Yield each name of a body with all its places."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.bodies:
        by_name[document.name(mention)].append(mention)
    for name, mentions in by_name.items():
        first = mentions[0]
        sentence = document.sentence_at(first.start)
        yield facts.OrganizationFact(
            name=name, canonical=first.meaning, kind=first.kind, rule=first.rule,
            confidence=first.confidence,
            spans=tuple(document.span(m.start, m.end) for m in mentions),
            sentence=document.span(sentence.start, sentence.end),
        )  # fmt: skip


def _people(document: EnglishDocument) -> Iterator[facts.PersonFact]:
    """Yield each person with the posts that the text gives."""
    posts = document.posts
    where: dict[str, list[Mention]] = defaultdict(list)
    for person in document.people:
        where[person.name].append(person.mention)
    for name, mentions in where.items():
        sentence = document.sentence_at(mentions[0].start)
        full = next(m for m in mentions if m.text == name)
        yield facts.PersonFact(
            name=document.surface(full.start, full.end), roles=tuple(posts.get(name, ())),
            rule="name-title", confidence=0.85,
            spans=tuple(document.span(m.start, m.end) for m in mentions),
            sentence=document.span(sentence.start, sentence.end),
        )  # fmt: skip


def _districts(document: EnglishDocument) -> Iterator[facts.DistrictFact]:
    """Yield divisions and zones that are named by themselves."""
    found = [*document.places, *((zone, new_area_code(zone.text)) for zone in document.zones)]
    by_name: dict[str, list[tuple[Mention, str | None]]] = defaultdict(list)
    for mention, code in found:
        by_name[document.name(mention)].append((mention, code))
    for name, named in by_name.items():
        first, code = named[0]
        sentence = document.sentence_at(first.start)
        yield facts.DistrictFact(
            name=name, code=code, rule=first.rule, confidence=0.85,
            spans=tuple(document.span(mention.start, mention.end) for mention, _ in named),
            sentence=document.span(sentence.start, sentence.end),
        )  # fmt: skip
