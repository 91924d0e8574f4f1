"""Judges statements by our ontology: is a property or class known, and is a value what it may be.

What the engine takes silently - an impossible date, a misspelt property - is a fault here, as it is
in a table. Properties and classes of others are kept as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import partial
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pyoxigraph import BlankNode, Literal, NamedNode

from hezuo.graph.errors import shortened
from hezuo.graph.fields import Identifiers, Says
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Record
from hezuo.graph.sources.rdf_syntax import RELATIVE
from hezuo.graph.values import DATE_TYPES, Evidence, clean
from hezuo.graph.vocabulary import ONTOLOGY, compact, expand, local_name

# Returns what is wrong with a value and what to do, or the empty string.
_Problem = Callable[[object], str]

_TYPE = NamedNode(expand("rdf:type"))
_RULE, _CONFIDENCE = expand("hz:rule"), expand("hz:confidence")
# What a store derives or notes by itself is no statement of a source.
_DERIVED = {
    NamedNode(expand(f"hz:{name}"))
    for name in ("cooperatesWith", "readAt", "readFrom", "inputChecksum")
}
_DESCRIBES = {_TYPE, *map(NamedNode, map(expand, ("rdfs:label", "dcterms:identifier")))}
_TEXTS = {expand("xsd:string"), expand("rdf:langString")}
_INTEGERS = {
    expand(f"xsd:{name}")
    for name in ("integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short")
}
_DATATYPES = {
    "text": _TEXTS,
    "string": _TEXTS,
    "date": {expand(name) for name in DATE_TYPES.values()},
    "integer": _INTEGERS,
    "decimal": _INTEGERS | {expand(f"xsd:{name}") for name in ("decimal", "double", "float")},
}
_WRITTEN = {
    "date": '"2020-06"^^xsd:gYearMonth or "2020-12-09"^^xsd:date',
    "integer": '"12"^^xsd:integer',
    "decimal": '"1.5"^^xsd:decimal',
}


class Rule(NamedTuple):
    """What there is to know of a property: what is wrong with a value of it, and what it says.

    ``takes_iris`` is true where any IRI is right, ``is_derived`` of what no source states, and
    ``describes`` of what says what a thing is and what it is called.
    """

    problem: _Problem
    takes_iris: bool
    is_derived: bool
    describes: bool


class _Rules(dict[NamedNode, Rule]):
    """The rules of properties, each made when it is first asked for."""

    def __init__(self, make: Callable[[NamedNode], Rule]) -> None:
        self._make = make

    def __missing__(self, predicate: NamedNode) -> Rule:
        self[predicate] = self._make(predicate)
        return self[predicate]


class Judge:
    """Says what is wrong with statements; ``rules`` has a rule for each property.

    ``may_be_relative`` says that relative IRIs were resolved to ``RELATIVE``, and are to be found.
    """

    def __init__(self, may_be_relative: bool = False) -> None:
        self._may_be_relative = may_be_relative
        self.rules = _Rules(self._rule)
        self._classes = [iri for iri in ontology().members[expand("owl:Class")] if _is_ours(iri)]
        self._known = set(map(NamedNode, self._classes))
        self._properties = [
            iri
            for kind in ("ObjectProperty", "DatatypeProperty")
            for iri in ontology().members[expand(f"owl:{kind}")]
            if _is_ours(iri)
        ]
        self._fields: dict[str, tuple[type[Record], str, Says]] = {}
        for record in RECORD_TYPES:
            for name, says in record.statements():
                self._fields.setdefault(expand(says.property), (record, name, says))

    def _rule(self, predicate: NamedNode) -> Rule:
        problem = self._problem_of(predicate.value)
        return Rule(
            problem,
            takes_iris=problem in (_iri_problem, _term_problem) and not self._may_be_relative,
            is_derived=predicate in _DERIVED,
            describes=predicate in _DESCRIBES,
        )

    def subject_problem(self, subject: object) -> str:
        """Return what is wrong with what a statement is about, or the empty string."""
        if type(subject) is not NamedNode:
            return "is said of a blank node; give the thing an IRI"
        if self._may_be_relative and _is_relative(subject):
            return "is said of a relative IRI; write it in full"
        return ""

    def _problem_of(self, iri: str) -> _Problem:
        if iri == _TYPE.value:
            return self._class_problem
        field = self._fields.get(iri)
        if field and field[2].refers_to:
            return _iri_problem
        if field and field[2].one_of:
            choices = ontology().members[expand(f"hz:{field[2].one_of}")]
            return lambda value: _iri_problem(value) or _unknown(value, choices, "listed value")
        if field:
            return _literal_rule(*field)
        if iri in (_RULE, _CONFIDENCE):
            return partial(_found_problem, iri)
        if iri.startswith(ONTOLOGY) and iri not in self._properties:
            problem = _unknown(NamedNode(iri), self._properties, "property")
            return lambda _: problem
        if iri.startswith(RELATIVE):
            return lambda _: "is a relative IRI; write it in full"
        return _term_problem

    def _class_problem(self, value: object) -> str:
        if value in self._known:
            return ""
        problem = _iri_problem(value)
        if not problem and isinstance(value, NamedNode) and _is_ours(value.value):
            problem = _unknown(value, self._classes, "class")
        return problem


def _is_ours(iri: str) -> bool:
    return iri.startswith(ONTOLOGY)


def _unknown(value: object, known: list[str], what: str) -> str:
    """Return that an IRI is none of those that are known, with the nearest of them."""
    iri = value.value if isinstance(value, NamedNode) else ""
    if iri in known:
        return ""
    names = {local_name(one).casefold(): one for one in known}
    near = get_close_matches(local_name(iri).casefold(), names, n=1, cutoff=0.5)
    hint = f"did you mean {compact(names[near[0]])}?" if near else "docs/reference.md lists them"
    return f"{shortened(compact(iri))} is no {what} of the ontology; {hint}"


def _term_problem(value: object) -> str:
    """Return what no store of ours can hold, whatever the property."""
    if type(value) is NamedNode:
        return "names a relative IRI; write it in full" if _is_relative(value) else ""
    if type(value) is BlankNode:
        return "names a blank node; give the thing an IRI"
    if type(value) is not Literal:
        return "quotes a statement, as RDF 1.2 does; state it plainly"
    if value.direction:
        return "has a text with a direction, as RDF 1.2 does; leave the direction out"
    return _text_problem(value.value)


def _iri_problem(value: object) -> str:
    if type(value) is Literal:
        return f"{shortened(value.value)!r} is a text; name a thing by its IRI"
    return _term_problem(value)


def _is_relative(node: NamedNode) -> bool:
    return node.value.startswith(RELATIVE)


def _text_problem(text: str) -> str:
    if text.isprintable():
        return ""
    try:
        clean(text)
    except ValueError as error:
        return str(error)
    return ""


def _found_problem(iri: str, value: object) -> str:
    """Return what is wrong with the rule by which something was found, or with its confidence."""
    if type(value) is not Literal:
        return _term_problem(value) or "names a thing; write the text or figure itself"
    try:
        if iri == _RULE:
            Evidence.parse(f"0-1 1 {value.value}")
        elif value.datatype.value not in _DATATYPES["decimal"]:
            raise InvalidOperation
        elif not 0 <= Decimal(value.value) <= 1:
            raise ValueError(f"{shortened(value.value)!r} does not lie from 0 to 1")
    except InvalidOperation:
        return f"{shortened(value.value)!r} is no number; write {_WRITTEN['decimal']}"
    except ValueError as error:
        return str(error)
    return ""


def _literal_rule(record: type[Record], name: str, says: Says) -> _Problem:
    """Return the rule for the values of a field: those that a table may have."""
    info = record.model_fields[name]
    validated = TypeAdapter[Any](info.rebuild_annotation()).validator.validate_python
    is_identifier = info.annotation == Identifiers
    is_text = says.value == "text"
    is_list = record.is_list(name)
    datatypes = _DATATYPES[says.value]

    def problem(value: object) -> str:
        if type(value) is not Literal:
            return _term_problem(value) or "names a thing; write the text or figure itself"
        if value.direction:
            return "has a text with a direction, as RDF 1.2 does; leave the direction out"
        text = value.value
        if value.datatype.value not in datatypes:
            remedy = f"write {_WRITTEN.get(says.value, 'a text')}"
            return f"{shortened(text)!r} has the type {compact(value.datatype.value)}; {remedy}"
        if is_text and text.isprintable() and not text.isspace() and text:
            return ""
        try:
            found = validated((text,))[0] if is_list else validated(text)
        except ValidationError as error:
            return _said(error, text)
        if is_identifier and found != text:
            return f"{shortened(text)!r} is written {found!r} here; write it so"
        if says.value == "date" and expand(DATE_TYPES[len(text)]) != value.datatype.value:
            return f"{text!r} is no {compact(value.datatype.value)}; write {_WRITTEN['date']}"
        return ""

    return problem


def _said(error: ValidationError, text: str) -> str:
    """Return what pydantic found wrong, in plain words."""
    detail = error.errors(include_url=False)[0]
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] == "string_pattern_mismatch":
        return f"{shortened(text)!r} does not have the form {context['pattern']}"
    return f"{shortened(text)!r}: {detail['msg']}"
