"""The words of an English text with their places, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Duisburg-Essen, A&F, O'Donnell, Xi'an, U.S.; a plural's or an owner's apostrophe is left outside.
# S.p.A. and S.r.l. are legal forms.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|S\.(?:p\.A|r\.l)\b\.?|[^\W_]+(?:(?:[-&.]|[’'])[^\W_]+){0,8}")
# d'Optique, dell'Aquila
_ELIDED = re.compile(r"(?:[dlDL]|[dnDN]ell|[Dd]all|all)[’'][A-Z]")
_OWNER = re.compile(r"[’'][sS]$")
# After a full stop, question or exclamation mark, with what closes before the next begins.
_END = re.compile(r"[.!?][”\"’')]{0,2}\s+(?=[A-Z“\"‘(\d])|\n+")
_ABBREVIATIONS = frozenset(
    [
        "Dr",
        "Prof",
        "Mr",
        "Mrs",
        "Ms",
        "St",
        "Sr",
        "Jr",
        "No",
        "Nos",
        "Vol",
        "Fig",
        "Mt",
        "Gen",
        "Col",
        "Capt",
        "Rev",
        "Hon",
        "vs",
        "Univ",
        "approx",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ]
)
_COMPANY = frozenset(["Co", "Inc", "Corp", "Ltd"])
# A text without full stops is cut so that no rule has to look at all of it.
_LONGEST = 1500
_CUT = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; `is_owner` if 's follows."""

    start: int
    end: int
    text: str
    is_owner: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it may be a part of a name: a capital, or a digit before a letter."""
        first = self.text[0]
        return (
            first.isupper()
            or (first.isdigit() and self.text[-1].isupper())
            or bool(_ELIDED.match(self.text))
        )


def words_of(text: str) -> list[Word]:
    """Return the words of a text.

    >>> [w.text for w in words_of("Germany's A&F in Xi'an, Co., Ltd.")]
    ['Germany', 'A&F', 'in', "Xi'an", 'Co', 'Ltd']
    """
    return [word for match in _WORD.finditer(text) for word in _apart(match)]


def _apart(match: re.Match[str]) -> Iterator[Word]:
    text, start = match[0], match.start()
    if text.isalnum():
        yield Word(start, match.end(), text)
        return
    owner = _OWNER.search(text)
    if owner:
        text = text[: owner.start()]
    if "." in text and not (text.endswith((".", "S.p.A", "S.r.l")) or _is_dotted(text)):
        # "end.The", "17.5": two words, or a number
        for part in re.finditer(r"[^.]+", text):
            yield Word(start + part.start(), start + part.end(), part[0])
        return
    yield Word(start, start + len(text), text, bool(owner))


def _is_dotted(text: str) -> bool:
    """Return whether a dot belongs to a name: JD.com."""
    return bool(re.fullmatch(r"[\w-]+\.(?:com|cn|ai|io|org|net)", text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends.

    >>> text = "Prof. Li met J. Doe of Foo Co. Ltd. It was May 3. At MIT. He left."
    >>> [text[s:e] for s, e in sentences(text)]
    ['Prof. Li met J. Doe of Foo Co. Ltd. ', 'It was May 3. ', 'At MIT. ', 'He left.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _is_abbreviated(text, match):
            continue
        found += _bounded(text, start, match.end())
        start = match.end()
    found += _bounded(text, start, len(text))
    return [(s, e) for s, e in found if text[s:e].strip()]


def _is_abbreviated(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"[^\s(]*$", text[max(match.start() - 12, 0) : match.start()])
    word = before[0] if before else ""
    after = text[match.end() : match.end() + 8]
    if word in _COMPANY:
        return bool(re.match(r"(?:Ltd|Limited|Inc|LLC)\b", after))
    is_month = word in _ABBREVIATIONS and word[0].isupper()
    return (
        is_month or (len(word) == 1 and word.isupper()) or bool(re.fullmatch(r"[A-Z]\.[A-Z]", word))
    )


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, in pieces if it is longer than any."""
    while end - start > _LONGEST:
        blank = _CUT.search(text, start + _LONGEST - 200, start + _LONGEST)
        cut = blank.end() if blank else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int
