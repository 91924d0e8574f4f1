"""Which ties a question is about: what its filters mean, tested on the arrays of ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters, class_named, source_named, thing_named, valid_date
from hezuo.graph.ontology import ontology
from hezuo.graph.query.areas import CHINA, Areas
from hezuo.graph.query.things import Thing, as_thing, china
from hezuo.graph.store.ties import FACETS, Ties, connector_kinds

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_KIND, _FIELD, _EVENT = range(len(FACETS))


class Selection:
    """The ties of a store that filters leave; raises HezuoError for a filter without sense.

    Parties and connectors are positions in the arrays of ``ties``; ``things`` says what they are.
    """

    def __init__(self, store: Store, filters: Filters | None = None) -> None:
        filters = filters or Filters()
        self.store = store
        self.ties: Ties = store.ties
        self.sources = [source_named(store, filters.source)] if filters.source else []
        self._source = self._number(self.sources[0]) if self.sources else None
        self._since, self._until = _dates(filters)
        self._field = self._number(_field(store, filters.field)) if filters.field else None
        self._event = self._number(_event(store, filters.event)) if filters.event else None
        self._kinds = _kinds_among(filters.kind) if filters.kind else None
        self._by_connector: dict[int, bool] = {}
        self._tests = self._wanted_tests()

    def holds(self, statement: int) -> bool:
        """Return whether a statement is among those that are asked for."""
        return all(test(statement) for test in self._tests)

    @cached_property
    def areas(self) -> Areas:
        """Where the parties lie."""
        return Areas(self.ties, self.store.names.numbers([china().iri]).get(china().iri, CHINA))

    @property
    def is_everything(self) -> bool:
        """Whether no filter leaves anything out."""
        return not self._tests

    def tied(self, party: int) -> Iterator[tuple[int, int]]:
        """Yield the parties that one is tied to, each with the statement that ties them."""
        found = self.ties.tied(party)
        return found if not self._tests else (pair for pair in found if self.holds(pair[1]))

    def between(self, party: int, other: int) -> list[int]:
        """Return the statements that tie two parties; fast even where both have thousands."""
        return [found for found in self.ties.between(party, other) if self.holds(found)]

    def facets(self, connector: int) -> dict[str, set[int]]:
        """Return the kinds, fields and events that are stated of a connector, by FACETS.

        Kinds are positions among ``connector_kinds()``, the others numbers of things.
        """
        found: dict[str, set[int]] = {name: set() for name in FACETS}
        for what, value, source in self.ties.facets(connector):
            if self._source is None or source == self._source:
                found[FACETS[what]].add(value)
        return found

    def positions(self, iris: Iterable[str]) -> list[int]:
        """Return the parties among things by their IRIs: what is tied to nothing is none."""
        numbers = self.store.names.numbers(iris).values()
        found = (self.ties.position(number) for number in numbers)
        return [position for position in found if position is not None]

    def things(self, parties: Iterable[int]) -> dict[int, Thing]:
        """Return what parties are."""
        numbers = {self.ties.party[party]: party for party in parties}
        found = self.store.names.numbered(numbers)
        return {numbers[number]: as_thing(thing) for number, thing in found.items()}

    def _number(self, iri: str) -> int:
        """Return the number of a thing, or -1, which no tie has."""
        return self.store.names.numbers([iri]).get(iri, -1)

    def _wanted_tests(self) -> list[Callable[[int], bool]]:
        ties, tests = self.ties, []
        if self._source is not None:
            tests.append(lambda statement: ties.sources[statement] == self._source)
        if self._since or self._until:
            tests.append(lambda statement: self._is_within(ties.dates[statement]))
        if (self._field, self._event, self._kinds) != (None, None, None):
            tests.append(lambda statement: self._is_of_connector(ties.connectors[statement]))
        return tests

    def _is_within(self, date: int) -> bool:
        """Return whether a date lies within the limits, at the precision that both have."""
        if not date:
            return False
        for limit, sign in ((self._since, 1), (self._until, -1)):
            unit = max(_unit(date), _unit(limit))
            if limit and (date // unit - limit // unit) * sign < 0:
                return False
        return True

    def _is_of_connector(self, connector: int) -> bool:
        """Return whether field, event and kind of a connector are those asked for."""
        if connector not in self._by_connector:
            found = self.facets(connector)
            self._by_connector[connector] = (
                (self._field is None or self._field in found["field"])
                and (self._event is None or self._event in found["event"])
                and (self._kinds is None or not self._kinds.isdisjoint(found["kind"]))
            )
        return self._by_connector[connector]


def _unit(date: int) -> int:
    """Return what the last stated part of a date counts: a day, a month or a year."""
    if date % 10_000 == 0:
        return 10_000
    return 100 if date % 100 == 0 else 1


def _dates(filters: Filters) -> tuple[int, int]:
    """Return the limits as numbers, 0 for none."""
    for option in ("since", "until"):
        if text := getattr(filters, option):
            valid_date(text, f"--{option}")
    since, until = filters.since, filters.until
    if since and until and until < since[: len(until)]:
        raise HezuoError(f"--until {until} lies before --since {since}", "turn them round")
    since_number, until_number = (
        int(text.replace("-", "").ljust(8, "0")) if text else 0 for text in (since, until)
    )
    return since_number, until_number


def _field(store: Store, text: str) -> str:
    return thing_named(store, text, within="hz:Field").iri


def _event(store: Store, text: str) -> str:
    return thing_named(store, text, within="hz:Event").iri


def _kinds_among(text: str) -> set[int]:
    """Return the class of connectors that ``text`` names and those below it, by their positions."""
    wanted = class_named(text)
    below = set(ontology().subclasses(wanted))
    found = {number for number, kind in enumerate(connector_kinds()) if kind in below}
    connectors = [connector.connects for connector in ontology().connectors]
    if not found:
        labels = ", ".join(sorted(ontology().label(iri) for iri in connectors))
        raise HezuoError(f"{text} makes no tie between parties", f"--kind takes one of {labels}")
    return found
