"""The command `hezuo`: reads what was typed, calls hezuo.graph, and writes what comes back.

Results go to standard output and everything else to standard error. The exit codes are those of
grep: 0 there is something, 1 there is nothing, 2 it could not be done. Each command is a function
in a file of commands/, which is loaded when the command is run.
"""

from __future__ import annotations

import codecs
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from hezuo.graph.errors import HezuoError, InputError

# In the order in which people meet them.
COMMANDS = {
    "demo": "demo",
    "template": "template",
    "map": "map",
    "add": "sources",
    "extract": "extract",
    "remove": "sources",
    "sources": "sources",
    "duplicates": "duplicates",
    "merge": "merge",
    "find": "names",
    "show": "names",
    "ask": "ask",
    "partners": "partners",
    "path": "path",
    "compare": "compare",
    "agreements": "agreements",
    "matrix": "matrix",
    "timeline": "timeline",
    "rank": "rank",
    "communities": "communities",
    "suggest": "suggest",
    "picture": "picture",
    "export": "export",
    "check": "check",
    "query": "query",
}


def _as_typed(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write what Python could not decode of a path as the bytes that were typed."""
    if isinstance(error, UnicodeEncodeError) and "\udc80" <= error.object[error.start] <= "\udcff":
        return bytes([ord(error.object[error.start]) - 0xDC00]), error.start + 1
    return codecs.backslashreplace_errors(error)


codecs.register_error("hezuo", _as_typed)


class HezuoGroup(click.Group):
    """Loads commands when they are needed, and says errors in one line instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Return a command, loading the file that holds it."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"hezuo.commands.{COMMANDS[cmd_name]}"), cmd_name
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; for a misspelt one say the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command line, with output that no locale can break."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # A terminal knows its own encoding; what goes into a file or a pipe is UTF-8.
                encoding = stream.encoding if stream.isatty() else "utf-8"
                errors = "hezuo" if stream is sys.stderr else "backslashreplace"
                stream.reconfigure(encoding=encoding, errors=errors)
        return super().main(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn an error that a user can mend into its message and exit code."""
        try:
            return super().invoke(ctx)
        except HezuoError as error:
            start = "" if isinstance(error, InputError) else "hezuo: "  # faults begin with a file
            click.echo(f"{start}{error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise  # click knows what to do when the reader has gone
        except OSError as error:
            click.echo(f"hezuo: {error.strerror or error} ({error.filename or 'disk'})", err=True)
            ctx.exit(2)


@click.group(cls=HezuoGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "-V", "--version", package_name="hezuo", message="hezuo %(version)s")
def main() -> None:
    """Who cooperates with whom: ask it, look at it, export it.

    合作：谁与谁合作——可查询、可视化、可导出。

    Start with `hezuo demo`, then add tables of your own with `hezuo add FOLDER`.
    """


if __name__ == "__main__":
    main(prog_name="hezuo")
