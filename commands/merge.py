"""hezuo merge: what people decide on whether two names mean one thing."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, store_option, write_rows


@click.command()
@click.argument("names", metavar="[FIRST SECOND]", nargs=-1)
@click.option("--different", is_flag=True, help="They are two things, however alike their names.")
@click.option("--undo", is_flag=True, help="Take the decision on the two back.")
@click.option("--decisions", "table", type=click.Path(path_type=Path), metavar="FILE",
              help="Take the decisions filled in to a table of `hezuo duplicates`.")  # fmt: skip
@click.option("--list", "is_list", is_flag=True, help="List the decisions that were made.")
@click.option("--who", default="", help="Who decides [default: the user of this computer].")
@click.option("--note", default="", help="Why.")
@store_option
@format_option
def merge(
    names: tuple[str, ...],
    different: bool,
    undo: bool,
    table: Path | None,
    is_list: bool,
    who: str,
    note: str,
    store: Path | None,
    form: str,
) -> None:
    """Decide that FIRST and SECOND are the same, or with --different that they are not.

    FIRST and SECOND are names or IRIs. What is the same is one node in every answer, picture and
    export, called what FIRST is called; the export keeps owl:sameAs for SECOND. A decision is
    kept as data in the store: it outlives the adding and removing of sources, overrides what names
    and identifiers suggest, and can be taken back with --undo.
    """
    if is_list + bool(table) + bool(names) != 1 or (names and len(names) != 2):
        raise click.UsageError("Name two things, or give --decisions FILE, or --list.")
    if ((undo or different) and not names) or (undo and different):
        raise click.UsageError("--undo and --different are each for two things that you name.")
    graph = opened(store)
    if is_list:
        columns = ["first_name", "verdict", "second_name", "who", "when", "note"]
        rows = [made._asdict() for made in graph.decisions()]
        shown = columns if form in ("table", "md") else ["first", "second", *columns]
        write_rows(rows, shown, form, "no decision was made yet; `hezuo duplicates` proposes some")
        return
    from hezuo.graph.identity.deciding import names_of

    if undo:
        click.echo(f"taken back:\n{names_of(graph.undo_decision(*names))}")
        return
    who = who or _user()
    if table:
        made = graph.decide_table(table, who=who)
    else:
        made = [graph.decide(*names, is_same=not different, who=who, note=note)]
    click.echo(names_of(made) or f"{table} has no decision filled in")


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return ""
