"""Writes a large store's worth of made-up cooperation as N-Quads, the same at every run.

50,000 organisations in the districts of China, 150,000 agreements between 2 to 4 of them, of which
some have thousands and most a few (a power law), stated by 10,000 sources: about 2 million triples.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from hezuo.graph import divisions
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand, mint

ORGANIZATIONS, AGREEMENTS, SOURCES = 50_000, 150_000, 10_000
SEED = 20_261_124
# The share of ties of the organisation of rank r falls as r to the power of minus this.
EXPONENT = 0.75
STEMS = "长江 嘉陵 华西 天府 巴渝 东湖 星辰 远景 博雅 恒信 中科 金桥 智联 云帆".split()  # noqa: SIM905 - readable
TRADES = "生物医药 智能制造 新能源 新材料 集成电路 人工智能 现代农业 节能环保 软件 物流".split()  # noqa: SIM905
ENDS = {
    "Company": "有限公司", "University": "大学", "ResearchInstitute": "研究院",
    "LearnedSociety": "学会", "Hospital": "医院", "IndustryAssociation": "行业协会",
}  # fmt: skip
PARTIES = [2, 2, 2, 3, 3, 4]


def quads(scale: float = 1.0) -> Iterator[str]:
    """Yield the lines, of so large a part of the whole."""
    chance = random.Random(SEED)  # noqa: S311 - made-up data, the same at every run
    known = divisions_of_today()
    places = [division for division in known if division.level == "County"]
    registry = mint("Source", "registry")
    yield from _source(registry, "registry", "2020-01-01")
    for division in known:
        yield from _place(registry, division)
    organizations = []
    for number in range(int(ORGANIZATIONS * scale)):
        kind = chance.choice(list(ENDS))
        place = chance.choice(places)
        name = (f"{place.name}{chance.choice(STEMS)}{chance.choice(TRADES)}"
                f"{ENDS[kind]}{number}")  # fmt: skip
        organizations.append(iri := mint("Organization", name))
        yield from _thing(registry, iri, kind, name)
        yield _quad(registry, iri, "hz:locatedIn", f"<{mint('Area', place.code)}>")
    for trade in TRADES:
        yield from _thing(registry, mint("Field", trade), "Field", trade)
    weights = list(accumulate((rank + 1) ** -EXPONENT for rank in range(len(organizations))))
    chance.shuffle(organizations)
    sources = int(SOURCES * scale)
    for number in range(int(AGREEMENTS * scale)):
        source = mint("Source", f"report-{number % sources}")
        date = f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        if number < sources:
            yield from _source(source, f"report-{number}", date)
        agreement = mint("Agreement", f"report-{number % sources} {number}")
        yield from _thing(source, agreement, "CooperationAgreement", f"合作协议{number}")
        parties: set[str] = set()
        wanted = chance.choice(PARTIES)
        while len(parties) < wanted:
            parties.update(chance.choices(organizations, cum_weights=weights))
        for party in sorted(parties):
            yield _quad(source, agreement, "hz:party", f"<{party}>")
        yield _quad(source, agreement, "hz:signedOn", f'"{date}"^^<{expand("xsd:date")}>')
        yield _quad(source, agreement, "hz:status", f"<{expand('hz:Signed')}>")
        yield _quad(source, agreement, "hz:scope", f'"共同开展{chance.choice(TRADES)}研究"@zh')
        yield _quad(source, agreement, "hz:goal", f'"目标{number}"@zh')
        yield _quad(source, agreement, "hz:field", f"<{mint('Field', chance.choice(TRADES))}>")


def divisions_of_today() -> list[divisions.Division]:
    """Return the divisions of today."""
    with (Path(divisions.__file__).parents[1] / "data" / "divisions.csv").open("rb") as file:
        codes = [line.split(b",")[0].decode() for line in file]
    found = (divisions.by_code(code) for code in dict.fromkeys(codes))
    return [division for division in found if division and division.valid_until is None]


def _source(source: str, name: str, date: str) -> Iterator[str]:
    yield from _thing(source, source, "Source", name)
    yield _quad(source, source, "dcterms:identifier", f'"{name}"')
    yield _quad(source, source, "dcterms:issued", f'"{date}"^^<{expand("xsd:date")}>')


def _place(source: str, division: divisions.Division) -> Iterator[str]:
    area = mint("Area", division.code)
    yield from _thing(source, area, division.level, division.name)
    yield _quad(source, area, "skos:notation", f'"{division.code}"')
    if division.parent:
        yield _quad(source, area, "geo:sfWithin", f"<{mint('Area', division.parent)}>")


def _thing(source: str, iri: str, kind: str, name: str) -> Iterator[str]:
    for above in ontology().ancestors(expand(f"hz:{kind}")):
        if above.startswith(expand("hz:")):
            yield _quad(source, iri, "rdf:type", f"<{above}>")
    yield _quad(source, iri, "rdfs:label", f'"{name}"@zh')


def _quad(source: str, iri: str, name: str, value: str) -> str:
    return f"<{iri}> <{expand(name)}> {value} <{source}> .\n"


def write(path: Path, scale: float = 1.0) -> int:
    """Write the file; return how many lines it has."""
    with path.open("w", encoding="utf-8") as file:
        lines = 0
        for line in quads(scale):
            file.write(line)
            lines += 1
    return lines


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1])):,} lines")
