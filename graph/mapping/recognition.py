"""What the columns of an unknown table are likely to hold, by their headings and their values."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hezuo.graph import countries, divisions
from hezuo.graph.identifiers import SCHEMES, identifier
from hezuo.graph.mapping.formats import cell_text, date_reader, number_reader
from hezuo.graph.ontology import ontology
from hezuo.graph.sources.headings import plain
from hezuo.graph.sources.sheets import Sheet
from hezuo.graph.vocabulary import expand

_WORDS = Path(__file__).resolve().parents[2] / "data" / "mapping_words.csv"
_SAMPLE = 500
_HIGHEST_HEADING = 20
# So many of the values have to fit for a column to be taken for something.
_MOST = 0.9
_LIST_MARKS = ("\n", "；", ";", "|", "、")
_DATE_FORMS = ("", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY")
_NUMBER_FORMS = ("", "1.234,5", "1 234,5", "1'234.5")
_YES = {"yes", "y", "true", "1", "x", "是", "√"}
_NO = {"no", "n", "false", "0", "否", "-", "×"}
# A shorter word in a longer heading says nothing: "web" in "cobweb".
_SHORTEST_PART = 4


class Meaning(NamedTuple):
    """A field of a kind of record, by their names."""

    kind: str
    field: str


@dataclass(frozen=True)
class Column:
    """A column of a table with what its heading may mean and the first of its values."""

    heading: str
    meanings: tuple[Meaning, ...]
    # Whether the heading is itself one of the words for that, and not only holds one.
    is_exact: bool
    samples: tuple[str, ...]

    def means(self, kind: str, field: str) -> bool:
        """Return whether the heading can mean a field of a kind of record."""
        return Meaning(kind, field) in self.meanings

    def fits(self, read: Callable[[str], object]) -> bool:
        """Return whether nearly all values can be read; False when there are none."""
        right = 0
        for text in self.samples:
            try:
                right += bool(read(text))
            except ValueError:
                continue
        return bool(self.samples) and right >= _MOST * len(self.samples)

    def date_form(self) -> str | None:
        """Return the form of dates that nearly all values have, or None; empty is the usual one."""
        return next((form for form in _DATE_FORMS if self.fits(date_reader(form))), None)

    def number_form(self) -> str | None:
        """Return the form of numbers that nearly all values have, or None; empty is the usual."""
        for form in _NUMBER_FORMS:
            read = number_reader(form)
            if self.fits(lambda text, read=read: _is_plain(read(text))):  # type: ignore[misc]
                return form
        return None

    def list_mark(self) -> str:
        """Return what parts the items of cells that hold several, or the empty string."""
        return next((mark for mark in _LIST_MARKS if any(mark in t for t in self.samples)), "")

    def yes(self) -> list[str]:
        """Return the values that say yes, where all values say yes or no; else none."""
        values = dict.fromkeys(self.samples)
        if any(value.casefold() not in _YES | _NO for value in values):
            return []
        return [value for value in values if value.casefold() in _YES]

    def scheme(self) -> str | None:
        """Return what has to stand before values to make identifiers of them, or None."""
        named = [scheme for scheme in SCHEMES if scheme in plain(self.heading)]
        for start in ["", *(f"{scheme}:" for scheme in [*named, "uscc"])]:
            if self.fits(lambda text, start=start: identifier(start + text)):  # type: ignore[misc]
                return start
        return None

    def is_known_places(self) -> bool:
        """Return whether nearly all values are divisions of China or countries."""
        return self.fits(lambda text: countries.country(text) or len(divisions.by_name(text)) == 1)

    def is_listed(self, one_of: str) -> bool:
        """Return whether all values are names of a closed list of the ontology, in any language."""
        choices = ontology().members[expand(f"hz:{one_of}")]
        return all(ontology().named(text, choices) for text in self.samples)


def columns(sheet: Sheet) -> list[Column]:
    """Return the columns of a sheet; none where no row looks like headings.

    Headings are the first row with the most texts among those at the top.
    """
    rows = [[_text(cell) for cell in cells] for _, cells in islice(sheet.rows(), _SAMPLE)]
    if not rows:
        return []
    top = rows[:_HIGHEST_HEADING]
    at = max(range(len(top)), key=lambda number: (_recognised(top[number]), -number))
    headings, below = top[at], rows[at + 1 :]
    found = []
    for position, heading in enumerate(headings):
        if not heading or heading in headings[:position]:
            continue
        values = (row[position] for row in below if position < len(row))
        is_exact = plain(heading) in _words()
        samples = tuple(filter(None, values))
        found.append(Column(heading, _meanings(heading), is_exact, samples))
    return found


def _text(cell: object) -> str:
    try:
        return cell_text(cell)  # type: ignore[arg-type]
    except ValueError:
        return ""


def _recognised(headings: Sequence[str]) -> tuple[int, int]:
    return sum(bool(_meanings(text)) for text in headings), len(set(filter(None, headings)))


@cache
def _meanings(heading: str) -> tuple[Meaning, ...]:
    """Return what a heading may mean: as a whole, or else by the longest word that it holds."""
    words = _words()
    text = plain(heading)
    if text in words:
        return tuple(words[text])
    parts = [word for word in words if word in text and _says_something(word)]
    return tuple(words[max(parts, key=len)]) if parts else ()


def _says_something(word: str) -> bool:
    return len(word.encode()) > _SHORTEST_PART


@cache
def _words() -> dict[str, list[Meaning]]:
    """Return what each word for a column may mean, in its plain form."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    with _WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("|"):
                found[plain(word)].append(Meaning(row["kind"], row["field"]))
    return dict(found)


def _is_plain(number: str) -> bool:
    return bool(number) and number.lstrip("+-").replace(".", "", 1).isdigit()
