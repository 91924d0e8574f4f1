"""hezuo add, remove and sources: what goes into a store, and what it came from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hezuo.commands.options import DEFAULT_STORE, format_option, opened, store_option, write_rows
from hezuo.commands.progress import shown_progress
from hezuo.commands.reading import reading_of, reading_options

if TYPE_CHECKING:
    from hezuo.graph.adding import Added, Report

# Of very many sources, notes or errors, no more are told of one by one.
_MOST_LISTED = 20


@click.command()
@click.argument("files", type=click.Path(path_type=Path, allow_dash=True), nargs=-1,
                required=True)  # fmt: skip
@click.option(
    "--mapping", default="", metavar="NAME|FILE",
    help="How to read tables or RDF of another form: keep-eu, ror, org, foaf, schema, eurio, "
    "or a TOML file.",
)  # fmt: skip
@click.option(
    "--keep-going", is_flag=True,
    help="Add what can be added, each file by itself, instead of all or none.",
)  # fmt: skip
@reading_options
@click.option("--planned", is_flag=True, help="Add agreements too that are only planned.")
@store_option
def add(
    files: tuple[Path, ...],
    mapping: str,
    keep_going: bool,
    planned: bool,
    store: Path | None,
    **reading: Any,
) -> None:
    """Add files to the store: tables, RDF or reports.

    FILES are Excel workbooks (.xlsx), tables (.csv, .tsv), folders of tables, RDF (.ttl, .nt, .nq,
    .trig, .rdf, .jsonld), JSON lines (.jsonl) or networks that hezuo wrote (.graphml, .gexf); or
    reports (.txt, .md, .html, .docx, .pdf, JSON lines with title, text and published) and folders
    of reports, whose facts are found in their texts: `hezuo extract` shows them; - is a report on
    standard input, called after its checksum. All are added, or after a fault none. A source that
    the store has already is replaced; a file that has not changed is passed over. Without --store
    the store is the folder hezuo-store, which is made when it is missing.

    `hezuo template` writes a workbook to fill in; `hezuo map` makes a mapping for tables of
    another form.
    """
    import hezuo.graph

    path = store or DEFAULT_STORE
    how = reading_of(reading, planned=planned)
    with hezuo.graph.open(str(path), create=True) as graph, shown_progress() as progress:
        report = graph.add(
            *files, mapping=mapping, reading=how, keep_going=keep_going, progress=progress
        )
    _say(report, path)
    if report.failed:
        sys.exit(2)


def _say(report: Report, store: Path) -> None:
    from hezuo.graph.lookup import source_id

    for note in report.notes[:_MOST_LISTED]:
        click.echo(f"note: {note}", err=True)
    if len(report.notes) > _MOST_LISTED:
        click.echo(f"note: and {len(report.notes) - _MOST_LISTED:,} more notes", err=True)
    for error in report.failed:
        click.echo(f"Error: {error}", err=True)
    for item in report.added[:_MOST_LISTED]:
        became = "has not changed since it was added to" if item.is_unchanged else "now in"
        click.echo(
            f"{source_id(item.source)}: {item.facts} facts from {_shown(item)} {became} {store}"
        )
    rest = report.added[_MOST_LISTED:]
    if rest:
        facts = sum(item.facts for item in rest)
        click.echo(f"and {len(rest):,} more sources with {facts:,} facts; hezuo sources lists them")
    for source in report.removed:
        click.echo(f"{source_id(source)}: no longer stated there, removed from {store}")


def _shown(item: Added) -> str:
    """Return where a source was read from, below the current folder without the way to it."""
    here = Path.cwd()
    places = [Path(place) for place in item.path.splitlines()]
    return ", ".join(
        str(place.relative_to(here) if place.is_relative_to(here) else place) for place in places
    )


@click.command()
@click.argument("names", metavar="SOURCES...", nargs=-1, required=True)
@store_option
def remove(names: tuple[str, ...], store: Path | None) -> None:
    """Remove sources from the store, with all that only they state.

    SOURCES are ids or titles, as `hezuo sources` lists them. What other sources state stays. All
    are removed, or if one is not known none.
    """
    from hezuo.graph.lookup import source_id

    for iri in opened(store).remove(*names):
        click.echo(f"{source_id(iri)}: removed")


@click.command()
@store_option
@format_option
def sources(store: Path | None, form: str) -> None:
    """List what the store was filled from.

    For each source: its title, how many facts it states, and when and from where it was read.
    """
    from hezuo.graph.lookup import source_id

    columns = ["id", "title", "publisher", "published", "facts", "read_from", "read_at"]
    names = {"read_from": "readFrom", "read_at": "readAt"}
    rows = []
    for row in opened(store).sources():
        values = {column: row.get(names.get(column, column)) for column in columns}
        cells: dict[str, Any] = {c: term.value if term else "" for c, term in values.items()}
        rows.append(cells | {"id": source_id(row["source"].value), "facts": int(cells["facts"])})
    if form in ("table", "md"):
        for cells in rows:
            cells["read_at"] = cells["read_at"][:16].replace("T", " ")  # minutes, in UTC
    shown = ["id", "title", "facts", "read_at"] if form in ("table", "md") else columns
    write_rows(rows, shown, form, "the store is empty; add something with `hezuo add FILE`")
