"""How names are compared: what a user types and what a source wrote, brought to one form."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s\W_]+")
# What everybody writes in two ways.
_SHORT_FORMS = (("科学技术协会", "科协"),)


def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Width, case, blanks, punctuation and the usual short forms make no difference.

    >>> fold("重庆市沙坪坝区科学技术协会") == fold("重庆市 沙坪坝区科协")
    True
    """
    folded = _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())
    for long, short in _SHORT_FORMS:
        folded = folded.replace(long, short)
    return folded


def short_forms(name: str, places: list[str]) -> list[str]:
    """Return folded names without the places in front that ``places`` (largest first) name.

    The smallest place stays: 重庆市沙坪坝区科协 becomes 沙坪坝区科协, but not 科协.

    >>> short_forms("重庆市沙坪坝区科协", ["重庆市"])
    ['沙坪坝区科协']
    """
    folded, forms = fold(name), []
    for place in map(fold, places):
        if place and folded.startswith(place) and len(folded) > len(place):
            folded = folded.removeprefix(place)
            forms.append(folded)
    return forms
