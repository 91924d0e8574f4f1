"""hezuo timeline: how many ties were made when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import (
    event_option,
    filter_options,
    format_option,
    opened,
    partner_options,
    store_option,
    write_rows,
)
from hezuo.commands.partners import kind_label

if TYPE_CHECKING:
    from hezuo.graph.query.timeline import Timeline

_WIDEST_BAR = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"


@click.command()
@click.argument("name", default="")
@click.option("--by", type=click.Choice(("year", "month")), default="year", show_default=True,
              help="How long a period is.")  # fmt: skip
@filter_options
@event_option
@partner_options
@store_option
@format_option
def timeline(name: str, store: Path | None, form: str, by: str, **filters: str) -> None:
    """Tell how many ties of NAME were made in each year, or of all without a NAME.

    Each tie counts once, at its earliest date; those without a date come last. By month, a year
    stands for ties of which no month is known. A district stands for everything in it: its ties
    with others count, not those within it.
    """
    from hezuo.graph import Filters

    found = opened(store).timeline(name, by, Filters(**filters))
    write_timeline(found, by, form)


def write_timeline(found: Timeline, by: str, form: str) -> None:
    """Write a timeline, one row a period; people get bars."""
    from hezuo.graph.output import as_json

    whose = f"no tie of {found.asked.name}" if found.asked else "no tie"
    nothing = f"{whose} is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows([as_json(row) for row in found], [], form, nothing)
        return
    most = max((row.number for row in found), default=0)
    rows = [
        {
            by: row.period or "undated",
            "ties": row.number,
            "": _bar(row.number, most),
            "kinds": [f"{kind_label(kind)} {number}" for kind, number in row.kinds.items()] or " ",
        }
        for row in found
    ]
    columns = [by, "ties", "", "kinds"] if form in ("table", "md") else [by, "ties", "kinds"]
    write_rows(rows, columns, form, nothing)


def _bar(number: int, most: int) -> str:
    """Return a bar as long as a number is beside the most, to an eighth of a character."""
    eighths = -(-number * _WIDEST_BAR * 8 // most) if most else 0
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip() or " "
