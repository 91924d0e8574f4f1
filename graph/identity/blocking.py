"""Which organisations are worth comparing: those that share something rare, never all with all.

Two meet when they share a rare word, two less rare words, an acronym, a website or an identifier,
or stand beside each other in the order of their names. They never meet across countries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from hezuo.graph.identity.profiles import Profile, schemes
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
    countries = [thing.country for thing in things]
    listed = _listed(things)
    seen: set[int] = set()
    for pair in chain(_blocks(things, spellings, listed), _neighbours(things, spellings, listed)):
        first, second = sorted(pair)
        one, other = countries[first], countries[second]
        number = first * count + second
        if first != second and (one == other or not one or not other) and number not in seen:
            seen.add(number)
            yield first, second


def _listed(things: Sequence[Profile]) -> Sequence[bool]:
    """Return which things the largest register tells apart: no two of them need be compared.

    It is the scheme that most have an identifier of; an identifier that several have tells nothing.
    """
    holders = Counter(value for thing in things for value in thing.identifiers)
    known = [schemes(thing) for thing in things]
    sizes = Counter(chain.from_iterable(known))
    register = max(sizes, key=lambda scheme: (sizes[scheme], scheme), default="")
    return [
        register in has and all(holders[value] == 1 for value in thing.identifiers)
        for thing, has in zip(things, known, strict=True)
    ]


def _blocks(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]], listed: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of those that share something which few do, in one country or none."""
    holders: dict[object, list[int]] = defaultdict(list)
    frequency = _frequency(things, spellings)
    # What only listed things have is no key: the others come first.
    for position in sorted(range(len(things)), key=listed.__getitem__):
        thing = things[position]
        for key in _keys(thing, spellings[position], frequency):
            if key in holders or not listed[position]:
                holders[key].append(position)
    for positions in holders.values():
        by_country: dict[str, list[int]] = defaultdict(list)
        for position in positions:
            by_country[things[position].country].append(position)
        anywhere = by_country.pop("", [])
        for block in by_country.values() or [[]]:
            if 1 < len(block) + len(anywhere) <= _LARGEST_BLOCK:
                whole = block + anywhere
                unlisted = [position for position in whole if not listed[position]]
                yield from combinations(unlisted, 2)
                yield from product(unlisted, (each for each in whole if listed[each]))


def _frequency(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]]
) -> Mapping[str, Counter[str]]:
    """Return how many organisations have a word in a name, by country and (country "") in all."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for thing, names in zip(things, spellings, strict=True):
        words = {word for name in names for word in name.words}
        for country in {thing.country, ""}:
            found[country].update(words)
    return found


def _keys(
    thing: Profile, names: Sequence[Spelling], frequency: Mapping[str, Mapping[str, int]]
) -> set[object]:
    """Return what an organisation shares with those it is worth comparing with."""
    keys: set[object] = {("identifier", value) for value in thing.identifiers}
    keys.update(("host", host) for host in thing.hosts)
    nearby, anywhere = frequency[thing.country], frequency[""]
    for name in names:
        rarest = sorted((nearby[word], word) for word in name.words)[:_RAREST_WORDS]
        shared = [word for _, word in rarest if anywhere[word] > 1]
        keys.update(shared)
        # Those that share a word of a small block meet there, whatever other words they share.
        common = sorted(word for word in shared if anywhere[word] > _LARGEST_BLOCK)
        keys.update(combinations(common, 2))
        keys.update(("acronym", short) for short in (*name.acronyms, name.initials) if short)
    return keys


def _neighbours(
    things: Sequence[Profile], spellings: Sequence[Sequence[Spelling]], listed: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Yield those close to each other in the order of names, forwards and backwards.

    The names are put in order within each country, and all together.
    """
    named = [
        (name.joined, thing.iri, position)
        for position, (thing, names) in enumerate(zip(things, spellings, strict=True))
        for name in names
    ]
    for step in (1, -1):
        ordered = sorted((joined[::step], iri, position) for joined, iri, position in named)
        overall = [position for *_, position in ordered]
        for positions in (overall, sorted(overall, key=lambda each: things[each].country)):
            for place, position in enumerate(positions):
                if not listed[position]:
                    near = positions[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
                    yield from ((position, other) for other in near)
