"""Proposes pairs of organisations that may be one, with a score and reasons, to decide on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.garbage import uncollected
from hezuo.graph.identity.blocking import candidates
from hezuo.graph.identity.profiles import Profile, profiles
from hezuo.graph.identity.scoring import score
from hezuo.graph.identity.spelling import spelling, weights
from hezuo.graph.lookup import named_query

if TYPE_CHECKING:
    from hezuo.graph.store import Store

# At and above this score, at least 95 of 100 pairs are the same: see benchmarks/duplicates.py.
DEFAULT_THRESHOLD = 0.85
_MOST_OF_ONE_HOST = 4
# Told how many organisations there are and how many pairs of them were compared, now and then.
Progress = Callable[[int, int], None]
_REPORT_EVERY = 10_000


class Proposal(NamedTuple):
    """Two organisations that may be one: IRIs and names, how likely it is, and why."""

    first: str
    second: str
    first_name: str
    second_name: str
    score: float
    reasons: tuple[str, ...]


@uncollected()
def propose(
    store: Store,
    threshold: float = DEFAULT_THRESHOLD,
    kind: str = "",
    progress: Progress | None = None,
) -> list[Proposal]:
    """Return the pairs that reach ``threshold`` and that nobody decided on, the likeliest first.

    ``kind`` limits them to organisations of a kind, by its name in either language. Raises
    HezuoError when there is no such kind.
    """
    from hezuo.graph.identity.decisions import decisions

    made = decisions(store)
    same = store.select(named_query("same")) if made else []
    stands_for = {row["other"].value: row["thing"].value for row in same}
    decided = {frozenset(stands_for.get(iri, iri) for iri in decision.pair) for decision in made}
    found = compared(profiles(store, kind), threshold, progress)
    undecided = (pair for pair in found if frozenset((pair.first, pair.second)) not in decided)
    return sorted(undecided, key=lambda pair: (-pair.score, pair.first, pair.second))


def compared(
    things: Sequence[Profile], threshold: float, progress: Progress | None = None
) -> Iterator[Proposal]:
    """Yield the pairs that reach ``threshold``, in no particular order."""
    if progress:
        progress(len(things), 0)
    spellings = [tuple(dict.fromkeys(map(spelling, thing.names))) for thing in things]
    weight = weights(name for names in spellings for name in names)
    common = _common_hosts(things)
    things = [thing._replace(hosts=thing.hosts - common) for thing in things]
    for number, (first, second) in enumerate(candidates(things, spellings), start=1):
        if progress and not number % _REPORT_EVERY:
            progress(len(things), number)
        one, other = things[first], things[second]
        found = score(one, other, (spellings[first], spellings[second]), weight, threshold)
        if found:
            yield Proposal(
                one.iri, other.iri, one.names[0], other.names[0], found.score, found.reasons
            )


def _common_hosts(things: Iterable[Profile]) -> frozenset[str]:
    """Return the hosts that so many name that they are nobody's own: those of programmes."""
    frequency = Counter(host for thing in things for host in thing.hosts)
    return frozenset(host for host, times in frequency.items() if times > _MOST_OF_ONE_HOST)
