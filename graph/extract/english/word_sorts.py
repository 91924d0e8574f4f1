"""What single words of a name say: fields, posts, countries, and what a name ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hezuo.graph.extract.english.lexicon import body_word, one_of, phrases, words
from hezuo.graph.extract.english.tokens import Word

# What names of sciences end with: Geoecology, Hydrography, Mechatronics, Floriculture.
_FIELD_ENDS = (
    "ology",
    "ography",
    "tronics",
    "istry",
    "onomy",
    "culture",
    "ometry",
    "iatry",
    "omics",
)


@cache
def _countries() -> frozenset[str]:
    return frozenset(phrases("countries"))


def is_country(name: str) -> bool:
    """Return whether a name is of a country or a part of the world, or says of which one is."""
    return name in _countries() or name in words("demonyms")


@cache
def _title() -> re.Pattern[str]:
    ends = "|".join(p.rsplit(" ", 1)[-1].rsplit("-", 1)[-1] for p in phrases("titles"))
    return re.compile(rf"(?:[\w-]+-)?(?:{ends}|{one_of('titles')})s?", re.IGNORECASE)


def is_title(word: str) -> bool:
    """Return whether a word ends a post: President, CEO, Vice-Mayor."""
    return bool(_title().fullmatch(word)) and word not in ("Partner", "Associate", "Chair", "Head")


def is_field(word: str) -> bool:
    """Return whether a word is of a field: Science, High-tech, Geoecology, Eco-Environment."""
    parts = (word, word.split("-")[0], word.split("-")[-1])
    is_listed = any(part in words("topics") for part in parts)
    return is_listed or (word[0].isupper() and word.endswith(_FIELD_ENDS))


# What abstract nouns and their adjectives end with: Utilization, Breeding, Petrochemical.
_SUBJECT_ENDS = (
    "tion", "sion", "ment", "ing", "ity", "ance", "ence", "ics", "ture", "ship", "ism", "esis",
    "ysis", "ical", "onal", "ental", "ural", "able", "ology", "istry", "omy", "ectric",
)  # fmt: skip
_SHORTEST_SUBJECT = 6


def is_subject(word: str) -> bool:
    """Return whether an institute may be of it: Desalination, Snow. Names of people may be too.

    >>> is_subject("Desalination"), is_subject("Millet"), is_subject("Quillon")
    (True, True, False)
    """
    if is_field(word) or any(part in words("subjects") for part in (word, word.split("-")[-1])):
        return True
    return len(word) >= _SHORTEST_SUBJECT and word.endswith(_SUBJECT_ENDS)


def is_plain(word: str) -> bool:
    """Return whether a word alone tells no body from another: National, Science, University."""
    return word in words("topics") or word in words("generic") or body_word(word) is not None


def has_head(found: Sequence[Word]) -> bool:
    """Return whether words end like the name of a body, a zone or a gathering."""
    last = found[-1].text
    known = body_word(last)
    return (known is not None and known.is_strong) or last in ZONE_WORDS | words("event_words")


# A name that begins so goes on over the small words of its language.
ZONE_WORDS = frozenset(("Zone", "Area", "Zones", "Areas"))
