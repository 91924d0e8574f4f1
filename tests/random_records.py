"""Random records of every kind whose names and references fit together, for Hypothesis."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from hezuo.graph.fields import Says
from hezuo.graph.ontology import ontology
from hezuo.graph.records import (
    RECORD_TYPES,
    Appointment,
    Area,
    Expert,
    FieldOfWork,
    Record,
    Row,
    Source,
)
from hezuo.graph.values import Evidence, Span, clean
from hezuo.graph.vocabulary import expand, local_name

# Separators of lists, what spreadsheets run, what Turtle, XML and IRIs escape, rare characters.
_TROUBLE = "科创重庆Aa09 ；;|、,\"'=+-@<>&{}[]()\\/%#?^`~.:_“”（）·　é\u0301𠮷\ue000\u200d😀\n\t"


_any = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
texts = (
    st.one_of(st.text(_TROUBLE, min_size=1, max_size=8), st.text(_any, min_size=1, max_size=8))
    .map(lambda text: clean(text.replace("\t", " ")))
    .map(lambda text: text or "空")
)
dates = st.tuples(st.dates(), st.sampled_from([4, 7, 10])).map(lambda d: d[0].isoformat()[: d[1]])
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=12
).map(lambda number: number.normalize() if number else number)
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 9**9),
                  st.integers(1, 999))  # fmt: skip
found_by_rules = st.builds(
    Evidence, spans, texts, st.decimals(min_value=0, max_value=1, places=3).map(Decimal.normalize)
)
places = st.one_of(st.builds(Evidence, spans), found_by_rules)


@st.composite
def record_sets(draw: st.DrawFn) -> list[Row]:
    """Rows of one or two sources; every kind of table may have some."""
    sources = [
        Source(id=name, title=draw(texts), source=name)
        for name in draw(st.sampled_from([["甲"], ["甲", "b/2 x"]]))
    ]
    made: list[Record] = list(sources)
    for kind in RECORD_TYPES:
        if kind in (Source, FieldOfWork):
            continue
        if kind is Appointment and not any(isinstance(record, Expert) for record in made):
            continue  # there is nobody to hold a post
        for number in range(draw(st.integers(0, 2))):
            record = draw(_records(kind, number, made))
            source = draw(st.sampled_from(sources)).id
            made.append(record.model_copy(update={"source": source}))
    return [Row(record, f"{record.TABLE}.csv", 2) for record in made]


@st.composite
def _records(draw: st.DrawFn, kind: type[Record], number: int, made: list[Record]) -> Record:
    values: dict[str, Any] = {"evidence": tuple(draw(st.lists(places, max_size=2)))}
    choices = ontology().subclasses(expand(f"hz:{kind.ROOT}"))
    values["kind"] = local_name(draw(st.sampled_from(choices)))
    for name, says in kind.statements():
        info = kind.model_fields[name]
        if name in ("code", "identifiers", "longitude", "latitude"):
            continue
        value = _values(says, made)
        if kind.is_list(name):
            least = 1 if info.is_required() else 0
            found = draw(st.lists(value, min_size=least, max_size=3)) if value is not None else []
            values[name] = tuple(found)
        elif value is not None and (info.is_required() or draw(st.booleans())):
            values[name] = draw(value)
        if name in ("name", "title", "measure"):
            values[name] = f"{values[name]}{number}{kind.ROOT}"  # one thing has the name
    if "id" in kind.model_fields:
        values.pop("id", None)
    if "identifiers" in kind.model_fields and draw(st.booleans()):
        values["identifiers"] = (f"wikidata:Q{RECORD_TYPES.index(kind) + 1}{number}",)
    if kind is Area and draw(st.booleans()):
        code, name = [("510107", "武侯区"), ("350102", "鼓楼区"), ("130103", "桥东区")][number]
        values |= {"code": code, "name": name, "within": (), "kind": "County"}
    missing = [
        n for n, i in kind.model_fields.items() if i.is_required() and values.get(n, ()) == ()
    ]
    for name in missing:  # there is nothing to refer to: a place that every reader knows
        values[name] = ("500106",)
    return kind.model_validate(values)


def _values(says: Says, made: list[Record]) -> st.SearchStrategy[Any] | None:
    """Return what a field can hold, or None where it refers to something and there is nothing."""
    if says.one_of:
        choices = [local_name(iri) for iri in ontology().members[expand(f"hz:{says.one_of}")]]
        return st.sampled_from(choices)
    if says.refers_to == ("Field",):
        return texts
    if says.refers_to:
        names = [record.label() for record in made if record.ROOT in says.refers_to]
        return st.sampled_from(names) if names else None
    if says.property == "hz:sha256":
        return st.just("0" * 64)
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "date": dates,
        "integer": st.integers(0, 10**12),
        "decimal": numbers.map(abs)
        if says.property in ("hz:budget", "hz:funding")
        else numbers.map(Decimal),
    }
    return by_type.get(says.value, texts)
