"""All bodies of a text: by their names, by what stands beside them, by short forms."""

from __future__ import annotations

from bisect import bisect_right

from hezuo.graph.extract.english import organizations as marked
from hezuo.graph.extract.english import unmarked_bodies as unmarked
from hezuo.graph.extract.english.names import Piece
from hezuo.graph.extract.english.offices import offices
from hezuo.graph.extract.english.tokens import Sentence, Word
from hezuo.graph.extract.mentions import EVENT, ORGANIZATION, TITLE, Mention, Mentions, apart


def titled(text: str, found: list[Piece]) -> tuple[list[Mention], list[Mention]]:
    """Return gatherings and policies among the names."""
    gatherings, policies = [], []
    for piece in found:
        name = piece.text(text)
        sort = marked.sort_of(name) if len(piece.words) > 1 else ""
        if sort == EVENT:
            gatherings.append(
                Mention(piece.start, piece.end, EVENT, name, rule="event-name", confidence=0.85)
            )
        elif sort == TITLE:
            policies.append(
                Mention(piece.start, piece.end, TITLE, name, rule="issued", confidence=0.85)
            )
    return gatherings, policies


def bodies_of(text: str, words: list[Word], found: list[Piece], cuts: list[Sentence]) -> Mentions:
    """Return the bodies: by their names, then by what stands beside them, then short forms."""
    first = apart([*marked.headed(text, found), *marked.known(text, words), *offices(text)])
    held = Mentions(first)
    rest = [p for p in found if not held.over(p.start, p.end)]
    beside = list(unmarked.by_context(text, rest, _beside_papers(text, rest, cuts)))
    beside += unmarked.coordinated(text, rest, Mentions(apart([*first, *beside])))
    again = _repeated(text, rest, {m.text: m for m in beside})
    named = apart([*first, *beside, *again])
    short = list(unmarked.abbreviations(text, named, words))
    named = apart([*short, *named])
    held = Mentions(named)
    rest = [p for p in rest if not held.over(p.start, p.end)]
    return Mentions(
        unmarked.with_meanings(apart([*named, *unmarked.short_forms(text, rest, named)]))
    )


def _beside_papers(text: str, found: list[Piece], cuts: list[Sentence]) -> frozenset[int]:
    """Return where names start whose sentence, or the one before, speaks of a paper."""
    with_paper = [unmarked.has_paper(text, cut.start, cut.end) for cut in cuts]
    starts = [cut.start for cut in cuts]
    made = set()
    for piece in found:
        number = max(bisect_right(starts, piece.start) - 1, 0)
        if any(with_paper[max(number - 1, 0) : number + 1]):
            made.add(piece.start)
    return frozenset(made)


def _repeated(text: str, found: list[Piece], known: dict[str, Mention]) -> list[Mention]:
    """Return the other places of names that were told as bodies' once."""
    return [
        Mention(p.start, p.end, ORGANIZATION, name, known[name].kind, known[name].rule, 0.75)
        for p in found
        if (name := p.text(text)) in known
    ]
