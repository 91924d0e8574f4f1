"""The scorer: what it counts, and that it agrees with the one of the annotated reports."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hezuo.graph.extract.scoring.scoring import DETAILS, FIELDS, OVERALL, Counts, score, totals

SHARED = Path(__file__).resolve().parents[2] / "shared" / "extraction"
GOLD: dict[str, Any] = {
    "organizations": [
        {"name": "江城市科协", "canonical": "江城市科学技术协会"},
        {"name": "云岭大学"},
    ],
    "people": [{
        "name": "周望舒",
        "roles": [{"organization": "江城市科协", "title": "主席", "accept": ["-"]}],
    }],
    "agreements": [
        {"parties": ["江城市科协", "云岭大学"], "date": "2021-06-17", "date_accept": ["2021-06"]},
        {"parties": ["江城市科协", "云岭大学", "某所"], "ambiguous": True},
    ],
    "events": [{"name": "首届江城论坛", "date": "2021-06-17", "place": None}],
    "designations": [{"title": "示范基地", "recipients": ["云岭大学"]}],
    "policies": [{"title": "三年计划", "issuers": ["江城市科协"], "date": "2021"}],
    "districts": [{"name": "武侯区", "code": "510107"}, {"name": "江城高新区", "code": None}],
    "optional": {
        "organizations": ["某公司"],
        "events": ["签到会"],
        "aliases": [["云岭大学", "云大"]],
    },
}  # fmt: skip


def one(**fields: Any) -> list[dict[str, Any]]:
    return [fields]


def chair(**role: Any) -> list[dict[str, Any]]:
    return one(name="周望舒", roles=[role])


# Under which list of a prediction a field stands.
LISTS = {
    "org-canonicals": "organizations", "people-roles": "people", "agreement-pairs": "agreements",
    "agreement-dates": "agreements", "policy-issuers": "policies",
}  # fmt: skip


def test_what_is_annotated_is_right_and_nothing_is_missed() -> None:
    found = totals([score({"gold": GOLD}, GOLD)])
    assert {field: (c.wrong, c.missed) for field, c in found.items()} == dict.fromkeys(
        found, (0, 0)
    )
    assert found[OVERALL].f1 == 1
    assert totals([score({"gold": GOLD}, {})])[OVERALL].recall == 0


@pytest.mark.parametrize(
    ("field", "predicted", "expected"),
    [
        ("organizations", ["江城市科协", "某公司", "乱码", "武侯区"], (1, 1, 1)),
        ("organizations", one(name="“江城市” 科协"), (1, 0, 1)),
        ("org-canonicals", one(name="江城市科协", canonical="江城科协"), (0, 1, 1)),
        ("people-roles", chair(title="主席"), (1, 0, 0)),
        ("people-roles", chair(organization="云岭大学", title="主席"), (0, 1, 1)),
        ("people-roles", chair(title="主持人"), (0, 0, 1)),
        ("agreement-pairs", one(parties=["江城市科学技术协会", "云大"]), (1, 0, 0)),
        ("agreement-pairs", one(parties=["江城市科协", "某所"]), (0, 0, 1)),
        ("agreement-pairs", one(parties=["云岭大学", "某公司"]), (0, 1, 1)),
        ("agreement-dates", one(parties=["江城市科协", "云岭大学"], date="2021-06"), (1, 0, 0)),
        ("agreement-dates", one(parties=["江城市科协", "云岭大学"], date="2020"), (0, 1, 1)),
        ("events", ["首届江城论坛", "签到会", "某某签约仪式", "别的会"], (1, 1, 0)),
        ("districts", [{"name": "武侯", "code": "510107"}, "江城高新区"], (2, 0, 0)),
        ("designations", one(title="示范基地", recipients=["云大", "乙"]), (1, 1, 0)),
        ("policies", ["《三年计划》", "白皮书"], (1, 1, 0)),
        ("policy-issuers", one(title="三年计划", issuers=["云大"]), (0, 1, 1)),
    ],
)  # fmt: skip
def test_a_field_counts_what_is_right_wrong_and_missed(
    field: str, predicted: list[Any], expected: tuple[int, int, int]
) -> None:
    listed = LISTS.get(field, field)
    assert score({"gold": GOLD}, {listed: predicted})[field].counts == expected


def test_shares_of_nothing() -> None:
    assert (Counts(0, 0, 0).f1, Counts(0, 0, 1).precision, Counts(0, 1, 0).recall) == (1, 0, 0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated reports are not here")
def test_it_agrees_with_the_scorer_of_the_annotated_reports(tmp_path: Path) -> None:
    data = SHARED / "dev.jsonl"
    gold = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    chance = random.Random(1)
    found = [{"id": one["id"]} | spoilt(one["gold"], chance) for one in gold]
    out = tmp_path / "p.jsonl"
    out.write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
    command = [sys.executable, SHARED / "score.py", data, out, "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    expected = json.loads(done.stdout)
    ours = totals(score(one, other) for one, other in zip(gold, found, strict=True))
    for field in (*FIELDS, OVERALL, *DETAILS):
        shares = (ours[field].precision, ours[field].recall, ours[field].f1)
        assert shares == pytest.approx(tuple(expected[field].values())), field


def spoilt(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """An annotation with some things left out, some changed and some added."""
    found: dict[str, Any] = {}
    for field, items in gold.items():
        if field == "optional":
            continue
        kept = [json.loads(json.dumps(item)) for item in items if chance.random() < 0.8]
        for item in kept:
            for name, value in item.items():
                if isinstance(value, str) and chance.random() < 0.1:
                    item[name] = value[:-1]
                elif isinstance(value, list) and chance.random() < 0.1:
                    item[name] = value[1:]
        extra = gold.get("optional", {}).get(field, [])
        found[field] = [*kept, *(one for one in extra if isinstance(one, str))]
    return found
