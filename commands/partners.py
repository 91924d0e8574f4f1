"""hezuo partners: who cooperates with whom, with the evidence of every tie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import (
    filter_options,
    format_option,
    opened,
    store_option,
    write_rows,
)

if TYPE_CHECKING:
    from hezuo.graph.query import Partner, Thing


@click.command()
@click.argument("name")
@filter_options
@store_option
@format_option
def partners(name: str, store: Path | None, form: str, **filters: str) -> None:
    """Say who NAME cooperates with.

    Each row is a tie: the partner, through what, and when; -f json and -f csv also give event,
    topics, source and evidence. NAME is a full name, an alias, a short form or a part of one; a
    district stands for everything in it.
    """
    from hezuo.graph import Filters

    asked, found = opened(store).partners(name, Filters(**filters))
    write_partners(asked, found, form)


def write_partners(asked: Thing, found: Sequence[Partner], form: str) -> None:
    """Write partners: as nested JSON, or as one row for each tie."""
    from hezuo.graph.output import as_json
    from hezuo.graph.query import in_words

    nested = [
        {
            "asked": as_json(asked),
            "partner": as_json(partner.partner),
            "through": as_json(partner.through),
            "strength": float(partner.strength),
            "first": partner.first,
            "last": partner.last,
            "ties": as_json(partner.ties),
        }
        for partner in found
    ]
    nothing = f"no tie of {asked.name} is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows(nested, [], form, nothing)
        return
    rows = [
        as_json(tie)
        | {
            "partner": partner.partner.name,
            "place": partner.partner.place,
            "partner_kind": partner.partner.kind,
            "kind": kind_label(tie.kind),
            "status": kind_label(tie.status) if tie.status else "",
            "flags": [kind_label(flag) for flag in tie.flags],
            "evidence": in_words(tie.evidence),
        }
        for partner in found
        for tie in partner.ties
    ]
    if form in ("table", "md"):
        columns = ["partner", "place", "kind", "date", "title"]
        if any(row["through"] != [asked.name] for row in rows):
            columns.insert(0, "through")
        if any(tie.status not in ("", "Signed") for partner in found for tie in partner.ties):
            columns.append("status")
        if any(row["flags"] for row in rows):
            columns.append("flags")
    else:
        columns = ["partner", "partner_kind", "place", "through", "tie", "kind", "title", "status",
                   "date", "event", "topics", "goal", "fields", "flags", "note", "strength",
                   "sources", "evidence", "iri"]  # fmt: skip
    write_rows(rows, columns, form, nothing)


def kind_label(kind: str) -> str:
    """Return the Chinese label of a class by its local name."""
    from hezuo.graph.ontology import ontology
    from hezuo.graph.vocabulary import expand

    return ontology().label(expand(f"hz:{kind}"))
