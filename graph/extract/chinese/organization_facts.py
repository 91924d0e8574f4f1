"""The bodies of a report as facts: each form of a name once, with its full form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.full_names import full_name
from hezuo.graph.extract.chinese.level_places import main_places
from hezuo.graph.extract.chinese.places import place_at_start
from hezuo.graph.extract.chinese.script import ScriptOfReport
from hezuo.graph.extract.mentions import ORGANIZATION, Mention


def organizations(
    document: Document, codes: Mapping[str, str], anaphors: Anaphors
) -> list[facts.OrganizationFact]:
    """Return each form of a body's name once, with its full form."""
    by_form: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.organizations:
        by_form[document.surface(mention.start, mention.end)].append(mention)
    own = anaphors.own
    if own and own not in document.counts and own in document.text:
        at = document.text.find(own)
        mention = Mention(at, at + len(own), ORGANIZATION, own, "University", "masthead", 0.9)
        by_form[document.surface(at, at + len(own))] = [mention]
    places = main_places(document, codes)
    script = ScriptOfReport(document)
    found = []
    for form, mentions in by_form.items():
        first = mentions[0]
        canonical = first.meaning or full_name(first.text, places, by_form)
        district = place_at_start(canonical or first.text)
        if canonical != first.text:
            canonical = script.written(canonical)
        found.append(
            facts.OrganizationFact(
                name=form,
                canonical="" if canonical in (form, first.text) else canonical,
                kind=first.kind if first.kind != "Organization" else "",
                district=district.code if district else "",
                spans=tuple(document.plain.span(m.start, m.end) for m in mentions),
                sentence=document.span_of(document.sentence_at(first.start)),
                rule=first.rule,
                confidence=first.confidence,
            )
        )
    return found
