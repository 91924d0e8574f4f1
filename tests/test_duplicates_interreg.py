"""Proposed pairs on real names, against the verdicts of a reader."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTNERS = ROOT.parent / "shared/datasets/interreg/interreg_participations.csv"


@pytest.mark.skipif(not PARTNERS.exists(), reason=f"reads {PARTNERS}, which is not here")
def test_at_least_95_of_100_proposals_are_right() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "duplicates.py"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    reached = re.findall(r"^(precision|recall) at [0-9.]+: ([0-9.]+)$", done.stdout, re.MULTILINE)
    assert [name for name, _ in reached] == ["precision", "recall", "precision"]
    assert all(float(value) >= {"precision": 0.95, "recall": 0.65}[name] for name, value in reached)
    nodes = re.search(r"one by rule: +([0-9,]+)", done.stdout)
    assert nodes
    assert 19_000 < int(nodes[1].replace(",", "")) < 19_500
