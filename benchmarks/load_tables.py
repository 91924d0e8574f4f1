"""Times adding ROR's tables beside pyoxigraph's own bulk_load of the same quads as N-Quads.

The tables are read from ../shared/datasets/ror, through the mapping that ships. Each run is a
process of its own, ours and the peer's in turn, so that a machine that is busy now and then slows
both.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from loading import run_ours, run_peer

TABLES = Path(__file__).resolve().parents[2] / "shared" / "datasets" / "ror"


def main() -> None:
    """Compare the runs and print rates, ratios and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is run")
    options = parser.parse_args()
    paths = sorted(TABLES.glob("*.csv"))
    if not paths:
        print(f"no tables in {TABLES}: nothing to compare")
        return
    with tempfile.TemporaryDirectory() as folder:
        store, quads = Path(folder) / "store", Path(folder) / "ror.nq"
        run_ours(store, *paths, mapping="ror", keep=True)
        # In a process of its own: a process that is started counts its parent's memory as its own.
        export = ["export", "--store", str(store), "-f", "nquads", "-o", str(quads)]
        subprocess.run(
            [sys.executable, "-m", "hezuo.cli", *export], check=True, capture_output=True
        )
        with quads.open("rb") as file:
            lines = sum(1 for _ in file)
        ours, peers = zip(*[(run_ours(Path(folder) / "ours", *paths, mapping="ror"),
                             run_peer(Path(folder) / "peer", quads))
                            for _ in range(options.runs)], strict=True)  # fmt: skip
    print(f"{lines:,} facts from ROR's tables; the peer loads them from N-Quads with bulk_load")
    print(f"{'':26}{'seconds':>9}{'facts/s':>11}{'MB':>8}{'ratio':>8}")
    pairs = list(zip(ours, peers, strict=True))
    for name, seconds, memory, ratio in (
        ("bulk_load of N-Quads", [p.load for p in peers], peers, 1.0),
        ("tables, the load itself", [o.load for o in ours], ours,
         statistics.median(p.load / o.load for o, p in pairs)),
        ("tables, until published", [o.whole for o in ours], ours,
         statistics.median(p.whole / o.whole for o, p in pairs)),
    ):  # fmt: skip
        median = statistics.median(seconds)
        megabytes = max(run.memory for run in memory)
        print(f"{name:26}{median:9.1f}{lines / median:11,.0f}{megabytes:8,.0f}{ratio:8.2f}")


if __name__ == "__main__":
    main()
