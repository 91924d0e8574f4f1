"""hezuo extract: the facts in reports, with the sentence behind each."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hezuo.commands.options import format_option, output_option, rows_text, write_file
from hezuo.commands.progress import shown_progress
from hezuo.commands.reading import reading_of, reading_options
from hezuo.graph.errors import HezuoError, passed_over

if TYPE_CHECKING:
    from hezuo.graph.extract.facts import Extraction
    from hezuo.graph.extract.many import Read
    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.extract.report import Report

_KINDS = ("organization", "person", "agreement", "project", "event", "talk", "designation",
          "policy", "district", "figure")  # fmt: skip
# After each character that is to be bold, so that a line may be broken between any two of them.
_BOLD = "\u2064"
_BOLD_WORDS = re.compile(f"(?:[^{_BOLD}\n]{_BOLD})+")


@click.command()
@click.argument("reports", type=click.Path(path_type=Path, allow_dash=True), nargs=-1,
                required=True)  # fmt: skip
@click.option("--kind", type=click.Choice(_KINDS), help="Only facts of this kind.")
@click.option("--review", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.html",
              help="Write a page on which facts are accepted, corrected or refused.")  # fmt: skip
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True,
              help="The language of the page's own words.")  # fmt: skip
@click.option("--keep-going", is_flag=True,
              help="Read the other reports when one cannot be read.")  # fmt: skip
@output_option("The file to write instead of standard output.", default="-")
@format_option
@reading_options
def extract(
    reports: tuple[Path, ...],
    kind: str | None,
    review: Path | None,
    lang: str,
    keep_going: bool,
    output: Path,
    form: str,
    **reading: Any,
) -> None:
    """Show the facts in reports, with the sentence behind each.

    REPORTS are texts (.txt, .md), web pages (.html), documents (.docx, .pdf), JSON lines with
    title, text and published, folders of these, or - for standard input. Nothing is stored:
    `hezuo add` reads the same reports into the graph.

    Facts of one kind stand together, the surest first, with the words that name them marked in
    their sentence. -f jsonl has every field, and all places in characters of the text; it is
    written as the reports are read, however many they are.
    """
    for written in filter(None, (review, output)):
        _refuse_to_overwrite(written, reports)
    shown = _Shown(kind or "", form, output)
    reviewed: list[tuple[Report, Extraction]] = []
    failed = False
    for read in _read(reports, reading_of(reading)):
        for report, extraction in read.made:
            shown.add(report, extraction)
            reviewed += [(report, extraction)] if review else []
        if read.error and not keep_going:
            raise read.error
        if read.error:
            failed = True
            click.echo(f"Error: {passed_over(read.error)}", err=True)
    shown.finish()
    if review:
        from hezuo.graph.extract.review.page import review_page

        write_file(review, review_page(reviewed, lang).encode("utf-8", "replace"))
    if not shown.count:
        click.echo("no facts found", err=True)
    if failed or not shown.count:
        sys.exit(2 if failed else 1)


def _refuse_to_overwrite(written: Path, reports: Sequence[Path]) -> None:
    """Raise HezuoError where a file to be written is a report, or stands among them."""
    if str(written) == "-" or not written.exists():
        return
    place = written.resolve()
    if any(report.resolve() in (place, *place.parents) for report in reports):
        raise HezuoError(
            f"{written} is read as a report, and would be overwritten",
            "name a file that does not stand among the reports",
        )


def _read(paths: Sequence[Path], how: Reading) -> Iterator[Read[tuple[Report, Extraction]]]:
    """Yield what is read, showing on a terminal how far it is."""
    from hezuo.graph.extract.many import extractions

    notes: list[str] = []
    with shown_progress() as progress:
        for number, read in enumerate(extractions(paths, how, notes), start=1):
            yield read
            if progress:
                progress(read.path.name, number, "reports")
    for note in notes:
        click.echo(f"note: {note}", err=True)


class _Shown:
    """Writes facts: JSON lines as they come, everything else when all are there."""

    def __init__(self, kind: str, form: str, output: Path) -> None:
        self.count = 0
        self._kind, self._form, self._output = kind, form, output
        self._is_streamed = form == "jsonl" and str(output) == "-"
        self._is_bold = form == "table" and str(output) == "-" and sys.stdout.isatty()
        self._rows: list[dict[str, Any]] = []

    def add(self, report: Report, extraction: Extraction) -> None:
        """Take the facts of a report."""
        from hezuo.graph.extract.listing import COLUMNS, as_rows, in_context

        for note in extraction.notes:
            click.echo(f"note: {report.id}: {note}", err=True)
        rows = list(as_rows(report, extraction, self._kind))
        self.count += len(rows)
        if self._is_streamed and rows:
            click.echo(rows_text(rows, COLUMNS, self._form))
        elif self._form in ("table", "md"):
            mark = _bold if self._is_bold else _bracketed
            self._rows += [row | {"sentence": in_context(report, row, mark)} for row in rows]
        else:
            self._rows += rows

    def finish(self) -> None:
        """Write what was not written as it came."""
        from hezuo.graph.extract.listing import COLUMNS, SHOWN

        if self._is_streamed or not (self._rows or self._form == "json"):
            return
        columns = COLUMNS
        if self._form in ("table", "md"):  # what is the same in all rows is left out
            varied = {n for n in ("report", "kind") if len({row[n] for row in self._rows}) > 1}
            columns = tuple(n for n in SHOWN if n in varied or n not in ("report", "kind"))
        text = rows_text(self._rows, columns, self._form)
        if self._is_bold:
            text = _BOLD_WORDS.sub(lambda m: f"\x1b[1m{m[0].replace(_BOLD, '')}\x1b[22m", text)
        if str(self._output) == "-":
            click.echo(text)
        else:
            write_file(self._output, f"{text}\n".encode("utf-8", "replace"))


def _bold(words: str) -> str:
    return "".join(f"{character}{_BOLD}" for character in words)


def _bracketed(words: str) -> str:
    return f"【{words}】"
