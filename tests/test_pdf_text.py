from pathlib import Path

import pytest
from playwright.sync_api import Browser
from report_files import LAST, MASTHEAD, PAGE, SAID, SIGNED, TITLE, faults, pdf_file

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.pdf_text import read_pdf
from hezuo.graph.extract.report import Report

MOST = 20_000_000


def read(path: Path, most: int = MOST) -> Report:
    return read_pdf(path.name, path.read_bytes(), most)


def test_the_text_layer_of_all_pages_in_order(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "签约.pdf", f"{TITLE}\n{MASTHEAD}\n{SIGNED}", f"{SAID}\n{LAST}")
    report = read(path)
    assert [line.strip() for line in report.text.splitlines()] == [
        TITLE, MASTHEAD, SIGNED, SAID, LAST,
    ]  # fmt: skip
    assert (report.title, report.published) == (TITLE, "2021-06-18")
    assert (report.publisher, report.author) == ("江城日报", "林若溪")


def test_radicals_that_look_like_signs_become_the_signs(tmp_path: Path) -> None:
    text = "⽔⼒发电⼚与江城⼤学在云岭签署了⼀份战略合作协议书⻓期有效"
    assert "水力发电厂与江城大学" in read(pdf_file(tmp_path / "签约.pdf", text)).text


def test_what_a_browser_prints_can_be_read(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    path = tmp_path / "打印.pdf"
    path.write_bytes(page.pdf())
    page.close()
    text = "".join(read(path).text.split())
    assert SIGNED in text
    assert text.index(SAID) > text.index(SIGNED)


@pytest.mark.parametrize("pages", [("",), ("", ""), ("扫描件",)])
def test_a_scanned_file_is_refused(tmp_path: Path, pages: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match=r"scan.pdf: has no text layer.*\(OCR\) first"):
        read(pdf_file(tmp_path / "scan.pdf", *pages))


def test_a_protected_file_is_refused(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "locked.pdf", SIGNED, is_locked=True)
    with pytest.raises(InputError, match=r"locked\.pdf: is protected by a password"):
        read(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", "江城日报".encode() * 99])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.pdf: is damaged"):
        read(path)


def test_a_truncated_file_is_read_or_refused(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "half.pdf", SIGNED, SAID)
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert len(faults(read, path)) <= 1


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "long.pdf", *[SIGNED] * 5)
    with pytest.raises(InputError, match="holds more than 100 characters; split it"):
        read(path, most=100)
