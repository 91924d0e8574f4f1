"""The legal forms of organisations (GmbH, Ltd, S.p.A., 有限公司), told from their names.

data/legal_forms.csv has them as ``words`` writes them: lower case, no marks, S.p.A. as spa.
``same_as`` joins ways to write one form; ``place`` says at which end of a name it stands.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[2] / "data" / "legal_forms.csv"
# Kommune AG is one word and a form; a name that is nothing but a form is a name.
_FEWEST_WORDS = 1


def without_legal_form(words: Sequence[str]) -> tuple[list[str], str]:
    """Return the words of a name without its legal form, and the form in its one spelling.

    >>> without_legal_form(["zasobnik", "sp", "zoo"])
    (['zasobnik'], 'sp zoo')
    >>> without_legal_form(["uab", "vilniaus", "vandenys"])
    (['vilniaus', 'vandenys'], 'uab')
    """
    rest, found = list(words), []
    ends, starts = _outer_words()
    if not (rest and (rest[-1] in ends or rest[0] in starts)):
        return rest, ""
    at_end, at_start, longest = _forms()
    while len(rest) > _FEWEST_WORDS:
        for length in range(min(longest, len(rest) - _FEWEST_WORDS), 0, -1):
            last, first = " ".join(rest[-length:]), " ".join(rest[:length])
            if last in at_end:
                found.append(at_end[last])
                del rest[-length:]
                break
            if first in at_start:
                found.append(at_start[first])
                del rest[:length]
                break
        else:
            break
    return rest, " ".join(sorted(set(found)))


def without_chinese_form(name: str) -> tuple[str, str]:
    """Return a Chinese or Japanese name without its legal form, and the form.

    >>> without_chinese_form("重庆长安汽车股份有限公司")
    ('重庆长安汽车', '股份有限公司')
    """
    at_end, at_start = _chinese_forms()
    for form, kept in at_end.get(name[-1:], ()):
        if name.endswith(form) and name != form:
            return name.removesuffix(form), kept
    for form, kept in at_start.get(name[:1], ()):
        if name.startswith(form) and name != form:
            return name.removeprefix(form), kept
    return name, ""


@cache
def _chinese_forms() -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Return the forms by their last and by their first character, the longest first."""
    at_end, at_start, _ = _forms()
    found: list[dict[str, list[tuple[str, str]]]] = []
    for forms, position in ((at_end, -1), (at_start, 0)):
        by_character: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for form in sorted(forms, key=len, reverse=True):
            if not form.isascii():
                by_character[form[position]].append((form, forms[form]))
        found.append(by_character)
    return found[0], found[1]


@cache
def _outer_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that forms end with and those they begin with: most names have neither."""
    at_end, at_start, _ = _forms()
    ends = (form.rpartition(" ")[2] for form in at_end)
    return frozenset(ends), frozenset(form.partition(" ")[0] for form in at_start)


@cache
def _forms() -> tuple[dict[str, str], dict[str, str], int]:
    """Return the forms at the end, those at the start, and the number of words of the longest."""
    forms: dict[str, dict[str, str]] = {"end": {}, "start": {}}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            forms[row["place"]][row["form"]] = row["same_as"]
    longest = max(form.count(" ") + 1 for place in forms.values() for form in place)
    return forms["end"], forms["start"], longest
