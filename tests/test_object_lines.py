"""JSON lines as such: their numbers, and one wording for what is wrong, whatever they hold."""

from decimal import Decimal
from pathlib import Path

import pytest

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.report_lines import read_report_lines
from hezuo.graph.sources.json_lines import read_json_lines
from hezuo.graph.sources.object_lines import json_object, numbered_lines


def test_lines_have_their_numbers_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\n \r\n\n{"b": 2}')
    assert list(numbered_lines(path)) == [(1, b'{"a": 1}\n'), (4, b'{"b": 2}')]


def test_numbers_are_read_as_asked() -> None:
    assert json_object(b'{"a": 1.50}', "", Decimal) == {"a": Decimal("1.50")}


@pytest.mark.parametrize(
    "line", [b"{", b"[" * 100_000, b'{"n": ' + b"9" * 5_000 + b"}", b'{"\xff": 1}', rb'["\ud800"]']
)
def test_records_and_reports_are_told_the_same(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "x.jsonl"
    told = []
    for read in (lambda: list(read_report_lines(path)), lambda: read_json_lines(path).rows):
        path.write_bytes(line)
        with pytest.raises(InputError) as caught:
            read()
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert told[0].startswith("x.jsonl, row 1: ")
