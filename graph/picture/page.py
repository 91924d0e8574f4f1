"""A network as one HTML page that needs nothing else: pyvis nodes and edges in our own template."""

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

from hezuo.graph.picture.labels import FONT_SIZE, LABEL_GAP, LINE_HEIGHT, clean, radius, wrap
from hezuo.graph.picture.layout import LANDSCAPE, PORTRAIT, arrange
from hezuo.graph.picture.marks import OUTLINES, Mark, marks_for

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
VIS = "lib/vis-9.1.2/vis-network.min.js"
FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
TIE, OTHER = "rgba(38,50,72,0.62)", "rgba(96,108,128,0.42)"

# vis-network draws shapes and lines; labels.js draws the labels, hence their size 0 here.
OPTIONS = {
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


# More nodes than these nobody reads, and a browser draws slowly.
MOST_NODES = 2000


class Drawn(NamedTuple):
    """One line of the picture: all edges between the same two nodes."""

    relations: Counter[str]
    tie: bool


def render(graph: nx.MultiGraph, *, title: str, language: str = "zh") -> str:
    """Draw a network as one self-contained HTML page, for opening in a browser or sending on.

    Nodes are read for `label`, `kind`, `kind_label`, `group`, `group_label` and `details`, edges
    for `label` and `tie`; all of it may be hostile and is only ever shown as text. `language`
    ("zh" or "en") is that of the page's own words. The same graph gives the same page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from pyvis.network import Network  # loads IPython: half a second

    words = _words(language)
    groups = _groups(graph, language)
    network = Network(heading=clean(title))
    network.options = OPTIONS
    _add_nodes(network, graph, groups, language)
    _add_edges(network, graph)

    scripts = [_vis_network(), _template("labels.js"), _template("picture.js")]
    styles = [_template("picture.css")]
    page = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    page.globals.update(
        language={"zh": "zh-CN"}.get(language, language),
        words=words,
        groups=groups,
        counts=(graph.number_of_nodes(), graph.number_of_edges()),
        label={"size": FONT_SIZE, "line": LINE_HEIGHT, "gap": LABEL_GAP, "face": FONT},
        colours={"tie": TIE, "other": OTHER},
        scripts=scripts,
        styles=styles,
        policy=_content_security_policy(scripts, styles),
    )
    network.templateEnv = page
    network.path = "picture.html.j2"
    html: str = network.generate_html()
    return html


def cut_title(title: str, shown: int, all_nodes: int, language: str) -> str:
    """Return the heading of a picture that leaves out the less connected part of a network."""
    return _words(language)["cut"].format(title=title, shown=shown, all=all_nodes)


def _words(language: str) -> dict[str, str]:
    """The page's own words in one language."""
    table: dict[str, dict[str, str]] = json.loads(_template("words.json"))
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
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _groups(graph: nx.MultiGraph, language: str) -> list[dict[str, Any]]:
    """The legend: the groups of the network, the largest first."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for _, data in sorted(graph.nodes(data=True), key=lambda item: str(item[0])):
        group = _group(data)
        counts[group] += 1
        zh = clean(data.get("group_label") or group)
        labels.setdefault(group, zh if language == "zh" else group)
    marks = marks_for(counts)
    return [
        {
            "group": group,
            "label": labels[group],
            "count": count,
            "outline": OUTLINES[marks[group].shape],
            "mark": marks[group],
        }
        for group, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _group(data: dict[str, Any]) -> str:
    return clean(data.get("group") or data.get("kind") or "Thing")


def _add_nodes(
    network: Any, graph: nx.MultiGraph, groups: list[dict[str, Any]], language: str
) -> None:
    """Give pyvis the nodes, numbered: an IRI as a JavaScript key could be `__proto__`."""
    arrangement = arrange(graph)
    wide, tall = arrangement.positions(LANDSCAPE), arrangement.positions(PORTRAIT)
    number = {group["group"]: place for place, group in enumerate(groups)}
    for place, node in enumerate(sorted(graph, key=str)):
        data = graph.nodes[node]
        group = number[_group(data)]
        name = clean(data.get("label") or node) or "\ufffd"
        kind = data.get("kind_label") if language == "zh" else data.get("kind")
        network.add_node(
            place,
            label="\n".join(wrap(name)),
            name=name,
            iri=clean(node),
            kind=clean(kind or data.get("kind") or ""),
            section=group,
            details=[[clean(key), clean(value)] for key, value in data.get("details") or ()],
            x=wide[node][0],
            y=wide[node][1],
            tall=tall[node],
            size=radius(graph.degree(node)),
            **_look(groups[group]["mark"]),
        )


def _look(mark: Mark) -> dict[str, Any]:
    """A mark in vis-network's terms. It looks the same when chosen; the picture dims the rest."""
    inside, border = ("#ffffff", mark.colour) if mark.hollow else (mark.colour, mark.colour)
    plain = {"background": inside, "border": border}
    width = 2.5 if mark.hollow else 1
    return {
        "shape": mark.shape,
        "color": {**plain, "highlight": plain, "hover": plain},
        "borderWidth": width,
        "borderWidthSelected": width,
    }


def _add_edges(network: Any, graph: nx.MultiGraph) -> None:
    """Give pyvis one edge for each pair of nodes that are joined."""
    from pyvis.edge import Edge

    number = {node: place for place, node in enumerate(sorted(graph, key=str))}
    drawn: dict[tuple[int, int], Drawn] = {}
    for one, other, data in graph.edges(data=True):
        pair = (min(number[one], number[other]), max(number[one], number[other]))
        before = drawn.get(pair) or Drawn(Counter(), False)
        before.relations[clean(data.get("label") or data.get("property") or "")] += 1
        drawn[pair] = Drawn(before.relations, before.tie or bool(data.get("tie")))
    for place, (pair, edge) in enumerate(sorted(drawn.items())):
        count = edge.relations.total()
        relations = [
            label if times == 1 else f"{label} ×{times}"
            for label, times in sorted(edge.relations.items())
        ]
        colour = TIE if edge.tie else OTHER
        line = Edge(
            *pair,
            id=place,
            relations="，".join(relations),
            count=count,
            tie=edge.tie,
            width=round((2.2 if edge.tie else 1.0) * min(2.5, 1 + 0.25 * (count - 1)), 2),
            color={"color": colour, "highlight": colour, "hover": colour, "inherit": False},
        )
        # Not add_edge: it compares every new edge with all before it.
        network.edges.append(line.options)
