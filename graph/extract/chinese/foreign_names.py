"""Foreign names in Chinese characters, told by the dot between their parts: 伊万·科瓦连科."""

from __future__ import annotations

import re
from functools import cache

from hezuo.graph.extract.chinese.words import TITLE, Words, is_known
from hezuo.graph.extract.lexicon import word_list

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
DOTTED = re.compile(f"[{_HAN}]{{1,8}}(?:·[{_HAN}A-Za-z.]{{1,12}}){{1,3}}")
# John von Neumann
LATIN = re.compile(
    r"[A-Z][a-zA-Z'’-]{1,30}"
    r"(?: (?:van|von|de|der|da|di|la|le|[A-Z][a-zA-Z.'’-]{0,30})){1,3}"
)
_VERBS = ("v", "p", "d")


@cache
def sounds() -> frozenset[str]:
    """Return the characters that foreign names are written with."""
    return frozenset("".join(word_list("sounds")))


def foreign_length(words: Words, place: int, name: str) -> int:
    """Return the length of a foreign name at a place without what follows its last part."""
    dot = name.rfind("·") + 1
    known_sounds = sounds()
    for length in range(dot + 2, len(name)):
        if name[length] not in known_sounds and not name[length].isascii():
            name = name[:length]  # 科瓦连科|写信: no character of foreign names
            break
    for length in range(dot + 2, len(name)):
        word = words.starting(place + length)
        if word is None:
            continue
        is_verb = word.part in _VERBS and len(word.text) > 1 and is_known(word.text)
        lists = ("before_names", "words_after_people")
        if is_verb or any(word.text in word_list(listed) for listed in lists):
            return length
    return len(name)


def without_words_before(words: Words, start: int, name: str) -> tuple[int, str]:
    """Return a foreign name without the words before it that stick to its first part."""
    end = start + len(name.split("·")[0])
    at = words.number_at(start)
    first = start
    while at < len(words) and words[at].end < end:
        word = words[at]
        if (
            word.part == TITLE
            or word.text in word_list("before_names")
            or (word.part[0] in "pcurdv" and len(word.text) > 1)
            or word.text in ("籍", "方")
        ):
            first = word.end
        at += 1
    return first, name[first - start :]


def sounds_foreign(name: str) -> bool:
    """Return whether a name with dots is written as foreign ones are."""
    parts = name.split("·")
    sounding = sum(c in sounds() or c.isascii() for part in parts for c in part)
    return len(parts) > 1 and sounding >= 0.7 * (len(name) - len(parts) + 1)
