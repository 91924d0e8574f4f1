"""Which areas parties lie in, where a source knows China and others only provinces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from table_folders import write_tables

import hezuo.graph
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """Parties in China itself, in provinces of it, and abroad."""
    folder: Path = tmp_path_factory.mktemp("areas")
    write_tables(
        folder / "data",
        {
            "organizations": "name,district\n甲,中国\n乙,北京市\n丙,武侯区\n丁,德国\n",
            "agreements": "title,party,signed_on\n"
            "一,甲；乙,2020\n二,乙；丙,2020\n三,甲；丙,2020\n四,丙；丁,2021\n",
        },
    )
    with hezuo.graph.open(str(folder / "store"), create=True) as made:
        made.add(folder / "data")
        yield made


def test_a_country_is_one_group_however_it_is_stated(graph: KnowledgeGraph) -> None:
    found = graph.matrix("country")
    assert [group.name for group in found.groups] == ["中国", "德国"]
    assert found.square() == [[3, 1], [1, 0]]


def test_partners_by_country(graph: KnowledgeGraph) -> None:
    groups = {row.group.name: row.number for row in graph.partners_by("丙", "country")}
    assert groups == {"中国": 2, "德国": 1}


def test_what_lies_in_a_province_lies_in_the_country(graph: KnowledgeGraph) -> None:
    partners = graph.partners("丙", Filters(within="中国"))
    assert {row.partner.name for row in partners} == {"甲", "乙"}
    assert [thing.name for thing in graph.find("丙", within="中国")] == ["丙"]
    assert graph.find("丁", within="中国") == []


def test_ties_between_countries_have_no_loops(graph: KnowledgeGraph) -> None:
    network = graph.ties(by="country")
    assert sorted(data["label"] for _, data in network.nodes(data=True)) == ["中国", "德国"]
    assert network.number_of_edges() == 1


def test_bridging_is_across_countries_that_differ(graph: KnowledgeGraph) -> None:
    ranked = {row.party.name: row.value for row in graph.rank("bridging", across="country")}
    assert "甲" not in ranked or ranked["甲"] == 0
