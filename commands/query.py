"""hezuo query: SPARQL by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, store_option, write_rows
from hezuo.graph.errors import HezuoError


@click.command()
@click.argument("sparql", default="-")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60, show_default=True,
              help="Seconds after which the query is stopped.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=100_000, show_default=True,
              help="The most rows to return.")  # fmt: skip
@store_option
@format_option
def query(
    sparql: str, file: Path | None, timeout: float, limit: int, store: Path | None, form: str
) -> None:
    """Ask in SPARQL.

    SELECT, ASK, CONSTRUCT and DESCRIBE, over all sources together. SPARQL is the query itself,
    or - (or nothing) for standard input. The prefixes hz:, rdfs:, skos:, organization:,
    district: ... are known; each source is a named graph.
    """
    from hezuo.graph.export import triples_as_turtle
    from hezuo.graph.store.untrusted import Limits

    if file is not None and sparql != "-":
        raise click.UsageError("A query comes as an argument or with --file, not both.")
    text = _query_text(sparql, file)
    answer = opened(store).query(text, Limits(timeout, limit))
    if answer.is_cut:
        click.echo(f"note: cut at {limit} rows; ask for more with --limit", err=True)
    if answer.form in ("CONSTRUCT", "DESCRIBE"):
        if form != "table":
            raise click.UsageError(f"{answer.form} returns Turtle; -f is for SELECT and ASK.")
        sys.stdout.buffer.write(triples_as_turtle(answer.content))
    else:
        _write_rows_or_verdict(answer.content, form)


def _query_text(sparql: str, file: Path | None) -> str:
    if file is None and sparql != "-":
        return sparql
    content = file.read_bytes() if file else sys.stdin.buffer.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HezuoError("the query is not UTF-8", "save it as UTF-8") from None


def _write_rows_or_verdict(content: bytes, form: str) -> None:
    """Write what SELECT or ASK returned."""
    from hezuo.graph.vocabulary import compact

    answer = json.loads(content)
    if "boolean" in answer:
        click.echo(json.dumps(answer["boolean"]) if form != "table" else
                   "yes" if answer["boolean"] else "no")  # fmt: skip
        sys.exit(0 if answer["boolean"] else 1)
    columns = answer["head"]["vars"]
    shorten = compact if form in ("table", "md") else str
    rows = [
        {
            name: shorten(term["value"]) if term["type"] == "uri" else term["value"]
            for name, term in binding.items()
        }
        for binding in answer["results"]["bindings"]
    ]
    write_rows(rows, columns, form, "no rows")
