"""Runs shapes as SPARQL: each condition becomes a query for what breaks it.

Most queries look at one property, whatever has it, because a scan of one property is fast and what
breaks a condition is rare; only of what is found is it then asked which classes it is in. Inside
GRAPH stand plain patterns only: with a FILTER or an OPTIONAL there the engine, Oxigraph, can be a
thousand times slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from hezuo.graph.check.findings import Broken, kinds_of, unfit
from hezuo.graph.check.shapes import SH, Condition, Shape, read_shapes
from hezuo.graph.lookup import named_query
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Solution, Store
    from hezuo.graph.terms import Term

MISSING = "is missing"
SEVERAL = "has more values than allowed"
# Datatypes of which every text is a value.
_TEXTS = (expand("xsd:string"), expand("rdf:langString"))
_TESTS = {
    "minLength": "STRLEN(STR(?value)) >= {}",
    "pattern": "REGEX(STR(?value), {})",
    "minInclusive": "?value >= {}",
    "maxInclusive": "?value <= {}",
}
_OF_THINGS = {"nodeKind", "or"}
_OF_VALUES = {*_TESTS, *_OF_THINGS, "datatype", "class", "minCount", "maxCount", "lessThan"}


class Question(NamedTuple):
    """A query for ?source, ?this and perhaps ?value of what breaks a condition.

    ``problem`` is empty where the value says it; ``is_of_targets`` is true where the query itself
    looks at things of the target classes only.
    """

    query: str
    problem: str = ""
    is_of_targets: bool = False


def broken_shapes(store: Store, path: Path, sources: Sequence[str] = ()) -> list[Broken]:
    """Return what breaks the shapes of a file, in all sources or in some."""
    rows = store.select(named_query("check-properties"), sources=sources)
    used = {row["property"].value for row in rows}
    answers: dict[str, list[Solution]] = {}  # shapes of several classes ask the same
    broken = []
    for shape in read_shapes(path):
        for question in questions(shape):
            if shape.path not in used and not question.is_of_targets:
                continue  # no value, no wrong value
            if question.query not in answers:
                answers[question.query] = store.select(question.query, sources=sources)
            rows = answers[question.query]
            if not question.is_of_targets:
                rows = _of_targets(store, rows, shape.targets, sources)
            broken += [_broken(shape, question, row) for row in rows]
    return broken


def questions(shape: Shape) -> Iterator[Question]:
    """Yield the queries for what breaks a shape; ValueError for a condition that has none."""
    for condition in shape.conditions:
        is_understood = condition.name in (_OF_VALUES if shape.path else _OF_THINGS)
        if shape.path and condition.name == "or":
            is_understood = bool(_asked(condition, "datatype") or _asked(condition, "class"))
        if not is_understood:
            raise ValueError(f"{condition.name} has no meaning for {shape.path or shape.targets}")
    # That every thing has an IRI is seen to before anything is stored: see graph/terms.py.
    yield from _of_values(shape) if shape.path else _of_things(shape)


def _of_things(shape: Shape) -> Iterator[Question]:
    """Yield the queries for things that meet none of several alternatives."""
    for condition in shape.conditions:
        if condition.name == "or":
            met = [_alternative(alternative) for alternative in condition.alternatives]
            yield Question(_without(shape, met), is_of_targets=True)


def _of_values(shape: Shape) -> Iterator[Question]:
    """Yield the queries for values that are too few, too many, or wrong."""
    for least in shape.values("minCount"):
        yield Question(_without(shape, [_at_least(shape.path, least)]), MISSING, True)
    for most in shape.values("maxCount"):
        yield Question(_more_than(shape.path, int(most.value)), SEVERAL)
    classes = [asked for condition in shape.conditions if (asked := _classes(condition))]
    # What is in a class has an IRI: to ask for both would be to look at every value twice.
    tested = [c for c in shape.conditions if c.name != "nodeKind" or not classes]
    if tests := [test for condition in tested for test in _tests(condition)]:
        yield Question(_select(shape.path, rest=f"FILTER(!COALESCE({' && '.join(tests)}, false))"))
    for asked in classes:
        yield Question(_select(shape.path, rest=_in_none(asked)))
    for other in shape.values("lessThan"):
        late = "FILTER(!COALESCE(?value < ?other, false))"
        yield Question(_select(shape.path, f"?this {other} ?other", late))


def _tests(condition: Condition) -> Iterator[str]:
    """Yield expressions that are true of a value that meets a condition; an error is false."""
    value = condition.value
    if condition.name == "nodeKind":
        if value != NamedNode(f"{SH}IRI"):
            raise ValueError(f"sh:nodeKind {value} has no meaning here")
        yield "ISIRI(?value)"
    elif condition.name == "datatype" and value is not None:
        yield _is_typed(value)
    elif condition.name in _TESTS and isinstance(value, Literal):
        yield _TESTS[condition.name].format(value)
    elif datatypes := _asked(condition, "datatype"):
        yield f"({' || '.join(map(_is_typed, datatypes))})"


def _is_typed(datatype: Term) -> str:
    """Return an expression for a value that has a datatype and is written as that demands."""
    is_named = f"DATATYPE(?value) = {datatype}"
    if datatype.value in _TEXTS:
        return f"({is_named})"
    return f"({is_named} && STR({datatype}(STR(?value))) != '')"


def _classes(condition: Condition) -> list[str]:
    """Return the classes of which a condition asks for one."""
    if condition.name == "class" and condition.value is not None:
        return [condition.value.value]
    return [value.value for value in _asked(condition, "class")]


def _asked(condition: Condition, name: str) -> list[Term]:
    """Return the values of a condition that each alternative consists of, if they all do."""
    asked = [shape.values(name) for shape in condition.alternatives if len(shape.conditions) == 1]
    found = [value for values in asked for value in values]
    return found if len(found) == len(condition.alternatives) else []


def _in_none(classes: Sequence[str]) -> str:
    """Return a pattern for values in none of some classes, nor listed for them in the ontology."""
    below = _below(classes)
    listed = [member for iri in below for member in ontology().members.get(iri, ())]
    return f"""MINUS {{ GRAPH ?source {{ ?value a ?kind }} {_values("kind", below)} }}
        MINUS {{ {_values("value", listed)} }}"""


def _select(path: str, more: str = "", rest: str = "") -> str:
    """Return a query for the values of a property and a rest that sorts out the right ones."""
    return f"""SELECT DISTINCT ?source ?this ?value WHERE {{
        GRAPH ?source {{ ?this <{path}> ?value . {more} }} {rest} }}"""


def _without(shape: Shape, met: Iterable[str]) -> str:
    """Return a query for things of the target classes for which no pattern of ``met`` holds."""
    targets = _values("target", _below(shape.targets))
    return f"""SELECT DISTINCT ?source ?this WHERE {{
        GRAPH ?source {{ ?this a ?target }} {targets} {" ".join(met)} }}"""


def _alternative(shape: Shape) -> str:
    """Return a clause that takes out the things that meet an alternative."""
    (condition,) = shape.conditions
    if condition.value is not None and condition.name == "minCount":
        return _at_least(shape.path, condition.value)
    if condition.name == "hasValue":
        return f"MINUS {{ GRAPH ?source {{ ?this <{shape.path}> {condition.value} }} }}"
    raise ValueError(f"an alternative with {condition.name} has no meaning here")


def _at_least(path: str, count: Term) -> str:
    """Return a clause that takes out the things with so many values of a property, or more."""
    if count.value == "1":  # a plain pattern is looked up thing by thing, however many others be
        return f"FILTER NOT EXISTS {{ GRAPH ?source {{ ?this <{path}> ?some }} }}"
    return f"MINUS {{ {_more_than(path, int(count.value) - 1)} }}"


def _more_than(path: str, count: int) -> str:
    """Return the query for what has too many values; what several IRIs mean may have several."""
    counted = f"""SELECT ?source ?this WHERE {{ GRAPH ?source {{ ?this <{path}> ?some }} }}
        GROUP BY ?source ?this HAVING(COUNT(DISTINCT ?some) > {count})"""
    return f"SELECT ?source ?this WHERE {{ {{ {counted} }} MINUS {{ ?this owl:sameAs ?same }} }}"


def _values(name: str, iris: Sequence[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _below(classes: Sequence[str]) -> list[str]:
    """Return some classes and all below them."""
    return sorted({below for iri in classes for below in ontology().subclasses(iri)})


def _of_targets(
    store: Store, rows: Sequence[Solution], targets: Sequence[str], sources: Sequence[str]
) -> list[Solution]:
    """Return the solutions whose ?this its source says to be in one of the target classes."""
    wanted = set(_below(targets))
    kinds = kinds_of(store, sorted({row["this"].value for row in rows}), sources)
    return [row for row in rows if kinds[row["source"].value, row["this"].value] & wanted]


def _broken(shape: Shape, question: Question, row: Solution) -> Broken:
    value = row.get("value")
    return Broken(
        severity=shape.severity,
        source=row["source"].value,
        thing=row["this"].value,
        path=shape.path,
        value=value,
        problem=question.problem or unfit(value),
        remedy=shape.message,
    )
