"""Standard input: any kind of report, called after its checksum; what is no report is refused."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from report_files import SIGNED, TITLE, TRADITIONAL, one_of_each

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents import standard_input
from hezuo.graph.extract.documents.documents import STANDARD_INPUT, read_reports
from hezuo.graph.extract.report import Report

Read = Callable[[bytes], Report]


class Bytes:
    """Standard input that holds bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return what reads the one report in some bytes."""

    def read(content: bytes) -> Report:
        monkeypatch.setattr(sys, "stdin", Bytes(content))
        (report,) = read_reports(STANDARD_INPUT)
        return report

    return read


@pytest.mark.parametrize("number", range(6))
def test_it_may_hold_any_kind_of_report(tmp_path: Path, read: Read, number: int) -> None:
    path = one_of_each(tmp_path)[number]
    report = read(path.read_bytes())
    assert SIGNED in report.text
    name = f"stdin-{report.sha256[:8]}"
    assert report.id == (f"{name}-1" if path.suffix == ".jsonl" else name)
    assert report.published == "2021-06-18"


def test_a_text_has_one_name_whenever_it_is_read_and_another_text_another(read: Read) -> None:
    assert read(SIGNED.encode()).id == read(SIGNED.encode()).id
    assert read(SIGNED.encode()).id != read(f"{SIGNED}\n".encode()).id


@pytest.mark.parametrize(
    "text",
    [
        TRADITIONAL,
        f"{{{TITLE}}}\n{SIGNED}",
        f"[江城日报] {SIGNED}",
        f"{TITLE}\n{SIGNED}\n",
        "Base camp for innovation\nPrefix Ltd and X signed.\n",
        "X and Y sign, at last\nThey met today, and signed.\n",
    ],
)
def test_whatever_the_text_it_is_kept(read: Read, text: str) -> None:
    encoding = "big5" if text is TRADITIONAL else "utf-8"
    assert read(text.encode(encoding)).text == text


def workbook() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty; send the text of a report"),
        (b" \n", "is empty"),
        (workbook(), "holds an Excel workbook and no report; save it as a file and name that"),
        ("单位名称,网址\n甲院,\n".encode("gbk"), "holds a table and no report"),
        (b"name,kind\nX,Company\n", "holds a table and no report"),
        (b"a\tb\n1\t2\n", "holds a table and no report"),
        (b"@prefix hz: <http://example.org/> .", "holds RDF or a network and no report"),
        (b"PREFIX hz: <http://example.org/>\n", "holds RDF or a network and no report"),
        (b"<http://e.org/a> <http://e.org/b> 1 .", "holds RDF or a network and no report"),
        (b'<?xml version="1.0"?>\n<rdf:RDF>', "holds RDF or a network and no report"),
        (b"<?xml version='1.0'?><graphml>", "holds RDF or a network and no report"),
        (b'{"table": "organizations", "name": "x"}', "holds JSON that is no report"),
        (b'{"@context": {},\n "@id": "x"}', "holds JSON that is no report"),
        (b'\xef\xbb\xbf[1,\n2]', "holds JSON that is no report"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(read: Read, content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    (fault,) = caught.value.faults
    assert fault.file.startswith("stdin")
    assert fault.problem.startswith(problem)


def test_what_is_too_large_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard_input, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="stdin: is larger than 0 MB; split it"):
        read(SIGNED.encode())


def test_lines_of_reports_are_read_each(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"id": "a", "text": SIGNED}, {"text": SIGNED}]
    content = "\n".join(json.dumps(line) for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", Bytes(content))
    first, second = read_reports(STANDARD_INPUT)
    assert first.id == "a"
    assert second.id == f"stdin-{second.sha256[:8]}-2"
