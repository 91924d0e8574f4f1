"""Applies what readers decided of facts to a reading of the report: some go, some say other things.

What was refused stays refused when a report is read again, also where the new reading says a
little more of the same thing. Applying decisions twice is applying them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hezuo.graph.errors import shortened
from hezuo.graph.extract.facts import (
    DATE_INFERRED,
    PLANNED,
    Extraction,
    Fact,
)
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.review.decisions_file import (
    ACCEPT,
    CORRECT,
    REFUSE,
    Decision,
    Decisions,
    OnReport,
    Source,
    join_decisions,
    place_of,
    read_decisions,
    text_checksum,
)
from hezuo.graph.extract.review.named_elsewhere import Names, is_same_thing

__all__ = [
    "Decision", "Decisions", "Source", "apply_decisions", "join_decisions", "read_decisions",
    "text_checksum",
]  # fmt: skip

# At the end of the rule of a fact that says what a reader made it say.
REVIEWED = ";reviewed"
# These say something of the fact itself; the others only ask for a second look, which it has had.
_LASTING_FLAGS = (DATE_INFERRED, PLANNED)
_SAID = {ACCEPT: "accepted", CORRECT: "corrected", REFUSE: "refused"}
_OTHER_TEXT = "the decisions were made on another version of this report's text"
_OTHER_REPORT = (
    "the decisions under this id are not followed: they were made on another text, and most of "
    "the facts in that are not in this one; decide on this one on a review page of it"
)


def apply_decisions(report: Report, extraction: Extraction, decisions: Decisions) -> Extraction:
    """Return the facts of a report as its readers decided.

    Refused facts are gone, and their names from other facts; corrected ones say what the reader
    says and are certain, as are accepted ones. The notes tell what followed from a decision,
    which decisions are on facts that are not found, and whether the text was another one.
    """
    ours = decisions.on(report, {place_of(fact.key()) for fact in extraction.facts})
    if ours.is_other and not extraction.is_decided:
        return extraction.model_copy(update={"notes": (*extraction.notes, _OTHER_REPORT)})
    if not ours.decisions:
        return extraction
    notes = list(extraction.notes)
    if not ours.is_same_text:
        notes.append(_OTHER_TEXT)
    reading = _Reading(ours, notes)
    settled = reading.settle(reading.decide(extraction.facts))
    if not extraction.is_decided:
        reading.note_unfound()
    return extraction.model_copy(
        update={
            "facts": tuple(settled),
            "notes": tuple(dict.fromkeys(notes)),
            "is_decided": True,
        }
    )


class _Reading:
    """One reading of a report, and the decisions on it."""

    def __init__(self, ours: OnReport, notes: list[str]) -> None:
        self.made = {decision.place: decision for decision in ours.decisions}
        self.seen = ours.undecided
        self.refused = {
            one.place: fact
            for one in ours.decisions
            if one.verdict == REFUSE and (fact := one.fact)
        }
        self.notes = notes
        self.used: set[str] = set()
        # For each corrected fact the fields that its reader set.
        self.fixed: dict[str, frozenset[str]] = {}
        self.names = Names()
        for fact in self.refused.values():
            self.names.refuse(fact)

    def decide(self, facts: Iterable[Fact]) -> list[Fact]:
        """Return the facts that are left, each as it was decided on its own."""
        left: list[Fact] = []
        for fact in facts:
            if fact.rule.endswith(REVIEWED):
                left.append(fact)
                continue
            decision = self.made.get(place_of(fact.key()))
            if decision is None:
                if not self._is_refused_again(fact):
                    left.append(fact)
                continue
            self.used.add(decision.place)
            if decision.verdict == ACCEPT:
                left.append(_certain(fact))
            elif decision.verdict == CORRECT:
                left.append(self._corrected(fact, decision))
            else:
                self.names.refuse(fact)
        return left

    def settle(self, facts: list[Fact]) -> list[Fact]:
        """Return facts with the names that other decisions leave, each fact once."""
        self.names.keep(facts)
        found: dict[str, Fact] = {}
        for fact in facts:
            place = place_of(fact.key())
            settled: Fact | None = fact
            if not fact.rule.endswith(REVIEWED) or place in self.fixed:
                settled = self.names.settle(fact, self.fixed.get(place, ()))
            if settled is None:
                self.notes.append(f"{_named(fact)} went too: too few of those it names are left")
                continue
            if settled is not fact:
                if self._is_refused(settled):
                    continue
                settled = _marked(settled)
            place = place_of(settled.key())
            found[place] = _joined(found[place], settled) if place in found else settled
        return list(found.values())

    def note_unfound(self) -> None:
        """Tell which facts that were decided on are not found."""
        for decision in self.made.values():
            if decision.place in self.used:
                continue
            fact, verdict = decision.fact, decision.verdict
            settled = fact and self.names.settle(_with(fact, decision.values), decision.values)
            if verdict != REFUSE and fact and not settled:
                continue  # it went with what it names
            self.notes.append(
                f"{decision.kind} {decision.label} was {_SAID[verdict]}, but is no longer found"
            )

    def _corrected(self, fact: Fact, decision: Decision) -> Fact:
        changed = _marked(_certain(_with(fact, decision.values)))
        if "name" in decision.values:
            self.names.rename(fact, decision.values["name"])
        self.fixed[place_of(changed.key())] = frozenset(decision.values)
        return changed

    def _is_refused(self, fact: Fact) -> bool:
        decision = self.made.get(place_of(fact.key()))
        if decision is None or decision.verdict != REFUSE:
            return False
        self.used.add(decision.place)
        return True

    def _is_refused_again(self, fact: Fact) -> bool:
        """Return whether what a fact is about was refused when it said something else of it."""
        if place_of(fact.key()) in self.seen:
            return False
        again = [place for place, one in self.refused.items() if is_same_thing(one, fact)]
        if not again:
            return False
        self.used.update(again)
        self.notes.append(f"{_named(fact)} is read differently now, and stays refused")
        return True


def _certain(fact: Fact) -> Fact:
    """Return a fact that a reader vouches for."""
    flags = tuple(flag for flag in fact.flags if flag in _LASTING_FLAGS)
    return fact.model_copy(update={"confidence": 1.0, "flags": flags})


def _marked(fact: Fact) -> Fact:
    is_marked = fact.rule.endswith(REVIEWED)
    return fact if is_marked else fact.model_copy(update={"rule": fact.rule + REVIEWED})


def _with(fact: Fact, values: dict[str, Any]) -> Fact:
    """Return a fact that says other things, with the flags that they call for."""
    flags = [flag for flag in fact.flags if flag != DATE_INFERRED or "date" not in values]
    if "status" in values:
        flags = [flag for flag in flags if flag != PLANNED]
        flags += [PLANNED] if values["status"] == "Planned" else []
    said = fact.model_dump() | values | {"flags": flags}
    return type(fact).model_validate(said)


def _joined(one: Fact, other: Fact) -> Fact:
    """Return one fact for two that say the same, with the places of both."""
    first, second = sorted((one, other), key=_weight, reverse=True)
    spans = tuple(sorted({*one.spans, *other.spans}))
    return first.model_copy(update={"spans": spans, "sentence": first.sentence or second.sentence})


def _weight(fact: Fact) -> tuple[bool, float]:
    return fact.rule.endswith(REVIEWED), fact.confidence


def _named(fact: Fact) -> str:
    return f"{fact.KIND} {shortened(fact.label())}"
