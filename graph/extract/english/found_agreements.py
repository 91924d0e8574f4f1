"""The agreements of a report as they are found: those told twice become one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence


@dataclass
class Found:
    """The agreements of a report so far."""

    document: EnglishDocument
    made: list[facts.AgreementFact] = field(default_factory=list)
    planned: list[facts.AgreementFact] = field(default_factory=list)
    by_parties: dict[frozenset[str], list[int]] = field(default_factory=dict)

    @property
    def last(self) -> tuple[str, ...]:
        """The parties of the agreement named last, for `the two sides`."""
        return self.made[-1].parties if self.made else ()

    def add(self, fact: facts.AgreementFact | None) -> None:
        """Add an agreement, or what is new about one with the same parties and date."""
        if fact is None or len(fact.parties) < 2:
            return
        meanings = self.document.meanings
        held = self.by_parties.setdefault(frozenset(meanings.get(p, p) for p in fact.parties), [])
        for number in held:
            before = self.made[number]
            if not before.date or not fact.date or _agree(before.date, fact.date):
                self.made[number] = _merged(before, fact)
                return
        held.append(len(self.made))
        self.made.append(fact)

    def add_planned(self, fact: facts.AgreementFact | None) -> None:
        """Add what is to be signed; it is kept apart from what was."""
        if fact is not None and len(fact.parties) > 1:
            self.planned.append(fact)


def _merged(before: facts.AgreementFact, fact: facts.AgreementFact) -> facts.AgreementFact:
    """Return an agreement with what it is called at most length and its most precise date."""
    new = fact if len(fact.date or "") > len(before.date or "") else before
    title = max(before.title or "", fact.title or "", key=len) or None
    spans = tuple(dict.fromkeys((*before.spans, *fact.spans)))
    return before.model_copy(
        update={"date": new.date, "flags": new.flags, "title": title, "spans": spans[:20]}
    )


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def cleaned(title: str) -> str:
    """Return what a paper is called, without what only says how many or how new.

    >>> cleaned("a new two-year cooperation agreement")
    'cooperation agreement'
    """
    lead = (
        r"(?:(?:an?|the|its|their|his|two|three|four|five|several|another|new|formal|"
        r"landmark|signed|of|and|with|on|in|into|to|had|has|have|that|"
        r"[\w-]+-year|\d+-\w+|each|under|by|for|up|first|as|[A-Z][\w-]+[’']s|[^\w\s]+) )+"
    )
    title = re.sub(r"^.{0,80}\b(?:[Aa]n?|[Tt]he) (?=\S)", "", title.strip())  # replaces an accord
    return re.sub(rf"^(?:{lead})", "", title).strip() or title


def fact_of(
    document: EnglishDocument, sentence: Sentence, found: list[str], title: str | None,
    date: tuple[str | None, bool], rule: str, status: str = "Signed",
) -> facts.AgreementFact:  # fmt: skip
    """Return an agreement of a sentence."""
    span = document.span(sentence.start, sentence.end)
    return facts.AgreementFact(
        parties=tuple(dict.fromkeys(found)), title=title, date=date[0], status=status,
        flags=(facts.DATE_INFERRED,) if date[0] and date[1] else (),
        rule=f"agreement:{rule}", confidence=0.85, spans=(span,), sentence=span,
    )  # fmt: skip
