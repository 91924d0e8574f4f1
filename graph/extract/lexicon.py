"""The words that rules know, read once from data/extract: endings, titles, family names ..."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "extract"


class Ending(NamedTuple):
    """What a name ends with, and what that says of the thing it names.

    A strong ending makes a name of nearly any word before it; a weak one wants more.
    """

    text: str
    kind: str
    is_strong: bool


class KnownName(NamedTuple):
    """A name that stands without an ending, the full form if another, and a class."""

    name: str
    canonical: str
    kind: str


class Finder:
    """Finds words of a list in texts, in one pass over the text however many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._words = list(words)
        self._longest: AhoCorasick = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)
        self._all: AhoCorasick | None = None

    def longest(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and word where words stand, none over another, the longest ones.

        >>> Finder(["主任", "主任医师"]).longest("主任医师")
        [(0, 4, '主任医师')]
        """
        found = self._longest.find_matches_as_indexes(text)
        return [(start, end, self._words[number]) for number, start, end in found]

    def all(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and word wherever a word stands, within others too.

        >>> Finder(["主任", "主任医师"]).all("主任医师")
        [(0, 2, '主任'), (0, 4, '主任医师')]
        """
        if self._all is None:
            from ahocorasick_rs import AhoCorasick, MatchKind

            self._all = AhoCorasick(self._words, matchkind=MatchKind.Standard)
        found = self._all.find_matches_as_indexes(text, overlapping=True)
        return [(start, end, self._words[number]) for number, start, end in found]


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def short_divisions() -> dict[str, str]:
    """Return the full names of divisions that are called in short like no other: 科右前旗."""
    return {row["name"]: row["full"] for row in _rows("short_divisions.csv")}


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a text file, which are parted by blanks; # begins a comment."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


@cache
def one_of(name: str) -> str:
    """Return a pattern of any word of a text file, the longest that fits.

    >>> import re
    >>> re.findall(one_of("titles_after_names"), "张三副教授和李四院士")
    ['副教授', '院士']
    """
    words = sorted(word_list(name), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def organization_endings() -> dict[str, Ending]:
    """Return what names of bodies end with."""
    rows = _rows("organization_endings.csv")
    return {r["ending"]: Ending(r["ending"], r["kind"], bool(r["is_strong"])) for r in rows}


@cache
def not_after_endings() -> dict[str, str]:
    """Return the characters that make another word of an ending: 局|面, 部|门.

    An ending that is not listed has those of its last character, if that is.
    """
    return {row["ending"]: row["characters"] for row in _rows("not_after_endings.csv")}


@cache
def event_endings() -> dict[str, Ending]:
    """Return what names of gatherings end with."""
    rows = _rows("event_endings.csv")
    return {r["ending"]: Ending(r["ending"], "Event", bool(r["is_strong"])) for r in rows}


@cache
def known_names() -> dict[str, KnownName]:
    """Return bodies that are usually called by a name without an ending."""
    rows = _rows("well_known.csv")
    return {r["name"]: KnownName(r["name"], r["canonical"], r["kind"]) for r in rows}


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return family names of one character, and of two."""
    single: set[str] = set()
    double: set[str] = set()
    for word in word_list("surnames"):
        # Names of one character are written without blanks between them.
        (double.add(word) if len(word) == 2 else single.update(word))
    return frozenset(single), frozenset(double)
