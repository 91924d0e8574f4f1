"""Facts as rows for people and programs: what is said, how sure, and the sentence behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from hezuo.graph.extract.facts import KINDS, Extraction, Fact
from hezuo.graph.extract.report import Report
from hezuo.graph.values import Span

COLUMNS: tuple[str, ...] = (
    "report",
    "kind",
    "fact",
    "confidence",
    "flags",
    "rule",
    "start",
    "end",
    "sentence",
)
SHOWN = ("report", "kind", "fact", "confidence", "flags", "sentence")

# So much of a long sentence is shown to either side of what is marked, or where nothing is.
_AROUND = 24
_MOST = 100
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def as_rows(report: Report, extraction: Extraction, kind: str = "") -> Iterator[dict[str, Any]]:
    """Yield the facts of a report, those of one kind together, the surest first.

    Each has its fields, and ``fact``, ``start`` and ``end`` for tables; the sentence is a text.
    A fact's own kind, a class of the ontology, is called ``class``.
    """
    order = list(KINDS)
    facts = [fact for fact in extraction.facts if kind in ("", fact.KIND)]
    for fact in sorted(facts, key=lambda one: (order.index(one.KIND), -one.confidence)):
        said = fact.model_dump(mode="json", exclude={"spans", "sentence"})
        marked = _marked(fact, report)
        sentence = fact.sentence or next(iter(fact.spans), None)
        start, end = (
            marked[0] if marked else (sentence.start, sentence.end) if sentence else (None, None)
        )
        yield {
            "report": report.id,
            "kind": fact.KIND,
            "fact": fact.label(),
            "start": start,
            "end": end,
            "key": fact.key(),
            "spans": [[span.start, span.end] for span in fact.spans],
            "marked": marked,
            "sentence": _text(report, sentence),
            "sentence_span": [sentence.start, sentence.end] if sentence else None,
            "extractor": extraction.extractor,
            **{("class" if name == "kind" else name): value for name, value in said.items()},
        }


def in_context(report: Report, row: dict[str, Any], mark: Callable[[str], str]) -> str:
    """Return the sentence of a row in one line, with what it names marked.

    Of a long sentence only what is near that.
    """
    if row["sentence_span"] is None:
        return ""
    low, high = row["sentence_span"]
    marked = row["marked"]
    first = max(low, marked[0][0] - _AROUND) if marked else low
    last = min(high, (marked[-1][1] + _AROUND) if marked else low + _MOST)
    text = report.text
    parts, place = ["…" if first > low else ""], first
    for start, end in marked:
        parts += [_line(text[place:start]), mark(_line(text[start:end]).strip())]
        place = end
    parts += [_line(text[place:last]), "…" if last < high else ""]
    return "".join(parts).strip()


def _marked(fact: Fact, report: Report) -> list[tuple[int, int]]:
    """Return the stretches of the sentence of a fact that name it, or the parties of what it ties.

    They are in order and do not overlap.
    """
    within = fact.sentence
    if within is None:
        return []
    spans = [
        (s.start, s.end) for s in fact.spans if within.start <= s.start and s.end <= within.end
    ]
    spans = [(s, e) for s, e in spans if e - s < within.end - within.start]
    if not spans:
        for name in _names(fact):
            pattern = re.compile(r"\s*".join(map(re.escape, name)))
            found = pattern.search(report.text, within.start, within.end)
            spans += [found.span()] if found else []
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _names(fact: Fact) -> list[str]:
    """Return what a fact names: parties, participants, recipients, or it itself."""
    for field in ("parties", "participants", "recipients"):
        if names := getattr(fact, field, ()):
            return [str(name) for name in names]
    return [fact.label()] if fact.label() else []


def _text(report: Report, span: Span | None) -> str:
    return report.text[span.start : span.end] if span else ""


def _line(text: str) -> str:
    """Return a text in one line, with single blanks and without what cannot be seen."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))
