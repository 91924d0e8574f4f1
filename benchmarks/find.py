"""Times looking up names among a million, beside SQLite and rapidfuzz over all of them.

Ratios above 1 are in our favour. The names are made up: a division, a word, a trade and a number.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cooperation import STEMS, TRADES, divisions_of_today
from rapidfuzz import fuzz, process

import hezuo.graph
from hezuo.graph.names import fold
from hezuo.graph.vocabulary import expand, mint

SEED = 11
QUESTIONS = {
    "whole name": "{name}",
    "part of a few": "{part}",
    "part of thousands": "智能制造",
    "part of nothing": "不存在的名称",
    "pinyin": "shapingbaqu",
    "initials": "spbq",
}


def write(path: Path, number: int) -> list[str]:
    """Write organisations as N-Quads; return their names."""
    chance = random.Random(SEED)  # noqa: S311 - made-up data, the same at every run
    places = [division.name for division in divisions_of_today()]
    names = [
        f"{chance.choice(places)}{chance.choice(STEMS)}{chance.choice(TRADES)}研究院{one}"
        for one in range(number)
    ]
    source = mint("Source", "names")
    with path.open("w", encoding="utf-8") as file:
        for name in names:
            iri = mint("Organization", name)
            file.write(f"<{iri}> <{expand('rdf:type')}> <{expand('hz:Company')}> <{source}> .\n")
            file.write(f'<{iri}> <{expand("rdfs:label")}> "{name}"@zh <{source}> .\n')
    return names


def best(ask: Callable[[], object], times: int = 5) -> float:
    """Return the best of a few times, in milliseconds: the first one reads the files."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - start))
    return min(found)


def main() -> None:
    """Make the store and look names up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    number = parser.parse_args().names
    with tempfile.TemporaryDirectory() as folder:
        names = write(Path(folder) / "names.nq", number)
        with hezuo.graph.open(Path(folder) / "store", create=True) as graph:
            graph.add(Path(folder) / "names.nq")
            name = names[number // 2]
            peer = sqlite3.connect(":memory:")
            peer.execute("create table name (key text)")
            peer.executemany("insert into name values (?)", ((fold(one),) for one in names))
            keys = [fold(one) for one in names]
            print(f"{number:,} names; best of five, milliseconds")
            print(f"{'':24}{'hezuo':>9}{'peer':>9}{'ratio':>8}")
            scan = "select count(*) from name where instr(key, ?)"
            for what, wording in QUESTIONS.items():
                text = wording.format(name=name, part=name[-9:])
                ours = best(lambda text=text: graph.find(text))
                theirs = best(lambda text=text: peer.execute(scan, (fold(text),)).fetchall())
                print(f"{what:24}{ours:9.1f}{theirs:9.1f}{theirs / ours:8.1f}", flush=True)
            misspelt = name[:3] + "错" + name[4:]
            ours = best(lambda: graph.find_like(misspelt))
            theirs = best(
                lambda: process.extract(fold(misspelt), keys, scorer=fuzz.ratio, limit=3), 1
            )
            print(f"{'one fault':24}{ours:9.1f}{theirs:9.1f}{theirs / ours:8.1f}", flush=True)


if __name__ == "__main__":
    main()
