"""The embedded store: what goes in comes out, changes are whole or none, errors are ours."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from company_quads import ORIGIN, A, B, add, numbers, quad, snapshots
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from random_terms import nodes, terms

from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore, with_values
from hezuo.graph.store.snapshots import SnapshotFolder
from hezuo.graph.terms import Term
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES, expand, mint


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


def test_a_state_is_published_only_after_its_writer_let_go(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An engine that is still open tidies up, and takes files away that a reader is about to open.
    published: list[Path] = []

    def publish(folder: SnapshotFolder, snapshot: Path) -> None:
        for part in ("quads", "stated"):
            Store(str(snapshot / part))  # fails as long as another has it open for writing
        published.append(snapshot)
        as_before(folder, snapshot)

    as_before = SnapshotFolder.publish
    monkeypatch.setattr(SnapshotFolder, "publish", publish)
    add(store, A, *range(50))
    assert len(published) == 1


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


def test_an_index_that_is_in_use_outlives_the_closing_of_its_store(chongqing_path: Path) -> None:
    store = open_store(chongqing_path)
    names = store.names
    before = names.containing("武侯")
    store.close()
    assert len(before) == 3
    assert names.containing("武侯") == before  # another thread may be in the midst of a question
    assert store.names is not names
    store.close()
