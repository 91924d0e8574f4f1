"""What a check finds: facts that break a rule, and the rows in which a user is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from hezuo.graph.errors import shortened
from hezuo.graph.lookup import named_query, source_id
from hezuo.graph.vocabulary import compact, expand

if TYPE_CHECKING:
    from hezuo.graph.store import Solution, Store
    from hezuo.graph.terms import Term

# As SHACL names them (W3C Recommendation 2017, 2.1.4), the gravest first.
SEVERITIES = ("Violation", "Warning", "Info")
# Things asked for at once, so that no query gets too long to be parsed fast.
_AT_ONCE = 5_000


class Broken(NamedTuple):
    """A fact, or the lack of one, that breaks a rule; every name is a full IRI."""

    severity: str
    source: str
    thing: str
    path: str
    value: Term | None
    problem: str
    remedy: str

    def fact(self) -> tuple[str, str, str, str, Term | None]:
        """Return what is wrong and how gravely, whatever the words in which it is said."""
        return self[:5]


@dataclass(frozen=True)
class Finding:
    """One thing that a source states wrongly or leaves out, as a row for a user.

    ``place`` is where the source states the thing: characters of its text where it gives evidence,
    else the table and column in which records of its kind are written. ``iri`` is of the thing.
    """

    severity: str
    source: str
    place: str
    thing: str
    property: str
    problem: str
    remedy: str
    value: str
    iri: str

    def order(self) -> tuple[object, ...]:
        """Return what findings are sorted by: the gravest first, then source by source."""
        return (SEVERITIES.index(self.severity), self.source, self.thing, self.property,
                self.problem, self.value, self.iri)  # fmt: skip


def unfit(value: Term | None) -> str:
    """Return what is wrong with a value that breaks a shape, or with a whole thing if it is none.

    >>> unfit(Literal("soon"))
    "has the value 'soon', which does not fit"
    """
    if value is None:
        return "is not as it should be"
    return f"has the value {written(value)}, which does not fit"


def written(value: Term) -> str:
    """Return a value as a message quotes it: an IRI by its prefixed name, text in quotes."""
    text = shortened(compact(value.value) if isinstance(value, NamedNode) else value.value)
    return text if isinstance(value, NamedNode) else repr(text)


def described(store: Store, broken: Iterable[Broken], sources: Sequence[str] = ()) -> list[Finding]:
    """Return rows for what is broken, each once, sorted, with the name and place of its thing."""
    distinct = list(dict.fromkeys(broken))
    things = sorted({found.thing for found in distinct})
    names = _names(store, things)
    places = _evidence(store, things, sources)
    kinds = kinds_of(store, things, sources)
    rows = [
        Finding(
            severity=found.severity,
            source=source_id(found.source),
            place=places.get((found.source, found.thing))
            or _column(frozenset(kinds[found.source, found.thing]), found.path),
            thing=names.get(found.thing) or compact(found.thing),
            property=compact(found.path) if found.path else "",
            problem=found.problem,
            remedy=found.remedy,
            value="" if found.value is None else compact(found.value.value),
            iri=found.thing,
        )
        for found in distinct
    ]
    return sorted(rows, key=Finding.order)


def kinds_of(
    store: Store, things: Sequence[str], sources: Sequence[str]
) -> dict[tuple[str, str], set[str]]:
    """Return the classes in which each source says that things are, by source and thing."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _asked(store, "check-kinds", things, sources):
        kinds[row["source"].value, row["thing"].value].add(row["kind"].value)
    return kinds


def _names(store: Store, things: Sequence[str]) -> dict[str, str]:
    """Return the name by which each thing is called: one that is not marked as English, if any."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in _asked(store, "check-names", things, ()):
        name = row["name"]
        is_english = isinstance(name, Literal) and name.language == "en"
        found[row["thing"].value].append((is_english, name.value))
    return {thing: min(names)[1] for thing, names in found.items()}


def _evidence(
    store: Store, things: Sequence[str], sources: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Return the stretches of its text in which each source states things."""
    spans: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _asked(store, "evidence", things, sources):
        span = f"{row['start'].value}-{row['end'].value}"
        spans[row["source"].value, row["thing"].value].append(span)
    return {key: f"characters {', '.join(found)}" for key, found in spans.items()}


def _asked(
    store: Store, query: str, things: Sequence[str], sources: Sequence[str]
) -> Iterator[Solution]:
    """Yield the solutions of a query that takes ?thing, for many things."""
    text = named_query(query)
    for start in range(0, len(things), _AT_ONCE):
        part = [NamedNode(thing) for thing in things[start : start + _AT_ONCE]]
        yield from store.select(text, {"thing": part}, sources)


@cache
def _column(kinds: frozenset[str], path: str) -> str:
    """Return the table, and if it has one for the property the column, that records things."""
    from hezuo.graph.records import RECORD_TYPES

    for kind in RECORD_TYPES:
        if kind.TABLE and expand(f"hz:{kind.ROOT}") in kinds:
            columns = [name for name, says in kind.statements() if expand(says.property) == path]
            return f"{kind.TABLE}, column {columns[0]}" if columns else kind.TABLE
    return ""
