"""Partners, with every filter, equal what a plain recomputation from the records gives."""

from __future__ import annotations

from collections import Counter

import pytest
from cooperation_records import FIELDS, KINDS, SOURCES, Cooperation, Deal, cooperations, stored
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hezuo.graph.lookup import Filters
from hezuo.graph.query.partners import partners

FILTERS = st.builds(
    Filters,
    source=st.sampled_from(["", *SOURCES]),
    since=st.sampled_from(["", "2020", "2020-05", "2020-06-01"]),
    until=st.sampled_from(["", "2020-12", "2021"]),
    field=st.sampled_from(["", FIELDS[0]]),
    kind=st.sampled_from(["", "Agreement", "Project"]),
    within=st.sampled_from(["", "四川省", "沙坪坝区"]),
    with_kind=st.sampled_from(["", KINDS[0]]),
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


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_partners_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    known_fields = {field for deal in made.deals for field in deal.fields}
    if filters.field not in known_fields:
        filters = filters._replace(field="")
    districts = {party.district for party in made.parties.values()}
    if not {"四川省": districts & {"510107", "510703"}, "沙坪坝区": districts & {"500106"}}.get(
        filters.within
    ):
        filters = filters._replace(within="")
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in made.parties:
            expected = {}
            for other, deals in made.partners(name).items():
                left = [deal for deal in deals if passes(deal, filters)]
                fits = filters.with_kind in ("", made.parties[other].kind)
                if left and fits and lies(made, other, filters.within):
                    expected[other] = left
            found = {row.partner.name: row for row in partners(store, name, filters)}
            assert found.keys() == expected.keys()
            for other, deals in expected.items():
                row, dates = found[other], sorted(deal.date for deal in deals if deal.date)
                assert row.number == len(deals)
                assert sum(row.kinds.values()) == len(deals)
                assert (row.first, row.last) == ((dates[0], dates[-1]) if dates else ("", ""))
                assert row.fields == sorted({field for deal in deals for field in deal.fields})
                assert row.sources == sorted({deal.source for deal in deals})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_ties_with_evidence_are_those_that_are_counted(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in made.parties:
            for row in partners(store, name, evidence=True):
                deals = made.partners(name)[row.partner.name]
                assert Counter(tie.title for tie in row.ties) == Counter(d.title for d in deals)
                assert row.strength == sum(tie.strength for tie in row.ties)
