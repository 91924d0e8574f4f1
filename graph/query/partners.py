"""Who cooperates with whom: the partners of a party, with what ties them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, class_named, source_id, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing
from hezuo.graph.query.ties import Tie, date_text, described, finest_kind
from hezuo.graph.store.ties import party_kinds
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing

# What ties the parties asked for to another: statements, each with the party asked for.
Found = list[tuple[int, int]]


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


@uncollected()
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
    wanted = parties_wanted(selection, filters)
    found: dict[int, Found] = {}
    for member in sorted(asked):
        for partner, statement in selection.tied(member):
            if partner not in asked and (wanted is None or partner in wanted):
                found.setdefault(partner, []).append((statement, member))
    return Partners(as_thing(party), _Describer(selection, found, evidence=evidence).rows())


def parties_meant(selection: Selection, party: NamedThing) -> set[int]:
    """Return the parties that a thing stands for: of an area, all that lies in it."""
    number = selection.store.names.numbers([party.iri])[party.iri]
    if expand("hz:Area") in ontology().ancestors(party.kind):
        return selection.areas.within(number)
    position = selection.ties.position(number)
    return set() if position is None else {position}


def parties_wanted(selection: Selection, filters: Filters) -> set[int] | None:
    """Return the parties that partners are limited to, or None."""
    wanted: set[int] | None = None
    if filters.within:
        area = thing_named(selection.store, filters.within, within="hz:Area")
        wanted = parties_meant(selection, area)
    if filters.with_kind:
        kinds = party_kinds()
        kind = class_named(filters.with_kind)
        fitting = {n for n, own in enumerate(kinds) if own and kind in ontology().ancestors(own)}
        if not fitting:
            raise HezuoError(
                f"{filters.with_kind} is no kind of party",
                "--with-kind takes Organization, Company, 高校, 县级行政区 ...",
            )
        among = range(len(selection.ties.party)) if wanted is None else wanted
        wanted = {party for party in among if selection.ties.party_kind[party] in fitting}
    return wanted


class _Stated(NamedTuple):
    """What a statement of a tie is, in words."""

    connector: int
    strength: Decimal
    date: str
    source: str
    kind: str
    fields: list[str]
    events: list[str]


class _Describer:
    """Puts partners into words: everything is looked up at once, and each statement put once.

    A hub has thousands of partners and most of them one tie: that case does the least.
    """

    def __init__(self, selection: Selection, found: Mapping[int, Found], *, evidence: bool) -> None:
        self._found = found
        statements = {statement for its in found.values() for statement, _ in its}
        asked = {member for its in found.values() for _, member in its}
        self._parties = selection.things(found.keys() | asked)
        self._stated = _in_words(selection, statements)
        self._ties: dict[int, Tie] = {}
        if evidence:
            by_connector: dict[int, set[int]] = defaultdict(set)
            for statement in statements:
                by_connector[selection.ties.connectors[statement]].add(statement)
            self._ties = described(selection, by_connector)

    def rows(self) -> list[Partner]:
        """Return a row for each partner, the strongest first."""
        found = [self._row(partner, its) for partner, its in self._found.items()]
        return sorted(found, key=lambda row: (-row.strength, row.partner.name, row.partner.iri))

    def _row(self, partner: int, its: Found) -> Partner:
        if len(its) == 1:
            ((statement, member),) = its
            stated = self._stated[statement]
            return Partner(
                self._parties[partner], [self._parties[member]], 1, {stated.kind: 1},
                stated.strength, stated.date, stated.date, stated.fields, stated.events,
                [stated.source], self._described(its),
            )  # fmt: skip
        all_stated = [self._stated[statement] for statement, _ in its]
        # Several sources may state one tie: it counts once, as the strongest of them.
        strengths: dict[int, Decimal] = {}
        for stated in all_stated:
            known = strengths.get(stated.connector, stated.strength)
            strengths[stated.connector] = max(known, stated.strength)
        kinds = Counter({stated.connector: stated.kind for stated in all_stated}.values())
        days = sorted({stated.date for stated in all_stated if stated.date})
        through = {member: self._parties[member] for _, member in its}
        return Partner(
            partner=self._parties[partner],
            through=sorted(through.values(), key=_by_name),
            number=len(strengths),
            kinds=dict(sorted(kinds.items(), key=_most_first)),
            strength=sum(strengths.values(), Decimal(0)),
            first=days[0] if days else "",
            last=days[-1] if days else "",
            fields=sorted({field for stated in all_stated for field in stated.fields}),
            events=sorted({event for stated in all_stated for event in stated.events}),
            sources=sorted({stated.source for stated in all_stated}),
            ties=self._described(its),
        )

    def _described(self, its: Found) -> list[Tie]:
        """Return the ties themselves in the order of their dates, if they were asked for."""
        if not self._ties:
            return []
        members: dict[int, set[str]] = defaultdict(set)
        for statement, member in its:
            members[self._stated[statement].connector].add(self._parties[member].name)
        found = [
            self._ties[connector]._replace(through=sorted(names))
            for connector, names in members.items()
        ]
        return sorted(found, key=lambda tie: (tie.date, tie.iri))


def _in_words(selection: Selection, statements: Iterable[int]) -> dict[int, _Stated]:
    """Return what statements are, in words."""
    ties = selection.ties
    connectors = {ties.connectors[statement] for statement in statements}
    facets = {connector: selection.facets(connector) for connector in connectors}
    sources = {ties.sources[statement] for statement in statements}
    named = {v for found in facets.values() for what in ("field", "event") for v in found[what]}
    known = selection.store.names.numbered(sources | named)
    names = {number: as_thing(thing).name for number, thing in known.items()}
    ids = {number: source_id(known[number].iri) for number in sources}
    words = {
        connector: (
            finest_kind(found),
            sorted(names[value] for value in found["field"]),
            sorted(names[value] for value in found["event"]),
        )
        for connector, found in facets.items()
    }
    strengths = [connector.strength for connector in ontology().connectors]
    result = {}
    for statement in statements:
        connector, date = ties.connectors[statement], ties.dates[statement]
        result[statement] = _Stated(
            connector,
            strengths[ties.ways[statement]],
            date_text(date) if date else "",
            ids[ties.sources[statement]],
            *words[connector],
        )
    return result


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.name, thing.iri


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
