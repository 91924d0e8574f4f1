"""A report as it is read: its text, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from hezuo.graph.values import Span


@dataclass(frozen=True)
class Report:
    """A report's text with what its file says about it.

    ``text`` is the text that all offsets count in, in characters: of a text file all of it; where
    a file keeps title and body apart (HTML, JSON lines), the title, an empty line and the body.
    ``title_span`` is where the title stands in it; empty dates and names are not known.
    """

    id: str
    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    file: str = ""
    sha256: str = ""

    @property
    def title_span(self) -> Span | None:
        """Where the title stands at the start of the text, if it does."""
        start = len(self.text) - len(self.text.lstrip())
        is_there = bool(self.title) and self.text.startswith(self.title, start)
        return Span(start, start + len(self.title)) if is_there else None


def report_of(title: str, body: str, **known: str) -> Report:
    """Return a report whose file keeps title and body apart."""
    text = f"{title}\n\n{body}" if title else body
    return Report(**{"id": title or "report", "title": title, "text": text} | known)
