"""Pairs that may be one organisation: which are proposed, why, and what a decision changes."""

import csv
import io
import os
import subprocess
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_folders import write_tables

import hezuo.graph
from hezuo.graph.errors import HezuoError
from hezuo.graph.identity.duplicates import DEFAULT_THRESHOLD, compared
from hezuo.graph.identity.profiles import Profile, host, profiles
from hezuo.graph.identity.scoring import score
from hezuo.graph.identity.spelling import spelling, weights
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.vocabulary import mint

HEADER = "name,aliases,kind,district,website,identifiers\n"
ORGANIZATIONS = HEADER + "\n".join(
    [
        "Chamber of Commerce Dresden,,,nuts:DED21,,",
        "Dresden Chambre of Commerce,,,nuts:DED21,,",
        "Universität Leipzig (UL),,University,nuts:DED51,https://www.uni-leipzig.de,",
        "University of Leipzig,,University,nuts:DED51,http://uni-leipzig.de/en,",
        "City of Leipzig,,GovernmentBody,nuts:DED51,,",
        "University of Bergen,,University,NO,,",
        "University of Bergamo,,University,IT,,",
        "Institute for Applied Rowing 1,,,nuts:DED21,,",
        "Institute for Applied Rowing 2,,,nuts:DED21,,",
        "重庆市自动化与仪器仪表学会,,,500000,,",
        "重庆市自动化及仪器仪表学会,,,500000,,",
        "四川省自动化与仪器仪表学会,,,510000,,",
    ]
)
DISTRICTS = (
    "name,kind,identifiers,within\nDresden,Region,nuts:DED21,Germany\nLeipzig,Region,nuts:DED51,DE\n"
    "DE,Country,iso3166:DE,\nNO,Country,iso3166:NO,\nIT,Country,iso3166:IT,\n"
).replace(",Germany", ",DE")


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    graph = hezuo.graph.open(str(tmp_path / "hezuo-store"), create=True)
    graph.add(
        write_tables(tmp_path / "tables", {"organizations": ORGANIZATIONS, "districts": DISTRICTS})
    )
    return graph


def names(graph: KnowledgeGraph, threshold: float = 0.6) -> set[frozenset[str]]:
    return {frozenset((p.first_name, p.second_name)) for p in graph.duplicates(threshold)}


def test_names_of_one_organisation_are_proposed_and_others_are_not(graph: KnowledgeGraph) -> None:
    found = names(graph)
    assert found == {
        frozenset(("Chamber of Commerce Dresden", "Dresden Chambre of Commerce")),
        frozenset(("Universität Leipzig (UL)", "University of Leipzig")),
        frozenset(("重庆市自动化与仪器仪表学会", "重庆市自动化及仪器仪表学会")),
    }


def test_the_likeliest_come_first_with_their_reasons(graph: KnowledgeGraph) -> None:
    found = graph.duplicates(0.5)
    assert [pair.score for pair in found] == sorted((p.score for p in found), reverse=True)
    (leipzig,) = (p for p in found if {p.first_name, p.second_name} ==
                  {"Universität Leipzig (UL)", "University of Leipzig"})  # fmt: skip
    assert leipzig.reasons == (
        "names 100% alike", "same place nuts:DED51", "same website uni-leipzig.de",
    )  # fmt: skip


def test_without_a_threshold_the_usual_one_is_taken(graph: KnowledgeGraph) -> None:
    found = graph.duplicates()
    assert found
    assert found == graph.duplicates(DEFAULT_THRESHOLD)
    assert found == [pair for pair in graph.duplicates(0.5) if pair.score >= DEFAULT_THRESHOLD]


def test_progress_is_told_how_many_were_compared(graph: KnowledgeGraph) -> None:
    told: list[tuple[int, int]] = []
    graph.duplicates(progress=lambda organizations, pairs: told.append((organizations, pairs)))
    assert told == [(12, 0)]
    groups = [Profile(str(n), (f"Group{n // 40} {n * 7919}",)) for n in range(14 * 40)]
    list(compared(groups, 0.9, lambda organizations, pairs: told.append((organizations, pairs))))
    assert told[1:] == [(560, 0), (560, 10_000)]


def test_a_kind_limits_the_organisations(graph: KnowledgeGraph) -> None:
    for kind in ("University", "高等院校"):
        assert {thing.names[0] for thing in profiles(graph.store, kind)} == {
            "Universität Leipzig (UL)", "University of Bergamo", "University of Bergen",
            "University of Leipzig",
        }  # fmt: skip
    with pytest.raises(HezuoError, match="no kind of thing"):
        graph.duplicates(kind="Universty")


@pytest.mark.parametrize("is_same", [True, False])
def test_what_was_decided_is_not_proposed_again(graph: KnowledgeGraph, is_same: bool) -> None:
    before = names(graph)
    graph.decide("Universität Leipzig (UL)", "University of Leipzig", is_same=is_same)
    gone = frozenset(("Universität Leipzig (UL)", "University of Leipzig"))
    assert names(graph) == before - {gone}
    graph.undo_decision("Universität Leipzig (UL)", "University of Leipzig")
    assert names(graph) == before


def test_identifiers_beat_names() -> None:
    one = Profile("a", ("Alpha Institute",), identifiers=frozenset(["pic:999991234"]))
    other = one._replace(iri="b", names=("Omega Centre",))
    (found,) = compared([one, other], 0.9)
    assert (found.score, found.reasons) == (1.0, ("both have pic:999991234",))
    differing = other._replace(names=one.names, identifiers=frozenset(["pic:999999999"]))
    assert list(compared([one, differing], 0.3)) == []


def test_of_a_register_only_those_that_share_an_identifier_are_compared() -> None:
    listed = [
        Profile(f"r{n}", (f"Institute of Rowing {word}",), identifiers=frozenset([f"ror:{n}"]))
        for n, word in enumerate(["North", "Norths", "Northe"])
    ]
    free = Profile("free", ("Institute of Rowing North",))
    pairs = {(p.first, p.second) for p in compared([*listed, free], 0.5)}
    assert pairs == {(thing.iri, "free") for thing in listed}
    same = listed[0]._replace(iri="same", identifiers=listed[0].identifiers | {"isni:1"})
    found = {(p.first, p.second): p.score for p in compared([*listed, same], 0.5)}
    assert found == {("r0", "same"): 1.0}


@given(st.lists(st.tuples(st.sampled_from(["Rowing North", "Rowing Nord", "Bari"]),
                          st.sets(st.sampled_from(["ror:1", "ror:2", "ror:3", "pic:1", "pic:2"]))),
                max_size=8))  # fmt: skip
@settings(max_examples=60)
def test_what_is_left_out_for_a_register_would_score_nothing(
    known: list[tuple[str, set[str]]],
) -> None:
    things = [
        Profile(f"i{n}", (name,), identifiers=frozenset(i)) for n, (name, i) in enumerate(known)
    ]
    spellings = [(spelling(thing.names[0]),) for thing in things]
    telling = weights(name for names in spellings for name in names)
    alike = {
        (first, second)
        for first, second in combinations(range(len(things)), 2)
        if score(things[first], things[second], (spellings[first], spellings[second]), telling, 0.7)
    }
    assert alike == {(int(p.first[1:]), int(p.second[1:])) for p in compared(things, 0.7)}


def test_no_pair_crosses_countries_where_both_are_known() -> None:
    one = Profile("a", ("Ministry of Rural Affairs",), country="x/DE")
    assert list(compared([one, one._replace(iri="b", country="x/FR")], 0.3)) == []
    assert len(list(compared([one, one._replace(iri="b", country="")], 0.3))) == 1


def test_partners_of_one_project_are_less_likely_one() -> None:
    one = Profile("a", ("Agency of Rowing North",), connectors=frozenset("p"))
    other = one._replace(iri="b", names=("Agency of Rowing Nord",))
    apart = other._replace(connectors=frozenset("q"))
    ((side_by_side,), (elsewhere,)) = (list(compared([one, b], 0.1)) for b in (other, apart))
    assert side_by_side.score < elsewhere.score


def test_a_website_of_many_is_nobodys_own() -> None:
    things = [Profile(str(n), (f"{n * 7919} Club",), hosts=frozenset(["programme.eu"]))
              for n in range(6)]  # fmt: skip
    assert not any("website" in reason for p in compared(things, 0.0) for reason in p.reasons)


NAMES = ["University of Bari", "Bari University", "City of Bari", "沙坪坝区科协", "", "ENEA",
         "Uni Bari (UNIBA)", "Ltd", "重庆大学", "A B"]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(["", "x/DE", "x/IT"]),
        ),
        max_size=9,
    )
)
@settings(max_examples=60)
def test_any_organisations_can_be_compared_in_any_order(known: list[tuple[str, str]]) -> None:
    things = [Profile(f"i{n}", (name,), country=c) for n, (name, c) in enumerate(known)]
    found = {(frozenset((p.first, p.second)), p.score) for p in compared(things, 0.3)}
    again = {(frozenset((p.first, p.second)), p.score) for p in compared(things[::-1], 0.3)}
    assert found == again
    assert all(0.3 <= score <= 1 for _, score in found)


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://www.tu-dresden.de:80/x", "tu-dresden.de"), ("WWW.Foo.org", "foo.org"), ("n/a", "")],
)
def test_the_host_of_a_website(address: str, name: str) -> None:
    assert host(address) == name


def test_the_command_writes_a_table_that_merge_takes(
    graph: KnowledgeGraph, tmp_path: Path, hezuo: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    graph.close()
    done = hezuo("duplicates", "--threshold", "0.6", "-o", "pairs.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "wrote pairs.csv\n")
    text = (tmp_path / "pairs.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["first", "second", "first_name", "second_name", "score", "reasons",
                             "decision", "who", "when"]  # fmt: skip
    assert len(rows) == 3
    assert {row["decision"] for row in rows} == {""}
    for row in rows:
        row["decision"] = "same" if "Leipzig" in row["first_name"] else "different"
    with (tmp_path / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert hezuo("merge", "--decisions", "pairs.csv").returncode == 0
    done = hezuo("duplicates", "--threshold", "0.6")
    assert done.returncode == 1
    assert done.stderr == "no two organisations are alike enough for a score of 0.6\n"


def test_the_command_lists_for_people_and_programs(
    graph: KnowledgeGraph, hezuo: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    graph.close()
    done = hezuo("duplicates", "--limit", "1", "--kind", "University", "-f", "jsonl")
    assert f'"first": "{mint("Organization", "University of Leipzig (nuts:DED51)")}"' in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert "Leipzig" in hezuo("duplicates").stdout
    done = hezuo("duplicates", "--kind", "Universty")
    assert done.returncode == 2
    assert "no kind of thing" in done.stderr
    assert hezuo("duplicates", "--threshold", "2").returncode == 2


def test_a_terminal_is_shown_how_far_it_is(
    graph: KnowledgeGraph, hezuo: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    graph.close()
    ours, theirs = os.openpty()
    terminal = {"capture_output": False, "stdout": subprocess.PIPE, "stderr": theirs}
    done = hezuo("duplicates", "-f", "jsonl", **terminal)
    shown = os.read(ours, 1 << 16).decode()
    os.close(theirs)
    os.close(ours)
    assert "12 organizations, 0 pairs compared" in shown
    assert "organizations," not in done.stdout
    assert hezuo("duplicates", "-f", "jsonl").stderr == ""
