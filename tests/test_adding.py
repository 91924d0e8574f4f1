"""Adding folders to a store: all or none, again and again, and whatever they are called."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from table_folders import nquads, write_tables

from hezuo.graph.adding import add
from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import mint

FIRST = {"sources": "id,title\na,A\n", "organizations": "name\nX\nY\n"}
SECOND = {"sources": "id,title\nb,B\n", "organizations": "name\nZ\n"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A new store that is closed after the test."""
    with closing(open_store(tmp_path / "store", create=True)) as store:
        yield store


def test_what_was_added_is_told_with_its_source_and_facts(
    tmp_path: Path, store: EmbeddedStore
) -> None:
    folders = [write_tables(tmp_path / "1", FIRST), write_tables(tmp_path / "2", SECOND)]
    report = add(store, folders)
    added, notes = report.added, report.notes
    assert [(a.source, a.facts, a.path) for a in added] == [
        (mint("Source", "a"), 9, str(folders[0])),
        (mint("Source", "b"), 6, str(folders[1])),
    ]
    assert notes == []
    assert sum(a.facts for a in added) == len(list(store.quads()))


def test_a_source_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", write_tables(tmp_path / "1", FIRST)
    nquads(store, folder, write_tables(tmp_path / "2", SECOND))
    before = nquads(store)
    assert nquads(store, folder) == before
    after = nquads(store, write_tables(folder, {"organizations": "name\nW\n"}))
    graph = f"<{mint('Source', 'b')}>".encode()
    assert [x for x in before.splitlines() if graph in x] == [
        x for x in after.splitlines() if graph in x
    ]
    assert b"/org/X>" not in after
    assert b"/org/W>" in after


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    first, second = write_tables(tmp_path / "1", FIRST), write_tables(tmp_path / "2", SECOND)
    together = nquads(tmp_path / "s1", first, second)
    nquads(tmp_path / "s2", second)
    assert nquads(tmp_path / "s2", first) == together == nquads(tmp_path / "s3", second, first)


def test_after_a_fault_in_one_folder_nothing_is_added(tmp_path: Path) -> None:
    store, good = tmp_path / "store", write_tables(tmp_path / "1", FIRST)
    bad = write_tables(tmp_path / "2", {"organizations": "name\n\n,\nx\nx\n"})
    with pytest.raises(InputError):
        nquads(store, good, bad)
    assert nquads(store) == b""


def test_two_folders_with_one_source_are_refused(tmp_path: Path) -> None:
    folders = [write_tables(tmp_path / "1", FIRST), write_tables(tmp_path / "2", FIRST)]
    with pytest.raises(HezuoError, match=r"both state the source .*; give one of them another id"):
        nquads(tmp_path / "store", *folders)
    assert nquads(tmp_path / "store") == b""


@pytest.mark.parametrize(
    ("name", "problem"),
    [("none", "does not exist; name a file or a folder"), ("file", "is no kind of file that hezuo reads")],
)
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(HezuoError, match=f"{name}.*{problem}"):
        nquads(tmp_path / "store", tmp_path / name)


def test_the_log_knows_from_where_and_when_but_is_no_fact(
    tmp_path: Path, store: EmbeddedStore
) -> None:
    folder = write_tables(tmp_path / "1", FIRST)
    add(store, [folder])
    (row,) = store.select((Path(__file__).parents[1] / "ontology/queries/sources.rq").read_text())
    assert row["readFrom"].value == str(folder)
    assert row["readAt"].value.endswith("+00:00")
    exported = nquads(tmp_path / "store")
    assert str(folder).encode() not in exported
    digest = hashlib.sha256(b"\0")
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    query = "SELECT ?x { GRAPH ?g { ?s hz:inputChecksum ?x } }"
    assert [r["x"].value for r in store.select(query)] == [digest.hexdigest()]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name can be any bytes")
def test_a_folder_whose_name_is_no_text_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    assert b"/org/X>" in nquads(tmp_path / "store", write_tables(folder, FIRST))


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", '"}] . DROP ALL', "𠮷\ue000😀"])
def test_a_hostile_name_is_a_name(tmp_path: Path, store: EmbeddedStore, name: str) -> None:
    quoted = name.replace('"', '""')
    folder = write_tables(tmp_path / "f", {"organizations": f'name\n"{quoted}"\n'})
    add(store, [folder])
    (found,) = store.names.exactly(name)
    assert (found.name, found.iri) == (name, mint("Organization", name))
