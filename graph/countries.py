"""Countries: from an ISO 3166-1 code or a name in either language to the country.

The table is data/countries.csv (see data/LICENSES.md).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).resolve().parents[1] / "data" / "countries.csv"
_SCHEME = "iso3166:"


class Country(NamedTuple):
    """A country with its identifier, such as ``iso3166:DE``, its names, and where it lies.

    ``position`` is longitude and latitude of its middle in degrees, None where it is not known.
    """

    identifier: str
    name: str
    name_en: str
    other_names: tuple[str, ...] = ()
    position: tuple[float, float] | None = None


def country(text: str) -> Country | None:
    """Return the country that an identifier or a name means, or None.

    >>> country("Germany").identifier, country("iso3166:DE").name
    ('iso3166:DE', '德国')
    """
    return _table().get(text.casefold())


@cache
def _table() -> dict[str, Country]:
    found: dict[str, Country] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            others = tuple(filter(None, row["other_names"].split("|")))
            has_place = row["longitude"] and row["latitude"]
            place = (float(row["longitude"]), float(row["latitude"])) if has_place else None
            known = Country(_SCHEME + row["code"], row["name_zh"], row["name_en"], others, place)
            for name in (known.identifier, known.name, known.name_en, *others):
                found[name.casefold()] = known
    return found
