"""Real tables that nobody here wrote, read with the mappings that ship; skipped without them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import hezuo.graph
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.vocabulary import mint

WORKBOOK = Path(__file__).parents[2] / "shared/datasets/interreg/keep_closed_1420.xlsx"
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
    checked = 0
    for row in sheets[PROJECTS][::100]:
        known = found.get((str(row["Programme"]), str(row["Acronym"])))
        if known is None or not (row["Budget"] and row["Project start"] and row["Project end"]):
            continue
        budget = Decimal(str(row["Budget"]).replace(",", ""))
        starts, ends = (
            str(row[name]).replace("/", "-") for name in ("Project start", "Project end")
        )
        assert date.fromisoformat(starts)
        assert (Decimal(known["budget"]), known["start"], known["end"]) == (budget, starts, ends)
        checked += 1
    assert checked >= 12


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
    asked, found = graph.partners(name)
    assert asked.name == name
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
