"""The options that commands share which read reports, and how they become a way of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from hezuo.graph.extract.reading import Reading

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """Add the options that say how reports are read."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--published", default="", metavar="DATE",
                 help="When reports were published whose files do not say: 2021-06-18."),
    click.option("--extractor", default="rules", show_default=True, metavar="NAME",
                 help="What reads the reports: rules, rules+ner, llm or rules+llm."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="0..1",
                 help="Leave out facts that are less sure than this."),
    click.option("--decisions", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                 metavar="FILE", help="What was decided on a review page."),
    click.option("--processes", type=click.IntRange(0), default=0, metavar="N",
                 help="Read with so many processes [default: one a core for many reports]."),
)  # fmt: skip


def reading_of(options: dict[str, Any], *, planned: bool = False) -> Reading:
    """Return the way of reading that options ask for."""
    from hezuo.graph.extract.reading import Reading

    return Reading(
        published=_date(options["published"]),
        extractor=options["extractor"],
        min_confidence=options["min_confidence"],
        planned=planned,
        decisions=options["decisions"],
        processes=options["processes"],
    )


def _date(published: str) -> str:
    if not published:
        return ""
    from hezuo.graph.extract.documents.masthead import stated_date

    try:
        return stated_date(published)
    except ValueError as error:
        raise click.UsageError(f"--published: {error}") from None
