"""The folder of a store: readers keep what they read, writers clear up, damage is one error."""

import json
import os
import threading
from pathlib import Path

import pytest

from hezuo.graph.errors import StoreError
from hezuo.graph.store.snapshots import FORMAT, SnapshotFolder


def published(folder: SnapshotFolder) -> Path:
    """Publish a new snapshot that holds a folder of quads and a file, and return it."""
    with folder.lock():
        snapshot = folder.new()
        (snapshot / "quads").mkdir()
        (snapshot / "names.sqlite").write_bytes(b"names")
        folder.publish(snapshot)
        folder.prune()
    return snapshot


@pytest.fixture
def folder(tmp_path: Path) -> SnapshotFolder:
    return SnapshotFolder(tmp_path / "store", create=True)


def test_nothing_is_made_before_something_is_written(folder: SnapshotFolder) -> None:
    assert folder.current() is None
    assert folder.open_current() is None
    assert not folder.path.exists()


def test_a_published_snapshot_is_the_current_one(folder: SnapshotFolder) -> None:
    first = published(folder)
    assert folder.current() == first
    second = published(folder)
    assert folder.current() == second
    assert list(folder.snapshots.iterdir()) == [second]
    assert sorted(entry.name for entry in folder.path.iterdir() if entry.suffix != ".lock") == [
        "current", "hezuo-store.json", "snapshots",
    ]  # fmt: skip
    assert json.loads(folder.marker.read_text()) == {"format": FORMAT}


@pytest.mark.skipif(os.name == "nt", reason="locks of readers are those of POSIX")
def test_what_is_read_stays_until_the_reader_lets_go(folder: SnapshotFolder) -> None:
    first = published(folder)
    found = folder.open_current()
    assert found is not None
    assert found[0] == first
    second = published(folder)
    assert (first / "quads").is_dir()
    again = folder.open_current()
    assert again is not None
    assert again[0] == second
    found[1].close()
    third = published(folder)
    assert set(folder.snapshots.iterdir()) == {second, third}
    again[1].close()
    fourth = published(folder)
    assert list(folder.snapshots.iterdir()) == [fourth]


def test_what_a_crash_left_is_cleared_up_by_the_next_writer(folder: SnapshotFolder) -> None:
    published(folder)
    with folder.lock():
        unfinished = folder.new()
    (unfinished / "quads").mkdir()
    (folder.snapshots / "0123456789abcdef").mkdir()  # without the lock of readers
    half = folder.snapshots / "fedcba9876543210"
    half.mkdir()
    (half / "deleted").mkdir()
    (folder.path / ".current.0a1b2c3d").write_text("fedc")
    (folder.path / ".hezuo-store.json.0a1b2c3d").write_text("{")
    last = published(folder)
    assert list(folder.snapshots.iterdir()) == [last]
    assert list(folder.path.glob(".*")) == []


def test_a_crash_while_a_store_was_being_made_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.mkdir()
    (path / ".hezuo-store.json.0a1b2c3d").write_text("{")
    folder = SnapshotFolder(path, create=True)
    assert folder.current() is None
    assert published(folder) == folder.current()


def test_where_there_is_no_store_none_is_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError, match=r"there is no store at .*hezuo add"):
            SnapshotFolder(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_nothing_foreign_becomes_a_store(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mine"
    if kind == "folder":
        path.mkdir()
        (path / "letter.txt").write_text("mine")
    else:
        path.write_text("mine")
    for create in (True, False):
        with pytest.raises(StoreError, match=r"is not a hezuo store|there is no store"):
            SnapshotFolder(path, create=create)
    assert "mine" in (path / "letter.txt" if kind == "folder" else path).read_text()


def test_a_folder_below_a_file_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = SnapshotFolder(tmp_path / "file" / "store", create=True)
    with pytest.raises(StoreError, match="no store can be made at"):
        published(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"null", b'"format"', b"\xff\xfe", b'{"format": 2}',
     b'{"format": "1"}'],
)  # fmt: skip
def test_a_damaged_marker_is_one_error(folder: SnapshotFolder, content: bytes) -> None:
    published(folder)
    folder.marker.write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError, match=r"cannot be read|has format") as caught:
            SnapshotFolder(folder.path, create=create)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b".", b"..", b"../..", b"/", b"\x00", b"\xff", "快照".encode(), b"0" * 16,
     b"f" * 5000],
)  # fmt: skip
def test_a_damaged_pointer_is_one_error_and_nothing_is_deleted(
    folder: SnapshotFolder, content: bytes
) -> None:
    snapshot = published(folder)
    folder.pointer.write_bytes(content)
    damaged = SnapshotFolder(folder.path)
    with pytest.raises(StoreError, match=r"does not name a snapshot|lost|cannot be read"):
        damaged.open_current()
    with (
        pytest.raises(StoreError, match=r"does not name a snapshot|lost|cannot be read"),
        damaged.lock(),
    ):
        damaged.prune()
    assert (snapshot / "quads").is_dir()
    folder.pointer.write_text(snapshot.name + "\n")  # mended by hand
    assert damaged.current() == snapshot


def test_files_where_folders_belong_are_one_error(folder: SnapshotFolder) -> None:
    published(folder).rename(folder.path / "away")
    folder.snapshots.rmdir()
    folder.snapshots.write_text("")
    with pytest.raises(StoreError, match=r"cannot be read|lost"):
        folder.open_current()
    folder.pointer.unlink()
    folder.pointer.mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        folder.current()


def test_a_writer_that_waits_too_long_says_so(
    folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hezuo.graph.store.write_lock.WAIT_SECONDS", 0.1)
    other = SnapshotFolder(folder.path, create=True)
    with (
        folder.lock(),
        pytest.raises(StoreError, match=f"process {os.getpid()} .since 20"),
        other.lock(),
    ):
        pass
    with other.lock():
        pass


def test_a_marker_that_another_process_finishes_meanwhile_is_no_error(
    folder: SnapshotFolder,
) -> None:
    published(folder)
    unfinished = folder.path / f".{folder.marker.name}.0123abcd"
    is_over = threading.Event()

    def make_store_again() -> None:
        while not is_over.is_set():
            unfinished.touch()
            unfinished.unlink(missing_ok=True)

    maker = threading.Thread(target=make_store_again)
    maker.start()
    try:
        for _ in range(3000):
            folder.prune()
    finally:
        is_over.set()
        maker.join()
