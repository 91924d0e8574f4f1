"""What the benchmarks of loading share: ours and the peer's, each in a process of its own.

The load itself ends when the facts lie in the clone that a writer changes; publishing makes of it a
state to be read: what is the same becomes one thing, and the index of names is written.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

OURS = """
import json, resource, sys, time
from pathlib import Path
import hezuo.graph
from hezuo.graph.store.embedded import EmbeddedWriter
loaded, finish = [], EmbeddedWriter.finish
def timed(writer, snapshot):
    writer._clone.flush()
    loaded.append(time.perf_counter())
    finish(writer, snapshot)
EmbeddedWriter.finish = timed
store, mapping, *paths = sys.argv[1:]
start = time.perf_counter()
with hezuo.graph.open(store, create=True) as graph:
    graph.add(*paths, mapping=mapping)
end = time.perf_counter()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([end - start, loaded[0] - start, memory]))
"""
PEERS = """
import json, resource, sys, time
import pyoxigraph
start = time.perf_counter()
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
seconds = time.perf_counter() - start
print(json.dumps([seconds, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


class Run(NamedTuple):
    """How long an `add` took in seconds, how long of it the load itself, and megabytes at most."""

    whole: float
    load: float
    memory: float


def run_ours(store: Path, *paths: Path, mapping: str = "", keep: bool = False) -> Run:
    """Return how long hezuo takes to add files to a new store."""
    return _run(OURS, store, [mapping, *map(str, paths)], keep=keep)


def run_peer(store: Path, path: Path) -> Run:
    """Return how long pyoxigraph takes to load a file of N-Quads into a new store."""
    return _run(PEERS, store, [str(path)], keep=False)


def _run(code: str, store: Path, arguments: list[str], *, keep: bool) -> Run:
    try:
        ran = subprocess.run(
            [sys.executable, "-c", code, str(store), *arguments], check=True, stdout=subprocess.PIPE
        )
    finally:
        if not keep:
            shutil.rmtree(store, ignore_errors=True)
    whole, load, memory = json.loads(ran.stdout)
    return Run(whole, load, memory / (2**20 if sys.platform == "darwin" else 2**10))
