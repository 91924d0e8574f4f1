"""Who with whom as a table: every cell equals a plain recomputation, and it is symmetric."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

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

from hezuo.graph.adding import add
from hezuo.graph.errors import HezuoError
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters
from hezuo.graph.query.matrix import matrix
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore


def group(made: Cooperation, name: str, by: str) -> str:
    party = made.parties[name]
    by_name = {"organization": name, "kind": party.kind, "province": PLACES[party.district]}
    return by_name[by] or "–"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_cells_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)

    def wanted(name: str) -> bool:
        kind = made.parties[name].kind
        return filters.with_kind in ("", kind) and lies(made, name, filters.within)

    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for by in ("province", "kind", "organization"):
            cells: dict[tuple[str, str], set[str]] = defaultdict(set)
            totals: dict[str, set[str]] = defaultdict(set)
            for deal in made.deals:
                for pair in deal.pairs if passes(deal, filters) else ():
                    if all(map(wanted, pair)):
                        one, other = (group(made, name, by) for name in pair)
                        cells[one, other].add(deal.title)
                        cells[other, one].add(deal.title)
                        totals[one].add(deal.title)
                        totals[other].add(deal.title)
            found = matrix(store, by, filters)
            called = [one.kind or "–" if by == "kind" else one.name for one in found.groups]
            assert dict(zip(called, found.totals, strict=True)) == {
                name: len(titles) for name, titles in totals.items()
            }
            square = found.square()
            assert square == [[len(cells[one, other]) for other in called] for one in called]
            assert square == [list(column) for column in zip(*square, strict=True)]
            assert len(found) == len({frozenset(pair) for pair, its in cells.items() if its})


TABLES = {
    "organizations": "name,district\n甲,510107\n乙,510703\n丙,500106\n丁,\n",
    "agreements": "title,parties\n一,甲；乙；丙\n二,甲；丙\n三,丙；丁\n四,甲\n",
    "designations": "title,conferred_by,recipients\n五,甲；乙,丙\n",
}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    folder = tmp_path / "s"
    folder.mkdir()
    for table, text in TABLES.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    made = open_store(tmp_path / "store", create=True)
    add(made, [folder])
    return made


def test_a_tie_counts_once_in_a_cell_and_roles_are_kept(store: EmbeddedStore) -> None:
    found = matrix(store)
    assert found.labels() == ["重庆市", "四川省", "–"]  # what is not known to lie anywhere is last
    assert found.totals == [4, 3, 1]
    # 一 has two parties in Sichuan; 五 ties who confers to who receives, not 甲 to 乙.
    assert found.square() == [[0, 3, 1], [3, 1, 0], [1, 0, 0]]
    assert [cell.number for cell in found] == [3, 1, 1]  # each pair once


def test_only_the_groups_with_the_most_ties_are_shown(store: EmbeddedStore) -> None:
    found = matrix(store, "organization", top=2)
    assert (found.labels(), found.left_out) == (["丙", "甲"], 2)
    assert found.square() == [[0, 3], [3, 0]]
    assert found.totals == [4, 3]


def test_it_turns_into_a_square_frame(store: EmbeddedStore) -> None:
    frame = matrix(store, "province").to_frame()
    assert frame.loc["四川省", "重庆市"] == frame.loc["重庆市", "四川省"] == 3
    assert str(matrix(store)).splitlines()[0].split() == ["group", "other", "number"]


def test_groups_of_one_name_can_be_told_apart(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    for table, text in {
        "organizations": "name,district\n甲,110105\n乙,220104\n",
        "agreements": "title,parties\n一,甲；乙\n",
    }.items():
        (tmp_path / "s" / f"{table}.csv").write_text(text, encoding="utf-8")
    with KnowledgeGraph(tmp_path / "store", create=True) as graph:
        graph.add(tmp_path / "s")
        assert graph.matrix("district").labels() == [
            "朝阳区 district:110105",
            "朝阳区 district:220104",
        ]


def test_nonsense_is_said_in_a_line(store: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="no matrix by 'field'"):
        matrix(store, "field")
    assert matrix(store, filters=Filters(since="2090")) == []
