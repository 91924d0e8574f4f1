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
    from hezuo.graph.answers import Rows
    from hezuo.graph.query.partners import Partner, Partners
    from hezuo.graph.query.rollup import Group
    from hezuo.graph.query.second import SecondPartners

# As graph.query.rollup has them, which loads too much to be asked when commands are listed.
BY = ("organization", "district", "city", "province", "country", "kind", "field")
_MOST_NAMED = 3


@click.command()
@click.argument("name")
@click.option("--evidence", is_flag=True, help="List the facts behind each tie, one row each.")
@click.option(
    "--hops",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="2: partners of partners, and through whom.",
)
@click.option("--by", type=click.Choice(BY), help="Count ties with groups of partners instead.")
@filter_options
@partner_options
@store_option
@format_option
def partners(
    name: str, store: Path | None, form: str, evidence: bool, hops: int, by: str, **filters: str
) -> None:
    """Say who NAME cooperates with.

    Each row is a partner: through how many ties of which kinds, how strong they are together, and
    when they were made; with --evidence each row is a tie, with its title and sources. -f json
    gives everything. NAME is a full name, an alias, a short form or a part of one; a district
    stands for everything in it.
    """
    from hezuo.graph import Filters

    if sum([evidence, hops > 1, by is not None]) > 1:
        raise click.UsageError("--evidence, --hops 2 and --by each ask for rows of their own")
    graph, limits = opened(store), Filters(**filters)
    if hops > 1:
        write_second_partners(graph.second_partners(name, limits), form)
        return
    if by is not None:
        write_groups(graph.partners_by(name, by, limits), by, form)
        return
    wants_all = evidence or form in ("json", "jsonl")
    found = graph.partners(name, limits, evidence=wants_all)
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


def write_second_partners(found: SecondPartners, form: str) -> None:
    """Write partners of partners, one row each; for people the first few in between are named."""
    from hezuo.graph.output import as_json

    nothing = f"no partner of a partner of {found.asked.name} is known within what was asked for"
    if form in ("json", "jsonl"):
        nested = [{"asked": as_json(found.asked)} | as_json(row) for row in found]
        write_rows(nested, [], form, nothing)
        return
    is_for_people = form in ("table", "md")
    rows = [
        {
            "partner": row.partner.name,
            "place": row.partner.place,
            "number": row.number,
            "through": _listed([thing.name for thing in row.through], short=is_for_people),
            "iri": row.partner.iri,
        }
        for row in found
    ]
    columns = ["partner", "place", "number", "through"]
    write_rows(rows, columns if is_for_people else [*columns, "iri"], form, nothing)


def write_groups(found: Rows[Group], by: str, form: str) -> None:
    """Write the ties with groups of partners, one row each."""
    from hezuo.graph.output import as_json

    nothing = "no tie is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows([as_json(row) for row in found], [], form, nothing)
        return
    rows = [
        {
            "asked": row.asked.name,
            by: row.group.name,
            "partners": row.parties,
            "ties": [f"{kind_label(kind)} {number}" for kind, number in row.kinds.items()],
            "number": row.number,
            "strength": format(row.strength.normalize(), "f"),
            "first": row.first,
            "last": row.last,
        }
        for row in found
    ]
    columns = ["asked", by, "partners", "ties", "strength", "first", "last"]
    write_rows(rows, columns, form, nothing)


def _listed(names: list[str], *, short: bool) -> list[str]:
    """Return names, of many only the first few and how many there are."""
    if not short or len(names) <= _MOST_NAMED:
        return names
    return [*names[:_MOST_NAMED], f"… {len(names)}"]


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
    columns = ["partner", "place", "ties", "first", "last"]
    if any(row["strength"] != str(row["number"]) for row in rows):
        columns.insert(3, "strength")
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
                "date", "event", "signatories", "topics", "goal", "fields", "flags", "note",
                "strength", "sources", "evidence", "iri"]  # fmt: skip
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
