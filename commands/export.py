"""hezuo export: the facts as files for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import opened, output_option, source_option, store_option, write_file
from hezuo.graph.errors import HezuoError

EXPORTS = ("turtle", "nquads", "trig", "jsonld", "graphml", "gexf", "csv")  # loads no library


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(EXPORTS),
              help="[default: by the ending of the file, or turtle]")  # fmt: skip
@output_option("The file to write, or for csv the folder; - is standard output.", default="-")
@source_option
@store_option
def export(form: str | None, output: Path, source: str, store: Path | None) -> None:
    """Export the facts for other tools.

    Turtle merges the sources, N-Quads, TriG and JSON-LD keep each in its named graph. GraphML and
    GEXF hold the network of things. CSV writes into a folder the tables that `hezuo add` reads.
    """
    from hezuo.graph.export import SUFFIXES

    suffix = output.suffix.lower()
    if form is None and suffix and suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise HezuoError(f"the ending {suffix} says no format; I know {known}", "name one with -f")
    form = form or SUFFIXES.get(suffix, "turtle")
    graph = opened(store)
    if form != "csv":
        write_file(output, graph.export(form, source))
        return
    if str(output) == "-":
        raise HezuoError("CSV tables are several files", "name a folder with -o FOLDER")
    for path in graph.export_tables(output, source):
        click.echo(f"wrote {path}", err=True)
