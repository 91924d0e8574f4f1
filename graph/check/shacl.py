"""Checks sources by pySHACL, which knows all of SHACL: for shapes of a user's own.

In the tests it is the judge of how ours are run as SPARQL. It reads a source into memory and takes
some thirty times as long as the queries do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from hezuo.graph.check.findings import Broken, Finding, described, unfit
from hezuo.graph.check.shape_queries import MISSING, SEVERAL
from hezuo.graph.errors import HezuoError, shortened
from hezuo.graph.lookup import named_query
from hezuo.graph.ontology import FOLDER
from hezuo.graph.vocabulary import local_name

if TYPE_CHECKING:
    import rdflib

    from hezuo.graph.store import Store
    from hezuo.graph.terms import Term

_PROBLEMS = {"MinCountConstraintComponent": MISSING, "MaxCountConstraintComponent": SEVERAL}


def shacl_findings(store: Store, path: Path, sources: Sequence[str] = ()) -> list[Finding]:
    """Return what pySHACL finds wrong with all sources, or some, by a file of shapes in Turtle.

    Raises HezuoError when the file cannot be read or holds no shapes that pySHACL understands.
    """
    import logging

    import pyshacl
    import rdflib

    # Of a text that is no value of its type, rdflib says in a log what is a row of the answer here.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    # What it would log it also raises, and that is said once.
    logging.getLogger("pyshacl").setLevel(logging.CRITICAL)
    shapes = _shapes(path)
    ontology = rdflib.Graph().parse(FOLDER / "hezuo.ttl")
    graphs = list(sources) or [row["source"].value for row in store.select(named_query("sources"))]
    broken: list[Broken] = []
    for graph in graphs:
        triples = serialize((q.triple for q in store.quads([graph])), format=RdfFormat.N_TRIPLES)
        data = rdflib.Graph().parse(data=triples, format="ntriples")
        try:
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
        except Exception as error:  # whatever a pattern or a query in the shapes makes of it
            problem = getattr(error, "message", "") or f"{type(error).__name__}: {error}"
            raise HezuoError(
                f"{path} cannot be checked against ({shortened(' '.join(str(problem).split()))})",
                "mend the shapes in it",
            ) from error
        broken += _broken(report, graph)
    return described(store, broken, sources)


def _shapes(path: Path) -> rdflib.Graph:
    """Return the shapes of a file as pySHACL takes them."""
    import rdflib

    remedy = "name a Turtle file of SHACL shapes"
    try:
        # The engine's parser says in which line a fault is.
        triples = serialize(parse(path=path, format=RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES)
    except OSError as error:
        raise HezuoError(f"{path} cannot be read ({error.strerror or error})", remedy) from None
    except SyntaxError as error:
        problem = f"{path}, line {error.lineno}: is no Turtle ({error.msg})"
        raise HezuoError(problem, remedy) from None
    found = rdflib.Graph().parse(data=triples, format="ntriples")
    if not _has_shapes(found):
        raise HezuoError(f"{path} holds no shapes", remedy)
    return found


def _has_shapes(found: rdflib.Graph) -> bool:
    """Return whether anything is a shape, by its class or its target (SHACL, 2.1)."""
    from rdflib.namespace import RDF, SH

    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
    return any((None, RDF.type, kind) in found for kind in (SH.NodeShape, SH.PropertyShape)) or any(
        (None, target, None) in found for target in targets
    )


def _broken(report: rdflib.Graph, source: str) -> Iterator[Broken]:
    """Yield the results of one validation report."""
    from rdflib.namespace import RDF, SH

    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        found = report.value(result, SH.value)
        value = None if found is None or found == focus else _term(found)
        component = local_name(str(report.value(result, SH.sourceConstraintComponent)))
        yield Broken(
            severity=local_name(str(report.value(result, SH.resultSeverity))),
            source=source,
            thing=str(focus),
            path=str(path or ""),
            value=value,
            problem=_PROBLEMS.get(component) or unfit(value),
            remedy=next(iter(sorted(map(str, report.objects(result, SH.resultMessage)))), ""),
        )


def _term(node: rdflib.term.Node) -> Term:
    """Return a term of rdflib as one of the store."""
    import rdflib
    from rdflib.namespace import XSD

    if not isinstance(node, rdflib.Literal):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype or XSD.string)))
