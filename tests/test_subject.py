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
from hezuo.graph.picture import subject as subjects
from hezuo.graph.picture.subject import Subject, subject
from hezuo.graph.picture.titles import title_of
from hezuo.graph.picture.wanted import Wanted
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
        ({"hops": 2}, "nobody is named"),
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


@pytest.mark.parametrize(
    ("wanted", "problem", "remedy"),
    [
        ({"path": ("重庆药学会", "武侯区科协")}, "no chain of cooperation leads", "hezuo path"),
        ({"by": "country"}, "no tie joins two areas", "smaller"),
        ({"by": "city", "filters": Filters(since="2022")}, "no tie is known", "fewer limits"),
        (
            {"names": ("重庆吉芯科技有限公司",), "show": "ties"},
            "of who was named",
            "leave out --show",
        ),
    ],
)
def test_where_nothing_is_to_be_drawn_it_is_said_what_could_be(
    chongqing: KnowledgeGraph, wanted: dict[str, object], problem: str, remedy: str
) -> None:
    with pytest.raises(NothingFoundError, match=problem) as raised:
        shown(chongqing, **wanted)
    assert remedy in raised.value.remedy


def registry(folder: Path, families: int = 3, size: int = 4) -> KnowledgeGraph:
    """A store as registers make it: organisations with parents, and places, and no tie at all."""
    folder.mkdir()
    rows = [f"总院{number}号,University,," for number in range(families)]
    rows += [
        f"第{row}所{number}号,ResearchInstitute,四川省,总院{number}号"
        for number in range(families)
        for row in range(size)
    ]
    text = "\n".join(["name,kind,district,parents", *rows])
    (folder / "organizations.csv").write_text(text, encoding="utf-8")
    graph = hezuo.graph.open(str(folder / "store"), create=True)
    graph.add(folder)
    return graph


def test_where_nothing_ties_parties_their_other_relations_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "MOST_NODES", 12)
    monkeypatch.setattr(subjects, "_MANY_THINGS", 10)
    monkeypatch.setattr(subjects, "_MANY_NODES", 10)
    said: list[str] = []
    with registry(tmp_path / "tables") as graph:
        found = subject(graph.store, Wanted(), said=said.append)
        assert {data["kind"] for _, data in found.graph.nodes(data=True)} == {
            "University", "ResearchInstitute",
        }  # fmt: skip
        assert len(found.graph) == 12
        assert found.whole == 15
        assert all(degree for _, degree in found.graph.degree)
        assert [line.split()[0] for line in said] == ["reading", "placing"]
        assert title_of(graph.store, Wanted()) == "谁与谁有关"
        around = subject(graph.store, Wanted(names=("第1所2号",), hops=2))
        assert len(around.graph) == 5
        for wanted in (Wanted(by="province"), Wanted(show="ties"), Wanted(communities=True)):
            with pytest.raises(NothingFoundError, match="nothing in the store ties"):
                subject(graph.store, wanted)


def test_an_empty_store_has_an_empty_picture(tmp_path: Path) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        assert subject(graph.store, Wanted()).whole == 0
        assert "没有可以显示的内容" in graph.picture("图")


@pytest.mark.parametrize(
    ("wanted", "language", "title"),
    [
        ({}, "zh", "谁与谁合作"),
        ({}, "en", "Who cooperates with whom"),
        ({"filters": Filters(since="2021", field="生物医药")}, "zh",
         "谁与谁合作（2021 起；领域：生物医药）"),
        ({"filters": Filters(since="2021", within="重庆市")}, "en",
         "Who cooperates with whom (since 2021; in 重庆市)"),
        ({"names": ("wuhouqukexie",)}, "zh", "成都市武侯区科学技术协会的合作"),
        ({"names": ("武侯区科协", "重庆药学会"), "hops": 2}, "en",
         "Cooperation of 成都市武侯区科学技术协会, 重庆药学会, up to 2 steps away"),
        ({"path": ("重庆药学会", "武侯区科协")}, "zh",
         "从重庆药学会到成都市武侯区科学技术协会的合作链"),
        ({"by": "province", "communities": True}, "zh", "各省份之间的合作（按群组着色）"),
    ],
)  # fmt: skip
def test_a_picture_says_in_words_what_it_shows(
    chongqing: KnowledgeGraph, wanted: dict[str, object], language: str, title: str
) -> None:
    assert title_of(chongqing.store, Wanted(**wanted), language) == title  # type: ignore[arg-type]  # as each case says


@settings(max_examples=30, deadline=None)
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
