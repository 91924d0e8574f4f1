"""Measures how well duplicates are found among the partners of INTERREG projects.

Reads ../shared/datasets/interreg/interreg_participations.csv, in which every partner has a name of
its own, and the verdicts of benchmarks/duplicates_sample.csv on pairs of them. One reader gave each
from names, towns, streets and areas, knowing the stratum but not the score of the pair:

* precision: 200 pairs drawn at random (Python's random.Random(20240229)) from those that score
  0.85 or more: 80, 60 and 60 of three strata of scores;
* recall: 180 pairs drawn without the score, from all pairs within one NUTS 3 area whose names are
  at least 70 alike for rapidfuzz (the better of token_set_ratio and ratio): 50, 60 and 70 of three
  strata of that likeness.

A unit and the whole it belongs to are two organisations; sites of one body are one, and so is a
body that was renamed. Figures are weighted by how many pairs a stratum has. Pairs in two areas, or
whose names share no spelling, such as translations, are not in the sample of recall.
"""

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from hezuo.graph.identity.duplicates import DEFAULT_THRESHOLD, compared
from hezuo.graph.identity.matching import same_by_rule
from hezuo.graph.identity.profiles import Profile, host
from hezuo.graph.identity.stated import NamedOrganization
from hezuo.graph.vocabulary import mint

ROOT = Path(__file__).resolve().parents[1]
PARTNERS = ROOT.parent / "shared/datasets/interreg/interreg_participations.csv"
SAMPLE = Path(__file__).with_name("duplicates_sample.csv")


def partners() -> list[Profile]:
    """Return the partners, each with its name, first place, own websites and projects."""
    known: dict[str, dict[str, str]] = {}
    projects, hosts, parties = defaultdict(set), defaultdict(set), defaultdict(set)
    with PARTNERS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if partner := row["ID_PARTNER"]:
                known.setdefault(partner, row)
                projects[partner].add(row["project_key"])
                parties[row["project_key"]].add(partner)
                hosts[partner].add(host(row["Website"]))
    return [
        Profile(
            partner,
            (row["Project_Partner"],),
            country=row["Country_code"][:2],
            area=mint("Area", f"nuts:{code}") if (code := row["NUTS3"].split(" ")[0]) else "",
            hosts=frozenset(hosts[partner] - {""}),
            connectors=frozenset(projects[partner]),
            partners=frozenset().union(*(parties[p] for p in projects[partner])) - {partner},
        )
        for partner, row in known.items()
    ]


def nodes(things: list[Profile], pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many things there are when the pairs are one each."""
    root = {thing.iri: thing.iri for thing in things}

    def found(iri: str) -> str:
        while root[iri] != iri:
            root[iri] = root[root[iri]]
            iri = root[iri]
        return iri

    for first, second in pairs:
        root[found(first)] = found(second)
    return sum(iri == above for iri, above in root.items())


def weighted(sample: list[dict[str, str]], part: str, scores: dict[frozenset[str], float]) -> None:
    """Print and sum up precision or recall over the strata of a sample."""
    hits = total = 0.0
    strata = dict.fromkeys(row["stratum"] for row in sample if row["stratum"].startswith(part))
    for stratum in strata:
        rows = [row for row in sample if row["stratum"] == stratum]
        weight = int(rows[0]["pairs_in_stratum"]) / len(rows)
        verdicts = Counter(
            (scores.get(frozenset((row["first_id"], row["second_id"])), 0) >= DEFAULT_THRESHOLD,
             row["verdict"] == "same")
            for row in rows
        )  # fmt: skip
        right = verdicts[True, True]
        asked = right + (verdicts[True, False] if part == "precision" else verdicts[False, True])
        hits, total = hits + weight * right, total + weight * asked
        print(f"  {stratum:16}{len(rows):5} pairs read{asked:6} count{right:6} right")
    print(f"{part} at {DEFAULT_THRESHOLD}: {hits / total:.3f}\n")


def main() -> None:
    """Run everything and print it."""
    if not PARTNERS.exists():
        sys.exit(f"{PARTNERS} is not there; this benchmark reads it")
    things = partners()
    named = [NamedOrganization(t.iri, t.names, t.country, t.area) for t in things]
    start = time.perf_counter()
    sure = [(first, second) for first, second, _ in same_by_rule(named)]
    middle = time.perf_counter()
    found = list(compared(things, DEFAULT_THRESHOLD))
    end = time.perf_counter()
    scores = {frozenset((pair.first, pair.second)): pair.score for pair in found}
    print(f"{len(things)} names of partners")
    print(f"  one by rule:         {nodes(things, sure)} nodes, {middle - start:.1f} s")
    every = [*sure, *((pair.first, pair.second) for pair in found)]
    print(f"  proposals accepted:  {nodes(things, every)} nodes, {len(found)} pairs, "
          f"{end - middle:.1f} s\n")  # fmt: skip
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        sample = list(csv.DictReader(file))
    weighted(sample, "precision", scores)
    weighted(sample, "recall", scores)


if __name__ == "__main__":
    main()
