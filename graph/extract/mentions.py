"""Stretches of a text that name something, and how those of several kinds share a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ORGANIZATION, PLACE, ZONE, PERSON = "organization", "place", "zone", "person"
EVENT, TITLE, QUOTED, ANAPHOR = "event", "title", "quoted", "anaphor"
# More than so many never begin at one place.
_MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the plain text that names something of a sort, and its class or code."""

    start: int
    end: int
    sort: str
    text: str
    kind: str = ""
    rule: str = ""
    confidence: float = 1.0
    # What the name stands for, where that is another one: the full name of a short one.
    meaning: str = ""


class Mentions:
    """Mentions in their order, for questions of what stands where."""

    def __init__(self, found: Iterable[Mention] = ()) -> None:
        self._all = sorted(found, key=lambda m: (m.start, -m.end))
        self._starts = [mention.start for mention in self._all]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def within(self, start: int, end: int, *sorts: str) -> list[Mention]:
        """Return those that lie in a stretch, of some sorts or all."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self._all[first:last] if m.end <= end and (not sorts or m.sort in sorts)]

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        """Return those that begin in a stretch, wherever they end."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, place: int, most: int) -> list[Mention]:
        """Return the last ones that begin before a place, so many at most, in their order."""
        last = bisect_left(self._starts, place)
        return self._all[max(0, last - most) : last]

    def starting(self, place: int, *sorts: str) -> Mention | None:
        """Return the longest that starts at a place."""
        at = bisect_left(self._starts, place)
        for mention in self._all[at : at + _MOST_AT_ONCE]:
            if mention.start != place:
                return None
            if not sorts or mention.sort in sorts:
                return mention
        return None

    def over(self, start: int, end: int, longest: int = 200) -> bool:
        """Return whether one of them shares a character with a stretch."""
        for position in range(bisect_left(self._starts, end) - 1, -1, -1):
            mention = self._all[position]
            if mention.end > start:
                return True
            if start - mention.start > longest:
                return False
        return False

    def around(self, start: int, end: int) -> bool:
        """Return whether a stretch lies within one of them, of which none lies over another."""
        position = bisect_right(self._starts, start) - 1
        return position >= 0 and end <= self._all[position].end


class Cover:
    """The places of a text that something was found at already."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def add(self, start: int, end: int) -> None:
        """Take a stretch."""
        self._taken[start:end] = b"\1" * (min(end, len(self._taken)) - start)

    def touches(self, start: int, end: int) -> bool:
        """Return whether any place of a stretch is taken."""
        return 1 in self._taken[start:end]


def apart(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions of which none share a character: the longest are kept, then the first."""
    ordered = sorted(found, key=lambda m: (m.start - m.end, m.start))
    cover = Cover(max((mention.end for mention in ordered), default=0))
    kept: list[Mention] = []
    for mention in ordered:
        if not cover.touches(mention.start, mention.end):
            cover.add(mention.start, mention.end)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def occurrences(text: str, word: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield where a word starts in a stretch of a text, none over another.

    >>> list(occurrences("甲与乙与丙", "与"))
    [1, 3]
    """
    limit = len(text) if end is None else end
    place = text.find(word, start, limit)
    while place >= 0:
        yield place
        place = text.find(word, place + max(1, len(word)), limit)
