"""Bulk changes: what goes in and out is right however it is cut into pieces."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from random_terms import nodes, terms

from hezuo.graph.store import bulk

GRAPHS = [NamedNode(f"https://a.example/graph/{number}") for number in range(3)]
statements = st.sets(st.builds(Quad, nodes, nodes, terms, st.sampled_from(GRAPHS)), max_size=20)


@settings(deadline=None, max_examples=50)
@given(statements, st.integers(1, 7))
def test_quads_go_in_whatever_the_size_of_a_batch(put: set[Quad], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "_BATCH", batch)
        store = Store()
        bulk.extend(store, iter(put))
    assert set(store) == put
    assert [bulk.size(store, graph) for graph in GRAPHS] == [
        len({quad for quad in put if quad.graph_name == graph}) for graph in GRAPHS
    ]


@settings(deadline=None, max_examples=50)
@given(statements, st.integers(1, 7))
def test_quads_are_loaded_by_threads_as_they_are(put: set[Quad], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "_LOADED", batch)
        store, peer = Store(), Store()
        bulk.load(store, iter(put))
        peer.extend(put)
    assert set(store) == set(peer) == put


def test_what_the_source_of_quads_raises_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_LOADED", 10)

    def broken() -> Iterator[Quad]:
        yield from (Quad(GRAPHS[0], GRAPHS[1], Literal(str(n)), GRAPHS[2]) for n in range(95))
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        bulk.load(Store(), broken())


@settings(deadline=None, max_examples=60)
@given(put=statements, removed=st.sets(st.sampled_from(GRAPHS)), piece=st.integers(1, 7))
def test_graphs_go_and_the_others_stay_as_they_are(
    put: set[Quad], removed: set[NamedNode], piece: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scratch = tmp_path_factory.mktemp("bulk") / "kept.nq"
    store = Store()
    store.extend(put)
    before = set(store)  # with numbers in the form that the store keeps
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "_PIECE", piece)
        bulk.remove_graphs(store, removed, scratch)
    assert set(store) == {quad for quad in before if quad.graph_name not in removed}
    assert removed.isdisjoint(store.named_graphs())
    assert not scratch.exists()


def test_what_stays_is_put_back_when_more_goes(tmp_path: Path) -> None:
    large, small = GRAPHS[:2]
    store = Store()
    store.extend(
        Quad(NamedNode(f"https://a.example/{number}"), large, large, large)
        for number in range(bulk._PIECE + 1)
    )
    store.add(Quad(small, small, small, small))
    bulk.remove_graphs(store, [large], tmp_path / "kept.nq")
    assert list(store) == [Quad(small, small, small, small)]
    assert list(tmp_path.iterdir()) == []
