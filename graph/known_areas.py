"""Areas that need no row of their own: what the tables of divisions and countries say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from hezuo.graph import divisions
from hezuo.graph.countries import Country, country
from hezuo.graph.errors import Fault
from hezuo.graph.records import Area, Row

# Areas that rows name again and again.
_MOST_REMEMBERED = 10_000


@lru_cache(_MOST_REMEMBERED)
def known_areas(text: str, source: str) -> Sequence[Area]:
    """Return the divisions of China that a code or a name fits, or else the country."""
    division = divisions.by_code(text)
    found = [division] if division else divisions.by_name(text)
    if found:
        return [_area(area, source) for area in found]
    known = country(text)
    return [_country(known, source)] if known else []


def completed(row: Row, faults: list[Fault]) -> Row:
    """Return a row of an area with a code completed from the table of divisions."""
    record = row.record
    if not isinstance(record, Area):
        return row
    if not record.code:
        return _with_identifier(row, record)
    division = divisions.by_code(record.code)
    if division is None:
        problem = f"{record.code} is no GB/T 2260 code that hezuo knows; leave it empty for a zone"
        faults.append(Fault(row.file, row.row, row.heading("code"), problem))
        return row
    # A name no longer in use may mean another division today, but the code says which it was.
    is_its_name = record.name in (division.name, division.short_name)
    if not is_its_name and record.code not in {d.code for d in divisions.by_name(record.name)}:
        problem = f"{record.code} is the code of {division.name}, not of {record.name}"
        faults.append(Fault(row.file, row.row, row.heading("code"), problem))
        return row
    known = _area(division, record.source)
    missing = {
        name: getattr(known, name)
        for name in ("kind", "within", "longitude", "latitude")
        if not getattr(record, name)
    }
    return replace(row, record=record.model_copy(update=missing))


def _with_identifier(row: Row, area: Area) -> Row:
    """Return a row of a country without an identifier with the one that its name gives it."""
    known = country(area.name) if area.kind == "Country" and not area.identifiers else None
    if known is None:
        return row
    return replace(row, record=area.model_copy(update={"identifiers": (known.identifier,)}))


def _country(known: Country, source: str) -> Area:
    """Return what the table of countries says of a country, as a record of a source."""
    return Area(
        name=known.name,
        kind="Country",
        aliases=(known.name_en,),
        identifiers=(known.identifier,),
        source=source,
    )


def _area(division: divisions.Division, source: str) -> Area:
    """Return what the table of divisions says of a division, as a record of a source."""
    return Area(
        name=division.name,
        kind=division.level,
        code=division.code,
        within=(division.parent,) if division.parent else (),
        longitude=Decimal(division.longitude) if division.longitude else None,
        latitude=Decimal(division.latitude) if division.latitude else None,
        source=source,
    )
