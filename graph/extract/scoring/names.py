"""When an annotation and a prediction name the same: spelling, and the aliases of a report."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from hezuo.graph.countries import country

Annotation = dict[str, Any]

_ARTICLE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_LEFT_OUT = re.compile("[\\s\"'“”„‟‘’‚‛「」『』《》〈〉＂`]+")
_DASHES = re.compile("[‐‑‒–—―－─-]+")
_DOTS = re.compile("[·•・‧∙]")
# A country may stand before a name of at least this length.
_SHORTEST_AFTER_COUNTRY = 3
_LONGEST_COUNTRY = 7
# Before these, 中国 and its like are part of the name.
_PART_OF_NAMES = ("中国", "香港", "澳门", "台湾")


def spelling(text: object) -> str:
    """Return the form in which texts are compared: width, case, quotes and dashes do not count.

    >>> spelling("“江城” 论坛") == spelling("江城论坛")
    True
    """
    found = _ARTICLE.sub("", unicodedata.normalize("NFKC", "" if text is None else str(text)))
    found = _DASHES.sub("-", _LEFT_OUT.sub("", found))
    return _DOTS.sub("·", found).casefold()


def body_spelling(text: object) -> str:
    """Return the form in which names of bodies are compared: a country before one does not count.

    >>> body_spelling("德国慕尼黑大学") == body_spelling("慕尼黑大学")
    True
    """
    found = spelling(text)
    for length in range(min(_LONGEST_COUNTRY, len(found) - _SHORTEST_AFTER_COUNTRY), 1, -1):
        head = found[:length]
        if not head.startswith(_PART_OF_NAMES) and country(head) is not None:
            return found[length:]
    return found


def listed(annotation: Annotation, field: str) -> list[Any]:
    """Return what an annotation lists in a field; nothing where it lists nothing."""
    found = annotation.get(field) or []
    return found if isinstance(found, list) else []


def called(item: object, field: str = "name") -> str:
    """Return the name of an item, which may be the name itself."""
    found = item.get(field) if isinstance(item, dict) else item
    return str(found) if found else ""


class Aliases:
    """Which names of bodies are equal in a report: full and short forms, and those annotated so."""

    def __init__(self, annotation: Annotation) -> None:
        self._next: dict[str, str] = {}
        for body in listed(annotation, "organizations"):
            if body.get("canonical"):
                self._join(body["name"], body["canonical"])
        for names in listed(annotation.get("optional", {}), "aliases"):
            for name in names[1:]:
                self._join(names[0], name)

    def __call__(self, name: object) -> str:
        """Return the one form of a name and all that are equal to it."""
        found = body_spelling(name)
        while (following := self._next.get(found, found)) != found:
            found = following
        return found

    def _join(self, first: str, second: str) -> None:
        one, other = self(first), self(second)
        if one != other:
            self._next[other] = one
