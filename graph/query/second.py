"""Partners of partners: whom one could be introduced to, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, thing_named
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing

if TYPE_CHECKING:
    from hezuo.graph.store import Store


class SecondPartner(NamedTuple):
    """A party at two steps: ``through`` are the partners in between, and ``number`` of those."""

    partner: Thing
    number: int
    through: list[Thing]


class SecondPartners(Rows[SecondPartner]):
    """The partners of the partners of ``asked``, those with most partners in between first."""

    def __init__(self, asked: Thing, partners: list[SecondPartner]) -> None:
        super().__init__(partners)
        self.asked = asked


@uncollected()
def second_partners(store: Store, name: str, filters: Filters | None = None) -> SecondPartners:
    """Return who cooperates with partners of a party but not with itself, and through whom.

    A district stands for everything in it. The filters hold for both steps; an area or a kind of
    partner for the party at the second step alone. Raises what ``partners`` does.
    """
    filters = filters or Filters()
    party = thing_named(store, name, within="hz:Party")
    selection = Selection(store, filters)
    asked = parties_meant(selection, party)
    partners = {other for member in asked for other, _ in selection.tied(member)} - asked
    wanted = parties_wanted(selection, filters)
    through: dict[int, set[int]] = {}
    for partner in partners:
        for other, _ in selection.tied(partner):
            if other not in partners and other not in asked and (wanted is None or other in wanted):
                through.setdefault(other, set()).add(partner)
    things = selection.things(through.keys() | partners)
    # Put in order once: most of thousands of rows have one or two of the same in between.
    in_order = sorted(partners, key=lambda partner: _by_name(things[partner]))
    places = {partner: place for place, partner in enumerate(in_order)}
    rows = [
        SecondPartner(
            things[other], len(its), [things[p] for p in sorted(its, key=places.__getitem__)]
        )
        for other, its in through.items()
    ]
    rows.sort(key=lambda row: (-row.number, *_by_name(row.partner)))
    return SecondPartners(as_thing(party), rows)


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.name, thing.iri
