"""Policies: plans, measures and rules that were issued, by whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.not_signed import is_not_yet

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence
    from hezuo.graph.extract.mentions import Mention

_ISSUED = (
    "issued|released|unveiled|published|rolled out|promulgated|announced|introduced|"
    "adopted|enacted|approved|launched|printed|made public|put out|passed"
)
_BEFORE = re.compile(rf"\b(?:{_ISSUED})\b[^.;]{{0,40}}$")
_AFTER = re.compile(
    rf"^[”\"]?(?: ?\([^()]{{1,30}}\))?,?[^.;]{{0,40}}? (?:was|were|has been|have been) "
    rf"(?:\w+ ){{0,2}}?(?:{_ISSUED})\b|^,?[”\"]?,? (?:{_ISSUED}) (?=by\b)"
)
_BY = re.compile(r"\bby ")
_YEARS = re.compile(
    r" ?\((?:(?:19|20)\d\d ?[-–—to]{1,3} ?\d{2,4}|Trial|Interim|Draft|(?:19|"
    r"20)\d\d[^()]{0,12}|for [^()]{2,30})\)"
)
_DRAFT = re.compile(
    r"\b(?:draft|proposed|planned|upcoming|forthcoming|under the|based on|in line with|"
    r"according to|in accordance with|implement\w*) (?:[\w’'-]+ ){0,2}$"
)


def policies(document: EnglishDocument) -> Iterator[facts.PolicyFact]:
    """Yield the policies that a report says were issued."""
    seen: set[str] = set()
    for mention in document.policies:
        fact = _issued(document, mention)
        if fact is not None and fact.title not in seen:
            seen.add(fact.title)
            yield fact


def _issued(document: EnglishDocument, mention: Mention) -> facts.PolicyFact | None:
    text = document.masked
    sentence = document.sentence_at(mention.start)
    before, after = text[sentence.start : mention.start], text[mention.end : sentence.end]
    verb = _BEFORE.search(before)
    passive = _AFTER.match(after)
    if _DRAFT.search(before) or not (verb or passive):
        return None
    years = _YEARS.match(document.text, mention.end)
    end = years.end() if years else mention.end
    if verb:
        place = sentence.start + verb.start()
        if is_not_yet(text, sentence.start, place):
            return None
        issuers = _issuers(document, sentence, place)
    else:
        place = mention.end + (passive.end() if passive else 0)
        if is_not_yet(text, mention.end, place):
            return None
        by = _BY.search(text, place, sentence.end)
        issuers = parties.after(document, by.end(), sentence.end) if by else []
    date = document.date_in(sentence.start, sentence.end, place)
    return facts.PolicyFact(
        title=document.surface(mention.start, end), issuers=tuple(issuers),
        date=date.date if date else None, rule="issued", confidence=0.85,
        flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
        spans=(document.span(mention.start, end),),
        sentence=document.span(sentence.start, sentence.end),
    )  # fmt: skip


def _issuers(document: EnglishDocument, sentence: Sentence, verb: int) -> list[str]:
    """Return who issued it: bodies, what `the administration` means, or a city itself."""
    found = parties.names(document, parties.subjects(document, sentence.start, verb))
    found = found or parties.meant(document, sentence.start, verb, ())
    if found:
        return found
    places = [
        m
        for m in document.places_in(sentence.start, verb)
        if document.masked.startswith(" ", m.end)
    ]
    return [document.name(m) for m in places[-1:]]
