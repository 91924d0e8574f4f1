"""Proposes pairs of organisations that may be one, each with a score and reasons, for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.identity.blocking import candidates
from hezuo.graph.identity.profiles import Profile, profiles
from hezuo.graph.identity.scoring import score
from hezuo.graph.identity.spelling import spelling, weights

if TYPE_CHECKING:
    from hezuo.graph.store import Store

# At and above this score, at least 95 of 100 pairs are the same: see benchmarks/duplicates.py.
DEFAULT_THRESHOLD = 0.85


class Proposal(NamedTuple):
    """Two organisations that may be one: IRIs and names, how likely it is, and why."""

    first: str
    second: str
    first_name: str
    second_name: str
    score: float
    reasons: tuple[str, ...]


def compared(things: Sequence[Profile], threshold: float) -> Iterator[Proposal]:
    """Yield the pairs that reach ``threshold``, in no particular order."""
    spellings = [tuple(dict.fromkeys(map(spelling, thing.names))) for thing in things]
    weight = weights(name for names in spellings for name in names)
    for first, second in candidates(things, spellings):
        one, other = things[first], things[second]
        found = score(one, other, (spellings[first], spellings[second]), weight, threshold)
        if found:
            yield Proposal(
                one.iri, other.iri, one.names[0], other.names[0], found.score, found.reasons
            )
