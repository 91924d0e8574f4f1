"""The question that a language model is asked about a report, and its version."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from hezuo.graph.extract.llm.facts import kinds_below
from hezuo.graph.extract.llm.schema import answer_schema
from hezuo.graph.extract.report import Report
from hezuo.graph.values import Span

_TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "llm_prompt.txt"

Message = dict[str, str]

# What a repeated answer is shown of the first one.
_LONGEST_ANSWER_SHOWN = 20_000


@cache
def instructions() -> str:
    """Return what the model is told before any report: the task, the kinds and the shape."""
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        organization_kinds=", ".join(kinds_below("Organization")),
        agreement_kinds=", ".join(kinds_below("Agreement")),
        schema=json.dumps(answer_schema(), ensure_ascii=False, separators=(",", ":")),
    )


@cache
def prompt_version() -> str:
    """Return the version of the instructions: it changes with every word of them."""
    return hashlib.sha256(instructions().encode()).hexdigest()[:8]


def question(report: Report, part: Span) -> list[Message]:
    """Return the messages that ask for the facts of a part of a report.

    The report is quoted as JSON, so that nothing in it can pass for the end of the quotation.
    """
    told = {"title": report.title, "publisher": report.publisher, "published": report.published}
    told["text"] = report.text[part.start : part.end]
    # Halves of surrogate pairs cannot be sent.
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode()
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": data},
    ]


def asked_again(messages: list[Message], answer: str, problem: str) -> list[Message]:
    """Return the messages that ask once more, after an answer that cannot be used."""
    told = (
        f"This answer cannot be used: {problem}. Answer again, with one JSON object of the schema,"
        " all eight lists in it, and nothing else."
    )
    return [
        *messages,
        {"role": "assistant", "content": answer[:_LONGEST_ANSWER_SHOWN] or "(nothing)"},
        {"role": "user", "content": told},
    ]


def response_formats() -> list[dict[str, Any] | None]:
    """Return the ways to ask for JSON, the strictest first; None leaves it to the instructions."""
    schema = {"name": "facts_of_a_report", "strict": True, "schema": answer_schema()}
    return [{"type": "json_schema", "json_schema": schema}, {"type": "json_object"}, None]
