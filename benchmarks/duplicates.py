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
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from hezuo.graph.identity.duplicates import DEFAULT_THRESHOLD, compared
from hezuo.graph.identity.matching import same_by_rule
from hezuo.graph.identity.profiles import Profile, host
from hezuo.graph.identity.stated import NamedOrganization
from hezuo.graph.vocabulary import mint

ROOT = Path(__file__).resolve().parents[1]
PARTNERS = ROOT.parent / "shared/datasets/interreg/interreg_participations.csv"
SAMPLE = Path(__file__).with_name("duplicates_sample.csv")


class Verdict(NamedTuple):
    """What a reader said of a pair, and how many pairs the stratum had that it was drawn from."""

    pair: frozenset[str]
    stratum: str
    size: int
    is_same: bool


def verdicts() -> list[Verdict]:
    """Return the sample."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [
            Verdict(
                frozenset((row["first_id"], row["second_id"])),
                row["stratum"],
                int(row["pairs_in_stratum"]),
                row["verdict"] == "same",
            )
            for row in csv.DictReader(file)
        ]


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


def clusters(things: list[Profile], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each thing the one that stands for it when the pairs are one each."""
    root = {thing.iri: thing.iri for thing in things}

    def found(iri: str) -> str:
        while root[iri] != iri:
            root[iri] = root[root[iri]]
            iri = root[iri]
        return iri

    for first, second in pairs:
        root[found(first)] = found(second)
    return {iri: found(iri) for iri in root}


def report(
    part: str, rows: list[Verdict], sizes: Mapping[str, int], scores: Mapping[frozenset[str], float]
) -> None:
    """Print precision or recall of a sample, its strata weighted by their sizes."""
    hits = total = 0.0
    for stratum in dict.fromkeys(row.stratum for row in rows):
        of_stratum = [row for row in rows if row.stratum == stratum]
        proposed = [scores.get(row.pair, 0.0) >= DEFAULT_THRESHOLD for row in of_stratum]
        counted = [row.is_same if part == "recall" else was for row, was in
                   zip(of_stratum, proposed, strict=True)]  # fmt: skip
        right = sum(row.is_same and was for row, was in zip(of_stratum, proposed, strict=True))
        weight = sizes[stratum] / len(of_stratum)
        hits, total = hits + weight * right, total + weight * sum(counted)
        print(f"  {stratum:16}{len(of_stratum):4} pairs read of {sizes[stratum]:5}; "
              f"{right} right of {sum(counted)}")  # fmt: skip
    print(f"{part} at {DEFAULT_THRESHOLD}: {hits / total:.3f}\n")


def stratum_of(score: float) -> str:
    """Return the stratum of the sample of precision in which a score lies."""
    return f"precision {max(low for low in ('0.85', '0.90', '0.95') if score >= float(low))}"


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
    by_rule = clusters(things, sure)
    accepted = clusters(things, [*sure, *((pair.first, pair.second) for pair in found)])
    print(f"{len(things)} names of partners")
    print(f"  one by rule:         {len(set(by_rule.values()))} nodes, {middle - start:.1f} s")
    print(f"  proposals accepted:  {len(set(accepted.values()))} nodes, {len(found)} pairs, "
          f"{end - middle:.1f} s\n")  # fmt: skip
    scores = {frozenset((pair.first, pair.second)): pair.score for pair in found}
    sample = verdicts()
    drawn = {row.stratum: row.size for row in sample}
    for part in ("precision", "recall"):
        report(part, [row for row in sample if row.stratum.startswith(part)], drawn, scores)

    def is_left(pair: frozenset[str]) -> bool:
        return len({by_rule[iri] for iri in pair}) > 1

    print("what is left to decide, without the pairs that are one by rule:")
    left = Counter(stratum_of(score) for pair, score in scores.items() if is_left(pair))
    rows = [row for row in sample if row.stratum in left and is_left(row.pair)]
    report("precision", rows, left, scores)


if __name__ == "__main__":
    main()
