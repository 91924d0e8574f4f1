"""What a picture shows of a store."""

from pathlib import Path

import networkx as nx
import pytest
from conftest import CHONGQING
from cooperation_records import Cooperation, cooperations, stored
from hypothesis import given, settings

import hezuo.graph
from hezuo.graph.errors import HezuoError, NothingFoundError
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters
from hezuo.graph.picture.subject import Subject, Wanted, subject
from hezuo.graph.projection import ties_network


@pytest.fixture(scope="module")
def chongqing(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    graph = hezuo.graph.open(str(tmp_path_factory.mktemp("subject") / "store"), create=True)
    graph.add(CHONGQING)
    return graph


def shown(graph: KnowledgeGraph, **wanted: object) -> Subject:
    return subject(graph.store, Wanted(**wanted))  # type: ignore[arg-type]  # as each test says


def labels(found: Subject) -> set[str]:
    return {data["label"] for _, data in found.graph.nodes(data=True)}


def test_a_small_store_is_shown_whole(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing)
    assert len(found.graph) == found.whole == 109
    groups = {data["group"] for _, data in found.graph.nodes(data=True)}
    assert {"Organization", "Agreement", "Event", "Expert"} <= groups


def test_ties_alone_are_those_of_the_projection(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, show="ties")
    expected = ties_network(chongqing.store)
    assert set(found.graph) == set(expected)
    assert sorted(found.graph.edges(keys=True)) == sorted(expected.edges(keys=True))


def test_each_tie_says_what_it_is_and_where_it_stands(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, names=("四川大学华西药学院",), show="ties")
    (tie,) = (data for *_, data in found.graph.edges(data=True))
    assert tie["kind"] == "合作协议"
    assert tie["date"] == "2020-08"
    assert tie["fields"] == ["生物医药"]
    assert tie["event"] == "第二期“科创中国”重庆双月论坛"
    assert tie["evidence"].startswith("重庆科技报-2021-双月论坛 ")
    assert {frozenset(pair) for pair in tie["pairs"]} == {frozenset(found.graph)}


def test_what_is_around_a_name_has_what_is_said_of_it(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, names=("武侯区科协",), hops=2)
    assert labels(found) == {
        "成都市武侯区科学技术协会",
        "武侯区",
        "重庆市沙坪坝区科学技术协会",
        "沙坪坝区",
        "“科创中国”试点城市合作共建协议",
        "2021首期科创中国@重庆双月论坛",
        "科技服务",
    }
    asked = {data["label"] for _, data in found.graph.nodes(data=True) if data["is_asked"]}
    assert asked == {"成都市武侯区科学技术协会"}


def test_areas_stand_for_the_parties_in_them(chongqing: KnowledgeGraph) -> None:
    assert labels(shown(chongqing, by="province")) == {"重庆市", "四川省"}


def test_a_limit_leaves_out_other_ties(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, filters=Filters(since="2021"))
    assert {data["date"][:4] for *_, data in found.graph.edges(data=True)} == {"2021"}


def test_partners_in_an_area_keep_who_was_asked_for(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, names=("武侯区科协",), filters=Filters(within="重庆市"))
    assert labels(found) == {"成都市武侯区科学技术协会", "重庆市沙坪坝区科学技术协会"}


def test_chains_between_two(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, path=("重庆药学会", "四川大学华西药学院"))
    ends = {"重庆药学会", "四川大学华西药学院"}
    assert labels(found) == {*ends, "重庆国际生物城开发投资有限公司"}
    asked = {data["label"] for _, data in found.graph.nodes(data=True) if data["is_asked"]}
    assert asked == ends


def test_communities_are_called_after_their_busiest_member(chongqing: KnowledgeGraph) -> None:
    found = shown(chongqing, communities=True)
    groups = {data["label"]: data["group_label"] for _, data in found.graph.nodes(data=True)}
    assert groups["青英国际创新中心"] == groups["金沙星座·科创园"] == "沙坪坝区"
    assert groups["重庆药学会"] != "沙坪坝区"


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"show": "all", "by": "city"}, "ties alone"),
        ({"show": "all", "filters": Filters(since="2021")}, "ties alone"),
        ({"names": ("重庆药学会",), "by": "city"}, "draws areas"),
        ({"names": ("重庆药学会",), "path": ("重庆药学会", "沙坪坝区")}, "between two"),
        ({"by": "village"}, "cannot be told by"),
    ],
)
def test_what_does_not_go_together_is_refused(
    chongqing: KnowledgeGraph, wanted: dict[str, object], problem: str
) -> None:
    with pytest.raises(HezuoError, match=problem):
        shown(chongqing, **wanted)


def test_a_limit_that_nothing_fits_is_said(chongqing: KnowledgeGraph) -> None:
    with pytest.raises(NothingFoundError, match="no tie is known"):
        shown(chongqing, filters=Filters(since="2022"))


def test_an_empty_store_has_an_empty_picture(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        assert subject(graph.store, Wanted()).whole == 0
        assert "没有可以显示的内容" in graph.picture("图")


@settings(max_examples=30)
@given(cooperations())
def test_what_is_around_someone_is_as_far_as_networkx_says(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("made")) as store:
        ties = nx.Graph(ties_network(store))
        for node in list(ties)[:3]:
            for hops in (1, 2):
                found = subject(store, Wanted(names=(node,), hops=hops, show="ties"))
                if ties.nodes[node]["group"] == "Area":
                    continue  # it stands for all in it
                assert set(found.graph) == set(
                    nx.single_source_shortest_path_length(ties, node, hops)
                )
