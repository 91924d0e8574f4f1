"""Gives the organisations of records their canonical names; the stated ones stay as aliases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from hezuo.graph import divisions
from hezuo.graph.canonical import canonical_name
from hezuo.graph.countries import country
from hezuo.graph.names import fold
from hezuo.graph.records import Area, Organization, Row
from hezuo.graph.values import is_chinese

_GB_CODE = re.compile("[1-9][0-9]{5}")


class CanonicalNames:
    """Knows which areas each source speaks of, and so which 朝阳区 a name in it means."""

    def __init__(self, rows: Iterable[Row]) -> None:
        near: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            record = row.record
            if isinstance(record, Area) and record.code:
                near[record.source].add(record.code)
            elif isinstance(record, Organization) and record.district:
                near[record.source].add(area_code(record.district))
        self._near = {
            source: frozenset(code for code in codes if _GB_CODE.fullmatch(code))
            for source, codes in near.items()
        }

    def rows(self, rows: Iterable[Row]) -> list[Row]:
        """Return rows with organisations under canonical names, one row for each where they agree.

        Rows that call one organisation differently (重庆市科协, 重庆市科学技术协会) become one row,
        unless what they state of it differs: then both stay, and are one thing stated twice.
        """
        result: list[Row] = []
        renamed: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            if isinstance(row.record, Organization) and is_chinese(row.record.name):
                found = self._renamed(row, row.record)
                place = renamed.setdefault((found.record.source, found.record.label()), [])
                place.append(found)
            else:
                result.append(row)
        for found_rows in renamed.values():
            result += _one_row(found_rows)
        return result

    def spelling(self, name: str, source: str, area: str = "") -> str:
        """Return the form in which a name in a source is compared with those of organisations."""
        return fold(canonical_name(name, area, self._near.get(source, frozenset())))

    def _renamed(self, row: Row, record: Organization) -> Row:
        """Return a row with the canonical name; what it stated stays, if it is more than width."""
        code = area_code(record.district) if record.district else ""
        near = self._near.get(record.source, frozenset())
        name = canonical_name(record.name, code, near)
        if name == record.name:
            return row
        # A name that differs in width and blanks only is the same name.
        is_same = fold(name) == fold(record.name) and _letters(name) == _letters(record.name)
        aliases = record.aliases if is_same else (record.name, *record.aliases)
        kept = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
        return replace(row, record=record.model_copy(update={"name": name, "aliases": kept}))


@cache
def area_code(text: str) -> str:
    """Return the code of the one division, or the identifier of the country, that a text names.

    What has a scheme, such as nuts:DED21, comes back as it is, and what nobody knows as nothing.

    >>> area_code("沙坪坝区"), area_code("Japan"), area_code("朝阳区")
    ('500106', 'iso3166:JP', '')
    """
    if _GB_CODE.fullmatch(text) or ":" in text:
        return text
    found = divisions.by_name(text)
    if found:
        return found[0].code if len(found) == 1 else ""
    known = country(text)
    return known.identifier if known else ""


def _letters(name: str) -> str:
    """Return a name in letters of one width, without blanks and signs."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum())


def _one_row(rows: list[Row]) -> list[Row]:
    """Return rows of one organisation as one, if they call it differently and agree otherwise."""
    first = rows[0]
    if len(rows) < 2 or len({_called(row) for row in rows}) < len(rows):
        return rows
    merged: dict[str, Any] = {}
    for name in type(first.record).model_fields:
        values = [value for row in rows if (value := getattr(row.record, name))]
        if name in ("aliases", "evidence") or (values and isinstance(values[0], tuple)):
            merged[name] = tuple(sorted({item for value in values for item in value}))
        elif len(set(values)) > 1:
            return rows
        elif values:
            merged[name] = values[0]
    return [replace(first, record=first.record.model_copy(update=merged))]


def _called(row: Row) -> tuple[str, ...]:
    """Return the names that a row gives its organisation."""
    return (row.record.label(), *getattr(row.record, "aliases", ()))
