import json
from pathlib import Path
from typing import Any

import pytest
from report_files import MASTHEAD, SIGNED, TITLE

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.report_lines import is_report_lines, read_report_lines
from hezuo.graph.extract.report import Report

FIRST = {"id": "甲-1", "title": TITLE, "text": SIGNED, "published": "2021年6月18日", "lang": "zh"}


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "新闻.jsonl"
    texts = (
        json.dumps(line, ensure_ascii=False) if isinstance(line, dict) else line for line in lines
    )
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[Report]:
    return list(read_report_lines(path))


def test_each_line_is_a_report(tmp_path: Path) -> None:
    second = {
        "text": SIGNED, "url": "https://example.org/1", "publisher": "江城日报", "author": None,
        "published": "June 18, 2021", "title": None,
    }  # fmt: skip
    path = written(tmp_path, FIRST, "", second, {"id": 7, "text": f"{MASTHEAD}\n{SIGNED}"})
    one, two, three = read(path)
    assert one.text == f"{TITLE}\n\n{SIGNED}"
    assert one.title_span is not None
    assert (one.id, two.id, three.id) == ("甲-1", "新闻-3", "7")
    assert (one.published, two.published, three.published) == ("2021-06-18",) * 3
    assert (two.text, two.title, two.author, two.publisher) == (SIGNED, "", "", "江城日报")
    assert (two.url, three.publisher, three.author) == (
        "https://example.org/1",
        "江城日报",
        "林若溪",
    )
    assert {report.file for report in (one, two, three)} == {"新闻.jsonl"}
    assert len({report.sha256 for report in (one, two, three)}) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "row 2: is no well-formed JSON"),
        ("[" * 100_000, "row 2: is no well-formed JSON (too deep or too long)"),
        ('{"text": "签", "n": ' + "9" * 5_000 + "}", "row 2: is no well-formed JSON (too"),
        ("[1]", "row 2: is no object"),
        ("{}", "row 2, column text: is missing"),
        ('{"text": " "}', "row 2, column text: is missing"),
        ('{"text": 5}', "row 2, column text: is no text"),
        ('{"text": "签", "id": [1]}', "row 2, column id: is no text and no number"),
        ('{"text": "签", "id": "甲-1"}', "row 2, column id: has the id '甲-1' of row 1"),
        ('{"text": "签", "published": "昨天"}', "row 2, column published: '昨天' is not a date"),
        ('{"text": "\\ud800"}', "row 2: holds half a character"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    tmp_path: Path, line: str, problem: str
) -> None:
    reports = read_report_lines(written(tmp_path, FIRST, line, {"text": SIGNED}))
    found = []
    with pytest.raises(InputError) as caught:
        found.extend(report.id for report in reports)
    assert str(caught.value).startswith(f"新闻.jsonl, {problem}")
    assert "Traceback" not in str(caught.value)


def test_the_good_lines_come_before_the_error(tmp_path: Path) -> None:
    reports = read_report_lines(written(tmp_path, FIRST, "{", {"text": SIGNED}))
    assert [next(reports).id, next(reports).id] == ["甲-1", "新闻-3"]
    with pytest.raises(InputError):
        next(reports)


def test_twenty_faults_are_enough(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, *["{"] * 50))
    assert len(caught.value.faults) == 20


def test_other_encodings_and_empty_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "新闻.jsonl"
    path.write_bytes(json.dumps(FIRST, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(InputError, match="row 1: is not UTF-8"):
        read(path)
    path.write_bytes(b"\n\n")
    with pytest.raises(InputError, match="holds no reports"):
        read(path)
    path.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        read(path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "新闻.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(FIRST).encode())
    assert is_report_lines(path)
    assert read(path)[0].id == "甲-1"


@pytest.mark.parametrize(
    ("line", "are_reports"),
    [
        (FIRST, True),
        ({"text": ""}, True),
        ({"table": "organizations", "name": "江城大学"}, False),
        ({"table": "sources", "id": "甲", "title": "乙", "text": "丙"}, False),
        ({"name": "江城大学"}, False),
        ("[]", False),
        ("{", False),
        ("", False),
    ],
)
def test_the_first_line_tells_reports_from_records(
    tmp_path: Path, line: Any, are_reports: bool
) -> None:
    assert is_report_lines(written(tmp_path, "", line, FIRST if line else "")) is are_reports
