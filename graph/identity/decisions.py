"""What people decided: that two IRIs mean one thing, or two; kept as data in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.errors import HezuoError
from hezuo.graph.identity.clusters import Clusters, Pair
from hezuo.graph.values import DATE_TYPES, is_chinese
from hezuo.graph.vocabulary import compact, expand, mint

if TYPE_CHECKING:
    from hezuo.graph.store import Store, Writer

DECISIONS = mint("Source", "decisions")
VERDICTS = ("Same", "Different")
_TYPE = NamedNode(expand("rdf:type"))
_LINKS = {"first": NamedNode(expand("hz:first")), "second": NamedNode(expand("hz:second"))}
_VERDICT = NamedNode(expand("hz:verdict"))
_TEXTS = {
    "first_name": NamedNode(expand("hz:firstName")),
    "second_name": NamedNode(expand("hz:secondName")),
    "who": NamedNode(expand("dc:creator")),
    "when": NamedNode(expand("dcterms:issued")),
    "note": NamedNode(expand("skos:note")),
}


class Decision(NamedTuple):
    """What was decided of two IRIs, by whom, and when (a date); the names are those of that day."""

    first: str
    second: str
    verdict: str
    who: str = ""
    when: str = ""
    first_name: str = ""
    second_name: str = ""
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two IRIs, of which there is one decision."""
        return frozenset((self.first, self.second))


def decisions(store: Store) -> list[Decision]:
    """Return all decisions that the store keeps, in a fixed order."""
    return sorted(_read(store.quads([DECISIONS])))


def decide(store: Store, made: Iterable[Decision]) -> None:
    """Keep decisions; one of the same two IRIs replaces the earlier one.

    Raises HezuoError, and keeps none, when they cannot all be true.
    """
    new = {decision.pair: decision for decision in made}
    with store.writing() as writer:
        kept = {decision.pair: decision for decision in _read(writer.quads(DECISIONS))} | new
        _check_agree(kept.values())
        writer.replace(DECISIONS, _quads(sorted(kept.values())))


def join_decisions(writer: Writer, own: Iterable[Quad]) -> list[str]:
    """Put decisions that were made here beside those that were just read; return notes.

    Where both decided on the same two IRIs, what was decided here stays. Decisions belong to no
    file: adding or removing one takes none away. Raises HezuoError when they cannot all be true.
    """
    ours = {decision.pair: decision for decision in _read(own)}
    read = {decision.pair: decision for decision in _read(writer.quads(DECISIONS))}
    kept = read | ours
    _check_agree(kept.values())
    writer.replace(DECISIONS, _quads(sorted(kept.values())))
    return [
        f"{compact(other.first)} and {compact(other.second)}: decided here to be "
        f"{ours[pair].verdict.lower()}, which stays, and in what was read {other.verdict.lower()}"
        for pair, other in sorted(read.items(), key=lambda item: item[1])
        if pair in ours and ours[pair].verdict != other.verdict
    ]


def undo(store: Store, taken_back: Sequence[Decision]) -> None:
    """Take decisions back, as if they had never been made."""
    with store.writing() as writer:
        kept = [d for d in _read(writer.quads(DECISIONS)) if d not in taken_back]
        if kept:
            writer.replace(DECISIONS, _quads(sorted(kept)))
        else:
            writer.remove(DECISIONS)


def _check_agree(made: Iterable[Decision]) -> None:
    """Raise HezuoError when some are the same by decisions that are different by another."""
    different = [(d.first, d.second) for d in made if d.verdict == "Different"]
    clusters = Clusters(different, lambda _: ())
    same = (Pair(d.first, d.second) for d in made if d.verdict == "Same")
    for pair in clusters.join(same, trust="decision"):
        raise HezuoError(
            f"{compact(pair.first)} and {compact(pair.second)} cannot be the same: other decisions "
            "say that they, or what is the same as they are, differ",
            "`hezuo merge --list` shows the decisions, `hezuo merge --undo` takes one back",
        )


def _read(quads: Iterable[Quad]) -> Iterator[Decision]:
    stated: dict[str, dict[NamedNode, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            stated.setdefault(quad.subject.value, {})[quad.predicate] = quad.object.value
    verdicts = {expand(f"hz:{verdict}"): verdict for verdict in VERDICTS}
    for facts in stated.values():
        if _VERDICT in facts and all(link in facts for link in _LINKS.values()):
            links = {name: facts[predicate] for name, predicate in _LINKS.items()}
            texts = {name: facts.get(predicate, "") for name, predicate in _TEXTS.items()}
            yield Decision(**links, verdict=verdicts[facts[_VERDICT]], **texts)


def _quads(kept: Iterable[Decision]) -> Iterator[Quad]:
    """Yield decisions as facts, with the source that they are."""
    graph = NamedNode(DECISIONS)
    for predicate, term in (
        ("rdf:type", NamedNode(expand("hz:Source"))),
        ("rdfs:label", Literal("异同认定", language="zh")),
        ("dcterms:identifier", Literal("decisions")),
    ):
        yield Quad(graph, NamedNode(expand(predicate)), term, graph)
    for decision in kept:
        first, second = sorted(decision.pair)
        subject = NamedNode(mint("Decision", f"{compact(first)} {compact(second)}"))
        yield Quad(subject, _TYPE, NamedNode(expand("hz:Decision")), graph)
        yield Quad(subject, _VERDICT, NamedNode(expand(f"hz:{decision.verdict}")), graph)
        for name, link in _LINKS.items():
            yield Quad(subject, link, NamedNode(getattr(decision, name)), graph)
        for name, property_ in _TEXTS.items():
            if text := getattr(decision, name):
                yield Quad(subject, property_, _literal(name, text), graph)


def _literal(name: str, text: str) -> Literal:
    if name == "when":
        return Literal(text, datatype=NamedNode(expand(DATE_TYPES[len(text)])))
    return Literal(text, language="zh") if is_chinese(text) else Literal(text)
