"""Which agreements there are: of everybody, of a party, or between two, with what is in doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, class_named, named_query, source_id, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing
from hezuo.graph.query.ties import date_text, earliest, finest_kind
from hezuo.graph.vocabulary import expand, local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing

# Marks besides the flags and statuses of the ontology: what sources say differently.
DATES_DIFFER, PARTIES_DIFFER = "DatesDiffer", "PartiesDiffer"
ONE_SIDED = "CounterpartyUnknown"
_LABELS = {DATES_DIFFER: "各来源日期不一", PARTIES_DIFFER: "各来源当事方不一"}
# Of more things than these all flags are asked for, rather than theirs one by one.
_MOST_ASKED = 5_000


class Agreement(NamedTuple):
    """An agreement: what it is called, when and by whom it was signed, and who says so.

    ``date`` is the earliest that is stated, as precisely as it is; ``kind`` the local name of a
    class. ``marks`` are the flags of the ontology (AmbiguousParties, DateInferred ...), with
    CounterpartyUnknown wherever no source names a second party; a status other than Signed; and
    DatesDiffer or PartiesDiffer where sources do not agree.
    """

    date: str
    title: str
    parties: list[Thing]
    kind: str
    fields: list[str]
    events: list[str]
    sources: list[str]
    marks: list[str]
    iri: str


class Agreements(Rows[Agreement]):
    """Agreements in the order of their dates, those without one last; ``asked`` are their parties.

    ``asked`` is empty where those of everybody were asked for.
    """

    def __init__(self, asked: list[Thing], agreements: list[Agreement]) -> None:
        super().__init__(agreements)
        self.asked = asked


def mark_label(mark: str) -> str:
    """Return a mark in words.

    >>> mark_label("DatesDiffer"), mark_label("CounterpartyUnknown")
    ('各来源日期不一', '对方未说明')
    """
    return _LABELS.get(mark) or ontology().label(expand(f"hz:{mark}"))


@uncollected()
def agreements(
    store: Store, name: str = "", other: str = "", filters: Filters | None = None
) -> Agreements:
    """Return the agreements that there are, those of a party, or those between it and another.

    A district stands for itself and everything in it. Agreements of one known party are there too,
    though they tie nobody; planned ones are not. ``within`` and ``with_kind`` of the filters limit
    the other parties, or without a name any party. Raises UnknownNameError or AmbiguousNameError
    for the names, HezuoError for a filter without sense or a kind that is none of agreements.
    """
    filters = filters or Filters()
    if filters.kind:
        _check_kind(filters.kind)
    named = [thing_named(store, text, within="hz:Party") for text in (name, other) if text]
    selection = Selection(store, filters)
    wanted = parties_wanted(selection, filters)
    sides = [parties_meant(selection, party) for party in named]
    sides += [] if wanted is None else [wanted]
    found: dict[int, list[int]] = defaultdict(list)
    for statement in _statements(selection, sides[0] if named else None):
        if selection.holds(statement) and _has_each(selection, statement, sides):
            found[selection.ties.connectors[statement]].append(statement)
    rows = _Describer(selection, found, only_held=bool(filters.source)).rows()
    return Agreements([as_thing(party) for party in named], rows)


def _check_kind(text: str) -> None:
    kinds = ontology().subclasses(expand("hz:Agreement"))
    if class_named(text) not in kinds:
        labels = ", ".join(sorted(ontology().label(kind) for kind in kinds))
        raise HezuoError(f"{text} is no kind of agreement", f"--kind takes one of {labels}")


def _agreement_ways(selection: Selection) -> list[range]:
    """Return where the statements of agreements stand among all."""
    kinds = set(ontology().subclasses(expand("hz:Agreement")))
    ways = selection.ties.ways
    return [
        range(bisect_left(ways, number), bisect_right(ways, number))
        for number, way in enumerate(ontology().connectors)
        if way.connects in kinds
    ]


def _statements(selection: Selection, parties: set[int] | None) -> Iterator[int]:
    """Yield the statements of agreements, all or those that have one of some parties."""
    ways = _agreement_ways(selection)
    if parties is None:
        for way in ways:
            yield from way
        return
    found = {statement for party in parties for statement, _ in selection.ties.statements(party)}
    yield from sorted(s for s in found if any(s in way for way in ways))


def _has_each(selection: Selection, statement: int, sides: list[set[int]]) -> bool:
    """Return whether each side has a party of a statement, different ones."""
    if not sides:
        return True
    parties = _parties(selection, statement)
    found = [[party for party in parties if party in side] for side in sides]
    return _differ(found, frozenset())


def _differ(found: list[list[int]], taken: frozenset[int]) -> bool:
    """Return whether one can be taken of each list so that no two are the same."""
    return not found or any(
        _differ(found[1:], taken | {party}) for party in found[0] if party not in taken
    )


def _parties(selection: Selection, statement: int) -> list[int]:
    ties = selection.ties
    parties: list[int] = ties.statement_party[ties.first[statement] : ties.last[statement]].tolist()
    return parties


class _Describer:
    """Puts agreements into words: everything is looked up at once."""

    def __init__(
        self, selection: Selection, found: dict[int, list[int]], *, only_held: bool
    ) -> None:
        self._selection = selection
        self._statements = found if only_held else _all_of(selection, found)
        ties, names = selection.ties, selection.store.names
        every = [statement for its in self._statements.values() for statement in its]
        self._facets = {connector: selection.facets(connector) for connector in found}
        self._parties = {statement: _parties(selection, statement) for statement in every}
        self._things = selection.things({p for its in self._parties.values() for p in its})
        self._connectors = names.numbered(ties.connector[connector] for connector in found)
        values = {v for facets in self._facets.values() for name in ("field", "event")
                  for v in facets[name]}  # fmt: skip
        self._named = names.numbered({ties.sources[statement] for statement in every} | values)
        self._flags = _flags(selection, self._connectors.values())

    def rows(self) -> list[Agreement]:
        """Return a row for each agreement, in the order of their dates."""
        found = [self._row(connector) for connector in self._statements]
        return sorted(found, key=lambda row: (not row.date, row.date, row.title, row.iri))

    def _row(self, connector: int) -> Agreement:
        ties, its = self._selection.ties, self._statements[connector]
        thing, facets = self._connectors[ties.connector[connector]], self._facets[connector]
        date = earliest(ties.dates[statement] for statement in its)
        parties = [self._things[p] for p in {p for s in its for p in self._parties[s]}]
        sources = {source_id(self._named[ties.sources[statement]].iri) for statement in its}
        return Agreement(
            date=date_text(date) if date else "",
            title=thing.name,
            parties=sorted(parties, key=lambda party: (party.name, party.iri)),
            kind=finest_kind(facets),
            fields=sorted(self._named[value].name for value in facets["field"]),
            events=sorted(self._named[value].name for value in facets["event"]),
            sources=sorted(sources),
            marks=self._marks(thing.iri, its),
            iri=thing.iri,
        )

    def _marks(self, iri: str, its: list[int]) -> list[str]:
        """Return what should be known of an agreement before relying on it."""
        ties, found = self._selection.ties, set(self._flags.get(iri, ()))
        by_source: dict[int, set[int]] = defaultdict(set)
        for statement in its:
            by_source[ties.sources[statement]].update(self._parties[statement])
        if all(len(parties) == 1 for parties in by_source.values()):
            found.add(ONE_SIDED)
        if len({frozenset(parties) for parties in by_source.values()}) > 1:
            found.add(PARTIES_DIFFER)
        dates = sorted({date_text(ties.dates[s]) for s in its if ties.dates[s]})
        if any(not later.startswith(date) for date, later in combinations(dates, 2)):
            found.add(DATES_DIFFER)
        return sorted(found)


def _all_of(selection: Selection, connectors: Iterable[int]) -> dict[int, list[int]]:
    """Return all statements of agreements, beyond those that filters leave."""
    ways, stated = _agreement_ways(selection), selection.ties.connectors
    return {
        connector: [
            statement
            for way in ways
            for statement in range(
                bisect_left(stated, connector, way.start, way.stop),
                bisect_right(stated, connector, way.start, way.stop),
            )
        ]
        for connector in connectors
    }


def _flags(selection: Selection, agreements: Iterable[NamedThing]) -> dict[str, set[str]]:
    """Return flags and unusual statuses (local names) by the IRIs of what has some."""
    nodes = [NamedNode(agreement.iri) for agreement in agreements]
    given = {"thing": nodes} if len(nodes) <= _MOST_ASKED else {}
    found: dict[str, set[str]] = defaultdict(set)
    if nodes:
        for row in selection.store.select(named_query("flags"), given, selection.sources):
            found[row["thing"].value].add(local_name(row["mark"].value))
    return found
