"""Governments, their offices and embassies that are named in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import one_of, one_word_of
from hezuo.graph.extract.mentions import ORGANIZATION, Mention

# Dunhuang municipal government, Shanghai municipal education commission
_OFFICE = re.compile(
    r"\b(?P<place>[A-Z][\w’']{2,20})(?: province| city| county| district)? "
    r"(?:municipal|provincial|county|district|city|regional|prefectural) "
    r"(?:people[’']s )?(?:[a-z]+ ){0,4}?"
    r"(?:government|bureau|commission|department|committee|authority|administration)\b"
)


# Chinese embassy in Chile, UAE Consulate General in Shanghai
_EMBASSY = re.compile(
    rf"\b(?:{one_word_of('demonyms')}|{one_of('countries')}) "
    r"(?:[Ee]mbassy|[Cc]onsulate(?:[- ][Gg]eneral)?)(?: in (?:the )?[A-Z]\w+)?"
)


def offices(text: str) -> Iterator[Mention]:
    """Yield governments and their offices that are named in small letters after a division."""
    for match in _EMBASSY.finditer(text):
        yield Mention(*match.span(), ORGANIZATION, match[0], "GovernmentBody", "office", 0.8)
    for match in _OFFICE.finditer(text):
        if is_division(match["place"]):
            yield Mention(*match.span(), ORGANIZATION, match[0], "GovernmentBody", "office", 0.8)
