"""Small sources of companies for tests of the store, and what a store holds of them."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.store import Origin
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint

A, B = mint("Source", "甲"), mint("Source", "乙")
ORIGIN = Origin("/tables", "0" * 64, "2021-06-30T12:00:00+00:00")


def quad(number: int, source: str = A) -> Quad:
    thing = NamedNode(mint("Organization", f"第{number}公司"))
    return Quad(
        thing, NamedNode(expand("rdfs:label")), Literal(f"第{number}公司"), NamedNode(source)
    )


def facts(*numbers: int) -> Iterator[Quad]:
    """Yield what makes things that the index of names holds."""
    kind = NamedNode(expand("hz:Company"))
    for number in numbers:
        named = quad(number)
        yield named
        yield Quad(named.subject, NamedNode(expand("rdf:type")), kind, named.graph_name)


def add(store: EmbeddedStore, source: str, *numbers: int, origin: Origin | None = None) -> None:
    with store.writing() as writer:
        writer.replace(source, [quad(number) for number in numbers], origin)


def numbers(store: EmbeddedStore, *sources: str) -> list[str]:
    return sorted(getattr(found.object, "value", "") for found in store.quads(sources))


def snapshots(path: Path) -> list[str]:
    folder = path / "snapshots"
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
