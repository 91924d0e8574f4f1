"""How reports are read, and the reading of one: its file, the extractor, what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.extractor import DEFAULT, Extractor, load_extractor
from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.report import Report

if TYPE_CHECKING:
    from hezuo.graph.extract.review.decisions_file import Decisions


@dataclass(frozen=True)
class Reading:
    """How reports are read.

    ``published`` is the date of those whose files say none, ``extractor`` what reads them. Facts
    that are less sure than ``min_confidence`` are left out; agreements that are only planned go
    into a graph if ``planned``. ``decisions`` is a file that a review page saved.
    ``processes`` is how many read side by side; 0 is one a core where there are many reports.
    """

    published: str = ""
    extractor: str = DEFAULT
    min_confidence: float = 0.0
    planned: bool = False
    decisions: Path | None = None
    processes: int = 1

    def mark(self) -> str:
        """Return what makes another reading of the same file: other options, another version."""
        version = extractor_named(self.extractor).version
        said = [self.published, self.extractor, version]
        said += [str(self.min_confidence), str(self.planned)]
        return "\0".join([*said, decisions_in(self.decisions)[1] if self.decisions else ""])


@cache
def extractor_named(name: str) -> Extractor:
    """Return an extractor, made once in each process."""
    return load_extractor(name)


def extraction_of(report: Report, how: Reading) -> Extraction:
    """Return the facts of a report, with what was decided on them, but not those too unsure.

    Raises HezuoError where the extractor cannot do its work.
    """
    extractor = extractor_named(how.extractor)
    try:
        found = extractor.extract(report)
    except HezuoError:
        raise
    except Exception as error:
        # Anybody may have written it.
        problem = f"{report.id}: the extractor {how.extractor} failed ({error!r})"
        remedy = "leave the report out, and tell who wrote the extractor"
        raise HezuoError(problem, remedy) from error
    if how.decisions:
        from hezuo.graph.extract.review.decisions import apply_decisions

        found = apply_decisions(report, found, decisions_in(how.decisions)[0])
    kept = tuple(fact for fact in found.facts if fact.confidence >= how.min_confidence)
    return found.model_copy(update={"facts": kept})


def decisions_in(path: Path) -> tuple[Decisions, str]:
    """Return what a file of decisions holds, and as text; read again only when it has changed."""
    try:
        stat = path.stat()
    except OSError:
        return _read_decisions(path, 0, 0)  # which says what is wrong with it
    return _read_decisions(path, stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=8)
def _read_decisions(path: Path, _changed: int, _number: int) -> tuple[Decisions, str]:
    from hezuo.graph.extract.review.decisions_file import read_decisions

    decisions = read_decisions(path)
    return decisions, decisions.to_json()
