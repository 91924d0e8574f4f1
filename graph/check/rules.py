"""Runs the rules of ontology/checks/: each file is a query for what breaks one rule.

The comments at its head say, each on a line of its own, ``severity``, ``problem`` (in which
``{value}`` stands for the value found) and ``remedy``; the query gives ?source, ?thing and, where
there are any, ?property and ?value. So a new rule is a new file and no Python.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from hezuo.graph.check.findings import SEVERITIES, Broken, written
from hezuo.graph.ontology import ontology

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.terms import Term

_SAID = re.compile(r"^# (severity|problem|remedy): (.+)$", re.MULTILINE)
_TAKES = re.compile(r"VALUES\s+\?(\w+)\s*{\s*UNDEF")


class Rule(NamedTuple):
    """A query for what breaks a rule, and what to say of it."""

    name: str
    severity: str
    problem: str
    remedy: str
    query: str


def read_rules(folder: Path) -> list[Rule]:
    """Return the rules of a folder; ValueError for a file that does not say what a rule must."""
    return [_rule(path) for path in sorted(folder.glob("*.rq"))]


def broken_rules(store: Store, folder: Path, sources: Sequence[str] = ()) -> list[Broken]:
    """Return what breaks the rules of a folder, in all sources or in some."""
    broken = []
    for rule in read_rules(folder):
        for row in store.select(rule.query, _values(rule.query), sources):
            value = row.get("value")
            broken.append(
                Broken(
                    severity=rule.severity,
                    source=row["source"].value,
                    thing=row["thing"].value,
                    path=row["property"].value if "property" in row else "",
                    value=value,
                    problem=rule.problem.replace("{value}", written(value) if value else ""),
                    remedy=rule.remedy,
                )
            )
    return broken


def _rule(path: Path) -> Rule:
    query = path.read_text("utf-8")
    said = dict(_SAID.findall(query))
    if said.keys() != {"severity", "problem", "remedy"} or said["severity"] not in SEVERITIES:
        raise ValueError(f"{path} has to say severity ({', '.join(SEVERITIES)}), problem, remedy")
    return Rule(path.stem, said["severity"], said["problem"], said["remedy"], query)


def _values(query: str) -> dict[str, list[Term]]:
    """Return the terms for what a query takes."""
    known: dict[str, list[Term]] = {
        "tomorrow": [Literal(str(_utc_today() + datetime.timedelta(days=1)))],
        "noTie": [NamedNode(iri) for iri in ontology().no_tie_statuses],
    }
    return {name: known[name] for name in _TAKES.findall(query)}


def _utc_today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
