"""Agreements that are to be signed: told as planned, and kept apart from what was signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.found_agreements import cleaned, fact_of
from hezuo.graph.extract.english.signing_parties import active_parties

if TYPE_CHECKING:
    from hezuo.graph.extract.english.found_agreements import Found
    from hezuo.graph.extract.english.tokens import Sentence

# plans to sign; will jointly ink; is expected to conclude
_PLANNED = re.compile(
    r"\b(?:will|shall|plans? to|intends? to|hopes? to|expects? to|aims? to|"
    r"(?:is|are) (?:set |due |expected |scheduled |about |ready )?to) (?:\w+ly |also )?"
    r"(?P<verb>sign|ink|conclude|renew|finali[sz]e|enter into)\b"
)
_PAPER = re.compile(
    r"\b(?P<title>(?:[\w’'-]+ ){0,4}?(?:memorandum of understanding|MoU|letter of intent|"
    r"agreement|contract|pact|deal|accord|lease|partnership)s?)\b"
)
_DENIED = re.compile(r"\b(?:not|never|no longer|whether|if|denied|denies|rumou?rs?)\b")
_NEAR = 110


def planned(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    """Return what a clause says will be signed, if both sides are named."""
    text = found.document.masked
    verb = _PLANNED.search(text, start, end)
    if verb is None or _DENIED.search(text, start, verb.end()):
        return None
    paper = _PAPER.search(text, verb.end(), min(end, verb.end() + _NEAR))
    if paper is None:
        return None
    groups = active_parties(found, verb, (start, end), sentence, paper["title"])
    if not groups:
        return None
    title = cleaned(paper["title"])
    fact = fact_of(found.document, sentence, groups[0], title, (None, False), "planned", "Planned")
    return fact.model_copy(update={"flags": (facts.PLANNED,), "confidence": 0.7})
