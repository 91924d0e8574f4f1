"""Communities: what they part, what holds them together, and that they stay the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from cooperation_records import Cooperation, cooperations, stored
from hypothesis import HealthCheck, given, settings
from table_folders import nquads, write_tables

from hezuo.graph.analysis.communities import communities
from hezuo.graph.analysis.numbered import Numbered
from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

EAST, WEST = ["甲", "乙", "丙", "丁"], ["戊", "己", "庚"]


@pytest.fixture
def two_groups_path(tmp_path: Path) -> Path:
    """A store of two groups in which all are tied to each other, and one tie between them."""
    pairs = [("医药", *pair) for pair in combinations(EAST, 2)]
    pairs += [("软件", *pair) for pair in combinations(WEST, 2)]
    rows = [
        f"协议{n},{a}；{b},{field}" for n, (field, a, b) in enumerate([*pairs, ("", "甲", "戊")])
    ]
    places = [f"{name},500106" for name in EAST] + [f"{name},510107" for name in WEST]
    tables = {
        "organizations": "\n".join(["name,district", *places]) + "\n",
        "agreements": "\n".join(["title,parties,fields", *rows]) + "\n",
    }
    nquads(tmp_path / "store", write_tables(tmp_path / "s", tables))
    return tmp_path / "store"


@pytest.fixture
def two_groups(two_groups_path: Path) -> Iterator[EmbeddedStore]:
    with closing(open_store(two_groups_path)) as store:
        yield store


def by_name(found: list[Numbered]) -> dict[str, float]:
    return {one.thing.name: one.number for one in found}


def test_two_groups_are_told_apart_with_what_holds_them_together(
    two_groups: EmbeddedStore,
) -> None:
    found = communities(two_groups)
    assert [{member.name for member in row.members} for row in found] == [{*EAST}, {*WEST}]
    assert [(row.number, row.size) for row in found] == [(1, 4), (2, 3)]
    assert [by_name(row.fields) for row in found] == [{"医药": 6}, {"软件": 3}]
    assert [by_name(row.districts) for row in found] == [{"沙坪坝区": 4}, {"武侯区": 3}]
    # Of the 13 ends of ties that the first group has, 12 are between its members.
    assert [row.inside for row in found] == [round(12 / 13, 3), round(6 / 7, 3)]
    # Modularity: the share of ties within, less what would be by chance.
    expected = (6 / 10 - (13 / 20) ** 2) + (3 / 10 - (7 / 20) ** 2)
    assert (found.found, found.modularity) == (2, pytest.approx(expected))


def test_districts_of_one_name_are_two(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,district\n甲,320106\n乙,320302\n丙,320106\n",
        "agreements": "title,parties\n协议,甲；乙；丙\n",
    }
    nquads(tmp_path / "store", write_tables(tmp_path / "s", tables))
    with closing(open_store(tmp_path / "store")) as store:
        (row,) = communities(store)
        assert [(d.thing.name, d.number) for d in row.districts] == [("鼓楼区", 2), ("鼓楼区", 1)]


def test_filters_and_top(two_groups: EmbeddedStore) -> None:
    assert len(communities(two_groups, top=1)) == 1
    assert communities(two_groups, top=1).found == 2
    (row,) = communities(two_groups, filters=Filters(within="沙坪坝区"))
    assert {member.name for member in row.members} == {*EAST}
    (row,) = communities(two_groups, filters=Filters(field="软件"))
    assert {member.name for member in row.members} == {*WEST}
    assert communities(two_groups, filters=Filters(since="2030")) == []


@pytest.mark.parametrize("resolution", [0, -1, float("nan"), float("inf")])
def test_a_resolution_without_meaning_is_refused(
    two_groups: EmbeddedStore, resolution: float
) -> None:
    with pytest.raises(HezuoError, match="has no meaning; say a number above 0"):
        communities(two_groups, resolution)


def test_a_high_resolution_gives_more_communities(two_groups: EmbeddedStore) -> None:
    assert communities(two_groups, 20).found > communities(two_groups).found


def test_the_same_store_gives_the_same_in_every_process(two_groups_path: Path) -> None:
    command = [sys.executable, "-m", "hezuo.cli", "communities", "-f", "json", "--resolution", "2"]
    outputs = {
        subprocess.run(
            [*command, "--store", str(two_groups_path)],
            env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(outputs) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_everybody_with_a_partner_is_in_one_community(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        found = communities(store)
        members = [member.name for row in found for member in row.members]
        assert sorted(members) == sorted(name for name in made.parties if made.partners(name))
        for row in found:
            names = {member.name for member in row.members}
            within = {
                deal.title: deal.fields for name in names
                for other, deals in made.partners(name).items() if other in names for deal in deals
            }  # fmt: skip
            fields = [field for its in within.values() for field in its]
            assert by_name(row.fields) == {field: fields.count(field) for field in set(fields)}
            assert row.size == len(names)
