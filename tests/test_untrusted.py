"""A user's query is answered in a process of its own, within limits, and reaches nothing else."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Loopback, listening

from hezuo.graph.errors import QueryError
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.store.untrusted import Answer, Limits, run_untrusted

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="looks for child processes in /proc"
)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with listening() as found:
        yield found


@pytest.fixture
def ask(chongqing: EmbeddedStore) -> Callable[..., Answer]:
    def run(query: str, **limits: float) -> Answer:
        return run_untrusted(chongqing.quads_folder, query, Limits(**limits))  # type: ignore[arg-type]

    return run


def children(parent: int) -> set[int]:
    """Return the processes that are running as children of a process."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, up = path.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(up) == parent and state != "Z":
            found.add(int(path.parent.name))
    return found


def wait_for(condition: Callable[[], object], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_rows_come_as_sparql_json(ask: Callable[..., Answer]) -> None:
    answer = ask(
        """SELECT ?iri ?plain ?tagged ?number ?unbound ?blank {
             VALUES (?iri ?plain ?tagged ?number) { (hz:party "协议" "x"@zh-CN 5) }
             BIND(BNODE() AS ?blank) }"""
    )
    assert (answer.form, answer.is_cut) == ("SELECT", False)
    found = json.loads(answer.content)
    assert found["head"]["vars"] == ["iri", "plain", "tagged", "number", "unbound", "blank"]
    (row,) = found["results"]["bindings"]
    assert row.pop("blank")["type"] == "bnode"
    assert row == {
        "iri": {"type": "uri", "value": "https://w3id.org/hezuo/ontology#party"},
        "plain": {"type": "literal", "value": "协议"},
        "tagged": {"type": "literal", "value": "x", "xml:lang": "zh-cn"},
        "number": {
            "type": "literal", "value": "5",
            "datatype": "http://www.w3.org/2001/XMLSchema#integer",
        },
    }  # fmt: skip


def test_the_union_of_all_sources_is_asked(ask: Callable[..., Answer]) -> None:
    answer = ask("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a hz:Agreement }")
    assert json.loads(answer.content)["results"]["bindings"][0]["n"]["value"] == "9"


@pytest.mark.parametrize(("pattern", "expected"), [("?s ?p ?o", True), ("?s <a:b> ?o", False)])
def test_ask(ask: Callable[..., Answer], pattern: str, expected: bool) -> None:
    answer = ask(f"ASK {{ {pattern} }}")
    assert answer.form == "ASK"
    assert json.loads(answer.content) == {"head": {}, "boolean": expected}


def test_construct_and_describe_give_triples(ask: Callable[..., Answer]) -> None:
    answer = ask('CONSTRUCT { hz:a hz:b "协" } WHERE {}')
    one = '<https://w3id.org/hezuo/ontology#a> <https://w3id.org/hezuo/ontology#b> "协" .\n'
    assert answer == Answer("CONSTRUCT", one.encode(), is_cut=False)
    described = ask("DESCRIBE district:500106")
    assert described.form == "DESCRIBE"
    assert "沙坪坝区".encode() in described.content
    assert ask("CONSTRUCT WHERE { ?s <a:b> ?o }").content == b""


def test_rows_and_triples_over_the_limit_are_cut_and_it_is_said(ask: Callable[..., Answer]) -> None:
    values = "VALUES ?x { 1 2 3 }"
    for limit, kept, is_cut in ((2, 2, True), (3, 3, False), (4, 3, False)):
        rows = ask(f"SELECT ?x {{ {values} }}", rows=limit)
        assert len(json.loads(rows.content)["results"]["bindings"]) == kept
        assert rows.is_cut is is_cut
        triples = ask(f"CONSTRUCT {{ hz:a hz:b ?x }} WHERE {{ {values} }}", rows=limit)
        assert (triples.content.count(b"\n"), triples.is_cut) == (kept, is_cut)


def test_without_a_snapshot_there_is_nothing(tmp_path: Path) -> None:
    assert json.loads(run_untrusted(None, "ASK { ?s ?p ?o }").content)["boolean"] is False


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { ?s ?p }", r"line 1, column \d+: expected"),
        (
            "SELECT *\nWHERE {\n  ?s ?p ?o\n  FILTER(?o ==== 1)\n}",
            r"line [45], column \d+: expected",
        ),
        ("", "line 1, column 1"),
        ("# nothing but this", "line 1, column"),
        ("SELECT * { ?s ?p \x00 }", "line 1, column"),
        ("\x89PNG\r\n\x1a\n\x00\x00", "line 3, column"),
        ("'", "line 1, column"),
        ("SELECT * { ?s unknown:p ?o }", "line 1, column"),
    ],
)
def test_what_is_malformed_is_said_with_line_and_column(
    ask: Callable[..., Answer], query: str, place: str
) -> None:
    with pytest.raises(QueryError, match=f"^the query is malformed at {place}"):
        ask(query)


def test_broken_characters_are_an_error_of_ours(ask: Callable[..., Answer]) -> None:
    with pytest.raises(QueryError, match="not valid Unicode"):
        ask("SELECT * { ?s ?p '\udcff' }")


def test_a_very_long_query_is_answered_or_refused(ask: Callable[..., Answer]) -> None:
    values = " ".join(f'"{number}"' for number in range(100_000))
    answer = ask(f"SELECT (COUNT(?x) AS ?n) {{ VALUES ?x {{ {values} }} }}")
    assert json.loads(answer.content)["results"]["bindings"][0]["n"]["value"] == "100000"
    with pytest.raises(QueryError):  # such a depth ends the process that asks, and no other
        ask("SELECT * " + "{" * 100_000 + "}" * 100_000)


def test_datasets_are_never_fetched(ask: Callable[..., Answer], server: Loopback) -> None:
    for clause in (f"FROM <{server.address}/x>", f"FROM NAMED <{server.address}/x>"):
        for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }", f"GRAPH <{server.address}/x> {{}}"):
            ask(f"SELECT * {clause} {{ {pattern} }}")
            ask(f"CONSTRUCT {{ ?s ?p ?o }} {clause} WHERE {{ {pattern} }}")
    assert server.requests == []


@pytest.mark.parametrize(
    "query",
    ["SELECT * { SERVICE EP {?s ?p ?o} }", "SELECT*{SERVICESILENTEP{?a ?b ?c}}", "LOAD EP",
     "PREFIX a: EP LOAD a:", "INSERT { ?s ?p ?o } WHERE { SERVICE EP {?s ?p ?o} }", "DROP ALL"],
)  # fmt: skip
def test_the_command_refuses_what_leaves_the_store(
    hezuo: Callable[..., subprocess.CompletedProcess[str]],
    chongqing_path: Path,
    server: Loopback,
    query: str,
) -> None:
    text = query.replace("EP", f"<{server.address}/x>")
    ran = hezuo("query", "--store", chongqing_path, text)
    assert (ran.returncode, ran.stdout, server.requests) == (2, "", [])
    assert ran.stderr.count("\n") == 1
    assert "is refused" in ran.stderr


def test_the_time_limit_ends_the_query_and_its_process(ask: Callable[..., Answer]) -> None:
    before = children(os.getpid())
    start = time.monotonic()
    with pytest.raises(QueryError, match="ran longer than 1 seconds and was stopped"):
        ask(ENDLESS, seconds=1)
    assert 1 <= time.monotonic() - start < 5
    assert children(os.getpid()) == before


@pytest.fixture
def running(chongqing_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts an endless `hezuo query` in a session of its own, and waits for it to be at work."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> subprocess.Popen[str]:
        # Whoever starts the tests in the background has them ignore SIGINT: take it up again.
        code = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
            "from hezuo.cli import main; main()"
        )
        command = [sys.executable, "-c", code, "query", "--store", str(chongqing_path)]
        process = subprocess.Popen(
            [*command, *options, ENDLESS], text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert wait_for(lambda: children(process.pid))
        (child,) = children(process.pid)
        statistics = Path(f"/proc/{child}/stat")
        # A second of work: longer than loading takes.
        assert wait_for(lambda: int(statistics.read_text().rpartition(")")[2].split()[11]) > 100)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("whole_group", [True, False])
def test_ctrl_c_ends_a_query_at_once(
    running: Callable[..., subprocess.Popen[str]], whole_group: bool
) -> None:
    process = running()
    (child,) = children(process.pid)
    if whole_group:  # as a terminal does
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=5)
    assert process.returncode != 0
    assert output == ""
    assert "Traceback" not in errors
    assert wait_for(lambda: not Path(f"/proc/{child}").exists())


def test_a_query_whose_asker_was_killed_ends_at_its_time_limit(
    running: Callable[..., subprocess.Popen[str]],
) -> None:
    process = running("--timeout", "3")
    (child,) = children(process.pid)
    process.kill()
    process.communicate()
    assert wait_for(lambda: not Path(f"/proc/{child}").exists())


def test_modules_in_the_folder_where_the_user_stands_are_not_run(
    hezuo: Callable[..., subprocess.CompletedProcess[str]], chongqing_path: Path, tmp_path: Path
) -> None:
    place = tmp_path / "downloads"
    place.mkdir()
    for name in ("json", "pyoxigraph", "signal"):
        (place / f"{name}.py").write_text("raise SystemExit('run from the current folder')")
    code = "from hezuo.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code, "query", "--store", chongqing_path, "ASK {}"],
        cwd=place, capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "yes\n", "")


def test_a_damaged_snapshot_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"^the query failed: "):
        run_untrusted(tmp_path, "ASK {}")
