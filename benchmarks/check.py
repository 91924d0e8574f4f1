"""Times `hezuo check` over a store of a million facts, and pySHACL over a sample of it.

    python benchmarks/check.py [FACTS] [--sources N] [--faults N]

The store is made up: organisations in districts, projects, agreements with evidence, experts; so
many faults are planted in it. The sample is one more store, small enough for pySHACL to finish.
"""

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from hezuo.graph.check import SHAPES, Finding, check
from hezuo.graph.check.shacl import shacl_findings
from hezuo.graph.ontology import ontology
from hezuo.graph.store import Store, open_store
from hezuo.graph.vocabulary import ONTOLOGY, expand, mint

SAMPLE_FACTS = 20_000
# Facts that one organisation brings along, with its share of projects, agreements and experts.
FACTS_EACH = 12
KINDS = ("University", "Company", "Hospital", "ResearchInstitute", "GovernmentBody")


class Maker:
    """Makes up the facts of one source, in which organisations are numbered."""

    def __init__(self, source: str, organizations: int, faults: int) -> None:
        self.random = random.Random(source)  # noqa: S311 - the same every time
        self.name = source
        self.graph = NamedNode(mint("Source", source))
        self.count = organizations
        self.faulty = set(self.random.sample(range(organizations), min(faults, organizations)))

    def fact(self, subject: str, name: str, value: NamedNode | Literal) -> Quad:
        """Return a fact of this source."""
        return Quad(NamedNode(subject), NamedNode(expand(name)), value, self.graph)

    def thing(self, iri: str, kind: str, label: str) -> Iterator[Quad]:
        """Yield what every thing has: its classes of ours and its name."""
        for name in ontology().ancestors(expand(f"hz:{kind}")):
            if name.startswith(ONTOLOGY):
                yield self.fact(iri, "rdf:type", NamedNode(name))
        yield self.fact(iri, "rdfs:label", Literal(label))

    def facts(self) -> Iterator[Quad]:
        """Yield all facts of the source."""
        source = self.graph.value
        yield from self.thing(source, "Source", self.name)
        yield self.fact(source, "dcterms:identifier", Literal(self.name))
        areas = [mint("Area", str(500100 + number)) for number in range(100)]
        for number, iri in enumerate(areas):
            yield from self.thing(iri, "County", f"Area {number}")
            yield self.fact(iri, "skos:notation", Literal(str(500100 + number)))
        parties = [mint("Organization", f"{self.name} {n}") for n in range(self.count)]
        for number, iri in enumerate(parties):
            kind, label = self.random.choice(KINDS), f"Organization {self.name}-{number}"
            yield from self.thing(iri, kind, label)
            yield self.fact(iri, "hz:locatedIn", NamedNode(self.random.choice(areas)))
            if number % 3 == 0:
                yield from self.project(number, parties)
            if number % 4 == 0:
                yield from self.agreement(number, parties)
            if number % 5 == 0:
                yield from self.expert(number, iri)
            if number in self.faulty:
                yield self.fact(iri, "hz:locatedIn", Literal("nowhere"))

    def project(self, number: int, parties: list[str]) -> Iterator[Quad]:
        """Yield a project of a few organisations."""
        iri = mint("Project", f"{self.name} {number}")
        yield from self.thing(iri, "Project", f"Project {number}")
        year = self.random.randrange(2000, 2020)
        yield self.fact(iri, "hz:startsOn", self.typed(f"{year}-01-01", "date"))
        end = year - 1 if number in self.faulty else year + 3
        yield self.fact(iri, "hz:endsOn", self.typed(f"{end}-12", "gYearMonth"))
        yield self.fact(iri, "hz:budget", self.typed(str(1000 * number), "decimal"))
        lead, *others = self.random.sample(parties, 5)
        yield self.fact(iri, "hz:lead", NamedNode(lead))
        for other in others:
            yield self.fact(iri, "hz:participant", NamedNode(other))

    def agreement(self, number: int, parties: list[str]) -> Iterator[Quad]:
        """Yield an agreement of two organisations, with the stretch that states it."""
        iri = mint("Agreement", f"{self.name} {number}")
        yield from self.thing(iri, "Agreement", f"Agreement {number}")
        for party in self.random.sample(parties, 1 if number in self.faulty else 2):
            yield self.fact(iri, "hz:party", NamedNode(party))
        yield self.fact(iri, "hz:signedOn", self.typed(str(2000 + number % 20), "gYear"))
        yield self.fact(iri, "hz:status", NamedNode(expand("hz:Signed")))
        span = f"{number}-{number + 9}"
        evidence, selector = mint("Evidence", f"{self.name} {span}"), mint("Selector", span)
        yield self.fact(iri, "hz:evidence", NamedNode(evidence))
        yield self.fact(evidence, "rdf:type", NamedNode(expand("oa:SpecificResource")))
        yield self.fact(evidence, "oa:hasSource", self.graph)
        yield self.fact(evidence, "oa:hasSelector", NamedNode(selector))
        yield self.fact(selector, "rdf:type", NamedNode(expand("oa:TextPositionSelector")))
        yield self.fact(selector, "oa:start", self.typed(str(number), "integer"))
        yield self.fact(selector, "oa:end", self.typed(str(number + 9), "integer"))

    def expert(self, number: int, organization: str) -> Iterator[Quad]:
        """Yield an expert with an affiliation."""
        iri = mint("Expert", f"{number} {self.name}")
        yield from self.thing(iri, "Expert", f"Expert {number}")
        yield self.fact(iri, "hz:affiliation", NamedNode(organization))

    @staticmethod
    def typed(text: str, name: str) -> Literal:
        """Return a literal of an XML Schema type."""
        return Literal(text, datatype=NamedNode(expand(f"xsd:{name}")))


def made_up(path: Path, facts: int, sources: int, faults: int) -> int:
    """Fill the store at ``path``; return how many facts it then holds."""
    organizations = max(10, facts // sources // FACTS_EACH)
    with closing(open_store(path, create=True)) as store:
        with store.writing() as writer:
            for number in range(sources):
                maker = Maker(f"made-up-{number}", organizations, faults // sources)
                writer.replace(maker.graph.value, maker.facts())
        return sum(1 for _ in store.quads())


def made_elsewhere(*arguments: Path | int) -> int:
    """Do ``made_up`` in a process of its own, so that its memory is not counted here."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(made_up, arguments)


def timed(name: str, facts: int, store: Store, run: Callable[[Store], list[Finding]]) -> None:
    """Print how long a check took, and what it found."""
    start = time.perf_counter()
    found = run(store)
    seconds = time.perf_counter() - start
    print(f"{name:32}{facts:>12,} facts{seconds:>9.2f} s{facts / seconds:>12,.0f} facts/s"
          f"{len(found):>8,} findings")  # fmt: skip


def main() -> None:
    """Make the stores and time both checks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("facts", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--sources", type=int, default=10)
    parser.add_argument("--faults", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sample, large = Path(folder) / "sample", Path(folder) / "large"
        many = made_elsewhere(large, asked.facts, asked.sources, asked.faults)
        with closing(open_store(large)) as store:
            timed("hezuo check, shapes and rules", many, store, check)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"peak memory of checking: {peak // 1024} MB")
        few = made_elsewhere(sample, SAMPLE_FACTS, 1, 20)
        with closing(open_store(sample)) as store:
            timed("hezuo check, shapes and rules", few, store, check)
            timed("pySHACL, shapes only", few, store, lambda s: shacl_findings(s, SHAPES))


if __name__ == "__main__":
    main()
