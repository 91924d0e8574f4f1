import random
from pathlib import Path

import pytest
from report_files import TEXT, TRADITIONAL

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.encoded_text import decoded


def read(folder: Path, content: bytes) -> str:
    path = folder / "报告.txt"
    path.write_bytes(content)
    return decoded(path, content)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
def test_simplified_text_in_its_encodings(tmp_path: Path, codec: str) -> None:
    assert read(tmp_path, TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "cp950", "big5hkscs"])
def test_traditional_text_in_its_encodings(tmp_path: Path, codec: str) -> None:
    assert read(tmp_path, TRADITIONAL.encode(codec)) == TRADITIONAL


def test_line_ends_and_blanks_stay_as_they_are(tmp_path: Path) -> None:
    text = "\r\n\u3000江城 签约\r\n\r\n正文。\t\n"
    assert read(tmp_path, text.encode("utf-8-sig")) == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (random.Random(6).randbytes(5_000), "save it as plain text in UTF-8"),
        (bytes(range(1, 9)) * 100, "is no plain text"),
        (b"GIF89a\0\0\1\0" * 10, "is no plain text; save it as plain text in UTF-8"),
        (TEXT.encode() + b"\xe6\xb1\n" + TEXT.encode(), "with a broken character in line 6"),
        ("Universit\xe9 de la Rivi\xe8re".encode("latin-1"), "is neither UTF-8 nor GB18030"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    (fault,) = caught.value.faults
    assert fault.file == "报告.txt"
    assert problem in fault.problem
    assert "CSV" not in fault.problem
