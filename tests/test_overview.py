"""Networks too large to draw, as communities that open to their members."""

import base64
import gzip
import itertools
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import CHONGQING
from tab import Tab

import hezuo.graph
from hezuo.graph.picture import subject as subjects
from hezuo.graph.picture.labels import radii
from hezuo.graph.picture.overview import (
    MOST_ALONE,
    MOST_COMMUNITIES,
    Overview,
    counted,
    overview,
    packed,
)
from hezuo.graph.picture.page import render
from hezuo.graph.picture.scene import groups_of
from hezuo.graph.picture.subject import Wanted

KINDS = (("University", "高校"), ("Company", "企业"))


def made(communities: int = 5, size: int = 500) -> nx.MultiGraph:
    """Rings with chords, each tied to the next by one tie, and 一号 of each to all its own."""
    network: nx.MultiGraph = nx.MultiGraph()
    for number in range(communities):
        for row in range(size):
            kind, label = KINDS[row % 2]
            network.add_node(
                f"urn:{number}:{row:04d}", label=f"第{number}区{row}号", kind=kind,
                kind_label=label, group=kind, group_label=label, place=f"第{number}区",
            )  # fmt: skip
        for row in range(size):
            for step in (1, 2, 7):
                other = f"urn:{number}:{(row + step) % size:04d}"
                network.add_edge(f"urn:{number}:{row:04d}", other, tie=True)
            if row:
                network.add_edge(f"urn:{number}:0000", f"urn:{number}:{row:04d}", tie=True)
        if number:
            network.add_edge(f"urn:{number - 1}:0003", f"urn:{number}:0004", tie=True)
    return network


def unpacked(found: Overview) -> dict[str, Any]:
    text = packed(found, groups_of(found.network, "zh"))
    columns: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(text)))
    return columns


def test_the_communities_have_every_party_and_every_tie() -> None:
    network = made()
    found = overview(network)
    members = [member for its in found.members.values() for member in its]
    assert sorted(members) == sorted(network)
    assert sum(data["parties"] for _, data in found.graph.nodes(data=True)) == 2500
    within = sum(
        int(dict(data["details"])["群组内合作"].replace(",", ""))
        for _, data in found.graph.nodes(data=True)
    )
    between = sum(data["number"] for *_, data in found.graph.edges(data=True))
    assert within + between == network.number_of_edges()


def test_a_community_is_called_after_its_member_with_most_partners() -> None:
    labels = {data["label"] for _, data in overview(made()).graph.nodes(data=True)}
    assert "第0区0号 等 500 个" in labels
    english = {data["label"] for _, data in overview(made(), "en").graph.nodes(data=True)}
    assert "第0区0号 and 499 others" in english


def test_small_communities_are_one_node_together() -> None:
    network = made(2, 20)
    pairs = MOST_COMMUNITIES + 30
    for number in range(pairs):
        for row in (0, 1):
            network.add_node(f"urn:p{number}:{row}", label=f"对{number}", kind="Company")
        network.add_edge(f"urn:p{number}:0", f"urn:p{number}:1", tie=True)
    found = overview(network)
    assert set(found.members) == {"community 001", "community 002", "community rest"}
    assert sum(map(len, found.members.values())) == len(network)
    label, parties = (found.graph.nodes["community rest"][name] for name in ("label", "parties"))
    assert label == f"其余 {pairs} 个较小群组"
    assert parties == 20  # drawn no larger than the smallest of the others
    assert unpacked(found)["at"][-1] == []


def test_of_communities_that_are_tied_to_no_other_the_largest_are_drawn() -> None:
    network = made(1, 40)
    for number in range(MOST_ALONE + 20):
        size = 30 - number // 2
        ring = [f"urn:r{number}:{row}" for row in range(size)]
        network.add_nodes_from(ring, kind="Company")
        network.add_edges_from((ring[row - 1], ring[row]) for row in range(size))
    found = overview(network)
    alone = [n for n, degree in found.graph.degree if not degree and n != "community rest"]
    assert len(alone) == MOST_ALONE
    least = min(len(found.members[name]) for name in alone)
    assert least >= max(len(its) for its in found.members.values() if len(its) <= least)


def test_many_tied_communities_are_still_a_hundred_at_most() -> None:
    found = overview(made(MOST_COMMUNITIES + 20, 30))
    assert len(found.graph) == MOST_COMMUNITIES + 1
    assert all("parties" in data for _, data in found.graph.nodes(data=True))


def test_communities_are_as_large_as_they_have_members() -> None:
    sizes = {"a": 300, "b": 75, "c": 7}
    graph: nx.MultiGraph = nx.MultiGraph()
    graph.add_nodes_from((name, {"parties": size}) for name, size in sizes.items())
    found = radii(graph)
    assert found["a"] / found["b"] == pytest.approx(2, rel=0.01)
    assert found["a"] / found["c"] > 6


def test_a_tie_of_many_counts_once() -> None:
    network: nx.MultiGraph = nx.MultiGraph()
    for one, other in itertools.combinations("abcd", 2):
        network.add_edge(one, other, connector="urn:tie", label="联合体", date="2021", strength=1)
    network.add_edge("a", "b", connector="urn:own", label="协议", date="2020", strength=2)
    found = overview(network)
    ((_, data),) = found.graph.nodes(data=True)
    assert data["details"] == [("群组内合作", "2")]
    columns = unpacked(found)
    assert columns["ties"] == {
        "titles": ["协议", "联合体"], "dates": ["2020", "2021"], "of": [[0, 1], [0, 1, 2, 3]],
    }  # fmt: skip
    assert columns["often"] == [0, 1, 2]


def test_what_is_packed_has_every_tie_from_its_lower_end() -> None:
    network = made(3, 60)
    found = overview(network)
    columns = unpacked(found)
    order = [member for community in sorted(found.members) for member in found.members[community]]
    pairs = set()
    for one, steps in enumerate(columns["partners"]):
        for other in itertools.accumulate(steps, initial=one):
            pairs |= {frozenset((order[one], order[other]))} if other != one else set()
    assert pairs == {frozenset(edge) for edge in network.edges()}
    names = [re.sub("[\v\f]", "", name) for name in columns["names"]]
    assert names == [network.nodes[member]["label"] for member in order]
    assert all(len(at) == 2 * count for at, count in zip(columns["at"], columns["counts"]))  # noqa: B905 - lengths are compared below
    assert len(columns["at"]) == len(columns["counts"]) == len(found.graph)


def test_the_same_network_gives_the_same_overview_whatever_its_order() -> None:
    network = made(3, 60)
    turned: nx.MultiGraph = nx.MultiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(
        reversed([(other, one, data) for one, other, data in network.edges(data=True)])
    )
    groups = groups_of(network, "zh")
    assert packed(overview(network), groups) == packed(overview(turned), groups)


def test_ties_too_many_to_tell_are_counted() -> None:
    network: nx.MultiGraph = nx.MultiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    found = counted(network)
    numbers = {frozenset((a, b)): data["number"] for a, b, data in found.edges(data=True)}
    assert numbers == {frozenset("ab"): 2, frozenset("bc"): 1}


def test_a_store_with_too_many_parties_is_shown_by_communities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "MOST_NODES", 20)
    said: list[str] = []
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        found = subjects.subject(graph.store, Wanted(show="ties"), said=said.append)
        assert found.overview is not None
        assert found.whole == len(found.overview.network) > 20
        assert said == [f"finding communities among {found.whole} parties"]
        svg = graph.figure("图", Wanted(show="ties"))
        assert f"{found.whole} 个合作方按合作关系分成的群组" in svg
        # Areas and what is around names are drawn as they are.
        for wanted in (Wanted(by="province"), Wanted(names=("武侯区科协",))):
            assert subjects.subject(graph.store, wanted).overview is None


def test_many_ties_between_areas_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hezuo.graph.open(str(tmp_path / "store"), create=True) as graph:
        graph.add(CHONGQING)
        each = subjects.subject(graph.store, Wanted(by="district")).graph
        monkeypatch.setattr(subjects, "MOST_TIES", 1)
        summed = subjects.subject(graph.store, Wanted(by="district")).graph
        page = graph.picture("图", Wanted(by="district"))
    assert sum(data["number"] for *_, data in summed.edges(data=True)) == each.number_of_edges()
    assert set(summed) == set(each)
    assert "合作太多，只计数目，不逐项列出" in page


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = overview(made())
    file = tmp_path_factory.mktemp("总览") / "page.html"
    html = render(found.graph, title="谁与谁合作", whole=len(found.network), overview=found)
    file.write_text(html, encoding="utf-8")
    return file


@pytest.fixture
def opened(tab: Tab, page: Path) -> Tab:
    tab.open(page)
    tab.page.wait_for_function("hezuo.members")
    return tab


def panel_name(tab: Tab) -> str:
    return tab.page.locator("#panel h2").inner_text()


def shown(tab: Tab) -> list[str]:
    names: list[str] = tab.evaluate(
        "[...hezuo.visible().nodes].map((id) => hezuo.byId.get(id).name)"
    )
    return names


def click_node(tab: Tab, number: int) -> None:
    at = tab.evaluate(f"hezuo.network.canvasToDOM(hezuo.network.getPosition({number}))")
    box = tab.page.locator("#network").bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


def test_a_click_opens_a_community_and_escape_leads_back(opened: Tab) -> None:
    assert len(shown(opened)) == 5
    assert "2,500" in opened.page.locator("#overview").inner_text()
    name = opened.evaluate("hezuo.byId.get(2).name")
    click_node(opened, 2)
    opened.page.wait_for_function("hezuo.place.inside === 2")
    assert panel_name(opened) == name
    assert len(shown(opened)) == 200
    assert opened.page.locator("#panel-count").inner_text() == "500"
    assert "200 个成员，共 500 个" in opened.page.locator("#overview").inner_text()
    assert opened.page.locator("#heading b").first.inner_text() == "200"
    legend = opened.page.locator("#legend button:visible small").all_inner_texts()
    assert sum(map(int, legend)) == 200
    panel = opened.page.locator("#panel").inner_text()
    assert panel.count("成员") == 1
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel").is_hidden()
    opened.page.keyboard.press("Escape")
    assert len(shown(opened)) == 5


def test_the_legend_has_the_kinds_of_what_is_open(opened: Tab) -> None:
    legend = opened.page.locator("#legend button:visible")
    assert [text.split()[0] for text in legend.all_inner_texts()] == ["群组"]
    opened.evaluate("hezuo.open(0)")
    assert sorted(text.split()[0] for text in legend.all_inner_texts()) == ["企业", "高校"]
    legend.filter(has_text="高校").click()
    # Of kinds by turns, those of odd numbers are companies.
    assert 90 < len(shown(opened)) < 110
    assert all(int(name.rstrip("号").split("区")[1]) % 2 for name in shown(opened))
    opened.page.locator("#back").click()
    assert len(shown(opened)) == 5


@pytest.mark.parametrize("typed", ["第3区444号", "d3q444h"])
def test_the_search_finds_members_and_draws_them_with_their_partners(
    opened: Tab, typed: str
) -> None:
    opened.page.locator("#search").fill(typed)
    opened.page.keyboard.press("Enter")
    assert panel_name(opened) == "第3区444号"
    assert "第3区444号" in shown(opened)
    partners = set(opened.page.locator("#panel-list button").all_inner_texts())
    assert {"第3区0号", "第3区443号", "第3区451号"} <= partners
    opened.page.locator("#panel-list button", has_text="第3区451号").first.click()
    assert panel_name(opened) == "第3区451号"


def test_a_partner_in_another_community_opens_that(opened: Tab) -> None:
    opened.page.locator("#search").fill("第0区3号")
    opened.page.keyboard.press("Enter")
    before = opened.evaluate("hezuo.place.inside")
    opened.page.locator("#panel-list button", has_text="第1区4号").first.click()
    assert panel_name(opened) == "第1区4号"
    assert opened.evaluate("hezuo.place.inside") != before


def test_the_address_keeps_what_is_open(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.wait_until("hezuo.members && true")
    tab.evaluate("hezuo.openMember(999)")
    name = panel_name(tab)
    tab.page.wait_for_timeout(700)
    link = tab.page.url
    assert "member=999" not in link  # a number is another when the picture is drawn anew
    tab.page.goto("about:blank")
    tab.page.goto(link)
    tab.wait_until("hezuo.members && hezuo.place.inside !== null")
    assert panel_name(tab) == name
    tab.page.goto("about:blank")
    for bad in ("#inside=77", "#member=99999999", "#inside=__proto__", "#member=-1"):
        tab.page.goto(page.as_uri() + bad)
        tab.page.wait_for_function("hezuo.members")
        assert len(shown(tab)) == 5, (bad, name)


@pytest.fixture
def with_rest(tab: Tab, tmp_path: Path) -> Tab:
    """An overview of two large communities, and twelve parties in four that are too small."""
    network = made(2, 60)
    for number in range(4):
        parties = [f"urn:z{number}:{row}" for row in range(3)]
        network.add_nodes_from(
            (one, {"label": f"散户{one[5:]}", "kind": "Company"}) for one in parties
        )
        network.add_edges_from(
            (
                one,
                other,
                {"label": f"小协议{number}", "date": "2021", "connector": f"urn:t{number}"},
            )
            for one, other in itertools.combinations(parties, 2)
        )
    found = overview(network)
    file = tmp_path / "page.html"
    html = render(found.graph, title="图", whole=len(found.network), overview=found)
    file.write_text(html, encoding="utf-8")
    tab.open(file)
    tab.page.wait_for_function("hezuo.members")
    return tab


def test_the_smaller_communities_are_a_list(with_rest: Tab) -> None:
    before = len(shown(with_rest))
    with_rest.evaluate("hezuo.open(hezuo.data.nodes.length - 1)")
    assert "其余 4 个较小群组" in panel_name(with_rest)
    assert "只列名单" in with_rest.page.locator("#panel-details").inner_text()
    assert len(shown(with_rest)) == before
    with_rest.page.locator("#panel-list button", has_text="散户2:1").first.click()
    assert {name[:3] for name in shown(with_rest)} == {"散户2"}
    assert len(shown(with_rest)) == 3
    assert "小协议2" in with_rest.page.locator("#panel-list").inner_text()
    assert not with_rest.complaints()


def test_a_line_of_an_overview_tells_its_ties(with_rest: Tab) -> None:
    ends = with_rest.evaluate("""hezuo.data.edges.slice(0, 1).map((edge) => {
        const [one, other] = [edge.from, edge.to].map((id) => hezuo.network.getPosition(id));
        return hezuo.network.canvasToDOM({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    })[0]""")
    box = with_rest.page.locator("#network").bounding_box()
    assert box is not None
    with_rest.page.mouse.click(box["x"] + ends["x"], box["y"] + ends["y"])
    assert " — " in panel_name(with_rest)
    assert with_rest.page.locator("#panel-heading").inner_text() == "1 项合作"
    assert with_rest.page.locator("#panel-list li.tie").count() == 1
    assert "第0区3号；第1区4号" in with_rest.page.locator("#panel-list li.tie").inner_text()


def test_axe_finds_nothing_in_an_overview(opened: Tab) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for _ in range(2):
        found = Axe().run(opened.page)
        assert found.violations_count == 0, found.generate_report()
        opened.evaluate("hezuo.open(0)")
