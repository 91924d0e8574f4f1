"""Reads SHACL shapes into the few kinds of conditions that ours are made of.

What is not among them is refused: a shape that nobody checks would be a promise that nobody keeps.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from hezuo.graph.terms import Term
from hezuo.graph.vocabulary import expand, local_name

SH = "http://www.w3.org/ns/shacl#"
_TYPE = expand("rdf:type")
_FIRST, _REST, _NIL = expand("rdf:first"), expand("rdf:rest"), expand("rdf:nil")

_Node: TypeAlias = NamedNode | BlankNode | Literal
_Statements: TypeAlias = dict[_Node, dict[str, list[_Node]]]

# What says of a shape what it is about, not what must hold.
_ABOUT = {"path", "message", "severity", "targetClass", "property"}
_CONDITIONS = {
    "nodeKind", "datatype", "minLength", "pattern", "minInclusive", "maxInclusive", "class",
    "minCount", "maxCount", "lessThan", "hasValue", "or",
}  # fmt: skip


class Condition(NamedTuple):
    """One constraint: its name in SHACL without ``sh:``, and its value or, for ``or``, shapes."""

    name: str
    value: Term | None = None
    alternatives: tuple[Shape, ...] = ()


class Shape(NamedTuple):
    """What must hold of all things of some classes: of the values of a path, or of the things."""

    path: str
    conditions: tuple[Condition, ...]
    severity: str = "Violation"
    message: str = ""
    targets: tuple[str, ...] = ()

    def values(self, name: str) -> list[Term]:
        """Return the values of the conditions of a name."""
        return [c.value for c in self.conditions if c.name == name and c.value is not None]


def read_shapes(path: Path) -> list[Shape]:
    """Return the shapes of a file: one for each property shape, and one for what things must be.

    Raises ValueError for SHACL that is not understood here.
    """
    stated: _Statements = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(path=path):
        stated[quad.subject][quad.predicate.value].append(quad.object)
    targets: dict[_Node, list[str]] = defaultdict(list)
    for node in [n for n, said in stated.items() if said[f"{SH}targetClass"]]:
        classes = [term.value for term in stated[node][f"{SH}targetClass"]]
        for shape in [node, *stated[node][f"{SH}property"]]:
            targets[shape] += classes
    return [_shape(stated, node, tuple(sorted(classes))) for node, classes in targets.items()]


def _shape(stated: _Statements, node: _Node, targets: tuple[str, ...] = ()) -> Shape:
    """Return one shape, without the property shapes that it names."""
    said = {name.removeprefix(SH): values for name, values in stated[node].items()}
    conditions = []
    for name, values in said.items():
        if name in _CONDITIONS:
            conditions += [_condition(stated, name, value) for value in values]
        elif values and name not in _ABOUT and name != _TYPE:
            raise ValueError(f"{node} uses {name}, which hezuo check does not understand")
    (path,) = said.get("path") or [NamedNode("urn:none")]
    if not isinstance(path, NamedNode):
        raise ValueError(f"{node} has a path that is no single property")
    severity = said.get("severity") or [NamedNode(f"{SH}Violation")]
    return Shape(
        path=path.value if said.get("path") else "",
        conditions=tuple(sorted(conditions, key=str)),
        severity=local_name(severity[0].value),
        message=min((message.value for message in said.get("message", ())), default=""),
        targets=targets,
    )


def _condition(stated: _Statements, name: str, value: _Node) -> Condition:
    if name == "or":
        alternatives = [
            _shape(stated, (stated[item][f"{SH}property"] or [item])[0])
            for item in _items(stated, value)
        ]
        return Condition(name, alternatives=tuple(alternatives))
    if isinstance(value, BlankNode):
        raise ValueError(f"sh:{name} has a value without a name")
    return Condition(name, value)


def _items(stated: _Statements, node: _Node) -> list[_Node]:
    """Return the items of an RDF list."""
    items = []
    while node.value != _NIL:
        items += stated[node][_FIRST]
        (node,) = stated[node][_REST]
    return items
