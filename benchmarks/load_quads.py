"""Times adding N-Quads beside pyoxigraph's own bulk_load of the same file, and how memory grows.

Each run is a process of its own, ours and the peer's in turn, so that a machine that is busy now
and then slows both. The file is made by this script, of lines of our ontology: companies with
names, districts and the projects they share. For a quick look: ``load_quads.py 100000 --runs 1``.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from loading import run_ours, run_peer

SIZES = [1_000_000, 3_000_000, 10_000_000]
THINGS = "https://w3id.org/hezuo/id/"
ONTOLOGY = "https://w3id.org/hezuo/ontology#"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DISTRICTS, PARTNERS = 3000, 5


def triples() -> Iterator[str]:
    """Yield statements of our ontology, without end."""
    number = 0
    while True:
        company = f"<{THINGS}org/第{number}公司>"
        for kind in ("Company", "Organization", "Party"):
            yield f"{company} <{RDF}type> <{ONTOLOGY}{kind}>"
        yield f'{company} <{RDFS}label> "第{number}公司"@zh'
        yield f"{company} <{ONTOLOGY}locatedIn> <{THINGS}district/{500000 + number % DISTRICTS}>"
        project = f"<{THINGS}project/第{number}项目>"
        yield f"{project} <{RDF}type> <{ONTOLOGY}Project>"
        yield f'{project} <{RDFS}label> "第{number}项目"@zh'
        yield f'{project} <{ONTOLOGY}startsOn> "{1950 + number % 70}-03-01"^^<{XSD}date>'
        yield f'{project} <{ONTOLOGY}budget> "{number}.5"^^<{XSD}decimal>'
        for step in range(PARTNERS):
            partner = number - min(number, step * step * 7919)
            yield f"{project} <{ONTOLOGY}participant> <{THINGS}org/第{partner}公司>"
        number += 1


def write_quads(path: Path, lines: int) -> None:
    """Write so many N-Quads in the graph of one source, or N-Triples where the name says so."""
    graph = f" <{THINGS}source/generated>" if path.suffix == ".nq" else ""
    with path.open("w", encoding="utf-8") as file:
        for triple in islice(triples(), lines):
            file.write(f"{triple}{graph} .\n")


def compare(folder: Path, lines: int, runs: int) -> None:
    """Print rates and memory for a file of so many lines."""
    path = folder / "generated.nq"
    write_quads(path, lines)
    ours, peers = zip(*[(run_ours(folder / "ours", path), run_peer(folder / "peer", path))
                        for _ in range(runs)], strict=True)  # fmt: skip
    path.unlink()
    triples_path = folder / "generated.nt"
    write_quads(triples_path, lines)
    triples_run = run_ours(folder / "ours", triples_path)
    triples_path.unlink()
    pairs = list(zip(ours, peers, strict=True))
    rates = [lines / statistics.median(seconds) for seconds in (
        [run.load for run in ours], [run.whole for run in ours], [run.load for run in peers]
    )]  # fmt: skip
    print(
        f"{lines:12,}", *(f"{rate:10,.0f}" for rate in rates),
        f"{statistics.median(peer.load / our.load for our, peer in pairs):7.2f}",
        f"{statistics.median(peer.load / our.whole for our, peer in pairs):7.2f}",
        *(f"{max(run.memory for run in found):7,.0f}" for found in (ours, peers, [triples_run])),
        flush=True,
    )  # fmt: skip


def main() -> None:
    """Compare for files of each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=int, nargs="*", default=SIZES, help="sizes of the files")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run")
    options = parser.parse_args()
    print("hezuo's add (the load itself, and until published) and bulk_load of the same N-Quads:")
    print("lines a second, the peer's seconds to each of ours, MB at most; and MB for N-Triples")
    print(f"{'lines':>12}{'load/s':>11}{'add/s':>11}{'peer/s':>11}{'load':>8}{'add':>8}"
          f"{'MB':>8}{'peer':>8}{'N-T':>8}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for lines in options.lines:
            compare(Path(folder), lines, options.runs)


if __name__ == "__main__":
    main()
