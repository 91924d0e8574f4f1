"""The divisions of China by their names in letters, as English texts write them."""

from __future__ import annotations

import re
from functools import cache

from hezuo.graph import divisions
from hezuo.graph.extract.english.lexicon import spellings

_NOT_MAINLAND = ("71", "81", "82")
_SHORTEST = 4


def is_division(name: str) -> bool:
    """Return whether a word is the name of a division in letters."""
    return letters_of(name) in by_letters()


def letters_of(name: str) -> str:
    """Return a name as the table of divisions has it: small letters only."""
    return re.sub("['’ ]", "", name).lower()


@cache
def by_letters() -> dict[str, tuple[str, ...]]:
    """Return codes of divisions in use by their names in letters."""
    found: dict[str, list[str]] = {}
    listed = {
        division
        for name in divisions.all_names()
        for division in divisions.by_name(name)
        if division.short_name == name and division.code[:2] not in _NOT_MAINLAND
    }
    # Those in use first: no name of theirs may mean one that was abolished.
    for division in sorted(listed, key=lambda d: (d.valid_until is not None, d.code)):
        plain = _read(division.short_name).replace("v", "u")
        letters = spellings().get(division.code) or plain
        if letters.isascii() and letters.isalpha() and len(letters) >= _SHORTEST:
            found.setdefault(letters, []).append(division.code)
    found.setdefault("xian", ["610100"])
    return {letters: tuple(dict.fromkeys(codes)) for letters, codes in found.items()}


def _read(name: str) -> str:
    """Return how the name of a place is read: 长 is long in it, elsewhere to grow; 都 is a city."""
    from hezuo.graph.pinyin import syllables

    found = syllables(name)
    if len(found) == len(name):
        pairs = zip(name, found, strict=True)
        found = ["du" if sign == "都" else letters for sign, letters in pairs]
    if name[0] == "长":
        found[0] = "chang"
    return "".join(found)
