"""What the commands share: their options, the opening of a store, and the writing of answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hezuo.graph.errors import HezuoError
from hezuo.graph.output import FORMATS

if TYPE_CHECKING:
    from hezuo.graph.knowledge_graph import KnowledgeGraph

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = Path("hezuo-store")
DEMO_FOLDER = Path("hezuo-demo")
# Where the context keeps --bom, which the writing of rows alone needs.
_BOM = "hezuo.bom"


def store_option(command: Command) -> Command:
    """Add --store, which every command that opens a store has."""
    return click.option(
        "--store", type=click.Path(path_type=Path), envvar="HEZUO_STORE", metavar="PATH",
        help="The store's folder [default: HEZUO_STORE, or hezuo-store].",
    )(command)  # fmt: skip


def format_option(command: Command) -> Command:
    """Add --format and --bom, which every command that lists rows has."""
    command = click.option(
        "--bom", is_flag=True, expose_value=False, callback=_keep_bom,
        help="Begin csv with a byte order mark, so that Excel shows Chinese right.",
    )(command)  # fmt: skip
    return click.option(
        "-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
        help="How to write the rows.",
    )(command)  # fmt: skip


def _keep_bom(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[_BOM] = True


def source_option(command: Command) -> Command:
    """Add --source, which limits a command to what one source states."""
    return click.option("--source", default="", help="Only what this source states (id or title).")(
        command
    )


def filter_options(command: Command) -> Command:
    """Add --since, --until, --field and --kind, which limit ties; and --source."""
    for option, help_text in (
        ("--kind", "Only ties of this kind, such as Agreement or 协议."),
        ("--field", "Only ties in this field, such as 生物医药."),
        ("--until", "Only ties until this date: 2021, 2021-06 or 2021-06-30."),
        ("--since", "Only ties since this date: 2021, 2021-06 or 2021-06-30."),
    ):
        command = click.option(option, default="", help=help_text)(command)
    return source_option(command)


def event_option(command: Command) -> Command:
    """Add --event, which limits ties."""
    return click.option("--event", default="", help="Only ties made at this event.")(command)


def partner_options(command: Command) -> Command:
    """Add --in and --with-kind, which limit partners."""
    command = click.option(
        "--with-kind", default="", help="Only partners of this kind, such as Company or 高校."
    )(command)
    return click.option("--in", "within", default="", help="Only partners in this area.")(command)


def output_option(help_text: str, default: str | None = None) -> Callable[[Command], Command]:
    """Add -o, the file to write; - is standard output."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
        default=default, show_default=default is not None, help=help_text,
    )  # fmt: skip


def opened(store: Path | None) -> KnowledgeGraph:
    """Open the store that was named, the default one, or else that of the demo."""
    import hezuo.graph

    path = store or DEFAULT_STORE
    demo_store = DEMO_FOLDER / "store"
    if store is None and not path.exists() and demo_store.exists():
        click.echo(f"note: no {path} here; asking {demo_store}", err=True)
        path = demo_store
    graph = hezuo.graph.open(str(path))
    click.get_current_context().call_on_close(graph.close)
    return graph


def rows_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str) -> str:
    """Return rows as --format asks for them."""
    from hezuo.graph.output import rows_as_text

    context = click.get_current_context(silent=True)
    has_bom = context is not None and _BOM in context.meta
    if has_bom and form != "csv":
        raise click.UsageError("--bom is for -f csv")
    return rows_as_text(rows, columns, form, has_bom=has_bom)


def write_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, nothing: str
) -> None:
    """Write rows; when there are none say so on standard error and end with 1."""
    if rows or form == "json":
        click.echo(rows_text(rows, columns, form))
    if not rows:
        click.echo(nothing, err=True)
        sys.exit(1)


def write_file(output: Path, content: bytes) -> None:
    """Write a file, or standard output for -, and say on standard error that it is there."""
    from hezuo.graph.files import write_atomically

    if str(output) == "-":
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise  # the reader has had enough
        except OSError as error:
            raise HezuoError(
                f"standard output cannot be written ({error.strerror})", "name a file or make room"
            ) from error
        return
    write_atomically(output, content)
    click.echo(f"wrote {output}", err=True)
