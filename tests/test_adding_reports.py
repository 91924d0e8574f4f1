"""Reports go into a store: each a source, replaced and passed over like any other."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from signing_reports import BODY, PLANNED, TEXT, TITLE, write_lines, write_reports
from table_folders import write_tables

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.facts import AgreementFact
from hezuo.graph.extract.many import extractions
from hezuo.graph.extract.reading import Reading
from hezuo.graph.extract.review.decisions_file import Decision, Decisions, Source
from hezuo.graph.extract.review.kept_decisions import FILE
from hezuo.graph.extract.rules import RuleExtractor
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.vocabulary import mint

Run = Callable[..., subprocess.CompletedProcess[str]]
HOW = Reading(published="2021-06-18")
PAIR = "重庆市沙坪坝区科学技术协会"


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    return KnowledgeGraph(tmp_path / "store", create=True)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "签约.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def partners(graph: KnowledgeGraph, name: str = PAIR) -> list[str]:
    return [row.partner.name for row in graph.partners(name)]


def test_a_report_is_a_source_and_its_agreement_a_tie(graph: KnowledgeGraph, report: Path) -> None:
    added = graph.add(report, reading=HOW)
    assert [item.source for item in added.added] == [mint("Source", "签约")]
    (row,) = graph.partners(PAIR, evidence=True)
    assert row.partner.name == "成都市武侯区科学技术协会"
    (tie,) = row.ties
    assert (tie.title, tie.date) == ("战略合作协议", "2021-06-17")
    # The headline says it too.
    assert [TEXT[place.start : place.end].strip()[:5] for place in tie.evidence] == [
        TITLE[:5],
        BODY[:5],
    ]


def test_who_signed_for_a_party_is_in_the_graph_and_no_party(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "signed.txt"
    path.write_text(
        "5月8日，四川大学副校长林知远与重庆大学校长郑远帆分别代表双方签署合作协议。\n",
        encoding="utf-8",
    )
    graph.add(path, reading=HOW)
    (row,) = graph.partners("四川大学", evidence=True)
    assert (row.partner.name, row.ties[0].signatories) == ("重庆大学", ["林知远", "郑远帆"])
    (signed,) = graph.agreements()
    assert [party.name for party in signed.parties] == ["四川大学", "重庆大学"]
    assert {found.severity for found in graph.check()} <= {"Info"}


def test_rule_confidence_and_extractor_are_in_the_graph(
    graph: KnowledgeGraph, report: Path
) -> None:
    graph.add(report, reading=HOW)
    rows = graph.select(
        "SELECT ?rule ?sure ?by { ?a a hz:Agreement ; hz:evidence ?e . ?e hz:rule ?rule ; "
        "hz:confidence ?sure ; oa:hasSource ?source . ?source hz:extractor ?by }"
    )
    for rule, sure, extractor in rows:
        assert str(rule).startswith("agreement:")
        assert 0 < float(sure) <= 1
        assert extractor == f"rules {RuleExtractor.version}"
    assert len(rows) == 2
    assert {found.severity for found in graph.check()} <= {"Info"}


def test_the_same_report_again_is_unchanged_and_otherwise_read_it_is_not(
    graph: KnowledgeGraph, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unchanged(how: Reading) -> list[bool]:
        return [item.is_unchanged for item in graph.add(report, reading=how).added]

    assert [unchanged(HOW), unchanged(HOW)] == [[False], [True]]
    assert unchanged(Reading(published="2020-06-18")) == [False]
    monkeypatch.setattr(RuleExtractor, "version", "another")
    assert unchanged(Reading(published="2020-06-18", planned=True)) == [False]
    report.write_text(PLANNED, encoding="utf-8")
    assert unchanged(HOW) == [False]
    with pytest.raises(HezuoError):
        partners(graph)


def test_what_is_planned_is_added_when_asked_for_and_makes_no_tie(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLANNED, encoding="utf-8")
    (note,) = graph.add(path, reading=HOW).notes
    assert "only planned" in note
    graph.add(path, reading=Reading(planned=True))
    statuses = graph.select("SELECT ?s { ?a a hz:Agreement ; hz:status ?s }")
    assert [str(row[0]).rpartition("#")[2] for row in statuses] == ["Planned"]
    assert partners(graph, "重庆药学会") == []


def test_a_folder_of_reports_is_each_report_in_it(graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    paths = write_reports(folder / "2021", 3)
    (folder / "note.xyz").write_text("x")
    report = graph.add(folder, reading=HOW)
    assert len(report.added) == 3
    assert report.notes == [f"{folder}: left out note.xyz"]
    assert len(partners(graph, "四川大学")) == 3
    paths[1].write_text(PLANNED, encoding="utf-8")
    again = graph.add(folder, reading=HOW)
    assert sorted(item.is_unchanged for item in again.added) == [False, True, True]
    assert len(partners(graph, "四川大学")) == 2


def test_a_folder_with_tables_stays_tables(graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "mixed", {"organizations": "name\nX\n"})
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    report = graph.add(folder)
    assert [item.source for item in report.added] == [mint("Source", "mixed")]
    assert "report.txt: is no table and left out" in " ".join(report.notes)


def test_a_text_that_is_a_table_stays_one(graph: KnowledgeGraph, tmp_path: Path) -> None:
    for name, text in (("organizations.txt", "name\nX\n"), ("x.txt", "单位名称,网址\n甲院,\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        graph.add(tmp_path / name)
    assert graph.select("SELECT ?e { ?s hz:extractor ?e }") == []


def test_json_lines_are_a_source_each_and_what_left_the_file_leaves_the_store(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    said = {"title": TITLE, "text": BODY, "published": "2021-06-18"}
    path = tmp_path / "two.jsonl"
    write_lines(path, said | {"id": "a"}, {"id": "b", "text": PLANNED})
    added = graph.add(path).added
    assert [item.source for item in added] == [mint("Source", "a"), mint("Source", "b")]
    assert len(partners(graph)) == 1
    write_lines(path, {"id": "b", "text": PLANNED})
    assert graph.add(path).removed == [mint("Source", "a")]


def test_without_keep_going_one_bad_report_stops_all(graph: KnowledgeGraph, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "r", 2)
    paths[0].write_bytes(b"")
    with pytest.raises(HezuoError, match=r"report000\.txt: is empty"):
        graph.add(tmp_path / "r")
    assert graph.sources() == []


def test_with_keep_going_the_others_are_added_and_the_bad_one_named(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    paths = write_reports(tmp_path / "r", 3)
    paths[1].write_bytes(b"\x00\x01\x02\xff" * 9)
    report = graph.add(tmp_path / "r", reading=HOW, keep_going=True)
    assert len(report.added) == 2
    (error,) = report.failed
    assert "report001.txt" in str(error)


def test_with_keep_going_good_lines_are_added_and_bad_ones_named_each_time(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "x.jsonl", {"id": "a", "text": BODY}, {"id": "b", "text": ""})
    for _ in range(2):
        report = graph.add(path, keep_going=True)
        assert [item.source for item in report.added] == [mint("Source", "a")]
        assert [item.is_unchanged for item in report.added] == [False]
        assert "x.jsonl, row 2, column text" in str(report.failed[0])


def test_with_keep_going_an_error_does_not_say_that_nothing_was_stored(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    paths = write_reports(tmp_path / "r", 2)
    paths[1].write_bytes(b"")
    table = write_tables(tmp_path / "t", {"organizations": "name,nmae\nX,Y\n"})
    errors = [str(e) for e in graph.add(tmp_path / "r", table, keep_going=True).failed]
    assert len(graph.sources()) == 1
    assert [error.splitlines()[-1] for error in errors] == ["1 fault; this was left out"] * 2
    with pytest.raises(HezuoError, match="1 fault; nothing was stored"):
        graph.add(tmp_path / "r")


def test_a_report_on_standard_input_is_a_source_of_its_own(hezuo: Run, tmp_path: Path) -> None:
    store = ("--store", tmp_path / "store")
    first = hezuo("add", "-", *store, input=TEXT)
    assert (first.returncode, first.stderr) == (0, "")
    checksum = hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    assert first.stdout.startswith(f"stdin-{checksum}: ")
    assert f"from standard input {checksum} now in" in first.stdout
    assert "has not changed" in hezuo("add", "-", *store, input=TEXT).stdout
    hezuo("add", "-", *store, input=f"{TEXT}另有一事。\n")  # keeps what came before
    listed = hezuo("sources", *store, "-f", "csv").stdout.splitlines()
    assert len(listed) == 3
    assert f"standard input {checksum}" in listed[1] + listed[2]


def test_lines_on_standard_input_replace_those_of_the_same_ids(hezuo: Run, tmp_path: Path) -> None:
    store = ("--store", tmp_path / "store")
    for text, notes in ((BODY, 0), (PLANNED, 1)):
        line = json.dumps({"id": "a", "text": text}, ensure_ascii=False)
        done = hezuo("add", "-", *store, input=line)
        assert done.stdout.startswith("a: ")
        assert done.stderr.count("note: a: replaces what was read from standard input") == notes


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("name,kind\nX,Company\n", (), "stdin: holds a table and no report; save it as a file"),
        (TEXT, ("--mapping", "org"), "a mapping is for tables and RDF, and - for a report"),
    ],
)
def test_what_is_read_from_files_alone_is_said_in_a_line(
    hezuo: Run, tmp_path: Path, content: str, options: tuple[str, ...], said: str
) -> None:
    store = tmp_path / "store"
    done = hezuo("add", "-", *options, "--store", store, input=content)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[0]
    kept = hezuo("add", "-", write_reports(tmp_path, 1)[0], "--keep-going", "--store", store,
                 input="a,b\n1,2\n")  # fmt: skip
    assert (kept.returncode, kept.stdout.split(":")[0]) == (2, "report000")


def test_two_reports_of_one_name_are_told_apart_or_refused(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    (first,), (other,) = (write_reports(tmp_path / name, 1) for name in ("a", "b"))
    assert len(graph.add(first, other).added) == 2
    empty = KnowledgeGraph(tmp_path / "other", create=True)
    empty.add(first)
    with pytest.raises(HezuoError, match="has the same name; give the file another name"):
        empty.add(other)
    assert "same name" in str(empty.add(other, keep_going=True).failed[0])
    decisions = tmp_path / "decisions.txt"
    decisions.write_text(TEXT, encoding="utf-8")
    with pytest.raises(HezuoError, match="cannot be called decisions"):
        empty.add(decisions)


def test_what_was_refused_stays_refused(
    graph: KnowledgeGraph, report: Path, tmp_path: Path
) -> None:
    ((first, extraction),) = next(iter(extractions([report], HOW, []))).made
    signed = extraction.of(AgreementFact)
    refused = tuple(Decision(key=fact.key(), verdict="refuse") for fact in signed)
    source = Source(report=first.id, decisions=refused)
    path = tmp_path / "d.json"
    path.write_text(Decisions(sources=(source,)).to_json(), encoding="utf-8")
    how = Reading(published="2021-06-18", decisions=path)
    graph.add(report, reading=how)
    assert partners(graph) == []
    assert graph.add(report, reading=HOW).added[0].is_unchanged  # the store keeps what was decided
    report.write_text(f"{TEXT}\n", encoding="utf-8")
    graph.add(report, reading=HOW)
    assert partners(graph) == []


def test_a_later_decision_takes_an_earlier_one_back(
    graph: KnowledgeGraph, report: Path, tmp_path: Path
) -> None:
    ((first, extraction),) = next(iter(extractions([report], HOW, []))).made
    for verdict in ("refuse", "accept"):
        decided = tuple(
            Decision.model_validate({"key": fact.key(), "verdict": verdict})
            for fact in extraction.of(AgreementFact)
        )
        path = tmp_path / "d.json"
        path.write_text(Decisions(sources=(Source(report=first.id, decisions=decided),)).to_json())
        graph.add(report, reading=Reading(published="2021-06-18", decisions=path))
        assert bool(partners(graph)) == (verdict == "accept")


def test_decisions_of_an_add_that_fails_are_not_kept(
    graph: KnowledgeGraph, report: Path, tmp_path: Path
) -> None:
    path = tmp_path / "d.json"
    path.write_text(Decisions(sources=(Source(report="a"),)).to_json(), encoding="utf-8")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK")
    how = Reading(published="2021-06-18", decisions=path)
    with pytest.raises(HezuoError):
        graph.add(report, broken, reading=how)
    assert not (graph.folder / FILE).exists()
    path.write_text("{", encoding="utf-8")
    with pytest.raises(HezuoError, match="is no JSON"):
        graph.add(report, reading=how)
    assert not (graph.folder / FILE).exists()


def test_many_processes_make_the_same_graph(tmp_path: Path) -> None:
    write_reports(tmp_path / "r", 20)
    made = []
    for processes in (1, 2):
        graph = KnowledgeGraph(tmp_path / f"store{processes}", create=True)
        graph.add(tmp_path / "r", reading=Reading(published="2021-06-18", processes=processes))
        made.append(graph.export("nquads"))
    assert made[0] == made[1]
    assert b"with-list" in made[0]


def test_exported_and_read_again_it_says_the_same(graph: KnowledgeGraph, report: Path) -> None:
    graph.add(report, reading=HOW)
    folder = report.parent
    (folder / "x.ttl").write_bytes(graph.export("turtle"))
    graph.export_tables(folder / "tables")
    for name in ("x.ttl", "tables"):
        again = KnowledgeGraph(folder / f"again-{name}", create=True)
        again.add(folder / name)
        assert again.export("nquads") == graph.export("nquads"), name
