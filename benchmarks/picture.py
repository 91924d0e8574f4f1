"""How long a picture takes: to build, to open in a browser, and to move; beside plain pyvis.

``python benchmarks/picture.py`` makes networks of some sizes, writes each as a page of ours and as
one of ``pyvis.Network.from_nx``, physics as it comes, and opens both in the same Chromium. Ratios
above 1 are in our favour. What pyvis takes longer for than ``--limit`` seconds is told as such.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx
import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

import hezuo.graph
from hezuo.graph.picture.crossings import crossings
from hezuo.graph.picture.layout import positions
from hezuo.graph.picture.page import render

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from chromium import CHROMIUM
from sample_networks import name

SEED = 11
# Whether the nodes of vis-network stand still: they do when forces have come to rest.
SETTLED = "() => window.network && (!network.physics.physicsEnabled || network.physics.stabilized)"
FRAMES = """(network) => new Promise((done) => {
    const start = performance.now(), from = network.getViewPosition();
    let frames = 0;
    const step = () => {
        const passed = performance.now() - start;
        if (passed > 2000) { done(1000 * frames / passed); return; }
        frames += 1;
        network.moveTo({position: {x: from.x + 200 * Math.sin(passed / 300), y: from.y}});
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
})"""


TWO_FRAMES = "requestAnimationFrame(() => requestAnimationFrame(done))"
ANSWERS = {
    "a community opens": "hezuo.open(0)",
    "a member opens": "hezuo.openMember(hezuo.members.folded.length >> 1)",
    "a search of all names": "hezuo.find('search').value = '人工智能';"
    " hezuo.find('search').dispatchEvent(new Event('input'))",
}


def network(size: int, edges: int) -> nx.Graph:
    """Return a network with hubs and communities, and names of usual length."""
    chance = random.Random(SEED)  # noqa: S311 - the same at every run
    graph: nx.Graph = nx.Graph()
    for place in range(size):
        graph.add_node(place, label=name(chance), group=f"kind {place % 7}", kind="Organization")
    while graph.number_of_edges() < edges:
        one = chance.randrange(size)
        near = chance.random() < 0.8
        neighbour = (one // 40 * 40 + chance.randrange(40)) % size
        other = neighbour if near else int(chance.random() ** 3 * size)
        if one != other:
            graph.add_edge(one, other, label="合作协议", tie=True)
    return graph


def build_ours(graph: nx.Graph, path: Path) -> float:
    """Write our page; return how long it took."""
    start = time.perf_counter()
    path.write_text(render(nx.MultiGraph(graph), title="图"), encoding="utf-8")
    return time.perf_counter() - start


def build_theirs(graph: nx.Graph, path: Path) -> float:
    """Write the page of pyvis, whole in one file; return how long it took."""
    start = time.perf_counter()
    page = Network(height="900px", cdn_resources="in_line")
    page.from_nx(graph)
    path.write_text(page.generate_html(), encoding="utf-8")
    return time.perf_counter() - start


def opened(browser: Browser, path: Path, ready: str, limit: float) -> tuple[Page, float | None]:
    """Open a page; return how long it takes until it stands still, None beyond the limit."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    start = time.perf_counter()
    page.goto(path.as_uri(), timeout=limit * 1000)
    while not page.evaluate(ready):
        if time.perf_counter() - start > limit:
            return page, None
        page.wait_for_timeout(10)
    return page, time.perf_counter() - start


def frames(page: Page, of: str) -> float:
    """Return how many frames a second there are while the view moves."""
    return float(page.evaluate(f"() => ({FRAMES})({of})"))


def compare_in_browser(sizes: list[int], limit: float, folder: Path) -> None:
    """Print the seconds until a page stands still, and frames a second while it moves."""
    print(f"{'nodes':>6} {'ours s':>8} {'frames':>7} {'pyvis s':>8} {'frames':>7} {'ratio':>7}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        for size in sizes:
            graph = network(size, 3 * size)
            ours, theirs = folder / "ours.html", folder / "theirs.html"
            build_ours(graph, ours)
            build_theirs(graph, theirs)
            page, seconds = opened(browser, ours, "() => window.hezuoReady === true", limit)
            rate = frames(page, "window.hezuo.network")
            page.context.close()
            page, peer = opened(browser, theirs, SETTLED, limit)
            peer_rate = frames(page, "window.network")
            page.context.close()
            waited = f"{peer:8.1f}" if peer is not None else f">{limit:7.0f}"
            print(f"{size:6} {seconds or limit:8.2f} {rate:7.0f} {waited} {peer_rate:7.0f} "
                  f"{(peer or limit) / (seconds or limit):7.0f}", flush=True)  # fmt: skip
        browser.close()


def compare_building(size: int, edges: int, folder: Path) -> None:
    """Print how long it takes to write a page."""
    graph = network(size, edges)
    ours = build_ours(graph, folder / "ours.html")
    print(f"{size:,} nodes and {edges:,} edges: ours {ours:.1f} s", flush=True)
    theirs = build_theirs(graph, folder / "theirs.html")
    print(f"  from_nx {theirs:.1f} s, ratio {theirs / ours:.0f}", flush=True)


def tell_overview(store: Path, limit: float, folder: Path) -> None:
    """Print how large the overview of a store is, and how soon it answers."""
    start = time.perf_counter()
    page_file = folder / "overview.html"
    with hezuo.graph.open(str(store)) as graph:
        page_file.write_text(graph.picture("图"), encoding="utf-8")
    size = page_file.stat().st_size / 1e6
    print(f"written in {time.perf_counter() - start:.1f} s, {size:.1f} MB", flush=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        ready = "() => window.hezuoReady === true && Boolean(window.hezuo.members)"
        page, seconds = opened(browser, page_file, ready, limit)
        rate = frames(page, "window.hezuo.network")
        print(f"ready after {seconds or limit:.2f} s, {rate:.0f} frames a second")
        for what, act in ANSWERS.items():
            start = time.perf_counter()
            page.evaluate(f"new Promise((done) => {{ {act}; {TWO_FRAMES} }})")
            print(f"{what}: {time.perf_counter() - start:.2f} s")
        browser.close()


def compare_layouts(sizes: list[int]) -> None:
    """Print how many lines cross, and in NetworkX's own layout."""
    for size in sizes:
        graph = network(size, 3 * size)
        edges = np.array(graph.edges)
        counts = [
            crossings(np.array([places[node] for node in graph]), edges)
            for places in (positions(graph), nx.spring_layout(graph, seed=1))
        ]
        print(f"{size} nodes: {counts[0]:,} crossings, spring_layout {counts[1]:,}", flush=True)


def main() -> None:
    """Compare what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=300, help="seconds to wait for a page")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 500, 2000])
    parser.add_argument("--build", type=int, nargs=2, default=[3000, 33000])
    parser.add_argument("--overview", type=Path, help="a store of more than 2,000 parties, alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        if options.overview:
            tell_overview(options.overview, options.limit, folder)
            return
        compare_layouts([100, 300, 1000])
        compare_in_browser(options.sizes, options.limit, folder)
        compare_building(*options.build, folder)


if __name__ == "__main__":
    main()
