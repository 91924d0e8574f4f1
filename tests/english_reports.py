"""English reports of a sentence or two, and the facts that the rules read from them."""

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.report_facts import english_facts
from hezuo.graph.extract.facts import AnyFact
from hezuo.graph.extract.report import report_of

PUBLISHED = "2023-06-14"  # a Wednesday


def read(kind: type[AnyFact], text: str, published: str = PUBLISHED) -> list[AnyFact]:
    """Return the facts of one kind that a text states."""
    found = english_facts(report_of("", text, published=published))
    return [fact for fact in found if isinstance(fact, kind)]


def bodies(text: str) -> list[str]:
    """Return the names of bodies in a text."""
    return [fact.name for fact in read(facts.OrganizationFact, text)]


def pairs(text: str) -> set[tuple[str, ...]]:
    """Return who signed with whom, each sorted."""
    return {
        tuple(sorted(fact.parties))
        for fact in read(facts.AgreementFact, text)
        if fact.status != "Planned" and facts.AMBIGUOUS_GROUPING not in fact.flags
    }


def posts(text: str) -> dict[str, list[tuple[str | None, str]]]:
    """Return people with their posts."""
    return {
        fact.name: [(role.organization, role.title) for role in fact.roles]
        for fact in read(facts.PersonFact, text)
    }
