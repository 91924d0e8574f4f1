"""Proposes a mapping for a foreign table: a start that people correct and complete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from hezuo.graph.errors import shortened
from hezuo.graph.mapping.recognition import Column, columns
from hezuo.graph.sources.sheets import open_sheets

# What a row of a table is, the first of these whose columns there are.
_MAIN = {"Agreement": "title", "Project": "name", "Expert": "name", "Organization": "name"}
_DATES = ("starts_on", "ends_on", "signed_on", "founded")
_NUMBERS = ("budget", "funding")
# What figures below a heading are counted in, as in 经费(万元) or 金额：亿元.
_UNIT = re.compile("(千万|百万|十万|万|亿)(?:欧|美|人民币)?元")
# Fields that refer to organisations, which a row then feeds as well.
_PARTIES = ("lead", "participants", "parties", "affiliation")
_LISTS = ("participants", "parties", "aliases", "fields", "scope", "identifiers")
_EXAMPLE = 30


def propose(path: Path, notes: list[str]) -> tuple[str, bool]:
    """Return a mapping for the tables of a file as TOML, and whether it can be used as it is.

    It cannot where no column was recognised that names what a row is about. Raises InputError
    for a file that cannot be read as tables.
    """
    sheets = [(sheet.name, columns(sheet)) for sheet in open_sheets(path, notes)]
    proposals = [_Proposal(name, found) for name, found in sheets]
    usable = [proposal for proposal in proposals if proposal.main]
    lines = [
        f"# A proposal for {path.name}: look through it, correct it, and add the tables with",
        "#   hezuo add --mapping THIS_FILE TABLES...",
        "# docs/mappings.md explains how a mapping is written.",
        "",
        f"title = {_quoted(path.stem)}",
        '# What is wrong in a row: "stop" to store nothing, "skip" to leave it out with a note.',
        'on_fault = "stop"',
        "",
        "# Who states all this; add publisher, url, published (a date), note (credit, licence).",
        "[source]",
        'id = "{file}"',
        'title = "{file}"',
    ]
    for number, proposal in enumerate(proposals, start=1):
        lines += ["", *proposal.lines(f"table{number}")]
    return "\n".join(lines) + "\n", bool(usable)


class _Proposal:
    """What one sheet is taken for."""

    def __init__(self, name: str, found: list[Column]) -> None:
        self.name = name
        # What stands in braces in a template cannot have braces itself.
        self.columns = [column for column in found if not set("{}") & set(column.heading)]
        self.main = next((k for k, f in _MAIN.items() if self._find(k, f)), "")
        self.used: list[Column] = []

    def lines(self, table: str) -> Iterator[str]:
        """Yield the lines of TOML for the sheet; only remarks where it was not recognised."""
        if not self.main:
            yield f"# The sheet {_remark(self.name)} was not recognised. Its columns:"
            yield from self._unused()
            return
        choices = [*self._choices()]
        records = [*self._records(table)]
        yield from choices
        yield f"[tables.{table}]"
        yield f"# The sheet {_remark(self.name)}, or any other that has these columns."
        yield f"headings = [{', '.join(_quoted(column.heading) for column in self._in_order())}]"
        yield from self._unused()
        yield from records

    def _records(self, table: str) -> Iterator[str]:
        parties = self._party_columns()
        for label, column in parties.items():
            yield from self._organizations(table, label, column)
        if self.main != "Organization":
            yield from self._programme(table)
            yield from self._main_record(table, parties)

    def _party_columns(self) -> dict[str, Column]:
        """Return the columns that name organisations, each with the name that its records get."""
        found = {}
        for field in _PARTIES:
            matching = [c for c in self._all(self.main, field) if not c.yes()]
            for number, column in enumerate(matching, start=1):
                found[field if len(matching) == 1 else f"{field}{number}"] = column
        own = self._find("Organization", "name")
        if own and own not in found.values():
            found["partner"] = own
        return found

    def _organizations(self, table: str, label: str, column: Column) -> Iterator[str]:
        mark = column.list_mark() if label.startswith(_LISTS) else ""
        is_own = column is self._find("Organization", "name")
        fields = [*self._fields("Organization")] if is_own else []
        place = [*self._area(table)] if is_own else []
        yield from place[:-1]
        yield ""
        yield f"[[tables.{table}.records]]"
        yield 'type = "Organization"'
        yield f'as = "{label}"'
        self._use(column)
        if mark:
            yield "# One for each that the cell names."
            yield f"each = {{ value = {_braced(column)}, split = {_quoted(mark)} }}"
            yield 'fields.name = "{item}"'
        else:
            yield f'where = {{ {_quoted(column.heading)} = "*" }}'
            yield f"fields.name = {_braced(column)}"
        yield from fields
        yield from place[-1:]

    def _area(self, table: str) -> Iterator[str]:
        """Yield the record of a place, where hezuo does not know it, and last the field for it."""
        town, country = self._find("Area", "name"), self._find("Area", "within")
        within = country if country and country.is_known_places() else None
        if town and town.is_known_places():
            self._use(town)
            yield f"fields.district = {_braced(town)}"
            return
        if town:
            self._use(town)
            yield from ("", f"[[tables.{table}.records]]", 'type = "Area"', 'as = "place"')
            yield f'where = {{ {_quoted(town.heading)} = "*" }}'
            yield f"fields.name = {_braced(town)}"
        if within:
            self._use(within)
            if town:
                yield f"fields.within = {_braced(within)}"
        values = (['{ record = "place" }'] if town else []) + ([_braced(within)] if within else [])
        if values:
            yield f"fields.district = [{', '.join(values)}]"

    def _programme(self, table: str) -> Iterator[str]:
        column = self._find(self.main, "programme")
        if column:
            self._use(column)
            yield from ("", f"[[tables.{table}.records]]", 'type = "Programme"')
            yield from ('as = "programme"', f'where = {{ {_quoted(column.heading)} = "*" }}')
            yield f"fields.name = {_braced(column)}"

    def _main_record(self, table: str, parties: dict[str, Column]) -> Iterator[str]:
        yield from ("", f"[[tables.{table}.records]]", f'type = "{self.main}"')
        named = self._find(self.main, _MAIN[self.main])
        programme = self._find(self.main, "programme")
        if self.main == "Project" and named:
            keys = [column for column in (programme, named) if column]
            yield "# Rows that agree in these are one project."
            yield f"key = [{', '.join(map(_braced, keys))}]"
        yield from self._fields(self.main)
        if programme:
            yield 'fields.programme = { record = "programme" }'
        for field in _PARTIES:
            labels = [label for label in parties if label.rstrip("0123456789") == field]
            if field == "participants" and self.main == "Project" and "partner" in parties:
                labels.append("partner")
            values = [f'{{ record = "{label}" }}' for label in labels]
            if field == "lead" and "partner" in parties:
                values += self._flagged(self._all(self.main, field))
            if values:
                yield f"fields.{field} = [{', '.join(values)}]"

    def _flagged(self, flags: list[Column]) -> Iterator[str]:
        """Yield the partner of a row where a column says yes to it."""
        for column in flags:
            if yes := column.yes():
                self._use(column)
                where = f"{_quoted(column.heading)} = [{', '.join(map(_quoted, yes))}]"
                yield f'{{ record = "partner", where = {{ {where} }} }}'

    def _fields(self, kind: str) -> Iterator[str]:
        """Yield the fields of a record that columns state by themselves."""
        skipped = {*_PARTIES, "programme", *(["name"] if kind == "Organization" else [])}
        fields = dict.fromkeys(m.field for c in self.columns for m in c.meanings if m.kind == kind)
        for field in fields:
            if field in skipped:
                continue
            matching = self._all(kind, field)
            if field not in _LISTS:
                matching = [c for c in matching if c.is_exact] or matching[:1]
            if field in (*_DATES, *_NUMBERS):
                matching = matching[:1]
            values = [text for c in matching if (text := self._value(kind, field, c))]
            if values:
                listed = f"[{', '.join(values)}]" if len(values) > 1 else values[0]
                yield f"fields.{field} = {listed}"

    def _value(self, kind: str, field: str, column: Column) -> str:
        """Return a value of a mapping, or nothing where the values of the column do not fit."""
        options = {"value": _braced(column)}
        unit = _UNIT.search(column.heading)
        if unit and field in _NUMBERS:  # 经费(万元): the cells are so many times as much
            options["value"] = _quoted(f"{{{column.heading}}}{unit[1]}")
        mark = column.list_mark() if field in _LISTS else ""
        if field == "identifiers":
            scheme = column.scheme()
            is_fit = scheme is not None
            options["value"] = _quoted(f"{scheme}{{{column.heading}}}")
        elif field == "kind":
            is_fit = True
            options |= {"choices": _quoted("kinds"), "otherwise": '""'}
            mark = column.list_mark()
        else:
            is_fit = self._is_in_form(kind, field, column, options)
        if not is_fit:
            return ""
        if mark:
            options = {"value": options.pop("value"), "split": _quoted(mark), **options}
        self._use(column)
        if len(options) == 1:
            return options["value"]
        return f"{{ {', '.join(f'{name} = {text}' for name, text in options.items())} }}"

    def _is_in_form(self, kind: str, field: str, column: Column, options: dict[str, str]) -> bool:
        """Return whether values are dates or numbers where those are wanted; add their form."""
        if field == "status":
            return column.is_listed(f"{kind}Status")
        if field not in (*_DATES, *_NUMBERS):
            return True
        form = column.date_form() if field in _DATES else column.number_form()
        if form:
            options["dates" if field in _DATES else "numbers"] = _quoted(form)
        return form is not None

    def _choices(self) -> Iterator[str]:
        """Yield a list of the kinds that the table names, to be filled in."""
        column = self._find("Organization", "kind")
        if column and self._find("Organization", "name"):
            yield "# Write after each what it is to hezuo: Company, University, GovernmentBody ..."
            yield "[choices.kinds]"
            mark = column.list_mark()
            items = (i.strip() for t in column.samples for i in (t.split(mark) if mark else [t]))
            # Two that differ in capitals only are one choice.
            for item in {item.casefold(): item for item in items if item}.values():
                yield f'{_quoted(item)} = ""'
            yield ""

    def _find(self, kind: str, field: str) -> Column | None:
        return next(iter(self._all(kind, field)), None)

    def _all(self, kind: str, field: str) -> list[Column]:
        return [column for column in self.columns if column.means(kind, field)]

    def _use(self, column: Column) -> None:
        if column not in self.used:
            self.used.append(column)

    def _in_order(self) -> list[Column]:
        return [column for column in self.columns if column in self.used]

    def _unused(self) -> Iterator[str]:
        for column in self.columns:
            if column not in self.used:
                example = f", for example {_remark(column.samples[0])}" if column.samples else ""
                yield f"# Not used: {_remark(column.heading)}{example}"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _braced(column: Column) -> str:
    return _quoted(f"{{{column.heading}}}")


def _remark(text: str) -> str:
    return shortened(text, _EXAMPLE)
