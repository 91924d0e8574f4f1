"""Reads the networks that hezuo exports, GraphML and GEXF, back into statements.

They hold names, kinds and relations, not dates or figures, and that is what comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES
from hezuo.graph.sources.xml_files import read_xml
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import ONTOLOGY, expand, mint

_TYPE = NamedNode(expand("rdf:type"))
_LABEL = NamedNode(expand("rdfs:label"))
_HOLDER = NamedNode(expand("org:member"))
_HELD_AT = NamedNode(expand("org:organization"))


@dataclass
class _Element:
    """A node or an edge with its attributes."""

    number: int
    attributes: dict[str, str]
    data: dict[str, str] = field(default_factory=dict)


class _Collector:
    """Collects the nodes and edges of either format as the file is read."""

    def __init__(self) -> None:
        self.nodes: list[_Element] = []
        self.edges: list[_Element] = []
        self._names: dict[tuple[str, str], str] = {}
        self._group = ""
        self._current: _Element | None = None
        self._key = ""
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "attributes":  # GEXF declares names by group
            self._group = attributes.get("class", "")
        elif name == "attribute":
            self._names[self._group, attributes.get("id", "")] = attributes.get("title", "")
        elif name == "key":  # GraphML
            place = (attributes.get("for", ""), attributes.get("id", ""))
            self._names[place] = attributes.get("attr.name", "")
        elif name in ("node", "edge"):
            listed = self.nodes if name == "node" else self.edges
            self._group = name
            self._current = _Element(len(listed) + 1, attributes)
            if "label" in attributes:
                self._current.data["label"] = attributes["label"]
            listed.append(self._current)
        elif name == "attvalue" and self._current:
            self._set(attributes.get("for", ""), attributes.get("value", ""))
        elif name == "data":
            self._key, self._text = attributes.get("key", ""), []

    def text(self, text: str) -> None:
        """Take a piece of the text of an element."""
        if self._key:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "data" and self._current:
            self._set(self._key, "".join(self._text))
            self._key = ""
        elif name in ("node", "edge"):
            self._current = None

    def _set(self, key: str, value: str) -> None:
        if self._current:
            self._current.data[self._names.get((self._group, key), key)] = value


def network_statements(path: Path, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a network states, in the graph of its source.

    Raises InputError for what is no network that hezuo wrote.
    """
    found = _Collector()
    read_xml(path, found)
    reading = _Reading(path, graph)
    for node in found.nodes:
        yield from reading.node(node)
    for edge in found.edges:
        yield from reading.edge(edge)
    if not found.nodes:
        raise InputError([Fault(path.name, 0, "", "holds no node; export a network into it")])


class _Reading:
    """Turns nodes and edges into statements; knows the nodes that it has seen."""

    def __init__(self, path: Path, graph: NamedNode) -> None:
        self._path, self._graph = path, graph
        self._nodes: dict[str, tuple[NamedNode, str]] = {}
        self._properties = {
            (kind.ROOT, expand(says.property).rpartition("#")[2].rpartition("/")[2]): expand(
                says.property
            )
            for kind in RECORD_TYPES
            for _, says in kind.statements()
        }
        self._roots = {expand(f"hz:{kind.ROOT}"): kind.ROOT for kind in RECORD_TYPES}

    def node(self, node: _Element) -> Iterator[Quad]:
        """Yield the classes and the name of a node."""
        where = f"node {node.number}"
        thing = self._iri(where, node.attributes.get("id", ""))
        kind = expand(f"hz:{node.data.get('kind', '')}")
        above = ontology().ancestors(kind)
        root = next((self._roots[iri] for iri in above if iri in self._roots), "")
        if kind not in ontology().members[expand("owl:Class")] or not root:
            problem = f"has no kind that hezuo knows, but {shortened(node.data.get('kind', ''))!r}"
            raise self._refused(where, f"{problem}; only networks that hezuo wrote can be read")
        self._nodes[thing.value] = (thing, root)
        for iri in above:
            if iri.startswith(ONTOLOGY):
                yield Quad(thing, _TYPE, NamedNode(iri), self._graph)
        label = node.data.get("label", "")
        if label and label != thing.value:
            yield Quad(thing, _LABEL, _name(label), self._graph)

    def edge(self, edge: _Element) -> Iterator[Quad]:
        """Yield the relation that an edge is, or the post that an expert holds."""
        where = f"edge {edge.number}"
        ends = [self._nodes.get(edge.attributes.get(end, "")) for end in ("source", "target")]
        if not ends[0] or not ends[1]:
            raise self._refused(where, "leads to no node of the file; add the node")
        (subject, root), (value, _) = ends[0], ends[1]
        name = edge.data.get("property", "")
        if root == "Expert" and name == "organization":
            yield from self._post(subject, value, edge.data.get("label", ""))
            return
        known = self._properties.get((root, name))
        if known is None:
            problem = f"has no property that hezuo knows of such a thing, but {shortened(name)!r}"
            raise self._refused(where, f"{problem}; only networks that hezuo wrote can be read")
        yield Quad(subject, NamedNode(known), value, self._graph)

    def _post(self, expert: NamedNode, place: NamedNode, title: str) -> Iterator[Quad]:
        ends = [node.value.rpartition("/")[2] for node in (expert, place)]
        post = NamedNode(mint("Appointment", f"{ends[0]} {ends[1]} {title}"))
        yield Quad(post, _TYPE, NamedNode(expand("hz:Appointment")), self._graph)
        yield Quad(post, _HOLDER, expert, self._graph)
        yield Quad(post, _HELD_AT, place, self._graph)
        yield Quad(post, _LABEL, _name(title), self._graph)

    def _iri(self, where: str, text: str) -> NamedNode:
        try:
            if ":" not in text:
                raise ValueError
            return NamedNode(text)
        except ValueError:
            problem = f"has the id {shortened(text)!r}, which is no IRI"
            raise self._refused(
                where, f"{problem}; only networks that hezuo wrote can be read"
            ) from None

    def _refused(self, where: str, problem: str) -> InputError:
        return InputError([Fault(f"{self._path.name}, {where}", 0, "", problem)])


def _name(text: str) -> Literal:
    return Literal(text, language="zh") if is_chinese(text) else Literal(text)
