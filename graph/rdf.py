"""Turns linked records into quads, and quads back into records.

A source is a named graph: every quad of what it states stands in the graph of its IRI. There are no
blank nodes. Each thing carries its own class and those of ours above it, so that a query for
hz:Organization or hz:Party finds companies without inference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.fields import Says
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Area, Expert, Record, Row
from hezuo.graph.resolve import Linked
from hezuo.graph.terms import Term, graph_iri, object_term, subject_iri
from hezuo.graph.values import DATE_TYPES, Evidence, Span, decimal_text, is_chinese
from hezuo.graph.vocabulary import ONTOLOGY, compact, expand, local_name, mint

# What each graph states of each subject: property to values.
Things: TypeAlias = dict[tuple[str, str], dict[str, list[Term]]]

_TYPE = NamedNode(expand("rdf:type"))
_LABEL = expand("rdfs:label")
_CODE = expand("skos:notation")
_AFFILIATION = expand("hz:affiliation")
_EVIDENCE = NamedNode(expand("hz:evidence"))
_HAS_SOURCE = NamedNode(expand("oa:hasSource"))
_HAS_SELECTOR = NamedNode(expand("oa:hasSelector"))
_START = NamedNode(expand("oa:start"))
_END = NamedNode(expand("oa:end"))
_RULE = NamedNode(expand("hz:rule"))
_CONFIDENCE = NamedNode(expand("hz:confidence"))
_RESOURCE = NamedNode(expand("oa:SpecificResource"))
_SELECTOR = NamedNode(expand("oa:TextPositionSelector"))
_INTEGER = NamedNode(expand("xsd:integer"))
_DECIMAL = NamedNode(expand("xsd:decimal"))


def quads(linked: Iterable[Linked]) -> Iterator[Quad]:
    """Yield the quads of records, each in the graph of its source; some may come twice."""
    for item in linked:
        subject, graph = NamedNode(item.iri), NamedNode(item.graph)
        record = item.record
        for kind in _classes(record.kind or record.ROOT):
            yield Quad(subject, _TYPE, kind, graph)
        for name, predicate, term in _writers(type(record)):
            # Most fields of most records are empty.
            if value := item.references.get(name) if term is NamedNode else getattr(record, name):
                for one in value if isinstance(value, tuple) else (value,):
                    yield Quad(subject, predicate, term(one), graph)
            elif value == 0:
                yield Quad(subject, predicate, term(value), graph)
        for place in record.evidence:
            yield from _evidence(subject, place, record.source, graph)


@cache
def _classes(kind: str) -> list[NamedNode]:
    """Return a class of ours, by its local name, and those of ours above it."""
    above = ontology().ancestors(expand(f"hz:{kind}"))
    return [NamedNode(iri) for iri in above if iri.startswith(ONTOLOGY)]


@cache
def _writers(kind: type[Record]) -> list[tuple[str, NamedNode, Callable[[Any], Term]]]:
    """Return each field of a record with its property and what makes a term of one value."""
    return [(name, NamedNode(expand(says.property)), _writer(says))
            for name, says in kind.statements()]  # fmt: skip


def _writer(says: Says) -> Callable[[Any], Term]:
    if says.refers_to:
        return NamedNode
    if says.one_of:
        return lambda text: NamedNode(expand(f"hz:{text}"))
    if says.value == "date":
        types = {length: NamedNode(expand(name)) for length, name in DATE_TYPES.items()}
        return lambda text: Literal(text, datatype=types[len(text)])
    if says.value == "integer":
        return lambda number: Literal(str(number), datatype=_INTEGER)
    if says.value == "decimal":
        return lambda number: Literal(decimal_text(number), datatype=_DECIMAL)
    if says.value == "string":
        return Literal
    if says.language:
        return partial(Literal, language=says.language)
    return lambda text: Literal(text, language="zh") if is_chinese(text) else Literal(text)


def _evidence(subject: NamedNode, place: Evidence, source: str, graph: NamedNode) -> Iterator[Quad]:
    """Yield the quads that point from a thing to a stretch of its source.

    The stretch is a specific resource with a text position selector: Web Annotation Data Model,
    W3C Recommendation 2017, 4.2.5. Where a rule found it, it is another one for each rule.
    """
    resource = NamedNode(mint("Evidence", f"{source} {place}"))
    selector = NamedNode(mint("Selector", str(place.span)))
    yield Quad(subject, _EVIDENCE, resource, graph)
    yield Quad(resource, _TYPE, _RESOURCE, graph)
    yield Quad(resource, _HAS_SOURCE, graph, graph)
    yield Quad(resource, _HAS_SELECTOR, selector, graph)
    if place.rule:
        confidence = Literal(decimal_text(place.confidence), datatype=_DECIMAL)
        yield Quad(resource, _RULE, Literal(place.rule), graph)
        yield Quad(resource, _CONFIDENCE, confidence, graph)
    yield Quad(selector, _TYPE, _SELECTOR, graph)
    yield Quad(selector, _START, Literal(str(place.span.start), datatype=_INTEGER), graph)
    yield Quad(selector, _END, Literal(str(place.span.end), datatype=_INTEGER), graph)


def records(quads: Iterable[Quad]) -> list[Row]:
    """Return the records that quads state, in a fixed order: the reverse of ``quads``.

    What a source only mentions, because another one describes it, is no record of its own.
    """
    things: Things = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        things[graph_iri(quad), subject_iri(quad)][quad.predicate.value].append(object_term(quad))
    reader = _Reader(things)
    found = [
        reader.record(kind, *key)
        for key, kind in sorted(reader.kinds.items(), key=_first)
        if not reader.is_mention(*key)
    ]
    order = {kind: position for position, kind in enumerate(RECORD_TYPES)}
    found.sort(key=lambda record: (order[type(record)], record.source, record.key()))
    return [Row(record, "", 0) for record in found]


class _Reader:
    """Reads records back from quads grouped by graph and subject."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.kinds: dict[tuple[str, str], type[Record]] = {}
        self.names: dict[str, str] = {}
        self.stated: dict[str, tuple[type[Record], dict[str, list[Term]]]] = {}
        self.holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.graphs: dict[str, list[str]] = defaultdict(list)
        self.referred: set[tuple[str, str]] = set()
        roots = {expand(f"hz:{kind.ROOT}"): kind for kind in RECORD_TYPES}
        for (graph, iri), stated in sorted(things.items(), key=lambda item: item[0]):
            self.graphs[iri].append(graph)
            self.referred |= {(graph, term.value) for terms in stated.values() for term in terms}
            for kind in {roots[term.value] for term in stated[_TYPE.value] if term.value in roots}:
                self.kinds[graph, iri] = kind
                if stated[_LABEL]:
                    name = self.names[iri] = _preferred(stated[_LABEL])
                    self.holders[kind.ROOT, name].add(iri)
                # The graph that says most of a thing says how to tell it from its namesakes.
                if iri not in self.stated or len(stated) > len(self.stated[iri][1]):
                    self.stated[iri] = (kind, stated)

    def is_mention(self, graph: str, iri: str) -> bool:
        """Return whether a graph only names, to refer to it, what another graph describes."""
        for other in self.graphs[iri]:
            facts = _facts(self.things[other, iri])
            naming = {fact for fact in facts if _names_its_thing(*fact)}
            if other != graph and facts != naming:
                return (graph, iri) in self.referred and _facts(self.things[graph, iri]) == naming
        own = _facts(self.things[graph, iri])
        if len(self.graphs[iri]) == 1 or not all(_names_its_thing(*fact) for fact in own):
            return False
        # Several sources only name it: it is at home where its name gives its IRI.
        kind = self.kinds[graph, iri]
        return mint(kind.ROOT, self.record(kind, graph, iri).key()) != iri

    def record(self, kind: type[Record], graph: str, iri: str) -> Record:
        """Return the record that a graph states of a thing."""
        stated = self.things[graph, iri]
        values: dict[str, object] = {}
        for name, says in kind.statements():
            terms = sorted(stated[expand(says.property)], key=str)
            if "name_en" in kind.model_fields and says.property == "rdfs:label":
                terms = [term for term in terms if _is_english(term) == (says.language == "en")]
            found = [self._value(says, term) for term in terms]
            if kind.is_list(name):
                values[name] = tuple(sorted(found))
            elif found:
                values[name] = found[0]
        types = [term.value for term in stated[_TYPE.value] if term.value.startswith(ONTOLOGY)]
        leaf = max(types, key=lambda value: (len(ontology().ancestors(value)), value))
        ids = self.things[graph, graph][expand("dcterms:identifier")]
        places = sorted(self._place(graph, term.value) for term in stated[_EVIDENCE.value])
        values |= {"kind": local_name(leaf), "evidence": tuple(places)}
        return kind.model_validate(values | {"source": ids[0].value if ids else ""})

    def _value(self, says: Says, term: Term) -> str:
        if says.one_of:
            return local_name(term.value)
        return self._reference(term.value, says.refers_to) if says.refers_to else term.value

    def _reference(self, iri: str, kinds: tuple[str, ...]) -> str:
        """Return the name by which a table refers to a thing: its label where that is enough."""
        name = self.names.get(iri, iri)
        if len({holder for kind in kinds for holder in self.holders[kind, name]}) <= 1:
            return name
        kind, stated = self.stated[iri]
        if kind is Area and stated[_CODE]:
            return stated[_CODE][0].value
        if kind is Expert and stated[_AFFILIATION]:
            place = self._reference(stated[_AFFILIATION][0].value, ("Organization",))
            return f"{name}（{place}）"
        return compact(iri)

    def _place(self, graph: str, resource: str) -> Evidence:
        found = self.things[graph, resource]
        stated = self.things[graph, found[_HAS_SELECTOR.value][0].value]
        span = Span(int(stated[_START.value][0].value), int(stated[_END.value][0].value))
        if not found[_RULE.value]:
            return Evidence(span)
        sure = found[_CONFIDENCE.value]
        confidence = Decimal(sure[0].value) if sure else Decimal(1)
        return Evidence(span, found[_RULE.value][0].value, confidence)


def _facts(stated: dict[str, list[Term]]) -> set[tuple[str, Term]]:
    return {(name, term) for name, terms in stated.items() for term in terms}


def _names_its_thing(name: str, term: Term) -> bool:
    """Return whether a fact is one of those with which ``resolve`` mentions a thing."""
    return name in (_TYPE.value, _CODE) or (name == _LABEL and not _is_english(term))


def _first(item: tuple[tuple[str, str], type[Record]]) -> tuple[str, str]:
    return item[0]


def _is_english(term: Term) -> bool:
    return isinstance(term, Literal) and term.language == "en"


def _preferred(labels: list[Term]) -> str:
    """Return the label a record is named by: the one that is not marked as English, if any."""
    return min(labels, key=lambda term: (_is_english(term), str(term))).value
