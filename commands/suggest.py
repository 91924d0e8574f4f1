"""hezuo suggest: whom to cooperate with next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import filter_options, format_option, opened, store_option, write_rows
from hezuo.commands.partners import kind_label

if TYPE_CHECKING:
    from hezuo.graph.suggest.suggestions import Suggestions


@click.command()
@click.argument("name")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True,
              help="How many to suggest.")  # fmt: skip
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the reasons.")  # fmt: skip
@click.option("--with-kind", default="",
              help="Suggest only parties of this kind, such as Company or 高校.")  # fmt: skip
@click.option("--in", "within", default="", help="Suggest only parties in this area.")
@filter_options
@store_option
@format_option
def suggest(name: str, store: Path | None, form: str, top: int, lang: str, **filters: str) -> None:
    """Suggest whom NAME could cooperate with next, and why.

    What speaks for a party: partners in common, above all those who have few others; fields that
    both work in; the same province; and that one seeks what the other offers. Present partners are
    never suggested. docs/suggest.md says how good this is. NAME is as for hezuo partners.
    """
    from hezuo.graph import Filters

    found = opened(store).suggest(name, top, Filters(**filters), language=lang)
    write_suggestions(found, form)


def write_suggestions(found: Suggestions, form: str) -> None:
    """Write suggestions, one row each, with their reasons."""
    from hezuo.graph.output import as_json

    nothing = f"nothing that is known speaks for a new partner of {found.asked.name}"
    if form in ("json", "jsonl"):
        nested = [{"asked": as_json(found.asked)} | as_json(row) for row in found]
        write_rows(nested, [], form, nothing)
        return
    rows = [
        {
            "party": row.party.name,
            "kind": kind_label(row.party.kind),
            "place": row.party.place,
            "score": f"{row.score:.2f}" if form in ("table", "md") else f"{row.score:g}",
            "reasons": row.reasons,
            "common_partners": row.common_partners,
            "adamic_adar": row.adamic_adar,
            "through": [thing.name for thing in row.through],
            "fields": row.fields,
            "iri": row.party.iri,
        }
        for row in found
    ]
    columns = ["party", "place", "score", "reasons"]
    if form not in ("table", "md"):
        columns = list(rows[0]) if rows else []
    write_rows(rows, columns, form, nothing)
