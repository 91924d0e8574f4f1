"""Answers kept on disk: found again, never trusted blindly, and no reason to fail."""

import stat
from pathlib import Path

import pytest
from llm_server import answer

from hezuo.graph.extract.llm.cache import AnswerCache, cache_key
from hezuo.graph.extract.llm.schema import read_answer

ANSWER = read_answer(answer(talks=[{"title": "题", "quote": "题"}]))
KEY = cache_key("text", "prompt", "model")


@pytest.fixture
def notes() -> list[str]:
    return []


def test_an_answer_is_found_again(tmp_path: Path, notes: list[str]) -> None:
    cache = AnswerCache(tmp_path)
    assert cache.find(KEY, notes) is None
    cache.keep(KEY, ANSWER, notes)
    assert AnswerCache(tmp_path).find(KEY, notes) == ANSWER
    assert notes == []
    assert stat.S_IMODE((tmp_path / "llm").stat().st_mode) == 0o700


def test_keys_differ_in_everything_that_is_asked() -> None:
    asked = [("a", "b"), ("ab", ""), ("a", "c"), ("\ud800", "b"), ({"x": 1}, "b")]
    assert len({cache_key(*each) for each in asked}) == len(asked)


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"\xff", b'{"key": 1, "answer": []}'])
def test_damaged_files_are_noted(tmp_path: Path, notes: list[str], content: bytes) -> None:
    cache = AnswerCache(tmp_path)
    cache.keep(KEY, ANSWER, notes)
    (file,) = (path for path in tmp_path.rglob("*.json"))
    file.write_bytes(content)
    assert cache.find(KEY, notes) is None
    assert notes == ["a kept answer is damaged; asked again"]


def test_an_answer_under_another_name_is_not_taken(tmp_path: Path, notes: list[str]) -> None:
    cache = AnswerCache(tmp_path)
    cache.keep(KEY, ANSWER, notes)
    (file,) = (path for path in tmp_path.rglob("*.json"))
    other = cache_key("other")
    moved = tmp_path / "llm" / other[:2] / f"{other}.json"
    moved.parent.mkdir()
    file.rename(moved)
    assert cache.find(other, notes) is None
    assert notes == ["a kept answer belongs to another text; asked again"]


def test_a_folder_that_cannot_be_used_is_noted(tmp_path: Path, notes: list[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = AnswerCache(tmp_path / "file")
    assert cache.find(KEY, notes) is None
    cache.keep(KEY, ANSWER, notes)
    assert len(notes) == 2
    assert "cannot be read" in notes[0]
    assert "cannot be kept" in notes[1]
