"""Facts beside the text they were read from, as one HTML page in which a reader decides on them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hezuo.graph.extract.facts import FLAGS, KINDS, Extraction, Fact
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.review.decisions_file import FORMAT, VERSION, as_json, text_checksum
from hezuo.graph.extract.review.fact_fields import CHOICE, EVIDENCE, choices, fields_of
from hezuo.graph.extract.review.marked_text import MarkedText, marked_text, shown

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "review"
# In the order in which they run.
SCRIPTS = ("model", "decide", "text", "card", "edit", "list", "keep", "keys")


def review_page(read: Sequence[tuple[Report, Extraction]], language: str = "zh") -> str:
    """Return a page that shows the facts of reports beside their text, for deciding on them.

    It needs nothing else and sends nothing; what is decided in it is saved as a file, which
    ``read_decisions`` reads. Texts may be hostile and are only ever shown as text. ``language``
    ("zh" or "en") is that of the page's own words. The same readings give the same page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    words = _words(language)
    scripts = [_template(f"{name}.js") for name in SCRIPTS]
    style = _template("review.css")
    page = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.policies["json.dumps_function"] = as_json
    page.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    data = {
        "format": FORMAT,
        "version": VERSION,
        "reports": [_report(report, extraction) for report, extraction in read],
        "fields": {kind: _fields(kind, language) for kind in KINDS},
        "flags": FLAGS,
        "words": words,
    }
    return page.get_template("review.html.j2").render(
        language={"zh": "zh-CN"}.get(language, language),
        words=words,
        data=data,
        kinds=list(KINDS),
        flags=FLAGS,
        scripts=scripts,
        style=style,
        policy=_content_security_policy(scripts, style),
    )


def _report(report: Report, extraction: Extraction) -> dict[str, Any]:
    """Return what the page knows of a report: its text in pieces, and its facts."""
    spans = [span for fact in extraction.facts for span in fact.spans]
    spans += [fact.sentence for fact in extraction.facts if fact.sentence]
    text = marked_text(report.text, spans)
    about = {
        name: shown(getattr(report, name)) for name in ("title", "published", "publisher", "author")
    }
    return about | {
        "id": report.id,
        "sha256": text_checksum(report),
        "name": shown(report.title or report.file or report.id),
        "by": shown(extraction.extractor),
        "notes": [shown(note) for note in extraction.notes],
        "paragraphs": text.paragraphs,
        "facts": [_fact(fact, text) for fact in extraction.facts],
    }


def _fact(fact: Fact, text: MarkedText) -> dict[str, Any]:
    """Return a fact with its places in pieces of the text."""
    mentions = (text.pieces_in(span) for span in fact.spans)
    return {
        "key": fact.key(),
        "kind": fact.KIND,
        "said": fact.model_dump(exclude=set(EVIDENCE)),
        "found": fact.model_dump(exclude=set(EVIDENCE), exclude_defaults=True),
        "rule": shown(fact.rule),
        "confidence": fact.confidence,
        "flags": [flag for flag in FLAGS if flag in fact.flags],
        "mentions": [pieces for pieces in mentions if pieces],
        "sentence": text.pieces_in(fact.sentence) if fact.sentence else None,
    }


def _fields(kind: str, language: str) -> list[dict[str, Any]]:
    """Return the fields of a kind of fact, with the labels of their listed values."""
    from hezuo.graph.ontology import ontology
    from hezuo.graph.vocabulary import local_name

    return [
        {
            "name": field.name,
            "form": field.form,
            "mayBeEmpty": field.may_be_empty,
            "nothing": field.default if field.may_be_empty else "",
            "choices": [
                [local_name(iri), ontology().label(iri, language)]
                for iri in choices(kind, field.name)
            ]
            if field.form == CHOICE
            else [],
        }
        for field in fields_of(kind)
    ]


def _words(language: str) -> dict[str, Any]:
    table: dict[str, dict[str, Any]] = json.loads(_template("words.json"))
    if language not in table:
        raise ValueError(f"language {language!r} is not one of {', '.join(sorted(table))}")
    return table[language]


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _content_security_policy(scripts: Sequence[str], style: str) -> str:
    """Allow this page's own scripts and style, by their checksums, and nothing else at all."""

    def source(text: str) -> str:
        checksum = hashlib.sha256(text.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(checksum).decode()}'"

    return (
        f"default-src 'none'; script-src {' '.join(map(source, scripts))}; "
        f"style-src {source(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
