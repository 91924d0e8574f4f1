"""The picture, in a real browser that is cut off from the network."""

import re
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Dialog
from sample_networks import GROUPS, network
from tab import Tab

from hezuo.graph.files import write_atomically
from hezuo.graph.picture.page import render
from hezuo.graph.picture.palette import ON_DARK

BOXES = """() => hezuo.labels().map(([node, box]) => (
    [node.id, box.left, box.right, box.top, box.bottom]
))"""
SHAPES = """() => hezuo.nodes.map((node) => {
    const at = hezuo.network.getPosition(node.id), half = node.size * 0.8;
    return [node.id, at.x - half, at.x + half, at.y - half, at.y + half];
})"""
SHOWN = "() => Object.values(hezuo.network.body.nodes).filter((n) => !n.options.hidden).length"
EDGES_SHOWN = (
    "() => Object.values(hezuo.network.body.edges).filter((e) => !e.options.hidden).length"
)

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "<a href='javascript:window.pwned=1'>href</a>",
    "href",
    "javascript:window.pwned=1",
    "{{ 7*7 }}{% raw %}",
    "__proto__",
    "constructor",
    '"><svg onload=window.pwned=1>',
    "\u2028window.pwned=1\u2029",
    "lone \ud800 surrogate \udfff",
    "null \x00 bell \x07 escape \x1b",
    "&lt;b&gt; &amp;",
    "]]>",
    "*bold* _italic_ `code` <b>bold</b>",
    "\u202eright to left",
    "𠮷👩‍🔬",
    "长" * 5000,
]


def write_page(graph: nx.MultiGraph, path: Path, **options: str) -> None:
    write_atomically(path, render(graph, **options).encode())


@pytest.fixture
def graph() -> nx.MultiGraph:
    return network(60)


@pytest.fixture
def opened(graph: nx.MultiGraph, tab: Tab, tmp_path: Path) -> Tab:
    path = tmp_path / "图 1.html"
    write_page(graph, path, title="重庆科技合作")
    tab.open(path)
    return tab


def overlapping(boxes: list[list[float]]) -> list[tuple[float, float]]:
    return [
        (a[0], b[0])
        for place, a in enumerate(boxes)
        for b in boxes[:place]
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


def press_on(tab: Tab, node: int) -> None:
    """Click a node with the mouse."""
    at = tab.evaluate("(id) => hezuo.network.canvasToDOM(hezuo.network.getPosition(id))", node)
    tab.page.locator("#network").click(position={"x": at["x"], "y": at["y"]})
    tab.wait_until("!document.getElementById('panel').hidden")


def test_it_opens_offline_without_a_request_or_a_message(opened: Tab) -> None:
    assert opened.complaints() == []
    assert len(opened.files) == 1
    assert opened.page.title() == "重庆科技合作"
    assert opened.page.locator("h1").inner_text() == "重庆科技合作"


def test_it_is_settled_from_the_start(opened: Tab) -> None:
    before = opened.evaluate("hezuo.network.getPositions()")
    view = opened.evaluate("hezuo.network.getViewPosition()")
    for node in opened.evaluate("hezuo.nodes.get()"):
        at = before[str(node["id"])]
        assert abs(at["x"] - node["x"]) < 1  # vis-network drops fractions
        assert abs(at["y"] - node["y"]) < 1  # vis-network drops fractions
    opened.page.wait_for_timeout(1500)
    assert opened.evaluate("hezuo.network.getPositions()") == before
    assert opened.evaluate("hezuo.network.getViewPosition()") == view
    assert opened.evaluate("hezuo.network.physics.physicsEnabled") is False


def test_something_is_drawn(opened: Tab) -> None:
    colours = opened.evaluate(
        """() => {
            const canvas = document.querySelector("canvas");
            const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const seen = new Set();
            for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] === 255) seen.add([data[at], data[at + 1], data[at + 2]].join());
            }
            return [...seen];
        }"""
    )
    marks = [int(colour[at : at + 2], 16) for colour in ON_DARK for at in (1, 3, 5)]
    drawn = {",".join(map(str, marks[at : at + 3])) for at in range(0, len(marks), 3)}
    assert len(drawn & set(colours)) == len(GROUPS)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_labels_are_legible_and_apart(
    graph: nx.MultiGraph, tab: Tab, tmp_path: Path, width: int, height: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    write_page(graph, tmp_path / "p.html", title="图")
    tab.open(tmp_path / "p.html")
    labels = tab.evaluate(BOXES)
    assert len(labels) >= (len(graph) if width > 1000 else 8)
    assert overlapping(labels) == []
    assert overlapping(tab.evaluate(SHAPES)) == []
    scale = tab.evaluate("hezuo.network.getScale()")
    lines = {
        node["id"]: node["label"].count("\n") + 1 for node in tab.evaluate("hezuo.nodes.get()")
    }
    for node, left, right, top, bottom in labels:
        assert (bottom - top) * scale / lines[node] >= 13.9  # a line, of letters of 11 pixels
        for x, y in ((left, top), (right, bottom)):
            at = tab.evaluate("(p) => hezuo.network.canvasToDOM(p)", {"x": x, "y": y})
            assert 0 <= at["x"] <= width
            assert 0 <= at["y"] <= height
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_zooming_in_shows_every_label(opened: Tab) -> None:
    scale = opened.evaluate("hezuo.network.getScale()")
    opened.page.set_viewport_size({"width": 390, "height": 844})
    opened.wait_until(f"hezuo.network.getScale() < {scale}")
    opened.page.wait_for_timeout(200)
    opened.evaluate("hezuo.network.moveTo({scale: 1.2})")
    assert len(opened.evaluate(BOXES)) == 60
    assert overlapping(opened.evaluate(BOXES)) == []


def test_the_legend_names_every_group_with_its_count(opened: Tab, graph: nx.MultiGraph) -> None:
    found = {}
    for button in opened.page.locator("#legend button").all():
        assert button.get_attribute("aria-pressed") == "true"
        assert button.locator("svg path").count() == 1
        found[button.locator("span").inner_text()] = int(button.locator("small").inner_text())
    counted: dict[str, int] = {}
    for _, data in graph.nodes(data=True):
        counted[data["group_label"]] = counted.get(data["group_label"], 0) + 1
    assert found == counted
    assert set(found) == set(GROUPS.values())


def test_the_legend_covers_no_part_of_the_network(opened: Tab) -> None:
    legend = opened.page.locator("#legend").bounding_box()
    stage = opened.page.locator("#network").bounding_box()
    assert legend
    assert stage
    assert legend["y"] + legend["height"] <= stage["y"] + 0.5


def test_every_group_has_its_own_colour_and_shape(opened: Tab) -> None:
    marks = opened.evaluate(
        "[...new Set(hezuo.nodes.map((n) => [n.section, n.shape, n.color.border].join()))]"
    )
    assert len(marks) == len(GROUPS)
    assert len({mark.split(",")[1] for mark in marks}) == len(GROUPS)


def test_a_click_on_the_legend_hides_and_shows_a_group(opened: Tab, graph: nx.MultiGraph) -> None:
    everything = opened.evaluate(EDGES_SHOWN)
    button = opened.page.locator("#legend button").first
    count = int(button.locator("small").inner_text())
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert opened.evaluate(SHOWN) == len(graph) - count
    assert opened.evaluate(EDGES_SHOWN) < everything
    assert len(opened.evaluate(BOXES)) <= len(graph) - count
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert opened.evaluate(SHOWN) == len(graph)
    assert opened.evaluate(EDGES_SHOWN) == everything
    assert opened.complaints() == []


def test_the_legend_works_by_keyboard(opened: Tab, graph: nx.MultiGraph) -> None:
    for _ in range(12):
        opened.page.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.closest('#legend') !== null"):
            break
    opened.page.keyboard.press("Space")
    assert opened.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false"
    assert opened.evaluate(SHOWN) < len(graph)


def test_a_click_on_a_node_opens_its_panel(opened: Tab, graph: nx.MultiGraph) -> None:
    names = {data["label"]: node for node, data in graph.nodes(data=True)}
    busiest = opened.evaluate("hezuo.nodes.get().reduce((a, b) => (b.size > a.size ? b : a))")
    press_on(opened, busiest["id"])
    panel = opened.page.locator("#panel")
    node = names[busiest["name"]]
    assert panel.locator("h2").inner_text() == graph.nodes[node]["label"]
    assert graph.nodes[node]["kind_label"] in panel.inner_text()
    assert panel.locator("dl").inner_text().split() == ["日期", "2021"]
    listed = panel.locator("li button").all_inner_texts()
    assert sorted(listed) == sorted(graph.nodes[other]["label"] for other in graph.adj[node])
    assert "签约方" in panel.locator("ul").inner_text()

    panel.locator("li button").first.click()
    assert panel.locator("h2").inner_text() == listed[0]
    opened.page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert opened.complaints() == []


def test_the_keyboard_reaches_the_panel_and_walks_on(opened: Tab) -> None:
    opened.page.locator("#network").focus()
    opened.page.keyboard.press("Enter")
    panel = opened.page.locator("#panel")
    first = panel.locator("h2").inner_text()
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert panel.locator("h2").inner_text() != first
    opened.page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert opened.evaluate("document.activeElement.id") == "network"


def test_pointing_at_a_node_dims_the_rest_and_back(opened: Tab) -> None:
    at = opened.evaluate("hezuo.network.canvasToDOM(hezuo.network.getPosition(0))")
    pixels = "document.querySelector('canvas').toDataURL()"
    before = opened.evaluate(pixels)
    stage = opened.page.locator("#network")
    stage.hover(position={"x": at["x"], "y": at["y"]})
    opened.page.wait_for_timeout(200)
    assert opened.evaluate(pixels) != before
    stage.hover(position={"x": 3, "y": 3})
    opened.page.wait_for_timeout(200)
    assert opened.evaluate(pixels) == before


def test_a_window_made_narrower_still_holds_the_whole(opened: Tab) -> None:
    scale = opened.evaluate("hezuo.network.getScale()")
    opened.page.set_viewport_size({"width": 800, "height": 700})
    opened.wait_until(f"hezuo.network.getScale() < {scale}")
    opened.page.wait_for_timeout(200)
    for _, left, right, _, _ in opened.evaluate(BOXES):
        ends = opened.evaluate(
            "(xs) => xs.map((x) => hezuo.network.canvasToDOM({x, y: 0}).x)", [left, right]
        )
        assert ends[0] >= 0
        assert ends[1] <= 800


def test_a_click_on_a_line_shows_its_relation(tab: Tab, tmp_path: Path) -> None:
    write_page(nx.MultiGraph([("甲", "乙", {"label": "签约方"})]), tmp_path / "p.html", title="")
    tab.open(tmp_path / "p.html")
    pixels = "document.querySelector('canvas').toDataURL()"
    selected = "hezuo.network.getSelectedEdges().length"
    before = tab.evaluate(pixels)
    one, other = tab.evaluate(
        "[0, 1].map((id) => hezuo.network.canvasToDOM(hezuo.network.getPosition(id)))"
    )
    stage = tab.page.locator("#network")
    stage.click(position={"x": (one["x"] + other["x"]) / 2, "y": (one["y"] + other["y"]) / 2})
    tab.wait_until(f"{selected} === 1")
    assert tab.evaluate(pixels) != before
    stage.click(position={"x": 3, "y": 3})
    tab.wait_until(f"{selected} === 0")
    tab.page.wait_for_timeout(200)
    assert tab.evaluate(pixels) == before
    assert tab.complaints() == []


def test_parallel_edges_become_one_line_with_a_count(tab: Tab, tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    graph.add_nodes_from(["a", "b", "c"], group="Organization")
    graph.add_edge("a", "b", label="签约方", tie=True)
    graph.add_edge("b", "a", label="签约方", tie=False)
    graph.add_edge("a", "b", label="主办方", tie=False)
    graph.add_edge("b", "c", label="位于")
    graph.add_edge("c", "c", label="自己")
    write_page(graph, tmp_path / "p.html", title="图")
    tab.open(tmp_path / "p.html")
    edges = tab.evaluate("hezuo.edges.get()")
    assert [(e["relations"], e["count"], e["tie"]) for e in edges] == [
        ("主办方，签约方 ×2", 3, True),
        ("位于", 1, False),
        ("自己", 1, False),
    ]
    assert edges[0]["width"] > 2 * edges[1]["width"]
    tab.evaluate("hezuo.open(2)")
    assert tab.complaints() == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_shows_as_text_and_nothing_runs(
    tab: Tab, tmp_path: Path, language: str
) -> None:
    graph = nx.MultiGraph()
    for text in HOSTILE:
        graph.add_node(
            text,
            label=text,
            kind=text,
            kind_label=text,
            group=text,
            group_label=text,
            details=[(text, text)],
        )
        graph.add_edge(text, HOSTILE[0], label=text, property=text, tie=True)
    title = "".join(HOSTILE[:-1])
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", dismiss)
    write_page(graph, tmp_path / "p.html", title=title, language=language)
    tab.open(tmp_path / "p.html")

    tab.page.mouse.move(400, 400)
    legend = set(tab.page.locator("#legend button span").all_text_contents())
    assert {"<img src=x onerror=alert(1)>", "href", "__proto__"} <= legend
    assert "<img src=x onerror=alert(1)></script>" in tab.page.locator("h1").inner_text()
    for node in tab.evaluate("hezuo.nodes.get()"):
        tab.evaluate("(id) => hezuo.open(id)", node["id"])
        assert tab.page.locator("#panel h2").text_content() == node["name"]
        assert tab.page.locator("#panel-kind span").text_content() == node["kind"]
        assert tab.page.locator("#panel dd").text_content() == node["name"]
        assert tab.page.locator("#panel li").count() >= 1
    names = tab.evaluate("hezuo.nodes.map((node) => node.name)")
    assert "lone \ufffd surrogate \ufffd" in names
    assert "null \ufffd bell \ufffd escape \ufffd" in names
    assert tab.page.locator("main img, main a, svg[onload], main script, main b").count() == 0
    assert tab.evaluate("window.pwned === undefined && ({}).x === undefined")
    assert dialogs == []
    assert tab.complaints() == []


def test_the_policy_stops_what_the_page_did_not_bring(opened: Tab) -> None:
    opened.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.pwned = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.pwned=2'>");
            return fetch("https://example.org/").catch(() => 0);
        }"""
    )
    opened.page.wait_for_timeout(100)
    assert opened.evaluate("window.pwned === undefined")
    assert any("Content Security Policy" in text for text in opened.console)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_small_networks_open(tab: Tab, tmp_path: Path, size: int) -> None:
    write_page(network(size), tmp_path / "p.html", title="小", language="en")
    tab.open(tmp_path / "p.html")
    assert tab.evaluate("hezuo.nodes.length") == size
    assert tab.page.locator("#empty").count() == (size == 0)
    assert tab.complaints() == []


def test_nodes_without_attributes_show_their_name(tab: Tab, tmp_path: Path) -> None:
    write_page(nx.MultiGraph([("甲", "乙")]), tmp_path / "p.html", title="")
    tab.open(tmp_path / "p.html")
    assert set(tab.evaluate("hezuo.nodes.map((node) => node.name)")) == {"甲", "乙"}
    assert tab.complaints() == []


def test_the_same_network_gives_the_same_page(graph: nx.MultiGraph) -> None:
    shuffled = nx.MultiGraph()
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))
    page = render(graph, title="图")
    assert render(graph, title="图") == page
    assert render(shuffled, title="图") == page


def test_the_page_names_no_address_to_load_and_keeps_the_licence(graph: nx.MultiGraph) -> None:
    page = render(graph, title="图")
    assert "vis.js may be distributed under either license" in page
    assert "sourceMappingURL" not in page
    outside = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"\b(?:src|srcset|href|action|poster)=(\S*)", outside) == ['"data:,">']
    assert "url(" not in outside
    for script in re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL):
        assert "<!--" not in script


def test_an_unknown_language_is_refused(graph: nx.MultiGraph) -> None:
    with pytest.raises(ValueError, match="'xx' is not one of en, zh"):
        render(graph, title="图", language="xx")
