"""Measures how often `hezuo suggest` names whom a party really cooperates with next.

Reads the INTERREG projects of ../shared/datasets/interreg/keep_closed_1420.xlsx (keep.eu), hides
those of the last year and asks for suggestions from what is left. It takes no part of a hidden
project into account, neither its partners nor its fields. Asked is every party that has a tie
before and a hidden one; a suggestion is right if it is tied to the party in a hidden project, and
was not a partner before. Hit rate@10: the share of parties with a right one among the first ten.
MRR: the mean of 1 / the rank of the first right one. Parties that only find partners who are new to
the data, or whom they had before, cannot be answered; they count as misses, and a second pair of
figures leaves them out.

The weights of the score are those with the best MRR in the year before, from what preceded it; they
are chosen on that alone (--choose prints all). The last year is that from the 1st of January 2018,
as only four projects begin in 2019. All methods list equals in the same order: by how many partners
they have, then by position in the store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import hezuo.graph
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters
from hezuo.graph.query.selection import Selection
from hezuo.graph.suggest.profiles import Compared, Profiles
from hezuo.graph.suggest.scoring import WEIGHTS, Weights, allowed_parties, best_first, scores

ROOT = Path(__file__).resolve().parents[1]
WORKBOOK = ROOT.parent / "shared/datasets/interreg/keep_closed_1420.xlsx"
FIELDS = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)
PLACE = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
FIRST = 10
SEED = 20_210_630
DRAWS = 10_000


class Case(NamedTuple):
    """A party that is asked for: how all compare with it, who may be suggested, who is right."""

    compared: Compared
    allowed: NDArray[np.bool_]
    partners: NDArray[np.float64]
    right: NDArray[np.int64]
    project: int


class Year(NamedTuple):
    """The parties that can be answered, and for each that is asked for one of its projects."""

    cases: list[Case]
    projects: list[int]

    @property
    def asked(self) -> int:
        """How many parties are asked for."""
        return len(self.projects)


Method = Callable[[Case], NDArray[np.float64]]


def year(graph: KnowledgeGraph, until: str, since: str, last: str) -> Year:
    """Hide the ties from ``since`` to ``last``, and compare by those ``until`` the year before."""
    profiles = Profiles(Selection(graph.store, Filters(until=until)))
    hidden = Selection(graph.store, Filters(since=since, until=last))
    cases, projects = [], []
    for party in range(len(hidden.ties.party)):
        found = {
            other: hidden.ties.connectors[statement] for other, statement in hidden.tied(party)
        }
        if not found or not profiles.number_of_partners[party]:
            continue
        projects.append(project := min(found.values()))
        known = [other for other in sorted(found) if profiles.number_of_partners[other]]
        allowed = allowed_parties(profiles, [party])
        right = np.array([other for other in known if allowed[other]], np.int64)
        if len(right):
            compared = profiles.compare([party])
            cases.append(Case(compared, allowed, profiles.number_of_partners, right, project))
    return Year(cases, projects)


def ranks(given: Year, method: Method) -> NDArray[np.float64]:
    """Return the rank of the first right suggestion of each case; infinity where there is none."""
    found = []
    for case in given.cases:
        order = best_first(method(case), case.partners)
        is_right = np.flatnonzero(np.isin(order, case.right))
        found.append(float(is_right[0]) + 1 if len(is_right) else np.inf)
    return np.array(found)


def ours(weights: Weights) -> Method:
    """Return the score of hezuo as a method."""
    return lambda case: scores(case.compared, case.allowed, weights)


def baselines() -> Iterator[tuple[str, Method]]:
    """Yield what ours is compared with: the first two are the usual baselines, then our parts."""
    yield "popularity (number of partners)", lambda case: case.partners * case.allowed
    yield "common neighbours", lambda case: case.compared.common * case.allowed
    yield "Adamic-Adar alone", lambda case: case.compared.adamic_adar * case.allowed
    yield "fields alone", lambda case: case.compared.fields * case.allowed
    yield "place alone", lambda case: case.compared.place * case.allowed


def chosen(given: Year, *, tells: bool) -> Weights:
    """Return the weights with the best MRR; of equals the first, which has the smaller ones."""
    grid = [WEIGHTS._replace(structure=1.0, fields=f, place=p) for f, p in product(FIELDS, PLACE)]
    found = [(float((1 / ranks(given, ours(weights))).sum() / given.asked), weights)
             for weights in grid]  # fmt: skip
    if tells:
        for value, weights in found:
            print(f"  fields {weights.fields:4}  place {weights.place:4}  MRR {value:.4f}")
    return max(found, key=lambda item: item[0])[1]


def print_table(given: Year, weights: Weights) -> None:
    """Print the figures of all methods, and how sure the difference to the best baseline is."""
    print(f"{given.asked} parties asked for, of which {len(given.cases)} can be answered")
    print(f"{'':34}{'of all':^22}{'of those that can be':^22}")
    print(f"{'':34}{'hit rate@10':>12}{'MRR':>8}  {'hit rate@10':>12}{'MRR':>8}")
    all_ranks = {}
    for name, method in [*baselines(), ("hezuo suggest", ours(weights))]:
        all_ranks[name] = found = ranks(given, method)
        hits, reciprocal = float((found <= FIRST).sum()), float((1 / found).sum())
        print(f"{name:34}{hits / given.asked:12.3f}{reciprocal / given.asked:8.3f}  "
              f"{hits / len(found):12.3f}{reciprocal / len(found):8.3f}")  # fmt: skip
    for name in ("common neighbours", "Adamic-Adar alone"):
        low, high = interval(given, all_ranks["hezuo suggest"], all_ranks[name])
        print(f"MRR of hezuo suggest less that of {name}: {low:+.3f} to {high:+.3f} (95%)")


def interval(
    given: Year, first: NDArray[np.float64], second: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the 95% interval of a difference of MRR, by a bootstrap over projects.

    Parties of one project are answered alike, so that whole projects are drawn, with their parties.
    """
    projects, number = np.unique(given.projects, return_counts=True)
    sums = np.zeros(len(projects))
    own = np.searchsorted(projects, [case.project for case in given.cases])
    np.add.at(sums, own, 1 / first - 1 / second)
    drawn = np.random.default_rng(SEED).integers(len(projects), size=(DRAWS, len(projects)))
    means = sums[drawn].sum(axis=1) / number[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def main() -> None:
    """Choose the weights on the earlier year and measure on the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true", help="print the MRR of all weights")
    options = parser.parse_args()
    if not WORKBOOK.exists():
        sys.exit(f"{WORKBOOK} is not here")
    with (
        tempfile.TemporaryDirectory() as folder,
        hezuo.graph.open(Path(folder) / "store", create=True) as graph,
    ):
        graph.add(WORKBOOK, mapping="keep-eu")
        earlier = year(graph, "2016", "2017", "2017")
        weights = chosen(earlier, tells=options.choose)
        print(f"weights chosen on 2017: fields {weights.fields}, place {weights.place}"
              f" (in use: fields {WEIGHTS.fields}, place {WEIGHTS.place})")  # fmt: skip
        print("\n2017, from what precedes it (on which the weights were chosen)")
        print_table(earlier, weights)
        print("\n2018 and 2019, from what precedes them (the measure)")
        print_table(year(graph, "2017", "2018", "2019"), weights)


if __name__ == "__main__":
    main()
