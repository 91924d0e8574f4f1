"""From what sources state of several IRIs of one thing to what is seen of it under one IRI.

A fact of a member of a cluster is seen as one of the canonical IRI. The graph of the source keeps
``owl:sameAs`` from that IRI to the member that the source speaks of. A name of a member is seen as
an alias, beside the name that the cluster goes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.identity.clusters import Cluster
from hezuo.graph.vocabulary import expand

SAME_AS = NamedNode(expand("owl:sameAs"))
LABEL = NamedNode(expand("rdfs:label"))
ALIAS = NamedNode(expand("skos:altLabel"))
# What a decision says of IRIs is said of them, not of the thing they mean.
SPEAKS_OF_IRIS = {NamedNode(expand("hz:first")), NamedNode(expand("hz:second"))}


class Named(NamedTuple):
    """A cluster, and the name its canonical IRI goes by."""

    cluster: Cluster
    label: Literal | None


class Rewriting:
    """Tells how facts are seen once the members of clusters are one thing."""

    def __init__(self, clusters: Iterable[Named]) -> None:
        self.clusters = {named.cluster.canonical: named for named in clusters}
        self.canonical: dict[object, NamedNode] = {
            NamedNode(member): NamedNode(canonical)
            for canonical, named in self.clusters.items()
            for member in named.cluster.members
        }

    def touches(self, quad: Quad) -> bool:
        """Return whether a fact is seen in another way than it is stated."""
        return quad.predicate not in SPEAKS_OF_IRIS and (
            quad.subject in self.canonical or quad.object in self.canonical
        )

    def seen(self, quad: Quad) -> Iterator[Quad]:
        """Yield what is seen of a fact that ``touches`` holds for."""
        subject = self.canonical.get(quad.subject, quad.subject)
        value = self.canonical.get(quad.object, quad.object)
        graph = quad.graph_name
        if subject != quad.subject:
            yield Quad(subject, SAME_AS, quad.subject, graph)
        if value != quad.object:
            yield Quad(self.canonical[quad.object], SAME_AS, quad.object, graph)
        if quad.predicate == SAME_AS:
            # It is said above, unless it leads to an IRI that is no member of the cluster.
            if subject != value:
                yield Quad(subject, SAME_AS, quad.object, graph)
        elif quad.predicate == LABEL and quad.subject in self.canonical:
            yield from self._named(self.canonical[quad.subject], quad)
        elif subject != value:
            yield Quad(subject, quad.predicate, value, graph)

    def _named(self, subject: NamedNode, quad: Quad) -> Iterator[Quad]:
        """Yield the name of a cluster in the place of one of its members, which is an alias."""
        label = self.clusters[subject.value].label
        if label is not None:
            yield Quad(subject, LABEL, label, quad.graph_name)
        if quad.object != label:
            is_english = isinstance(quad.object, Literal) and quad.object.language == "en"
            is_name = quad.subject == subject and is_english
            yield Quad(subject, LABEL if is_name else ALIAS, quad.object, quad.graph_name)
