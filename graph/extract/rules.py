"""The extractor of rules: from a report to facts, offline and without a model."""

from __future__ import annotations

from dataclasses import replace

from hezuo.graph.extract.facts import KINDS, Extraction, Fact
from hezuo.graph.extract.parts import parts
from hezuo.graph.extract.report import Report
from hezuo.graph.values import Span

VERSION = "2"
# The language of so many characters is taken for that of all.
_START = 4000
# Text of more characters is no report but a volume of them; at once it would take much memory.
LONGEST_PART = 200_000


class RuleExtractor:
    """Reads Chinese and English reports by rules and word lists; the default."""

    name = "rules"
    version = VERSION

    def extract(self, report: Report) -> Extraction:
        """Return the facts of a report, in the order of their kinds and places.

        A text of more than 200,000 characters is read in parts, each by itself, with a note.
        """
        notes: tuple[str, ...] = ()
        if len(report.text) <= LONGEST_PART:
            found = _facts(report)
        else:
            spans = parts(report.text, LONGEST_PART)
            found = _facts_of_parts(report, spans)
            notes = (
                f"the text is long and was read in {len(spans)} parts: a short name, or a word such"
                " as 我校, that only another part explains has no meaning",
            )
        name = f"{self.name} {self.version}"
        return Extraction(facts=tuple(found), extractor=name, notes=notes)


def _facts(report: Report) -> list[Fact]:
    from hezuo.graph.extract.plain_text import is_chinese

    if is_chinese(report.text[:_START]):
        from hezuo.graph.extract.chinese.facts import chinese_facts

        return chinese_facts(report)
    from hezuo.graph.extract.english.report_facts import english_facts

    return english_facts(report)


def _facts_of_parts(report: Report, spans: list[Span]) -> list[Fact]:
    from hezuo.graph.extract.merging import merged

    found: list[Fact] = []
    for span in spans:
        part = replace(report, text=report.text[span.start : span.end])
        found = merged(found, [_moved(fact, span.start) for fact in _facts(part)])
    kinds = list(KINDS)
    return sorted(found, key=lambda fact: kinds.index(fact.KIND))


def _moved(fact: Fact, by: int) -> Fact:
    """Return a fact of a part with the places that it has in the whole text."""
    spans = tuple(Span(span.start + by, span.end + by) for span in fact.spans)
    sentence = fact.sentence and Span(fact.sentence.start + by, fact.sentence.end + by)
    return fact.model_copy(update={"spans": spans, "sentence": sentence})
