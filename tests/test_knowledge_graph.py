"""The library as a notebook uses it: one object, a method for each thing."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CHONGQING

import hezuo.graph
from hezuo.graph import Filters, HezuoError, InputError


def test_every_question_has_a_method(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        report = graph.add(CHONGQING)
        added, notes = report.added, report.notes
        assert (len(added), notes) == (1, [])
        found = graph.partners("武侯区科协", Filters(since="2021"))
        assert (found.asked.place, len(found)) == ("武侯区", 1)
        assert graph.find("武侯", kind="Area")[0].name == "武侯区"
        assert graph.show("谭建荣").thing.kind == "Expert"
        assert graph.duplicates() == []
        assert graph.duplicates(0.5)[0].second_name == "四川大学华西药学院"
        assert graph.sources()[0]["facts"].value == str(added[0].facts)
        assert "沙坪坝区" in {
            data["label"] for _, data in graph.ties(by="district").nodes(data=True)
        }
        assert {found.severity for found in graph.check()} == {"Info"}
        assert (
            b'"value": "9"' in graph.query("SELECT (COUNT(*) AS ?n) { ?a a hz:Agreement }").content
        )
        page = graph.picture("图")
        assert "重庆科技报-2021-双月论坛 115-151" in page
        assert graph.export("turtle").startswith(b"@prefix")
        source = "重庆科技报-2021-双月论坛"
        assert graph.export("nquads", source) == graph.export("nquads")


def test_a_picture_shows_where_a_fact_stands(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        network = graph.network()
        assert network.number_of_nodes() > 100
        assert all("details" not in data for _, data in network.nodes(data=True))


def test_reading_sees_one_state_until_it_is_let_go(tmp_path: Path) -> None:
    path = str(tmp_path / "store")
    with hezuo.graph.open(path, create=True) as writer:
        writer.add(CHONGQING)
        with hezuo.graph.open(path) as reader:
            before = reader.export("nquads")
            folder = tmp_path / "more"
            folder.mkdir()
            (folder / "organizations.csv").write_text("name,kind\n甲,Company\n", encoding="utf-8")
            writer.add(folder)
            assert reader.export("nquads") == before
            reader.close()
            assert len(reader.export("nquads")) > len(before)


def test_a_missing_store_and_bad_tables_are_said(tmp_path: Path) -> None:
    with pytest.raises(HezuoError, match="there is no store"):
        hezuo.graph.open(str(tmp_path / "none"))
    (tmp_path / "agreements.csv").write_text("title,parties\n协议,甲；乙\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        hezuo.graph.open(str(tmp_path / "store"), create=True).add(tmp_path)
    assert [(f.file, f.row, f.column) for f in caught.value.faults] == [
        ("agreements.csv", 2, "parties"),
        ("agreements.csv", 2, "parties"),
    ]
    assert not (tmp_path / "store").exists()


def test_what_an_answer_names_can_be_asked_for(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        (tie,) = graph.partners("武侯区科协", evidence=True)[0].ties
        assert graph.show(tie.iri).thing.kind == "JointDevelopmentAgreement"
        assert graph.show(tie.sources[0]).thing.kind == "Source"
        assert graph.find("合作协议") == []  # hundreds may be called so


def test_threads_may_ask_while_another_adds(tmp_path: Path) -> None:
    # In a process of its own: what went wrong before was a crash of the whole process.
    code = f"""
import threading
import hezuo.graph
graph = hezuo.graph.open({str(tmp_path / "store")!r}, create=True)
graph.add({str(CHONGQING)!r})
done, failed = threading.Event(), []
def ask():
    while not done.is_set():
        try:
            assert graph.find("武侯") and graph.partners("武侯区科协")
        except Exception as error:
            failed.append(error)
threads = [threading.Thread(target=ask) for _ in range(3)]
[thread.start() for thread in threads]
for _ in range(6):
    graph.add({str(CHONGQING)!r})
done.set()
[thread.join() for thread in threads]
assert not failed, failed[0]
"""
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert (finished.returncode, finished.stderr) == (0, "")


def test_another_folder_of_the_same_name_replaces_nothing(tmp_path: Path) -> None:
    for place, name in (("p", "甲"), ("q", "乙")):
        (tmp_path / place / "data").mkdir(parents=True)
        table = tmp_path / place / "data" / "organizations.csv"
        table.write_text(f"name\n{name}\n", encoding="utf-8")
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(tmp_path / "p" / "data")
        with pytest.raises(HezuoError, match="which has the same name; give it an id"):
            graph.add(tmp_path / "q" / "data")
        graph.add(tmp_path / "p" / "data")
        assert [thing.name for thing in graph.find("甲")] == ["甲"]
        assert graph.find("乙") == []


def test_a_query_sees_the_sources_and_not_the_log(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        assert b"readFrom" not in graph.query("CONSTRUCT WHERE { ?s ?p ?o }").content
        found = graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").content
        assert found.count(b'"value"') == 1


def test_a_large_network_is_drawn_in_part_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    rows = "".join(f"机构{number},{500106 if number % 2 else 510107}\n" for number in range(2100))
    table = tmp_path / "many" / "organizations.csv"
    table.write_text(f"name,district\n{rows}", encoding="utf-8")
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(tmp_path / "many")
        assert "另有 105 个联系较少的节点未画出" in graph.picture("图")
