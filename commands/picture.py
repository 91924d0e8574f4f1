"""hezuo picture: the store, or a part of it, as one interactive HTML page."""

from __future__ import annotations

from collections.abc import Sequence
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

_BY = ("district", "city", "province", "country")


@click.command()
@click.argument("names", nargs=-1)
@output_option("The file to write: .html, .svg or .png; - is standard output (HTML).",
               default="picture.html")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the picture in the browser.")
@click.option("--title", default="", help="The heading of the picture.")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the picture's own words.")  # fmt: skip
@click.option("--hops", type=click.IntRange(1, 5), default=1, show_default=True,
              help="How many ties away from NAMES.")  # fmt: skip
@click.option("--path", nargs=2, metavar="A B", help="The shortest chains between two parties.")
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
    from hezuo.graph.drawing import as_png
    from hezuo.graph.picture.subject import Wanted

    limits = Filters(**filters)
    wanted = Wanted(names, hops, path or (), by or "", communities, show or "", limits)
    heading = title or picture_title([*names, " — ".join(wanted.path), *map(str, limits)])
    ending = output.suffix.lower() if str(output) != "-" else ".html"
    if ending in (".svg", ".png"):
        content = opened(store).figure(heading, wanted, lang, said)
        write_file(output, as_png(content) if ending == ".png" else content.encode())
    else:
        write_file(output, opened(store).picture(heading, wanted, lang, said).encode())
    if opens and str(output) != "-":
        click.launch(output.resolve().as_uri())


def said(what: str) -> None:
    """Say on stderr what is being done, where that takes long."""
    click.echo(f"{what} ...", err=True)


def picture_title(names: Sequence[str]) -> str:
    """Return the heading of a picture that was given none: what it is limited to, if anything."""
    return "，".join(filter(None, names)) or "谁与谁合作"
