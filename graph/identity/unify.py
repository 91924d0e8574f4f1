"""Makes one thing of what is the same, when a state is finished and before anybody reads it.

Two stores hold the facts. ``seen`` is the one that is asked. ``stated`` keeps, of the facts that
are seen otherwise than a source states them, what the source does state; and in the log graph which
IRIs are the same, as it was found last. So every step can be taken back exactly: where a decision
or a source goes, the facts are again what they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.identifiers import SCHEMES
from hezuo.graph.identity.clusters import Cluster, Clusters, Pair
from hezuo.graph.identity.groups import same_identifiers
from hezuo.graph.identity.matching import same_by_rule
from hezuo.graph.identity.rewriting import LABEL, SAME_AS, SPEAKS_OF_IRIS, Named, Rewriting
from hezuo.graph.identity.stated import Stated
from hezuo.graph.ontology import ontology
from hezuo.graph.store.columns import Columns
from hezuo.graph.terms import object_term, subject_iri
from hezuo.graph.vocabulary import LOG_GRAPH

_FOUND = NamedNode(LOG_GRAPH)


def unify(
    seen: pyoxigraph.Store, stated: pyoxigraph.Store, changed: Collection[str], columns: Columns
) -> list[Named]:
    """Bring what is seen up to what is now stated; return the clusters that were found.

    ``changed`` are the graphs that were written since the last time; what they hold is as stated.
    ``columns`` are those of ``seen``; they are forgotten where it changes.
    """
    old = Rewriting(_last_found(stated))
    if old.canonical:
        _see(seen, stated, old, changed)
    new = Rewriting(_found(Stated(seen, stated, old.clusters, columns)))
    touched = {
        NamedNode(member)
        for canonical in old.clusters.keys() | new.clusters.keys()
        if old.clusters.get(canonical) != new.clusters.get(canonical)
        for found in (old, new)
        if canonical in found.clusters
        for member in found.clusters[canonical].cluster.members
    }
    if touched:
        _see_anew(seen, stated, old, new, touched)
        columns.forget()
        _remember(stated, new)
    return list(new.clusters.values())


def _see(
    seen: pyoxigraph.Store, stated: pyoxigraph.Store, found: Rewriting, graphs: Collection[str]
) -> None:
    """Turn what graphs state into what is seen of it."""
    for graph in graphs:
        facts = seen.quads_for_pattern(None, None, None, NamedNode(graph))
        _replace(seen, stated, found, [quad for quad in facts if found.touches(quad)])


def _see_anew(
    seen: pyoxigraph.Store,
    stated: pyoxigraph.Store,
    old: Rewriting,
    new: Rewriting,
    touched: Iterable[NamedNode],
) -> None:
    """See the facts of some things with the new clusters instead of the old ones."""
    facts: set[Quad] = set()
    for node in touched:
        for quad in [*_of(stated, node)]:
            facts.add(quad)
            stated.remove(quad)
        for quad in [*_of(seen, node)]:
            seen.remove(quad)
            if not old.touches(quad):
                facts.add(quad)
    _replace(seen, stated, new, facts)


def _replace(
    seen: pyoxigraph.Store, stated: pyoxigraph.Store, found: Rewriting, facts: Iterable[Quad]
) -> None:
    """Keep what is stated aside, and put what is seen of it in its place."""
    kept: list[Quad] = []
    shown: list[Quad] = []
    for quad in facts:
        seen.remove(quad)
        if found.touches(quad):
            kept.append(quad)
            shown += found.seen(quad)
        else:
            shown.append(quad)
    stated.bulk_extend(kept)
    seen.bulk_extend(shown)


def _of(store: pyoxigraph.Store, node: NamedNode) -> Iterable[Quad]:
    """Yield the facts of a thing but for those that speak of its IRI."""
    for quad in chain(
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, None, node, None),
    ):
        if quad.graph_name != _FOUND and quad.predicate not in SPEAKS_OF_IRIS:
            yield quad


def _found(stated: Stated) -> list[Named]:
    """Return the clusters that follow from what is stated, the most certain reasons first."""
    decisions = sorted(set(stated.decisions()))
    different = [(first, second) for first, second, is_same in decisions if not is_same]
    clusters = Clusters(different, cache(stated.identifiers_of))
    same = [(first, second) for first, second, is_same in decisions if is_same]
    clusters.join((Pair(*pair, is_ordered=True) for pair in same), trust="decision")
    clusters.join((Pair(*pair, is_ordered=True) for pair in stated.same()), trust="decision")
    by_scheme: dict[str, list[Pair]] = defaultdict(list)
    for first, second, identifier in same_identifiers(stated.identifiers()):
        by_scheme[identifier.partition(":")[0]].append(Pair(first, second))
    for scheme in SCHEMES:
        clusters.join(by_scheme[scheme], trust=scheme)
    kind = cache(stated.kind)
    clusters.join(
        Pair(first, second)
        for first, second, _ in same_by_rule(stated.organizations())
        if _may_be_one(kind(first), kind(second))
    )
    found = clusters.found(cache(stated.is_stated))
    return [Named(cluster, _label(stated, cluster)) for cluster in found]


def _may_be_one(kind: str, other: str) -> bool:
    """Return whether one thing can be of both kinds: a Company and an Organization, no Hospital."""
    if not kind or not other:
        return True
    return kind in ontology().ancestors(other) or other in ontology().ancestors(kind)


def _label(stated: Stated, cluster: Cluster) -> Literal | None:
    """Return the name of the canonical IRI, or else the first that a member has."""
    labels = map(stated.label, [cluster.canonical, *cluster.members])
    return next((label for label in labels if label is not None), None)


def _last_found(stated: pyoxigraph.Store) -> list[Named]:
    members: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, Literal] = {}
    for quad in stated.quads_for_pattern(None, None, None, _FOUND):
        iri, value = subject_iri(quad), object_term(quad)
        if isinstance(value, Literal):
            labels[iri] = value
        else:
            members[value.value].append(iri)
    return [
        Named(Cluster(canonical, tuple(sorted(found))), labels.get(canonical))
        for canonical, found in members.items()
    ]


def _remember(stated: pyoxigraph.Store, found: Rewriting) -> None:
    stated.remove_graph(_FOUND)
    stated.bulk_extend(
        Quad(NamedNode(member), SAME_AS, NamedNode(canonical), _FOUND)
        for canonical, named in found.clusters.items()
        for member in named.cluster.members
    )
    stated.bulk_extend(
        Quad(NamedNode(canonical), LABEL, named.label, _FOUND)
        for canonical, named in found.clusters.items()
        if named.label is not None
    )
