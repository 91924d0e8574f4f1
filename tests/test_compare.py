"""What two parties have in common: counts that equal a plain recomputation."""

from __future__ import annotations

from collections import defaultdict

import pytest
from cooperation_records import (
    FILTERS,
    PLACES,
    Cooperation,
    cooperations,
    lies,
    passes,
    sensible,
    stored,
)
from hypothesis import HealthCheck, given, settings

from hezuo.commands import compare as command
from hezuo.graph.errors import HezuoError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.ontology import ontology
from hezuo.graph.query.compare import BY, USUAL, compare
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand

UNKNOWN = "–"


def groups(made: Cooperation, by: str, partner: str, fields: tuple[str, ...]) -> list[str]:
    """Return what a tie with a partner counts for."""
    party = made.parties[partner]
    if by == "partner":
        return [partner]
    if by == "field":
        return list(fields) or [UNKNOWN]
    if by == "kind":
        return [ontology().label(expand(f"hz:{party.kind}"))]
    return [PLACES[party.district] or UNKNOWN]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_what_two_have_equals_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)
    one, other = "机构0", "机构1"
    ends = (one, other)
    expected: dict[tuple[str, str], list[set[str]]] = defaultdict(lambda: [set(), set()])
    for side, name in enumerate(ends):
        for partner, deals in made.partners(name).items():
            party = made.parties[partner]
            if filters.with_kind not in ("", party.kind) or not lies(made, partner, filters.within):
                continue
            for deal in (deal for deal in deals if passes(deal, filters)):
                for by in USUAL:
                    for group in groups(made, by, partner, deal.fields):
                        if by != "partner" or partner not in ends:
                            expected[by, group][side].add(deal.title)
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        found = compare(store, one, other, filters=filters)
        counts = {key: (len(first), len(second)) for key, (first, second) in expected.items()}
        assert {(row.by, row.group.name): (row.first, row.second) for row in found} == counts
        turned = compare(store, other, one, filters=filters)
        assert {(row.by, row.group.name): (row.second, row.first) for row in turned} == counts
        for by in USUAL:
            both = [bool(row.first and row.second) for row in found if row.by == by]
            assert both == sorted(both, reverse=True)


def test_districts_stand_for_what_lies_in_them(chongqing: EmbeddedStore) -> None:
    found = compare(chongqing, "重庆", "四川", ["province"])
    assert [(row.group.name, row.first, row.second) for row in found] == [
        ("四川省", 7, 0),
        ("重庆市", 0, 7),
    ]
    assert found.direct == 7


def test_nonsense_is_said_in_a_line(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="nothing can be compared by 'size'"):
        compare(chongqing, "重庆", "四川", ["size"])
    with pytest.raises(HezuoError, match="lies in 重庆市"):
        compare(chongqing, "沙坪坝区", "重庆")
    with pytest.raises(UnknownNameError):
        compare(chongqing, "} DROP ALL #", "重庆")


def test_the_command_offers_what_can_be_compared() -> None:
    assert (command.BY, command.USUAL) == (BY, USUAL)
