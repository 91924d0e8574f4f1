"""hezuo matrix: who cooperates with whom as a table, or as a heat map."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hezuo.commands.options import (
    event_option,
    filter_options,
    format_option,
    opened,
    output_option,
    store_option,
    write_file,
    write_rows,
)

if TYPE_CHECKING:
    from hezuo.graph.query.matrix import Matrix

# As graph.query.matrix has them, which loads too much to be asked when commands are listed.
BY = ("organization", "district", "city", "province", "country", "kind")
_NOTHING = "no tie is known within what was asked for"


@click.command()
@click.option("--by", type=click.Choice(BY), default="province", show_default=True,
              help="The groups that parties are put in.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1),
              help="Only so many groups, those with the most ties "
                   "[default: 20 organizations, 100 of all else].")  # fmt: skip
@click.option("--long", "is_long", is_flag=True, help="A row for each pair of groups instead.")
@output_option("Draw a heat map: a file that ends in .html, .svg or .png.")
@click.option("--title", default="", help="The heading of the heat map.")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the heat map's own words.")  # fmt: skip
@click.option("--with-kind", default="",
              help="Only ties between parties of this kind, such as Company or 高校.")  # fmt: skip
@click.option("--in", "within", default="", help="Only ties between parties in this area.")
@filter_options
@event_option
@store_option
@format_option
def matrix(
    store: Path | None, form: str, by: str, top: int | None, is_long: bool, output: Path | None,
    title: str, lang: str, **filters: str,
) -> None:  # fmt: skip
    """Tell who cooperates with whom, by groups.

    A cell counts the ties (agreements, projects ...) between a party of one group and another party
    of the other; on the diagonal, between two different parties of the group. A tie counts once in
    a cell, and in each cell that it has two parties for. "all" is the number of ties of a group.
    Parties that are in no known group make the last one, "–".

    A table for people has the columns that fit, numbered as the rows; -f csv has them all. -f json
    has a row for each pair, as --long.
    """
    from hezuo.graph import Filters

    if output is not None:
        _check_ending(output)
    found = opened(store).matrix(by, Filters(**filters), top)
    if output is not None and found:
        _draw(found, output, title, lang)
    else:
        write_matrix(found, by, form, is_long=is_long)


def write_matrix(found: Matrix, by: str, form: str, *, is_long: bool = False) -> None:
    """Write a matrix: square, or a row for each pair; on standard error what is left out."""
    from hezuo.graph.output import as_json

    shown = len(found.groups)
    if form in ("json", "jsonl"):
        write_rows([as_json(cell) for cell in found], [], form, _NOTHING)
    elif is_long:
        labels = dict(zip(found.groups, found.labels(), strict=True))
        rows = [{"group": labels[cell.group], "other": labels[cell.other], "ties": cell.number}
                for cell in found]  # fmt: skip
        write_rows(rows, ["group", "other", "ties"], form, _NOTHING)
    elif form in ("csv", "tsv"):
        names = found.labels(by, "all")
        rows = [
            {by: name, **dict(zip(names, numbers, strict=True)), "all": total}
            for name, numbers, total in zip(names, found.square(), found.totals, strict=True)
        ]
        write_rows(rows, [by, *names, "all"], form, _NOTHING)
    else:
        rows, shown = _fitting_rows(found, by)
        write_rows(rows, list(rows[0]) if rows else [], form, _NOTHING)
    left_out = len(found.groups) - shown + found.left_out
    if left_out:
        more = "--top N" if shown == len(found.groups) else "-f csv"
        click.echo(f"{left_out} groups with fewer ties are left out; {more} shows more", err=True)


def _fitting_rows(found: Matrix, by: str) -> tuple[list[dict[str, Any]], int]:
    """Return the table of the first groups, as many as the terminal has columns for."""
    from rich.cells import cell_len

    names, square = found.labels(), found.square()
    room = shutil.get_terminal_size((80, 24)).columns

    def width(number: int) -> int:
        """Return how wide a table of so many groups is: two blanks part its columns."""
        first = min(max(cell_len(name) for name in [by, *names[:number]]), room // 3)
        cells = [
            max(
                len(str(value)) for value in [column + 1, *(row[column] for row in square[:number])]
            )
            for column in range(number)
        ]
        totals = max(len("all"), *(len(str(total)) for total in found.totals[:number]))
        return 2 + len(str(number)) + first + sum(cells) + 2 * (number + 1) + totals

    shown = min(len(names), room)
    while shown > 1 and width(shown) > room:
        shown -= 1
    rows = [
        {
            "": str(row + 1),
            by: names[row],
            **{str(n + 1): square[row][n] or "·" for n in range(shown)},
            "all": found.totals[row],
        }
        for row in range(shown)
    ]
    return rows, shown


def _check_ending(output: Path) -> None:
    from hezuo.graph.errors import HezuoError
    from hezuo.graph.heat_map import FORMS

    if output.suffix.lower() not in FORMS:
        raise HezuoError(f"the ending of {output} says no form of heat map",
                         f"say {', '.join(FORMS)}")  # fmt: skip


def _draw(found: Matrix, output: Path, title: str, language: str) -> None:
    from hezuo.graph import heat_map

    ending = output.suffix.lower()
    if ending == ".png":
        write_file(output, heat_map.as_png(found, title, language))
    else:
        drawn = heat_map.as_svg if ending == ".svg" else heat_map.as_html
        write_file(output, drawn(found, title, language).encode())
