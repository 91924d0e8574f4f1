"""Ties by year and month: counts that equal a plain recomputation, and no gaps."""

from __future__ import annotations

from collections import Counter

import pytest
from cooperation_records import (
    FILTERS,
    Cooperation,
    Deal,
    cooperations,
    lies,
    passes,
    sensible,
    stored,
)
from hypothesis import HealthCheck, given, settings

from hezuo.graph.errors import HezuoError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.timeline import timeline
from hezuo.graph.store.embedded import EmbeddedStore

LENGTH = {"year": 4, "month": 7}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_periods_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)

    def wanted(name: str) -> bool:
        kind = made.parties[name].kind
        return filters.with_kind in ("", kind) and lies(made, name, filters.within)

    def ties(name: str) -> list[Deal]:
        """Return the deals of a party with one who is wanted; of all, with any such party."""

        def counts(pair: tuple[str, str]) -> bool:
            others = [end for end in pair if end != name] if name else pair
            return (not name or name in pair) and any(map(wanted, others))

        return [d for d in made.deals if passes(d, filters) and any(map(counts, d.pairs))]

    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in ("", *made.parties):
            for by, length in LENGTH.items():
                expected = Counter(deal.date[:length] for deal in ties(name))
                found = timeline(store, name, by, filters)
                assert {row.period: row.number for row in found if row.number} == expected
                assert all(sum(row.kinds.values()) == row.number for row in found)
                periods = [row.period for row in found if row.period]
                assert periods == sorted(periods)
                if by == "year" and periods:
                    years = range(int(periods[0]), int(periods[-1]) + 1)
                    assert periods == [str(year) for year in years]
                assert [row.period for row in found][-1:] != [""] or expected[""]


def test_years_and_months_without_ties_are_there(chongqing: EmbeddedStore) -> None:
    found = timeline(chongqing, by="month", filters=Filters(kind="Agreement"))
    assert {row.period: row.number for row in found} == {
        "2020-06": 1, "2020-07": 0, "2020-08": 3, "2020-09": 0, "2020-10": 2, "2020-11": 0,
        "2020-12": 0, "2021": 2,
    }  # fmt: skip
    assert found[0].kinds == {"StrategicAgreement": 1}


def test_a_district_has_the_ties_of_what_lies_in_it(chongqing: EmbeddedStore) -> None:
    found = timeline(chongqing, "沙坪坝区")
    assert found.asked is not None
    assert (found.asked.name, [tuple(row) for row in found]) == (
        "沙坪坝区",
        [("2021", 2, {"JointDevelopmentAgreement": 2})],
    )


def test_nonsense_is_said_in_a_line(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="no timeline by 'day'"):
        timeline(chongqing, by="day")
    with pytest.raises(UnknownNameError):
        timeline(chongqing, "} DROP ALL #")
    assert timeline(chongqing, filters=Filters(since="2090")) == []
