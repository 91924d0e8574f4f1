"""The library as a notebook uses it: one object, a method for each thing."""

from pathlib import Path

import pytest
from conftest import CHONGQING

import hezuo.graph
from hezuo.graph import Filters, HezuoError, InputError


def test_every_question_has_a_method(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        added, notes = graph.add(CHONGQING)
        assert (len(added), notes) == (1, [])
        asked, found = graph.partners("武侯区科协", Filters(since="2021"))
        assert (asked.place, len(found)) == ("武侯区", 1)
        assert graph.find("武侯", kind="Area")[0].name == "武侯区"
        assert graph.show("谭建荣").thing.kind == "Expert"
        assert graph.sources()[0]["facts"].value == str(added[0].facts)
        assert "沙坪坝区" in {
            data["label"] for _, data in graph.ties(by="district").nodes(data=True)
        }
        assert graph.check() == []
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
