"""Partners by groups: the ties of a party with districts, provinces, kinds or fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.areas import CHINA, LEVELS
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing, china
from hezuo.graph.query.ties import date_text, finest_kind
from hezuo.graph.store.ties import party_kinds
from hezuo.graph.vocabulary import local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Store

BY = ("organization", *LEVELS, "kind", "field")
# The group of what is not known to be in any.
UNKNOWN = Thing("", "–", "")


class Group(NamedTuple):
    """The ties between a group of those asked for and a group of partners.

    ``parties`` is how many partners the group has, ``number`` how many ties, ``kinds`` counts them
    by kind (local names), ``strength`` is the sum of their strengths.
    """

    asked: Thing
    group: Thing
    parties: int
    number: int
    kinds: dict[str, int]
    strength: Decimal
    first: str
    last: str


def partners_by(store: Store, name: str, by: str, filters: Filters | None = None) -> Rows[Group]:
    """Return the ties of a party with groups of partners, the strongest first.

    Both ends are grouped: a district that is asked for falls into the groups of what lies in it.
    ``by`` field groups the ties themselves, so that a tie of two fields counts in both. Raises
    HezuoError for a group that is none, and what ``partners`` raises.
    """
    if by not in BY:
        raise HezuoError(f"partners cannot be grouped by {by!r}", f"say {', '.join(BY)}")
    filters = filters or Filters()
    party = thing_named(store, name, within="hz:Party")
    selection = Selection(store, filters)
    asked, wanted = parties_meant(selection, party), parties_wanted(selection, filters)
    found: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    groups = _grouping(selection, by)
    for member in asked:
        for partner, statement in selection.tied(member):
            if partner not in asked and (wanted is None or partner in wanted):
                for pair in groups(member, partner, statement):
                    found[pair].add((partner, statement))
    ends = {end for pair in found for end in pair}
    names = group_names(selection, by, ends) | {-1: UNKNOWN, -2: as_thing(party)}
    rows = [_group(selection, names[one], names[other], its) for (one, other), its in found.items()]
    return Rows(sorted(rows, key=lambda row: (-row.strength, row.asked.name, row.group.name)))


def _grouping(selection: Selection, by: str) -> Callable[[int, int, int], list[tuple[int, int]]]:
    """Return what tells the groups of both ends: -1 is the unknown one, -2 what was asked for."""
    ties, areas = selection.ties, selection.areas

    def by_field(_member: int, _partner: int, statement: int) -> list[tuple[int, int]]:
        fields = selection.facets(ties.connectors[statement])["field"]
        return [(-2, field) for field in fields or [-1]]

    def by_area(member: int, partner: int, _statement: int) -> list[tuple[int, int]]:
        ends = [areas.at(end, by) or [-1] for end in (member, partner)]
        return [(one, other) for one in ends[0] for other in ends[1]]

    def by_kind(member: int, partner: int, _statement: int) -> list[tuple[int, int]]:
        return [(ties.party_kind[member] or -1, ties.party_kind[partner] or -1)]

    def by_organization(member: int, partner: int, _statement: int) -> list[tuple[int, int]]:
        return [(member, partner)]

    named = {"field": by_field, "kind": by_kind, "organization": by_organization}
    return named.get(by, by_area)


def group_names(selection: Selection, by: str, groups: Collection[int]) -> dict[int, Thing]:
    """Return what groups are called, by their numbers."""
    if by == "organization":
        return selection.things(groups)
    if by == "kind":
        kinds = party_kinds()
        return {
            n: Thing(kinds[n], ontology().label(kinds[n]), local_name(kinds[n])) for n in groups
        }
    known = selection.store.names.numbered(number for number in groups if number > 0)
    found = {number: as_thing(thing) for number, thing in known.items()}
    return found | {CHINA: china()}


def _group(selection: Selection, asked: Thing, group: Thing, its: set[tuple[int, int]]) -> Group:
    ties, connectors = selection.ties, ontology().connectors
    strengths: dict[int, Decimal] = {}
    for _, statement in its:
        connector, strength = ties.connectors[statement], connectors[ties.ways[statement]].strength
        strengths[connector] = max(strength, strengths.get(connector, strength))
    kinds = Counter(finest_kind(selection.facets(connector)) for connector in strengths)
    days = sorted({ties.dates[statement] for _, statement in its} - {0})
    return Group(
        asked=asked,
        group=group,
        parties=len({partner for partner, _ in its}),
        number=len(strengths),
        kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        strength=sum(strengths.values(), Decimal(0)),
        first=date_text(days[0]) if days else "",
        last=date_text(days[-1]) if days else "",
    )
