"""A store on a full, read-only, oddly named or damaged folder: one error, and nothing changed."""

import os
import re
import sys
from contextlib import closing
from pathlib import Path

import pytest
from company_quads import A, B, add, facts, numbers, snapshots
from mounts import small_disk, unwritable

from hezuo.graph.errors import StoreError
from hezuo.graph.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_a_full_disk_is_one_error_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", "12m") as disk,
        closing(open_store(disk / "store", create=True)) as store,
    ):
        add(store, A, 1)
        filler, refused = disk / "filler", 0
        for step in range(20):
            before = snapshots(disk / "store")
            space = os.statvfs(disk)
            left = space.f_bavail * step // 20 if step else 1  # in blocks
            filler.write_bytes(bytes((space.f_bavail - left) * space.f_frsize))
            try:
                with store.writing() as writer:
                    writer.replace(B, facts(*range(2, 4_000)))
            except StoreError as error:
                refused += 1
                assert re.fullmatch("the store at .* cannot be written .*", str(error))  # noqa: PT017 - not each fails
                assert snapshots(disk / "store") == before
                assert numbers(store) == ["第1公司"]
            finally:
                filler.unlink()
            with store.writing() as writer:
                writer.remove(B)
            assert numbers(store) == ["第1公司"]
        assert 5 < refused < 20


def test_no_room_for_a_new_store_is_one_error(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        store = open_store(disk / "store", create=True)
        with pytest.raises(StoreError, match="cannot be written"):
            add(store, A, 1)
        (disk / "filler").write_bytes(bytes(os.statvfs(disk).f_bavail * 4096))
        other = open_store(disk / "other", create=True)
        with pytest.raises(StoreError, match="no store can be made at"):
            add(other, A, 1)


def test_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path, path: Path) -> None:
    with closing(open_store(path, create=True)) as store:
        add(store, A, 1)
        before = snapshots(path)
        store.close()
        with unwritable(path):
            assert numbers(store) == ["第1公司"]
            assert store.select("SELECT ?n { ?s rdfs:label ?n }")[0]["n"].value == "第1公司"
            assert store.names.exactly("第9公司") == []
            with pytest.raises(StoreError, match="cannot be written"):
                add(store, A, 2)
        assert snapshots(path) == before
        assert numbers(store) == ["第1公司"]
        with unwritable(path / "snapshots"), pytest.raises(StoreError, match="cannot be written"):
            add(store, A, 2)
        assert snapshots(path) == before


def test_a_store_can_lie_in_any_folder(tmp_path: Path) -> None:
    for name in ("合作 数据", "a?b#c%41&d=e", 'it\'s "x"', "%20", "-x", "a\\b", "emoji😀", "*[x]*"):
        with closing(open_store(tmp_path / name / "库", create=True)) as store:
            add(store, A, 1)
            assert numbers(store) == ["第1公司"]
            assert store.names.exactly("x") == []
            (entry,) = (tmp_path / name / "库" / "snapshots").iterdir()
            assert (next(entry.glob("derived-*/names.sqlite"))).is_file()
        assert [entry.name for entry in (tmp_path / name).iterdir()] == ["库"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_folder_whose_name_is_not_text_is_one_error(tmp_path: Path) -> None:
    # The engine has no way to name it.
    with closing(open_store(tmp_path / os.fsdecode(b"\xff"), create=True)) as store:
        with pytest.raises(StoreError, match="cannot be written"):
            add(store, A, 1)
        assert numbers(store) == []


def test_a_relative_path_is_one_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store(Path("库"), create=True)) as store:
        add(store, A, 1)
        assert store.names.exactly("x") == []
    assert (tmp_path / "库" / "current").is_file()


@pytest.mark.parametrize("file", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("content", [None, b"", b"not what it was"])
def test_damaged_quads_are_one_error(path: Path, file: str, content: bytes | None) -> None:
    with closing(open_store(path, create=True)) as store:
        add(store, A, 1)
    for damaged in (path / "snapshots").glob(f"*/quads/{file}"):
        damaged.unlink() if content is None else damaged.write_bytes(content)
    before = snapshots(path)
    with closing(open_store(path)) as store:
        for use in (
            lambda: numbers(store),
            lambda: store.select("SELECT * { ?s ?p ?o }"),
            lambda: add(store, A, 2),
        ):
            with pytest.raises(StoreError, match=r"cannot be|could not") as caught:
                use()
            assert str(path) in str(caught.value) or "remove its folder" in str(caught.value)
    assert snapshots(path) == before


@pytest.mark.parametrize("content", [None, b"", b"not what it was" * 100])
def test_a_damaged_index_of_names_is_one_error(path: Path, content: bytes | None) -> None:
    with closing(open_store(path, create=True)) as store:
        add(store, A, 1)
        (index,) = path.glob("snapshots/*/derived-*/names.sqlite")
        index.unlink() if content is None else index.write_bytes(content)
        with pytest.raises(StoreError, match=r"index of names .* cannot be read"):
            store.names.exactly("x")
        assert numbers(store) == ["第1公司"]
        add(store, B, 2)  # as the error says: that makes it anew
        assert store.names.exactly("x") == []
