"""Where the bundled Chongqing tables say their facts stand in the report, and that they do."""

import hashlib
import re

from chongqing_tables import (
    SEED,
    TABLES,
    called,
    facts,
    items,
    mentions,
    needs_seed,
    report,
    row_called,
    rows,
    says,
    slices,
    spans,
)

pytestmark = needs_seed
EVERY_TABLE = sorted(path.stem for path in TABLES.iterdir())


def test_the_source_is_described_as_it_is() -> None:
    [source] = rows("sources")
    raw = (SEED / source["file"]).read_bytes()
    assert source["sha256"] == hashlib.sha256(raw).hexdigest()
    assert source["characters"] == str(len(report()))
    assert [source[key] for key in ("title", "publisher", "author")] == [
        facts()[key] for key in ("title", "publisher", "author")
    ]


def test_every_mention_is_evidence_of_its_row() -> None:
    tables = {"ORG": "organizations", "PER": "experts", "LOC": "districts"}
    tables["EVENT"] = "events event_series"
    for kind, text, start, end in mentions():
        name = text.strip("“”‘’《》")
        if kind in tables:
            assert (start, end) in spans(row_called(name, tables[kind])), text
        elif kind == "COVER" and name in {row["name"] for row in rows("programmes")}:
            assert (start, end) in spans(row_called(name, "programmes")), text
        elif kind in {"COVER", "POLICY"}:
            [row] = [r for t in ("agreements", "policies") for r in rows(t) if r["title"] == name]
            assert any(a <= start and end <= b for a, b in spans(row)), text
        else:
            assert kind == "OPT"


def test_evidence_of_what_has_a_name_reads_that_name() -> None:
    for table in ("organizations", "districts", "experts", "teams", "events", "event_series"):
        for row in rows(table):
            assert {*slices(row)} <= {*called(row)}
    for row in rows("programmes"):
        assert {text.strip("“”‘’") for text in slices(row)} == {row["name"]}


def test_evidence_of_an_agreement_names_its_parties_and_title() -> None:
    for row in rows("agreements"):
        for text in slices(row):
            assert row["title"] in text
            assert all(says(text, party) for party in items(row["parties"]))


def test_evidence_of_a_role_or_talk_names_who_and_what() -> None:
    for row in rows("appointments"):
        for text in slices(row):
            assert row["expert"] in text
            assert row["organization"] in text
            assert row["title"][:1] in text  # the report shortens 摄影 under its photographs
    for row in rows("talks"):
        assert all(row["title"] in text and row["speaker"] in text for text in slices(row))


def test_evidence_of_a_policy_or_designation_names_who_and_what() -> None:
    for row in rows("policies"):
        for text in slices(row):
            assert row["title"] in text
            assert all(says(text, issuer) for issuer in items(row["issuers"]))
    for row in rows("designations"):
        whole = slices(row)[0]
        assert all(says(whole, name) for name in items(row["recipients"]))
        assert row["stated_count"] in whole


def test_evidence_of_a_figure_holds_the_figure() -> None:
    for row in rows("observations"):
        stated = row["value"] + row["unit"]
        assert all(stated in text.replace(" ", "").replace("个百", "百") for text in slices(row))


def test_evidence_is_inside_the_file_and_at_most_one_sentence() -> None:
    for table in EVERY_TABLE:
        for row in rows(table):
            assert all(end <= len(report()) for _, end in spans(row))
            assert not any("。" in text for text in slices(row))


def test_no_sentence_of_the_report_is_copied() -> None:
    text = report().replace("\n", "")
    for table in EVERY_TABLE:
        for row in rows(table):
            for column, cell in row.items():
                assert "。" not in cell
                if column == "note":
                    clauses = re.split("[，；、：]", cell)
                    assert not any(len(clause) > 12 and clause in text for clause in clauses)
                elif column not in {"name", "title"}:
                    assert len(cell) <= 25 or cell not in text, cell


def test_only_what_the_report_does_not_name_is_without_evidence() -> None:
    bare = [row for table in EVERY_TABLE for row in rows(table) if row.get("evidence") == ""]
    assert [row["name"] for row in bare] == ["浙江省", "长寿区"]
    assert all(row["note"] for row in bare)
