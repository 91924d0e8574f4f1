"""One thing, one node: what is seen when several IRIs mean one thing, and how it is taken back."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from table_folders import write_tables

import hezuo.graph
from hezuo.graph.export import export
from hezuo.graph.identity.decisions import DECISIONS, Decision, decide, decisions, undo
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.store import Origin
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint

ROR = "ror:042aqky30"
NAMES = "甲乙丙丁戊"


def nquads(store: EmbeddedStore) -> bytes:
    store.close()
    return export(store, "nquads")


def org(name: str) -> str:
    return mint("Organization", name)


def same(first: str, second: str, verdict: str = "Same") -> Decision:
    return Decision(org(first), org(second), verdict, "测试", "2021-01-02")


def graph_with(path: Path, **tables: str) -> KnowledgeGraph:
    graph = hezuo.graph.open(str(path / "store"), create=True)
    for name, text in tables.items():
        graph.add(write_tables(path / name, {"organizations": text}))
    return graph


def test_a_decision_makes_one_node_and_its_undoing_makes_two_again(tmp_path: Path) -> None:
    graph = graph_with(
        tmp_path,
        first="name,aliases,kind,members\n甲大学,,University,\n乙盟,,Consortium,甲大学\n",
        second="name,kind,members\n甲校,University,\n丙盟,Consortium,甲校\n",
    )
    before = nquads(graph.store)
    graph.decide("甲大学", "甲校", is_same=True, who="王")
    assert {t.name for t in graph.find("甲校")} == {"甲大学"}
    shown = graph.show("甲校")
    assert shown.thing.iri == org("甲大学")
    with_names = export(graph.store, "turtle").decode()
    assert "owl:sameAs organization:甲校" in with_names
    assert "hz:member organization:甲校" not in with_names
    assert {e["label"] for _, e in graph.network().nodes(data=True)} == {"甲大学", "乙盟", "丙盟"}
    (decision,) = graph.decisions()
    assert (decision.verdict, decision.who, decision.second_name) == ("Same", "王", "甲校")
    graph.undo_decision("甲校", "甲大学")
    assert nquads(graph.store) == before


def test_what_is_the_same_by_an_identifier_is_one_node(tmp_path: Path) -> None:
    graph = graph_with(
        tmp_path,
        first=f"name,identifiers\nTU Dresden,{ROR}；grid:grid.4488.0\n",
        second="name,identifiers\nTechnische Universität Dresden,grid:grid.4488.0\n",
    )
    (thing,) = graph.find("Technische Universität Dresden")
    assert (thing.iri, thing.name) == (org(ROR), "TU Dresden")


def test_two_identifiers_of_one_registry_are_two_things(tmp_path: Path) -> None:
    graph = graph_with(
        tmp_path,
        first=f"name,identifiers\nTU Dresden,{ROR}；grid:grid.4488.0\n",
        second="name,identifiers\nTU Dresden,ror:03yrm5c26；grid:grid.4488.0\n",
    )
    assert len(graph.find("TU Dresden")) == 2
    graph.decide(org(ROR), org("ror:03yrm5c26"), is_same=True)
    assert len(graph.find("TU Dresden")) == 1


def test_a_decision_keeps_apart_what_an_identifier_joins(tmp_path: Path) -> None:
    first = f"name,identifiers\nA,{ROR}；wikidata:Q1\n"
    graph = graph_with(tmp_path, first=first, second="name,identifiers\nB,wikidata:Q1\n")
    assert [t.name for t in graph.find("B")] == ["A"]
    graph.decide(org(ROR), org("wikidata:Q1"), is_same=False)
    assert graph.find("A") != graph.find("B")


def test_decisions_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    graph = graph_with(tmp_path, first="name\n甲\n乙\n丙\n")
    graph.decide("甲", "乙", is_same=False)
    graph.decide("甲", "丙", is_same=True)
    before = nquads(graph.store)
    with pytest.raises(hezuo.graph.HezuoError, match="cannot be the same"):
        graph.decide("乙", "丙", is_same=True)
    assert nquads(graph.store) == before


def test_a_decision_outlives_its_sources(tmp_path: Path) -> None:
    graph = graph_with(tmp_path, first="name\n甲\n", second="name\n乙\n")
    graph.decide("甲", "乙", is_same=True)
    both = nquads(graph.store)
    graph.remove("second")
    assert [t.name for t in graph.find("甲")] == ["甲"]
    assert not graph.find("乙")
    graph.add(tmp_path / "second")
    assert nquads(graph.store) == both


def _quads(names: Sequence[str], source: str) -> list[Quad]:
    graph = NamedNode(mint("Source", source))
    label, kind = NamedNode(expand("rdfs:label")), NamedNode(expand("rdf:type"))
    member = NamedNode(expand("hz:member"))
    found = []
    for name in names:
        subject = NamedNode(org(name))
        found += [
            Quad(subject, kind, NamedNode(expand("hz:Organization")), graph),
            Quad(subject, label, Literal(name, language="zh"), graph),
        ]
        found += [Quad(subject, member, NamedNode(org(other)), graph) for other in names]
    return found


_actions = st.one_of(
    st.tuples(st.just("add"), st.sampled_from("xyz"), st.lists(st.sampled_from(NAMES))),
    st.tuples(st.just("remove"), st.sampled_from("xyz"), st.just([])),
    st.tuples(st.just("same"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), st.integers(0, 9), st.just([])),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(_actions, max_size=12))
def test_what_is_seen_depends_on_what_is_stated_and_not_on_how_it_came_about(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, str, str]]
) -> None:
    """However a state came about, it is that of its sources and decisions put in at once."""
    path = tmp_path_factory.mktemp("stores")
    store = EmbeddedStore(path / "one", create=True)
    kept: dict[str, Sequence[str]] = {}
    for action, what, more in actions:
        store.close()
        if action == "same" and what != more:
            decide(store, [same(what, more)])
        elif action == "undo":
            undo(store, decisions(store)[: int(what) + 1])
        elif action in ("add", "remove"):
            with store.writing() as writer:
                source = mint("Source", what)
                if action == "add" and more:
                    writer.replace(source, _quads(more, what))
                    kept[what] = more
                else:
                    writer.remove(source)
                    kept.pop(what, None)
    store.close()
    other = EmbeddedStore(path / "other", create=True)
    made = decisions(store)
    with other.writing() as writer:
        for source, names in kept.items():
            writer.replace(mint("Source", source), _quads(names, source))
        writer.replace(DECISIONS, store.quads([DECISIONS]))
    assert decisions(other) == made
    content = nquads(store)
    assert nquads(other) == content
    read = EmbeddedStore(path / "read", create=True)
    with read.writing() as writer:
        writer.load(lambda: parse(content, format=RdfFormat.N_QUADS), Origin("x", "", ""))
    assert nquads(read) == content
