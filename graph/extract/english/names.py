"""Names as they stand: runs of capitals, parted where one name ends and the next begins.

`Hunan University and the University of Twente of the Netherlands` is one run of capitals and
small words between them. It is read from left to right; at each small word the rules below say
whether the name goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hezuo.graph.extract.english.joining import joins
from hezuo.graph.extract.english.lexicon import body_word, is_chinese_name, words
from hezuo.graph.extract.english.runs import Chunk, runs, starts_nothing
from hezuo.graph.extract.english.tokens import Word
from hezuo.graph.extract.english.word_sorts import is_title


@dataclass(frozen=True)
class Piece:
    """One name: its words with capitals, and where it starts and ends."""

    start: int
    end: int
    words: tuple[Word, ...]

    def text(self, whole: str) -> str:
        """Return the name as it stands."""
        return whole[self.start : self.end]


def pieces(text: str, found: list[Word]) -> Iterator[Piece]:
    """Yield the names that a text holds, of whatever.

    >>> from hezuo.graph.extract.english.tokens import words_of
    >>> text = "Hunan University and the University of Twente met in Changsha."
    >>> [piece.text(text) for piece in pieces(text, words_of(text))]
    ['Hunan University', 'University of Twente', 'Changsha']
    """
    for run in runs(text, found):
        yield from _parted(run)


def _parted(run: list[Chunk]) -> Iterator[Piece]:
    """Yield the names of a run: at each link the name goes on or ends."""
    held: list[Chunk] = [run[0]]
    for chunk in run[1:]:
        if joins(held, chunk):
            held.append(chunk)
        else:
            yield from _split(held)
            held = [chunk]
    yield from _split(held)


def _split(held: list[Chunk]) -> Iterator[Piece]:
    """Yield a name, parted at posts within it: DUT | President | He Yunpeng."""
    flat = [word for chunk in held for word in chunk.words]
    while flat and (_is_lead(flat) or flat[0].text in words("honorifics")):
        flat.pop(0)
    if not flat:
        return
    cuts = [n for n, word in enumerate(flat) if is_title(word.text) and not _is_in_head(flat, n)]
    if not cuts:
        yield Piece(flat[0].start, flat[-1].end, tuple(flat))
        return
    for part in (flat[: _title_start(flat, cuts[0])], flat[cuts[-1] + 1 :]):
        if part:
            yield Piece(part[0].start, part[-1].end, tuple(part))


def _is_lead(flat: list[Word]) -> bool:
    """Return whether the first word is none of the name: Striker Carlos Bonetti."""
    if len(flat) > 1 and is_chinese_name(flat[0].text, flat[1].text):
        return False
    lead = flat[0].text.lower()
    if len(flat) > 1 and lead in words("body_nouns") and body_word(flat[0].text) is None:
        return True  # Carmaker Geely
    is_post = len(flat) > 2 and lead in words("occupations")
    return starts_nothing(flat[0]) or (is_post and flat[1].text in words("given_names"))


def _title_start(flat: list[Word], cut: int) -> int:
    """Return where a post of several words begins: Vice President, Chief Executive Officer."""
    leading = words("title_words") | {"deputy", "executive", "chief"}
    while cut > 0 and flat[cut - 1].text.lower() in leading:
        cut -= 1
    return cut


def _is_in_head(flat: list[Word], number: int) -> bool:
    """Return whether a post is a part of a body's name: Engineers Society, General Hospital."""
    rest = flat[number + 1 :]
    if flat[number].text == "General" and rest:
        head = body_word(rest[0].text)
        if head is not None and head.is_strong:
            return True
    known = body_word(flat[-1].text)
    return bool(rest) and known is not None and known.is_strong and flat[number].text.endswith("s")
