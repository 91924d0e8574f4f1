"""GraphML and GEXF in: what is not a network that hezuo wrote is refused in one line."""

from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import NamedNode

from hezuo.graph.errors import InputError
from hezuo.graph.sources.network_files import network_statements
from hezuo.graph.vocabulary import compact, mint

GRAPH = NamedNode(mint("Source", "x"))
KEYS = (
    '<key id="kind" for="node" attr.name="kind"/><key id="label" for="node" attr.name="label"/>'
    '<key id="p" for="edge" attr.name="property"/>'
)
NODE = (
    '<node id="https://a.example/1"><data key="kind">Company</data>'
    '<data key="label">甲</data></node>'
)


def said(path: Path, content: str) -> str:
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as caught:
        list(network_statements(path, GRAPH))
    return str(caught.value).splitlines()[0]


def test_a_node_is_a_thing_of_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    path.write_text(f"<graphml>{KEYS}<graph>{NODE}</graph></graphml>", "utf-8")
    found = [
        (compact(q.predicate.value), compact(q.object.value))
        for q in network_statements(path, GRAPH)
    ]
    assert found == [
        ("rdf:type", "hz:Company"), ("rdf:type", "hz:Organization"), ("rdf:type", "hz:Party"),
        ("rdfs:label", "甲"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("", "x.graphml: holds no node; export a network into it"),
        (NODE.replace("https://a.example/1", "n1"), "node 1: has the id 'n1', which is no IRI"),
        (NODE.replace("Company", "Firm"), "node 1: has no kind that hezuo knows, but 'Firm'; only"),
        (NODE.replace("Company", "Flag"), "node 1: has no kind that hezuo knows, but 'Flag'; only"),
        (NODE + '<edge source="https://a.example/1" target="x"/>', "edge 1: leads to no node of"),
        (NODE + '<edge source="https://a.example/1" target="https://a.example/1">'
         '<data key="p">likes</data></edge>', "edge 1: has no property that hezuo knows of such a"),
    ],
)  # fmt: skip
def test_what_is_no_network_of_ours(tmp_path: Path, inside: str, line: str) -> None:
    content = f"<graphml>{KEYS}<graph>{inside}</graph></graphml>"
    assert line in said(tmp_path / "x.graphml", content)


def test_a_network_of_others_is_refused(tmp_path: Path) -> None:
    for name, write in (("x.graphml", nx.write_graphml), ("x.gexf", nx.write_gexf)):
        write(nx.path_graph(3), tmp_path / name)
        line = said(tmp_path / name, (tmp_path / name).read_text("utf-8"))
        assert line == (
            f"{name}, node 1: has the id '0', which is no IRI; "
            "only networks that hezuo wrote can be read"
        )


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE graphml [<!ENTITY a "b">]><graphml><graph><node id="&a;"/></graph></graphml>'
    assert "declares entities or elements in its DOCTYPE" in said(tmp_path / "x.gexf", bomb)
