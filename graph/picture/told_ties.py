"""What the panel of a picture says of a tie: topics, event, status and where it stands."""

from __future__ import annotations

import networkx as nx

from hezuo.graph.ontology import ontology
from hezuo.graph.query.selection import Selection
from hezuo.graph.query.things import in_words
from hezuo.graph.query.ties import described
from hezuo.graph.vocabulary import expand


def describe_ties(selection: Selection, graph: nx.MultiGraph, language: str) -> None:
    """Give each edge what its panel says: topics, the event, the status and the evidence."""
    connectors = {data["connector"] for *_, data in graph.edges(data=True) if "connector" in data}
    ties = selection.ties
    numbers = selection.store.names.numbers(sorted(connectors))
    positions = {ties.connector_position(n): iri for iri, n in numbers.items()}
    statements: dict[int, list[int]] = {}
    for statement, connector in enumerate(ties.connectors):
        if connector in positions and selection.holds(statement):
            statements.setdefault(connector, []).append(statement)
    found = {tie.iri: tie for tie in described(selection, statements).values()}
    pairs = {
        positions[connector]: {pair for statement in its for pair in ties.pairs(statement)}
        for connector, its in statements.items()
    }
    parties = selection.things({end for its in pairs.values() for pair in its for end in pair})

    def label(kind: str) -> str:
        return ontology().label(expand(f"hz:{kind}"), language) if kind else ""

    for *_, data in graph.edges(data=True):
        if "connector" not in data:
            continue
        tie = found[data["connector"]]
        data.update(
            title=tie.title,
            event=tie.event,
            topics=tie.topics,
            kind=label(tie.kind),
            status=label(tie.status),
            note=tie.note,
            evidence=in_words(tie.evidence),
            pairs=[(parties[one].iri, parties[other].iri) for one, other in pairs[tie.iri]],
        )
