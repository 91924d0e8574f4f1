"""hezuo path: how two parties are connected."""

from __future__ import annotations

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
from hezuo.commands.partners import kind_label

if TYPE_CHECKING:
    from hezuo.graph.query.chains import Reach
    from hezuo.graph.query.paths import Paths, Step
    from hezuo.graph.query.ties import Tie

MOST_CHAINS = 50


@click.command()
@click.argument("name")
@click.argument("other")
@click.option("-k", "--k", "number", type=click.IntRange(1, MOST_CHAINS), default=1,
              show_default=True, help="How many chains, the shortest first.")  # fmt: skip
@click.option("--evidence", is_flag=True, help="List the facts behind each step, one row each.")
@filter_options
@partner_options
@store_option
@format_option
def path(
    name: str,
    other: str,
    store: Path | None,
    form: str,
    number: int,
    evidence: bool,
    **filters: str,
) -> None:
    """Say how NAME is connected to OTHER: the shortest chain of parties that cooperate.

    Each row is a step of it, with the ties that it leads over and the strongest of them by its
    title. Of equally short chains the one comes first whose weakest step has the most ties. A
    district stands for everything in it. --in and --with-kind limit the parties in between. Where
    no chain leads from one to the other, how far each side reaches is said.
    """
    from hezuo.graph import Filters

    wants_all = evidence or form in ("json", "jsonl")
    found = opened(store).path(name, other, number, Filters(**filters), evidence=wants_all)
    write_paths(found, form, evidence=evidence)


def write_paths(found: Paths, form: str, *, evidence: bool = False) -> None:
    """Write chains: as nested JSON, as one row for each step, or with ``evidence`` for each tie."""
    from hezuo.graph.output import as_json

    if form in ("json", "jsonl"):
        write_rows([as_json(step) for step in found], [], form, _no_path(found))
        return
    if evidence:
        rows = [_row(step) | _tie(tie) for step in found for tie in step.ties]
    else:
        rows = [_row(step) | _tie(step.ties[0]) for step in found]
    columns = ["chain", "step", "from", "to", "ties", "date", "title"]
    if evidence:
        columns = [*columns, "evidence"]
    if form in ("table", "md"):
        hidden = ["ties"] if evidence else []
        hidden += ["chain"] if len(found.chains()) == 1 else []
        columns = [column for column in columns if column not in hidden]
    else:
        columns += ["number", "strength", "kind", "sources", "from_iri", "to_iri", "iri"]
    write_rows(rows, columns, form, _no_path(found))


def _row(step: Step) -> dict[str, Any]:
    return {
        "chain": step.chain,
        "step": step.step,
        "from": step.start.name,
        "to": step.end.name,
        "ties": [f"{kind_label(kind)} {number}" for kind, number in step.kinds.items()],
        "number": step.number,
        "strength": format(step.strength.normalize(), "f"),
        "from_iri": step.start.iri,
        "to_iri": step.end.iri,
    }


def _tie(tie: Tie) -> dict[str, Any]:
    from hezuo.graph.query.things import in_words

    return {
        "kind": kind_label(tie.kind),
        "date": tie.date,
        "title": tie.title,
        "sources": tie.sources,
        "evidence": in_words(tie.evidence) or tie.sources,
        "iri": tie.iri,
    }


def _no_path(found: Paths) -> str:
    """Return that there is no chain, and how far either side leads."""
    ends = zip((found.asked.name, found.other.name), found.reached, strict=False)
    return (
        f"no chain of cooperation leads from {found.asked.name} to {found.other.name} within what "
        f"was asked for: {', '.join(_reached(name, reach) for name, reach in ends)}"
    )


def _reached(name: str, reach: Reach) -> str:
    if not reach.parties:
        return f"{name} is tied to nobody"
    parties = "1 party" if reach.parties == 1 else f"{reach.parties:,} parties"
    steps = "1 step" if reach.steps == 1 else f"{reach.steps} steps"
    return f"{name} reaches {parties} within {steps}"
