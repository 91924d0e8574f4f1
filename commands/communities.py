"""hezuo communities: which groups of parties cooperate more with each other than with others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import filter_options, format_option, opened, store_option, write_rows
from hezuo.commands.rank import named_numbers, tell

if TYPE_CHECKING:
    from hezuo.graph.analysis.communities import Communities

_MOST_NAMED = 3


@click.command()
@click.option("--resolution", type=float, default=1.0, show_default=True,
              help="Above 1: more and smaller communities; below: fewer.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True,
              help="How many to list, the largest first.")  # fmt: skip
@click.option("--kind-of", "--with-kind", "with_kind", default="",
              help="Only among parties of this kind, such as Company or 高校.")  # fmt: skip
@click.option("--in", "within", default="", help="Only among parties in this area.")
@filter_options
@store_option
@format_option
def communities(store: Path | None, form: str, resolution: float, top: int, **filters: str) -> None:
    """List the groups of parties that cooperate more with each other than with others.

    They are found by the Louvain method, and the same store gives the same groups. Each row has how
    many members a group has, those with the strongest ties within it, the share of all its members'
    ties that stays within, and which fields and districts hold it together. -f json lists all
    members.
    """
    from hezuo.graph import Filters

    found = opened(store).communities(resolution, top, Filters(**filters), tell=tell)
    write_communities(found, form)
    if len(found) < found.found:
        tell(f"{len(found)} of {found.found:,} communities; modularity {found.modularity:.3f}")


def write_communities(found: Communities, form: str) -> None:
    """Write communities, one row each; people see the first few members, fields and districts."""
    from hezuo.graph.output import as_json

    nothing = "no tie is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows([as_json(row) for row in found], [], form, nothing)
        return
    most = _MOST_NAMED if form in ("table", "md") else None
    rows = [
        {
            "number": row.number,
            "size": row.size,
            "members": [member.name for member in row.members[:most]]
            + ([] if most is None or row.size <= most else [f"… {row.size}"]),
            "inside": f"{row.inside:.3g}",
            "fields": named_numbers(row.fields, most),
            "districts": named_numbers(row.districts, most),
        }
        for row in found
    ]
    columns = ["number", "size", "members", "inside", "fields", "districts"]
    if most and not any(row["fields"] for row in rows):
        columns.remove("fields")
    write_rows(rows, columns, form, nothing)
