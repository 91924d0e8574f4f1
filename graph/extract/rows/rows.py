"""From the facts of a report to rows of records, whose names all refer to something defined.

Two forms of one name become one record. What cannot be stated - a party that is only called 我校,
something that is planned - is left out, and said in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pydantic import ValidationError

from hezuo.graph.errors import shortened
from hezuo.graph.extract import facts as found
from hezuo.graph.extract.facts import Extraction, Fact
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rows.bodies import Bodies
from hezuo.graph.extract.rows.connectors import Connectors
from hezuo.graph.extract.rows.events import Events
from hezuo.graph.extract.rows.evidence import (
    date_or_none,
    evidence_of,
    listed_or_none,
    note_on,
    subclass_or_nothing,
    tidy,
)
from hezuo.graph.extract.rows.merging import once, told_once
from hezuo.graph.extract.rows.people import People
from hezuo.graph.records import Observation, Policy, Record, Row, Source, Talk
from hezuo.graph.sources.tables import Tables
from hezuo.graph.values import is_chinese

_NO_NAME = "report"


def facts_to_rows(
    report: Report, extraction: Extraction, *, planned: bool = False, min_confidence: float = 0
) -> Tables:
    """Return the records of a report's facts, the source first, with notes on what is left out.

    Facts below ``min_confidence`` are left out, and agreements to be signed unless ``planned``.
    """
    notes = [f"{report.id}: {note}" for note in extraction.notes]
    kept = [fact for fact in extraction.facts if fact.confidence >= min_confidence]
    people = (fact.name for fact in extraction.facts if isinstance(fact, found.PersonFact))
    maker = _Maker(report, kept, planned, frozenset(map(tidy, people)))
    records = [_source(report, extraction), *maker.records()]
    notes += [f"{report.id}: {note}" for note in maker.notes]
    place = report.file or report.id
    rows = [Row(record, place, number) for number, record in enumerate(records, start=1)]
    return Tables(rows, notes, is_named=False)


def _source(report: Report, extraction: Extraction) -> Source:
    name = tidy(report.id) or _NO_NAME
    return Source(
        id=name,
        title=tidy(report.title) or name,
        publisher=tidy(report.publisher) or None,
        author=tidy(report.author) or None,
        published=date_or_none(report.published),
        language=_language(report),
        url=tidy(report.url) or None,
        file=tidy(report.file) or None,
        sha256=report.sha256 or None,
        characters=len(report.text),
        extractor=tidy(extraction.extractor) or None,
        source=name,
    )


def _language(report: Report) -> str:
    return "zh" if is_chinese(report.text) else "en"


class _Maker:
    """Makes the records of one report; who and what is referred to comes into being on the way."""

    def __init__(
        self, report: Report, kept: list[Fact], planned: bool, left_out: frozenset[str]
    ) -> None:
        self.notes: list[str] = []
        self._source = tidy(report.id) or _NO_NAME
        self._facts = kept
        self._left_out = left_out
        self._bodies = Bodies(kept)
        self._people = People(kept, self._bodies)
        self._events = Events(kept, self._bodies)
        self._connectors = Connectors(
            kept, self._bodies, self._people, self._events, self.notes,
            planned=planned, language=_language(report),
        )  # fmt: skip

    def records(self) -> Iterator[Record]:
        """Yield all records but that of the source; those of bodies are made last, of all names."""
        made: list[Record] = []
        for fact in self._facts:
            try:
                made += self._of(fact)
            except ValidationError as error:
                problem = error.errors(include_url=False)[0]["msg"]
                self.notes.append(f"left out {fact.KIND} {shortened(fact.label())!r}: {problem}")
        made += self._people.records(self._source)
        made += self._events.records(self._source)
        yield from self._bodies.records(self._source)
        yield from once(told_once(made, self._connectors.untitled))

    def _of(self, fact: Fact) -> list[Record]:
        """Return the record of what a fact states; what it only names has others."""
        if isinstance(fact, found.TalkFact):
            return [self._talk(fact)]
        if isinstance(fact, found.PolicyFact):
            return [self._policy(fact)]
        if isinstance(fact, found.FigureFact):
            return self._figure(fact)
        return list(self._connectors.records(fact, self._source))

    def _talk(self, fact: found.TalkFact) -> Talk:
        return Talk(
            title=tidy(fact.title),
            kind=subclass_or_nothing(fact.kind, "Talk"),
            speaker=self._people.expert(fact.speaker, fact) if fact.speaker else None,
            event=self._events.name(fact.event, fact),
            note=note_on(fact),
            evidence=tuple(evidence_of(fact)),
            source=self._source,
        )

    def _policy(self, fact: found.PolicyFact) -> Policy:
        named = [self._bodies.organization(name, fact) for name in fact.issuers]
        return Policy(
            title=tidy(fact.title),
            issuers=tuple(dict.fromkeys(filter(None, named))),
            issued_on=date_or_none(fact.date),
            note=note_on(fact),
            evidence=tuple(evidence_of(fact)),
            source=self._source,
        )

    def _figure(self, fact: found.FigureFact) -> list[Record]:
        try:
            value = Decimal(fact.value.replace(",", ""))
        except InvalidOperation:
            self.notes.append(f"left out figure {shortened(fact.label())!r}: no number")
            return []
        start, _, end = (fact.period or "").partition("/")
        return [
            Observation(
                measure=tidy(fact.measure),
                value=value,
                unit=tidy(fact.unit) or None,
                comparison=listed_or_none(fact.comparison or None, "Comparison"),
                period_start=date_or_none(start),
                period_end=date_or_none(end or start),
                area=self._bodies.area(fact.area or ""),
                stated_by=self._speaker(fact.stated_by or "", fact),
                status=listed_or_none(fact.status or None, "ObservationStatus"),
                note=note_on(fact),
                evidence=tuple(evidence_of(fact)),
                source=self._source,
            )
        ]

    def _speaker(self, name: str, fact: Fact) -> str | None:
        """Return who states a figure; a person who was left out, as one not sure, is nobody."""
        if self._people.knows(name):
            return tidy(name)
        return None if tidy(name) in self._left_out else self._bodies.organization(name, fact)
