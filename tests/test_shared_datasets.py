"""Real tables that nobody here wrote, read with the mappings that ship; skipped without them."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

import hezuo.graph
from hezuo.graph.adding import Report
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.vocabulary import mint

WORKBOOK = Path(__file__).parents[2] / "shared/datasets/interreg/keep_closed_1420.xlsx"
ROR = WORKBOOK.parents[1] / "ror"
PROJECTS, PARTNERS = "Projects (lead partners)", "Partners"
pytestmark = pytest.mark.skipif(not WORKBOOK.is_file(), reason="the shared data is not here")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    path = tmp_path_factory.mktemp("interreg") / "store"
    with hezuo.graph.open(str(path), create=True) as opened:
        opened.add(WORKBOOK, mapping="keep-eu")
        yield opened


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[dict[str, object]]]:
    """The sheets as another reader reads them."""
    book = openpyxl.load_workbook(WORKBOOK, read_only=True, data_only=True)
    found = {}
    for name in (PROJECTS, PARTNERS):
        heading, *rows = book[name].iter_rows(values_only=True)
        found[name] = [dict(zip(heading, row, strict=True)) for row in rows]
    book.close()
    return found


def rows(graph: KnowledgeGraph, pattern: str) -> list[dict[str, str]]:
    found = graph.store.select(f"SELECT * WHERE {{ {pattern} }}")
    return [{name: term.value for name, term in row.items()} for row in found]


def test_every_project_is_there(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]]
) -> None:
    stated = sheets[PROJECTS]
    assert (len(stated), len(sheets[PARTNERS])) == (1891, 8621)
    found = rows(graph, "?project a hz:Project ; rdfs:label ?name")
    assert len({row["project"] for row in found}) == len(
        {(row["Programme"], row["Acronym"], row["Lead Partner"]) for row in stated}
    )


def test_projects_have_the_figures_of_the_sheet(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]]
) -> None:
    found = {
        (row["programme"], row["name"]): row
        for row in rows(
            graph,
            "?project a hz:Project ; rdfs:label ?name ; hz:programme/rdfs:label ?programme ; "
            "hz:startsOn ?start ; hz:endsOn ?end ; hz:budget ?budget",
        )
    }
    stated = sheets[PROJECTS]
    names = Counter((row["Programme"], row["Acronym"]) for row in stated)
    checked = 0
    for row in stated[::20]:
        complete = row["Budget"] and row["Project start"] and row["Project end"]
        if not complete or names[row["Programme"], row["Acronym"]] > 1:
            continue  # of one name there may be projects with different lead partners
        known = found[str(row["Programme"]), str(row["Acronym"])]
        budget = Decimal(str(row["Budget"]).replace(",", ""))
        starts, ends = (
            str(row[name]).replace("/", "-") for name in ("Project start", "Project end")
        )
        assert date.fromisoformat(starts)
        assert (Decimal(known["budget"]), known["start"], known["end"]) == (budget, starts, ends)
        checked += 1
    assert checked > 60


def test_themes_are_fields_and_places_have_nuts_codes(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]]
) -> None:
    themes = {
        str(row[name]).strip()
        for row in sheets[PROJECTS]
        for name in ("Thematic1", "Thematic2", "Thematic3")
        if row[name]
    }
    found = rows(graph, "?project hz:field/rdfs:label ?theme")
    assert {row["theme"] for row in found} == themes
    erfurt = rows(graph, f"<{mint('Area', 'nuts:DEG01')}> rdfs:label ?name ; geo:sfWithin+ ?larger")
    assert {row["name"] for row in erfurt} == {"Erfurt, Kreisfreie Stadt"}
    codes = ("nuts:DEG0", "nuts:DEG", "iso3166:DE")
    assert {row["larger"] for row in erfurt} == {mint("Area", code) for code in codes}


def test_partners_of_a_university_are_those_of_its_projects(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]]
) -> None:
    name = "Technische Universität Dresden"
    found = graph.partners(name, evidence=True)
    assert found.asked.name == name
    projects = {
        (row["Programme"], row["Acronym"])
        for row in sheets[PARTNERS]
        if row["Project Partner"] == name
    }
    beside = [
        (row["Acronym"], row["Project Partner"])
        for row in sheets[PARTNERS]
        if (row["Programme"], row["Acronym"]) in projects and row["Project Partner"] != name
    ]
    titles = {tie.title for partner in found for tie in partner.ties}
    assert titles == {acronym for acronym, _ in beside}
    # Other spellings of one name are one partner.
    assert 0.9 * len({partner for _, partner in beside}) <= len(found) <= len(beside)


@pytest.fixture(scope="module")
def with_ror(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KnowledgeGraph, Report]]:
    """The workbook and ROR's tables in one store, with what was said of reading the tables."""
    path = tmp_path_factory.mktemp("both") / "store"
    with hezuo.graph.open(str(path), create=True) as opened:
        opened.add(WORKBOOK, mapping="keep-eu")
        yield opened, opened.add(ROR, mapping="ror")


@pytest.fixture(scope="module")
def ror_tables() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The organisations and the relations, as Python's own reader reads them."""
    found = []
    for name in ("ror_orgs.csv", "ror_relationships.csv"):
        with (ROR / name).open(encoding="utf-8", newline="") as file:
            found.append(list(csv.DictReader(file)))
    return found[0], found[1]


def test_organizations_of_ror_are_there_and_those_only_pointed_to_are_stubs(
    with_ror: tuple[KnowledgeGraph, Report],
    ror_tables: tuple[list[dict[str, str]], list[dict[str, str]]],
) -> None:
    graph, report = with_ror
    stated, relations = ror_tables
    assert (len(stated), len(relations)) == (46_981, 49_976)
    known = {row["id"] for row in stated}
    dangling = [row["object"] for row in relations if row["object"] not in known]
    expected = (
        f"{len(dangling):,} rows pointing to {len(set(dangling)):,} organizations that no table "
        "describes; kept by name"
    )
    assert [note for note in report.notes if note.endswith(expected)]
    source = mint("Source", "ror")
    found = rows(graph, f"GRAPH <{source}> {{ ?org a hz:Organization ; schema:identifier ?id }}")
    written = {row["id"].removeprefix("ror:") for row in found if row["id"].startswith("ror:")}
    sound = {iri.rpartition("/")[2] for iri in known | set(dangling)} - {"012xzy7a9"}
    assert written == sound
    # One row has an id that no ROR id can be: the organisation is kept without it.
    assert graph.find("MRC Metabolic Diseases Unit")


def test_relations_of_ror_lead_where_the_table_says(
    with_ror: tuple[KnowledgeGraph, Report],
    ror_tables: tuple[list[dict[str, str]], list[dict[str, str]]],
) -> None:
    graph, _ = with_ror
    _, relations = ror_tables
    checked = 0
    found = {
        (row["below"], row["above"])
        for row in rows(
            graph,
            "?a org:subOrganizationOf ?b . ?a schema:identifier ?below . "
            "?b schema:identifier ?above",
        )
    }
    for row in relations[::200]:
        if row["type"] == "parent":
            pair = tuple("ror:" + row[end].rpartition("/")[2] for end in ("subject", "object"))
            assert pair in found
            checked += 1
    assert checked > 50


def test_one_university_is_one_node_from_both(with_ror: tuple[KnowledgeGraph, Report]) -> None:
    graph, _ = with_ror
    partners = graph.partners("Technische Universität Dresden")
    assert partners
    stated = rows(graph, f"<{partners.asked.iri}> schema:identifier ?id")
    assert {"id": "ror:042aqky30"} in stated


def test_the_matrix_of_countries_is_that_of_the_sheet(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]]
) -> None:
    iso = {"EL": "GR", "UK": "GB"}
    countries: dict[tuple[object, object], set[str]] = defaultdict(set)
    for row in sheets[PARTNERS]:
        # The region says it where there is one: one row puts a town of Estonia into Russia.
        code = str(row["NUTS1 (or equivalent)"] or row["Country code"] or "")[:2]
        if code:
            countries[row["Programme"], row["Acronym"]].add(iso.get(code, code))
    projects = {(row["Programme"], row["Acronym"], row["Lead Partner"]) for row in sheets[PROJECTS]}
    stated = Counter(
        pair
        for programme, acronym, _ in projects
        for pair in combinations(sorted(countries[programme, acronym]), 2)
    )
    found = graph.matrix("country")
    codes = [one.iri.rpartition(":")[2] for one in found.groups]
    assert found.left_out == 0
    square = found.square()
    assert stated == {
        (one, other): number
        for one, numbers in zip(codes, square, strict=True)
        for other, number in zip(codes, numbers, strict=True)
        if number and one < other
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Klaipeda University", 32),
        ("Nordregio", 77),
        ("Research Centre of the Slovenian Academy of Sciences and Arts", 73),
        ("Metropolitan City of Bologna", 55),
        ("Gdansk University of Technology", 27),
    ],
)
def test_partners_are_those_that_the_sheet_has_in_its_projects(
    graph: KnowledgeGraph, sheets: dict[str, list[dict[str, object]]], name: str, number: int
) -> None:
    """The store says which spellings are one body; who is with whom how often, the sheet."""
    projects: dict[tuple[object, object], set[str]] = defaultdict(set)
    for row in sheets[PARTNERS]:
        projects[row["Programme"], row["Acronym"]].add(str(row["Project Partner"]))
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in rows(graph, "?body a hz:Party ; rdfs:label|skos:altLabel ?name"):
        bodies[row["name"]].add(row["body"])
    found = graph.partners(name)
    own = found.asked.iri
    stated: dict[str, set[tuple[object, object]]] = defaultdict(set)
    for project, partners in projects.items():
        members = [bodies[partner] for partner in partners]
        if {own} in members:
            # None of these partners goes by a name that another has too.
            assert all(len(its) == 1 for its in members)
            for (body,) in members:
                stated[body].add(project)
    del stated[own]
    assert len(stated) == number
    assert {partner.partner.iri: partner.number for partner in found} == {
        body: len(shared) for body, shared in stated.items()
    }
