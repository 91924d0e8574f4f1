"""Turns what a mapping says of a value into a function from a row to that value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from hezuo.graph.countries import country
from hezuo.graph.errors import shortened
from hezuo.graph.identifiers import SCHEMES, identifier
from hezuo.graph.mapping.formats import date_reader, number_reader
from hezuo.graph.mapping.lines import Columns, Line
from hezuo.graph.mapping.mapping import Value
from hezuo.graph.ontology import ontology
from hezuo.graph.records import Record
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import expand, local_name

# What a value may become: texts, or drafts of records, or what is awaited from other rows.
Items = Sequence[Any]
Reader = Callable[[Line], Items]
Step = Callable[[Items, Line], Items]


# Areas that rows name again and again.
_MOST_REMEMBERED = 10_000
_PICKS: dict[str, Callable[[Items], Any]] = {
    "first": itemgetter(0),
    "last": itemgetter(-1),
    "longest": partial(max, key=len),
}


def value_reader(
    value: Value,
    columns: Columns,
    choices: Mapping[str, Mapping[str, str]],
    convert: Callable[[str], str] | None = None,
) -> Reader:
    """Return a function from a line to the items of a value; it raises ValueError for bad cells.

    ``convert`` brings every item into the form that a field wants.

    Rows of other tables are for ``joins``; here the value is of this line alone.
    """
    steps = _steps(value, columns, choices)
    if not (steps or value.where or value.record):
        return _text_reader(columns.template(value.value), convert)
    start = _record_reader(value) if value.record else _text_reader(columns.template(value.value))
    holds = columns.condition(value.where)
    if convert:
        steps.append(lambda items, _: [convert(item) for item in items])

    def read(line: Line) -> Items:
        items = start(line) if holds(line) else ()
        for step in steps:
            if not items:
                break
            items = step(items, line)
        return items

    return read


def converter(
    kind: type[Record], name: str, dates: str, numbers: str
) -> Callable[[str], str] | None:
    """Return what turns a text into the form that a field wants, or None where any text is right.

    Raises ValueError for a form of dates or numbers that is none.
    """
    if name == "kind":
        return _listed(ontology().subclasses(expand(f"hz:{kind.ROOT}")))
    says = dict(kind.statements())[name]
    if says.one_of:
        return _listed(ontology().members[expand(f"hz:{says.one_of}")])
    if says.value == "date":
        return date_reader(dates)
    if says.value in ("decimal", "integer"):
        return number_reader(numbers)
    if name == "identifiers":
        return identifier
    if "Area" in says.refers_to:
        return lru_cache(_MOST_REMEMBERED)(_area_reference)
    return _reference if says.refers_to else None


def _reference(text: str) -> str:
    """Return what refers to a record: an identifier in its one written form, else as it is."""
    scheme, colon, _ = text.partition(":")
    return identifier(text) if colon and scheme in SCHEMES else text


def _area_reference(text: str) -> str:
    """Return what refers to an area: of a country, which has many names, the identifier."""
    known = country(text)
    return known.identifier if known else _reference(text)


def _record_reader(value: Value) -> Reader:
    """Return what reads the records that a rule feeds from the same row."""
    name = value.record

    return lambda line: line.records.get(name, ())


def _text_reader(
    fill: Callable[[Sequence[str]], str], convert: Callable[[str], str] | None = None
) -> Reader:
    """Return what reads a template: one text, or nothing where it is empty."""
    if convert is None:
        return lambda line: (text,) if (text := fill(line)) else ()
    return lambda line: (convert(text),) if (text := fill(line)) else ()


def _steps(value: Value, columns: Columns, choices: Mapping[str, Mapping[str, str]]) -> list[Step]:
    """Return what is done with the items of a value, one after the other."""
    steps: list[Step] = []
    if value.split:
        mark = value.split
        steps.append(lambda items, _: [part for item in items for part in _parts(item, mark)])
    if value.script:
        wanted = value.script == "Chinese"
        steps.append(lambda items, _: [item for item in items if is_chinese(item) == wanted])
    if value.choices:
        known = choices[value.choices] if isinstance(value.choices, str) else value.choices
        otherwise = None if value.otherwise is None else columns.template(value.otherwise)
        steps.append(_chooser(known, otherwise))
    if value.pick:
        pick = _PICKS[value.pick]
        steps.append(lambda items, _: [pick(items)] if items else [])
    return steps


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _chooser(known: Mapping[str, str], otherwise: Callable[[Line], str] | None) -> Step:
    """Return what puts listed texts in the place of others; ValueError for one not listed."""
    folded = {text.casefold(): choice for text, choice in known.items()}

    def choose(items: Items, line: Line) -> Items:
        chosen = []
        for item in items:
            choice = folded.get(item.casefold())
            if choice is None:
                if otherwise is None:
                    raise ValueError(
                        f"{shortened(item)!r} is not among the choices of the mapping; add it "
                        "there, or say what it is otherwise"
                    )
                choice = otherwise(line)
            if choice:
                chosen.append(choice)
        return chosen

    return choose


def _listed(choices: Sequence[str]) -> Callable[[str], str]:
    """Return what turns a word for a choice of a closed list, in any language, into its name."""
    known: dict[str, str] = {}

    def listed(text: str) -> str:
        if text not in known:
            iri = ontology().named(text, list(choices))
            if iri is None:
                names = ", ".join(map(local_name, choices))
                raise ValueError(
                    f"{shortened(text)!r} is not a known value; map it to one of {names}"
                )
            known[text] = local_name(iri)
        return known[text]

    return listed
