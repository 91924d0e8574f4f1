"""What is known of a sentence while the names of bodies in it are read, and its words of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from hezuo.graph.extract.chinese.words import Words
from hezuo.graph.extract.lexicon import word_list
from hezuo.graph.extract.mentions import Mention

LONGEST = 45
# No name reaches over these, but for quotes and brackets that are told apart.
HARD = frozenset("，。！？；：、“”‘’《》（）【】!?;:\"'…\n\t|/①②③④⑤⑥⑦⑧⑨⑩●■▲▼△▽※◆◇★☆▶►→✅×><=~#*")
CONJUNCTIONS = frozenset(["与", "和", "及", "暨", "同", "以及"])
LEVELS = frozenset(["省", "市", "区", "县", "州", "旗", "盟", "自治区", "自治州", "镇", "乡"])
# Parts of speech of proper names: places, bodies, brands, people, short forms, Latin letters.
PROPER = ("ns", "nt", "nz", "nr", "nrt", "nrfg", "j", "eng")


class NameContext:
    """A sentence in which names are read: its words, the places in it, the names found so far."""

    def __init__(
        self,
        text: str,
        words: Words,
        places: Sequence[Mention],
        gaps: frozenset[int] = frozenset(),
        short_names: Iterable[str] = (),
    ) -> None:
        self.text, self.words, self.gaps = text, words, gaps
        self.start, self.end = words.start, words.end
        self.sentence = text[self.start : self.end]
        self.places = {place.start: place for place in places}
        self.place_ends = frozenset(place.end for place in places)
        self.short_names = tuple(short_names)
        self.complete: dict[int, int] = {}  # ends of names that are found, with their starts
        self._starts: dict[int, int] = {}  # how many names start at a place
        countries = word_list("countries")
        self._heads = frozenset(w.start for w in words if w.part == "nt" or w.text in countries)

    def add(self, start: int, end: int) -> None:
        """Take a name as found."""
        before = self.complete.get(end)
        if before is not None:
            self._starts[before] -= 1
        self.complete[end] = start
        self._starts[start] = self._starts.get(start, 0) + 1

    def is_head(self, place: int) -> bool:
        """Return whether a place, a body or a country starts here, as names do."""
        return place in self.places or place in self._heads or self._starts.get(place, 0) > 0

    def ends_name(self, place: int) -> bool:
        """Return whether a body or a place ends here."""
        return place in self.complete or place in self.place_ends

    def bodies_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return starts and ends of the names found that lie in a stretch."""
        known = self.complete
        return [
            (known[place], place)
            for place in range(start + 1, end + 1)
            if place in known and known[place] >= start
        ]


def stops_names(word: str) -> bool:
    """Return whether a word may stand right before a name, and is no part of names."""
    return word in _stops()


def begins_as_names_do(text: str, start: int = 0) -> bool:
    """Return whether a stretch begins with 中国, 西南, 中德 and the like."""
    return text.startswith(_name_starts(), start)


def begins_with_country(text: str) -> bool:
    """Return whether a stretch begins with the name of a country."""
    return text.startswith(_countries())


@cache
def _stops() -> frozenset[str]:
    return word_list("before_names") - word_list("inside_names")


@cache
def _name_starts() -> tuple[str, ...]:
    return tuple(word_list("name_starts"))


@cache
def _countries() -> tuple[str, ...]:
    return tuple(word_list("countries"))
