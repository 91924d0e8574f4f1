"""hezuo duplicates: which names may mean one organisation, as a table to decide in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import (
    format_option,
    opened,
    output_option,
    rows_text,
    store_option,
    write_file,
    write_rows,
)
from hezuo.commands.progress import shown_line

if TYPE_CHECKING:
    from hezuo.graph.identity.duplicates import Progress

_COLUMNS = ["first", "second", "first_name", "second_name", "score", "reasons", "decision", "who",
            "when"]  # fmt: skip
_FOR_PEOPLE = ["first_name", "second_name", "score", "reasons"]


@click.command()
@click.option("--threshold", type=click.FloatRange(0.3, 1.0), default=None,
              help="Only pairs with this score or more, 0.3 to 1 [default: 0.85].")  # fmt: skip
@click.option("--kind", default="", help="Only organisations of this kind: Company, 企业.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pairs.")
@store_option
@format_option
@output_option("A CSV table to write, and to decide in.")
@click.option("--force", is_flag=True, help="Overwrite the table if it is there.")
def duplicates(
    threshold: float | None,
    kind: str,
    limit: int | None,
    store: Path | None,
    form: str,
    output: Path | None,
    force: bool,
) -> None:
    """Propose pairs of organisations that may be one.

    The likeliest come first, each with a score and the reasons. Write them to a table with -o,
    fill in the column decision (same or different), and `hezuo merge --decisions` takes it.
    Pairs that were decided on are left out.
    """
    from hezuo.graph.errors import HezuoError
    from hezuo.graph.identity.duplicates import DEFAULT_THRESHOLD

    if output is not None and output.is_file() and not force:
        remedy = "name another file, or overwrite what was decided there with --force"
        raise HezuoError(f"{output} is there already", remedy)
    if threshold is not None and not threshold <= 1:  # neither more nor less: no number
        raise click.BadParameter("is no number", param_hint="--threshold")
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    with _progress() as progress:
        found = opened(store).duplicates(least, kind, progress=progress)[:limit]
    rows = [
        pair._asdict() | {"reasons": list(pair.reasons), "decision": "", "who": "", "when": ""}
        for pair in found
    ]
    nothing = f"no two organisations are alike enough for a score of {least:g}"
    if output is not None and rows:
        text = rows_text(rows, _COLUMNS, "csv")
        write_file(output, f"\ufeff{text}\r\n".encode())  # Excel takes it for UTF-8 by the mark
        return
    shown = _FOR_PEOPLE if form in ("table", "md") else _COLUMNS
    write_rows(rows, shown, form, nothing)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show on a terminal how many pairs have been compared."""
    with shown_line() as show:
        if show is None:
            yield None
            return

        def progress(organizations: int, pairs: int) -> None:
            show(f"{organizations:,} organizations, {pairs:,} pairs compared")

        yield progress
