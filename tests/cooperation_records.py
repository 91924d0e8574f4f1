"""Random cooperation for Hypothesis: records, and beside them what was made, to recompute from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from hezuo.graph.lookup import Filters
from hezuo.graph.rdf import quads
from hezuo.graph.records import Agreement, Designation, Organization, Project, Record, Row, Source
from hezuo.graph.resolve import link
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

# In two cities of one province, a municipality, and nowhere.
PLACES = {"510107": "四川省", "510703": "四川省", "500106": "重庆市", "": ""}
KINDS = ["Company", "University", "Hospital"]
DATES = ["2019", "2020-05", "2021-01-31", ""]
FIELDS = ["医药", "软件"]
SOURCES = ["甲源", "乙源"]
MOST = 7


class Party(NamedTuple):
    """An organisation: its name, kind, and the code of the district it lies in, or nothing."""

    name: str
    kind: str
    district: str


class Deal(NamedTuple):
    """An agreement, project or designation; ``pairs`` are the names that it ties."""

    title: str
    kind: str
    source: str
    date: str
    fields: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


class Cooperation(NamedTuple):
    """What was made: parties by name, and deals, those too that make no tie."""

    parties: dict[str, Party]
    deals: list[Deal]
    records: list[Record]

    def partners(self, name: str) -> dict[str, list[Deal]]:
        """Return who a party is tied to, and by which deals."""
        found: dict[str, list[Deal]] = defaultdict(list)
        for deal in self.deals:
            for other in sorted({pair[pair[0] == name] for pair in deal.pairs if name in pair}):
                found[other].append(deal)
        return found


_numbers = st.lists(st.integers(0, MOST - 1), min_size=1, max_size=4, unique=True)


@st.composite
def cooperations(draw: st.DrawFn) -> Cooperation:
    """Up to seven parties in two sources, and up to a dozen deals between some of them."""
    parties = {
        f"机构{number}": Party(
            f"机构{number}", draw(st.sampled_from(KINDS)), draw(st.sampled_from(list(PLACES)))
        )
        for number in range(MOST)
    }
    records: list[Record] = [Source(id=source, title=source, source=source) for source in SOURCES]
    deals: list[Deal] = []
    for number in range(draw(st.integers(0, 12))):
        deal, record = draw(_deals(number))
        deals.append(deal)
        records.append(record)
    records += [
        Organization(
            name=party.name, kind=party.kind, district=party.district or None, source=source
        )
        for party in parties.values()
        for source in SOURCES
    ]
    return Cooperation(parties, deals, records)


@st.composite
def _deals(draw: st.DrawFn, number: int) -> tuple[Deal, Record]:
    source, date = draw(st.sampled_from(SOURCES)), draw(st.sampled_from(DATES))
    some, others = (tuple(f"机构{n}" for n in draw(_numbers)) for _ in range(2))
    fields = tuple(draw(st.lists(st.sampled_from(FIELDS), unique=True)))
    pairs = frozenset(combinations(some, 2))
    kind = draw(st.sampled_from(["Agreement", "Planned", "Project", "Designation"]))
    title = f"{kind}{number}"
    record: Record
    if kind == "Project":
        record = Project(
            name=title, lead=some[0], participants=some[1:], starts_on=date or None, fields=fields,
            source=source,
        )  # fmt: skip
    elif kind == "Designation":
        record = Designation(
            title=title, conferred_by=some, recipients=others, conferred_on=date or None,
            source=source,
        )  # fmt: skip
        pairs = frozenset((a, b) for a, b in product(some, others) if a != b)
        fields = ()
    else:
        status = "Planned" if kind == "Planned" else "Signed"
        record = Agreement(
            title=title, parties=some, signed_on=date or None, fields=fields, status=status,
            source=source,
        )  # fmt: skip
        pairs = pairs if kind == "Agreement" else frozenset()
    return Deal(title, kind, source, date, fields, pairs), record


@contextmanager
def stored(cooperation: Cooperation, folder: Path) -> Iterator[EmbeddedStore]:
    """Open a real store that holds what was made."""
    rows = [Row(record, "t.csv", 2) for record in cooperation.records]
    store = open_store(folder / "store", create=True)
    by_source: dict[str, set[object]] = defaultdict(set)
    for quad in quads(link(rows)):
        by_source[quad.graph_name.value].add(quad)
    with store.writing() as writer:
        for source, found in by_source.items():
            writer.replace(source, found)
    try:
        yield store
    finally:
        store.close()


FILTERS = st.builds(
    Filters,
    source=st.sampled_from(["", *SOURCES]),
    since=st.sampled_from(["", "2020", "2020-05", "2020-06-01"]),
    until=st.sampled_from(["", "2020-12", "2021"]),
    field=st.sampled_from(["", FIELDS[0]]),
    kind=st.sampled_from(["", "Agreement", "Project"]),
    within=st.sampled_from(["", "四川省", "沙坪坝区"]),
    with_kind=st.sampled_from(["", KINDS[0]]),
    event=st.just(""),
)


def passes(deal: Deal, filters: Filters) -> bool:
    """Return whether a deal is among those that filters leave."""
    if (filters.since or filters.until) and not deal.date:
        return False
    return (
        filters.source in ("", deal.source)
        and filters.since[: len(deal.date)] <= deal.date[: len(filters.since) or None]
        and (not filters.until or deal.date[: len(filters.until)] <= filters.until)
        and (not filters.field or filters.field in deal.fields)
        and filters.kind in ("", deal.kind)
    )


def lies(made: Cooperation, name: str, within: str) -> bool:
    """Return whether a party lies in an area."""
    district = made.parties[name].district
    inside = {"四川省": ("510107", "510703"), "沙坪坝区": ("500106",), "": (district,)}
    return district in inside[within]


def sensible(made: Cooperation, filters: Filters) -> Filters:
    """Return filters without the names that what was made does not have."""
    known_fields = {field for deal in made.deals for field in deal.fields}
    if filters.field not in known_fields:
        filters = filters._replace(field="")
    districts = {party.district for party in made.parties.values()}
    if not {"四川省": districts & {"510107", "510703"}, "沙坪坝区": districts & {"500106"}}.get(
        filters.within
    ):
        filters = filters._replace(within="")
    return filters
