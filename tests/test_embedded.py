"""The embedded store: what goes in comes out, changes are whole or none, errors are ours."""

import gc
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mounts import small_disk, unwritable
from pyoxigraph import Literal, NamedNode, Quad, Store
from random_terms import nodes, terms

from hezuo.graph.errors import StoreError
from hezuo.graph.store import Origin, open_store
from hezuo.graph.store.embedded import EmbeddedStore, with_values
from hezuo.graph.terms import Term
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES, expand, mint

A, B = mint("Source", "甲"), mint("Source", "乙")
ORIGIN = Origin("/tables", "0" * 64, "2021-06-30T12:00:00+00:00")


def quad(number: int, source: str = A) -> Quad:
    thing = NamedNode(mint("Organization", f"第{number}公司"))
    return Quad(
        thing, NamedNode(expand("rdfs:label")), Literal(f"第{number}公司"), NamedNode(source)
    )


def facts(*numbers: int) -> Iterator[Quad]:
    """Yield what makes things that the index of names holds."""
    kind = NamedNode(expand("hz:Company"))
    for number in numbers:
        named = quad(number)
        yield named
        yield Quad(named.subject, NamedNode(expand("rdf:type")), kind, named.graph_name)


def add(store: EmbeddedStore, source: str, *numbers: int, origin: Origin | None = None) -> None:
    with store.writing() as writer:
        writer.replace(source, [quad(number) for number in numbers], origin)


def numbers(store: EmbeddedStore, *sources: str) -> list[str]:
    return sorted(getattr(found.object, "value", "") for found in store.quads(sources))


def snapshots(path: Path) -> list[str]:
    folder = path / "snapshots"
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    with closing(open_store(path, create=True)) as found:
        yield found


def test_a_new_store_is_empty_and_not_yet_on_the_disk(store: EmbeddedStore, path: Path) -> None:
    assert list(store.quads()) == store.select("SELECT * { ?s ?p ?o }") == []
    assert store.names.exactly("第1公司") == store.names.nearest("第1公司") == []
    assert store.names.thing("https://a.example/") is None
    assert store.quads_folder is None
    assert not path.exists()


def test_a_source_is_replaced_and_removed_and_the_others_stay(store: EmbeddedStore) -> None:
    add(store, A, 1, 2)
    add(store, B, 2, 3)
    assert numbers(store) == ["第1公司", "第2公司", "第2公司", "第3公司"]
    add(store, A, 4)
    assert numbers(store, A) == ["第4公司"]
    assert numbers(store, B) == ["第2公司", "第3公司"]
    with store.writing() as writer:
        assert writer.remove(A) is True
        assert writer.remove(A) is False
    assert numbers(store) == numbers(store, B) == ["第2公司", "第3公司"]
    assert numbers(store, A) == []


def test_quads_go_into_the_source_that_is_replaced_whatever_graph_they_name(
    store: EmbeddedStore,
) -> None:
    with store.writing() as writer:
        writer.replace(B, [quad(1, A)])
    assert {found.graph_name for found in store.quads()} == {NamedNode(B)}


def test_all_changes_of_a_transaction_are_published_together(
    store: EmbeddedStore, path: Path
) -> None:
    add(store, A, 1)
    with closing(open_store(path)) as reader:
        with store.writing() as writer:
            writer.replace(A, [quad(2)])
            writer.replace(B, [quad(3)])
            assert numbers(reader) == ["第1公司"]
        assert numbers(reader) == ["第1公司"]  # still the state of its first read
        reader.close()
        assert numbers(reader) == ["第2公司", "第3公司"]


def test_the_log_is_kept_beside_the_facts(store: EmbeddedStore) -> None:
    add(store, A, 1, origin=ORIGIN)
    add(store, A, 2, origin=ORIGIN._replace(path="/others"))
    assert [found.graph_name for found in store.quads()] == [NamedNode(A)]
    assert list(store.quads([LOG_GRAPH])) == []
    logged = store.select(f"SELECT ?p ?o {{ GRAPH <{LOG_GRAPH}> {{ ?s ?p ?o }} }}")
    assert {row["p"].value: row["o"].value for row in logged} == {
        expand("hz:readFrom"): "/others",
        expand("hz:inputChecksum"): "0" * 64,
        expand("hz:readAt"): "2021-06-30T12:00:00+00:00",
    }
    with store.writing() as writer:
        writer.remove(A)
    assert store.select(f"SELECT * {{ GRAPH <{LOG_GRAPH}> {{ ?s ?p ?o }} }}") == []


def test_a_question_is_limited_to_sources(store: EmbeddedStore) -> None:
    add(store, A, 1, 2, origin=ORIGIN)
    add(store, B, 2, origin=ORIGIN)
    named = "SELECT DISTINCT ?n { ?s rdfs:label ?n } ORDER BY ?n"

    def found(query: str, *sources: str) -> list[str]:
        return [next(iter(row.values())).value for row in store.select(query, {}, sources)]

    assert found(named) == found(named, A, B) == ["第1公司", "第2公司"]
    assert found(named, B) == ["第2公司"]
    assert found(named, "https://a.example/none") == []
    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert found(graphs, B) == [B]
    assert list(store.quads([B, B])) == list(store.quads([B]))


@settings(deadline=None, max_examples=25)
@given(facts=st.sets(st.tuples(nodes, nodes, terms), max_size=20))
def test_any_facts_come_out_as_they_went_in(
    facts: set[tuple[NamedNode, NamedNode, Term]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    put = {Quad(*fact, NamedNode(A)) for fact in facts}
    with closing(open_store(tmp_path_factory.mktemp("any") / "store", create=True)) as store:
        with store.writing() as writer:
            writer.replace(A, put, ORIGIN)
        assert set(store.quads()) == put


# Values: what a query means never depends on what a value holds.


@settings(deadline=None, max_examples=300)
@given(first=st.lists(terms, max_size=3), second=st.lists(st.tuples(terms, terms), max_size=3))
@example(
    first=[Literal('VALUES (?b ?c) { } "')], second=[(Literal('" } FILTER(false) #'), Literal(""))]
)
@example(first=[Literal("VALUES (?b ?c) { (UNDEF UNDEF) }")], second=[(Literal("x"), Literal("y"))])
@example(first=[Literal("\\u0022 } FILTER(false) #")], second=[(Literal("\\"), Literal("\n"))])
def test_no_value_can_change_a_query(first: list[Term], second: list[tuple[Term, Term]]) -> None:
    query = "SELECT ?a ?b ?c { VALUES ?a { UNDEF } VALUES ( ?b  ?c ) { (UNDEF UNDEF) } }"
    prepared = with_values(query, {"b c": second, "a": first})
    rows = [tuple(row) for row in Store().query(prepared, prefixes=PREFIXES)]  # type: ignore[union-attr, arg-type]
    expected = [(one, *two) for one, two in product(first, second)]
    assert sorted(map(repr, rows)) == sorted(map(repr, expected))


def test_a_value_without_a_place_is_an_error() -> None:
    with pytest.raises(KeyError, match="no VALUES clause for b"):
        with_values("SELECT * { VALUES ?a { UNDEF } }", {"b": [Literal("x")]})


# Transactions


def test_a_failure_in_a_transaction_leaves_everything_as_it_was(
    store: EmbeddedStore, path: Path
) -> None:
    add(store, A, 1, origin=ORIGIN)
    before = snapshots(path), (path / "current").read_bytes()

    def broken() -> Iterator[Quad]:
        yield quad(2)
        raise LookupError("half way")

    def interrupted() -> Iterator[Quad]:
        yield quad(2)
        raise KeyboardInterrupt

    def change(quads: Iterator[Quad]) -> None:
        with store.writing() as writer:
            writer.replace(B, [quad(3)])
            writer.replace(A, quads)

    with pytest.raises(LookupError, match="half way"):
        change(broken())
    assert (snapshots(path), (path / "current").read_bytes()) == before
    assert numbers(store) == ["第1公司"]
    with pytest.raises(KeyboardInterrupt):
        change(interrupted())
    assert (snapshots(path), (path / "current").read_bytes()) == before
    assert numbers(store) == ["第1公司"]
    add(store, B, 2)  # and the lock is free
    assert numbers(store) == ["第1公司", "第2公司"]


def test_two_writers_at_once_both_have_their_way(path: Path) -> None:
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for turn in range(5):
                with closing(open_store(path, create=True)) as store:
                    add(store, mint("Source", f"{writer}-{turn}"), 10 * writer + turn)
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with closing(open_store(path)) as store:
        assert len(numbers(store)) == 15
    assert len(snapshots(path)) == 1


def test_two_processes_that_make_a_store_at_once_make_one(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pyoxigraph import *;"
        "from hezuo.graph.store import open_store; n = NamedNode(sys.argv[2]); sys.stdin.read();"
        "store = open_store(Path(sys.argv[1]), create=True);\n"
        "with store.writing() as w: w.replace(n.value, [Quad(n, n, n)])"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, path, mint("Source", str(number))],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]  # fmt: skip
    for process in processes:
        assert process.stdin
        process.stdin.close()  # lets it go
        process.stdin = None
    for process in processes:
        errors = process.communicate()[1]
        assert (process.returncode, errors) == (0, b"")
    with closing(open_store(path)) as store:
        assert len(list(store.quads())) == 4


def test_what_is_being_read_outlives_writers_and_closing(store: EmbeddedStore, path: Path) -> None:
    add(store, A, *range(50))
    reading = store.quads()
    seen = [next(reading)]
    for turn in range(3):
        add(store, A, turn)
    seen += reading
    assert len(seen) == 50
    assert len(snapshots(path)) == 2  # the one that was being read, until the next writer
    del reading
    add(store, B, 1)
    assert len(snapshots(path)) == 1


def test_nothing_is_left_open(path: Path) -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the quickest

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("counts open files in /proc")
    with closing(open_store(path, create=True)) as store:
        add(store, A, 1)
    gc.collect()
    before = descriptors()
    for turn in range(5):
        unclosed = open_store(path)
        numbers(unclosed)
        unclosed.names.exactly("第1公司")
        add(unclosed, B, turn)
        numbers(unclosed)
        del unclosed
    gc.collect()  # a file that was forgotten would be a ResourceWarning, and so an error
    assert descriptors() == before


# What the disk does


def test_a_full_disk_is_one_error_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", "24m") as disk,
        closing(open_store(disk / "store", create=True)) as store,
    ):
        add(store, A, 1)
        filler, refused = disk / "filler", 0
        for step in range(40):
            before = snapshots(disk / "store")
            space = os.statvfs(disk)
            left = space.f_bavail * step // 40 if step else 1  # in blocks
            filler.write_bytes(bytes((space.f_bavail - left) * space.f_frsize))
            try:
                with store.writing() as writer:
                    writer.replace(B, facts(*range(2, 10_000)))
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
        assert 5 < refused < 40


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
            assert (entry / "names.sqlite").is_file()
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


# What something else did to the files


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
        (index,) = path.glob("snapshots/*/names.sqlite")
        index.unlink() if content is None else index.write_bytes(content)
        with pytest.raises(StoreError, match=r"index of names .* cannot be read"):
            store.names.exactly("x")
        assert numbers(store) == ["第1公司"]
        add(store, B, 2)  # as the error says: that makes it anew
        assert store.names.exactly("x") == []


def test_the_index_is_closed_with_the_store(store: EmbeddedStore) -> None:
    add(store, A, 1)
    names = store.names
    store.close()
    with pytest.raises((StoreError, sqlite3.Error)):
        names.exactly("x")
