"""Times adding N-Quads beside pyoxigraph's own bulk_load of the same file, and how memory grows.

Each run is a process of its own, ours and the peer's in turn, so that a machine that is busy now
and then slows both. The file is made by this script, of lines of our ontology: companies with
names, districts and the projects they share. For a quick look: ``load_quads.py 100000 --runs 1``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

SIZES = [1_000_000, 3_000_000, 10_000_000]
THINGS = "https://w3id.org/hezuo/id/"
ONTOLOGY = "https://w3id.org/hezuo/ontology#"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DISTRICTS, PARTNERS = 3000, 5

OURS = """
import json, resource, sys, time
from pathlib import Path
import hezuo.graph
start = time.perf_counter()
with hezuo.graph.open(sys.argv[2], create=True) as graph:
    graph.add(Path(sys.argv[1]))
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
PEERS = """
import json, resource, sys, time
import pyoxigraph
start = time.perf_counter()
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


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


def run(code: str, path: Path, store: Path) -> tuple[float, float]:
    """Return the seconds and the megabytes that a process took."""
    try:
        ran = subprocess.run(
            [sys.executable, "-c", code, str(path), str(store)], check=True, capture_output=True
        )
    finally:
        shutil.rmtree(store, ignore_errors=True)
    seconds, memory = json.loads(ran.stdout)
    return seconds, memory / (2**20 if sys.platform == "darwin" else 2**10)


def compare(folder: Path, lines: int, runs: int) -> None:
    """Print rates and memory for a file of so many lines."""
    path = folder / "generated.nq"
    write_quads(path, lines)
    pairs = [(run(OURS, path, folder / "ours"), run(PEERS, path, folder / "peer"))
             for _ in range(runs)]  # fmt: skip
    ratio = statistics.median(peer[0] / ours[0] for ours, peer in pairs)
    cells = []
    for measured in zip(*pairs, strict=True):
        seconds = statistics.median(one[0] for one in measured)
        cells += [f"{lines / seconds:10,.0f}", f"{max(one[1] for one in measured):8,.0f}"]
    path.unlink()
    path = folder / "generated.nt"
    write_quads(path, lines)
    seconds, memory = run(OURS, path, folder / "ours")
    path.unlink()
    print(f"{lines:12,}", *cells, f"{ratio:7.2f}", f"{lines / seconds:10,.0f}", f"{memory:8,.0f}")


def main() -> None:
    """Compare for files of each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=int, nargs="*", default=SIZES, help="sizes of the files")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run")
    options = parser.parse_args()
    print("hezuo's add against pyoxigraph's bulk_load of the same N-Quads; then N-Triples added")
    print(f"{'lines':>12}{'hezuo/s':>11}{'MB':>9}{'peer/s':>11}{'MB':>9}{'ratio':>8}"
          f"{'N-T/s':>11}{'MB':>9}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for lines in options.lines:
            compare(Path(folder), lines, options.runs)


if __name__ == "__main__":
    main()
