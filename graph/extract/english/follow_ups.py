"""What the next sentence says of a paper: `The contract, signed on June 1, is worth …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.found_agreements import fact_of
from hezuo.graph.extract.english.not_signed import is_not_yet

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.found_agreements import Found
    from hezuo.graph.extract.english.tokens import Sentence

_NOUN = (
    "agreement|contract|deal|pact|accord|memorandum|MoU|MOU|document|letter|licen[cs]e|lease|"
    "partnership|arrangement|protocol"
)
# The contract, signed on June 1; That deal was sealed last year; The agreement was signed by X
_FOLLOWS = re.compile(
    rf"\W*(?:The|That|This) (?:[\w-]+ ){{0,3}}?(?P<noun>{_NOUN})(?: of (?:\w+ ?){{1,3}})?,? "
    r"(?:which )?(?:(?:was|had been|has been) )?(?:\w+ly |jointly )?"
    r"(?:signed|inked|sealed|concluded|reached|finali[sz]ed|executed|penned)\b"
)
# a supply contract with X; agreed with X to
_NAMED = (
    r"\b(?:{noun}s?(?: \w+){{0,3}}? with|agreed with|awarded a [^.;,]{{0,40}}{noun} by) (?:the )?"
)


def followed(found: Found, sentence: Sentence) -> facts.AgreementFact | None:
    """Return what a sentence adds to the paper that the one before it spoke of."""
    document = found.document
    match = _FOLLOWS.match(document.masked, sentence.start, sentence.end)
    if match is None or document.bodies.within(sentence.start, match.end()):
        return None
    before = document.earlier(sentence.start, 1)
    if not before:
        return None
    names = _named_before(document, before[0], match["noun"])
    if not names and _is_of(found, before[0]):
        names = list(found.last)
    date = document.date_in(match.end(), sentence.end, match.end())
    if date is None and "agreed with" in document.masked[before[0].start : before[0].end]:
        date = document.date_in(before[0].start, before[0].end, before[0].end)
    told = (date.date, date.is_inferred) if date else (None, False)
    if len(names) < 2:
        return None
    return fact_of(document, sentence, names, None, told, "followed")


def _is_of(found: Found, before: Sentence) -> bool:
    """Return whether the agreement named last is of a sentence."""
    start = found.document.span(before.start, before.end).start
    told = found.made[-1].sentence if found.made else None
    return told is not None and told.start >= start


def _named_before(document: EnglishDocument, before: Sentence, noun: str) -> list[str]:
    """Return the parties of a paper that a sentence names without a verb of signing."""
    text = document.masked
    named = re.search(_NAMED.format(noun=noun), text[before.start : before.end])
    if named is None or is_not_yet(text, before.start, before.start + named.start()):
        return []
    right = parties.after(document, before.start + named.end(), before.end)[:1]
    place = before.start + named.start()
    left = parties.names(document, parties.subjects(document, before.start, place))
    left = left or parties.meant(document, before.start, place, ())
    left = left or parties.first_named(document, before.start)
    return [*[name for name in left if name not in right][:1], *right] if right else []
