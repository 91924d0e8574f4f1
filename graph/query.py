"""Who cooperates with whom: partners, and the evidence of every tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import (
    Filters,
    class_named,
    named_query,
    source_id,
    source_named,
    thing_named,
    valid_date,
)
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand, local_name

if TYPE_CHECKING:
    from hezuo.graph.store import Solution, Store, Values

# A connector without a date property is asked for this one, which nothing has.
_UNDATED = NamedNode(expand("hz:undated"))


class Thing(NamedTuple):
    """Something the graph knows: its IRI, name, kind (local name of a class) and place."""

    iri: str
    name: str
    kind: str
    place: str = ""


class Evidence(NamedTuple):
    """Where a fact stands: source id, and start and end in characters of its file."""

    source: str
    start: int
    end: int


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
    topics: list[str]
    goal: str
    fields: list[str]
    flags: list[str]
    note: str
    sources: list[str]
    evidence: list[Evidence]


class Partner(NamedTuple):
    """One partner of what was asked for, and every tie to it; ``through`` is who it is tied to."""

    partner: Thing
    through: list[Thing]
    ties: list[Tie]

    @property
    def strength(self) -> Decimal:
        """The sum of the strengths of the ties."""
        return sum((tie.strength for tie in self.ties), Decimal(0))

    @property
    def first(self) -> str:
        """The earliest date of a tie, or the empty string."""
        return min((tie.date for tie in self.ties if tie.date), default="")

    @property
    def last(self) -> str:
        """The latest date of a tie, or the empty string."""
        return max((tie.date for tie in self.ties if tie.date), default="")


def connector_ways() -> list[list[NamedNode]]:
    """Return, for VALUES, class, property to one party, to the other, and date, of each way."""
    return [
        [NamedNode(c.connects), NamedNode(a), NamedNode(b),
         NamedNode(c.date_property) if c.date_property else _UNDATED]
        for c in ontology().connectors
        for a, b in c.directions()
    ]  # fmt: skip


def partners(
    store: Store, name: str, filters: Filters | None = None
) -> tuple[Thing, list[Partner]]:
    """Return the party that ``name`` means and its partners, the strongest first.

    A district stands for itself and for everything in it; ties within it are left out. Raises
    UnknownNameError or AmbiguousNameError for the name, HezuoError for a filter without sense.
    """
    filters = filters or Filters()
    party = thing_named(store, name, within="hz:Party")
    asked = Thing(party.iri, party.name, local_name(party.kind), party.place)
    sources = [source_named(store, filters.source)] if filters.source else []
    members = [NamedNode(asked.iri)]
    if expand("hz:Area") in ontology().ancestors(party.kind):
        rows = store.select(named_query("members"), {"area": members}, sources)
        members += [NamedNode(row["party"].value) for row in rows]
    values: Values = {
        "asked": members,
        "class toAsked toPartner toDate": connector_ways(),
        **filter_values(store, filters),
    }
    inside = {member.value for member in members}
    ties = [
        row
        for row in store.select(named_query("partners"), values, sources)
        if row["partner"].value not in inside
    ]
    details = tie_details(store, ties, sources)
    known = things(store, {row[end].value for row in ties for end in ("asked", "partner")})
    tied: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in ties:
        tied[row["partner"].value][row["connector"].value].add(row["asked"].value)
    found = [_partner(known, details, iri, connectors) for iri, connectors in tied.items()]
    ordered = sorted(found, key=lambda partner: (-partner.strength, partner.partner.name))
    return asked, ordered


def _partner(
    known: dict[str, Thing], details: dict[str, Tie], iri: str, connectors: dict[str, set[str]]
) -> Partner:
    """Return a partner with its ties, from the parties asked for that each connector ties it to."""
    ties = [
        details[connector]._replace(through=sorted(known[member].name for member in members))
        for connector, members in connectors.items()
    ]
    through = {known[member] for members in connectors.values() for member in members}
    return Partner(
        known[iri],
        sorted(through, key=lambda thing: (thing.name, thing.iri)),
        sorted(ties, key=lambda tie: (tie.date, tie.iri)),
    )


def filter_values(store: Store, filters: Filters) -> Values:
    """Return the terms that filters stand for, by the variable of the query that takes them."""
    values: dict[str, list[NamedNode | Literal]] = {
        "noTie": [NamedNode(status) for status in ontology().no_tie_statuses]
    }
    for option in ("since", "until"):
        if text := getattr(filters, option):
            values[option] = [Literal(valid_date(text, f"--{option}"))]
    if filters.since and filters.until and filters.until < filters.since[: len(filters.until)]:
        raise HezuoError(
            f"--until {filters.until} lies before --since {filters.since}", "turn them round"
        )
    if filters.field:
        values["field"] = [NamedNode(thing_named(store, filters.field, within="hz:Field").iri)]
    if filters.kind:
        values["kind"] = [NamedNode(iri) for iri in _connector_classes(filters.kind)]
    return values


def _connector_classes(text: str) -> list[str]:
    """Return the class of connectors that ``text`` names, with those below it."""
    wanted = class_named(text)
    classes = ontology().subclasses(wanted)
    connectors = [connector.connects for connector in ontology().connectors]
    if not any(c in ontology().ancestors(wanted) or c in classes for c in connectors):
        labels = ", ".join(sorted(ontology().label(iri) for iri in connectors))
        raise HezuoError(f"{text} makes no tie between parties", f"--kind takes one of {labels}")
    return classes


def tie_details(store: Store, ties: Iterable[Solution], sources: list[str]) -> dict[str, Tie]:
    """Return what is known of the connectors of rows of the queries ``partners`` and ``ties``."""
    rows = list(ties)
    connectors = list(dict.fromkeys(row["connector"] for row in rows))
    if not connectors:
        return {}
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in store.select(named_query("describe"), {"thing": connectors}, sources):
        stated[fact["thing"].value][fact["property"].value].add(fact["value"].value)
    known_in: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, str] = {}
    dates: dict[str, str] = {}
    for row in rows:
        iri = row["connector"].value
        known_in[iri].add(source_id(row["source"].value))
        classes[iri] = row["class"].value
        if "date" in row:
            dates[iri] = min(row["date"].value, dates.get(iri, "9999"))
    named = {
        value
        for facts in stated.values()
        for name in ("hz:atEvent", "hz:field")
        for value in facts[expand(name)]
    }
    labels = {iri: thing.name for iri, thing in things(store, named).items()}
    places = evidence(store, [c.value for c in connectors], sources)
    connector_of = {connector.connects: connector for connector in ontology().connectors}
    types = {iri: _finest(facts[expand("rdf:type")]) for iri, facts in stated.items()}

    def texts(iri: str, name: str) -> list[str]:
        return sorted(labels.get(value, value) for value in stated[iri][expand(name)])

    return {
        iri: Tie(
            iri=iri,
            title=next(iter(texts(iri, "rdfs:label")), ""),
            kind=local_name(types[iri]),
            tie=local_name(classes[iri]),
            strength=connector_of[classes[iri]].strength,
            status=next((local_name(status) for status in texts(iri, "hz:status")), ""),
            through=[],
            date=dates.get(iri, ""),
            event="；".join(texts(iri, "hz:atEvent")),
            topics=texts(iri, "hz:scope"),
            goal="；".join(texts(iri, "hz:goal")),
            fields=texts(iri, "hz:field"),
            flags=[local_name(flag) for flag in texts(iri, "hz:flag")],
            note="；".join(texts(iri, "skos:note")),
            sources=sorted(known_in[iri]),
            evidence=places[iri],
        )
        for iri in stated
    }


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
            local_name(_finest(kinds[node.value])),
            places.get(node.value, ""),
        )
        for node in nodes
    }


def _finest(kinds: Iterable[str]) -> str:
    """Return the class that lies deepest in the tree of classes."""
    return max(sorted(kinds), key=lambda kind: len(ontology().ancestors(kind)), default="")


def _position(place: Evidence) -> tuple[str, int, int]:
    return place.source, place.start, place.end
