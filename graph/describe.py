"""What is known of a thing: what is stated of it, what names it, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from hezuo.graph.lookup import named_query, source_id, thing_named
from hezuo.graph.ontology import ontology
from hezuo.graph.query.things import Evidence, Thing, evidence, things
from hezuo.graph.vocabulary import expand, local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Solution, Store


class Statement(NamedTuple):
    """One fact about a thing: a property and a value, in words, and the source that states it."""

    property: str
    label: str
    value: str
    iri: str
    sources: list[str]


class Description(NamedTuple):
    """What is stated of a thing, what names it, and where."""

    thing: Thing
    facts: list[Statement]
    named_by: list[Statement]
    evidence: list[Evidence]


def describe(store: Store, name: str) -> Description:
    """Return everything the graph states of the thing that ``name`` means."""
    found = thing_named(store, name)
    node = [NamedNode(found.iri)]
    facts = store.select(named_query("describe"), {"thing": node})
    mentions = store.select(named_query("mentions"), {"thing": node})
    hidden = {expand("hz:evidence"), expand("rdf:type")}
    facts = [row for row in facts if row["property"].value not in hidden]
    referred = {row["value"].value for row in facts if isinstance(row["value"], NamedNode)}
    subjects = {row["subject"].value for row in mentions}
    labels = things(store, referred) | _with_company(store, found.iri, subjects)
    return Description(
        Thing(found.iri, found.name, local_name(found.kind), found.place),
        _statements(facts, "value", labels),
        _statements(mentions, "subject", labels),
        evidence(store, [found.iri], [])[found.iri],
    )


def _with_company(store: Store, iri: str, subjects: set[str]) -> dict[str, Thing]:
    """Return the things that name ``iri``, each called after the others it names as well.

    An agreement or a post says little by its title alone: 合作协议（重庆药学会）.
    """
    company: dict[str, set[str]] = defaultdict(set)
    if subjects:
        nodes = {"subject": [NamedNode(subject) for subject in sorted(subjects)]}
        for row in store.select(named_query("company"), nodes):
            if row["other"].value != iri:
                company[row["subject"].value].add(row["name"].value)
    return {
        subject: thing._replace(name=f"{thing.name}（{'、'.join(sorted(company[subject]))}）")
        if company[subject]
        else thing
        for subject, thing in things(store, subjects).items()
    }


def _statements(rows: list[Solution], end: str, labels: dict[str, Thing]) -> list[Statement]:
    """Return rows about one thing as statements in words, one for each fact."""
    sources: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for row in rows:
        is_iri = isinstance(row[end], NamedNode)
        key = (row["property"].value, row[end].value, is_iri)
        sources[key].add(source_id(row["source"].value))
    result = []
    for (name, value, is_iri), stated_by in sources.items():
        text = ontology().label(value) if is_iri else value
        if is_iri and value in labels and labels[value].name != value:
            text = labels[value].name
        result.append(
            Statement(
                local_name(name), ontology().label(name), text, value if is_iri else "",
                sorted(stated_by),
            )
        )  # fmt: skip
    return sorted(result, key=lambda fact: (fact.label, fact.value, fact.iri))
