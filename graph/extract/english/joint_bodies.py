"""Laboratories, alliances and ventures that named bodies found together: each is an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.agreement_dates import date_of
from hezuo.graph.extract.english.found_agreements import fact_of
from hezuo.graph.extract.english.not_signed import is_not_yet
from hezuo.graph.extract.mentions import Mention

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

_KINDS = (
    "Consortium",
    "ResearchInstitute",
    "ServiceCentre",
    "IndustrialPark",
    "Academy",
    "UniversitySchool",
)
_MADE = (
    "founded|co-founded|launched|established|set up|unveiled|inaugurated|opened|formed|"
    "created|initiated|built|jointly run|started|kicked off"
)
# A and B unveiled the X Laboratory
_FOUND_BEFORE = re.compile(
    rf"\b(?:{_MADE})(?: (?:the|an?|their|in|on)| new| joint| jointly){{0,3}} [“\"]?$"
)
# the X Laboratory was unveiled by A and B
_FOUND_AFTER = re.compile(
    rf"[”\"]?(?:,[^;.\n]{{0,160}},)? (?:was|were|has been|have been|is|had been) "
    rf"(?:jointly |officially |formally )*(?:{_MADE})\b"
)
# a joint laboratory, joint venture, alliance without a name of its own
_UNNAMED = (
    r"(?:joint|three-party|three-way|two-party|trilateral|bilateral) (?:[\w-]+ "
    r"){0,3}?(?:laborator(?:y|ies)|lab|institute|cent(?:re|er)|venture|consortium|"
    r"alliance|college|workstation|base)"
)
_UNNAMED_MADE = re.compile(rf"\b(?:{_MADE}|formed) (?:an?|the|their|a new) (?P<title>{_UNNAMED})\b")
_UNNAMED_PASSIVE = re.compile(
    rf"\b(?P<title>{_UNNAMED})\b[^.;]{{0,80}}? (?:was|were|has been) (?:jointly |"
    rf"officially |formally )*(?:{_MADE})\b"
)
_BY = re.compile(r"\bby (?:both )?(?:the )?")
_BETWEEN = re.compile(r"\b(?:between|of|by|run by|set up by|initiated by) (?:the )?")


def joint_bodies(document: EnglishDocument, sentence: Sentence) -> Iterator[facts.AgreementFact]:
    """Yield the founding of joint bodies that a sentence tells."""
    for mention in document.bodies.within(sentence.start, sentence.end):
        if mention.kind in _KINDS:
            fact = _named(document, sentence, mention)
            if fact is not None:
                yield fact
    fact = _unnamed(document, sentence)
    if fact is not None:
        yield fact


def _named(
    document: EnglishDocument, sentence: Sentence, mention: Mention
) -> facts.AgreementFact | None:
    text = document.masked
    before = text[max(sentence.start, mention.start - 50) : mention.start]
    if _FOUND_BEFORE.search(before) and not is_not_yet(text, sentence.start, mention.start):
        names = parties.names(document, parties.subjects(document, sentence.start, mention.start))
        return _fact(document, sentence, mention.start, names, document.name(mention))
    after = _FOUND_AFTER.match(text[mention.end : sentence.end])
    if after is None or is_not_yet(text, sentence.start, mention.end):
        return None
    within = [
        m
        for m in document.bodies.within(mention.end, mention.end + after.end())
        if m.kind != "Media"
    ]
    by = _BY.search(text, mention.end + after.end(), sentence.end)
    names = parties.names(document, within) if len(within) > 1 else []
    if not names and by:
        names = parties.after(document, by.end(), sentence.end)
    names = names or _named_within(document, document.name(mention))
    return _fact(document, sentence, mention.end + after.end(), names, document.name(mention))


def _named_within(document: EnglishDocument, name: str) -> list[str]:
    """Return the two bodies that the name of a joint one has: Joint Laboratory of X - Y."""
    if not re.search(r"\bJoint\b", name):
        return []
    within = [one for one in document.body_names if one != name and one in name]
    whole = [one for one in within if not any(one != o and one in o for o in within)]
    return sorted(whole, key=name.index) if len(whole) == 2 else []


def _unnamed(document: EnglishDocument, sentence: Sentence) -> facts.AgreementFact | None:
    """Return the founding of a joint laboratory, venture or alliance that has no name."""
    text = document.masked
    made = _UNNAMED_MADE.search(text, sentence.start, sentence.end)
    if made and not is_not_yet(text, sentence.start, made.start()):
        names = parties.names(document, parties.subjects(document, sentence.start, made.start()))
        with_ = re.match(r" with (?:the )?", text[made.end() : sentence.end])
        if with_:
            names += parties.after(document, made.end() + with_.end(), sentence.end)
        return _fact(document, sentence, made.start(), names, made["title"])
    passive = _UNNAMED_PASSIVE.search(text, sentence.start, sentence.end)
    if passive and not is_not_yet(text, sentence.start, passive.end() - 10):
        for by in _BETWEEN.finditer(text, passive.start(), sentence.end):
            names = parties.after(document, by.end(), sentence.end)
            if len(names) > 1:
                return _fact(document, sentence, passive.end(), names, passive["title"])
    return None


def _fact(
    document: EnglishDocument, sentence: Sentence, near: int, names: list[str], title: str
) -> facts.AgreementFact | None:
    names = [name for name in names if name != title]
    if len(names) < 2:
        return None
    date = date_of(document, sentence, (sentence.start, sentence.end), near)
    return fact_of(document, sentence, names, title, date, "joint-body")
