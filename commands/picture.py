"""hezuo picture: the store, or a part of it, as one interactive HTML page."""

from __future__ import annotations

import stat
from pathlib import Path

import click

from hezuo.commands.options import (
    event_option,
    filter_options,
    opened,
    output_option,
    partner_options,
    store_option,
    write_file,
)
from hezuo.graph.errors import HezuoError

_BY = ("district", "city", "province", "country")
ENDINGS = (".html", ".svg", ".png")


def _two_names(
    _context: click.Context, _option: click.Parameter, value: tuple[str, str] | None
) -> tuple[str, str] | None:
    """Return the two names of --path; an option in their place is a name that was forgotten."""
    for name in value or ():
        if name.startswith("-"):
            raise click.UsageError(f"--path takes two names, and {name} is an option.")
    return value


@click.command()
@click.argument("names", nargs=-1)
@output_option("The file to write: .html, .svg or .png; - is standard output (HTML).",
               default="picture.html")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the picture in the browser.")
@click.option("--title", default="", help="The heading of the picture [default: what it shows].")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the picture's own words.")  # fmt: skip
@click.option("--hops", type=click.IntRange(1, 5), default=1, show_default=True,
              help="How many ties away from NAMES.")  # fmt: skip
@click.option("--path", nargs=2, metavar="A B", callback=_two_names,
              help="The shortest chains between two parties.")  # fmt: skip
@click.option("--by", type=click.Choice(_BY), help="Areas instead of the parties.")
@click.option("--communities", is_flag=True, help="A colour for each community.")
@click.option("--show", type=click.Choice(("all", "ties")),
              help="all: agreements, events, people ... too; ties: parties and ties.")  # fmt: skip
@partner_options
@event_option
@filter_options
@store_option
def picture(
    names: tuple[str, ...],
    output: Path,
    opens: bool,
    title: str,
    lang: str,
    hops: int,
    path: tuple[str, str] | None,
    by: str | None,
    communities: bool,
    show: str | None,
    store: Path | None,
    **filters: str,
) -> None:
    """Draw the store, or what is around NAMES, as one interactive HTML file.

    The file holds everything it needs, and opens anywhere, also offline: a network, a map, a
    timeline and a table. Without --show a small store is drawn whole, and of a large one, or of a
    part, the parties and their ties; of more than 2,000 parties their communities, which open
    to their members. FILE.svg and
    FILE.png are the network alone, for documents.
    """
    from hezuo.graph import Filters
    from hezuo.graph.drawing import as_png, refuse_png
    from hezuo.graph.picture.wanted import Wanted, refuse_what_does_not_go_together

    if opens and str(output) == "-":
        raise click.UsageError("--open needs a file: leave out -o -.")
    wanted = Wanted(names, hops, path or (), by or "", communities, show or "", Filters(**filters))
    refuse_what_does_not_go_together(wanted)
    ending = _ending(output)
    if ending == ".png":
        refuse_png(has_chinese=lang == "zh")  # before the work, which may take a minute
    if ending == ".html":
        write_file(output, opened(store).picture(title, wanted, lang, said).encode())
    else:
        drawing = opened(store).figure(title, wanted, lang, said)
        write_file(output, as_png(drawing) if ending == ".png" else drawing.encode())
    if opens:
        from hezuo.commands.browser import open_in_browser

        open_in_browser(output)


def _ending(output: Path) -> str:
    """Return which of ENDINGS is wanted; standard output, pipes and devices take HTML."""
    ending = output.suffix.lower()
    if ending in ENDINGS:
        return ending
    if str(output) == "-" or (output.exists() and not stat.S_ISREG(output.stat().st_mode)):
        return ".html"
    raise HezuoError(f"the ending of {output} says no form of picture", f"say {', '.join(ENDINGS)}")


def said(what: str) -> None:
    """Say on stderr what is being done, where that takes long."""
    click.echo(f"{what} ...", err=True)
