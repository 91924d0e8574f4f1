"""What records take over from facts: evidence with its rule, flags, texts that any file holds."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hezuo.graph.extract import facts
from hezuo.graph.extract.facts import Fact
from hezuo.graph.ontology import ontology
from hezuo.graph.values import Evidence, clean, partial_date
from hezuo.graph.vocabulary import expand, local_name

# What the ontology calls the flags of facts; what is planned is a status there.
FLAGS = {
    facts.AMBIGUOUS_GROUPING: "AmbiguousParties",
    facts.COUNTERPARTY_MISSING: "CounterpartyUnknown",
    facts.ANAPHORIC_PARTY: "AnaphoricParty",
    facts.DATE_INFERRED: "DateInferred",
    facts.COUNT_DIFFERS: "CountDiffers",
    facts.DISPUTED: "Disputed",
}
_NO_RULE = "unnamed"


def evidence_of(fact: Fact, *, mentions: bool = False) -> list[Evidence]:
    """Return where a fact stands, by which rule, and how sure that is.

    With ``mentions`` these are the places that name it; else the sentences that state it, and
    mentions outside of them.
    """
    spans = list(fact.spans)
    if fact.sentence and not (mentions and spans):
        within = fact.sentence
        others = [s for s in spans if not (within.start <= s.start and s.end <= within.end)]
        spans = [within, *others]
    rule = tidy(fact.rule) or _NO_RULE
    confidence = Decimal(str(round(fact.confidence, 3)))
    return [Evidence(s, rule, confidence) for s in spans if 0 <= s.start < s.end]


def flags_of(fact: Fact, *more: str) -> tuple[str, ...]:
    """Return the flags of a fact as the ontology calls them."""
    return tuple(FLAGS[flag] for flag in dict.fromkeys((*fact.flags, *more)) if flag in FLAGS)


def note_on(fact: Fact, *said: str) -> str | None:
    """Return a note for a record that has no flags of its own: what they are, and what is said."""
    labels = [ontology().label(expand(f"hz:{flag}")) for flag in flags_of(fact)]
    return "；".join(filter(None, [*labels, *said])) or None


def date_or_none(text: str | None) -> str | None:
    """Return a date as a record has it; None for what is none."""
    try:
        return partial_date(text) if text else None
    except ValueError:
        return None


@cache
def subclass_or_nothing(kind: str, root: str) -> str:
    """Return a kind if the ontology has it at or below a class, else nothing."""
    known = map(local_name, ontology().subclasses(expand(f"hz:{root}")))
    return kind if kind in known else ""


@cache
def listed_or_none(name: str | None, one_of: str) -> str | None:
    """Return a value of a closed list of the ontology, else None."""
    members = list(map(local_name, ontology().members[expand(f"hz:{one_of}")]))
    return name if name and name in members else None


def tidy(text: str) -> str:
    """Return a text of a report as every file can hold it: nothing in it that cannot be printed."""
    try:
        return clean(text)
    except ValueError:
        return clean("".join(c for c in text if c.isprintable() or c.isspace()))
