"""Pairs become clusters whatever their order, and what differs is never joined."""

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.identity.clusters import Cluster, Clusters, Pair

IDENTIFIERS = {
    "a": {"ror:1"},
    "b": {"ror:2", "isni:1"},
    "c": {"isni:1"},
    "d": set(),
    "e": {"ror:1"},
}


def identifiers(iri: str) -> set[str]:
    return IDENTIFIERS.get(iri, set())


def found(clusters: Clusters) -> list[Cluster]:
    return clusters.found(lambda _: True)


def test_pairs_that_meet_are_one_cluster_with_the_best_identified_in_front() -> None:
    clusters = Clusters([], identifiers)
    assert clusters.join([Pair("d", "c"), Pair("c", "b")]) == []
    assert found(clusters) == [Cluster("b", ("b", "c", "d"))]


def test_a_decision_says_which_stands_for_both() -> None:
    clusters = Clusters([], identifiers)
    clusters.join([Pair("d", "b", is_ordered=True)], trust="decision")
    assert found(clusters) == [Cluster("d", ("b", "d"))]


def test_names_do_not_join_what_identifiers_of_one_registry_tell_apart() -> None:
    for pairs in permutations([Pair("a", "d"), Pair("b", "d"), Pair("a", "e")]):
        clusters = Clusters([], identifiers)
        assert clusters.join(pairs) == [Pair("b", "d")]
        assert found(clusters) == [Cluster("a", ("a", "d", "e"))]


def test_a_better_registry_overrides_another_but_not_the_other_way_round() -> None:
    clusters = Clusters([], identifiers)
    assert clusters.join([Pair("a", "b")], trust="isni") == [Pair("a", "b")]
    assert clusters.join([Pair("a", "e")], trust="ror") == []


def test_what_a_decision_keeps_apart_stays_apart_through_others() -> None:
    clusters = Clusters([("a", "c")], lambda _: ())
    assert clusters.join([Pair("a", "b"), Pair("b", "c")], trust="decision") == [Pair("b", "c")]
    assert found(clusters) == [Cluster("a", ("a", "b"))]


def test_only_what_is_stated_counts() -> None:
    clusters = Clusters([], lambda _: ())
    clusters.join([Pair("a", "b"), Pair("b", "c"), Pair("x", "y")])
    assert clusters.found(lambda iri: iri in "acx") == [Cluster("a", ("a", "c"))]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"))), st.randoms())
def test_the_order_of_pairs_makes_no_difference(
    pairs: list[tuple[str, str]], random: Random
) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)
    results = []
    for order in (pairs, shuffled):
        clusters = Clusters([("a", "b")], identifiers)
        clusters.join(Pair(*pair) for pair in order)
        results.append(found(clusters))
    assert results[0] == results[1]
    assert all(not {"a", "b"} <= set(cluster.members) for cluster in results[0])
