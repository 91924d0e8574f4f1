"""From pairs that are taken for the same to clusters, each with the one IRI that stands for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from hezuo.graph.identifiers import SCHEMES


class Pair(NamedTuple):
    """Two IRIs of one thing; ``first`` is the better name for it where ``is_ordered``."""

    first: str
    second: str
    is_ordered: bool = False


class Cluster(NamedTuple):
    """IRIs of one thing: the canonical one and, sorted, all of them."""

    canonical: str
    members: tuple[str, ...]


class Clusters:
    """Joins pairs in the order of their certainty; what is known to differ is never joined.

    ``different`` are pairs of IRIs of different things. ``identifiers`` returns those that sources
    state of an IRI: what is joined by name is kept apart where two of one scheme differ.
    """

    def __init__(
        self,
        different: Iterable[tuple[str, str]],
        identifiers: Callable[[str], Collection[str]],
    ) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._identifiers = identifiers
        self._outranked: dict[str, set[str]] = defaultdict(set)
        for first, second in different:
            self._apart[first].add(second)
            self._apart[second].add(first)

    def join(self, pairs: Iterable[Pair], *, trust: str = "name") -> list[Pair]:
        """Join pairs, sorted so that their order does not matter; return those kept apart.

        ``trust`` is what the pairs rest on: ``decision`` overrides identifiers; ``name`` overrides
        none; a scheme such as ``ror`` overrides those that rank after it.
        """
        refused = []
        for pair in sorted(set(pairs)):
            first, second = self._found(pair.first), self._found(pair.second)
            if first != second and not self._may_join(first, second, trust):
                refused.append(pair)
                continue
            if pair.is_ordered:
                self._outranked[pair.second].add(pair.first)
            if first != second:
                self._join(first, second)
        return refused

    def found(self, is_stated: Callable[[str], bool]) -> list[Cluster]:
        """Return the clusters of two and more IRIs for which ``is_stated`` holds, sorted."""
        result = []
        for members in self._members.values():
            kept = sorted(filter(is_stated, members))
            if len(kept) > 1:
                result.append(Cluster(min(kept, key=self._rank(set(kept))), tuple(kept)))
        return sorted(result)

    def _rank(self, members: set[str]) -> Callable[[str], tuple[bool, int, int, str]]:
        """Rank IRIs for standing for all: what a decision prefers, then the best identifier.

        Among those without, the longest, which says most, and then the first.
        """

        def rank(iri: str) -> tuple[bool, int, int, str]:
            is_outranked = bool(self._outranked[iri] & members)
            schemes = [text.partition(":")[0] for text in self._identifiers(iri)]
            best = min(map(SCHEMES.index, schemes), default=len(SCHEMES))
            return is_outranked, best, -len(iri), iri

        return rank

    def _found(self, iri: str) -> str:
        root = iri
        while (above := self._root.setdefault(root, root)) != root:
            root = above
        while self._root[iri] != root:
            self._root[iri], iri = root, self._root[iri]
        self._members.setdefault(root, {root})
        return root

    def _join(self, first: str, second: str) -> None:
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        self._root[second] = first
        self._members[first] |= self._members.pop(second)

    def _may_join(self, first: str, second: str, trust: str) -> bool:
        ours, theirs = self._members[first], self._members[second]
        smaller, larger = sorted((ours, theirs), key=len)
        if any(self._apart.get(iri, set()) & larger for iri in smaller):
            return False
        return trust == "decision" or not self._differ(ours, theirs, trust)

    def _differ(self, ours: set[str], theirs: set[str], trust: str) -> bool:
        """Return whether two sets have identifiers of one scheme and share none of it."""
        known = [self._by_scheme(ours), self._by_scheme(theirs)]
        ranked = SCHEMES[: SCHEMES.index(trust)] if trust in SCHEMES else SCHEMES
        return any(
            known[0][scheme] and known[1][scheme] and not known[0][scheme] & known[1][scheme]
            for scheme in ranked
        )

    def _by_scheme(self, members: set[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for iri in members:
            for text in self._identifiers(iri):
                found[text.partition(":")[0]].add(text)
        return found
