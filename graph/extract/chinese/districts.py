"""Divisions and zones that a report names by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.longer_names import is_first_part
from hezuo.graph.extract.chinese.places import place_at_start, resolved
from hezuo.graph.extract.lexicon import Finder
from hezuo.graph.extract.mentions import PLACE, ZONE, Cover, Mention
from hezuo.graph.extract.plain_text import without_halves

_BODY_BEFORE = re.compile("[大学院校司团所局]")


def codes_of(document: Document) -> dict[str, str]:
    """Return the codes of all divisions named, told by those that names of bodies begin with."""
    names = [mention.text for mention in document.names if mention.sort == PLACE]
    found = (place_at_start(mention.text) for mention in document.organizations)
    return resolved(names, frozenset(division.code for division in found if division))


def districts(
    document: Document, codes: Mapping[str, str], titles: Iterable[str]
) -> list[facts.DistrictFact]:
    """Return each division and zone that is named by itself, and not in a title given or signed."""
    cover = _places_of(document.report.text, titles)
    people = {start for start, _, _ in document.places_of_people}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.names:
        if mention.sort not in (PLACE, ZONE) or _is_in_name(document, mention, people):
            continue
        code = codes.get(mention.text)
        start = document.plain.places[mention.start]
        if (mention.sort == PLACE and code is None) or cover.touches(start, start + 1):
            continue
        mentions[document.surface(mention.start, mention.end)].append(mention)
    return [_district(document, name, mentions[name], codes) for name in mentions]


def _places_of(raw: str, titles: Iterable[str]) -> Cover:
    """Return where titles stand in the raw text."""
    cover = Cover(len(raw))
    words = sorted(set(titles))
    for start, end, _ in Finder(words).all(without_halves(raw)) if words else ():
        cover.add(start, end)
    return cover


def _is_in_name(document: Document, mention: Mention, people: set[int]) -> bool:
    """Return whether a place is a part of a title in 《》, of an event or of another name."""
    start, end = mention.start, mention.end
    if document.titles.around(start, end) or document.events.around(start, end):
        return True
    if _is_last_part(document.text, start, end) or is_first_part(document, start, end):
        return True
    return not people.isdisjoint((start, start - 1, start - 2))


def _is_last_part(text: str, start: int, end: int) -> bool:
    """Return whether a place is the last part of a name: 蓝湖大学（深圳）, 甲谷·重庆."""
    if text[start - 1 : start] == "·":
        return True
    is_bracket = text[start - 1 : start] == "（" and text[end : end + 1] == "）"
    return is_bracket and _BODY_BEFORE.match(text, start - 2) is not None if start > 1 else False


def _district(
    document: Document, name: str, mentions: list[Mention], codes: Mapping[str, str]
) -> facts.DistrictFact:
    first = mentions[0]
    return facts.DistrictFact(
        name=name,
        code=codes.get(first.text),
        rule="gazetteer",
        confidence=0.95,
        spans=tuple(document.plain.span(m.start, m.end) for m in mentions),
        sentence=document.span_of(document.sentence_at(first.start)),
    )
