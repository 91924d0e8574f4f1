"""hezuo check: what is wrong with the facts, by the shapes and rules of the ontology."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, rows_text, source_option, store_option

COLUMNS = ["severity", "source", "place", "thing", "property", "problem", "remedy"]


@click.command()
@click.option(
    "--shapes", type=click.Path(path_type=Path), metavar="FILE.ttl",
    help="Check against SHACL shapes of your own instead (slow).",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="List what is of note but not wrong, too.")
@source_option
@store_option
@format_option
def check(
    shapes: Path | None, everything: bool, source: str, store: Path | None, form: str
) -> None:
    """Check the facts, and say what to mend.

    The shapes of the ontology say what a thing of each class must have; its rules find what
    contradicts itself, such as an end before a start. Exits with 0 when nothing is wrong, with 1
    when something is (a violation or a warning), and with 2 when it cannot be checked.
    """
    from dataclasses import asdict

    found = opened(store).check(source, shapes)
    wrong = [finding for finding in found if finding.severity != "Info"]
    rows = [asdict(finding) for finding in (found if everything else wrong)]
    if rows or form == "json":
        click.echo(rows_text(rows, COLUMNS, form))
    violations = sum(finding.severity == "Violation" for finding in wrong)
    notes = len(found) - len(wrong)
    hint = " (--all lists them)" if notes and not everything else ""
    click.echo(
        f"{violations} violations, {len(wrong) - violations} warnings, {notes} notes{hint}",
        err=True,
    )
    sys.exit(1 if wrong else 0)
