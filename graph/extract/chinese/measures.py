"""What a figure in a Chinese text is of: the noun phrase that ends before its verb or number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.words import TITLE, Word, words
from hezuo.graph.extract.lexicon import word_list
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, ZONE, Mention

_LONGEST, _LONGEST_MEASURE, _LONGEST_THING = 60, 30, 20
_BOUNDARIES = frozenset("，。；：！？、“‘（《》\n—;")
_OPENING = {"”": "“", "）": "（", "’": "‘"}
_FAR = 24
_AND = "和与及并且而"
# Parts of speech that noun phrases are made of, beside verbs of our list.
_NOUNS = re.compile("n|vn|[jlibasfqkhtzxgm]|eng")
_THINGS = re.compile("n|vn|[jlg]|title")
_NOUNS_TAKEN_FOR_VERBS = ("需求",)
_WORDY = re.compile("[\u3400-\u9fffA-Za-z0-9&+/·“”（）-]{1,40}")
_JOINING = frozenset("的和与及")
_OTHER = "其"
_WITH = ("与", "和", "及", "、", "同", "—", "-")
_POINTING = re.compile("其|[该本].?|此次|[双三各]方")
_OWN_COUNTRY = ("我国", "全国", "中国", "国内")
_COUNTRY = "中国"
# What follows a date and is no part of the measure: 2021年|全年, 2021年12月|底.
AFTER_DATE = re.compile(
    "(?:以来|年底|年末|底|末|期间|全年|年度|度|[上下]半年|前?第?[一二三四]季度)?"
)
# 三年来, 近五年
_YEARS_LONG = re.compile("(?:近|过去)?[一二三四五六七八九十几两0-9]{1,3}年多?[来间内]?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase from ``start`` to ``end``, which may be empty, in a clause from ``stretch`` on.

    ``area`` is the place named before it, 中国 for 全国; ``after`` is the word that it begins
    behind (其中), and ``is_of_other`` tells of 其 before it. ``is_thing`` says that it ends with a
    noun, and not with a name.
    """

    stretch: int
    start: int
    end: int
    area: str = ""
    after: str = ""
    is_of_other: bool = False
    is_thing: bool = False


class Phrases:
    """The noun phrases of one sentence that figures may be of."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document, self.sentence = document, sentence
        self.text = document.text

    def stretch(self, end: int, after: int) -> int | None:
        """Return where the clause before a place begins, none before ``after``.

        None where 、 is before it: of which of 甲、乙产值达 it is said is not clear.
        """
        place, first = end, max(after, self.sentence.start)
        while place > first and end - place < _LONGEST:
            mark = self.text[place - 1]
            if mark in _OPENING:
                opening = self.text.rfind(_OPENING[mark], max(first, place - _FAR), place)
                if opening < 0:
                    return place
                place = opening
            elif mark in _BOUNDARIES:
                return None if mark == "、" and place - 1 != after else place
            else:
                place -= 1
        if place > first:
            return None
        return place + 1 if place == after and self.text[place] in _AND else place

    def within(self, stretch: int, end: int) -> Phrase | None:
        """Return the noun phrase at the end of a stretch; None where other words are in it.

        It begins behind a date, a place, or a word such as 实现.
        """
        start, after, is_of_other, last = self._after_dates(stretch, end), "", False, ""
        place, area, first = start, "", start
        for piece in self._pieces(start, end):
            if piece.start != place:
                return None
            place = piece.end
            if isinstance(piece, Mention):
                last = ""
                continue
            last = "n" if piece.text in _NOUNS_TAKEN_FOR_VERBS else piece.part
            if piece.text in word_list("measure_starts"):
                area = self._area_only(start, piece.start) or area
                start, after, is_of_other = piece.end, piece.text, False
            elif piece.start == start and _POINTING.fullmatch(piece.text):
                start, is_of_other = piece.end, piece.text == _OTHER
            elif piece.text not in _OWN_COUNTRY and not _may_be_inside(piece, start):
                return None
        if place != end or self._is_in_name(start, end):
            return None
        # 甲市实现|乙的产值: whether it belongs together is not clear.
        if "的" in self.text[start:end] and self.text[first:start] not in ("", after):
            return None
        start, named = self._after_area(start, end)
        is_thing = bool(_THINGS.match(last)) and 1 < end - start <= _LONGEST_THING
        is_thing = is_thing and self.text[start:end] not in word_list("not_measures")
        return Phrase(stretch, start, end, named or area, after, is_of_other, is_thing)

    def _is_in_name(self, start: int, end: int) -> bool:
        """Return whether a person, an event or a title is named in a stretch."""
        if self.document.events.over(start, end) or self.document.titles.over(start, end):
            return True
        return any(person.start < end and start < person.end for person in self.sentence.people)

    def _after_dates(self, start: int, end: int) -> int:
        """Return where a stretch goes on behind its dates."""
        for date in self.document.dates_in(start, end):
            if date.end <= end:
                start = AFTER_DATE.match(self.text, date.end, end).end()  # type: ignore[union-attr]
        while (found := _YEARS_LONG.match(self.text, start, end)) is not None:
            start = found.end()
        return start

    def _pieces(self, start: int, end: int) -> Iterator[Word | Mention]:
        """Yield the names in a stretch, and the words between them."""
        names = {m.start: m for m in self.document.names.within(start, end)}
        place = start
        for word in words(self.text[start:end], start):  # not those of the sentence: 2020|年全
            if word.start >= place:
                piece = names.get(word.start, word)
                place = piece.end
                yield piece

    def _after_area(self, start: int, end: int) -> tuple[int, str]:
        """Return where a phrase goes on behind the places that it begins with, and the last one."""
        area = ""
        while not self.document.names.starting(start, ORGANIZATION):
            country = next((c for c in _OWN_COUNTRY if self.text.startswith(c, start)), "")
            place = self.document.names.starting(start, PLACE, ZONE)
            if place:
                after, name = place.end, self.document.surface(place.start, place.end)
            elif country:
                after, name = start + len(country), _COUNTRY
            else:
                break
            after += self.text.startswith("的", after, end)
            if after > end or self.text.startswith(_WITH, after, end):
                break
            start, area = after, name
        return start, area

    def _area_only(self, start: int, end: int) -> str:
        """Return the place that fills a stretch, if it has nothing else."""
        after, area = self._after_area(start, end)
        return area if after == end else ""


def _may_be_inside(word: Word, start: int) -> bool:
    """Return whether a word may stand in a noun phrase that begins at a place."""
    if word.text in word_list("measure_verbs") or word.text in word_list("measure_endings"):
        return True
    if word.text in _JOINING:
        return word.start > start
    is_noun = word.part == TITLE or _NOUNS.match(word.part) is not None
    return is_noun and not word.text.isdigit() and _WORDY.fullmatch(word.text) is not None


@lru_cache(maxsize=4096)
def is_measure(text: str) -> bool:
    """Return whether a noun phrase says by how it ends what is measured.

    >>> [is_measure(text) for text in ("研发投入", "数字经济规模", "绝大多数", "规模", "企业")]
    [True, True, False, False, False]
    """
    if text in word_list("not_measures") or not 1 < len(text) <= _LONGEST_MEASURE:
        return False
    if text.startswith("占") or text[-2:] in word_list("no_measure_endings"):
        return False
    return any(text[-length:] in word_list("measure_endings") for length in range(5, 0, -1))
