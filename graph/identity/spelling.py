"""A name as it is compared with others: its telling words, in one language where that is usual."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from hezuo.graph.canonical import canonical_name
from hezuo.graph.identity.legal_forms import without_chinese_form, without_legal_form
from hezuo.graph.identity.words import is_acronym, without_acronyms, words
from hezuo.graph.names import fold
from hezuo.graph.values import is_chinese

_TABLE = Path(__file__).resolve().parents[2] / "data" / "name_words.csv"
_LONGEST_ACRONYM = 12
_SHORTEST_INITIALS = 3
_WORD = re.compile(r"[^\W_]+")


class Spelling(NamedTuple):
    """A name's words in order and without repetition, as one string, its acronyms and initials.

    ``loose`` are the words that look like an acronym of the others, which may as well be left out;
    ``bodies`` those that say what it is: a university, a municipality, a chamber.
    """

    words: tuple[str, ...]
    joined: str
    acronyms: frozenset[str]
    initials: str
    loose: frozenset[str]
    bodies: frozenset[str]


def spelling(name: str) -> Spelling:
    """Return a name as it is compared.

    >>> spelling("Comune di Milano") == spelling("Municipality of milano")
    True
    >>> spelling("Université de Liège (ULg)").words
    ('university', 'liege')
    """
    if is_chinese(name):
        key = fold(without_chinese_form(canonical_name(name))[0])
        pairs = tuple(dict.fromkeys(a + b for a, b in pairwise(key))) or (key,)
        return Spelling(pairs, key, frozenset(), "", frozenset(), frozenset())
    rest, given = without_acronyms(name)
    spoken, _ = without_legal_form(words(rest))
    means, bodies = _meanings()
    told = [means.get(word, word) for word in spoken]
    kept = tuple(dict.fromkeys(filter(None, told))) or tuple(spoken)
    initials = "".join(word[0] for word in kept)
    # Most words have at most one capital, which is soon seen.
    mixed = (word for word in _WORD.findall(rest) if not word[1:].islower())
    capitals = {word.casefold() for word in mixed if is_acronym(word)}
    loose = frozenset() if rest.isupper() else frozenset(capitals.intersection(kept))
    acronyms = {"".join(words(text)) for text in given} | loose
    short = frozenset(text for text in acronyms if 1 < len(text) <= _LONGEST_ACRONYM)
    made = initials if len(initials) >= _SHORTEST_INITIALS else ""
    return Spelling(kept, "".join(kept), short, made, loose, bodies.intersection(kept))


def weights(spellings: Iterable[Spelling]) -> Mapping[str, float]:
    """Return how telling each word is: the rarer it is among the names, the more."""
    frequency: Counter[str] = Counter()
    count = 0
    for name in spellings:
        count += 1
        frequency.update(name.words)
    return {word: 0.3 + log((count + 1) / (times + 0.5)) for word, times in frequency.items()}


@cache
def _meanings() -> tuple[dict[str, str], frozenset[str]]:
    """Return for common words of many languages the one they are compared by, or nothing.

    Beside it those that say what kind of body an organisation is.
    """
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bodies = frozenset(row["means"] for row in rows if row["is_body"])
    return {row["word"]: row["means"] for row in rows}, bodies
