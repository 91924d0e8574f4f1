"""The words of a name as they are compared: without case, width, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What decomposition leaves: letters that are no letter with a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae",
     "ŋ": "n", "ŧ": "t", "ĸ": "k", "ς": "σ", "&": " and ", "+": " and ", "’": "'"}
)  # fmt: skip
# ä is written ae where there is no ä: both become a; but Bauer and Quelle hold no such letter.
_DIGRAPHS = re.compile("(?<![aeiouyq])([aou])e(?=[b-df-hj-np-tv-xz])")
_MARKS = re.compile("[\u0300-\u036f]")
# An acronym in brackets after the name it is short for: (TUD), (BAW), [CNRS].
_ACRONYM = re.compile(r"\s*[(\[（]\s*(?=[^)\]）]{2,12}[)\]）])([^\W\d_][\w.&/ -]*)[)\]）]")
_BRACKETS = frozenset("([（")
_WORD = re.compile(r"[^\W_]+")


def without_acronyms(name: str) -> tuple[str, list[str]]:
    """Return a name without the acronyms that stand in brackets in it, and those.

    >>> without_acronyms("Technische Universität Dresden (TUD)")
    ('Technische Universität Dresden', ['TUD'])
    """
    if not _BRACKETS.intersection(name):
        return name, []
    found = [m[1] for m in _ACRONYM.finditer(name) if is_acronym(m[1])]
    rest = _ACRONYM.sub(lambda m: "" if is_acronym(m[1]) else m[0], name).strip()
    return (rest, found) if rest else (name, [])


def is_acronym(text: str) -> bool:
    """Return whether a text looks like an acronym: one word, mostly capitals.

    >>> is_acronym("TUD"), is_acronym("UniBo"), is_acronym("Germany")
    (True, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in text.strip() and len(letters) > 1 and capitals > len(letters) * 0.6


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name; initials with dots are one word.

    >>> words("Technische Universitaet Dresden") == words("TECHNISCHE Universität Dresden")
    True
    >>> words("Salix S.r.l., Sp. z o.o.")
    ('salix', 'srl', 'sp', 'zoo')
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    plain = plain.translate(_LETTERS).replace("'", " ")
    return tuple(_joined_initials(_DIGRAPHS.sub(r"\1", plain)))


def _joined_initials(text: str) -> list[str]:
    """Return the words of a text, single letters that follow each other as one word."""
    spoken = _WORD.findall(text)
    if min(map(len, spoken), default=0) > 1:
        return spoken
    result: list[str] = []
    initials: list[str] = []
    for word in spoken:
        if len(word) == 1 and word.isalpha() and word.isascii():
            initials.append(word)
            continue
        if initials:
            result.append("".join(initials))
            initials = []
        result.append(word)
    return [*result, "".join(initials)] if initials else result
