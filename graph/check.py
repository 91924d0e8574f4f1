"""Checks sources against the SHACL shapes of the ontology, and says what to mend in plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from hezuo.graph.lookup import named_query, source_id
from hezuo.graph.ontology import FOLDER
from hezuo.graph.vocabulary import compact, local_name

if TYPE_CHECKING:
    import rdflib

    from hezuo.graph.store import Store

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that a source states wrongly or leaves out; ``severity`` as in SHACL 1.0, 2.1.4."""

    severity: str
    source: str
    thing: str
    property: str
    problem: str
    value: str


def check(store: Store, sources: Sequence[str] = ()) -> list[Finding]:
    """Return what pySHACL finds wrong with each source, violations first; empty if nothing is."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(FOLDER / "shapes.ttl")
    ontology = rdflib.Graph().parse(FOLDER / "hezuo.ttl")
    graphs = list(sources) or [row["source"].value for row in store.select(named_query("sources"))]
    findings: list[Finding] = []
    for graph in graphs:
        triples = serialize((q.triple for q in store.quads([graph])), format=RdfFormat.N_TRIPLES)
        data = rdflib.Graph().parse(data=triples, format="ntriples")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
        findings += _findings(report, data, source_id(graph))
    return sorted(findings, key=lambda found: (SEVERITIES.index(found.severity), found))


def _findings(report: rdflib.Graph, data: rdflib.Graph, source: str) -> list[Finding]:
    """Return the results of one validation report as rows."""
    from rdflib.namespace import RDF, RDFS, SH

    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        message = next(iter(sorted(map(str, report.objects(result, SH.resultMessage)))), "")
        found.append(
            Finding(
                severity=local_name(str(report.value(result, SH.resultSeverity))),
                source=source,
                thing=str(data.value(focus, RDFS.label) or compact(str(focus))),
                property=compact(str(path)) if path else "",
                problem=message,
                value=compact(str(value)) if value is not None and value != focus else "",
            )
        )
    return found
