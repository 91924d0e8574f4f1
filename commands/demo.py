"""hezuo demo: from nothing to answers, a picture and Turtle, on the bundled data."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.browser import open_in_browser
from hezuo.commands.options import DEFAULT_STORE, DEMO_FOLDER, rows_text
from hezuo.commands.partners import write_partners
from hezuo.graph.errors import HezuoError

if TYPE_CHECKING:
    from hezuo.graph.knowledge_graph import KnowledgeGraph

DATA = Path(__file__).resolve().parents[1] / "data" / "chongqing-2021"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=DEMO_FOLDER)
@click.option("--open", "opens", is_flag=True, help="Open the picture in the browser.")
def demo(folder: Path, opens: bool) -> None:
    """Take a tour of the bundled data.

    Loads the data into FOLDER (hezuo-demo unless you name another), prints what it answers, and
    writes a picture and Turtle there.
    """
    import hezuo.graph
    from hezuo.graph.files import write_atomically

    is_demo = (folder / "store" / "hezuo-store.json").exists()
    if folder.exists() and not is_demo and (not folder.is_dir() or any(folder.iterdir())):
        raise HezuoError(f"{folder} exists and is no demo folder", "name a new or an empty one")
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(DATA)
        _tour(graph)
        write_atomically(folder / "picture.html", graph.picture().encode())
        write_atomically(folder / "graph.ttl", graph.export("turtle"))
    command, store = _command(), _store_option(folder)
    click.echo(
        f"\n{folder / 'picture.html'}  an interactive picture: open it in a browser"
        f"\n{folder / 'graph.ttl'}  the same facts as Turtle"
        f"\n\nTry next:\n  {command} partners 沙坪坝区{store}"
        f"\n  {command} show 谭建荣{store}"
        f"\n  {command} add FOLDER      your own tables; README.md says how to write them"
    )
    if opens:
        open_in_browser(folder / "picture.html")


def _command() -> str:
    """Return what has to be typed for this command: its path where no shell would find it."""
    program = Path(sys.argv[0])
    is_hidden = program.name == "hezuo" and shutil.which("hezuo") is None
    return os.path.relpath(program) if is_hidden else "hezuo"


def _store_option(folder: Path) -> str:
    """Return the option that names the demo's store, empty where commands find it by themselves."""
    is_found = folder == DEMO_FOLDER and not DEFAULT_STORE.exists()
    return "" if is_found else f" --store {folder / 'store'}"


def _tour(graph: KnowledgeGraph) -> None:
    """Print what the bundled data answers: what there is, who with whom, district with district."""
    from collections import Counter

    network = graph.network()
    counts = Counter(data["group_label"] for _, data in network.nodes(data=True))
    click.echo("图谱中有什么 What is in the graph\n")
    click.echo("  " + "，".join(f"{label} {count}" for label, count in counts.most_common()))
    for name in ("成都市武侯区科协", "重庆国际生物城开发投资有限公司"):
        found = graph.partners(name, evidence=True)
        asked = found.asked.name
        click.echo(f"\n{asked}与谁合作 Who cooperates with {asked}\n")
        write_partners(found, "table", evidence=True)
    click.echo("\n哪些地区之间有合作 Which districts cooperate\n")
    districts = graph.ties(by="district")
    pairs = Counter((first, second) for first, second in districts.edges())
    rows = []
    for (first, second), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        titles = Counter(data["label"] for data in districts[first][second].values())
        rows.append({
            "district": districts.nodes[first]["label"],
            "with": districts.nodes[second]["label"],
            "ties": count,
            "through": [f"{t} ×{n}" if n > 1 else t for t, n in sorted(titles.items())],
        })  # fmt: skip
    click.echo(rows_text(rows, ["district", "with", "ties", "through"], "table"))
