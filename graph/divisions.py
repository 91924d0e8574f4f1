"""China's administrative divisions: from a code or a name to the division and what it lies in.

The table is data/divisions.csv (see data/LICENSES.md). It also has divisions that were abolished or
renamed since 2000, because reports and registries keep naming them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[1] / "data" / "divisions.csv"

_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county under one of its names, with the years the name was in use.

    `parent` is a code, empty for a province. `valid_from` is None when the name is older than the
    yearly lists, `valid_until` is None while it is in use. Coordinates are None where unknown.
    """

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    longitude: str | None
    latitude: str | None
    valid_from: int | None
    valid_until: int | None


@dataclass(frozen=True, slots=True)
class _Table:
    by_code: dict[str, Division]
    by_name: dict[str, list[Division]]
    longest_name: int


def by_code(code: str) -> Division | None:
    """Return the division that has this code now, else the last one that had it, else None."""
    return _table().by_code.get(code)


def provinces() -> list[Division]:
    """Return the provinces in use, by their codes."""
    known = _table().by_code.values()
    found = [d for d in known if d.level == "Province" and d.valid_until is None]
    return sorted(found, key=lambda division: division.code)


def all_names() -> list[str]:
    """Return every full and short name of a division, those no longer in use too."""
    return list(_table().by_name)


def by_name(name: str, within: str | None = None) -> list[Division]:
    """Find the divisions a name may mean, in the order province, city, county, then by code.

    The name may be full or short, and may have the divisions it lies in put in front: 沙坪坝,
    重庆市沙坪坝区, 四川成都武侯区. With `within`, a code, only divisions below that one are found.
    Names no longer in use are found only if nothing in use has the name.
    """
    found = _readings("".join(name.split()), within)
    in_use = [division for division in found if division.valid_until is None]
    levels = ("Province", "City", "County")
    return sorted(
        in_use or found,
        key=lambda division: (levels.index(division.level), division.code, division.name),
    )


def ancestors(code: str) -> list[Division]:
    """Return what the division with this code lies in, nearest first; empty if it is unknown."""
    division = by_code(code)
    return [] if division is None else _above(division)


def _readings(text: str, within: str | None) -> set[Division]:
    """Read `text` as a name or, if it is none, as a division followed by one below it."""
    table = _table()
    whole = {found for found in table.by_name.get(text, ()) if _lies_in(found, within)}
    if whole:
        return whole
    parts: set[Division] = set()
    longest = min(table.longest_name, len(text) - _SHORTEST_NAME)
    for end in range(_SHORTEST_NAME, longest + 1):
        # A county has nothing below it, so this goes two divisions deep at most.
        upper = {
            division.code
            for division in table.by_name.get(text[:end], ())
            if division.level != "County" and _lies_in(division, within)
        }
        for code in upper:
            parts |= _readings(text[end:], code)
    return parts


def _lies_in(division: Division, within: str | None) -> bool:
    return within is None or any(upper.code == within for upper in _above(division))


def _above(division: Division) -> list[Division]:
    found = []
    upper = by_code(division.parent)
    while upper is not None:
        found.append(upper)
        upper = by_code(upper.parent)
    return found


@cache
def _table() -> _Table:
    codes: dict[str, Division] = {}
    names: defaultdict[str, list[Division]] = defaultdict(list)
    for division in _read(_TABLE):
        known = codes.get(division.code)
        if known is None or _last_year(division) > _last_year(known):
            codes[division.code] = division
        for name in {division.name, division.short_name}:
            names[name].append(division)
    return _Table(codes, dict(names), max(map(len, names)))


def _last_year(division: Division) -> float:
    return float("inf") if division.valid_until is None else division.valid_until


def _read(path: Path) -> list[Division]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Division(
                code=row["code"],
                name=row["name"],
                short_name=row["short_name"],
                level=row["level"],
                parent=row["parent"],
                longitude=row["longitude"] or None,
                latitude=row["latitude"] or None,
                valid_from=int(row["valid_from"]) if row["valid_from"] else None,
                valid_until=int(row["valid_until"]) if row["valid_until"] else None,
            )
            for row in csv.DictReader(file)
        ]
