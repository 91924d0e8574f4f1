"""The words of a Chinese sentence with their parts of speech, after the rules' own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from hezuo.graph.extract.lexicon import known_names, word_list

# So often that the words of our lists win over those that the dictionary would make of them.
_OFTEN = 500_000
_OFTEN_PLACES = 5_000
TITLE = "title"
# 市|民政局, which would be read as 市民|政局.
_OFFICES = ("民政局", "民政厅", "民政部", "民族宗教局", "民宗局")
# Two words that the dictionary guesses to be one: 科学技术|局已, 与区|经信局, 公司|各设.
_STUCK = re.compile(
    "[局委厅部院会处所司办校省市县区州旗][已在将与和及为对向等也还就由均都曾并从到被把给的]"
    "|[与和及跟同由向对在从赴][省市区县州旗]|各[设派出建签选]"
)
_PARTS_OF_STUCK = {"各": "r"} | dict.fromkeys("局委厅部院会处所司办校省市县区州旗", "n")
_PARTS_BEHIND = dict.fromkeys("已将也还就均都曾并", "d") | dict.fromkeys("设派出建签选", "v")


class Word(NamedTuple):
    """A word with its place in the text and its part of speech, in the letters of ICTCLAS."""

    start: int
    end: int
    text: str
    part: str


class Words:
    """The words of a sentence in their order, for questions of what stands where."""

    def __init__(self, found: list[Word], start: int = 0) -> None:
        self._all = found
        self.starts = [word.start for word in found]
        self.start = found[0].start if found else start
        self.end = found[-1].end if found else start

    def __iter__(self) -> Iterator[Word]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, number: int) -> Word:
        return self._all[number]

    def number_at(self, place: int) -> int:
        """Return the number of the word that starts at a place, or of the next one after it."""
        return bisect_left(self.starts, place)

    def starting(self, place: int) -> Word | None:
        """Return the word that starts at a place."""
        number = self.number_at(place)
        is_there = number < len(self._all) and self.starts[number] == place
        return self._all[number] if is_there else None

    def ends_at(self, place: int) -> bool:
        """Return whether a word ends at a place; another starts there, or it is the last."""
        return place == self.end or (place > self.start and self.starting(place) is not None)

    def ending(self, place: int) -> Word:
        """Return the word that a place before its end or at it lies in."""
        return self._all[self.number_at(place) - 1]

    def within(self, start: int, end: int) -> list[Word]:
        """Return the words that lie in a stretch."""
        found = self._all[self.number_at(start) : self.number_at(end)]
        if found and found[-1].end > end:
            found.pop()
        return found


def words(text: str, start: int = 0) -> list[Word]:
    """Return the words of a text that begins at a place in a larger one.

    >>> [word.text for word in words("重庆市科协主席介绍")]
    ['重庆市', '科协', '主席', '介绍']
    """
    titles = word_list("titles")
    found = []
    for word, part in _dictionary().tag(text):
        end = start + len(word)
        if len(word) == 2 and _STUCK.match(word) and not is_known(word):
            found += _parted(word, start)
        else:
            sort = TITLE if word in titles else intern(part)
            found.append(Word(start, end, intern(word), sort))
        start = end
    return found


def _parted(word: str, start: int) -> list[Word]:
    """Return the two words that were taken for one: 局|已, 与|区."""
    first, last = word[0], word[1]
    is_level = last in "省市区县州旗"
    behind = "n" if is_level else _PARTS_BEHIND.get(last, "p")
    before = "p" if is_level else _PARTS_OF_STUCK[first]
    return [
        Word(start, start + 1, intern(first), before),
        Word(start + 1, start + 2, intern(last), behind),
    ]


@lru_cache(maxsize=65_536)
def is_known(word: str) -> bool:
    """Return whether the dictionary has a word, so that its part of speech is no guess."""
    return _dictionary().has_word(word)


class _Dictionary(NamedTuple):
    """What rjieba offers of a dictionary."""

    tag: Callable[[str], list[tuple[str, str]]]
    has_word: Callable[[str], bool]


@cache
def _dictionary() -> _Dictionary:
    """Return the dictionary with our titles and the names of divisions.

    It is the one that rjieba loads when it is imported: another would take as long again.
    """
    import rjieba

    from hezuo.graph.divisions import all_names

    for word in word_list("titles"):
        if len(word) > 1:
            rjieba.add_word(word, _OFTEN, "n")
    for name in _OFFICES:
        rjieba.add_word(name, _OFTEN, "n")
    for name, known in known_names().items():
        is_own = len(name) > 2 and not name.startswith("中国") and not name.isascii()
        if is_own and known.kind == "Company":  # 中储粮|运城, not 中储|粮运|城
            rjieba.add_word(name, _OFTEN_PLACES, "nt")
    for name in all_names():
        if len(name) > 2:
            rjieba.add_word(name, _OFTEN_PLACES, "ns")
    return _Dictionary(rjieba.tag, rjieba.has_word)
