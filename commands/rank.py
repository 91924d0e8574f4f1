"""hezuo rank: who matters most in the network of partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import filter_options, format_option, opened, store_option, write_rows
from hezuo.commands.partners import kind_label

if TYPE_CHECKING:
    from hezuo.graph.analysis.numbered import Numbered
    from hezuo.graph.analysis.ranking import Ranked
    from hezuo.graph.answers import Rows

# As graph.analysis.ranking and graph.query.areas have them, which load too much to be asked here.
MEASURES = ("degree", "strength", "pagerank", "betweenness", "bridging")
REGIONS = ("district", "city", "province", "country")
_MOST_REGIONS = 3
# What these say needs all of its digits.
_WHOLE = ("degree", "strength")


@click.command()
@click.option("--by", type=click.Choice(MEASURES), default="degree", show_default=True,
              help="What makes a party matter, see above.")  # fmt: skip
@click.option("--across", type=click.Choice(REGIONS), default="province", show_default=True,
              help="The regions that bridging is between.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True,
              help="How many to list.")  # fmt: skip
@click.option("--kind-of", "--with-kind", "with_kind", default="",
              help="List only parties of this kind, such as Company or 高校.")  # fmt: skip
@click.option("--in", "within", default="", help="List only parties in this area.")
@filter_options
@store_option
@format_option
def rank(store: Path | None, form: str, by: str, across: str, top: int, **filters: str) -> None:
    """List the parties that matter most.

    By degree: the number of partners. By strength: how strong all ties are together. By pagerank:
    being tied to those who are tied to many. By betweenness: lying on the shortest paths between
    others, estimated where there are more than 2,000 parties. By bridging: having partners spread
    evenly over many regions (participation coefficient, Guimerà & Amaral 2005).
    """
    from hezuo.graph import Filters

    graph = opened(store)
    found = graph.rank(by, top, Filters(**filters), across=across, tell=tell)
    write_ranking(found, by, form)


def write_ranking(found: Rows[Ranked], by: str, form: str) -> None:
    """Write a ranking, one row each; of regions people see the first few."""
    from hezuo.graph.output import as_json

    nothing = "no tie is known within what was asked for"
    if form in ("json", "jsonl"):
        write_rows([{"by": by} | as_json(row) for row in found], [], form, nothing)
        return
    is_for_people = form in ("table", "md")
    rows = [
        {
            "rank": row.rank,
            "party": row.party.name,
            "kind": kind_label(row.party.kind),
            "place": row.party.place,
            by: f"{row.value:.4g}" if is_for_people and by not in _WHOLE else f"{row.value:.10g}",
            "partners": row.partners,
            "strength": f"{row.strength:.10g}",
            "regions": named_numbers(row.regions, _MOST_REGIONS if is_for_people else None),
            "iri": row.party.iri,
        }
        for row in found
    ]
    columns = ["rank", "party", "kind", "place", by]
    if by not in _WHOLE:
        columns.append("partners")
    if by == "bridging":
        columns = ["rank", "party", "place", by, "partners", "regions"]
    if not is_for_people:
        columns = list(rows[0]) if rows else []
    write_rows(rows, columns, form, nothing)


def named_numbers(found: Sequence[Numbered], most: int | None) -> list[str]:
    """Return things with their numbers, up to ``most`` of them and how many there are.

    Those that share their name with another come with the place they belong to.
    """
    times = Counter(one.thing.name for one in found)
    names = [
        f"{one.thing.name}（{one.thing.place}）"
        if times[one.thing.name] > 1 and one.thing.place
        else one.thing.name
        for one in found[:most]
    ]
    texts = [f"{name} {one.number:g}" for name, one in zip(names, found, strict=False)]
    return texts if len(texts) == len(found) else [*texts, f"… {len(found)}"]


def tell(text: str) -> None:
    """Say something on standard error while an answer is worked out."""
    click.echo(f"note: {text}", err=True)
