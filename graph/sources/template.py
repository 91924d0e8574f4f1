"""Writes a workbook to fill in, a sheet a kind in Chinese and English, that read_tables reads."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hezuo.graph.records import Record, Source
from hezuo.graph.sources.cells import as_number
from hezuo.graph.sources.headings import (
    TABLES,
    choice_heading,
    closed_list,
    heading,
    table_heading,
)
from hezuo.graph.sources.marked_rows import EXAMPLE, NOTES, examples
from hezuo.graph.sources.template_notes import NUMBERS, form_of, note_on

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# Hidden, and by the mark before its name never a table.
_LISTS = "_lists"
_LAST_ROW = 1_048_576
_COLOURS = {"required": "1F4E79", "optional": "5B7F9F", "notes": "F2F2F2", "example": "808080"}
_WIDTHS = {"date": 20, "integer": 16, "decimal": 16, "list": 34, "choice": 26, "text": 26}
_WIDER = {"name": 40, "title": 40, "measure": 40, "parties": 44, "note": 34}
_LAST_FIELDS = ("note", "source", "evidence")


def template() -> bytes:
    """Return a workbook (.xlsx) with a heading, notes and examples for every kind of table."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for kind in TABLES.values():
        _add_sheet(book, kind)
    _add_lists(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def columns(kind: type[Record]) -> list[str]:
    """Return the fields of a kind in the order of its sheet: what has to be there comes first."""
    own = [name for name in kind.model_fields if name not in ("kind", *_LAST_FIELDS)]
    required = [name for name in own if kind.model_fields[name].is_required()]
    optional = [name for name in own if name not in required]
    last = [name for name in _LAST_FIELDS if not (kind is Source and name == "source")]
    has_kinds = len(closed_list(kind, "kind")) > 1
    return [*required, *(["kind"] if has_kinds else []), *optional, *last]


def _add_sheet(book: Workbook, kind: type[Record]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(table_heading(kind))
    shown = examples(kind)
    for position, name in enumerate(columns(kind), start=1):
        info = kind.model_fields[name]
        letter = get_column_letter(position)
        column = sheet.column_dimensions[letter]
        form = form_of(kind, name)
        column.width = _WIDER.get(name, _WIDTHS[form])
        column.number_format = "General" if form in NUMBERS else "@"
        head = sheet.cell(1, position, heading(kind, name) + (" *" if info.is_required() else ""))
        colour = _COLOURS["required" if info.is_required() else "optional"]
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=colour)
        head.alignment = Alignment(vertical="center", wrap_text=True)
        note = sheet.cell(2, position, (f"{NOTES} " if position == 1 else "") + note_on(kind, name))
        note.font = Font(size=9, color="404040")
        note.fill = PatternFill("solid", fgColor=_COLOURS["notes"])
        note.alignment = Alignment(vertical="top", wrap_text=True)
        for row, example in enumerate(shown, start=3):
            cell = sheet.cell(row, position)
            _write_example(cell, form, example.get(name, ""), is_first=position == 1)
        _add_choices(sheet, kind, name, letter, row=3)
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 80
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_example(cell: Cell, form: str, text: str, *, is_first: bool) -> None:
    from openpyxl.styles import Font

    cell.font = Font(italic=True, color=_COLOURS["example"])
    if form in NUMBERS and text:
        cell.value = float(as_number(text)) if "." in text else int(as_number(text))
        return
    cell.number_format = "@"
    cell.value = (f"{EXAMPLE} {text}" if is_first else text) or None


def _closed_lists() -> list[list[str]]:
    """Return every closed list once."""
    found = {
        tuple(closed_list(kind, name)): None for kind in TABLES.values() for name in columns(kind)
    }
    return [list(choices) for choices in found if choices]


def _add_lists(book: Workbook) -> None:
    """Add the hidden sheet that the drop-downs refer to, a column a list."""
    sheet = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    for position, choices in enumerate(_closed_lists(), start=1):
        for row, iri in enumerate(choices, start=1):
            sheet.cell(row, position, choice_heading(iri))


def _add_choices(sheet: Worksheet, kind: type[Record], name: str, letter: str, row: int) -> None:
    """Add a drop-down to a column that is one of a closed list.

    What is typed in another way only gets a warning: reading knows both languages.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = closed_list(kind, name)
    if not choices:
        return
    column = get_column_letter(_closed_lists().index(choices) + 1)
    rule = DataValidation(
        type="list",
        formula1=f"{_LISTS}!${column}$1:${column}${len(choices)}",
        allow_blank=True,
        showErrorMessage=not kind.is_list(name),
        errorStyle="warning",
        errorTitle="不在列表中 Not in the list",
        error="请从列表中选择，或照写其中文或英文名称。Choose from the list, or write its name.",
    )
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{row}:{letter}{_LAST_ROW}")
