"""Who cooperates with whom: the partners of a party, with what ties them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.lookup import Filters, class_named, source_id, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing
from hezuo.graph.query.ties import Tie, dates, described, finest_kind, strength
from hezuo.graph.store.ties import party_kinds
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing

# What ties two parties: connectors, each with the statements that do and the parties asked for.
Found = Mapping[int, Mapping[int, set[int]]]


class Partner(NamedTuple):
    """One partner of what was asked for, and what ties it to ``through``, which was asked for.

    ``number`` is that of the ties (agreements, projects ...), ``kinds`` counts them by kind (local
    names of classes), ``strength`` is the sum of their strengths, ``first`` and ``last`` the dates
    of the earliest and the latest. ``ties`` has each with its evidence if that was asked for.
    """

    partner: Thing
    through: list[Thing]
    number: int
    kinds: dict[str, int]
    strength: Decimal
    first: str
    last: str
    fields: list[str]
    events: list[str]
    sources: list[str]
    ties: list[Tie]


class Partners(Rows[Partner]):
    """The partners of ``asked``, the strongest first."""

    def __init__(self, asked: Thing, partners: list[Partner]) -> None:
        super().__init__(partners)
        self.asked = asked


def partners(
    store: Store, name: str, filters: Filters | None = None, *, evidence: bool = False
) -> Partners:
    """Return the partners of the party that ``name`` means, the strongest first.

    A district stands for itself and for everything in it; ties within it are left out. With
    ``evidence`` every tie comes with all that is stated of it. Raises UnknownNameError or
    AmbiguousNameError for the name, HezuoError for a filter without sense.
    """
    party = thing_named(store, name, within="hz:Party")
    filters = filters or Filters()
    selection = Selection(store, filters)
    asked = parties_meant(selection, party)
    wanted = _wanted(selection, filters)
    found: dict[int, dict[int, dict[int, set[int]]]] = {}
    for member in sorted(asked):
        for partner, statement in selection.tied(member):
            if partner not in asked and (wanted is None or partner in wanted):
                by_connector = found.setdefault(partner, {})
                statements = by_connector.setdefault(selection.ties.connectors[statement], {})
                statements.setdefault(statement, set()).add(member)
    rows = _Describer(selection, found, evidence=evidence).rows()
    return Partners(as_thing(party), rows)


def parties_meant(selection: Selection, party: NamedThing) -> set[int]:
    """Return the parties that a thing stands for: of an area, all that lies in it."""
    number = selection.store.names.numbers([party.iri])[party.iri]
    if expand("hz:Area") in ontology().ancestors(party.kind):
        return selection.areas.within(number)
    position = selection.ties.position(number)
    return set() if position is None else {position}


def _wanted(selection: Selection, filters: Filters) -> set[int] | None:
    """Return the parties that partners are limited to, or None."""
    wanted: set[int] | None = None
    if filters.within:
        area = thing_named(selection.store, filters.within, within="hz:Area")
        wanted = parties_meant(selection, area)
    if filters.with_kind:
        kinds = party_kinds()
        kind = class_named(filters.with_kind)
        fitting = {n for n, own in enumerate(kinds) if own and kind in ontology().ancestors(own)}
        among = range(len(selection.ties.party)) if wanted is None else wanted
        wanted = {party for party in among if selection.ties.party_kind[party] in fitting}
    return wanted


class _Describer:
    """Puts partners into words, looking everything up at once."""

    def __init__(self, selection: Selection, found: Mapping[int, Found], *, evidence: bool) -> None:
        self._selection = selection
        self._found = found
        asked = {a for ties in found.values() for s in ties.values() for m in s.values() for a in m}
        self._parties = selection.things(found.keys() | asked)
        connectors: dict[int, set[int]] = defaultdict(set)
        for ties in found.values():
            for connector, statements in ties.items():
                connectors[connector] |= statements.keys()
        self._facets = {connector: selection.facets(connector) for connector in connectors}
        sources = {selection.ties.sources[s] for its in connectors.values() for s in its}
        named = {v for f in self._facets.values() for what in ("field", "event") for v in f[what]}
        known = selection.store.names.numbered(sources | named)
        self._names = {number: as_thing(thing) for number, thing in known.items()}
        self._ties = described(selection, connectors) if evidence else {}

    def rows(self) -> list[Partner]:
        """Return a row for each partner, the strongest first."""
        found = [self._row(partner, ties) for partner, ties in self._found.items()]
        return sorted(found, key=lambda row: (-row.strength, row.partner.name, row.partner.iri))

    def _row(self, partner: int, ties: Found) -> Partner:
        selection = self._selection
        statements = {statement for found in ties.values() for statement in found}
        days = dates(selection, statements)
        asked = {member for found in ties.values() for its in found.values() for member in its}
        through = sorted((self._parties[member] for member in asked), key=_by_name)
        kinds = Counter(finest_kind(self._facets[connector]) for connector in ties)
        return Partner(
            partner=self._parties[partner],
            through=through,
            number=len(ties),
            kinds=dict(sorted(kinds.items(), key=_most_first)),
            strength=sum((strength(selection, its) for its in ties.values()), Decimal(0)),
            first=days[0] if days else "",
            last=days[-1] if days else "",
            fields=self._named(ties, "field"),
            events=self._named(ties, "event"),
            sources=sorted({source_id(self._names[selection.ties.sources[s]].iri)
                            for s in statements}),
            ties=self._described(ties),
        )  # fmt: skip

    def _named(self, ties: Found, what: str) -> list[str]:
        return sorted({self._names[value].name for c in ties for value in self._facets[c][what]})

    def _described(self, ties: Found) -> list[Tie]:
        """Return the ties themselves in the order of their dates, if they were asked for."""
        found = []
        for connector, statements in ties.items():
            if connector in self._ties:
                members = {member for its in statements.values() for member in its}
                names = sorted(self._parties[member].name for member in members)
                found.append(self._ties[connector]._replace(through=names))
        return sorted(found, key=lambda tie: (tie.date, tie.iri))


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.name, thing.iri


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
