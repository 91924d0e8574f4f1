"""Single ties: the connectors between two parties, with everything that is stated of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from hezuo.graph.lookup import named_query, source_id
from hezuo.graph.ontology import ontology
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import Evidence, as_thing, evidence, finest, things
from hezuo.graph.store.ties import connector_kinds
from hezuo.graph.vocabulary import expand, local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Store


class Tie(NamedTuple):
    """One connector that ties two parties: an agreement, project, policy, designation ...

    ``through`` names the parties asked for that it ties to the partner: more than the one that was
    named where a district stands for those in it.
    """

    iri: str
    title: str
    kind: str
    tie: str
    strength: Decimal
    status: str
    through: list[str]
    date: str
    event: str
    signatories: list[str]
    topics: list[str]
    goal: str
    fields: list[str]
    flags: list[str]
    note: str
    sources: list[str]
    evidence: list[Evidence]


def strength(selection: Selection, statements: Iterable[int]) -> Decimal:
    """Return how strongly statements of one connector tie: as the strongest of them."""
    connectors, ways = ontology().connectors, selection.ties.ways
    return max(connectors[ways[statement]].strength for statement in statements)


def finest_kind(facets: Mapping[str, Iterable[int]]) -> str:
    """Return the finest kind (local name of a class) of a connector by its facets."""
    return _finest_among(frozenset(facets["kind"]))


@cache
def _finest_among(numbers: frozenset[int]) -> str:
    kinds = connector_kinds()
    return local_name(finest(kinds[number] for number in numbers))


def dates(selection: Selection, statements: Iterable[int]) -> list[str]:
    """Return the dates of statements, sorted, without those that have none."""
    numbers = {selection.ties.dates[statement] for statement in statements}
    return [date_text(number) for number in sorted(numbers) if number]


def earliest(stated: Iterable[int]) -> int:
    """Return the earliest of dates, 0 for none, as precisely as another that agrees with it.

    >>> earliest([20220000, 20210300, 20210000, 0])
    20210300
    """
    numbers = sorted(set(stated) - {0})
    texts = [date_text(number) for number in numbers]
    fitting = (n for n, text in zip(numbers, texts, strict=True) if text.startswith(texts[0]))
    return max(fitting, key=lambda number: len(date_text(number)), default=0)


@cache
def date_text(number: int) -> str:
    """Return a date of the arrays as text, as precise as it is stated.

    >>> date_text(20210000), date_text(20210300), date_text(20210305)
    ('2021', '2021-03', '2021-03-05')
    """
    text = f"{number:08}"
    parts = [text[:4], text[4:6], text[6:]]
    return "-".join(part for part in parts if part != "00")


def described(selection: Selection, statements: Mapping[int, Iterable[int]]) -> dict[int, Tie]:
    """Return everything stated of connectors, given with the statements that are asked for."""
    ties, store = selection.ties, selection.store
    numbers = {ties.connector[connector]: connector for connector in statements}
    iris = {thing.iri: numbers[number] for number, thing in store.names.numbered(numbers).items()}
    stated = _stated(store, iris, selection.sources)
    named = {
        value
        for facts in stated.values()
        for name in ("hz:atEvent", "hz:field", "hz:signatory")
        for value in facts[expand(name)]
    }
    labels = {iri: thing.name for iri, thing in things(store, named).items()}
    places = evidence(store, list(iris), selection.sources)
    source_numbers = {ties.sources[s] for found in statements.values() for s in found}
    sources = {number: source_id(as_thing(thing).iri)
               for number, thing in store.names.numbered(source_numbers).items()}  # fmt: skip

    def texts(iri: str, name: str) -> list[str]:
        return sorted(labels.get(value, value) for value in stated[iri][expand(name)])

    found = {}
    for iri, connector in iris.items():
        its = sorted(statements[connector])
        way = max((ontology().connectors[ties.ways[s]] for s in its), key=lambda way: way.strength)
        found[connector] = Tie(
            iri=iri,
            title=next(iter(texts(iri, "rdfs:label")), ""),
            kind=local_name(finest(stated[iri][expand("rdf:type")])),
            tie=local_name(way.connects),
            strength=way.strength,
            status=next((local_name(status) for status in texts(iri, "hz:status")), ""),
            through=[],
            date=next(iter(dates(selection, its)), ""),
            event="；".join(texts(iri, "hz:atEvent")),
            signatories=texts(iri, "hz:signatory"),
            topics=texts(iri, "hz:scope"),
            goal="；".join(texts(iri, "hz:goal")),
            fields=texts(iri, "hz:field"),
            flags=[local_name(flag) for flag in texts(iri, "hz:flag")],
            note="；".join(texts(iri, "skos:note")),
            sources=sorted({sources[ties.sources[s]] for s in its}),
            evidence=places[iri],
        )
    return found


def _stated(
    store: Store, iris: Iterable[str], sources: list[str]
) -> dict[str, dict[str, set[str]]]:
    """Return the values that things have, by IRI and property."""
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    nodes = [NamedNode(iri) for iri in iris]
    if nodes:
        for fact in store.select(named_query("describe"), {"thing": nodes}, sources):
            stated[fact["thing"].value][fact["property"].value].add(fact["value"].value)
    return stated
