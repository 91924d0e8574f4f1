"""Runs an extractor over annotated reports, writes its predictions, and says how good they are.

`make evaluate DATA=FILE.jsonl OUT=PREDICTIONS.jsonl`. Each line of DATA is a report (id, title,
text, published) with its annotation (gold): the lists that graph/extract/scoring/predictions.py
makes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from hezuo.graph.extract.extractor import load_extractor
from hezuo.graph.extract.report import report_of
from hezuo.graph.extract.scoring.predictions import prediction
from hezuo.graph.extract.scoring.scoring import DETAILS, FIELDS, OVERALL, Counts, score, totals


def main() -> None:
    """Predict, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="annotated reports, as JSON lines")
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--no-errors", action="store_true", help="print the figures only")
    options = parser.parse_args()
    annotated = read_lines(options.data)
    found = predictions(annotated, options.extractor)
    if options.out:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in found)
        options.out.write_text("".join(lines), encoding="utf-8")
    scored = {gold["id"]: score(gold, one) for gold, one in zip(annotated, found, strict=True)}
    if not options.no_errors:
        for name, fields in scored.items():
            for field, result in fields.items():
                for said, lost in (("missed", result.missed), ("wrong ", result.wrong)):
                    print(*(f"{said} {name} {field}: {item}\n" for item in lost), sep="", end="")
        print()
    counted = totals(scored.values())
    print(
        f"{'field':<18}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'wrong':>7}{'missed':>8}"
    )
    for field in (*FIELDS, OVERALL):
        print(figures(field, counted[field]))
    print("of what was found, and not in the overall figure:")
    for field in DETAILS:
        print(figures(field, counted[field]))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        sys.exit(f"{path} cannot be read ({error.strerror})")
    objects = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except ValueError as error:
            sys.exit(f"{path}, line {number}: no JSON ({error})")
        if not isinstance(read, dict) or not {"id", "text", "gold"} <= read.keys():
            sys.exit(f"{path}, line {number}: a report needs the fields id, text and gold")
        objects.append(read)
    return objects


def predictions(annotated: list[dict[str, Any]], extractor: str) -> list[dict[str, Any]]:
    """Return what an extractor finds in each report, in the shape of annotations."""
    reader = load_extractor(extractor)
    found = []
    for one in annotated:
        known = {"id": str(one["id"]), "published": one.get("published") or ""}
        report = report_of(one.get("title") or "", one["text"], **known)
        found.append({"id": one["id"]} | prediction(reader.extract(report)))
    return found


def figures(field: str, counts: Counts) -> str:
    """Return a line of figures."""
    shares = f"{counts.precision:>10.3f}{counts.recall:>8.3f}{counts.f1:>7.3f}"
    return f"{field:<18}{shares}{counts.right:>7}{counts.wrong:>7}{counts.missed:>8}"


if __name__ == "__main__":
    main()
