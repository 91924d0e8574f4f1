"""hezuo check: what is wrong with the facts, by the shapes of the ontology."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, rows_text, source_option, store_option


@click.command()
@source_option
@store_option
@format_option
def check(source: str, store: Path | None, form: str) -> None:
    """Check the facts against the shapes.

    The shapes say what a thing of each class must have. Exits with 1 when something is wrong.
    """
    from dataclasses import asdict

    found = opened(store).check(source)
    rows = [asdict(finding) for finding in found]
    if rows or form == "json":
        shown = ["severity", "source", "thing", "property", "problem", "value"]
        click.echo(rows_text(rows, shown, form))
    count = sum(finding.severity == "Violation" for finding in found)
    click.echo(f"{count} violations, {len(found) - count} warnings", err=True)
    sys.exit(1 if count else 0)
