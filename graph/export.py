"""From the store to files for other tools: the same facts give the same bytes, in any order."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from hezuo.graph.errors import HezuoError
from hezuo.graph.files import write_atomically
from hezuo.graph.terms import graph_iri
from hezuo.graph.values import disarmed
from hezuo.graph.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    import networkx as nx

    from hezuo.graph.records import Record
    from hezuo.graph.store import Store

FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "jsonl", "graphml", "gexf")
SUFFIXES = {
    ".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld",
    ".jsonl": "jsonl", ".graphml": "graphml", ".gexf": "gexf",
}  # fmt: skip
_TYPE = expand("rdf:type")
# Beyond it, JSON's numbers are not exact in every reader (RFC 8259, 6).
_LARGEST_EXACT = 2**53


def export(store: Store, form: str, sources: Sequence[str] = ()) -> bytes:
    """Return the facts of all sources, or of some, in one of ``FORMATS`` other than csv.

    Turtle and N-Triples merge the sources; N-Quads, TriG and JSON-LD keep each in its named graph;
    JSON lines hold the records of the tables; GraphML and GEXF the network of things and relations.
    """
    if form in ("graphml", "gexf"):
        return _network_file(store, form, sources)
    if form == "jsonl":
        return _json_lines(store, sources)
    quads = sorted(store.quads(sources), key=_order)
    if form in ("turtle", "ntriples"):
        triples = list(dict.fromkeys(q.triple for q in sorted(quads, key=_order_in_triples)))
        if form == "ntriples":
            return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        return _with_sorted_prefixes(_serialized(triples, RdfFormat.TURTLE))
    if form == "trig":
        return _with_sorted_prefixes(_serialized(quads, RdfFormat.TRIG))
    if form == "nquads":
        return serialize(quads, format=RdfFormat.N_QUADS) or b""
    if form == "jsonld":
        from hezuo.graph.json_ld import json_ld

        return json_ld(quads)
    raise HezuoError(f"there is no format {form!r}", f"choose one of {', '.join(FORMATS)}")


def triples_as_turtle(content: bytes) -> bytes:
    """Return N-Triples, such as a CONSTRUCT returns, as Turtle in the order of ``export``."""
    parsed = parse(content, format=RdfFormat.N_TRIPLES)
    triples = dict.fromkeys(quad.triple for quad in sorted(parsed, key=_order_in_triples))
    return _with_sorted_prefixes(_serialized(list(triples), RdfFormat.TURTLE))


def export_tables(store: Store, folder: Path, sources: Sequence[str] = ()) -> list[Path]:
    """Write the tables that `hezuo add` reads, one CSV file a kind of record; return the files."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in _table_records(store, sources):
        by_kind[type(record)].append(record)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise HezuoError(f"{folder} is not an empty folder", "name a new one: tables mix badly")
    files = []
    for kind, found in by_kind.items():
        path = folder / f"{kind.TABLE}.csv"
        names = _columns(kind)
        rows = [{name: _cell(getattr(record, name)) for name in names} for record in found]
        write_atomically(path, csv_text(names, rows).encode())
        files.append(path)
    return files


def _table_records(store: Store, sources: Sequence[str]) -> list[Record]:
    """Return what is a row of some table; HezuoError for a thing that lacks what a row needs."""
    from pydantic import ValidationError

    from hezuo.graph.rdf import records

    try:
        return [row.record for row in records(store.quads(sources)) if row.record.TABLE]
    except ValidationError as error:
        detail = error.errors()[0]
        field = ".".join(map(str, detail["loc"]))
        raise HezuoError(
            f"some {error.title} cannot be a row of a table ({field}: {detail['msg']})",
            "`hezuo check` says which, and turtle or nquads can hold it",
        ) from None


def _json_lines(store: Store, sources: Sequence[str]) -> bytes:
    """Return the records of the tables as JSON, one a line, without what is not stated."""
    lines = []
    for record in _table_records(store, sources):
        stated: dict[str, object] = {"table": record.TABLE}
        for name in _columns(type(record)):
            value = getattr(record, name)
            if value not in (None, "", ()):
                stated[name] = _json_value(value)
        lines.append(json.dumps(stated, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _json_value(value: object) -> object:
    """Return a field as JSON has it; a number that JSON might round is a text."""
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, Decimal):
        is_whole = value == value.to_integral_value() and abs(value) < _LARGEST_EXACT
        return int(value) if is_whole else format(value, "f")
    return value


def _columns(kind: type[Record]) -> list[str]:
    """Return the columns of a table: what is its own first, then what every table has."""
    from hezuo.graph.records import Record

    shared = [name for name in Record.model_fields if name != "source" or kind.TABLE != "sources"]
    return [name for name in kind.model_fields if name not in Record.model_fields] + shared


def csv_text(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """Return rows as CSV in which no cell is a formula to a spreadsheet (OWASP, CSV injection)."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([disarmed(column) for column in columns])
    for row in rows:
        cells = [row.get(column, "") for column in columns]
        # An apostrophe before a formula gets a second one, so that a reader can tell them apart.
        writer.writerow([disarmed(cell) for cell in cells])
    return output.getvalue()


def _cell(value: object) -> str:
    """Return a field as a table has it; items that hold separators are parted by line breaks."""
    from hezuo.graph.sources.cells import LIST_SEPARATORS

    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, tuple):
        return str(value)
    items = [str(item) for item in value]
    if any(mark in item for item in items for mark in LIST_SEPARATORS):
        return "".join(f"{item}\n" for item in items)
    return "；".join(items)


def _order(quad: Quad) -> tuple[str, ...]:
    return (graph_iri(quad), *_order_in_triples(quad))


def _order_in_triples(quad: Quad) -> tuple[str, ...]:
    """Sort by subject, and within one the class first, because that is what a reader looks for."""
    predicate = quad.predicate.value
    return (str(quad.subject), "" if predicate == _TYPE else predicate, str(quad.object))


def _serialized(kept: list[Quad] | list[Triple], form: RdfFormat) -> bytes:
    iris = "\n".join(
        {str(term) for item in kept for term in (item.subject, item.predicate, item.object)}
        | {str(item.graph_name) for item in kept if isinstance(item, Quad)}
    )
    used = {prefix: ns for prefix, ns in PREFIXES.items() if f"<{ns}" in iris}
    return serialize(kept, format=form, prefixes=used) or b""


def _with_sorted_prefixes(content: bytes) -> bytes:
    """Put the prefixes in order: the engine writes them in another one each time."""
    lines = content.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"".join([*sorted(lines[:count]), b"\n" if count else b"", *lines[count:]])


def _network_file(store: Store, form: str, sources: Sequence[str]) -> bytes:
    import networkx as nx

    from hezuo.graph.network import things_network

    graph = _in_order(things_network(store, sources))
    if form == "graphml":
        lines = nx.generate_graphml(graph, named_key_ids=True)
    else:
        # The date of writing, which the writer notes, would make every file another one.
        lines = (re.sub(r' lastmodifieddate="[^"]*"', "", line) for line in nx.generate_gexf(graph))
    head = [] if form == "gexf" else ["<?xml version='1.0' encoding='utf-8'?>"]
    return ("\n".join([*head, *lines]) + "\n").encode()


def _in_order(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a network with its nodes and edges in a fixed order, and edges numbered from e1.

    Both formats use the key of an edge as its id, which has to be the only one of its kind.
    """
    import networkx as nx

    ordered = nx.MultiDiGraph()
    ordered.add_nodes_from(sorted(network.nodes(data=True), key=lambda node: node[0]))
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ordered.add_edges_from(
        (first, second, f"e{number}", data)
        for number, (first, second, _, data) in enumerate(edges, start=1)
    )
    return ordered
