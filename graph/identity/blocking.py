"""Which organisations are worth comparing: those that share something rare, never all with all.

Two meet when they share a rare word, two less rare words, an acronym, a website or an identifier,
or stand beside each other in the order of their names. They never meet across countries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from hezuo.graph.identity.profiles import Profile
from hezuo.graph.identity.spelling import Spelling

# A block larger than this is no sign of anything.
_LARGEST_BLOCK = 40
_RAREST_WORDS = 5
# How many names after one, in the order of names, are looked at.
_NEIGHBOURS = 4


def candidates(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]]
) -> Iterator[tuple[int, int]]:
    """Yield each pair worth comparing once, as two positions in ``things``, the smaller first."""
    count = len(things)
    seen: set[int] = set()
    for block in _blocks(things, spellings):
        for first, second in combinations(sorted(set(block)), 2):
            one, other = things[first].country, things[second].country
            pair = first * count + second
            if pair not in seen and (not one or not other or one == other):
                seen.add(pair)
                yield first, second


def _blocks(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]]
) -> Iterator[Sequence[int]]:
    """Yield groups of positions, each of one country and of those whose country is not known."""
    blocks: dict[object, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    frequency = _frequency(things, spellings)
    for position, (thing, names) in enumerate(zip(things, spellings, strict=True)):
        for key in _keys(thing, names, frequency):
            blocks[key][thing.country].append(position)
    for by_country in blocks.values():
        anywhere = by_country.pop("", [])
        for block in by_country.values() or [[]]:
            if 1 < len(block) + len(anywhere) <= _LARGEST_BLOCK:
                yield block + anywhere
    yield from _neighbours(things, spellings)


def _frequency(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]]
) -> Counter[tuple[str, str]]:
    """Return how many organisations have a word in a name, by country and (country "") in all."""
    found: Counter[tuple[str, str]] = Counter()
    for thing, names in zip(things, spellings, strict=True):
        for word in {word for name in names for word in name.words}:
            found.update({(thing.country, word), ("", word)})
    return found


def _keys(
    thing: Profile, names: Sequence[Spelling], frequency: Counter[tuple[str, str]]
) -> set[object]:
    """Return what an organisation shares with those it is worth comparing with."""
    keys: set[object] = {("identifier", value) for value in thing.identifiers}
    keys |= {("host", host) for host in thing.hosts}
    for name in names:
        rarest = sorted(name.words, key=lambda word: (frequency[thing.country, word], word))
        rarest = rarest[:_RAREST_WORDS]
        keys |= set(rarest)
        keys |= {tuple(sorted(pair)) for pair in combinations(rarest, 2)}
        keys |= {("acronym", acronym) for acronym in (*name.acronyms, name.initials) if acronym}
    return keys


def _neighbours(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]]
) -> Iterator[Sequence[int]]:
    """Yield windows over the names in order, forwards and backwards, by country and over all."""
    for step, is_by_country in product((1, -1), (True, False)):
        order = sorted(
            (thing.country if is_by_country else "", name.joined[::step], thing.iri, position)
            for position, (thing, names) in enumerate(zip(things, spellings, strict=True))
            for name in names
        )
        for start in range(len(order)):
            yield [position for *_, position in order[start : start + _NEIGHBOURS + 1]]
