"""Puts facts of two readings together: what both say, what one says, and where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

from hezuo.graph.extract.facts import (
    DISPUTED,
    FLAGS,
    AgreementFact,
    DesignationFact,
    DistrictFact,
    EventFact,
    Fact,
    FigureFact,
    OrganizationFact,
    PersonFact,
    PolicyFact,
    TalkFact,
)
from hezuo.graph.extract.same_role import agreeing_roles, joined_roles
from hezuo.graph.names import fold

# Two readings that agree are surer than each of them, but never certain.
MOST_CONFIDENT = 0.99

# What two facts on one thing have to say alike, where both say it.
_HELD_TOGETHER: dict[type[Fact], tuple[str, ...]] = {
    AgreementFact: ("title", "date", "status"),
    EventFact: ("date",),
    TalkFact: ("speaker",),
    DesignationFact: ("date", "conferred_by"),
    PolicyFact: ("date",),
    DistrictFact: ("code",),
}
_OF_EVERY_FACT = frozenset(Fact.model_fields)

_Join = Callable[[Fact, Fact], dict[str, Any]]


def merged(first: Sequence[Fact], second: Sequence[Fact]) -> list[Fact]:
    """Return the facts of two parts of one reading, each once.

    One reader is as sure of what it says twice as of what it says once.
    """
    names = _full_names([*first, *second])
    facts, others, _ = _matched(_once(first), _once(second), names, _said_again)
    return [*facts, *others]


def united(first: Sequence[Fact], second: Sequence[Fact]) -> list[Fact]:
    """Return the facts of two readers: those of both with more confidence, those of one as is.

    Facts of one thing that cannot both be true are kept, flagged as disputed: agreements of the
    same parties that differ in title, date or status, or in who else is a party; people with other
    organisations; and so on.
    """
    names = _full_names([*first, *second])
    facts, others, single = _matched(_once(first), _once(second), names, _said_by_both)
    at_issue: dict[Hashable, list[int]] = defaultdict(list)
    for place in single:
        for point in _points(facts[place], names):
            at_issue[point].append(place)
    disputed = {
        place
        for fact in others
        for point in _points(fact, names)
        for place in at_issue.get(point, ())
    }
    against = {point for place in disputed for point in _points(facts[place], names)}
    return [
        *(_flagged(fact) if place in disputed else fact for place, fact in enumerate(facts)),
        *(_flagged(f) if against.intersection(_points(f, names)) else f for f in others),
    ]


def _matched(
    first: Sequence[Fact], second: Sequence[Fact], names: dict[str, str], join: _Join
) -> tuple[list[Fact], list[Fact], list[int]]:
    """Return the first facts, joined with those of the second that match; the rest; the unjoined.

    The unjoined are the places in the first list of facts that the second does not have.
    """
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, fact in enumerate(second):
        waiting[_topic(fact, names)].append(place)
    partners: dict[int, int] = {}
    # Facts that say the very same find each other before those that merely agree.
    for fits in (_is_same, _agree):
        for place, fact in enumerate(first):
            places = waiting.get(_topic(fact, names), [])
            if place not in partners:
                for other in places:
                    if fits(fact, second[other]):
                        partners[place] = other
                        places.remove(other)
                        break
    facts = [
        fact.model_copy(update=join(fact, second[partners[place]])) if place in partners else fact
        for place, fact in enumerate(first)
    ]
    taken = set(partners.values())
    others = [fact for place, fact in enumerate(second) if place not in taken]
    return facts, others, [place for place in range(len(first)) if place not in partners]


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of one reading without repetitions, with the spans of all."""
    found: dict[str, Fact] = {}
    for fact in facts:
        known = found.get(fact.key())
        found[fact.key()] = known.model_copy(update=_spans(known, fact)) if known else fact
    return list(found.values())


def _full_names(facts: Iterable[Fact]) -> dict[str, str]:
    """Return the folded full name of each folded name that has one."""
    return {
        fold(fact.name): fold(fact.canonical)
        for fact in facts
        if isinstance(fact, OrganizationFact) and fact.canonical
    }


def _topic(fact: Fact, names: dict[str, str]) -> Hashable:
    """Return what a fact is about; two facts can only be the same if that is."""
    if isinstance(fact, AgreementFact):
        return fact.KIND, _folded_set(fact.parties, names)
    if isinstance(fact, DesignationFact):
        return fact.KIND, fold(fact.title), _folded_set(fact.recipients, names)
    if isinstance(fact, FigureFact):
        return fact.KIND, fold(fact.measure), fact.value, fact.unit
    return fact.KIND, fold(fact.label())


def _points(fact: Fact, names: dict[str, str]) -> list[Hashable]:
    """Return on what two facts can be at issue: each two parties of an agreement, else the topic.

    An agreement of three and one of two of them are different readings of one sentence.
    """
    if isinstance(fact, AgreementFact):
        parties = sorted(_folded_set(fact.parties, names))
        return [(fact.KIND, *pair) for pair in combinations(parties, 2)]
    return [_topic(fact, names)]


def _folded_set(several: Iterable[str], names: dict[str, str]) -> frozenset[str]:
    return frozenset(names.get(fold(name), fold(name)) for name in several)


def _is_same(one: Fact, other: Fact) -> bool:
    return fold(one.key()) == fold(other.key())


def _agree(one: Fact, other: Fact) -> bool:
    """Return whether two facts on one topic can both be true."""
    if isinstance(one, PersonFact) and isinstance(other, PersonFact):
        return agreeing_roles(one.roles, other.roles)
    return all(
        _fit(field, getattr(one, field) or "", getattr(other, field) or "")
        for field in _HELD_TOGETHER.get(type(one), ())
    )


def _fit(field: str, one: str, other: str) -> bool:
    """Return whether two values agree: one is not stated, or is the other said more shortly."""
    if field == "date":
        return one.startswith(other) or other.startswith(one)
    return fold(one) in fold(other) or fold(other) in fold(one)


def _said_again(one: Fact, other: Fact) -> dict[str, Any]:
    return _said_by_either(one, other) | {"confidence": max(one.confidence, other.confidence)}


def _said_by_both(one: Fact, other: Fact) -> dict[str, Any]:
    """Return what changes in a fact that two readers state: both are wrong less often than one."""
    both = 1 - (1 - one.confidence) * (1 - other.confidence)
    surest = max(one.confidence, other.confidence)
    rules = "+".join(dict.fromkeys(rule for rule in (one.rule, other.rule) if rule))
    confidence = max(min(round(both, 2), MOST_CONFIDENT), surest)
    return _said_by_either(one, other) | {"rule": rules, "confidence": confidence}


def _said_by_either(one: Fact, other: Fact) -> dict[str, Any]:
    """Return what changes in a fact when another of the same thing is joined to it."""
    changed: dict[str, Any] = _spans(one, other)
    flags = {*one.flags, *other.flags}
    changed["flags"] = tuple(flag for flag in FLAGS if flag in flags)
    for name, field in type(one).model_fields.items():
        if name in _OF_EVERY_FACT or name in {"parties", "recipients"}:
            continue
        mine, theirs = getattr(one, name), getattr(other, name)
        if name == "roles":
            changed[name] = joined_roles(mine, theirs)
        elif isinstance(mine, tuple):
            known = {fold(text) for text in mine}
            changed[name] = (*mine, *(text for text in theirs if fold(text) not in known))
        elif name in _HELD_TOGETHER.get(type(one), ()):  # one may say the other more shortly
            changed[name] = theirs if len(theirs or "") > len(mine or "") else mine
        elif mine in (None, "", field.default):
            changed[name] = theirs if theirs not in (None, "") else mine
    return changed


def _spans(one: Fact, other: Fact) -> dict[str, Any]:
    spans = tuple(sorted({*one.spans, *other.spans}))
    return {"spans": spans, "sentence": one.sentence or other.sentence}


def _flagged(fact: Fact) -> Fact:
    flags = {*fact.flags, DISPUTED}
    return fact.model_copy(update={"flags": tuple(flag for flag in FLAGS if flag in flags)})
