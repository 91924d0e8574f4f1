"""Who with whom as a table: the ties between groups of parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError, at_least_one
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters
from hezuo.graph.query.areas import LEVELS
from hezuo.graph.query.partners import parties_wanted
from hezuo.graph.query.rollup import UNKNOWN, group_names
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing
from hezuo.graph.vocabulary import compact

if TYPE_CHECKING:
    from hezuo.graph.store import Store

BY = ("organization", *LEVELS, "kind")
# There are too many organisations for a table of them all; of other groups there may be.
MOST = {"organization": 20}
MOST_OTHERWISE = 100
# The group of parties that are not known to be in any, as ``rollup`` has it.
_NONE = -1


class Cell(NamedTuple):
    """Two groups, which may be one, and the number of ties between them."""

    group: Thing
    other: Thing
    number: int


class Matrix(Rows[Cell]):
    """The cells that are not 0, each pair of groups once, the most ties first.

    ``groups`` are the rows of the table and its columns, those with the most ties first, and
    ``totals`` how many ties each has with any group; ``left_out`` is how many groups are not shown.
    """

    def __init__(
        self, cells: list[Cell], groups: list[Thing], totals: list[int], left_out: int
    ) -> None:
        super().__init__(cells)
        self.groups = groups
        self.totals = totals
        self.left_out = left_out

    def square(self) -> list[list[int]]:
        """Return the whole table, a row for each group: symmetric, zeros included."""
        numbers = {(cell.group, cell.other): cell.number for cell in self}
        return [
            [numbers.get((one, other)) or numbers.get((other, one), 0) for other in self.groups]
            for one in self.groups
        ]

    def labels(self, *taken: str) -> list[str]:
        """Return what the groups are called; one that shares its name has its IRI behind it."""
        shared = Counter([*taken, *(group.name for group in self.groups)])
        return [
            f"{group.name} {compact(group.iri)}" if shared[group.name] > 1 else group.name
            for group in self.groups
        ]

    def to_frame(self) -> Any:
        """Return the whole table as a pandas data frame; pandas has to be installed."""
        import pandas as pd  # only who asks for a frame has to have it

        return pd.DataFrame(self.square(), index=self.labels(), columns=self.labels())


@uncollected()
def matrix(
    store: Store, by: str = "province", filters: Filters | None = None, top: int | None = None
) -> Matrix:
    """Return how many ties there are between any two groups of parties.

    A cell counts the ties (agreements, projects ...) that tie a party of one group to another,
    different party of the other group; on the diagonal, two different parties of that group. A tie
    counts once in a cell however many of its parties are there, and in every cell that it has two
    parties for, so that the sum of a row may be more than the ties of its group. ``by`` is one of
    BY; what is not known to be in a group is in a last one, "–". Of many groups only the ``top``
    with the most ties are there. ``within`` and ``with_kind`` of the filters limit both parties.
    Raises HezuoError for a group that is none, and for a filter without sense.
    """
    if by not in BY:
        raise HezuoError(f"there is no matrix by {by!r}", f"say {', '.join(BY)}")
    filters = filters or Filters()
    selection = Selection(store, filters)
    cells, totals = _counted(selection, by, parties_wanted(selection, filters))
    most = MOST.get(by, MOST_OTHERWISE) if top is None else at_least_one(top, "groups")
    # Names, by which equals are ordered, are looked up for those only that may be shown.
    least = sorted(totals.values(), reverse=True)[:most][-1:]
    near = {group for group, total in totals.items() if total >= least[0]}
    names = group_names(selection, by, near - {_NONE}) | {_NONE: UNKNOWN}
    order = sorted(near, key=lambda group: (-totals[group], *_by_name(names[group])))[:most]
    order.sort(key=lambda group: group == _NONE)
    kept = set(order)
    rows = []
    for pair, connectors in cells.items():
        if kept.issuperset(pair):
            one, other = sorted((names[group] for group in pair), key=_by_name)
            rows.append(Cell(one, other, len(connectors)))
    return Matrix(
        sorted(rows, key=lambda row: (-row.number, row.group, row.other)),
        [names[group] for group in order],
        [totals[group] for group in order],
        len(totals) - len(order),
    )


def _counted(
    selection: Selection, by: str, wanted: Collection[int] | None
) -> tuple[dict[tuple[int, int], set[int]], dict[int, int]]:
    """Return the connectors of each cell that has some, and how many each group has."""
    ties = selection.ties
    groups = _groups(selection, by)
    connectors = list(ties.connectors)
    cells: dict[tuple[int, int], set[int]] = defaultdict(set)
    by_group: dict[int, set[int]] = defaultdict(set)
    for statement, connector in enumerate(connectors):
        if not (selection.is_everything or selection.holds(statement)):
            continue
        for first, second in ties.pairs(statement):
            if wanted is not None and not (first in wanted and second in wanted):
                continue
            for one in groups[first]:
                for other in groups[second]:
                    cells[(one, other) if one <= other else (other, one)].add(connector)
                    by_group[one].add(connector)
                    by_group[other].add(connector)
    return cells, {group: len(found) for group, found in by_group.items()}


def _groups(selection: Selection, by: str) -> list[list[int]]:
    """Return the groups that each party is in: mostly one."""
    ties = selection.ties
    parties = range(len(ties.party))
    if by == "organization":
        return [[party] for party in parties]
    if by == "kind":
        return [[kind or _NONE] for kind in ties.party_kind]
    return [selection.areas.at(party, by) or [_NONE] for party in parties]


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.name, thing.iri
