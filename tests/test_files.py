"""Files are written whole or not at all."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hezuo.graph.errors import HezuoError
from hezuo.graph.files import write_atomically


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "图谱" / "graph.ttl"
    write_atomically(path, b"before")
    write_atomically(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "picture.html"
    folder.mkdir()
    (folder / "kept").write_text("kept", encoding="utf-8")
    with pytest.raises(HezuoError, match=r"picture\.html cannot be written"):
        write_atomically(folder, b"page")
    assert [path.name for path in tmp_path.iterdir()] == ["picture.html"]
    assert (folder / "kept").read_text(encoding="utf-8") == "kept"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110 - a device
def test_a_full_disk_is_said_in_one_line() -> None:
    with pytest.raises(HezuoError) as caught:
        write_atomically(Path("/dev/full/picture.html"), b"page")
    assert "\n" not in str(caught.value)


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        write_atomically(pipe, b"whole")
        assert read.result(timeout=10) == b"whole"
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110 - a device
def test_a_full_device_is_said_to_be_full() -> None:
    with pytest.raises(HezuoError, match=r"/dev/full cannot be written \(No space left"):
        write_atomically(Path("/dev/full"), b"too much")
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "own.html")
    for content in (b"first", b"second"):
        write_atomically(tmp_path / "link.html", content)
        assert (tmp_path / "own.html").read_bytes() == content
    assert (tmp_path / "link.html").is_symlink()
