"""JSON lines: records as a program writes them, and what is wrong with them."""

import json
from pathlib import Path

import pytest

from hezuo.graph.errors import InputError
from hezuo.graph.records import Agreement, Organization, Project, Source
from hezuo.graph.resolve import link
from hezuo.graph.sources.json_lines import read_json_lines
from hezuo.graph.sources.tables import Tables


def read(path: Path, *lines: object) -> Tables:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), "utf-8")
    return read_json_lines(path)


def faults(path: Path, *lines: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        link(read(path, *lines).rows)
    return str(caught.value).splitlines()[:-1]


def test_records_of_all_forms_of_values(tmp_path: Path) -> None:
    tables = read(
        tmp_path / "x.jsonl",
        {"table": "sources", "id": "s", "title": "S"},
        "",
        {"table": "organizations", "name": "甲公司", "kind": "企业", "aliases": ["A", "B"],
         "note": None},
        {"table": "organizations", "name": "乙", "aliases": "C", "founded": "1999年3月"},
        '{"table": "projects", "name": "P", "budget": 1234567890.123456789, "lead": "A"}',
        {"table": "agreements", "title": "T", "parties": ["甲公司", "乙"], "signed_on": "2021/3/5",
         "status": "Signed", "evidence": ["1-5"]},
    )  # fmt: skip
    source, first, second, project, agreement = (row.record for row in tables.rows)
    assert isinstance(source, Source)
    assert isinstance(first, Organization)
    assert (first.kind, first.aliases, first.source) == ("Company", ("A", "B"), "s")
    assert isinstance(second, Organization)
    assert (second.aliases, second.founded) == (("C",), "1999-03")
    assert isinstance(project, Project)
    assert str(project.budget) == "1234567890.123456789"
    assert isinstance(agreement, Agreement)
    assert agreement.signed_on == "2021-03-05"
    assert [row.row for row in tables.rows] == [1, 3, 4, 5, 6]
    assert tables.is_named
    assert len(link(tables.rows)) == 5


def test_a_file_that_names_no_source_is_one(tmp_path: Path) -> None:
    tables = read(tmp_path / "某.ndjson", {"table": "organizations", "name": "X"})
    assert not tables.is_named
    assert {row.record.source for row in tables.rows} == {"某"}


ORGANIZATION = {"table": "organizations", "name": "X"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no well-formed JSON ("),
        ("[" * 100_000, "is no well-formed JSON (too deep or too long); mend it"),
        ('{"table": "organizations", "name": "\\ud800"}', "holds half a character"),
        ("[1]", 'is no object; write {"table": ..., "name": ...}'),
        ('{"table": "observations", "measure": "x", "value": 1e999999999}', "40 digits"),
        ({"name": "X"}, "column table: 'None' is no table; there are sources, "),
        ({"table": "organisations"}, "did you mean organizations?"),
        ({"table": ["x"]}, "is no table; there are "),
        ({"table": "organizations"}, "column name: is missing; it has to be there"),
        (ORGANIZATION | {"nmae": 1}, "column nmae: is no field of organizations; did you mean"),
        (ORGANIZATION | {"name": True}, "column name: true is no text and no number"),
        (ORGANIZATION | {"aliases": [["A"]]}, 'column aliases: ["A"] is no text and no number'),
        (ORGANIZATION | {"kind": "Compny"}, "did you mean Company?"),
        (ORGANIZATION | {"founded": "2021-02-30"}, "column founded: '2021-02-30' is not a date"),
        (ORGANIZATION | {"identifiers": ["ror:042aqky31"]}, "its check digit is wrong"),
        (ORGANIZATION | {"evidence": "5"}, "is not a span"),
        (ORGANIZATION | {"source": "t"}, "column source: names no source of the file; did"),
        (ORGANIZATION | {"district": "nowhere"}, "column district: 'nowhere' is defined in no"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_wrong_with_a_line(tmp_path: Path, line: object, said: str) -> None:
    source = {"table": "sources", "id": "st", "title": "S"}
    (told,) = faults(tmp_path / "x.jsonl", source, line)
    assert told.startswith("x.jsonl, row 2")
    assert said in told


def test_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    assert faults(path, "")[0] == "x.jsonl: holds no records; write one object a line"
    assert len(faults(path, *["{"] * 100)) == 20
    path.write_bytes(b'{"table": "organizations", "name": "\xff"}')
    with pytest.raises(InputError, match=r"x\.jsonl, row 1: is not UTF-8; save the file as UTF-8"):
        read_json_lines(path)
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(InputError, match=r"row 1: is longer than 16 MB; write one object a line"):
        read_json_lines(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_json_lines(tmp_path / "none.jsonl")
