"""A network as one HTML page that needs nothing else: pyvis nodes and edges in our own template."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import networkx as nx

from hezuo.graph.canonical import short_words
from hezuo.graph.divisions import provinces
from hezuo.graph.drawing import FONT
from hezuo.graph.ontology import ontology
from hezuo.graph.picture.labels import FONT_SIZE, LABEL_GAP, LINE_HEIGHT, clean
from hezuo.graph.picture.overview import Overview, packed
from hezuo.graph.picture.palette import ON_DARK, PALETTES, style_sheet
from hezuo.graph.picture.scene import Group, Scene, groups_of, look, scene
from hezuo.graph.vocabulary import expand

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
VIS = "lib/vis-9.1.2/vis-network.min.js"
# In the order in which they run.
SCRIPTS = (
    "model", "theme", "labels", "network", "panel", "partners", "controls", "keys", "search",
    "table", "timeline", "places", "graticule", "gestures", "map", "overview",
    "draw", "save", "print", "address",
)  # fmt: skip

# vis-network draws shapes and lines; labels.js draws the labels, hence their size 0 here.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 0,
    },
    "nodes": {"font": {"size": 0, "face": FONT}, "labelHighlightBold": False},
    "edges": {"smooth": False, "hoverWidth": 0.8, "selectionWidth": 0.8},
}
# With more lines a browser needs longer than a glance for each frame: they rest while it moves.
_MOST_LINES_MOVED = 3000


def render(
    graph: nx.MultiGraph,
    *,
    title: str,
    language: str = "zh",
    whole: int = 0,
    overview: Overview | None = None,
) -> str:
    """Draw a network as one self-contained HTML page, for opening in a browser or sending on.

    What nodes and edges are read for is said by ``scene``; all of it may be hostile and is only
    ever shown as text. `language` ("zh" or "en") is that of the page's own words; ``whole`` is how
    many nodes there are, where some are left out; ``overview`` has the members of the communities
    that a graph is of. The same graph gives the same page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from pyvis.network import Network  # loads IPython: half a second

    words = words_in(language)
    is_counted = any("number" in data for *_, data in graph.edges(data=True))
    drawn = scene(graph, language)
    network = Network(heading=clean(title))
    network.options = _options(drawn)
    _fill(network, drawn)
    members = groups_of(overview.network, language) if overview else []
    scripts = [_vis_network(), *(_template(f"picture/{name}.js") for name in SCRIPTS)]
    styles = [style_sheet(), _template("picture/picture.css")]
    page = Environment(
        loader=FileSystemLoader(TEMPLATES / "picture", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    page.globals.update(
        language={"zh": "zh-CN"}.get(language, language),
        words=words,
        groups=[*drawn.groups, *members],
        counts=_counts(drawn, words),
        left_out=max(whole - len(graph), 0),
        overview=f"{len(overview.network):,}" if overview else "",
        members=packed(overview, members) if overview else "",
        more=_more(drawn, members),
        search=_search(language),
        palettes={name: palette._asdict() for name, palette in PALETTES.items()},
        on_dark=ON_DARK,
        is_counted=is_counted and not overview,
        ties=drawn.ties,
        spots=drawn.spots,
        provinces=_provinces(),
        label={"size": FONT_SIZE, "line": LINE_HEIGHT, "gap": LABEL_GAP, "face": FONT},
        outlines={group.mark.shape: group.outline for group in [*drawn.groups, *members]},
        scripts=scripts,
        styles=styles,
        policy=_content_security_policy(scripts, styles),
    )
    network.templateEnv = page
    network.path = "picture.html.j2"
    html: str = network.generate_html()
    return html


def _counts(drawn: Scene, words: dict[str, str]) -> list[tuple[int, str, str]]:
    """Return how many there are of what the page shows, with the words for one and for several.

    A tie of many parties is a line between each two of them, so there may be more lines or fewer.
    """
    ties = len(drawn.ties) or sum(line["count"] for line in drawn.edges if line["tie"])
    found = [
        (len(drawn.nodes), words["node"], words["nodes"]),
        (ties, words["tied"], words["ties_in_all"]),
        (len(drawn.edges), words["line"], words["lines_in_all"]),
    ]
    return found if ties else [found[0], found[2]]


def _more(drawn: Scene, members: list[Group]) -> dict[str, Any]:
    """Return what the page needs for drawing members: how their kinds look, and their numbers."""
    return {"looks": [look(group.mark) for group in members], "memberSections": len(drawn.groups)}


def _search(language: str) -> dict[str, Any]:
    """Return what the search box knows besides names: short forms, and what aliases are called."""
    return {"short": short_words(), "alias": ontology().label(expand("skos:altLabel"), language)}


def _provinces() -> list[dict[str, Any]]:
    """Return the names that stand on the map behind what is drawn, and where."""
    return [
        {"name": province.short_name, "at": [float(province.longitude), float(province.latitude)]}
        for province in provinces()
        if province.longitude and province.latitude
    ]


def _options(drawn: Scene) -> dict[str, Any]:
    is_heavy = len(drawn.edges) > _MOST_LINES_MOVED
    moving = {"hideEdgesOnDrag": is_heavy, "hideEdgesOnZoom": is_heavy}
    return {**OPTIONS, "interaction": {**OPTIONS["interaction"], **moving}}


def _fill(network: Any, drawn: Scene) -> None:
    """Give pyvis the nodes and the edges."""
    from pyvis.edge import Edge

    for node in drawn.nodes:
        network.add_node(node["id"], **{name: node[name] for name in node if name != "id"})
    for line in drawn.edges:
        options = {name: line[name] for name in line if name not in ("from", "to")}
        # Not add_edge: it compares every new edge with all before it.
        network.edges.append(Edge(line["from"], line["to"], **options).options)


def words_in(language: str) -> dict[str, str]:
    """The page's own words in one language."""
    table: dict[str, dict[str, str]] = json.loads(_template("picture/words.json"))
    if language not in table:
        raise ValueError(f"language {language!r} is not one of {', '.join(sorted(table))}")
    return table[language]


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The vis-network library, from pyvis's own files and with its licence notice."""
    import pyvis

    script = (Path(pyvis.__file__).parent / VIS).read_text(encoding="utf-8")
    # The last line names a file that a browser's developer tools would look for.
    return script.partition("//# sourceMappingURL=")[0]


def _content_security_policy(scripts: list[str], styles: list[str]) -> str:
    """Allow this page's own scripts and styles, by their checksums, and nothing else at all."""

    def sources(texts: list[str]) -> str:
        sums = [hashlib.sha256(text.encode("utf-8")).digest() for text in texts]
        return " ".join(f"'sha256-{base64.b64encode(value).decode()}'" for value in sums)

    return (
        f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
