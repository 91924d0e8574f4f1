"""Divisions of China in letters (Changsha, Nanhu district), and zones (Liangjiang New Area)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hezuo.graph import divisions
from hezuo.graph.divisions import Division
from hezuo.graph.extract.english.divisions import by_letters, letters_of
from hezuo.graph.extract.english.lexicon import words
from hezuo.graph.extract.english.names import Piece
from hezuo.graph.extract.english.tokens import Word
from hezuo.graph.extract.mentions import PLACE, ZONE, Mention

_KINDS = {
    "district": "区",
    "county": "县",
    "province": "省",
    "prefecture": "州",
    "city": "市",
    "municipality": "市",
}
_MARKER = re.compile(
    r" (?P<kind>district|county|city|province|prefecture|municipality)\b", re.IGNORECASE
)
# Haikou Comprehensive Bonded Zone, Liangjiang New Area
_ZONE = re.compile(
    r"(?:Bonded|Development|Cooperation|Trade|High-[Tt]ech|Hi-[Tt]ech|Industrial|"
    r"Demonstration|Economic|Economy|Processing|Logistics|Innovation|Experimental|Technology|"
    r"Technological|Ecological|Manufacturing)"
    r" Zone$|New Area$|New District$"
)  # fmt: skip


# Zones that are called parks.
_PARKS = frozenset(("Suzhou Industrial Park", "China-Singapore Suzhou Industrial Park"))


def is_zone(name: str) -> bool:
    """Return whether a name is of a development zone: Haikou Comprehensive Bonded Zone."""
    if name in _PARKS:
        return True
    return bool(_ZONE.search(name)) and not name.startswith(("National ", "Economic ", "Pilot "))


def found_places(
    text: str,
    found: Iterable[Word],
    is_taken: frozenset[int],
    near: frozenset[str],
    is_inside: bool = False,
) -> list[tuple[Mention, str]]:
    """Return divisions that are named by themselves, with their GB/T 2260 codes.

    Words that start where `is_taken` are parts of other names. Of two divisions with one name the
    one in or around those in `near` is meant.
    """
    made = []
    listed = list(found)
    for number, word in enumerate(listed):
        if word.start in is_taken or not word.is_capital:
            continue
        if not is_inside and "-" not in word.text and _leads_on(text, listed, number):
            continue
        name, end = word.text, word.end
        if "-" in name:  # Chengdu-based
            name, _, tail = name.partition("-")
            end = word.start + len(name)
            if tail not in ("based", "listed", "born", "headquartered"):
                continue
        if name in ("Inner", "New"):
            continue
        marker = _MARKER.match(text, end)
        code = _meant(
            by_letters().get(letters_of(name), ()), marker["kind"].lower() if marker else "", near
        )
        if code:
            end = marker.end() if marker else end
            made.append(
                (Mention(word.start, end, PLACE, text[word.start : end], rule="gazetteer"), code)
            )
    return made


def _leads_on(text: str, listed: list[Word], number: int) -> bool:
    """Return whether a longer name goes on after a word: Tianshan Mountains."""
    word, after = listed[number], listed[number + 1 : number + 2]
    return (
        bool(after) and after[0].is_capital and text[word.end : after[0].start] == " "
        and after[0].text.lower() not in _KINDS and after[0].text not in words("starts")
    )  # fmt: skip


def new_area_code(name: str) -> str | None:
    """Return the code of a new area that is a district: Pudong, not Liangjiang New Area."""
    match = re.fullmatch(r"(?P<own>[\w’' ]+) New (?:Area|District)", name)
    for code in by_letters().get(letters_of(match["own"]), ()) if match else ():
        division = divisions.by_code(code)
        if division and division.name.endswith("新区"):
            return code
    return None


def zones(text: str, found: Iterable[Piece]) -> Iterator[Mention]:
    """Yield development zones and new areas, of which few have a code."""
    for piece in found:
        name = piece.text(text)
        if is_zone(name) and len(piece.words) > 2:
            yield Mention(piece.start, piece.end, ZONE, name, "Zone", "zone", 0.85)


def _meant(codes: tuple[str, ...], kind: str, near: frozenset[str]) -> str:
    """Return the code of the one division that a name can mean, or nothing."""
    known = [division for code in codes if (division := divisions.by_code(code))]
    fitting = [division for division in known if _fits(division, kind)]
    fitting = [d for d in fitting if d.valid_until is None] or fitting
    if not fitting:
        return ""
    by_near = [
        d for d in fitting if near & {d.code, *(a.code for a in divisions.ancestors(d.code))}
    ]
    order = ("Province", "City", "County")
    chosen = sorted(by_near or fitting, key=lambda d: order.index(d.level))
    if not by_near and len(chosen) > 1 and chosen[0].level == chosen[1].level:
        return ""
    return chosen[0].code


def _fits(division: Division, kind: str) -> bool:
    """Return whether a division can be called a `district` and so on, or by its bare name."""
    if division.valid_until is not None and not kind:
        return False
    ending = _KINDS.get(kind, "")
    if kind in ("city", "municipality"):
        return division.name.endswith("市")
    if ending:
        return division.name.endswith((ending, "自治" + ending)) or (
            kind == "county" and division.name.endswith("旗")
        )
    return division.level != "County" or division.name.endswith(("市", "区"))
