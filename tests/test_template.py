"""The template: both languages, drop-downs, examples; filled in, it is what the CSV tables are."""

import csv
import datetime
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from libreoffice import LIBREOFFICE, convert
from programs import found_or_skipped
from pyoxigraph import Quad

from hezuo.graph.errors import InputError
from hezuo.graph.ontology import ontology
from hezuo.graph.rdf import quads
from hezuo.graph.records import Agreement, Organization, Record, Source
from hezuo.graph.resolve import link
from hezuo.graph.sources.headings import (
    TABLES,
    chinese_heading,
    choice_heading,
    closed_list,
    english_heading,
    table_heading,
)
from hezuo.graph.sources.marked_rows import EXAMPLE, NOTES, examples
from hezuo.graph.sources.tables import read_tables
from hezuo.graph.sources.template import columns, template
from hezuo.graph.values import is_chinese

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).resolve().parents[1] / "data"
CHONGQING = DATA / "chongqing-2021"


@pytest.fixture(scope="module")
def content() -> bytes:
    return template()


@pytest.fixture(scope="module")
def soffice() -> str:
    """A real LibreOffice; without one the test is skipped, or fails where CI is set."""
    return found_or_skipped(LIBREOFFICE)


def opened(content: bytes | Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(content if isinstance(content, Path) else BytesIO(content))


def choices_of(book: openpyxl.Workbook, sheet: Any) -> dict[int, list[str]]:
    """What the drop-downs of a sheet offer, by the number of the column."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            place = rule.formula1.replace("$", "").replace("'", "")
            name, _, area = place.replace("_lists.", "_lists!").partition("!")
            first = next(iter(rule.sqref.ranges))
            assert (name, first.min_row) == ("_lists", 3)
            found[first.min_col] = [row[0].value for row in book[name][area]]
    return found


def check_both_languages_and_drop_downs(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*map(table_heading, TABLES.values()), "_lists"]
    assert book["_lists"].sheet_state == "hidden"
    for kind in TABLES.values():
        sheet = book[table_heading(kind)]
        names = columns(kind)
        headings = [str(sheet.cell(1, place).value) for place in range(1, len(names) + 1)]
        assert [text.rstrip(" *") for text in headings] == [
            f"{chinese_heading(kind, name)} {english_heading(name)}" for name in names
        ]
        required = {name for name, info in kind.model_fields.items() if info.is_required()}
        assert {n for n, text in zip(names, headings, strict=True) if "*" in text} == required
        notes = [str(sheet.cell(2, place).value) for place in range(1, len(names) + 1)]
        assert notes[0].startswith(NOTES)
        assert all(is_chinese(note) and note.splitlines()[1].isascii() for note in notes)
        offered = choices_of(book, sheet)
        wanted = {
            place: [choice_heading(iri) for iri in closed_list(kind, name)]
            for place, name in enumerate(names, start=1)
            if closed_list(kind, name)
        }
        assert offered == wanted


def test_every_kind_has_a_sheet_in_both_languages_with_drop_downs(content: bytes) -> None:
    book = opened(content)
    check_both_languages_and_drop_downs(book)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert {sheet.freeze_panes for sheet in shown} == {"B3"}


def test_every_field_has_a_column(content: bytes) -> None:
    for kind in TABLES.values():
        left_out = set(kind.model_fields) - set(columns(kind))
        assert left_out <= ({"source", "kind"} if kind is Source else {"kind"})
        assert ("kind" in left_out) == (len(closed_list(kind, "kind")) == 1)


def test_dates_and_codes_are_typed_as_text(content: bytes) -> None:
    book = opened(content)
    sheet = book[table_heading(Agreement)]
    place = columns(Agreement).index("signed_on")
    letter = openpyxl.utils.get_column_letter(place + 1)
    assert sheet.column_dimensions[letter].number_format == "@"


def test_the_examples_are_sound_tables_of_each_kind() -> None:
    tables = read_tables(DATA / "template")
    assert len(link(tables.rows)) >= len(tables.rows)
    assert tables.notes == []
    assert {type(row.record).TABLE for row in tables.rows} == set(TABLES)


def test_the_template_as_it_is_states_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_tables(tmp_path / "t.xlsx")
    assert [str(fault) for fault in caught.value.faults] == [
        "t.xlsx: holds no rows; fill in a table below its heading"
    ]


def test_an_example_that_was_changed_is_not_lost_without_a_word(
    tmp_path: Path, content: bytes
) -> None:
    book = opened(content)
    sheet = book[table_heading(Organization)]
    sheet.cell(3, 1, f"{EXAMPLE} 我的单位")
    sheet.cell(20, 1, "另一单位")
    book.save(tmp_path / "t.xlsx")
    tables = read_tables(tmp_path / "t.xlsx")
    assert tables.notes == [
        f"t.xlsx, sheet {table_heading(Organization)}: row 3 begins with {EXAMPLE!r} and was left "
        "out; take that away to add it"
    ]
    assert [row.record.label() for row in tables.rows] == ["t", "另一单位"]


def facts(path: Path) -> set[Quad]:
    return set(quads(link(read_tables(path).rows)))


def filled(content: bytes, as_typed: Callable[[type[Record], str, str], Any]) -> openpyxl.Workbook:
    """The template with the rows of the bundled tables below its examples."""
    book = opened(content)
    for path in sorted(CHONGQING.glob("*.csv")):
        kind = TABLES[path.stem]
        sheet = book[table_heading(kind)]
        names = columns(kind)
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=3 + len(examples(kind))):
                for name, text in row.items():
                    if text:
                        place = names.index(name) + 1
                        sheet.cell(number, place, as_typed(kind, name, text))
    return book


def as_written(_: type[Record], __: str, text: str) -> str:
    return text


def as_excel_would_have_it(kind: type[Record], name: str, text: str) -> Any:
    """Choices as the drop-downs give them, whole days as dates, digits as numbers."""
    choices = closed_list(kind, name)
    iri = ontology().named(text, choices) if choices else None
    if iri:
        return choice_heading(iri)
    says = dict(kind.statements()).get(name)
    if says and says.value == "date" and len(text) == len("2021-03-05"):
        return datetime.date.fromisoformat(text)
    if text.isdigit() and len(text) < 10:
        return int(text)
    return text


@pytest.mark.parametrize("as_typed", [as_written, as_excel_would_have_it])
def test_filled_in_it_gives_the_same_facts_as_the_csv_tables(
    tmp_path: Path, content: bytes, as_typed: Callable[[type[Record], str, str], Any]
) -> None:
    filled(content, as_typed).save(tmp_path / "book.xlsx")
    expected = facts(CHONGQING)
    assert len(expected) > 500
    assert facts(tmp_path / "book.xlsx") == expected


def test_libreoffice_shows_both_languages_and_drop_downs(
    tmp_path: Path, content: bytes, soffice: str
) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    (tmp_path / "out").mkdir()
    check_both_languages_and_drop_downs(
        opened(convert(soffice, tmp_path / "t.xlsx", "xlsx", tmp_path / "out"))
    )


def test_what_libreoffice_saved_gives_the_same_facts(
    tmp_path: Path, content: bytes, soffice: str
) -> None:
    filled(content, as_excel_would_have_it).save(tmp_path / "book.xlsx")
    (tmp_path / "out").mkdir()
    saved = convert(soffice, tmp_path / "book.xlsx", "xlsx", tmp_path / "out")
    assert saved.read_bytes() != (tmp_path / "book.xlsx").read_bytes()
    assert facts(saved) == facts(CHONGQING)


def test_the_command_writes_a_file_and_overwrites_only_when_told(
    tmp_path: Path, hezuo: Run
) -> None:
    first = hezuo("template")
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "wrote hezuo-template.xlsx\n")
    before = (tmp_path / "hezuo-template.xlsx").read_bytes()
    again = hezuo("template", "hezuo-template.xlsx")
    assert again.returncode == 2
    assert again.stderr == (
        "hezuo: hezuo-template.xlsx is there already; name another file, or overwrite with "
        "--force\n"
    )
    assert (tmp_path / "hezuo-template.xlsx").read_bytes() == before
    assert hezuo("template", "--force").returncode == 0
    assert hezuo("template", "a/b.xlsx").returncode == 0
    check_both_languages_and_drop_downs(opened(tmp_path / "a" / "b.xlsx"))
    other = hezuo("template", "b.csv")
    assert other.returncode == 2
    assert other.stderr == "hezuo: b.csv does not end with .xlsx; name a file that does\n"
