"""What things are called, and where in a source they are stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from hezuo.graph.countries import country
from hezuo.graph.lookup import named_query, source_id
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import local_name, mint

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing


class Thing(NamedTuple):
    """Something the graph knows: its IRI, name, kind (local name of a class) and place."""

    iri: str
    name: str
    kind: str
    place: str = ""

    def __str__(self) -> str:
        return self.name


class Evidence(NamedTuple):
    """Where a fact stands: source id, and start and end in characters of its file."""

    source: str
    start: int
    end: int


# Kinds are few, things many.
_kind_name = cache(local_name)


def as_thing(found: NamedThing) -> Thing:
    """Return a thing of the index of names; what has no name goes by its IRI."""
    return Thing(found.iri, found.name or found.iri, _kind_name(found.kind), found.place or "")


@cache
def china() -> Thing:
    """Return the country that provinces with codes lie in, as a thing."""
    known = country("iso3166:CN")
    if known is None:
        raise LookupError("the table of countries lacks China")
    return Thing(mint("Area", known.identifier), known.name, "Country")


def things(store: Store, iris: Iterable[str]) -> dict[str, Thing]:
    """Return name, kind and place of things by IRI; what has no name goes by its IRI."""
    nodes = [NamedNode(iri) for iri in sorted(iris)]
    if not nodes:
        return {}
    names: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    kinds: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for row in store.select(named_query("labels"), {"thing": nodes}):
        iri = row["thing"].value
        label = row["label"]
        names[iri].append((getattr(label, "language", None) == "en", label.value))
        kinds[iri].add(row["kind"].value)
        if "place" in row:
            places[iri] = row["place"].value
    return {
        node.value: Thing(
            node.value,
            min(names[node.value])[1] if names[node.value] else node.value,
            local_name(finest(kinds[node.value])),
            places.get(node.value, ""),
        )
        for node in nodes
    }


def finest(kinds: Iterable[str]) -> str:
    """Return the class that lies deepest in the tree of classes."""
    return max(sorted(kinds), key=lambda kind: len(ontology().ancestors(kind)), default="")


def evidence(store: Store, iris: list[str], sources: list[str]) -> dict[str, list[Evidence]]:
    """Return where things are stated, in the order of the text; an empty list for what is not."""
    places: dict[str, list[Evidence]] = defaultdict(list)
    nodes = [NamedNode(iri) for iri in iris]
    for row in store.select(named_query("evidence"), {"thing": nodes}, sources):
        place = Evidence(
            source_id(row["source"].value), int(row["start"].value), int(row["end"].value)
        )
        places[row["thing"].value].append(place)
    return defaultdict(list, {iri: sorted(found, key=_position) for iri, found in places.items()})


def in_words(places: Iterable[Evidence]) -> str:
    """Return where something stands, such as ``report 115-124, 1080-1089``."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for place in places:
        by_source[place.source].append(f"{place.start}-{place.end}")
    return "；".join(f"{source} {', '.join(spans)}" for source, spans in by_source.items())


def _position(place: Evidence) -> tuple[str, int, int]:
    return place.source, place.start, place.end
