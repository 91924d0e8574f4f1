"""hezuo export: the facts as files for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import opened, output_option, source_option, store_option, write_file
from hezuo.graph.errors import HezuoError

# Here again so that the help loads no library.
EXPORTS = (
    "turtle", "ntriples", "nquads", "trig", "jsonld", "jsonl", "graphml", "gexf", "csv",
)  # fmt: skip


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(EXPORTS),
              help="[default: by the ending of the file, or turtle]")  # fmt: skip
@output_option("The file to write, or for csv the folder; - is standard output.", default="-")
@source_option
@store_option
def export(form: str | None, output: Path, source: str, store: Path | None) -> None:
    """Export the facts for other tools.

    Turtle and N-Triples merge the sources, N-Quads, TriG and JSON-LD keep each in its named graph.
    JSON lines (jsonl) hold the records of the tables, GraphML and GEXF the network of things. CSV
    writes into a folder the tables. `hezuo add` reads all of them.
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
