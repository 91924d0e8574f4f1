"""Opens files that hold facts as a graph: RDF of our ontology or of others, networks, JSON lines.

Statements of our ontology are streamed: they never stand in memory together. A file of quads keeps
its named graphs, each a source. What else there is belongs to the one source that the file
describes, or else to a source that is called after the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import Source
from hezuo.graph.sources.own_statements import Judge
from hezuo.graph.sources.rdf_syntax import SYNTAXES, line_of, statements, syntax_of
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import ONTOLOGY, THINGS, compact, expand, mint

if TYPE_CHECKING:
    from hezuo.graph.sources.tables import Tables

SUFFIXES = (*SYNTAXES, ".jsonl", ".ndjson", ".graphml", ".gexf")

_TYPE = NamedNode(expand("rdf:type"))
_LABEL = NamedNode(expand("rdfs:label"))
_IDENTIFIER = NamedNode(expand("dcterms:identifier"))
_FILE = NamedNode(expand("hz:fileName"))
_SAME_AS = NamedNode(expand("owl:sameAs"))
_SOURCE = NamedNode(expand("hz:Source"))
_NO_GRAPH = DefaultGraph()
_SOURCES = mint("Source", "x").removesuffix("x")
_MOST_FAULTS = 20
_MOST_GRAPHS = 100_000
_MOST_CLASSES = 10_000


@dataclass
class RdfInput:
    """What a file states: ``read`` yields its quads, each in the graph of its source, any time.

    ``notes`` say what a user should know of the reading, and are complete after it. ``sources`` are
    the graphs where they are known beforehand; ``is_named`` says whether the file itself names its
    sources.
    """

    read: Callable[[], Iterator[Quad]]
    notes: list[str] = field(default_factory=list)
    sources: Sequence[str] = ()
    is_named: bool = True


def open_rdf(path: Path, mapping: str = "") -> RdfInput:
    """Return what a file of ``SUFFIXES`` states, in our ontology.

    ``mapping`` is the name or the file of a mapping of foreign classes and properties; without one
    it is chosen by the classes that the file uses. Raises InputError, as ``read`` does too, with a
    line for each fault.
    """
    suffix = path.suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        from hezuo.graph.sources.json_lines import read_json_lines

        return _linked(read_json_lines(path))
    if suffix in (".graphml", ".gexf"):
        from hezuo.graph.sources.network_files import network_statements

        source = _source_called_after(path)
        stated = list(_description(NamedNode(source), path.stem, path.stem, path.name))
        stated += network_statements(path, NamedNode(source))
        return RdfInput(lambda: iter(stated), [], [source], is_named=False)
    seen = _Seen(path)
    if mapping or not seen.is_ours:
        from hezuo.graph.sources.foreign_rdf import read_foreign

        foreign = read_foreign(path, seen.classes, mapping)
        return _linked(foreign.tables, foreign.same)
    return _own(path, seen)


class _Seen:
    """What a first look at a file finds: whether it is ours, its classes, the sources it describes.

    N-Quads are looked at as far as the first statement of ours, because their graphs are their
    sources; any other file to its end.
    """

    def __init__(self, path: Path) -> None:
        self.notes: list[str] = []
        self.classes: dict[str, int] = {}
        self.sources: set[str] = set()
        self.is_ours = False
        only_looks = path.suffix.lower() == ".nq"
        for subject, predicate, value, graph in statements(path, self.notes):
            if predicate == _TYPE and type(value) is NamedNode:
                self._see_class(value.value)
                if value == _SOURCE and graph == _NO_GRAPH and type(subject) is NamedNode:
                    self.sources.add(subject.value)
            elif not self.is_ours:
                self.is_ours = predicate.value.startswith(ONTOLOGY)
            if only_looks and self.is_ours:
                return

    def _see_class(self, iri: str) -> None:
        self.is_ours = self.is_ours or iri.startswith(ONTOLOGY)
        if iri in self.classes or len(self.classes) < _MOST_CLASSES:
            self.classes[iri] = self.classes.get(iri, 0) + 1


def _own(path: Path, seen: _Seen) -> RdfInput:
    """Return a file of our ontology."""
    notes = seen.notes
    is_named = len(seen.sources) == 1
    if is_named:
        (own,) = seen.sources
    else:
        own = _source_called_after(path)
        if seen.sources:
            told = f"describes {len(seen.sources)} sources without saying which states what"
            notes.append(f"{path.name}: {told}; taken as one source, {path.stem}")
    has_graphs = syntax_of(path).has_graphs
    return RdfInput(
        lambda: _Reading(path, NamedNode(own), is_named, notes).quads(),
        notes,
        [] if has_graphs else [own],
        is_named=has_graphs or is_named,
    )


class _Reading:
    """One reading of a file: puts statements into their graphs and collects faults."""

    def __init__(self, path: Path, own: NamedNode, is_named: bool, notes: list[str]) -> None:
        self._path, self._own, self._is_named, self._notes = path, own, is_named, notes
        self._judge = Judge(may_be_relative=syntax_of(path).form == RdfFormat.JSON_LD)
        self._faults: list[Fault] = []
        self._left_out = 0
        # The graph that each graph of the file is, and what it says of itself.
        self._graphs: dict[object, NamedNode] = {}
        self._described: dict[NamedNode, set[NamedNode]] = {}
        # The thing whose classes were stated last, in which graph, and which they are.
        self._typed: NamedNode | None = None
        self._typed_in = own
        self._classes: set[NamedNode] = set()
        self._missing: dict[frozenset[NamedNode], list[NamedNode]] = {}

    def quads(self) -> Iterator[Quad]:
        """Yield the quads; raise InputError at the end, or sooner after many faults."""
        # This runs once for each of millions of statements, so it asks for nothing twice.
        rules, graphs = self._judge.rules, self._graphs
        subject_problem = self._judge.subject_problem
        number = 0
        for number, quad in enumerate(statements(self._path), start=1):
            subject, predicate, value, named = quad
            graph = graphs.get(named) or self._graph(named, number)
            rule = rules[predicate]
            problem = subject_problem(subject) or (
                "" if rule.takes_iris and type(value) is NamedNode else rule.problem(value)
            )
            if problem:
                self._fault(number, quad, problem)
            elif rule.is_derived:
                self._left_out += 1
            else:
                yield quad if graph == named else Quad(subject, predicate, value, graph)
                if rule.describes:
                    if subject == graph:
                        self._described[graph].add(predicate)
                    if predicate == _TYPE:
                        if subject != self._typed or graph != self._typed_in:
                            yield from self._classes_above()
                            self._typed, self._typed_in = subject, graph
                        self._classes.add(value)
        if not number:
            raise InputError([Fault(self._path.name, 0, "", "holds no statements")])
        if self._faults:
            raise InputError(self._faults)
        yield from self._classes_above()
        yield from self._descriptions()
        self._note_left_out()

    def _graph(self, named: object, number: int) -> NamedNode:
        """Return the graph for what stands in a graph of the file."""
        graph = self._own if named == _NO_GRAPH else named
        problem = ""
        if not isinstance(graph, NamedNode):
            graph, problem = self._own, "stands in a graph without an IRI; give the graph one"
        elif graph.value.startswith(THINGS) and not graph.value.startswith(_SOURCES):
            problem = f"stands in the graph {shortened(compact(graph.value))}, which hezuo keeps"
            problem += " for itself; put it into the graph of a source"
        elif len(self._graphs) > _MOST_GRAPHS:
            problem = f"stands in one of more than {_MOST_GRAPHS} graphs; a graph is a source"
        if problem:
            place = self._place(number)
            raise InputError([*self._faults, Fault(place, 0, "", f"a statement {problem}")])
        self._graphs[named] = graph
        self._described.setdefault(graph, set())
        return graph

    def _classes_above(self) -> Iterator[Quad]:
        """Yield the classes of ours that follow from the last thing's and were not stated."""
        if self._typed is None:
            return
        stated = frozenset(self._classes)
        self._classes.clear()
        if stated not in self._missing:
            above = {iri for node in stated for iri in ontology().ancestors(node.value)}
            ours = {NamedNode(iri) for iri in above if iri.startswith(ONTOLOGY)}
            self._missing[stated] = sorted(ours - stated, key=str)
        for missing in self._missing[stated]:
            yield Quad(self._typed, _TYPE, missing, self._typed_in)

    def _descriptions(self) -> Iterator[Quad]:
        """Yield, for sources that do not say what they are called, what is missing."""
        for graph, said in self._described.items():
            is_file = graph == self._own and not self._is_named
            own = graph.value.removeprefix(_SOURCES)
            name, file = (self._path.stem, self._path.name) if is_file else (own, "")
            for quad in _description(graph, name, name, file):
                if quad.predicate not in said:
                    yield quad

    def _fault(self, number: int, quad: Quad, problem: str) -> None:
        of = f"{_named(quad.subject)} {compact(quad.predicate.value)}"
        self._faults.append(Fault(f"{self._place(number)}, {of}", 0, "", problem))
        if len(self._faults) == _MOST_FAULTS:
            raise InputError(self._faults)

    def _place(self, number: int) -> str:
        line = line_of(self._path, number)
        return f"{self._path.name}, line {line}" if line else self._path.name

    def _note_left_out(self) -> None:
        if self._left_out:
            told = "that are derived or noted by a store, not stated by a source"
            note = f"{self._path.name}: left out {self._left_out} facts {told}"
            if note not in self._notes:
                self._notes.append(note)


def _named(term: object) -> str:
    return shortened(compact(term.value)) if isinstance(term, NamedNode) else str(term)[:20]


def _source_called_after(path: Path) -> str:
    """Return the IRI of the source that a file is which names none."""
    try:
        return mint("Source", Source(id=path.stem, title=path.stem).id)
    except ValidationError:
        problem = "has a name that cannot be the id of a source; give the file another one"
        raise InputError([Fault(path.name, 0, "", problem)]) from None


def _description(graph: NamedNode, name: str, title: str, file: str) -> Iterator[Quad]:
    """Yield what every source says of itself."""
    label = Literal(title, language="zh") if is_chinese(title) else Literal(title)
    yield Quad(graph, _TYPE, _SOURCE, graph)
    yield Quad(graph, _LABEL, label, graph)
    yield Quad(graph, _IDENTIFIER, Literal(name), graph)
    if file:
        yield Quad(graph, _FILE, Literal(file), graph)


def _linked(tables: Tables, same: Mapping[int, Sequence[str]] | None = None) -> RdfInput:
    """Return rows as statements, and ``same``, the other IRIs of the thing of a row, with them."""
    from hezuo.graph.rdf import quads
    from hezuo.graph.resolve import link

    linked = link(tables.rows)
    sources = sorted({item.graph for item in linked})

    def read() -> Iterator[Quad]:
        yield from quads(linked)
        for item in linked:
            for iri in (same or {}).get(item.row, ()):
                yield Quad(NamedNode(item.iri), _SAME_AS, NamedNode(iri), NamedNode(item.graph))

    return RdfInput(read, tables.notes, sources, tables.is_named)
