"""Rules are files: a query with severity, problem and remedy at its head."""

import re
import warnings
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery

from hezuo.graph.check import RULES
from hezuo.graph.check.rules import broken_rules
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import PREFIXES


@pytest.mark.parametrize("path", sorted(RULES.glob("*.rq")), ids=lambda path: path.stem)
def test_a_rule_says_what_it_finds_and_parses_everywhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"# [A-Z][^?]*\.\n# severity: (Violation|Warning|Info)\n# problem: .+\n", text)
    pyoxigraph.Store().query(text, prefixes=PREFIXES)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepareQuery(text, initNs=PREFIXES)


def test_a_rule_is_a_file_and_no_python(chongqing: EmbeddedStore, tmp_path: Path) -> None:
    query = "SELECT ?source ?thing WHERE { GRAPH ?source { ?thing a hz:Media } }"
    rule = tmp_path / "media.rq"
    rule.write_text(f"# Media.\n# severity: Info\n# problem: reports\n# remedy: read it\n{query}\n")
    found = broken_rules(chongqing, tmp_path)
    assert found
    assert {(f.severity, f.problem, f.remedy, f.path) for f in found} == {
        ("Info", "reports", "read it", "")
    }
    for wrong_text in (query, f"# severity: Bad\n# problem: p\n# remedy: r\n{query}"):
        rule.write_text(wrong_text)
        with pytest.raises(ValueError, match=r"media\.rq has to say severity"):
            broken_rules(chongqing, tmp_path)
