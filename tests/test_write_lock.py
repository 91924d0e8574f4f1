"""The right to write: one at a time, and whoever waits in vain is told who has it."""

import json
import os
import re
from pathlib import Path

import pytest

from hezuo.graph.errors import StoreError
from hezuo.graph.store import write_lock as module
from hezuo.graph.store.write_lock import write_lock


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)


def refusal(store: Path) -> str:
    """Return what a second writer is told while a first one writes."""
    with pytest.raises(StoreError) as caught, write_lock(store):
        pass
    return str(caught.value)


def test_who_writes_and_since_when_is_said(tmp_path: Path) -> None:
    with write_lock(tmp_path):
        said = refusal(tmp_path)
    assert re.fullmatch(
        rf"process {os.getpid()} \(since [-0-9]{{10}} [:0-9]{{8}}\+00:00\) is writing to .*, "
        r"which was busy for 0\.1 seconds; wait for it to end and try again",
        said,
    )
    assert not (tmp_path / "writer.json").exists()
    with write_lock(tmp_path):
        pass


@pytest.mark.parametrize("left", [None, "", "[]", "{}", '{"process": "x", "since": "then"}'])
def test_a_writer_of_whom_nothing_is_known_is_another_process(
    tmp_path: Path, left: str | None
) -> None:
    with write_lock(tmp_path):
        (tmp_path / "writer.json").unlink()
        if left is not None:
            (tmp_path / "writer.json").write_text(left)
        assert refusal(tmp_path).startswith("another process is writing to ")


def test_what_a_killed_writer_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "writer.json").write_text('{"process": 1, "since": "2021-01-01T00:00:00+00:00"}')
    with write_lock(tmp_path):
        assert json.loads((tmp_path / "writer.json").read_text())["process"] == os.getpid()


def test_a_folder_that_cannot_be_written_is_said_and_the_lock_let_go(tmp_path: Path) -> None:
    (tmp_path / "writer.json").mkdir()
    for _ in range(2):
        assert "cannot be written" in refusal(tmp_path)
    (tmp_path / "writer.json").rmdir()
    with write_lock(tmp_path):
        pass
