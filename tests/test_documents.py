import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from report_files import (
    SAID,
    SIGNED,
    TITLE,
    one_of_each,
)

from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.extract.documents import documents
from hezuo.graph.extract.documents.documents import read_reports, report_files, report_names
from hezuo.graph.extract.report import Report


def read(path: Path, published: str = "") -> Report:
    (report,) = read_reports(path, published)
    return report


def test_every_kind_of_file_gives_the_report(tmp_path: Path) -> None:
    for path in one_of_each(tmp_path):
        report = read(path, "1999-01-01")
        assert SIGNED in report.text
        assert (report.title, report.published) == (TITLE, "2021-06-18"), path
        assert (report.publisher, report.file) == ("江城日报", path.name)
        assert report.id == ("f-1" if path.suffix == ".jsonl" else path.stem)
        assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_text_is_kept_to_the_last_character(tmp_path: Path) -> None:
    text = "\r\n\u3000江城 签约\r\n\x07\u202e正文。\u200b\r\n"
    path = tmp_path / "签约.txt"
    path.write_bytes(text.encode())
    assert read(path).text == text


def test_the_date_given_counts_where_the_file_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "签约.txt"
    path.write_bytes(SIGNED.encode())
    assert read(path).published == ""
    assert read(path, "2021年6月18日").published == "2021-06-18"
    with pytest.raises(HezuoError, match="'昨天' is not a date"):
        read(path, "昨天")


def test_a_name_may_be_given(tmp_path: Path) -> None:
    text, page, word, pdf, *_, lines = one_of_each(tmp_path)
    assert {page, word, pdf} < set(tmp_path.iterdir())
    assert [report.id for report in read_reports(text, name="甲")] == ["甲"]
    assert [report.id for report in read_reports(lines, name="甲")] == ["甲-1"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("空.txt", b"", "is empty"),
        ("空.html", b"", "is empty"),
        ("空.docx", b"", "is empty"),
        ("空.pdf", b"", "is empty"),
        ("空.jsonl", b"", "holds no reports"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, "is no plain text"),
        ("图.png", b"\x89PNG", "is none of the kinds of files that hold reports"),
        ("无.txt", None, "does not exist"),
    ],
)
def test_what_holds_no_report_is_refused(
    tmp_path: Path, name: str, content: bytes | None, problem: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(path)
    (fault,) = caught.value.faults
    assert fault.file == name
    assert problem in fault.problem


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes((SAID + "\n").encode() * 100)
    monkeypatch.setattr(documents, "MOST_CHARACTERS", 1_000)
    with pytest.raises(InputError, match=r"大\.txt: holds more than 1,000 characters; split it"):
        read(path)
    with path.open("wb") as file:
        file.truncate(documents.MOST_BYTES + 1)
    with pytest.raises(InputError, match=r"大\.txt: is larger than 50 MB; split it"):
        read(path)


def test_a_text_without_any_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_bytes("江".encode() * 3_000_000)
    assert (len(read(path).text), read(path).title) == (3_000_000, "")


def test_a_folder_gives_its_reports_sorted_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    kept = one_of_each(tmp_path / "乙") + one_of_each(tmp_path / "甲")
    for name in ("图.png", "~$签约.docx", ".隐.txt", "表.csv"):
        (tmp_path / "甲" / name).write_bytes(b"x")
    (tmp_path / ".隐").mkdir()
    (tmp_path / ".隐" / "报.txt").write_bytes(b"x")
    record = {"table": "organizations", "name": "江城大学"}
    (tmp_path / "甲" / "记录.jsonl").write_text(json.dumps(record))
    (tmp_path / "甲" / "环").symlink_to(tmp_path, target_is_directory=True)
    notes: list[str] = []
    assert report_files([tmp_path], notes) == sorted(kept)
    (note,) = notes
    assert note.startswith(f"{tmp_path}: left out ")
    for name in ("图.png", "~$签约.docx", ".隐.txt", "表.csv", "记录.jsonl"):
        assert name in note


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    files = one_of_each(tmp_path)
    assert report_files([files[0], tmp_path, Path("-")]) == [*files, Path("-")]


def test_folders_without_reports_and_paths_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(HezuoError, match="holds no reports"):
        report_files([tmp_path])
    with pytest.raises(HezuoError, match=r"无\.txt does not exist; name a report"):
        report_files([tmp_path / "无.txt"])
    with pytest.raises(HezuoError, match="is a folder"):
        read(tmp_path)


def test_files_that_are_named_alike_keep_apart() -> None:
    files = [
        Path("甲/1.txt"),
        Path("乙/1.txt"),
        Path("乙/1.html"),
        Path("丙/2.txt"),
        Path("丙/甲/1.txt"),
    ]
    names = report_names(files)
    assert list(names.values()) == ["甲/1.txt", "乙/1.txt", "乙/1.html", "2", "丙/甲/1.txt"]


def test_an_archive_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "报.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("签约.txt", SIGNED)
    with pytest.raises(InputError, match=r"报\.txt: is no plain text"):
        read(path)
