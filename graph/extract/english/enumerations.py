"""Several agreements in one list: `Two contracts were signed: A with B, and C with D`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.agreement_dates import date_of
from hezuo.graph.extract.english.found_agreements import fact_of
from hezuo.graph.extract.english.not_signed import is_not_yet

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

# two papers were put to signature; they signed four agreements; three deals concluded on Friday
_SEVERAL = re.compile(
    r"\b(?P<title>(?i:papers|documents|agreements|contracts|deals|pacts|accords|memoranda|MoUs|MOUs|"
    r"letters of intent|licences|licenses|protocols))\b"
)
_DONE = re.compile(r"\b(?:signed|inked|sealed|concluded|reached|exchanged|put to signature)\b")
_COLON = re.compile(r": (?=\S)")
# between A and B; A with B
_PAIR = re.compile(
    r"\bbetween (?:the )?|(?P<first>\ue000+) (?:and|with) (?:the )?(?=[^,;:]{0,60}\ue000)"
)


# The list follows line by line: - A and B: joint test field
_AT_END = re.compile(r":\s*$")
_BULLET = re.compile(r"\s*(?:[-•*–·—▪●]|\(?\d{1,2}[.)])\s*(?=\S)")
_AFTER_PARTIES = re.compile(r"(?:: | [-–—]{1,2} |\.\s|; ?|$)")
_MOST_BULLETS = 40


def enumerated(document: EnglishDocument, sentence: Sentence) -> Iterator[facts.AgreementFact]:
    """Yield the agreements of a list that follows a colon, each of two parties."""
    text = document.masked
    if _AT_END.search(text, sentence.start, sentence.end):
        yield from _by_line(document, sentence)
        return
    colon = _COLON.search(text, sentence.start, sentence.end)
    several = _SEVERAL.search(text, sentence.start, colon.start()) if colon else None
    done = _DONE.search(text, sentence.start, colon.start()) if colon else None
    if colon is None or several is None or done is None:
        return
    if is_not_yet(text, sentence.start, done.start()):
        return
    found = list(_pairs(document, colon.end(), sentence.end))
    if len(found) < 2:
        return
    date = date_of(document, sentence, (sentence.start, colon.start()), done.start())
    for pair in found:
        yield fact_of(document, sentence, pair, None, date, "list")


def _by_line(document: EnglishDocument, sentence: Sentence) -> Iterator[facts.AgreementFact]:
    """Yield the agreements of the lines that follow, each of the two bodies that it names first."""
    text = document.masked
    several = _SEVERAL.search(text, sentence.start, sentence.end)
    done = _DONE.search(text, sentence.start, sentence.end)
    if several is None or done is None or is_not_yet(text, sentence.start, done.start()):
        return
    date = date_of(document, sentence, (sentence.start, sentence.end), done.start())
    number, paragraph = document.number_of(sentence), sentence.paragraph
    for line in document.sentences[number + 1 : number + 1 + _MOST_BULLETS]:
        bullet = _BULLET.match(text, line.start, line.end)
        if bullet is None and line.paragraph == paragraph:
            continue  # more about the item before, or what follows `1. `
        paragraph = line.paragraph
        if bullet is None:
            return
        stop = _AFTER_PARTIES.search(text, bullet.end(), line.end)
        bodies = document.bodies.within(bullet.end(), stop.start() if stop else line.end)
        names = parties.names(document, bodies)
        if len(names) == 2 and not is_not_yet(text, line.start, line.end):
            yield fact_of(document, line, names, None, date, "list")


def _pairs(document: EnglishDocument, start: int, end: int) -> Iterator[list[str]]:
    """Yield the parties of each item of a list."""
    place = start
    while match := _PAIR.search(document.masked, place, end):
        place = match.end()
        first = document.by_start.get(match.start("first")) if match["first"] else None
        names = [document.name(first)] if first else []
        found = parties.listed(document, match.end(), end)[: 1 if first else 2]
        names += [document.name(mention) for mention in found]
        if len(set(names)) == 2:
            place = found[-1].end
            yield names
