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
    from hezuo.graph.pinyin import syllables

    found: dict[str, list[str]] = {}
    listed = {
        division
        for name in divisions.all_names()
        for division in divisions.by_name(name)
        if division.short_name == name and division.code[:2] not in _NOT_MAINLAND
    }
    # Those in use first: no name of theirs may mean one that was abolished.
    for division in sorted(listed, key=lambda d: (d.valid_until is not None, d.code)):
        plain = "".join(syllables(division.short_name)).replace("v", "u")
        if division.short_name[0] == "长":  # long, in names of places; elsewhere to grow
            plain = "chang" + plain.removeprefix("zhang").removeprefix("chang")
        letters = spellings().get(division.code) or plain
        if letters.isascii() and letters.isalpha() and len(letters) >= _SHORTEST:
            found.setdefault(letters, []).append(division.code)
    found.setdefault("xian", ["610100"])
    return {letters: tuple(dict.fromkeys(codes)) for letters, codes in found.items()}
