"""Mongolian, Tibetan, Uyghur and other names of four characters and more: 额尔敦巴雅尔."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hezuo.graph.extract.chinese.foreign_names import sounds
from hezuo.graph.extract.lexicon import one_of, word_list

_SHORTEST = 4
_LONGEST = 9
# These are sounds of names, too, and mostly words: they count only within a listed syllable.
_WORDS = frozenset("和与及于以就来在也是的从到向对不合同一")


def long_name_ends(text: str, place: int, end: int) -> Iterator[int]:
    """Yield where a name of several syllables may end that begins at a place, the farthest first.

    >>> list(long_name_ends("额尔敦巴雅尔说", 0, 7))
    [6, 5, 4]
    """
    found = _long_name().match(text, place, min(end, place + _LONGEST))
    if found:
        yield from range(found.end(), place + _SHORTEST - 1, -1)


@cache
def _long_name() -> re.Pattern[str]:
    syllable = one_of("name_syllables")
    single = sounds() | frozenset("".join(word_list("name_syllables")))
    characters = "".join(sorted(single - _WORDS))
    return re.compile(f"{syllable}(?:{syllable}|[{characters}]){{1,7}}")
