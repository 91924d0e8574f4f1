"""What reads facts from a report: the protocol, and how extractors are found by their names."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.report import Report

GROUP = "hezuo.extractors"
DEFAULT = "rules"


@runtime_checkable
class Extractor(Protocol):
    """Reads the facts of reports; ``name`` and ``version`` go into the provenance of each."""

    name: str
    version: str

    def extract(self, report: Report) -> Extraction:
        """Return what a report states; never raises for what a text may hold."""
        ...


def load_extractor(name: str = DEFAULT) -> Extractor:
    """Return the extractor of a name; packages offer theirs in the group ``hezuo.extractors``.

    Raises HezuoError for a name that is not known, or whose libraries are not installed.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise HezuoError(f"there is no extractor {name!r}", f"there are {', '.join(sorted(found))}")
    made = found[name].load()()
    if not isinstance(made, Extractor):
        raise HezuoError(f"{found[name].value} is no extractor", "see docs/extractors.md")
    return made
