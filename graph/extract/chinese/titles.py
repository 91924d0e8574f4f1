"""Titles of posts and callings, wherever they stand in a text."""

from __future__ import annotations

from functools import cache

from hezuo.graph.extract.lexicon import Finder, word_list


def titles_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where titles stand in a stretch of a text, the longest ones.

    >>> titles_in("市科协党组书记、主席", 0, 10)
    [(3, 7), (8, 10)]
    """
    found = _finder().longest(text[start:end])
    return [(start + first, start + last) for first, last, _ in found]


def starts_with_title(text: str, place: int) -> bool:
    """Return whether a title stands at a place."""
    titles, longest = _titles()
    return any(text[place : place + length] in titles for length in range(2, longest + 1))


@cache
def _titles() -> tuple[frozenset[str], int]:
    # One character alone may be a part of anything.
    listed = frozenset(title for title in word_list("titles") if len(title) > 1)
    return listed, max(map(len, listed))


@cache
def _finder() -> Finder:
    return Finder(sorted(_titles()[0]))
