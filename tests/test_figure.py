"""A network as a drawing and as an image."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from sample_networks import network

from hezuo.graph.picture.figure import as_svg, chosen_labels
from hezuo.graph.picture.labels import FONT_SIZE, LINE_HEIGHT, text_width
from hezuo.graph.picture.scene import scene

SVG = "{http://www.w3.org/2000/svg}"


def parsed(graph: nx.MultiGraph, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(as_svg(graph, **options))  # type: ignore[arg-type]  # noqa: S314 - our own


def test_every_node_line_and_label_is_drawn_within_the_edges() -> None:
    graph = network(60)
    drawing = parsed(graph, title="重庆科技合作")
    width, height = (float(drawing.get("viewBox", "").split()[place]) for place in (2, 3))
    drawn = scene(graph)
    paths = [path for path in drawing.iter(f"{SVG}path") if (path.get("d") or "")[0] == "M"]
    assert len(paths) == len(drawn.nodes) + len(drawn.edges) + len(drawn.groups)
    texts = {text.text for text in drawing.iter(f"{SVG}text")}
    assert "重庆科技合作" in texts
    labels = chosen_labels(drawn, FONT_SIZE)
    assert len(labels) >= 0.98 * len(drawn.nodes)
    assert {line for label in labels for line in label.lines} <= texts
    outer = drawing.findall(f"{SVG}g")[1].get("transform", "")
    x, y = (float(part) for part in outer.removeprefix("translate(").rstrip(")").split())
    for label in labels:
        half = max(text_width(line) for line in label.lines) * label.letter / 2
        assert label.x + x - half >= 0
        assert label.x + x + half <= width
        assert label.top + y >= 0
        assert label.top + y + len(label.lines) * LINE_HEIGHT <= height


def test_no_label_lies_over_another_in_a_larger_network() -> None:
    labels = chosen_labels(scene(network(700)), 40)
    assert len(labels) > 30
    boxes = []
    for label in labels:
        half = max(text_width(line) for line in label.lines) * 20
        tall = len(label.lines) * 40 * LINE_HEIGHT / FONT_SIZE
        boxes.append((label.x - half, label.x + half, label.top, label.top + tall))
    for one, other in combinations(boxes, 2):
        assert not (
            one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
        )


def test_hostile_text_stays_text() -> None:
    graph = nx.MultiGraph()
    graph.add_node("a", label='<script>x</script>" onload="x', group="]]>", kind="k")
    drawing = parsed(graph, title="</title><script>x</script>\x00\ud800")
    assert not list(drawing.iter(f"{SVG}script"))
    assert all("onload" not in element.attrib for element in drawing.iter())


def test_the_same_network_gives_the_same_drawing() -> None:
    graph = network(40)
    shuffled = nx.MultiGraph()
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))
    assert as_svg(graph, title="图") == as_svg(shuffled, title="图")


@pytest.mark.parametrize("size", [0, 1, 2])
def test_small_networks_are_drawn(size: int) -> None:
    assert len(list(parsed(network(size), title="").iter(f"{SVG}path"))) >= size


def test_what_is_left_out_is_said() -> None:
    texts = {text.text for text in parsed(network(5), title="", whole=9).iter(f"{SVG}text")}
    assert "另有 4 个联系较少的节点未画出" in texts


def test_the_command_writes_an_image_without_a_browser(tmp_path: Path) -> None:
    environment = os.environ | {"PATH": "", "PYTHONUTF8": "0", "LANG": "C", "LC_ALL": "C"}
    folder = tmp_path / "图 片"
    folder.mkdir()

    def hezuo(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "hezuo.cli", *arguments],
            cwd=folder, env=environment, check=True, capture_output=True,
        )  # fmt: skip

    data = Path(__file__).resolve().parents[1] / "data" / "chongqing-2021"
    hezuo("add", str(data), "--store", "s")
    hezuo("picture", "--store", "s", "-o", "图.png")
    hezuo("picture", "--store", "s", "-o", "图.svg")
    hezuo("picture", "--store", "s", "-o", "图.html")
    assert (folder / "图.png").read_bytes().startswith(b"\x89PNG")
    assert "沙坪坝区" in (folder / "图.svg").read_text(encoding="utf-8")
    assert (folder / "图.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
