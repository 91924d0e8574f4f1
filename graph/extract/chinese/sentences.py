"""The sentences of a Chinese report with their words; those without an end are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from hezuo.graph.extract.chinese.people import Person
from hezuo.graph.extract.chinese.words import Words, words
from hezuo.graph.extract.plain_text import PlainText

# Rules look back and forth within a sentence, so that a text without punctuation is cut.
_LONGEST = 1500
# The words of so many sentences are kept; those of a longer text are found again when needed.
_KEPT = 300


@dataclass
class Sentence:
    """A sentence; ``paragraph`` counts from 0, the title if there is one."""

    number: int
    start: int
    end: int
    paragraph: int
    words_of: Callable[[int, int], Words]
    people: list[Person] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of the sentence."""
        return self.words_of(self.start, self.end)


def sentences_of(plain: PlainText) -> list[Sentence]:
    """Return the sentences of a text in their order."""

    @lru_cache(maxsize=_KEPT)
    def words_of(start: int, end: int) -> Words:
        return Words(words(plain.text[start:end], start), start)

    found: list[Sentence] = []
    paragraph, last = 0, 0
    for start, end in plain.sentences():
        paragraph += plain.text.count("\n", last, start)
        last = start
        for first, stop in _pieces(plain.text, start, end):
            found.append(Sentence(len(found), first, stop, paragraph, words_of))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, a very long one in pieces that end where words do."""
    while end - start > _LONGEST:
        found = words(text[start : start + _LONGEST], start)
        stop = found[-1].start if len(found) > 1 else found[-1].end  # the last may be half a word
        yield start, stop
        start = stop
    yield start, end
