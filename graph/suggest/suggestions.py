"""Suggests whom to cooperate with next: by partners in common, fields, place, demand and offer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, class_named, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.areas import CHINA
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing, china
from hezuo.graph.suggest.demands import Fit, Match, fits, market
from hezuo.graph.suggest.profiles import Profiles
from hezuo.graph.suggest.reasons import LANGUAGES, Place, in_words
from hezuo.graph.suggest.scoring import WEIGHTS, Weights, allowed_parties, best_first, scores

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing

# So many partners in common are named; ``common_partners`` says how many there are.
_MOST_NAMED = 5


class Suggestion(NamedTuple):
    """A party to cooperate with: its ``score``, and what speaks for it.

    ``common_partners`` is the number of partners in common, ``through`` the few of them with the
    fewest other partners, ``adamic_adar`` the index of them all; ``fields`` those that both
    work in; ``place`` is whether it lies in the region of the party asked for (same, other or
    unknown); ``matches`` the demands that meet offers, ``reasons`` all of it in words.
    """

    party: Thing
    score: float
    common_partners: int
    adamic_adar: float
    through: list[Thing]
    fields: list[str]
    place: str
    matches: list[Match]
    reasons: list[str]


class Suggestions(Rows[Suggestion]):
    """Parties to cooperate with for ``asked``, the best first."""

    def __init__(self, asked: Thing, rows: Iterable[Suggestion]) -> None:
        super().__init__(rows)
        self.asked = asked


class _Candidate(NamedTuple):
    """A party by its IRI and, if it has ties, its position among the parties."""

    iri: str
    position: int | None
    score: float


@uncollected()
def suggest(
    store: Store,
    name: str,
    top: int = 10,
    filters: Filters | None = None,
    *,
    language: str = "zh",
    weights: Weights = WEIGHTS,
) -> Suggestions:
    """Return the ``top`` parties that the one that ``name`` means could cooperate with next.

    A candidate has partners in common, works in the same fields, or seeks what the other offers, or
    the other way round; a place in common adds to that, and is no reason by itself. Never suggested
    are present partners, parts of a district that is asked for, and areas that a party lies in. How
    they score is said in ``profiles`` and ``scoring``. Filters of ties limit what speaks for
    somebody, not who is a present partner; an area and a kind of party limit who is suggested.
    ``language`` is that of the reasons: zh or en. Raises UnknownNameError or AmbiguousNameError for
    the name, HezuoError for a filter or a language without sense.
    """
    if language not in LANGUAGES:
        raise HezuoError(f"there are no reasons in {language!r}", f"say {', '.join(LANGUAGES)}")
    party = thing_named(store, name, within="hz:Party")
    question = _Question(Selection(store, filters), party, filters or Filters(), weights)
    best = question.candidates()[: max(top, 0)]
    return Suggestions(as_thing(party), question.rows(best, language))


class _Question:
    """Who was asked for, and everybody else compared with them."""

    def __init__(
        self, selection: Selection, party: NamedThing, filters: Filters, weights: Weights
    ) -> None:
        self._selection, self._filters, self._weights = selection, filters, weights
        self._party = party
        self._asked = sorted(parties_meant(selection, party))
        self._profiles = Profiles(selection)
        self._compared = self._profiles.compare(self._asked)
        self._names = {thing.iri for thing in selection.things(self._asked).values()} | {party.iri}
        self._market = market(selection)
        self._fits = fits(self._market.stated, self._names)
        self._positions = {iri: self._position(iri) for iri in self._fits}

    def candidates(self) -> list[_Candidate]:
        """Return all that may be suggested, the best first."""
        profiles = self._profiles
        allowed, met = allowed_parties(profiles, self._asked), np.zeros(len(self._compared.place))
        everything = Selection(self._selection.store)
        allowed[sorted({p for party in self._asked for p, _ in everything.tied(party)})] = False
        wanted = parties_wanted(self._selection, self._filters)
        if wanted is not None:
            among = np.zeros(len(allowed), bool)
            among[sorted(wanted)] = True
            allowed &= among
        for iri, position in self._positions.items():
            if position is not None:
                met[position] = self._fits[iri].share
        total = scores(self._compared, allowed, self._weights, met)
        order = best_first(total, profiles.number_of_partners).tolist()
        found = [_Candidate("", position, float(total[position])) for position in order]
        found += [
            _Candidate(iri, None, self._score_without_ties(iri))
            for iri, position in self._positions.items()
            if position is None and self._is_wanted(iri)
        ]
        return sorted(found, key=lambda candidate: -round(candidate.score, 9))

    def rows(self, best: Iterable[_Candidate], language: str) -> list[Suggestion]:
        """Return suggestions with their reasons."""
        profiles, best = self._profiles, list(best)
        partners = profiles.partners(self._asked)
        common = {
            one.position: profiles.partners([one.position]) & partners
            for one in best
            if one.position is not None
        }
        named = {p: self._telling(its) for p, its in common.items()}
        things = self._selection.things({*common, *(p for its in named.values() for p in its)})
        rows = []
        for one in best:
            if one.position is None:
                thing, its, index, fields = self._thing(one.iri), set[int](), 0.0, list[str]()
                through = []
            else:
                thing, its = things[one.position], common[one.position]
                index = float(self._compared.adamic_adar[one.position])
                shared = profiles.shared_fields(self._asked, one.position)
                fields = self._called(shared)
                through = [things[partner] for partner in named[one.position]]
            matches = self._matches(thing.iri)
            place = self._place(thing.iri, one.position)
            rows.append(
                Suggestion(
                    party=thing,
                    score=round(one.score, 4),
                    common_partners=len(its),
                    adamic_adar=round(index, 4),
                    through=through,
                    fields=fields,
                    place=place.relation,
                    matches=matches,
                    reasons=in_words(
                        matches, len(its), [t.name for t in through], fields, place, language
                    ),
                )
            )
        return rows

    def _telling(self, partners: Collection[int]) -> list[int]:
        """Return a few partners in common: those with the fewest others count most."""
        numbers = self._profiles.number_of_partners
        return sorted(partners, key=lambda p: (numbers[p], p))[:_MOST_NAMED]

    def _matches(self, iri: str) -> list[Match]:
        """Return the demands and offers that a party meets, with the fields by their names."""
        known = self._fits.get(iri, Fit([], 0.0)).matches
        return [
            match._replace(fields=[self._thing(f).name for f in match.fields]) for match in known
        ]

    def _place(self, iri: str, position: int | None) -> Place:
        """Return where a party lies, beside those asked for."""
        theirs, mine = self._regions(iri, position), self._own_regions()
        both = [region for region in theirs if region in mine]
        if not theirs or not mine:
            return Place("unknown", [], [])
        if both:
            return Place("same", self._called(both), self._called(both))
        return Place("other", self._called(mine), self._called(theirs))

    def _own_regions(self) -> list[int]:
        stated = [self._regions(self._party.iri, None)] if not self._asked else []
        known = [self._profiles.regions(party) for party in self._asked]
        return list(dict.fromkeys(region for its in [*known, *stated] for region in its))

    def _regions(self, iri: str, position: int | None) -> list[int]:
        """Return the provinces of a party, or its country; of one without ties, as it is stated."""
        if position is not None:
            return self._profiles.regions(position)
        areas = self._selection.areas
        for level in ("province", "country"):
            found = (areas.level_of(area, level) for area in self._stated_areas(iri))
            if regions := [region for region in found if region is not None]:
                return list(dict.fromkeys(regions))
        return []

    def _stated_areas(self, iri: str) -> list[int]:
        return list(self._selection.store.names.numbers(self._market.places.get(iri, [])).values())

    def _score_without_ties(self, iri: str) -> float:
        """Return the score of a party that has no ties, for the demands and offers it meets."""
        is_near = self._place(iri, None).relation == "same"
        return self._weights.wants * self._fits[iri].share + self._weights.place * is_near

    def _is_wanted(self, iri: str) -> bool:
        """Return whether a party without ties is of the kind and in the area asked for."""
        store, filters = self._selection.store, self._filters
        thing = store.names.thing(iri)
        if thing is None:
            return False
        if filters.with_kind:
            kinds = ontology().ancestors(thing.kind)
            if class_named(filters.with_kind) not in kinds:
                return False
        if not filters.within:
            return True
        area = thing_named(store, filters.within, within="hz:Area")
        number = store.names.numbers([area.iri])[area.iri]
        return any(number in self._selection.areas.larger(at) for at in self._stated_areas(iri))

    def _position(self, iri: str) -> int | None:
        return next(iter(self._selection.positions([iri])), None)

    def _thing(self, iri: str) -> Thing:
        known = self._selection.store.names.thing(iri)
        return as_thing(known) if known else Thing(iri, iri, "")

    def _called(self, numbers: Iterable[int]) -> list[str]:
        """Return the names of things by their numbers, in their order."""
        numbers = list(numbers)
        known = self._selection.store.names.numbered(number for number in numbers if number)
        names = {number: as_thing(thing).name for number, thing in known.items()}
        return [names[number] if number != CHINA else china().name for number in numbers]
