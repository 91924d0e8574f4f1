"""The golden files' own rules: equal passes, different fails with a diff, updating writes."""

from pathlib import Path

import pytest
from golden import Golden


def test_an_equal_text_passes_to_the_last_line_end(tmp_path: Path) -> None:
    Golden(tmp_path, update=True).check("folder/答案.txt", "合作\r\n一\n")
    Golden(tmp_path).check("folder/答案.txt", "合作\r\n一\n")
    with pytest.raises(pytest.fail.Exception):
        Golden(tmp_path).check("folder/答案.txt", "合作\n一\n")


def test_a_different_text_fails_with_the_lines_and_the_remedy(tmp_path: Path) -> None:
    Golden(tmp_path, update=True).check("answer.txt", "one\ntwo\n")
    with pytest.raises(pytest.fail.Exception) as failure:
        Golden(tmp_path).check("answer.txt", "one\nthree\n")
    message = str(failure.value)
    assert "-two\\n" in message
    assert "+three\\n" in message
    assert "make golden" in message


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"there is no .*answer\.txt"):
        Golden(tmp_path).check("answer.txt", "one")
