"""hezuo template: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.graph.errors import HezuoError


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("hezuo-template.xlsx"))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def template(file: Path, force: bool) -> None:
    """Write an Excel workbook to fill in.

    One sheet a kind, with headings and notes in Chinese and English, drop-downs and examples.
    Fill in what you have and add it with `hezuo add FILE`. FILE is hezuo-template.xlsx if none
    is named.
    """
    if file.suffix.lower() != ".xlsx":
        raise HezuoError(f"{file} does not end with .xlsx", "name a file that does")
    if file.exists() and not force:
        raise HezuoError(f"{file} is there already", "name another file, or overwrite with --force")
    from hezuo.graph.files import write_atomically
    from hezuo.graph.sources.template import template as written

    write_atomically(file, written())
    click.echo(f"wrote {file}", err=True)
