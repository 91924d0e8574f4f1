"""People who are named without a post: 村民林知远, and 林知远、郑远帆分别代表甲公司、乙大学."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hezuo.graph.extract.chinese.person_names import PersonNames
from hezuo.graph.extract.chinese.words import is_known
from hezuo.graph.extract.lexicon import Finder, surnames, word_list

_LENGTH = 3
# What those who sign for others do, behind a list of their names.
_FOR_OTHERS = re.compile("分别代表|共同代表|代表[\u4e00-\u9fff]{2,30}(?:签|在)|分别签署")
_CLAUSE = re.compile("[。；\n]|[，：](?!$)")
_LISTING = re.compile("[、和与]")
_MOST_IN_LIST = 8


def called_people(text: str, start: int, end: int, names: PersonNames) -> Iterator[int]:
    """Yield where names of three characters stand behind a calling: 村民|林知远."""
    for _, stop, _ in _callings().longest(text[start:end]):
        place = start + stop
        if text[place : place + 1] not in surnames()[0] or names.length_at(place) != _LENGTH:
            continue
        name = text[place : place + _LENGTH]
        if not any(is_known(name[at : at + 2]) for at in (0, 1)):
            yield place


def signing_people(
    text: str, start: int, end: int, names: PersonNames
) -> Iterator[tuple[int, int]]:
    """Yield names of a list that begins a clause and says who acts for bodies."""
    for found in _FOR_OTHERS.finditer(text, start, end):
        cuts = [cut.end() for cut in _CLAUSE.finditer(text, start, found.start())]
        people = _list_of_names(text, cuts[-1] if cuts else start, found.start(), names)
        if len(people) > 1 or not found[0].startswith("分别"):
            yield from people


def _list_of_names(text: str, place: int, end: int, names: PersonNames) -> list[tuple[int, int]]:
    """Return the names that fill a stretch, joined by 、 or 和; none if it has anything else."""
    found: list[tuple[int, int]] = []
    while len(found) < _MOST_IN_LIST:
        if text[place : place + 1] not in surnames()[0]:
            return []
        length = names.length_at(place)
        if not length or place + length > end:
            return []
        found.append((place, place + length))
        place += length
        if place == end:
            return found
        listing = _LISTING.match(text, place, end)
        if not listing:
            return []
        place = listing.end()
    return []


@cache
def _callings() -> Finder:
    return Finder(sorted(word_list("callings")))
