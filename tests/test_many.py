"""Reading many reports: in order, in one process or in several, whatever is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from signing_reports import BODY, write_lines, write_reports

from hezuo.graph.errors import Fault, HezuoError, InputError
from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.many import extractions, read_each
from hezuo.graph.extract.reading import Reading
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rules import RuleExtractor


def name_of(report: Report, extraction: Extraction, how: Reading) -> str:
    return report.id


def stubborn(report: Report, extraction: Extraction, how: Reading) -> str:
    raise InputError([Fault(report.file, 1, "", "is refused")])


@pytest.mark.parametrize("processes", [1, 2])
def test_the_order_is_that_of_the_files(tmp_path: Path, processes: int) -> None:
    paths = write_reports(tmp_path, 30)
    paths[3].write_bytes(b"")
    lines = [{"id": f"line{n}", "text": BODY} for n in range(20)]
    paths.append(write_lines(tmp_path / "x.jsonl", *lines))
    files = [(path, "") for path in paths]
    read = list(read_each(files, Reading(processes=processes), name_of))
    names = [path.stem for path in paths[:-1] if path != paths[3]]
    assert [name for one in read for name in one.made] == [*names, *(x["id"] for x in lines)]
    assert [one.path for one in read if one.error] == [paths[3]]
    assert "is empty" in str(next(one.error for one in read if one.error))


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_is_the_same_from_another_process(tmp_path: Path, processes: int) -> None:
    (path,) = write_reports(tmp_path, 1)
    (read,) = read_each([(path, "")], Reading(processes=processes), stubborn)
    assert isinstance(read.error, InputError)
    assert read.error.faults == [Fault("report000.txt", 1, "", "is refused")]
    assert str(read.error) == "report000.txt, row 1: is refused\n1 fault; nothing was stored"


def test_an_extractor_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: RuleExtractor, report: Report) -> Extraction:
        raise RecursionError("too deep")

    monkeypatch.setattr(RuleExtractor, "extract", fail)
    (read,) = extractions(write_reports(tmp_path, 1), Reading(), [])
    with pytest.raises(HezuoError, match=r"report000: the extractor rules failed .*too deep"):
        raise read.error or AssertionError


def test_few_reports_are_kept_in_memory(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", *[{"text": BODY}] * 50)
    read = extractions([path], Reading(), [])
    first = next(read)  # before the file has been read to its end
    assert first.made[0][0].id == "x-1"
