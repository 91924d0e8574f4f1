"""Gatherings with a name of their own: when, where and under what theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.mentions import Mention

_HELD = (
    "opened|opens|held|kicked off|kicks off|took place|takes? place|concluded|concludes|"
    "began|begins|convened|runs?|ran|hosted|staged|wrapped up|closed|"
    "launched|organi[sz]ed|scheduled|start(?:s|ed)"
)
_PLACE = re.compile(
    rf"\b(?:{_HELD})\b[^.;]{{0,50}}? in (?P<place>(?:[\w’'-]+ district|\ue001+"
    rf"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?: (?:district|county))?)"
)
_PLACE_AFTER = re.compile(r" in (?P<place>\ue001+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_THEME = re.compile(
    r"(?:under the (?:theme|motto|slogan)(?: of)?|themed|with the theme(?: of)?|(?:theme|"
    r"motto) (?:is|was)|on the theme(?: "
    r"of)?)[ :,]*[“\"‘'](?P<theme>[^”\"’']{3,80})[”\"’']"
)
_IS_HELD = re.compile(rf"\b(?:{_HELD}|from|on|gathered|at|attended|during)\b")
# So many places of a name are kept.
_MOST_SPANS = 50
_CEREMONY = re.compile(r"(?:Ceremony|Week Ago)$")


def gatherings(document: EnglishDocument) -> Iterator[facts.EventFact]:
    """Yield the gatherings that are named, each once."""
    seen: dict[str, facts.EventFact] = {}
    for mention in document.gatherings:
        start = _start(document, mention)
        name, end = document.surface(start, mention.end), mention.end
        year = re.match(r" ((?:19|20)\d\d)\b(?! \w+ (?:will|was))", document.text[end : end + 6])
        if year:
            end += year.end()
            name = document.surface(start, end)
        if not _is_named(name):
            continue
        fact = _known(document, mention, start, end, name)
        before = seen.get(name)
        seen[name] = fact if before is None else _more(before, fact)
    yield from seen.values()


def _start(document: EnglishDocument, mention: Mention) -> int:
    """Return where a name starts with the year before it: 2024 South China Sea Forum."""
    before = re.search(
        r"\b(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)) $",
        document.text[max(mention.start - 8, 0) : mention.start],
    )
    return mention.start - (len(before[0]) if before else 0)


def _is_named(name: str) -> bool:
    return len(name.split()) > 1 and not _CEREMONY.search(name)


def _more(before: facts.EventFact, fact: facts.EventFact) -> facts.EventFact:
    new = {f: getattr(fact, f) for f in ("date", "place", "theme") if not getattr(before, f)}
    return before.model_copy(update={**new, "spans": (*before.spans, *fact.spans)[:_MOST_SPANS]})


def _known(
    document: EnglishDocument, mention: Mention, start: int, end: int, name: str
) -> facts.EventFact:
    sentence = document.sentence_at(mention.start)
    text = document.masked
    date = _date(document, mention)
    place = _PLACE.search(text, sentence.start, sentence.end) or _PLACE_AFTER.match(
        text[end : sentence.end]
    )
    where = None
    if place:
        offset = 0 if place.string is text else end
        where = document.surface(offset + place.start("place"), offset + place.end("place"))
    theme = _THEME.search(document.text, sentence.start, sentence.end)
    return facts.EventFact(
        name=name, date=date, place=where, theme=theme[
            "theme"].strip().rstrip(
            ".,"
        ) if theme else None,
        rule="event-name", confidence=0.85, spans=(document.span(start, end),),
        sentence=document.span(sentence.start, sentence.end),
    )  # fmt: skip


def _date(document: EnglishDocument, mention: Mention) -> str | None:
    """Return the first day of a gathering, if its sentence or the one before says it."""
    sentence = document.sentence_at(mention.start)
    dates = document.dates_in(sentence.start, sentence.end)
    if dates and _IS_HELD.search(document.masked, sentence.start, sentence.end):
        later = [date for date in dates if date.start >= mention.end]
        return (later or dates)[0].date
    number = document.number_of(sentence)
    before = document.sentences[number - 1] if number else None
    if before and before.paragraph == sentence.paragraph:
        return None
    return _date_of_paragraph_before(document, number)


def _date_of_paragraph_before(document: EnglishDocument, number: int) -> str | None:
    """Return the day that the paragraph before tells, where `at the forum` takes it up."""
    sentence = document.sentences[number]
    if (
        not re.search(r"\bat the \ue003", document.masked[sentence.start : sentence.end])
        or number == 0
    ):
        return None
    earlier = document.sentences[number - 1]
    found = document.dates_in(earlier.start, earlier.end)
    same = [
        s
        for s in document.sentences[max(number - 6, 0) : number]
        if s.paragraph == earlier.paragraph
    ]
    found = found or [d for s in same for d in document.dates_in(s.start, s.end)]
    return found[0].date if found else None


def date_of_last(document: EnglishDocument, place: int) -> str | None:
    """Return the day of the gathering that was named last before a place."""
    for mention in reversed(document.gatherings.within(max(place - 4000, 0), place)):
        date = _date(document, mention)
        if date:
            return date
    return None
