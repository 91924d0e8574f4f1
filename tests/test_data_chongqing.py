"""The bundled Chongqing tables in themselves: their files, columns, keys and references."""

import re

import pytest
from chongqing_tables import TABLES, called, canonical, items, rows, spans

COLUMNS = {
    "sources": "id title publisher author published language url file sha256 characters",
    "organizations": "name name_en aliases kind district note evidence",
    "districts": "name aliases kind code within covers longitude latitude note evidence",
    "experts": "name name_en affiliation note evidence",
    "appointments": "expert organization title evidence",
    "teams": "name aliases leader organizations members note evidence",
    "agreements": "id title kind parties teams scope goal fields signed_on event status flags "
    "note evidence",
    "event_series": "name aliases organizers note evidence",
    "events": "name aliases series ordinal theme fields place held_on mode audience "
    "audience_comparison organizers flags note evidence",
    "talks": "title kind speaker event evidence",
    "designations": "title kind level batch conferred_by recipients stated_count event "
    "conferred_on note evidence",
    "policies": "title issuers issued_on event note evidence",
    "programmes": "name aliases run_by note evidence",
    "observations": "measure value unit comparison period_start period_end area stated_by "
    "status note evidence",
}
ROWS = dict(
    zip(COLUMNS, (1, 39, 27, 9, 11, 2, 9, 1, 5, 2, 7, 2, 2, 14), strict=True)
)  # 39 organisations for the 40 names: one body is named in two ways
# Which columns make a row the only one of its kind.
KEYS = {
    "sources": "id",
    "appointments": "expert organization title",
    "agreements": "title parties signed_on",
    "talks": "title speaker",
    "designations": "title recipients",
    "policies": "title",
    "observations": "measure value area period_start period_end",
}
# Which tables a column's names are defined in.
REFERENCES = {
    "district": "districts",
    "within": "districts",
    "covers": "districts",
    "area": "districts",
    "affiliation": "organizations",
    "organization": "organizations",
    "organizations": "organizations",
    "parties": "organizations",
    "organizers": "organizations",
    "issuers": "organizations",
    "run_by": "organizations",
    "place": "organizations districts",
    "conferred_by": "organizations districts",
    "recipients": "organizations districts",
    "stated_by": "organizations experts",
    "expert": "experts",
    "leader": "experts",
    "members": "experts",
    "speaker": "experts",
    "teams": "teams",
    "series": "event_series",
    "event": "events",
}


def test_the_tables_are_the_expected_files_with_the_expected_columns() -> None:
    assert {path.stem for path in TABLES.iterdir()} == set(COLUMNS)
    for table, columns in COLUMNS.items():
        data = (TABLES / f"{table}.csv").read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.decode("utf-8").splitlines()[0].split(",") == columns.split()
        assert all(None not in row and None not in row.values() for row in rows(table))


def test_the_tables_have_the_expected_number_of_rows() -> None:
    assert {table: len(rows(table)) for table in COLUMNS} == ROWS


@pytest.mark.parametrize("table", COLUMNS)
def test_no_key_stands_twice(table: str) -> None:
    columns = KEYS.get(table, "name").split()
    keys = [tuple(row[column] for column in columns) for row in rows(table)]
    assert len(set(keys)) == len(keys)
    if "name" in COLUMNS[table].split():
        names = [name for row in rows(table) for name in called(row)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_reference_resolves(table: str) -> None:
    for row in rows(table):
        for column in set(row) & set(REFERENCES):
            canonical(items(row[column]), REFERENCES[column])


def test_cells_are_well_formed() -> None:
    dates = {"published", "signed_on", "held_on", "conferred_on", "issued_on"}
    dates |= {"period_start", "period_end"}
    for table in COLUMNS:
        for row in rows(table):
            assert all(cell == cell.strip() for cell in row.values())
            assert all(start < end for start, end in spans(row))
            for column in dates & set(row):
                assert re.fullmatch(r"|\d{4}(-[01]\d(-[0-3]\d)?)?", row[column])
            assert re.fullmatch(r"|\d{6}", row.get("code", ""))
            assert row.get("kind") not in {"Province", "City", "County"} or row["code"]
    assert all(float(row["value"]) for row in rows("observations"))
