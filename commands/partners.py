"""hezuo partners: who cooperates with whom, with the evidence of every tie."""

from __future__ import annotations

from collections.abc import Sequence
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
    from hezuo.graph.query.partners import Partner, Partners


@click.command()
@click.argument("name")
@click.option("--evidence", is_flag=True, help="List the facts behind each tie, one row each.")
@filter_options
@partner_options
@store_option
@format_option
def partners(name: str, store: Path | None, form: str, evidence: bool, **filters: str) -> None:
    """Say who NAME cooperates with.

    Each row is a partner: through how many ties of which kinds, how strong they are together, and
    when they were made; with --evidence each row is a tie, with its title and sources. -f json
    gives everything. NAME is a full name, an alias, a short form or a part of one; a district
    stands for everything in it.
    """
    from hezuo.graph import Filters

    wants_all = evidence or form in ("json", "jsonl")
    found = opened(store).partners(name, Filters(**filters), evidence=wants_all)
    write_partners(found, form, evidence=evidence)


def write_partners(found: Partners, form: str, *, evidence: bool = False) -> None:
    """Write partners: as nested JSON, as one row each, or with ``evidence`` as one for each tie."""
    from hezuo.graph.output import as_json

    nothing = f"no tie of {found.asked.name} is known within what was asked for"
    if form in ("json", "jsonl"):
        nested = [{"asked": as_json(found.asked)} | as_json(partner) for partner in found]
        write_rows(nested, [], form, nothing)
    elif evidence:
        rows = [row for partner in found for row in _tie_rows(partner)]
        write_rows(rows, _tie_columns(rows, found.asked.name, form), form, nothing)
    else:
        rows = [_partner_row(partner) for partner in found]
        write_rows(rows, _partner_columns(rows, found.asked.name, form), form, nothing)


def _partner_row(partner: Partner) -> dict[str, Any]:
    kinds = [f"{kind_label(kind)} {number}" for kind, number in partner.kinds.items()]
    return {
        "partner": partner.partner.name,
        "partner_kind": kind_label(partner.partner.kind),
        "place": partner.partner.place,
        "through": [thing.name for thing in partner.through],
        "ties": kinds,
        "number": partner.number,
        "strength": format(partner.strength.normalize(), "f"),
        "first": partner.first,
        "last": partner.last,
        "fields": partner.fields,
        "events": partner.events,
        "sources": partner.sources,
        "iri": partner.partner.iri,
    }


def _partner_columns(rows: Sequence[dict[str, Any]], asked: str, form: str) -> list[str]:
    """Return the columns for a form: for people those that say something."""
    if form not in ("table", "md"):
        return list(rows[0]) if rows else []
    columns = ["partner", "place", "ties", "strength", "first", "last"]
    if any(row["through"] != [asked] for row in rows):
        columns.insert(0, "through")
    if any(row["fields"] for row in rows):
        columns.append("fields")
    return columns


def _tie_rows(partner: Partner) -> list[dict[str, Any]]:
    from hezuo.graph.output import as_json
    from hezuo.graph.query.things import in_words

    return [
        as_json(tie)
        | {
            "partner": partner.partner.name,
            "place": partner.partner.place,
            "partner_kind": partner.partner.kind,
            "kind": kind_label(tie.kind),
            "status": kind_label(tie.status) if tie.status else "",
            "flags": [kind_label(flag) for flag in tie.flags],
            "evidence": in_words(tie.evidence) or tie.sources,
            "is_signed": tie.status in ("", "Signed"),
        }
        for tie in partner.ties
    ]


def _tie_columns(rows: Sequence[dict[str, Any]], asked: str, form: str) -> list[str]:
    if form not in ("table", "md"):
        return ["partner", "partner_kind", "place", "through", "tie", "kind", "title", "status",
                "date", "event", "topics", "goal", "fields", "flags", "note", "strength",
                "sources", "evidence", "iri"]  # fmt: skip
    columns = ["partner", "place", "kind", "date", "title"]
    if any(row["through"] != [asked] for row in rows):
        columns.insert(0, "through")
    if not all(row["is_signed"] for row in rows):
        columns.append("status")
    if any(row["flags"] for row in rows):
        columns.append("flags")
    return [*columns, "evidence"]


def kind_label(kind: str) -> str:
    """Return the Chinese label of a class by its local name."""
    from hezuo.graph.ontology import ontology
    from hezuo.graph.vocabulary import expand

    return ontology().label(expand(f"hz:{kind}"))
