"""Runs SPARQL that somebody else wrote: read-only, with no way out, within limits, killable.

The query is run by a process of its own over the snapshot, because the engine has no time limit.
SERVICE would make the engine send requests to other machines, so it is refused before it runs (see
``guard``); LOAD and all other updates are refused because a query is all that is ever run.
"""

from __future__ import annotations

import itertools
import json
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from hezuo.graph.errors import QueryError
from hezuo.graph.store.guard import query_form
from hezuo.graph.vocabulary import LOG_GRAPH, PREFIXES

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Limits:
    """How long a query may run, in seconds, how many rows or triples it may return, and memory.

    ``memory`` is in bytes; it is kept to where the operating system can (not on Windows or macOS).
    """

    seconds: float = 60
    rows: int = 100_000
    memory: int = 8 * 1024**3


@dataclass(frozen=True)
class Answer:
    """What a query returned: SPARQL JSON results, or N-Triples for CONSTRUCT and DESCRIBE."""

    form: str
    content: bytes
    is_cut: bool


def run_untrusted(quads_folder: Path | None, query: str, limits: Limits | None = None) -> Answer:
    """Run a query that a user wrote over the union of all sources of a snapshot.

    Raises QueryError for what is malformed (with line and column), refused, or over the time limit.
    """
    limits = limits or Limits()
    form = query_form(query)
    # -P: modules that lie in the folder where the user stands are none of ours.
    command = [sys.executable, "-P", "-m", __name__]
    command += [str(quads_folder or ""), *map(str, (limits.rows, limits.seconds, limits.memory))]
    try:
        finished = subprocess.run(  # noqa: S603 - our own interpreter and module; the query is data
            command, input=query.encode(), capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query ran longer than {limits.seconds:g} seconds and was stopped",
            "narrow it, or give it more with --timeout",
        ) from None
    if finished.returncode in (-signal.SIGABRT, -signal.SIGKILL, _NO_MEMORY):
        raise QueryError(
            f"the query needed more than {limits.memory / 1024**3:.3g} GB and was stopped",
            "narrow it",
        )
    if finished.returncode == _MALFORMED:
        raise QueryError(finished.stderr.decode("utf-8", "replace").strip())
    if finished.returncode not in (0, _CUT):
        reason = finished.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise QueryError(f"the query failed: {reason[0] if reason else finished.returncode}")
    return Answer(form, finished.stdout, finished.returncode == _CUT)


_MALFORMED, _CUT, _NO_MEMORY = 3, 4, 5


def _run_as_process(quads_folder: str, most_rows: int, seconds: float, memory: int) -> int:
    """Read a query from standard input, write what it returns; the exit code says how it went."""
    _limit_memory(memory)
    if hasattr(signal, "setitimer"):
        # Ends this process even if the one that should have ended it was killed before.
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    store = pyoxigraph.Store.read_only(quads_folder) if quads_folder else pyoxigraph.Store()
    query = sys.stdin.buffer.read().decode()
    # The log of the store, which tells paths of this machine, is no source and not asked.
    graphs = [graph for graph in store.named_graphs() if graph.value != LOG_GRAPH]
    try:
        found = store.query(
            query, prefixes=PREFIXES, default_graph=list(graphs), named_graphs=list(graphs)
        )
    except SyntaxError as error:
        sys.stderr.write(_plain(str(error)))
        return _MALFORMED
    output = sys.stdout.buffer
    if isinstance(found, pyoxigraph.QueryBoolean):
        output.write(json.dumps({"head": {}, "boolean": bool(found)}).encode())
        return 0
    try:
        kept = list(itertools.islice(found, most_rows + 1))
    except MemoryError:
        return _NO_MEMORY
    is_cut = len(kept) > most_rows
    if isinstance(found, pyoxigraph.QueryTriples):
        output.write(pyoxigraph.serialize(kept[:most_rows], format=RdfFormat.N_TRIPLES) or b"")
    else:
        names = [variable.value for variable in found.variables]
        rows = [
            {name: _json(term) for name, term in zip(names, row, strict=True) if term is not None}
            for row in kept[:most_rows]
        ]
        results = {"head": {"vars": names}, "results": {"bindings": rows}}
        output.write(json.dumps(results, ensure_ascii=False).encode())
    return _CUT if is_cut else 0


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _json(term: NamedNode | Literal | BlankNode | Triple) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON Format, 3.2.2, has it."""
    if isinstance(term, Triple):
        return {"type": "literal", "value": str(term)}
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    datatype = {} if plain else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value} | datatype


def _plain(message: str) -> str:
    """Return what the engine says of a malformed query in one line, with the position."""
    message = " ".join(message.split())
    match = _POSITION.search(message)
    if match is None:
        return f"the query is malformed: {message}"
    if "Prefix not found" in message:
        known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
        message = f"a prefix is not known; declare it with PREFIX, or use one of {known}"
    else:
        message = match[3]
    return f"the query is malformed at line {match[1]}, column {match[2]}: {message}"


if __name__ == "__main__":
    sys.exit(_run_as_process(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])))
