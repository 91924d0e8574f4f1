"""Partners of partners equal what a plain recomputation gives."""

from __future__ import annotations

import pytest
from cooperation_records import Cooperation, cooperations, stored
from hypothesis import HealthCheck, given, settings

from hezuo.graph.query.second import second_partners


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_second_partners_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in made.parties:
            near = set(made.partners(name))
            expected: dict[str, set[str]] = {}
            for partner in near:
                for other in set(made.partners(partner)) - near - {name}:
                    expected.setdefault(other, set()).add(partner)
            rows = second_partners(store, name)
            assert {row.partner.name: {p.name for p in row.through} for row in rows} == expected
            assert [row.number for row in rows] == sorted((r.number for r in rows), reverse=True)
