"""What ties parties together in a report, as records: agreements, projects and designations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hezuo.graph.errors import shortened
from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    ANAPHORIC_PARTY,
    COUNTERPARTY_MISSING,
    AgreementFact,
    DesignationFact,
    Fact,
    ProjectFact,
)
from hezuo.graph.extract.rows.bodies import Bodies
from hezuo.graph.extract.rows.events import Events
from hezuo.graph.extract.rows.evidence import (
    date_or_none,
    evidence_of,
    flags_of,
    listed_or_none,
    note_on,
    subclass_or_nothing,
    tidy,
)
from hezuo.graph.extract.rows.people import People
from hezuo.graph.ontology import ontology
from hezuo.graph.records import Agreement, Designation, Project, Record
from hezuo.graph.vocabulary import expand

_PLANNED = "Planned"
# 我校, 该公司 and their like are no longer.
_LONGEST_WORD = 4


class Connectors:
    """Makes the records of one report that tie parties; ``notes`` are told what is left out.

    Agreements to be signed are left out unless ``planned``. ``language`` is that of what an
    agreement without a title is called; ``untitled`` are the keys of those that were made.
    """

    def __init__(
        self,
        facts: Iterable[Fact],
        bodies: Bodies,
        people: People,
        events: Events,
        notes: list[str],
        *,
        planned: bool,
        language: str,
    ) -> None:
        self._sure = [f for f in facts if isinstance(f, AgreementFact) and _is_sure(f)]
        self._bodies, self._people, self._events = bodies, people, events
        self._notes = notes
        self.untitled: set[str] = set()
        self._takes_planned = planned
        self._language = language

    def records(self, fact: Fact, source: str) -> Iterator[Record]:
        """Yield the record of a fact that ties parties; nothing of one of another kind."""
        if isinstance(fact, AgreementFact):
            yield from self._agreement(fact, source)
        elif isinstance(fact, ProjectFact):
            yield self._project(fact, source)
        elif isinstance(fact, DesignationFact):
            yield self._designation(fact, source)

    def _agreement(self, fact: AgreementFact, source: str) -> Iterator[Record]:
        if fact.status == _PLANNED and not self._takes_planned:
            return self._leave_out(fact, "is only planned")
        if not _is_sure(fact) and any(_says_part_of(other, fact) for other in self._sure):
            # The sure readings make ties of their own; all parties of this one would make others.
            return self._leave_out(fact, "can be read in two ways, and the sure part is stated")
        parties = self._parties(fact)
        if not parties:
            return self._leave_out(fact, "names none of its parties")
        kind = subclass_or_nothing(fact.kind, "Agreement") or "Agreement"
        missing = [COUNTERPARTY_MISSING] if len(parties) == 1 else []
        made = Agreement(
            title=tidy(fact.title or "") or ontology().label(expand(f"hz:{kind}"), self._language),
            kind=kind,
            parties=parties,
            teams=self._people.teams(fact.teams),
            signatories=self._people.signatories(fact),
            scope=tuple(dict.fromkeys(filter(None, map(tidy, fact.topics)))),
            signed_on=date_or_none(fact.date),
            event=self._events.name(fact.event, fact),
            status=listed_or_none(fact.status, "AgreementStatus"),
            flags=flags_of(fact, *missing),
            evidence=tuple(evidence_of(fact)),
            source=source,
        )
        if not tidy(fact.title or ""):
            self.untitled.add(made.key())
        yield made

    def _parties(self, fact: AgreementFact) -> tuple[str, ...]:
        """Return by what the parties are referred to, without those only called 我校."""
        named: list[str] = []
        for name in fact.parties:
            is_word = len(name) <= _LONGEST_WORD or name.isascii()
            if ANAPHORIC_PARTY in fact.flags and is_word and not self._bodies.knows(name):
                problem = f"the party {shortened(name)!r} is left out: the text does not say who"
                self._notes.append(f"{shortened(fact.label())}: {problem}")
            else:
                named += filter(None, [self._bodies.party(name, fact)])
        return tuple(dict.fromkeys(named))

    def _project(self, fact: ProjectFact, source: str) -> Record:
        named = [self._bodies.party(name, fact) for name in fact.participants]
        return Project(
            name=tidy(fact.name),
            participants=tuple(dict.fromkeys(filter(None, named))),
            starts_on=date_or_none(fact.date),
            note=note_on(fact),
            evidence=tuple(evidence_of(fact)),
            source=source,
        )

    def _designation(self, fact: DesignationFact, source: str) -> Record:
        recipients = [self._bodies.party(name, fact) for name in fact.recipients]
        given = self._bodies.party(fact.conferred_by, fact) if fact.conferred_by else None
        return Designation(
            title=tidy(fact.title),
            kind=subclass_or_nothing(fact.kind, "Designation"),
            batch=tidy(fact.batch or "") or None,
            conferred_by=(given,) if given else (),
            recipients=tuple(dict.fromkeys(filter(None, recipients))),
            event=self._events.name(fact.event, fact),
            conferred_on=date_or_none(fact.date),
            note=note_on(fact),
            evidence=tuple(evidence_of(fact)),
            source=source,
        )

    def _leave_out(self, fact: AgreementFact, why: str) -> None:
        self._notes.append(f"left out {shortened(fact.label())!r}, which {why}")


def _is_sure(fact: AgreementFact) -> bool:
    return AMBIGUOUS_GROUPING not in fact.flags


def _says_part_of(other: AgreementFact, whole: AgreementFact) -> bool:
    """Return whether another agreement, of the same sentence, is between some of the parties."""
    return other.sentence == whole.sentence and set(other.parties) <= set(whole.parties)
