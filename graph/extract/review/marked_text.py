"""A report's text in pieces, so that facts whose places overlap can each be marked in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from hezuo.graph.values import Span

_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")
# What no page can hold, or shows as something else than it is: controls other than line breaks and
# tabs, marks that turn the direction of what follows, halves of surrogate pairs, no characters.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class MarkedText(NamedTuple):
    """Paragraphs, each a list of pieces; pieces are numbered on through all paragraphs."""

    paragraphs: list[list[str]]
    starts: list[int]
    ends: list[int]

    def pieces_in(self, span: Span) -> tuple[int, int] | None:
        """Return the first piece of a stretch of the text and the one after its last, if any."""
        first, after = bisect_left(self.starts, span.start), bisect_right(self.ends, span.end)
        return (first, after) if first < after else None


def marked_text(text: str, spans: Iterable[Span]) -> MarkedText:
    """Return a text cut wherever one of the spans begins or ends, and at empty lines.

    Places outside the text are taken for its ends.
    """
    cuts = {min(max(place, 0), len(text)) for span in spans for place in (span.start, span.end)}
    marks = sorted(cuts)
    result = MarkedText([], [], [])
    for start, end in _paragraphs(text):
        inside = marks[bisect_right(marks, start) : bisect_left(marks, end)]
        places = [start, *inside, end]
        result.paragraphs.append([shown(text[one:other]) for one, other in pairwise(places)])
        result.starts.extend(places[:-1])
        result.ends.extend(places[1:])
    return result


def shown(text: str) -> str:
    """Return a text as a page shows it: what cannot be written is U+FFFD, one for each."""
    return _UNWRITABLE.sub("\ufffd", text)


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """Yield where the paragraphs stand: what empty lines part."""
    start = 0
    for gap in _EMPTY_LINES.finditer(text):
        if start < gap.start():
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)
