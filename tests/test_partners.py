"""Partners, with every filter, equal what a plain recomputation from the records gives."""

from __future__ import annotations

from collections import Counter

import pytest
from cooperation_records import (
    FILTERS,
    Cooperation,
    cooperations,
    lies,
    passes,
    sensible,
    stored,
)
from hypothesis import HealthCheck, given, settings

from hezuo.graph.lookup import Filters
from hezuo.graph.query.partners import partners


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_partners_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)
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
