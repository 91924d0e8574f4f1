"""Checking: the bundled data is clean, and every fault that is planted is found."""

import datetime
import json
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from table_folders import nquads, write_tables

import hezuo.graph
from hezuo.graph.check import Finding, check
from hezuo.graph.identity.decisions import Decision, decide
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint

X = mint("Organization", "X")
Y = mint("Organization", "Y")
T = mint("Agreement", "s T")
TABLES = {
    "sources": "id,title\ns,S\n",
    "organizations": "name,evidence\nX,1-2\nY,\n",
    "agreements": "id,title,parties\nT,t,X；Y\n",
    "projects": "name,starts_on,ends_on\nP,2020,2021\n",
}
GRAPH = mint("Source", "s")


def wrong(found: list[Finding]) -> list[Finding]:
    """Leave out what is of note but not wrong."""
    return [finding for finding in found if finding.severity != "Info"]


def test_the_bundled_data_is_clean(chongqing: EmbeddedStore) -> None:
    assert wrong(check(chongqing)) == []


def found_after(
    folder: Path, remove: tuple[str, str] | None, add: list[tuple[str, str, object]]
) -> list[Finding]:
    """Return what is found when facts of a clean source are taken out and others put in."""
    nquads(folder / "store", write_tables(folder / "f", TABLES))
    with closing(open_store(folder / "store")) as store:
        assert check(store) == []
        kept = [
            quad for quad in store.quads()
            if remove is None or (quad.subject.value, quad.predicate.value)
            != (remove[0], expand(remove[1]))
        ]  # fmt: skip
        assert (len(kept) < len(list(store.quads()))) == (remove is not None)
        graph = NamedNode(GRAPH)
        for subject, name, value in add:
            kept.append(Quad(NamedNode(subject), NamedNode(expand(name)), value, graph))
        with store.writing() as writer:
            writer.replace(GRAPH, kept)
        return wrong(check(store))


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=node(f"xsd:{name}"))


P = mint("Project", "P s")
E = mint("Event", "e")
FIGURE = mint("Observation", "o")
A = mint("Area", "1")
SELECTOR = mint("Selector", "1-2")
EVIDENCE = mint("Evidence", "s 1-2")
PLANTED: dict[str, tuple[tuple[str, str] | None, list[tuple[str, str, object]], str, str]] = {
    "no name": ((X, "rdfs:label"), [], "Violation", "rdfs:label"),
    "empty name": ((X, "rdfs:label"), [(X, "rdfs:label", Literal(""))], "Violation", "rdfs:label"),
    "alias that is a link": (
        None, [(X, "skos:altLabel", node("hz:x"))], "Violation", "skos:altLabel"),
    "no party": ((T, "hz:party"), [(T, "hz:flag", node("hz:CounterpartyUnknown"))],
                 "Violation", "hz:party"),
    "party of no kind": (None, [(T, "hz:party", node("organization:nobody"))],
                         "Violation", "hz:party"),
    "party of the wrong kind": (None, [(T, "hz:party", NamedNode(P))], "Violation", "hz:party"),
    "party as text": (None, [(T, "hz:party", Literal("X"))], "Violation", "hz:party"),
    "date as text": (None, [(T, "hz:signedOn", Literal("2021"))], "Violation", "hz:signedOn"),
    "two dates": (None, [(T, "hz:signedOn", typed("2021", "gYear")),
                         (T, "hz:signedOn", typed("2020", "gYear"))], "Violation", "hz:signedOn"),
    "unknown status": (None, [(T, "hz:status", node("hz:Maybe"))], "Violation", "hz:status"),
    "budget below nothing": (None, [(P, "hz:budget", typed("-1", "decimal"))],
                             "Violation", "hz:budget"),
    "evidence without a place": ((EVIDENCE, "oa:hasSelector"), [], "Violation", "oa:hasSelector"),
    "evidence of no source": ((EVIDENCE, "oa:hasSource"), [], "Violation", "oa:hasSource"),
    "evidence that ends before it starts": (
        (SELECTOR, "oa:end"), [(SELECTOR, "oa:end", typed("1", "integer"))],
        "Violation", "oa:start"),
    "code that is none": (
        None, [(mint("Area", "1"), "rdf:type", node("hz:Area")),
               (mint("Area", "1"), "rdfs:label", Literal("a")),
               (mint("Area", "1"), "skos:notation", Literal("1"))], "Violation", "skos:notation"),
    "one party and no flag": (
        (T, "hz:party"), [(T, "hz:party", NamedNode(X))], "Warning", ""),
    "division without a code": (
        None, [(mint("Area", "1"), "rdf:type", node("hz:Area")),
               (mint("Area", "1"), "rdf:type", node("hz:County")),
               (mint("Area", "1"), "rdfs:label", Literal("a"))], "Warning", "skos:notation"),
    "project that ends before it starts": (
        (P, "hz:endsOn"), [(P, "hz:endsOn", typed("2019", "gYear"))], "Warning", "hz:startsOn"),
    "day that is none": (None, [(T, "hz:signedOn", typed("2021-02-30", "date"))],
                         "Violation", "hz:signedOn"),
    "year that is none": (None, [(T, "hz:signedOn", typed("19", "gYear"))],
                          "Violation", "hz:signedOn"),
    "signed when the sun has burnt out": (
        None, [(T, "hz:signedOn", typed("9021", "gYear"))], "Warning", "hz:signedOn"),
    "signed after it was reported": (
        None, [(T, "hz:signedOn", typed("2021-03", "gYearMonth")),
               (GRAPH, "dcterms:issued", typed("2021-02-28", "date"))], "Warning", "hz:signedOn"),
    "signed before the event at which it was signed": (
        None, [(T, "hz:signedOn", typed("2020", "gYear")), (T, "hz:atEvent", NamedNode(E)),
               (E, "rdf:type", node("hz:Event")), (E, "rdfs:label", Literal("e")),
               (E, "hz:heldOn", typed("2021-03", "gYearMonth"))], "Warning", "hz:signedOn"),
    "period that ends before it starts": (
        None, [(FIGURE, "rdf:type", node("hz:Observation")), (FIGURE, "rdfs:label", Literal("o")),
               (FIGURE, "hz:value", typed("1", "decimal")),
               (FIGURE, "hz:periodStart", typed("2021", "gYear")),
               (FIGURE, "hz:periodEnd", typed("2020-12", "gYearMonth"))],
        "Warning", "hz:periodStart"),
    "reference to what is nowhere": (
        None, [(X, "rdfs:seeAlso", node("organization:nobody"))], "Violation", "rdfs:seeAlso"),
    "organisation that is an event": (
        None, [(X, "rdf:type", node("hz:Event"))], "Violation", "rdf:type"),
    "county that is a zone": (
        None, [(A, "rdf:type", node(f"hz:{k}")) for k in ("Area", "District", "County", "Zone")]
        + [(A, "rdfs:label", Literal("a")), (A, "skos:notation", Literal("500106"))],
        "Violation", "rdf:type"),
    "one identifier on two organisations": (
        # Two identifiers of one scheme keep them apart, although they share one of another.
        None, [(X, "schema:identifier", Literal("ror:05sbt2524")),
               (Y, "schema:identifier", Literal("ror:042aqky30")),
               *((x, "schema:identifier", Literal("isni:0000000417586597")) for x in (X, Y))],
        "Warning", "schema:identifier"),
    "signed before a party was founded": (
        None, [(T, "hz:signedOn", typed("2020-12", "gYearMonth")),
               (X, "schema:foundingDate", typed("2021", "gYear"))], "Warning", "hz:signedOn"),
    "one code on two areas": (
        None, [fact for x in (A, f"{A}0") for fact in (
            (x, "rdf:type", node("hz:Area")), (x, "rdfs:label", Literal("a")),
            (x, "skos:notation", Literal("500106")))], "Warning", "skos:notation"),
    "demand of nobody": (
        None, [("https://w3id.org/hezuo/id/demand/1", "rdf:type", node("hz:Demand")),
               ("https://w3id.org/hezuo/id/demand/1", "rdfs:label", Literal("d"))],
        "Violation", "hz:soughtBy"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_every_planted_fault_is_found(tmp_path: Path, fault: str) -> None:
    remove, add, severity, name = PLANTED[fault]
    found = found_after(tmp_path, remove, add)
    assert {(f.severity, f.source, f.property) for f in found} == {(severity, "s", name)}
    assert all(f.problem and f.remedy and f.thing and "{" not in f.problem for f in found)


def test_violations_come_before_warnings(tmp_path: Path) -> None:
    facts: list[tuple[str, str, object]] = [(P, "hz:budget", typed("-1", "decimal"))]
    found = found_after(tmp_path, (T, "hz:party"), [*facts, (T, "hz:party", NamedNode(X))])
    assert [finding.severity for finding in found] == ["Violation", "Warning"]


@pytest.mark.parametrize(
    ("start", "end"), [("2020", "2021-06"), ("2020-06-01", "2020"), ("2020-06", "2020-06-30")]
)
def test_dates_of_different_precision_are_no_fault(tmp_path: Path, start: str, end: str) -> None:
    table = {"projects": f"name,starts_on,ends_on\nP,{start},{end}\n"}
    nquads(tmp_path / "store", write_tables(tmp_path / "f", table))
    with closing(open_store(tmp_path / "store")) as store:
        assert check(store) == []


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ([(T, "hz:signedOn", typed("9021", "gYear")), (T, "hz:status", node("hz:Planned"))],
         "a planned agreement may have a date to come"),
        ([(T, "hz:signedOn", typed("2021-01", "gYearMonth")),
          (X, "schema:foundingDate", typed("2021", "gYear"))], "a year holds its months"),
        ([(X, "owl:sameAs", node("organization:x"))], "another name need not be described"),
        ([(T, "hz:signedOn", typed("2021-03", "gYearMonth")),
          (GRAPH, "dcterms:issued", typed("2021", "gYear"))],
         "a month may lie in the year of publication"),
        ([(T, "hz:signedOn", typed("2021", "gYear")), (T, "hz:atEvent", NamedNode(E)),
          (E, "rdf:type", node("hz:Event")), (E, "rdfs:label", Literal("e")),
          (E, "hz:heldOn", typed("2021-03", "gYearMonth"))],
         "a month may lie in the year of signing"),
    ],
)  # fmt: skip
def test_what_is_right_is_no_fault(
    tmp_path: Path, facts: list[tuple[str, str, object]], what: str
) -> None:
    assert found_after(tmp_path, None, facts) == [], what


def test_what_was_merged_is_right(tmp_path: Path) -> None:
    """A decision names what is now seen under another name, or has gone with its source."""
    tables = TABLES | {"organizations": "name\nX\nY\nZ\n"}
    nquads(tmp_path / "store", write_tables(tmp_path / "f", tables))
    with closing(open_store(tmp_path / "store")) as store:
        gone = mint("Organization", "gone")
        decide(store, [Decision(Y, mint("Organization", "Z"), "Same"), Decision(X, gone, "Same")])
        assert any(quad.predicate.value == expand("owl:sameAs") for quad in store.quads())
        assert check(store) == []


def test_an_agreement_signed_today_is_not_of_the_future(tmp_path: Path) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    latest = today + datetime.timedelta(days=1)  # it may be tomorrow where the user is
    for day, count in ((today, 0), (latest, 0), (latest + datetime.timedelta(days=1), 1)):
        facts: list[tuple[str, str, object]] = [(T, "hz:signedOn", typed(str(day), "date"))]
        assert len(found_after(tmp_path / str(day), None, facts)) == count


def test_an_organisation_in_no_relation_is_noted(tmp_path: Path) -> None:
    tables = dict(TABLES) | {"organizations": "name,district\nX,\nY,\nAlone,武侯区\n"}
    nquads(tmp_path / "store", write_tables(tmp_path / "f", tables))
    with closing(open_store(tmp_path / "store")) as store:
        (found,) = check(store)
    assert (found.severity, found.thing, found.place) == ("Info", "Alone", "organizations")


def test_a_finding_says_where_and_what(tmp_path: Path) -> None:
    facts: list[tuple[str, str, object]] = [(X, "hz:locatedIn", Literal("nowhere"))]
    (found,) = found_after(tmp_path / "text", None, facts)
    assert found == Finding(
        severity="Violation", source="s", place="characters 1-2", thing="X",
        property="hz:locatedIn", problem="has the value 'nowhere', which does not fit",
        remedy="hz:locatedIn must name a thing of the kind Area, once", value="nowhere", iri=X,
    )  # fmt: skip
    (found,) = found_after(tmp_path / "table", (T, "rdfs:label"), [])
    assert (found.place, found.problem) == ("agreements, column title", "is missing")
    assert found.thing == "agreement:s_T"


def test_only_the_sources_asked_for_are_checked(tmp_path: Path) -> None:
    folders = []
    for name in ("a", "b"):
        tables = {"sources": f"id,title\n{name},{name}\n",
                  "projects": f"name,starts_on,ends_on\nP {name},2021,2020\n"}  # fmt: skip
        folders.append(write_tables(tmp_path / name, tables))
    nquads(tmp_path / "store", *folders)
    with closing(open_store(tmp_path / "store")) as store:
        assert [f.source for f in check(store)] == ["a", "b"]
        assert [(f.source, f.thing) for f in check(store, [mint("Source", "b")])] == [("b", "P b")]


def test_each_source_has_to_be_right_by_itself(tmp_path: Path) -> None:
    """What one source leaves out is missing there, even if another source states it."""
    facts = [Quad(NamedNode(X), NamedNode(expand("rdf:type")), node("hz:Organization"),
                  NamedNode(mint("Source", "t")))]  # fmt: skip
    nquads(tmp_path / "store", write_tables(tmp_path / "f", TABLES))
    with closing(open_store(tmp_path / "store")) as store:
        with store.writing() as writer:
            writer.replace(mint("Source", "t"), facts)
        (found,) = wrong(check(store))
    assert (found.source, found.thing, found.property) == ("t", "X", "rdfs:label")


def test_the_command_says_by_its_exit_code_whether_something_is_wrong(
    tmp_path: Path, hezuo: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    alone = write_tables(tmp_path / "alone", {"organizations": "name\nAlone\n"})
    nquads(tmp_path / "hezuo-store", alone)
    clean = hezuo("check", "-f", "csv")
    assert (clean.returncode, clean.stdout) == (0, "")
    assert clean.stderr == "0 violations, 0 warnings, 1 notes (--all lists them)\n"
    noted = hezuo("check", "-f", "csv", "--all")
    assert noted.returncode == 0
    head, row = noted.stdout.splitlines()
    assert head == "severity,source,place,thing,property,problem,remedy"
    assert row.startswith('Info,alone,organizations,Alone,,"stands in no relation')

    late = write_tables(tmp_path / "late", {"projects": "name,starts_on,ends_on\nP,2021,2020\n"})
    nquads(tmp_path / "hezuo-store", late)
    faulty = hezuo("check", "-f", "jsonl")
    assert (faulty.returncode, faulty.stderr) == (
        1, "0 violations, 1 warnings, 1 notes (--all lists them)\n")  # fmt: skip
    (row,) = map(json.loads, faulty.stdout.splitlines())
    assert (row["thing"], row["value"], row["iri"]) == ("P", "2021", mint("Project", "P late"))
    assert hezuo("check", "--source", "alone").returncode == 0

    (tmp_path / "own.ttl").write_text("nothing")
    assert hezuo("check", "--shapes", "own.ttl").returncode == 2
    assert hezuo("check", "--store", "nowhere").returncode == 2


def test_what_two_iris_mean_may_have_the_values_of_both(tmp_path: Path) -> None:
    tables = {"organizations": "name,address,founded\n甲,路一,1990\n乙,路二,1991\n"}
    graph = hezuo.graph.open(str(tmp_path / "store"), create=True)
    graph.add(write_tables(tmp_path / "f", tables))
    graph.decide("甲", "乙", is_same=True)
    assert [found for found in graph.check() if found.severity == "Violation"] == []
