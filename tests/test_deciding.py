"""Decisions as users make them: by names, by a table, on the command line; and their undoing."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from table_folders import write_tables

import hezuo.graph
from hezuo.graph.errors import HezuoError, InputError, UnknownNameError
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.vocabulary import mint

TABLES = {
    "organizations": "name,kind\n甲大学,University\n甲校,University\n乙大学,University\n",
    "events": "name\n丙会\n",
}


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    opened = hezuo.graph.open(str(tmp_path / "store"), create=True)
    opened.add(write_tables(tmp_path / "tables", TABLES))
    return opened


def test_a_table_of_decisions_is_kept_whole_or_not_at_all(
    tmp_path: Path, graph: KnowledgeGraph
) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        "first,second,score,decision,who,when\n"
        f"甲大学,{mint('Organization', '甲校')},0.9,相同,王,2021-03-04\n"
        "甲大学,乙大学,0.8,Different,,\n"
        "甲校,乙大学,0.5,,,\n",
        encoding="utf-8",
    )
    made = graph.decide_table(table, who="李")
    assert [(d.first_name, d.second_name, d.verdict, d.who) for d in made] == [
        ("甲大学", "甲校", "Same", "王"),
        ("甲大学", "乙大学", "Different", "李"),
    ]
    assert made[0].when == "2021-03-04"
    assert {d.pair for d in graph.decisions()} == {d.pair for d in made}
    bad = tmp_path / "bad.csv"
    bad.write_text("first,second,decision\n甲校,丁,same\n甲大学,乙大学,maybe\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        graph.decide_table(bad)
    first, second = caught.value.faults
    assert (first.row, second.row) == (2, 3)
    assert "no '丁' in the store" in first.problem
    assert "'maybe' is neither same nor different" in second.problem
    assert len(graph.decisions()) == 2


def test_a_table_without_its_columns_says_which(tmp_path: Path, graph: KnowledgeGraph) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text("first,other\nx,y\n")
    with pytest.raises(InputError, match=r"row 1, column decision: is missing"):
        graph.decide_table(table)


def test_what_cannot_be_decided_is_refused_in_words(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        graph.decide("甲大学", "戊大学", is_same=True)
    with pytest.raises(HezuoError, match="only things of one kind can be the same"):
        graph.decide("甲大学", "丙会", is_same=True)
    with pytest.raises(HezuoError, match="are one thing in the store"):
        graph.decide("甲大学", "甲大学", is_same=True)
    with pytest.raises(HezuoError, match="there is no decision on 甲大学 and 甲校"):
        graph.undo_decision("甲大学", "甲校")


def test_what_was_joined_can_be_told_apart_by_its_names(graph: KnowledgeGraph) -> None:
    graph.decide("甲大学", "甲校", is_same=True)
    made = graph.decide("甲大学", "甲校", is_same=False)
    assert {made.first, made.second} == {mint("Organization", n) for n in ("甲大学", "甲校")}
    assert [d.verdict for d in graph.decisions()] == ["Different"]
    assert len(graph.find("甲校")) == 1


def test_the_command_decides_lists_and_takes_back(
    tmp_path: Path, hezuo: Callable[..., subprocess.CompletedProcess[str]], graph: KnowledgeGraph
) -> None:
    graph.close()
    store = ["--store", str(tmp_path / "store")]
    done = hezuo("merge", "甲大学", "甲校", "--who", "王", *store)
    assert (done.returncode, done.stdout) == (0, "甲大学 = 甲校\n")
    listed = hezuo("merge", "--list", "-f", "csv", *store).stdout.splitlines()
    assert listed[0].startswith("first,second,first_name,verdict,second_name,who,when")
    assert "甲大学,Same,甲校,王," in listed[1]
    assert len(hezuo("find", "甲校", "-f", "csv", *store).stdout.splitlines()) == 2
    for wrong in (
        ["--undo", "--decisions", "x.csv"],
        ["--list", "--undo"],
        ["--list", "--different"],
    ):
        refused = hezuo("merge", *wrong, *store)
        assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert hezuo("merge", "甲大学", *store).returncode == 2
    back = hezuo("merge", "--undo", "甲校", "甲大学", *store)
    assert (back.returncode, back.stdout) == (0, "taken back:\n甲大学 = 甲校\n")
    nothing = hezuo("merge", "--list", *store)
    assert (nothing.returncode, nothing.stdout) == (1, "")


def test_a_table_that_decides_both_ways_is_refused(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path, heading = tmp_path / "pairs.csv", "first,second,decision,when\n"
    path.write_text(
        f"{heading}甲大学,甲校,same,2021/3/5\n甲校,甲大学,different,\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="row 3: decides the other way than row 2"):
        graph.decide_table(path)
    path.write_text(f"{heading}甲大学,甲校,same,2021/3/5\n", encoding="utf-8")
    (made,) = graph.decide_table(path)
    assert made.when == "2021-03-05"
