"""Excel workbooks: read as openpyxl reads them, and refused in one line when they mean harm."""

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_files import HARMFUL, read_apart, with_rows, write_workbook

from hezuo.graph.errors import InputError
from hezuo.graph.sources.cells import as_text
from hezuo.graph.sources.sheets import Cell, Unreadable, open_sheets

INTERREG = Path(__file__).resolve().parents[2] / "shared/datasets/interreg/keep_closed_1420.xlsx"
MOST_MEGABYTES = 100
MOST_SECONDS = 10

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text("科创重庆 Aa0<>&\"';、\n\t=_x😀é", min_size=1, max_size=9).filter(
        lambda text: not text.startswith("=") and "_x" not in text
    ),
    st.dates(datetime.date(1900, 3, 1)),
    st.datetimes()
    .filter(lambda moment: 1950 < moment.year < 2100)
    .map(lambda moment: moment.replace(microsecond=0)),
)


def rows_of(path: Path) -> list[list[tuple[int, list[Cell]]]]:
    return [list(sheet.rows()) for sheet in open_sheets(path, [])]


def only_row(path: Path) -> list[Cell]:
    [[(_, cells)]] = rows_of(path)
    return cells


def fault(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        rows_of(path)
    (line,) = map(str, caught.value.faults)
    assert line.isprintable()
    assert len(line) < 300
    return line


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(grid=st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=6))
def test_cells_are_read_as_openpyxl_reads_them(tmp_path: Path, grid: list[list[Any]]) -> None:
    path = write_workbook(tmp_path / "b.xlsx", {"s": grid})
    assert as_plain(rows_of(path)[0]) == as_openpyxl_reads(path, "s")


def as_openpyxl_reads(path: Path, sheet: str) -> dict[tuple[int, int], Any]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found = {
        (cell.row, cell.column): cell.value
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return {place: one_kind(value) for place, value in found.items()}


def as_plain(rows: list[tuple[int, list[Cell]]]) -> dict[tuple[int, int], Any]:
    return {
        (number, column): one_kind(value)
        for number, cells in rows
        for column, value in enumerate(cells, start=1)
        if value is not None
    }


def one_kind(value: Any) -> Any:
    """A value as both readers can give it: midnight is a date, and 2.0 is 2."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value


@pytest.mark.skipif(
    not INTERREG.is_file(), reason="the INTERREG workbook is not beside the project"
)
def test_every_cell_of_a_real_workbook_is_read_as_openpyxl_reads_it() -> None:
    sheets = open_sheets(INTERREG, [])
    assert [sheet.name for sheet in sheets] == ["Projects (lead partners)", "Partners", "Calls"]
    for sheet in sheets:
        found = as_plain(list(sheet.rows()))
        assert len(found) > 400
        assert found == as_openpyxl_reads(INTERREG, sheet.name)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="inlineStr"><is><t>a</t></is></c>', "a"),
        ('<c t="inlineStr"><is><r><t>重</t></r><r><t>庆</t></r>'
         '<rPh sb="0" eb="1"><t>zhong</t></rPh></is></c>', "重庆"),
        ('<c t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', "a\r\nb"),
        ('<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
        ('<c t="b"><v>1</v></c>', True),
        ("<c><v>500106</v></c>", 500106),
        ("<c><v>500106.0</v></c>", 500106),
        ("<c><v>1.2E+3</v></c>", 1200),
        ("<c><v>0.1</v></c>", 0.1),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ('<c t="d"><v>2021-03-05T00:00:00</v></c>', "2021-03-05T00:00:00"),
        ("<x:c xmlns:x='urn:x'><x:v>7</x:v></x:c>", 7),
    ],
)  # fmt: skip
def test_every_type_of_cell_is_read(tmp_path: Path, cell: str, value: Cell) -> None:
    path = with_rows(tmp_path / "b.xlsx", f'<row r="3"><c r="A3"><v>0</v></c>{cell}</row>')
    assert rows_of(path) == [[(3, [0, value])]]


def test_places_that_are_not_said_follow_each_other(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    assert rows_of(with_rows(tmp_path / "b.xlsx", rows)) == [[(1, [1, None, 2]), (3, [3])]]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (44260, "yyyy-mm-dd", "2021-03-05"),
        (44260, 'yyyy"年"m"月"', "2021-03"),
        (44260, '[$-804]yyyy"年"m"月"d"日";@', "2021-03-05"),
        (44260, "mmm-yy", "2021-03"),
        (44260, "yyyy", "2021"),
        (44260.75, "yyyy-mm-dd hh:mm", "2021-03-05"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (0.25, "hh:mm", "06:00:00"),
        (1.5, "[h]:mm", "1.5"),
        (44260, '0.00"d"', "44260"),
        (44260, "General", "44260"),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(
    tmp_path: Path, number: float, form: str, text: str
) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0].cell(1, 1, number)
    cell.number_format = form
    book.save(tmp_path / "b.xlsx")
    assert as_text(only_row(tmp_path / "b.xlsx")[0]) == text


def test_a_workbook_may_count_days_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.worksheets[0].append([datetime.date(2021, 3, 5)])
    book.save(tmp_path / "b.xlsx")
    assert only_row(tmp_path / "b.xlsx") == [datetime.date(2021, 3, 5)]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ('<c r="A1"><f>1+1</f></c>', "formula that was never calculated"),
        ('<c r="A1"><f>1+1</f><v></v></c>', "formula that was never calculated"),
        ('<c r="A1"><f>[1]Sheet1!A1</f></c>', "formula that was never calculated"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error #DIV/0!"),
    ],
)
def test_a_cell_without_a_value_to_read_says_so(tmp_path: Path, cell: str, problem: str) -> None:
    (found,) = only_row(with_rows(tmp_path / "b.xlsx", f"<row>{cell}</row>"))
    assert isinstance(found, Unreadable)
    assert problem in found.problem


def test_long_numbers_that_excel_has_rounded_are_no_codes() -> None:
    with pytest.raises(ValueError, match="15 digits"):
        as_text(9.1500000000000003e17)
    assert as_text(123456789012345) == "123456789012345"
    assert as_text(Decimal("1.50")) == "1.5"


def test_hidden_sheets_and_charts_are_left_out_with_a_word(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("old", "_lists"):
        book.create_sheet(name).sheet_state = "hidden"
    book.create_chartsheet("chart")
    book.save(tmp_path / "b.xlsx")
    notes: list[str] = []
    assert [sheet.name for sheet in open_sheets(tmp_path / "b.xlsx", notes)] == ["Sheet"]
    assert notes == ["b.xlsx, sheet old: is hidden and was left out"]


@pytest.mark.parametrize("case", HARMFUL)
def test_what_is_no_sound_workbook_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    make, problem = HARMFUL[case]
    path = tmp_path / "book.xlsx"
    make(path)
    line = fault(path)
    assert line.startswith("book.xlsx")
    assert problem in line


def test_a_workbook_under_the_name_of_text_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", {"s": [["x"]]}).rename(tmp_path / "b.csv")
    assert fault(path) == "b.csv: is a workbook or an archive, not text; give it the name it had"
    (tmp_path / "b.docx").write_bytes(b"x")
    assert "none of the kinds of files that hold tables" in fault(tmp_path / "b.docx")


@pytest.mark.parametrize("case", ["zip bomb", "password", "many parts", "document type", "lying"])
def test_harm_takes_little_memory_and_time(tmp_path: Path, case: str) -> None:
    HARMFUL[case][0](tmp_path / "b.xlsx")
    (line,), megabytes, seconds = read_apart(tmp_path / "b.xlsx")
    assert HARMFUL[case][1] in line
    assert megabytes < MOST_MEGABYTES
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        ("<row><c r='A1' t='inlineStr'><is><t>", "has a cell A1 of more than 1,000,000 characters"),
        ("<row><c r='", "a tag without end"),
    ],
)
def test_what_has_no_end_is_not_read_to_its_end(tmp_path: Path, start: str, problem: str) -> None:
    path = with_rows(tmp_path / "b.xlsx", start + "x" * (100 << 20), packed=zipfile.ZIP_STORED)
    (line,), megabytes, seconds = read_apart(path)
    assert problem in line
    assert megabytes < MOST_MEGABYTES
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize(
    "rows",
    [
        f"<row>{'<c/>' * 3_500_000}</row>",
        "<row/>" * 2_500_000,
        f'<row><c t="inlineStr"><is><t>name</t></is></c></row>{"<row><c><f/></c></row>" * 500_000}',
    ],
    ids=["empty cells", "empty rows", "faults without end"],
)
def test_a_sheet_that_packs_well_takes_little_memory(tmp_path: Path, rows: str) -> None:
    path = with_rows(tmp_path / "b.xlsx", rows)
    lines, megabytes, seconds = read_apart(path)
    assert 1 <= len(lines) < 1_010
    assert megabytes < MOST_MEGABYTES
    assert seconds < MOST_SECONDS
