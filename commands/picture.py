"""hezuo picture: the store as one interactive HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from hezuo.commands.options import opened, output_option, source_option, store_option, write_file


@click.command()
@output_option("The HTML file to write; - is standard output.", default="picture.html")
@click.option("--open", "opens", is_flag=True, help="Open the picture in the browser.")
@click.option("--title", default="", help="The heading of the picture.")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the picture's own words.")  # fmt: skip
@source_option
@store_option
def picture(
    output: Path, opens: bool, title: str, lang: str, source: str, store: Path | None
) -> None:
    """Draw the store as one interactive HTML file.

    The file holds everything it needs, and opens anywhere, also offline.
    """
    page = opened(store).picture(title or picture_title([source]), source, lang).encode()
    write_file(output, page)
    if opens and str(output) != "-":
        click.launch(output.resolve().as_uri())


def picture_title(names: Sequence[str]) -> str:
    """Return the heading of a picture that was given none: what it is limited to, if anything."""
    return "，".join(filter(None, names)) or "谁与谁合作"
