"""hezuo compare: what two parties have in common."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hezuo.commands.options import (
    filter_options,
    format_option,
    opened,
    partner_options,
    store_option,
    write_rows,
)

if TYPE_CHECKING:
    from hezuo.graph.query.compare import Compared, Comparison

# As graph.query.compare has them, which loads too much to be asked when commands are listed.
BY = ("partner", "district", "city", "province", "country", "kind", "field")
USUAL = ("partner", "province", "field", "kind")
BOTH, FIRST, SECOND = "both", "first only", "second only"


@click.command()
@click.argument("name")
@click.argument("other")
@click.option("--by", multiple=True, type=click.Choice(BY), default=USUAL, show_default=True,
              help="What to compare; can be given several times.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), default=5, show_default=True,
              help="How many that both have, or one of them, are shown of each.")  # fmt: skip
@filter_options
@partner_options
@store_option
@format_option
def compare(
    name: str, other: str, store: Path | None, form: str, by: tuple[str, ...], top: int,
    **filters: str,
) -> None:  # fmt: skip
    """Compare NAME with OTHER: common partners, and what one has that the other lacks.

    Each row is a partner, or a province, field or kind of partners, with the number of ties that
    each of the two has with it. How many there are is said on standard error. A district stands for
    everything in it.
    """  # fmt: skip
    from hezuo.graph import Filters

    found = opened(store).compare(name, other, by, Filters(**filters))
    write_comparison(found, form, top)


def write_comparison(found: Comparison, form: str, top: int) -> None:
    """Write a comparison, one row for each thing that is compared, and on stderr how many are."""
    from hezuo.graph.output import as_json

    first, second = found.first.name, found.second.name
    nothing = f"neither {first} nor {second} has a tie within what was asked for"
    shown = _first_of_each(found, top)
    if found:
        click.echo(_summary(found), err=True)
    if form in ("json", "jsonl"):
        sides = {"asked": as_json(found.first), "other": as_json(found.second)}
        write_rows([sides | as_json(row) for row in shown], [], form, nothing)
        return
    is_for_people = form in ("table", "md")
    ends = _headings(first, second) if is_for_people else ("first", "second")
    rows: list[dict[str, Any]] = [
        {
            "by": row.by,
            "whose": _whose(row),
            "name": row.group.name,
            ends[0]: row.first or "",
            ends[1]: row.second or "",
            "place": row.group.place,
            "iri": row.group.iri,
        }
        for row in shown
    ]
    columns = ["by", "whose", "name", *ends]
    write_rows(rows, columns if is_for_people else [*columns, "place", "iri"], form, nothing)


def _headings(first: str, second: str) -> tuple[str, str]:
    """Return what the columns of the two are called: by their names, if those are no other's."""
    taken = {"by", "whose", "name", "place", "iri"}
    is_clear = first != second and not {first, second} & taken
    return (first, second) if is_clear else ("first", "second")


def _whose(row: Compared) -> str:
    return BOTH if row.first and row.second else FIRST if row.first else SECOND


def _first_of_each(found: Comparison, top: int) -> list[Compared]:
    """Return the first rows that both have, that the first has, and that the second has."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    shown = []
    for row in found:
        seen[row.by, _whose(row)] += 1
        if seen[row.by, _whose(row)] <= top:
            shown.append(row)
    return shown


def _summary(found: Comparison) -> str:
    """Return how much the two have in common, one line for each comparison."""
    first, second = found.first.name, found.second.name
    direct = f"{found.direct} {'tie' if found.direct == 1 else 'ties'}"
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in found:
        counts[row.by][_whose(row)] += 1
    parts = [
        f"{by}: {its[BOTH]} of both, {its[FIRST]} of the first, {its[SECOND]} of the second alone"
        for by, its in counts.items()
    ]
    return "\n".join([f"{first} and {second}: {direct} between them", *parts])
