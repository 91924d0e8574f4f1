"""How Chinese names are read: their syllables, as people type them without tones."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[1] / "data" / "pinyin.csv"
_WORD = 2
_DIAERESIS = "\u0308"


def syllables(name: str) -> list[str]:
    """Return the syllables of a name, in which what is not Chinese stands as it is.

    >>> syllables("重庆大学"), syllables("银行A座")
    (['chong', 'qing', 'da', 'xue'], ['yin', 'hang', 'A', 'zuo'])
    """
    readings, position = _readings(), 0
    found: list[str] = []
    while position < len(name):
        word = readings.get(name[position : position + _WORD])
        if word is None or position + 1 == len(name):
            character = name[position]
            word = readings.get(character, (character,))
        found += word
        position += len(word)
    return found


def typed_pinyin(text: str) -> str:
    """Return what was typed as pinyin without tones, blanks and marks; "" if it is none.

    >>> [typed_pinyin(text) for text in ("Chóng qìng", "Lü-liang", "xi'an 2", "科协")]
    ['chongqing', 'lvliang', 'xian2', '']
    """
    apart = unicodedata.normalize("NFD", text.casefold()).replace("u" + _DIAERESIS, "v")
    letters = "".join(one for one in apart if not unicodedata.combining(one) and one not in " '’-·")
    is_pinyin = letters.isascii() and letters.isalnum() and not letters.isdecimal()
    return letters if is_pinyin else ""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return the syllables of characters, and of words in which one is read otherwise."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["text"]: tuple(row["pinyin"].split()) for row in csv.DictReader(file)}
