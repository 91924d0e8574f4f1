"""Finds a model's quotes and names in the text of a report; what is not there is no evidence."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left

from hezuo.graph.extract.plain_text import surface
from hezuo.graph.values import Span

# A quote is a sentence or two. One as long as the text would hold every name there is.
LONGEST_QUOTE = 800

# Letters and digits up to here belong to scripts that part words by blanks.
_LAST_LATIN = 0x24F
# What is so often a part of words only is no name; a text of one letter must not take hours.
_MOST_TRIED = 1_000


class UngroundedError(ValueError):
    """Words that are not where they are said to be; the text says which and why."""


class Grounding:
    """The text of a report, without white space and in one width, with the place of each letter.

    White space, invisible marks and width (NFKC) make no difference; everything else does.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.whole = Span(0, len(text))
        folded: list[str] = []
        self._places = array("l")
        for place, character in enumerate(text):
            for part in _folded(character):
                folded.append(part)
                self._places.append(place)
        self._folded = "".join(folded)

    def quote(self, quote: str, part: Span) -> Span:
        """Return where a quote stands: in a part of the text if it is there, else anywhere.

        Raises UngroundedError for one that is empty, too long, or not in the text.
        """
        words = _folded(quote)
        if not words:
            raise UngroundedError("it comes without a quote")
        if len(words) > LONGEST_QUOTE:
            raise UngroundedError(f"its quote has more than {LONGEST_QUOTE} characters")
        found = self._find(words, part) or self._find(words, self.whole)
        if found is None:
            raise UngroundedError("its quote is not in the text")
        return found

    def name(self, name: str, within: Span) -> Span:
        """Return where a name stands in a stretch of the text; UngroundedError if it does not."""
        found = self.look_for(name, within)
        if found is None:
            raise UngroundedError("it is not in its quote")
        return found

    def look_for(self, words: str, within: Span) -> Span | None:
        """Return where words stand in a stretch of the text, in whole words, if they do."""
        return self._find(_folded(words), within)

    def surface(self, span: Span) -> str:
        """Return a stretch as the text writes it, without white space but between Latin words."""
        return surface(self._text[span.start : span.end])

    def _find(self, words: str, within: Span) -> Span | None:
        """Return the first place of folded words in a stretch where they cut no word in two."""
        start = bisect_left(self._places, within.start)
        last = bisect_left(self._places, within.end)
        for _ in range(_MOST_TRIED if words else 0):
            start = self._folded.find(words, start, last)
            if start < 0:
                break
            end = start + len(words)
            if not self._is_inside_a_word(start) and not self._is_inside_a_word(end):
                return Span(self._places[start], self._places[end - 1] + 1)
            start += 1
        return None

    def _is_inside_a_word(self, place: int) -> bool:
        """Return whether letters before and at a folded place belong to one Latin word."""
        if not 0 < place < len(self._folded):
            return False
        is_apart = self._places[place] - self._places[place - 1] > 1
        return not is_apart and all(
            c.isalnum() and ord(c) <= _LAST_LATIN for c in self._folded[place - 1 : place + 1]
        )


def _folded(text: str) -> str:
    """Return a text as it is compared: decomposed, which equals NFKC, and only what is seen.

    Decomposing works letter by letter, so each part keeps its place; composing does not.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in _UNSEEN)


_UNSEEN = {"Cc", "Cf"}
