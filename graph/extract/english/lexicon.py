"""The words that rules for English know, read once from data/extract/english_*."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hezuo.graph.extract.lexicon import surnames, word_list

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "extract"


class BodyWord(NamedTuple):
    """A word that says of a name what it names; a weak one (Power, Health) wants a proper name."""

    kind: str
    is_strong: bool


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"english_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def words(name: str) -> frozenset[str]:
    """Return the single words of a list."""
    return word_list(f"english_{name}")


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return the lines of a list, the longest first; # begins a comment."""
    lines = (_FOLDER / f"english_{name}.txt").read_text(encoding="utf-8").splitlines()
    found = {line.strip() for line in lines if line[:1] != "#"} - {""}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def body_words() -> dict[str, BodyWord]:
    """Return what names of bodies end with (Hunan University) or begin with (University of X)."""
    return {r["word"]: BodyWord(r["kind"], bool(r["is_strong"])) for r in _rows("bodies")}


def body_word(word: str) -> BodyWord | None:
    """Return what a word says of the name it ends; names may stand in capitals.

    >>> body_word("BIOSCIENCES").kind, body_word("Hunan")
    ('Company', None)
    """
    known = body_words()
    found = known.get(word)
    if found is None and "." in word:  # S.A., B.V., S.p.A.
        found = known.get(word.replace(".", ""))
    if found is None and word.isupper() and len(word) > _SHORT:
        found = known.get(word.capitalize())
    return found


_SHORT = 3


@cache
def well_known() -> dict[str, tuple[str, str]]:
    """Return the full name, if another, and the class of names that no word gives away."""
    return {r["name"]: (r["canonical"], r["kind"]) for r in _rows("well_known")}


@cache
def anaphors() -> dict[str, frozenset[str]]:
    """Return what classes `the institute` and its like may mean."""
    return {r["word"]: frozenset(r["kinds"].split()) for r in _rows("anaphors")}


class SignVerb(NamedTuple):
    """A verb of signing: in headlines only, of other things too, or of telling it later."""

    is_headline: bool
    is_loose: bool
    is_told: bool
    status: str


@cache
def sign_verbs() -> dict[str, SignVerb]:
    """Return what verbs say that an agreement was made, renewed or ended."""
    return {
        r["verb"]: SignVerb(
            bool(r["is_headline"]), bool(r["is_loose"]), bool(r["is_told"]), r["status"]
        )
        for r in _rows("sign_verbs")
    }


@cache
def sign_verb_pattern() -> str:
    """Return a pattern for verbs of signing."""
    return "|".join(sorted(map(re.escape, sign_verbs()), key=lambda verb: (-len(verb), verb)))


@cache
def spellings() -> dict[str, str]:
    """Return how divisions are written whose names are not their syllables, by their codes."""
    return {r["code"]: r["letters"] for r in _rows("spellings")}


@cache
def one_of(name: str) -> str:
    """Return a pattern for the lines of a list; a hyphen of theirs may be a blank."""
    return "|".join(re.escape(phrase).replace(r"\-", "[- ]") for phrase in phrases(name))


@cache
def one_word_of(name: str) -> str:
    """Return a pattern for the single words of a list."""
    return "|".join(sorted(map(re.escape, words(name)), key=lambda word: (-len(word), word)))


_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|"
    "uan|ai|ei|ao|"
    "ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|yu|er|a|o|e|i|u|v)"
)
# Tianle, Xiao-ming, Wen'an: one syllable or two.
_GIVEN = re.compile(f"{_SYLLABLE}(?:[-'’]?{_SYLLABLE})?", re.IGNORECASE)


@cache
def pinyin_surnames() -> frozenset[str]:
    """Return Chinese family names as they are written in letters."""
    from hezuo.graph.pinyin import syllables

    single, double = surnames()
    found = {"".join(syllables(name)) for name in single | double}
    return frozenset(name.replace("v", "u") for name in found) | {"lyu", "lv", "nyu"}


def is_chinese_name(first: str, second: str) -> bool:
    """Return whether two words are a Chinese name in letters: family name, given name.

    >>> is_chinese_name("Tan", "Yuhe"), is_chinese_name("Ouyang", "Zhiming")
    (True, True)
    """
    return first.lower() in pinyin_surnames() and bool(_GIVEN.fullmatch(second))
