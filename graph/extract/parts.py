"""Splits a long report into parts that are read one at a time."""

from __future__ import annotations

import re

from hezuo.graph.values import Span

# Where a text is best cut, the best first: after an empty line, a line, a sentence, anywhere.
_CUTS = (re.compile(r"\n[ \t\r\u3000]*\n"), re.compile(r"\n"), re.compile(r"[。！？!?]|[.] "))


def parts(text: str, longest: int) -> list[Span]:
    r"""Return stretches of at most ``longest`` characters that together are the text.

    They end at an empty line where there is one in their second half, else at a line, else at a
    sentence. Stretches without anything but white space are left out.

    >>> [str(span) for span in parts("甲。\n\n乙。\n\n丙。", 6)]
    ['0-4', '4-10']
    """
    found, start = [], 0
    while start < len(text):
        end = start + longest
        if end < len(text):
            end = _cut(text, start + longest // 2, end)
        span = Span(start, min(end, len(text)))
        if text[span.start : span.end].strip():
            found.append(span)
        start = span.end
    return found


def _cut(text: str, earliest: int, latest: int) -> int:
    """Return the best place to end a part between two places."""
    for cut in _CUTS:
        ends = [match.end() for match in cut.finditer(text, earliest, latest)]
        if ends:
            return ends[-1]
    return latest
