"""Reads a report from a file of plain text or Markdown; its text stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from hezuo.graph.extract.documents.encoded_text import decoded
from hezuo.graph.extract.documents.masthead import Masthead, masthead, stated_date, title_of
from hezuo.graph.extract.report import Report

_FRONT = re.compile(r"\s{0,9}---[ \t]*\r?\n(.{0,5000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_SAID = re.compile(r"^(title|date|published|author|source|publisher|url)[ \t]*:[ \t]*(.+)$", re.M)
_HEADING = re.compile(r"#{1,6}[ \t]+")


def read_text(path: Path, content: bytes) -> Report:
    """Return the report in a text file; offsets count in its text as it was decoded.

    Raises InputError, with one fault, for what is empty, damaged or no text.
    """
    text = decoded(path, content)
    if path.suffix.lower() == ".md":
        return _markdown(text)
    head = masthead(text)
    return Report("", text, title_of(text), head.published, head.publisher, head.author)


def _markdown(text: str) -> Report:
    """Return a report whose title is a heading, and which may begin with what is known of it."""
    front = _FRONT.match(text)
    said = dict(_SAID.findall(front[1])) if front else {}
    said = {name: value.strip().strip("\"'").strip() for name, value in said.items()}
    body = text[front.end() :] if front else text
    head = Masthead(
        _date(said.get("published") or said.get("date") or ""),
        said.get("publisher") or said.get("source") or "",
        said.get("author") or "",
    ).or_else(masthead(body))
    title = _HEADING.sub("", title_of(body), count=1).rstrip(" \t#") or said.get("title", "")
    report = Report("", text, title, head.published, head.publisher, head.author)
    return replace(report, url=said.get("url", ""))


def _date(text: str) -> str:
    try:
        return stated_date(text)
    except ValueError:
        return ""
