"""hezuo add and hezuo sources: what goes into a store, and what it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hezuo.commands.options import DEFAULT_STORE, format_option, opened, store_option, write_rows


@click.command()
@click.argument("folders", type=click.Path(path_type=Path), nargs=-1, required=True)
@store_option
def add(folders: tuple[Path, ...], store: Path | None) -> None:
    """Add folders of CSV tables to the store.

    All FOLDERS are added, or after a fault none. A source that the store has already is
    replaced. Without --store the store is the folder hezuo-store, which is made when it is
    missing.
    """
    import hezuo.graph

    path = store or DEFAULT_STORE
    with hezuo.graph.open(str(path), create=True) as graph:
        added, notes = graph.add(*folders)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    from hezuo.graph.lookup import source_id

    for item in added:
        place = Path(item.path)
        place = place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place
        click.echo(f"{source_id(item.source)}: {item.facts} facts from {place} now in {path}")


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
    write_rows(rows, shown, form, "the store is empty; add something with `hezuo add FOLDER`")
