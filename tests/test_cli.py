"""The real command, in a process of its own: what it prints, where, and how it ends."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CHONGQING
from golden import Golden
from rich.cells import cell_len

from hezuo.cli import COMMANDS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(hezuo: Run, golden: Golden, command: str) -> None:
    finished = hezuo(*command.split(), "--help")
    assert (finished.returncode, finished.stderr) == (0, "")
    golden.check(f"help/{command or 'hezuo'}.txt", finished.stdout)


HEAVY = ["networkx", "rdflib", "pyvis", "pydantic", "scipy", "numpy", "rapidfuzz", "pyshacl"]


@pytest.mark.parametrize(
    ("arguments", "light"),
    [(["--help"], [*HEAVY, "pyoxigraph", "rich"]), (["partners", "武侯区科协"], HEAVY)],
)
def test_nothing_heavy_is_loaded_for_what_does_not_need_it(
    chongqing_path: Path, arguments: list[str], light: list[str]
) -> None:
    code = f"""
import sys
from hezuo.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    loaded = sorted(set({light!r}) & set(sys.modules))
    sys.exit(f"loaded {{loaded}}" if loaded else end.code)
"""
    environment = os.environ | {"HEZUO_STORE": str(chongqing_path)}
    finished = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert (finished.returncode, finished.stderr) == (0, b"")


TABLES = {
    "partners-district": ["partners", "沙坪坝区"],
    "partners-flags": ["partners", "重庆西艾中小企业服务平台", "--evidence"],
    "partners-md": ["partners", "重庆国际生物城开发投资有限公司", "-f", "md"],
    "partners-csv": ["partners", "武侯区科协", "-f", "csv"],
    "partners-json": ["partners", "武侯区科协", "-f", "json"],
    "agreements": ["agreements"],
    "agreements-csv": ["agreements", "沙坪坝区", "武侯区", "-f", "csv", "--bom"],
    "matrix": ["matrix", "--by", "city"],
    "matrix-csv": ["matrix", "-f", "csv"],
    "matrix-long": ["matrix", "--by", "kind", "--long", "--kind", "Agreement"],
    "path": ["path", "武侯区科协", "沙坪坝区"],
    "path-evidence": ["path", "武侯区科协", "沙坪坝区", "--evidence"],
    "path-csv": ["path", "武侯区科协", "沙坪坝区", "-k", "2", "-f", "csv"],
    "compare-csv": ["compare", "重庆市", "四川", "--by", "field", "--by", "kind", "-f", "csv"],
    "timeline": ["timeline"],
    "timeline-month": ["timeline", "--by", "month", "--kind", "Agreement"],
    "ask-agreements": ["ask", "2020年以来重庆和四川在生物医药方面有哪些协议", "-f", "csv"],
    "rank": ["rank", "--top", "6"],
    "rank-bridging": ["rank", "--by", "bridging", "--across", "city", "--top", "3"],
    "communities": ["communities"],
    "suggest": ["suggest", "四川大学华西药学院"],
    "suggest-en-csv": ["suggest", "四川大学华西药学院", "--lang", "en", "-f", "csv"],
    "find": ["find", "科协"],
    "find-pinyin": ["find", "kexie", "--in", "重庆"],
    "partners-pinyin": ["partners", "wuhouqukexie"],
    "show": ["show", "谭建荣"],
    "query": ["query", "SELECT ?c (COUNT(?d) AS ?n) { ?d a ?c } GROUP BY ?c ORDER BY ?c LIMIT 5"],
    "construct": ["query", "CONSTRUCT WHERE { district:500106 skos:notation ?code }"],
}


COMPARED = """\
重庆市 and 四川省: 7 ties between them
field: 5 of both, 0 of the first, 0 of the second alone
kind: 5 of both, 2 of the first, 3 of the second alone
"""


@pytest.mark.parametrize("name", TABLES)
def test_answers(hezuo: Run, golden: Golden, chongqing_path: Path, name: str) -> None:
    finished = hezuo(*TABLES[name], "--store", chongqing_path)
    understood = "understood: hezuo agreements 重庆 四川 --since 2020 --field 生物医药\n"
    notes = {"ask-agreements": understood, "compare-csv": COMPARED}
    expected = notes.get(name, "")
    assert (finished.returncode, finished.stderr) == (0, expected)
    golden.check(f"answers/{name}.txt", finished.stdout)


def test_the_demo_from_an_empty_folder(hezuo: Run, golden: Golden, tmp_path: Path) -> None:
    finished = hezuo("demo")
    assert (finished.returncode, finished.stderr) == (0, "")
    golden.check("answers/demo.txt", finished.stdout)
    folder = tmp_path / "hezuo-demo"
    assert sorted(path.name for path in folder.iterdir()) == ["graph.ttl", "picture.html", "store"]
    again = hezuo("demo")
    assert again.stdout == finished.stdout
    # With no store of one's own, the demo's answers.
    asked = hezuo("partners", "武侯区科协", "-f", "json")
    assert [item["partner"]["name"] for item in json.loads(asked.stdout)] == [
        "重庆市沙坪坝区科学技术协会"
    ]
    assert asked.stderr == f"note: no hezuo-store here; asking {Path('hezuo-demo/store')}\n"


def test_the_demo_overwrites_nothing_of_others(hezuo: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("mine", encoding="utf-8")
    finished = hezuo("demo", ".")
    assert finished.returncode == 2
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == "mine"


def test_adding_and_asking_in_the_default_store(hezuo: Run, tmp_path: Path) -> None:
    added = hezuo("add", CHONGQING)
    assert added.returncode == 0
    assert re.match(
        r"重庆科技报-2021-双月论坛: \d+ facts from .* now in hezuo-store\n", added.stdout
    )
    listed = json.loads(hezuo("sources", "-f", "json").stdout)
    assert [row["id"] for row in listed] == ["重庆科技报-2021-双月论坛"]
    assert listed[0]["read_from"] == str(CHONGQING)
    assert hezuo("check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["partners", "武侯"], 2, "could mean 3 things"),
        (["partners", "武候区科协"], 1, "the nearest: 成都市武侯区科学技术协会"),
        (["partners", "谭建荣"], 1, "hezuo show 谭建荣"),
        (["partners", "武侯区科协", "--since", "2022"], 1, "no tie of 成都市武侯区科学技术协会"),
        (["agreements", "武候区科协"], 1, "the nearest: 成都市武侯区科学技术协会"),
        (["agreements", "沙坪坝区", "谭建荣"], 1, "hezuo show 谭建荣"),
        (["agreements", "--kind", "Project"], 2, "is no kind of agreement; --kind takes one of"),
        (["agreements", "重庆", "--since", "2030"], 1, "no agreement of 重庆市 is known within"),
        (
            ["agreements", "重庆", "四川", "--until", "1990"],
            1,
            "no agreement between 重庆市 and 四",
        ),
        (["agreements", "--event", "论坛"], 2, "could mean"),
        (["agreements", "--bom"], 2, "--bom is for -f csv"),
        (["agreements", "x" * 10_000], 1, "in the store"),
        (["agreements", "} DROP ALL #"], 1, "no '} DROP ALL #' in the store"),
        (["matrix", "--field", "生物医学"], 1, "the nearest: 生物医药"),
        (["matrix", "--since", "2022", "--until", "2021"], 2, "lies before --since 2022"),
        (["matrix", "--since", "2030", "-o", "m.html"], 1, "no tie is known within what"),
        (["matrix", "-o", "m.xlsx"], 2, "the ending of m.xlsx says no form of heat map"),
        (["path", "武候区科协", "沙坪坝区"], 1, "the nearest: 成都市武侯区科学技术协会"),
        (
            ["path", "沙坪坝区", "沙坪坝区科协"],
            2,
            "`hezuo partners 重庆市沙坪坝区科学技术协会 --in",
        ),
        (
            ["path", "武侯区科协", "重庆西艾中小企业服务平台"],
            1,
            "成都市武侯区科学技术协会 reaches 1 party within 1 step, "
            "重庆西艾中小企业服务平台 reaches 2 parties within 1 step\n",
        ),
        (["path", "武侯区科协", "沙坪坝区", "--since", "2030"], 1, "沙坪坝区 is tied to nobody"),
        (["compare", "沙坪坝区", "沙坪坝区"], 2, "both names mean 沙坪坝区; name two"),
        (["compare", "沙坪坝区", "四川", "--since", "2030"], 1, "neither 沙坪坝区 nor 四川省 has"),
        (["timeline", "武侯"], 2, "could mean 3 things"),
        (["timeline", "武侯区科协", "--since", "2030"], 1, "no tie of 成都市武侯区科学技术协会"),
        (["rank", "--field", "生物医学"], 1, "the nearest: 生物医药"),
        (["rank", "--since", "2022", "--until", "2021"], 2, "lies before --since 2022"),
        (["rank", "--since", "2030"], 1, "no tie is known within what was asked for"),
        (["rank", "--kind-of", "Compani"], 2, "did you mean Company, "),
        (["communities", "--resolution", "nan"], 2, "has no meaning"),
        (["communities", "--since", "2030"], 1, "no tie is known within what was asked for"),
        (["suggest", "沙坪坝区"], 1, "speaks for a new partner of 沙坪坝区"),
        (["suggest", "武候区科协"], 1, "the nearest: 成都市武侯区科学技术协会"),
        (["suggest", "x" * 10_000], 1, "in the store"),
        (["suggest", "} DROP ALL #"], 1, "no '} DROP ALL #' in the store"),
        (["find", "武候区科协"], 0, "nothing is called '武候区科协'; names like it:"),
        (["find", "武候区科协", "--in", "重庆"], 1, "nothing is called '武候区科协' within what"),
        (["find", "科协", "--in", "上海"], 1, "no '上海' in the store"),
        (["find", "xyzxyz"], 1, "nothing is called 'xyzxyz'\n"),
        (["show", "nobody"], 1, "no 'nobody' in the store"),
        (["query", "SELECT ?x WHERE {\n ?x hz:party }"], 2, "line 2, column"),
        (
            ["query", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"],
            2,
            "SERVICE at line 1",
        ),
        (["query", "INSERT DATA { <a:a> <a:b> 1 }"], 2, "INSERT at line 1"),
        (["query", "ASK { ?s a hz:Nothing }"], 1, ""),
        (["query", "SELECT * { ?s a hz:Nothing }"], 1, "no rows"),
        (["export", "-o", "graph.xml"], 2, "the ending .xml says no format"),
        (["export", "-f", "csv"], 2, "name a folder with -o FOLDER"),
        (["add", "nowhere"], 2, "nowhere does not exist"),
        (["partner", "x"], 2, "Did you mean partners?"),
        (["partners"], 2, "Missing argument 'NAME'"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(
    hezuo: Run, chongqing_path: Path, arguments: list[str], code: int, message: str
) -> None:
    environment = os.environ | {"HEZUO_STORE": str(chongqing_path)}
    finished = hezuo(*arguments, env=environment)
    assert finished.returncode == code
    assert message in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    "command", ["partners x", "find x", "show x", "sources", "check", "export"]
)
def test_without_a_store_the_way_to_one_is_said(hezuo: Run, command: str, tmp_path: Path) -> None:
    finished = hezuo(*command.split())
    assert finished.returncode == 2
    assert "there is no store at hezuo-store; make one with" in finished.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_query_comes_from_a_file_or_standard_input(
    hezuo: Run, chongqing_path: Path, tmp_path: Path
) -> None:
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a hz:Agreement }"
    (tmp_path / "问.rq").write_text(query, encoding="utf-8")
    store = ("--store", chongqing_path)
    answers = [
        hezuo("query", query, *store, "-f", "csv"),
        hezuo("query", "--file", "问.rq", *store, "-f", "csv"),
        hezuo("query", "-", *store, "-f", "csv", input=query),
        hezuo("query", *store, "-f", "csv", input=query),
    ]
    assert [answer.stdout for answer in answers] == ["n\n9\n"] * 4


def test_exports_go_to_files_and_to_standard_output(
    hezuo: Run, chongqing_path: Path, tmp_path: Path
) -> None:
    store = ("--store", chongqing_path)
    printed = hezuo("export", *store)
    hezuo("export", *store, "-o", "新/graph.ttl")
    assert (tmp_path / "新" / "graph.ttl").read_text(encoding="utf-8") == printed.stdout
    hezuo("export", *store, "-o", "graph.nq")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8").endswith(" .\n")
    hezuo("export", *store, "-f", "csv", "-o", "tables")
    hezuo("add", "tables", "--store", "copy")
    again = hezuo("export", "--store", "copy")
    assert again.stdout == printed.stdout


def test_a_picture_is_written(hezuo: Run, chongqing_path: Path, tmp_path: Path) -> None:
    finished = hezuo("picture", "--store", chongqing_path, "--title", "川渝合作")
    assert (finished.returncode, finished.stderr) == (0, "wrote picture.html\n")
    page = (tmp_path / "picture.html").read_text(encoding="utf-8")
    assert "川渝合作" in page
    printed = hezuo("picture", "--store", chongqing_path, "--title", "川渝合作", "-o", "-")
    assert printed.stdout == page


def test_a_reader_that_leaves_early_is_no_error(chongqing_path: Path) -> None:
    command = f"{sys.executable} -m hezuo.cli export --store '{chongqing_path}' | head -1"
    finished = subprocess.run(command, shell=True, capture_output=True, encoding="utf-8")  # noqa: S602 - a pipe
    assert finished.stdout.startswith("@prefix")
    assert "Traceback" not in finished.stderr


def test_chinese_is_printed_whatever_the_locale(chongqing_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "LANG": "C", "HEZUO_STORE": str(chongqing_path)}
    finished = subprocess.run(
        [sys.executable, "-m", "hezuo.cli", "partners", "武侯区科协"],
        env=environment,
        capture_output=True,
    )
    assert finished.returncode == 0
    assert "沙坪坝区" in finished.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_a_pipe_gets_utf_8_whatever_the_encoding_is(chongqing_path: Path, encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "HEZUO_STORE": str(chongqing_path)}
    finished = subprocess.run(
        [sys.executable, "-m", "hezuo.cli", "partners", "武侯区科协"],
        env=environment,
        capture_output=True,
    )
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert "沙坪坝区" in finished.stdout.decode("utf-8")


def test_the_version(hezuo: Run) -> None:
    assert re.fullmatch(r"hezuo \d+\.\d+\.\d+\n", hezuo("--version").stdout)


def test_a_matrix_says_what_it_leaves_out_and_is_drawn(
    hezuo: Run, chongqing_path: Path, tmp_path: Path
) -> None:
    store = ("--store", chongqing_path)
    few = hezuo("matrix", "--by", "organization", "--top", "2", *store)
    assert few.stderr == "23 groups with fewer ties are left out; --top N shows more\n"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HEZUO_")}
    narrow = environment | {"COLUMNS": "50", "PYTHONUTF8": "1"}
    fitting = hezuo("matrix", "--by", "organization", *store, env=narrow)
    assert "-f csv shows more" in fitting.stderr
    assert max(map(cell_len, fitting.stdout.splitlines())) <= 50
    for ending in ("html", "svg", "png"):
        drawn = hezuo("matrix", *store, "-o", f"图.{ending}", "--title", "川渝")
        assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "", f"wrote 图.{ending}\n")
    assert "<h1>川渝</h1>" in (tmp_path / "图.html").read_text(encoding="utf-8")
