"""Writes quads as JSON-LD 1.1 compacted with ontology/context.jsonld, in a fixed order.

Our graphs have no blank nodes and no lists, so compaction is grouping by graph, subject and
property.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad

from hezuo.graph.ontology import FOLDER
from hezuo.graph.terms import Term, graph_iri, object_term, subject_iri
from hezuo.graph.vocabulary import compact, expand

_TYPE = expand("rdf:type")
_STRING = expand("xsd:string")


def json_ld(quads: Iterable[Quad]) -> bytes:
    """Return quads, already in order, as a JSON-LD document with one named graph a source."""
    context = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
    terms: dict[str, tuple[str, str]] = {}
    for term, meaning in context.items():
        if isinstance(meaning, dict):
            coercion = meaning.get("@type", "")
            terms[expand(meaning["@id"])] = (
                term,
                coercion if coercion == "@id" else expand(coercion),
            )
    graphs: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for quad in quads:
        things = graphs[graph_iri(quad)]
        thing = things.setdefault(subject_iri(quad), {"id": compact(subject_iri(quad))})
        term, coercion = terms.get(quad.predicate.value, (compact(quad.predicate.value), ""))
        if quad.predicate.value == _TYPE:
            term, coercion = "type", "@id"
        thing.setdefault(term, []).append(_value(object_term(quad), coercion))
    document = {
        "@context": context,
        "@graph": [
            {"id": compact(graph), "@graph": [_without_lists_of_one(t) for t in things.values()]}
            for graph, things in graphs.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _value(term: Term, coercion: str) -> Any:
    if isinstance(term, NamedNode):
        return compact(term.value) if coercion == "@id" else {"id": compact(term.value)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == coercion or (term.datatype.value == _STRING and not coercion):
        return term.value
    return {"@value": term.value, "@type": compact(term.datatype.value)}


def _without_lists_of_one(thing: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in thing.items()
    }
