"""Partners by groups: sums that equal a plain recomputation."""

from __future__ import annotations

from collections import defaultdict

import pytest
from cooperation_records import PLACES, Cooperation, cooperations, stored
from hypothesis import HealthCheck, given, settings

from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.rollup import partners_by
from hezuo.graph.store.embedded import EmbeddedStore


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_groups_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in made.parties:
            provinces: dict[str, set[str]] = defaultdict(set)
            fields: dict[str, set[str]] = defaultdict(set)
            for other, deals in made.partners(name).items():
                place = PLACES[made.parties[other].district] or "–"
                for deal in deals:
                    provinces[place].add(deal.title)
                    for field in deal.fields or ["–"]:
                        fields[field].add(deal.title)
            for by, expected in (("province", provinces), ("field", fields)):
                found = {row.group.name: row.number for row in partners_by(store, name, by)}
                assert found == {group: len(titles) for group, titles in expected.items()}


def test_a_municipality_is_city_and_province_and_lies_in_china(chongqing: EmbeddedStore) -> None:
    names = {
        by: {(row.asked.name, row.group.name) for row in partners_by(chongqing, "武侯区科协", by)}
        for by in ("district", "city", "province", "country")
    }
    assert names == {
        "district": {("武侯区", "沙坪坝区")},
        "city": {("成都市", "重庆市")},
        "province": {("四川省", "重庆市")},
        "country": {("中国", "中国")},
    }


def test_a_group_that_is_none_says_which_there_are(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="cannot be grouped by 'county'"):
        partners_by(chongqing, "武侯区科协", "county", Filters())
