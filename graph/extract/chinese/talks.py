"""Talks that a report tells of, with their titles and speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.people import Person
from hezuo.graph.extract.chinese.sentences import Sentence

_TITLE = "[《“][^》”]{4,60}[》”]"
_KIND = "主旨报告|主旨演讲|主题报告|主题演讲"
# 作题为《…》的主旨报告; 以“…”为题作报告
_TALK = re.compile(
    f"(?:作|做|发表|带来|作了|做了|进行)(?:了)?(?:题为|以)?(?P<title>{_TITLE})(?:为题)?的?"
    f"(?P<kind>{_KIND}|特邀报告|报告|演讲|讲座|发言|分享)"
    f"|以(?P<title2>{_TITLE})为题(?:目)?，?"
    "(?:作了?|做了?|发表了?|进行了?|带来了?|提醒|讲|分享)"
    f"(?P<kind2>{_KIND}|报告|演讲|讲座)?"
)
_PRONOUN = re.compile("他|她")


def talks(document: Document) -> Iterator[facts.TalkFact]:
    """Yield talks with their title and speaker."""
    for match in _TALK.finditer(document.text):
        sentence = document.sentence_at(match.start())
        start, end = match.span("title" if match["title"] else "title2")
        kind = match["kind"] or match["kind2"] or ""
        yield facts.TalkFact(
            title=document.surface(start + 1, end - 1),
            speaker=_speaker(document, sentence, match.start()),
            kind="KeynoteTalk" if "主旨" in kind else "Talk",
            rule="talk",
            confidence=0.9,
            event=document.event_before(match.start()),
            sentence=document.span_of(sentence),
            spans=(document.plain.span(start, end),),
        )


def _speaker(document: Document, sentence: Sentence, place: int) -> str | None:
    """Return who gave a talk: the last person named before it in its sentence, or before 他."""
    before = [p for p in sentence.people if sentence.start <= p.start < place]
    if before:
        return before[-1].name
    # A name that stands alone: 蔺其远作了….
    places = document.places_of_people
    first, last = bisect_left(places, (sentence.start,)), bisect_left(places, (place,))
    alone = [(start, name) for start, end, name in places[first:last] if end <= place]
    if alone:
        return max(alone)[1]
    if _PRONOUN.search(document.text, sentence.start, place):
        earlier = _last_before(document, sentence)
        return earlier.name if earlier else None
    return None


def _last_before(document: Document, sentence: Sentence) -> Person | None:
    """Return the last person of the sentences before one, told of in the same report."""
    for earlier in reversed(document.sentences[max(0, sentence.number - 200) : sentence.number]):
        if earlier.people:
            return earlier.people[-1]
    return None
