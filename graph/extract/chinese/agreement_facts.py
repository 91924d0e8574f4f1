"""Agreements as facts: parties by their names, and what is told twice told once."""

from __future__ import annotations

from collections import defaultdict

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.signings import Signing

_OURS = ("学校", "校方", "本校")
_DOUBTFUL = frozenset([facts.AMBIGUOUS_GROUPING, facts.ANAPHORIC_PARTY])
_DOUBTFUL_CONFIDENCE = 0.5
# Two titles that share so much of their characters may be of one agreement.
_ALIKE = 0.6
# So many mentions are shown; a longer list would be copied with each.
_MOST_SPANS = 500
_Key = tuple[frozenset[str], str]


def agreements(
    document: Document, signings: list[Signing], anaphors: Anaphors
) -> list[facts.AgreementFact]:
    """Return agreements, those told twice joined."""
    # Only those of the same parties can be one, so that no others are compared.
    made: dict[_Key, list[facts.AgreementFact]] = defaultdict(list)
    order: list[tuple[_Key, int]] = []
    for signing in signings:
        fact = _agreement(document, signing, anaphors)
        if fact is not None:
            key = frozenset(fact.parties), fact.status
            if not _is_joined(made[key], fact):
                order.append((key, len(made[key])))
                made[key].append(fact)
    return [
        made[key][position]
        for key, position in order
        if not _is_told_better(made[key][position], made[key])
    ]


def kind_of(title: str | None) -> str:
    """Return the class of an agreement with a title.

    >>> kind_of("战略合作框架协议"), kind_of(None)
    ('StrategicAgreement', 'Agreement')
    """
    kinds = {
        "战略": "StrategicAgreement",
        "共建": "JointDevelopmentAgreement",
        "项目": "ProjectAgreement",
        "合作": "CooperationAgreement",
    }
    return next((kind for word, kind in kinds.items() if word in (title or "")), "Agreement")


def _agreement(
    document: Document, signing: Signing, anaphors: Anaphors
) -> facts.AgreementFact | None:
    flags = set(signing.flags)
    names, is_anaphoric = _names(signing.parties, anaphors)
    if is_anaphoric:
        flags.add(facts.ANAPHORIC_PARTY)
    if len(names) < 2 and facts.COUNTERPARTY_MISSING not in flags:
        return None
    if signing.is_date_inferred:
        flags.add(facts.DATE_INFERRED)
    span = document.span_of(signing.sentence)
    start, _ = document.paragraph_span(signing.sentence)
    return facts.AgreementFact(
        parties=names,
        title=signing.title,
        kind=kind_of(signing.title),
        topics=signing.topics,
        date=signing.date,
        event=document.event_before(signing.place, start),
        signatories=tuple(dict.fromkeys(n for party in signing.parties for n in party.people)),
        teams=tuple(dict.fromkeys(party.team for party in signing.parties if party.team)),
        status=signing.status,
        flags=tuple(sorted(flags)),
        rule=f"agreement:{signing.rule}",
        confidence=_DOUBTFUL_CONFIDENCE if flags & _DOUBTFUL else signing.confidence,
        spans=(span,),
        sentence=span,
    )


def _names(parties: list[Party], anaphors: Anaphors) -> tuple[tuple[str, ...], bool]:
    """Return the names of parties, and whether one is called 我校 and the report says not by whom.

    公司, 医院 and the like that mean nobody who could be named are left out.
    """
    names: list[str] = []
    is_anaphoric = False
    for party in parties:
        meaning = anaphors.meaning(party)
        if meaning is not None:
            names.append(meaning)
        elif party.name.startswith(("我", "本")) or party.name in _OURS:
            names.append(party.name)
            is_anaphoric = True
    return tuple(dict.fromkeys(names)), is_anaphoric


def _is_joined(made: list[facts.AgreementFact], fact: facts.AgreementFact) -> bool:
    """Add to an agreement that was told before what another mention adds, if it is one."""
    for position, before in enumerate(made):
        if before.date and fact.date and not _is_same_day(before.date, fact.date):
            continue
        if before.title and fact.title and not _is_alike(before.title, fact.title):
            continue
        made[position] = _joined(before, fact)
        return True
    return False


def _joined(before: facts.AgreementFact, fact: facts.AgreementFact) -> facts.AgreementFact:
    flags = set(before.flags) | set(fact.flags)
    if before.date == fact.date:
        flags = set(before.flags) & set(fact.flags)
    spans = dict.fromkeys(before.spans + fact.spans)
    title = max(before.title or "", fact.title or "", key=len) or None
    return before.model_copy(
        update={
            "title": title,
            "kind": kind_of(title),
            "date": max(before.date or "", fact.date or "", key=len) or None,
            "topics": before.topics or fact.topics,
            "event": before.event or fact.event,
            "signatories": tuple(dict.fromkeys(before.signatories + fact.signatories)),
            "spans": tuple(spans)[:_MOST_SPANS],
            "flags": tuple(sorted(flags)),
        }
    )


def _is_same_day(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_alike(one: str, other: str) -> bool:
    """Return whether two titles may be of one agreement: one within the other, or both general."""
    if one in other or other in one:
        return True
    return len(set(one) & set(other)) >= min(len(set(one)), len(set(other))) * _ALIKE


def _is_told_better(fact: facts.AgreementFact, made: list[facts.AgreementFact]) -> bool:
    """Return whether another agreement of the same parties has the day that this one lacks."""
    if fact.date is not None or fact.title:
        return False
    return any(other.date for other in made if other is not fact)
