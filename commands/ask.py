"""hezuo ask: questions in words, answered by the command that they stand for."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, store_option


@click.command()
@click.argument("question", nargs=-1, required=True)
@store_option
@format_option
@click.pass_context
def ask(context: click.Context, question: tuple[str, ...], store: Path | None, form: str) -> None:
    """Answer a QUESTION in Chinese or English.

    Says first, on standard error, which command it was understood as, and then gives that command's
    answer. Asked can be for partners, agreements, the path between two parties, comparisons,
    rankings and timelines, with dates, fields, places and kinds of parties; docs/questions.md lists
    how. What is not understood is not guessed at.
    """
    understood = opened(store).understand(" ".join(question)).arguments()
    click.echo(f"understood: hezuo {' '.join(map(_quoted, understood))}", err=True)
    name, *arguments = understood
    group = context.find_root().command
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is None:
        raise click.UsageError(f"this version has no `hezuo {name}` to answer that with")
    options = ["-f", form, *(["--store", str(store)] if store else [])]
    with command.make_context(name, [*options, *arguments], parent=context.parent) as asked:
        command.invoke(asked)


def _quoted(part: str) -> str:
    """Return a part of a command line as a shell wants it: Chinese needs no quotation marks."""
    return part if re.fullmatch(r"[\w.:/@%+=-]+", part) else shlex.quote(part)
