"""hezuo agreements: which agreements there are, of whom, and what is in doubt about them."""

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
    from hezuo.graph.query.agreements import Agreements


@click.command()
@click.argument("name", default="")
@click.argument("other", default="")
@filter_options
@event_option
@partner_options
@store_option
@format_option
def agreements(name: str, other: str, store: Path | None, form: str, **filters: str) -> None:
    """List the agreements between NAME and OTHER, of NAME, or of all.

    A district stands for itself and everything in it. The column "note" says what to know before
    relying on one: that only one party is known, that the source can be read in several ways, that
    a date was inferred, that sources do not agree. What is only planned is left out.
    """
    from hezuo.graph import Filters

    write_agreements(opened(store).agreements(name, other, Filters(**filters)), form)


def write_agreements(found: Agreements, form: str) -> None:
    """Write agreements, one row each."""
    from hezuo.graph.output import as_json
    from hezuo.graph.query.agreements import mark_label

    of = " and ".join(thing.name for thing in found.asked)
    whose = {0: "no agreement", 1: f"no agreement of {of}"}.get(
        len(found.asked), f"no agreement between {of}"
    )
    nothing = f"{whose} is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows([as_json(row) for row in found], [], form, nothing)
        return
    rows = [
        {
            "date": row.date,
            "title": row.title,
            "parties": [party.name for party in row.parties],
            "kind": kind_label(row.kind),
            "fields": row.fields,
            "event": row.events,
            "sources": row.sources,
            "note": [mark_label(mark) for mark in row.marks],
            "iri": row.iri,
        }
        for row in found
    ]
    columns = ["date", "title", "parties", "kind", "fields", "event", "sources", "note"]
    if form in ("table", "md"):  # for people those that say something, and at most six fit
        said = [name for name in ("fields", "note") if any(row[name] for row in rows)]
        columns = ["date", "title", "parties", "kind", *said]
    else:
        columns.append("iri")
    write_rows(rows, columns, form, nothing)
