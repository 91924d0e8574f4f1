"""Gatherings that a report names, as records: of one name there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hezuo.graph.extract.facts import DISPUTED, EventFact, Fact
from hezuo.graph.extract.rows.bodies import Bodies
from hezuo.graph.extract.rows.evidence import (
    date_or_none,
    evidence_of,
    flags_of,
    listed_or_none,
    tidy,
)
from hezuo.graph.names import fold
from hezuo.graph.records import Event, EventSeries, Record
from hezuo.graph.values import Evidence


@dataclass
class _Known:
    """What is known of an event: all its facts, the surest first, and where it is named."""

    name: str
    facts: list[EventFact] = field(default_factory=list)
    evidence: set[Evidence] = field(default_factory=set)


class Events:
    """The events and series of one report; what two ways of reading say of one is one record."""

    def __init__(self, facts: Iterable[Fact], bodies: Bodies) -> None:
        self._bodies = bodies
        self._known: dict[str, _Known] = {}
        for fact in facts:
            if isinstance(fact, EventFact) and tidy(fact.name):
                known = self._called(fact.name)
                known.facts = sorted([*known.facts, fact], key=lambda one: -one.confidence)
                known.evidence |= set(evidence_of(fact, mentions=True))

    def name(self, text: str | None, fact: Fact) -> str | None:
        """Return the name of the event that a fact means; one not listed by itself is added."""
        if not tidy(text or ""):
            return None
        known = self._called(text or "")
        known.evidence = known.evidence or set(evidence_of(fact))
        return known.name

    def records(self, source: str) -> Iterator[Record]:
        """Yield a record for each event and series; to be called before those of bodies."""
        series: dict[str, str] = {}
        for known in self._known.values():
            if not known.facts:
                yield Event(name=known.name, evidence=tuple(sorted(known.evidence)), source=source)
                continue
            said = tidy(known.facts[0].series or "")
            row = series.setdefault(fold(said), said) if said else None
            yield self._event(known, row, source)
        for name in series.values():
            yield EventSeries(name=name, source=source)

    def _event(self, known: _Known, series: str | None, source: str) -> Event:
        fact = known.facts[0]
        dates = {date for one in known.facts if (date := date_or_none(one.date))}
        place = self._bodies.place(fact.place, fact) if fact.place else None
        organizers = [self._bodies.party(name, fact) for name in fact.organizers]
        return Event(
            name=known.name,
            series=series,
            ordinal=tidy(fact.ordinal or "") or None,
            theme=tidy(fact.theme or "") or None,
            place=place,
            held_on=date_or_none(fact.date),
            mode=listed_or_none(fact.mode, "EventMode"),
            audience=fact.audience if (fact.audience or 0) >= 0 else None,
            organizers=tuple(dict.fromkeys(filter(None, organizers))),
            flags=flags_of(fact, *([DISPUTED] if len(dates) > 1 else [])),
            note=f"地点：{tidy(fact.place)}" if fact.place and not place else None,
            evidence=tuple(sorted(known.evidence)),
            source=source,
        )

    def _called(self, text: str) -> _Known:
        name = tidy(text)
        return self._known.setdefault(fold(name) or name, _Known(name))
