"""When ties were made: how many by year or month, of a party, of a district, or of everybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.answers import Rows
from hezuo.graph.errors import HezuoError
from hezuo.graph.garbage import uncollected
from hezuo.graph.lookup import Filters, thing_named
from hezuo.graph.query.partners import parties_meant, parties_wanted
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Thing, as_thing
from hezuo.graph.query.ties import date_text, earliest, finest_kind

if TYPE_CHECKING:
    from hezuo.graph.store import Store

BY = ("year", "month")
_MONTHS = 12


class Period(NamedTuple):
    """A year (2021) or a month (2021-03), and the ties made in it.

    ``kinds`` counts them by kind (local names of classes), the most first. ``period`` is empty for
    ties without a date; by month, a year stands for ties of which no more than that is known.
    """

    period: str
    number: int
    kinds: dict[str, int]


class Timeline(Rows[Period]):
    """The periods in order, without a gap; ``asked`` is whose ties they are, None for all."""

    def __init__(self, asked: Thing | None, periods: list[Period]) -> None:
        super().__init__(periods)
        self.asked = asked


@uncollected()
def timeline(
    store: Store, name: str = "", by: str = "year", filters: Filters | None = None
) -> Timeline:
    """Return how many ties were made in each ``year`` or ``month``, from the first to the last.

    The ties are those of the party that ``name`` means, as ``partners`` has them (of a district:
    between what lies in it and others), or without a name all that there are. Each counts once, at
    its earliest date; those without a date come last. ``within`` and ``with_kind`` of the filters
    limit the partners, without a name at least one of the parties. Raises UnknownNameError or
    AmbiguousNameError for the name, HezuoError for a filter without sense.
    """
    if by not in BY:
        raise HezuoError(f"there is no timeline by {by!r}", f"say {', '.join(BY)}")
    filters = filters or Filters()
    party = thing_named(store, name, within="hz:Party") if name else None
    selection = Selection(store, filters)
    wanted = parties_wanted(selection, filters)
    if party is None:
        statements = _all_statements(selection, wanted)
    else:
        asked = parties_meant(selection, party)
        statements = (
            statement
            for member in asked
            for partner, statement in selection.tied(member)
            if partner not in asked and (wanted is None or partner in wanted)
        )
    found = _by_period(selection, statements, by)
    return Timeline(
        None if party is None else as_thing(party),
        [Period(period, found[period].total(), dict(_most_first(found[period])))
         for period in _in_order(found)],
    )  # fmt: skip


def _all_statements(selection: Selection, wanted: set[int] | None) -> Iterator[int]:
    """Yield the statements that tie somebody, and somebody who is wanted."""
    for statement in range(len(selection.ties.connectors)):
        if selection.is_everything or selection.holds(statement):
            for pair in selection.ties.pairs(statement):
                if wanted is None or not wanted.isdisjoint(pair):
                    yield statement
                    break


def _by_period(selection: Selection, statements: Iterable[int], by: str) -> dict[str, Counter[str]]:
    """Return the ties of each period that has some, counted by kind."""
    ties = selection.ties
    dates: dict[int, set[int]] = defaultdict(set)
    for statement in statements:
        dates[ties.connectors[statement]].add(ties.dates[statement])
    length = len("2021") if by == "year" else len("2021-03")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for connector, its in dates.items():
        date = next(iter(its)) if len(its) == 1 else earliest(its)
        period = date_text(date)[:length] if date else ""
        found[period][finest_kind(selection.facets(connector))] += 1
    return found


def _in_order(found: Iterable[str]) -> list[str]:
    """Return periods and all between them in order; what has no date comes last.

    >>> _in_order(["2021-02", "", "2020-12", "2021"])
    ['2020-12', '2021', '2021-01', '2021-02', '']
    >>> _in_order(["2020-11", "2021"])
    ['2020-11', '2020-12', '2021']
    """
    periods = set(found)
    undated = [""] if "" in periods else []
    dated = sorted(periods - {""})
    if any("-" in period for period in dated):
        first = min(map(_month_number, dated))
        # A year stands before its months, of which it needs none.
        last = max(_month_number(period) - ("-" not in period) for period in dated)
        between = {_month(number) for number in range(first, last + 1)}
    else:
        years = [int(period) for period in dated] or [0]
        between = {f"{year:04}" for year in range(min(years), max(years) + 1)} if dated else set()
    return [*sorted(periods - {""} | between), *undated]


def _month_number(period: str) -> int:
    year, _, month = period.partition("-")
    return int(year) * _MONTHS + int(month or 1) - 1


def _month(number: int) -> str:
    return f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}"


def _most_first(kinds: Counter[str]) -> list[tuple[str, int]]:
    return sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
