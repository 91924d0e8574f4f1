"""Runs of words with capitals, and of the small words that may link them into one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import body_word, is_chinese_name, words
from hezuo.graph.extract.english.tokens import Word
from hezuo.graph.extract.english.word_sorts import is_field, is_subject

# What comes between two parts of a name.
LINK = re.compile(
    r" (?:(?P<of>of|for|de|des|du|della|del|di|do|da|der|für)(?: the| la| le| los)?|"
    r"(?P<on>on)(?: the)?|"
    r"(?P<in>in|at|to|under|from)(?: the)?|(?P<and>and|&|und|et|y|e)(?: the| du| de la| des)?) "
)
# What does so in names in other languages: Musée du Verre, Stiftung Glas und Licht.
FOREIGN_LINK = re.compile(
    r" (?:d[aeiou]s?|del(?: la)?|de (?:la|l[ao]s|les)|del?l[aeio]|degli|dei|für|fuer|zur?|zum|und|"
    r"et|y|e|en|och|og|i|w|van(?: het| de)?|voor|von(?: der)?|im|am|sur|pour|aux?|para|con|per|"
    r"nel) "
)
_OWNER = re.compile(r"[’']s? ")
# What may part a company's name from its legal form: Foo Co., Ltd; Foo, Inc.
_BEFORE_FORMS = frozenset((", ", ". ", "., ", ".,", ","))
_FORMS = frozenset(("Ltd", "Inc", "LLC", "Limited", "Corp", "GmbH", "Plc", "PLC", "AG"))
PARTICLE = re.compile(
    r" (?:van(?: der| den)?|von(?: der)?|af|bin|al|el|ten|ter|zu|dos|das|da|de(?: la)?|del|di) "
)
_HYPHENED = ("-based", "-born", "-listed", "-headquartered", "-owned", "-backed", "-funded", "-led")
_ABBREVIATED = re.compile(r"\. ")
# How many parts a name may have.
_LONGEST = 12


@dataclass
class Chunk:
    """Words with capitals that follow each other, and what links them to the next."""

    words: list[Word]
    link: str = ""
    is_owner: bool = False


def runs(text: str, found: list[Word]) -> Iterator[list[Chunk]]:
    """Yield chunks that small words link: [Hunan University] and the [University] of [Twente]."""
    run: list[Chunk] = []
    before: Word | None = None
    for number, word in enumerate(found):
        is_name = word.is_capital and not word.text.endswith(_HYPHENED)
        is_start = starts_nothing(word) and not _is_surname(text, found, number)
        if not is_name or (is_start and not _goes_on(text, before, word)):
            if not (run and word.text.lower() in words("linking")):
                if run:
                    yield run
                run, before = [], None
            continue
        gap = text[before.end : word.start] if before else ""
        if before is not None and len(run) <= _LONGEST and len(run[-1].words) < _LONGEST:
            is_form = gap in _BEFORE_FORMS and word.text in _FORMS
            # Taikoo Engine Services (Xiamen) Co., Ltd
            is_form = is_form or (gap == " (" and _IN_BRACKETS.match(text, word.end) is not None)
            is_form = is_form or (gap == ") " and text[before.start - 1] == "(")
            if gap == " " or is_form or _is_initial(before, gap):
                run[-1].words.append(word)
                before = word
                continue
            is_owner = _is_owner(before, gap)
            is_list = gap in (", ", ", and ") and _is_list(run, before, word, gap)
            if (
                is_list
                or LINK.fullmatch(gap)
                or (is_foreign(run) and FOREIGN_LINK.fullmatch(gap))
                or PARTICLE.fullmatch(gap)
                or is_owner
            ):
                run[-1].link = gap
                run[-1].is_owner = is_owner
                run.append(Chunk([word]))
                before = word
                continue
        if run:
            yield run
        run, before = [Chunk([word])], word
    if run:
        yield run


def is_foreign(run: list[Chunk]) -> bool:
    """Return whether a name has its sort in another language: Institut, Grand Musée."""
    heads = words("foreign_heads")
    first = body_word(run[0].words[0].text)
    if first is not None and first.is_strong and _DE.fullmatch(run[0].link):
        return True  # Centre National de la Recherche
    return any(
        part in heads for one in run[0].words for part in (one.text, one.text.split("-")[-1])
    )


_DE = re.compile(r" (?:de|du|des|del|della|da|do|dos)(?: la| le| los)? ")


def _is_owner(before: Word, gap: str) -> bool:
    """Return whether a word owns what follows: People's Congress, Writers' Association."""
    if before.is_owner:
        return bool(_OWNER.fullmatch(gap))
    return gap in ("' ", "’ ") and before.text in words("owners_in_names")


# What follows the place in the brackets of a company's name.
_IN_BRACKETS = re.compile(
    r"\) (?:[A-Z][\w&]* ){0,3}(?:Co|Company|Ltd|Limited|Corporation|Inc|Holdings|Group)\b"
)


def _is_list(run: list[Chunk], before: Word, word: Word, gap: str) -> bool:
    """Return whether a comma parts fields in a name: Bureau of Culture, Sports and Tourism."""
    if gap != ", ":  # ..., and Tourism
        return (
            any(one.link == ", " for one in run) and is_field(before.text) and is_field(word.text)
        )
    first = [one.text for one in run[0].words]
    is_begun = (
        len(run) > 1
        or any(text in ("Provincial", "Municipal", "National", "State") for text in first)
        or (is_division(first[0]) and len(first) > 1 and all(map(is_field, first[1:])))
    )
    return is_begun and all(is_field(one) or is_subject(one) for one in (before.text, word.text))


def starts_nothing(word: Word) -> bool:
    """Return whether a word has its capital from a date or the start of a sentence."""
    return word.text in words("starts")


def _is_surname(text: str, found: list[Word], number: int) -> bool:
    """Return whether a word such as He or An begins a Chinese name: He Yunpeng."""
    later = found[number + 1 : number + 2]
    return (
        bool(later) and later[0].is_capital and text[found[number].end : later[0].start] == " "
        and len(later[0].text) > _SHORT_NAME and is_chinese_name(found[number].text, later[0].text)
    )  # fmt: skip


_SHORT_NAME = 3
_LONGEST_GIVEN = 4


def _goes_on(text: str, before: Word | None, word: Word) -> bool:
    """Return whether a word of dates or beginnings stands within a name: Bank of May, All China."""
    if before is None:
        return False
    if text[before.end : word.start] == " " and is_chinese_name(before.text, word.text):
        return len(word.text) < _LONGEST_GIVEN  # Cao Jun
    if word.text in words("months_and_days"):
        return False
    is_ended = before.text.endswith(".")  # Arden Seals S.A. | It grew
    return text[before.end : word.start] == " " and not (starts_nothing(before) or is_ended)


def _is_initial(before: Word, gap: str) -> bool:
    """Return whether a full stop belongs to the word before it: St. Mary, J. Doe."""
    return bool(_ABBREVIATED.fullmatch(gap)) and (
        before.text in ("St", "Dr", "Prof", "Mr", "Ms", "Mrs", "Univ", "No")
        or len(before.text) == 1
    )
