"""What two parties have in common, and what one has that the other lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters
from hezuo.graph.query.areas import LEVELS
from hezuo.graph.query.partners import parties_wanted
from hezuo.graph.query.rollup import UNKNOWN, group_names
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.sides import two_sides
from hezuo.graph.query.things import Thing

if TYPE_CHECKING:
    from hezuo.graph.store import Store

BY = ("partner", *LEVELS, "kind", "field")
# What is compared when nothing is said.
USUAL = ("partner", "province", "field", "kind")


class Compared(NamedTuple):
    """A partner, or a group of partners or ties, and how many ties either side has with it.

    ``by`` is one of BY. A group of partners that are not known to be in any has the name "–".
    """

    by: str
    group: Thing
    first: int
    second: int


class Comparison(Rows[Compared]):
    """What ``first`` and ``second`` have ties with: the common first, then what one of them has.

    ``direct`` is how many ties there are between the two themselves.
    """

    def __init__(self, first: Thing, second: Thing, direct: int, rows: list[Compared]) -> None:
        super().__init__(rows)
        self.first = first
        self.second = second
        self.direct = direct


@uncollected()
def compare(
    store: Store,
    name: str,
    other: str,
    by: str | Iterable[str] = USUAL,
    filters: Filters | None = None,
) -> Comparison:
    """Return what two parties cooperate with: partners, and the areas, kinds and fields of those.

    A district stands for everything in it, and its ties are those with what lies elsewhere. Neither
    side counts among the partners of the other, but what ties them counts for fields, areas and
    kinds. Raises UnknownNameError or AmbiguousNameError for the names, HezuoError for a comparison
    or a filter without sense, for two names of one party, and for what lies in the other.
    """
    by = (by,) if isinstance(by, str) else by
    unknown = [one for one in by if one not in BY]
    if unknown:
        raise HezuoError(f"nothing can be compared by {unknown[0]!r}", f"say {', '.join(BY)}")
    filters = filters or Filters()
    selection = Selection(store, filters)
    sides = two_sides(selection, name, other)
    wanted = parties_wanted(selection, filters)
    own = sides[0].parties | sides[1].parties
    ties = [
        {
            (partner, statement)
            for member in side.parties
            for partner, statement in selection.tied(member)
            if partner not in side.parties and (wanted is None or partner in wanted)
        }
        for side in sides
    ]
    rows = [row for one in by for row in _compared(selection, one, ties, own)]
    connectors = selection.ties.connectors
    direct = {connectors[s] for partner, s in ties[0] if partner in sides[1].parties}
    return Comparison(sides[0].asked, sides[1].asked, len(direct), rows)


def _compared(
    selection: Selection, by: str, ties: list[set[tuple[int, int]]], own: set[int]
) -> list[Compared]:
    """Return the groups that either side has ties with, what both have first."""
    connectors, groups = selection.ties.connectors, _groups(selection, by, own)
    found: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for side, its in enumerate(ties):
        for partner, statement in its:
            for group in groups(partner, statement):
                found[group][side].add(connectors[statement])
    level = "organization" if by == "partner" else by
    names = group_names(selection, level, found.keys() - {-1}) | {-1: UNKNOWN}
    rows = [Compared(by, names[g], len(one), len(other)) for g, (one, other) in found.items()]
    return sorted(rows, key=_order)


def _groups(selection: Selection, by: str, own: set[int]) -> Callable[[int, int], list[int]]:
    """Return what tells the groups of a tie with a partner; -1 is the unknown one."""
    ties, areas = selection.ties, selection.areas
    if by == "partner":
        return lambda partner, _: [] if partner in own else [partner]
    if by == "kind":
        return lambda partner, _: [ties.party_kind[partner] or -1]
    if by == "field":
        return lambda _, tie: [*selection.facets(ties.connectors[tie])["field"]] or [-1]
    return lambda partner, _: areas.at(partner, by) or [-1]


def _order(row: Compared) -> tuple[int, int, int, str, str]:
    """Return what rows are ordered by: common ones, those of the first, those of the second."""
    whose = 0 if row.first and row.second else 1 if row.first else 2
    both = min(row.first, row.second), row.first + row.second
    return whose, -both[0], -both[1], row.group.name, row.group.iri
