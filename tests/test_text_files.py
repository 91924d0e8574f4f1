from pathlib import Path

from report_files import MASTHEAD, SIGNED, TEXT, TITLE

from hezuo.graph.extract.documents.text_files import read_text
from hezuo.graph.extract.report import Report


def read(path: Path, text: str) -> Report:
    path.write_bytes(text.encode())
    return read_text(path, path.read_bytes())


def test_a_plain_text_says_who_published_it_and_when(tmp_path: Path) -> None:
    report = read(tmp_path / "签约.txt", TEXT)
    assert report.text == TEXT
    assert (report.title, report.published) == (TITLE, "2021-06-18")
    assert (report.publisher, report.author) == ("江城日报", "林若溪")
    assert report.title_span is not None
    assert report.title_span.start == 0


def test_a_heading_of_markdown_is_the_title(tmp_path: Path) -> None:
    text = f"\n# {TITLE} #\n\n{MASTHEAD}\n\n{SIGNED}\n"
    report = read(tmp_path / "签约.MD", text)
    assert report.text == text
    assert (report.title, report.published) == (TITLE, "2021-06-18")


def test_markdown_may_begin_with_what_is_known_of_it(tmp_path: Path) -> None:
    front = '---\ntitle: "别的题目"\ndate: 2021-06-18T08:00:00\nsource: 江城日报\nauthor: 林若溪\n'
    text = f"{front}url: https://example.org/1\n---\n\n{SIGNED}\n{SIGNED}{SIGNED}"
    report = read(tmp_path / "签约.md", text)
    assert report.text == text
    assert (report.published, report.publisher) == ("2021-06-18", "江城日报")
    assert (report.author, report.url) == ("林若溪", "https://example.org/1")


def test_a_line_is_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{TITLE}\n{SIGNED}\n"
    assert read(tmp_path / "签约.md", text).text == text
