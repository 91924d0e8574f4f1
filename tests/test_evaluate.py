"""How well reports are read: a floor on reports of our own, and the script of `make evaluate`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from hezuo.graph.extract.report import report_of
from hezuo.graph.extract.rules import RuleExtractor
from hezuo.graph.extract.scoring.predictions import prediction
from hezuo.graph.extract.scoring.scoring import FIELDS, OVERALL, score, totals

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "tests" / "reports" / "annotated.jsonl"
# What the rules reached when the reports were written, rounded down.
FLOOR = 0.99


def test_the_rules_read_our_reports_no_worse_than_they_did() -> None:
    rules, scored = RuleExtractor(), []
    for line in REPORTS.read_text("utf-8").splitlines():
        one = json.loads(line)
        report = report_of(one["title"], one["text"], published=one["published"])
        scored.append(score(one, prediction(rules.extract(report))))
    found = totals(scored)
    assert found[OVERALL].f1 >= FLOOR, {field: found[field] for field in FIELDS}
    assert found["agreement-pairs"].wrong == 0  # what is planned or denied is not signed


def test_the_script_writes_predictions_and_prints_figures_and_errors(tmp_path: Path) -> None:
    out = tmp_path / "predictions.jsonl"
    script = ROOT / "benchmarks" / "evaluate.py"
    gold = json.loads(REPORTS.read_text("utf-8").splitlines()[0])
    gold["gold"]["people"].append({"name": "未出现者", "roles": []})
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps(gold), encoding="utf-8")
    command = [sys.executable, script, data, "--out", out]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "missed own-01 people: 未出现者\n" in done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("overall")]
    (found,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert found["id"] == "own-01"
    assert found.keys() >= {"organizations", "people", "agreements", "events", "districts"}


def test_the_script_says_which_line_of_the_data_is_at_fault(tmp_path: Path) -> None:
    script = ROOT / "benchmarks" / "evaluate.py"
    data = tmp_path / "data.jsonl"
    for line, said in (("{", "line 2: no JSON"), ('{"id": "a"}', "line 2: a report needs")):
        data.write_text(f"\n{line}\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, script, data], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
