"""Checks what sources state against the shapes and rules of ontology/, and says what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.check.findings import SEVERITIES, Finding, described
from hezuo.graph.lookup import named_query
from hezuo.graph.ontology import FOLDER

if TYPE_CHECKING:
    from hezuo.graph.store import Store

__all__ = ["SEVERITIES", "SHAPES", "Finding", "check"]

SHAPES = FOLDER / "shapes.ttl"
RULES = FOLDER / "checks"


def check(store: Store, sources: Sequence[str] = (), shapes: Path | None = None) -> list[Finding]:
    """Return what is wrong in all sources, or in some (IRIs); the gravest first, empty if nothing.

    Our own shapes and rules are run as SPARQL in the store, which is fast at any size. ``shapes``
    names a file of SHACL shapes of the user's that is checked instead, by pySHACL, which knows all
    of SHACL and takes its time. Raises HezuoError when that file cannot be read.
    """
    if shapes is not None:
        from hezuo.graph.check.shacl import shacl_findings

        return shacl_findings(store, shapes, sources)
    from hezuo.graph.check.rules import broken_rules
    from hezuo.graph.check.shape_queries import broken_shapes

    by_rules = broken_rules(store, RULES, sources)
    said = {found.fact() for found in by_rules}
    # Where a rule says the same of the same fact, it says it more clearly than a shape.
    by_shapes = [f for f in broken_shapes(store, SHAPES, sources) if f.fact() not in said]
    # What a store notes for itself, such as its log, stands in graphs that are no sources.
    known = set(sources) or {row["source"].value for row in store.select(named_query("sources"))}
    broken = [found for found in [*by_rules, *by_shapes] if found.source in known]
    return described(store, broken, sources)
