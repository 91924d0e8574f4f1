"""Adding folders to a store: all or none, again and again, and whatever they are called."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_folders import nquads, write_tables

from hezuo.graph.adding import add, remove
from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.export import export
from hezuo.graph.identity.deciding import decision_on
from hezuo.graph.identity.decisions import DECISIONS, decide, decisions
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
    [
        ("none", "does not exist; name a file or a folder"),
        ("file", "is none of the kinds of files that hold tables"),
    ],
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
    digest = hashlib.sha256(b"3 \0")  # how files are read, and no mapping
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


OVERLAPPING = {
    "a": {"organizations": "name,kind,district\n甲区科协,,500106\n沙坪坝区科协,,500106\n"},
    "b": {
        "organizations": "name,identifiers\nTU Dresden,ror:042aqky30\n",
        "agreements": "title,parties,signed_on\n协议,TU Dresden,2021\n",
    },
    "c": {
        "organizations": "name,identifiers\nTUD,ror:042aqky30；wikidata:Q158158\n",
        "projects": "name,participants\n项目,TUD\n",
    },
    "d": {"organizations": "name,identifiers\n德累斯顿工业大学,wikidata:Q158158\n"},
    "e": {"organizations": "name,district\n重庆市沙坪坝区科学技术协会,沙坪坝区\n"},
}
_steps = st.lists(st.tuples(st.sampled_from("abcde"), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=10, deadline=None)
@given(_steps)
def test_a_store_is_what_its_sources_state_however_they_came_and_went(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool]]
) -> None:
    """Order makes no difference, twice is once, and removing takes back exactly what was added."""
    path = tmp_path_factory.mktemp("folders")
    folders = {name: write_tables(path / name, tables) for name, tables in OVERLAPPING.items()}
    store = open_store(path / "one", create=True)
    kept: list[str] = []
    for name, is_added in steps:
        if is_added:
            add(store, [folders[name]])
            kept = sorted({*kept, name})
        else:
            remove(store, [mint("Source", name)])
            kept = [other for other in kept if other != name]
        store.close()
    assert nquads(path / "one") == nquads(path / "other", *(folders[name] for name in kept))


def test_what_has_not_changed_is_passed_over_until_something_of_it_is_gone(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "f", {"sources": "id,title\nx,X\ny,Y\n"})
    store = open_store(tmp_path / "store", create=True)
    assert [item.is_unchanged for item in add(store, [folder]).added] == [False, False]
    before = nquads(tmp_path / "store")
    assert [item.is_unchanged for item in add(store, [folder]).added] == [True, True]
    remove(store, [mint("Source", "x")])
    assert [item.is_unchanged for item in add(store, [folder]).added] == [False, False]
    assert nquads(tmp_path / "store") == before
    write_tables(folder, {"sources": "id,title\ny,Y\n"})
    report = add(store, [folder])
    assert (report.removed, [i.is_unchanged for i in report.added]) == (
        [mint("Source", "x")],
        [False],
    )


def test_with_keep_going_what_can_be_added_is(tmp_path: Path) -> None:
    good = write_tables(tmp_path / "good", FIRST)
    bad = write_tables(tmp_path / "bad", {"organizations": "nonsense\nx\n"})
    store = open_store(tmp_path / "store", create=True)
    report = add(store, [bad, good], keep_going=True)
    assert len(report.failed) == 1
    assert "organizations.csv" in str(report.failed[0])
    assert [item.path for item in report.added] == [str(good)]
    with pytest.raises(InputError):
        add(store, [bad, good])


def test_what_takes_the_place_of_another_file_is_told(tmp_path: Path) -> None:
    named = FIRST | {"sources": "id,title\nr1,报告\n"}
    first, second = (write_tables(tmp_path / name, named) for name in ("1", "2"))
    with closing(open_store(tmp_path / "store", create=True)) as store:
        add(store, [first])
        report = add(store, [second])
        assert [note for note in report.notes if note.startswith("r1: replaces what was read from")]
        # The first has not changed since, but the second stands in its place.
        with pytest.raises(HezuoError, match="both state the source"):
            add(store, [second, first])


@pytest.mark.parametrize("keep_going", [True, False])
def test_a_missing_file_keeps_nothing_from_being_added_that_is_there(
    tmp_path: Path, keep_going: bool
) -> None:
    there = write_tables(tmp_path / "1", FIRST)
    with closing(open_store(tmp_path / "store", create=True)) as store:
        if keep_going:
            report = add(store, [there, tmp_path / "none"], keep_going=True)
            assert (len(report.added), len(report.failed)) == (1, 1)
        else:
            with pytest.raises(HezuoError, match="does not exist"):
                add(store, [there, tmp_path / "none"])
            assert not list(store.quads())


def test_decisions_belong_to_no_file(tmp_path: Path) -> None:
    tables = {"organizations": "name\n甲公司\n乙公司\n丙公司\n"}
    ours, theirs = (open_store(tmp_path / name, create=True) for name in ("a", "b"))
    with closing(ours), closing(theirs):
        for store in (ours, theirs):
            add(store, [write_tables(tmp_path / "f", tables)])
        decide(ours, [decision_on(ours, "甲公司", "乙公司", is_same=True)])
        decide(theirs, [decision_on(theirs, "甲公司", "丙公司", is_same=False),
                        decision_on(theirs, "甲公司", "乙公司", is_same=False)])  # fmt: skip
        (tmp_path / "export.nq").write_bytes(export(theirs, "nquads"))
        report = add(ours, [tmp_path / "export.nq"])
        kept = {(d.first_name, d.second_name): d.verdict for d in decisions(ours)}
        assert kept == {("甲公司", "乙公司"): "Same", ("甲公司", "丙公司"): "Different"}
        assert [note for note in report.notes if "decided here to be same, which stays" in note]
        with pytest.raises(HezuoError, match="is no source"):
            remove(ours, [DECISIONS])
        with pytest.raises(HezuoError, match="under which decisions are kept"):
            add(ours, [write_tables(tmp_path / "decisions", tables)])
