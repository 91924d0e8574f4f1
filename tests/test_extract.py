"""The command `hezuo extract`: facts of files, folders and standard input, in every format."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from signing_reports import TEXT, write_reports

from hezuo.commands.extract import _KINDS
from hezuo.graph.extract.facts import KINDS
from hezuo.graph.output import FORMATS

Run = Callable[..., subprocess.CompletedProcess[str]]
PUBLISHED = ("--published", "2021-06-18")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "签约.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_table_has_the_sentence_with_the_mention_marked(hezuo: Run, report: Path) -> None:
    done = hezuo("extract", report, *PUBLISHED, "--kind", "organization", "-f", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6月17日，【重庆市沙坪坝区科协】与成都市武侯区科协签署" in done.stdout.replace("\\", "")
    table = hezuo("extract", report, *PUBLISHED).stdout
    assert table.split()[:5] == ["kind", "fact", "confidence", "flags", "sentence"]
    assert "【" in table


def test_facts_stand_by_kind_and_the_surest_first(hezuo: Run, report: Path) -> None:
    found = lines(hezuo("extract", report, *PUBLISHED, "-f", "jsonl"))
    kinds = list(KINDS)
    order = [(kinds.index(str(f["kind"])), -float(str(f["confidence"]))) for f in found]
    assert order == sorted(order)


def test_places_count_in_the_text_of_the_file(hezuo: Run, report: Path) -> None:
    found = lines(hezuo("extract", report, *PUBLISHED, "-f", "jsonl", "--kind", "person"))
    (person,) = found
    assert person["roles"] == [{"organization": "重庆市沙坪坝区科协", "title": "主席"}]
    assert [TEXT[start:end] for start, end in person["spans"]] == ["周望舒"]  # type: ignore[attr-defined]
    start, end = person["sentence_span"]  # type: ignore[misc]
    assert TEXT[start:end] == person["sentence"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_into_a_file(hezuo: Run, report: Path, form: str) -> None:
    shown = hezuo("extract", report, *PUBLISHED, "-f", form).stdout
    done = hezuo("extract", report, *PUBLISHED, "-f", form, "-o", report.parent / "out")
    assert (done.returncode, done.stdout) == (0, "")
    assert (report.parent / "out").read_text("utf-8") == shown


def test_standard_input_is_a_report(hezuo: Run, report: Path) -> None:
    done = hezuo("extract", "-", *PUBLISHED, "-f", "jsonl", "--kind", "agreement", input=TEXT)
    checksum = hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    assert {fact["report"] for fact in lines(done)} == {f"stdin-{checksum}"}


def test_of_many_reports_each_row_names_its_own(hezuo: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "r", 3)
    done = hezuo("extract", tmp_path / "r", "--kind", "agreement", "-f", "csv", "--processes", "2")
    rows = done.stdout.splitlines()
    assert [row.split(",")[0] for row in rows] == [
        "report", "report000", "report001", "report002",
    ]  # fmt: skip


def test_one_bad_report_is_named_and_the_others_are_read_if_asked_to(
    hezuo: Run, tmp_path: Path
) -> None:
    paths = write_reports(tmp_path / "r", 3)
    paths[0].write_bytes(b"")
    done = hezuo("extract", tmp_path / "r", "--kind", "agreement", "-f", "jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "report000.txt: is empty" in done.stderr
    done = hezuo("extract", tmp_path / "r", "--kind", "agreement", "-f", "jsonl", "--keep-going")
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 2)
    assert "report000.txt: is empty" in done.stderr


def test_nothing_found_is_said(hezuo: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("今天天气很好。", encoding="utf-8")
    done = hezuo("extract", tmp_path / "x.txt")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "no facts found\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--published", "gestern"], "--published:"),
        (["--extractor", "x"], "there is no extractor 'x'; there are"),
        (["--extractor", "llm"], "hezuo: "),
        (["--min-confidence", "2"], "0<=x<=1"),
        (["--kind", "thing"], "is not one of"),
    ],
)
def test_options_that_cannot_be_are_refused(
    hezuo: Run, report: Path, options: list[str], said: str
) -> None:
    done = hezuo("extract", report, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_review_page_is_written_beside_the_facts(hezuo: Run, report: Path) -> None:
    done = hezuo("extract", report, *PUBLISHED, "--review", report.parent / "review.html")
    assert done.returncode == 0, done.stderr
    assert "周望舒" in (report.parent / "review.html").read_text("utf-8")


def test_on_a_terminal_the_mention_is_bold(report: Path) -> None:
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "hezuo.cli", "extract", report, "--kind", "person"]
    environment = os.environ | {"COLUMNS": "100"}
    with subprocess.Popen(command, stdout=terminal, stderr=subprocess.PIPE, env=environment) as run:
        os.close(terminal)
        written = b""
        try:
            while part := os.read(main, 4096):
                written += part
        except OSError:  # what is at the other end has gone
            pass
        run.communicate()
    os.close(main)
    assert "\x1b[1m周望舒\x1b[22m" in written.decode()


def test_the_kinds_of_the_option_are_those_of_facts() -> None:
    assert list(_KINDS) == list(KINDS)


@pytest.mark.parametrize("option", ["--review", "-o"])
@pytest.mark.parametrize("given", ["签约.txt", "."])
def test_a_report_is_never_overwritten(hezuo: Run, report: Path, option: str, given: str) -> None:
    done = hezuo("extract", report.parent / given, option, report)
    assert done.returncode == 2
    assert "签约.txt is read as a report, and would be overwritten" in done.stderr
    assert report.read_text("utf-8") == TEXT
