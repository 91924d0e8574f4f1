"""hezuo map: a start for a mapping of tables that are not of our own form."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import output_option, write_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@output_option("The TOML file to write; - is standard output.", default="-")
def map(file: Path, output: Path) -> None:  # noqa: A001 - what the command is called
    """Propose a mapping for tables of another form.

    FILE is a workbook, CSV or TSV file. What its columns mean is guessed from headings, Chinese
    or English, and values. Correct and complete the mapping, then use it with
    `hezuo add --mapping`.
    """
    from hezuo.graph.mapping.propose import propose

    notes: list[str] = []
    text, is_usable = propose(file, notes)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    write_file(output, text.encode())
    if not is_usable:
        click.echo("no column was recognised; fill in the mapping by hand", err=True)
        click.get_current_context().exit(1)
