"""Decisions that a store keeps: what was refused stays refused, whenever a report is read again.

    STORE/report-decisions.json   all that was given with ``hezuo add --decisions``, as one file

It is a file of decisions like any other. It is not among the facts: they are what holds after it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.extract.review.decisions_file import Decisions

FILE = "report-decisions.json"


@contextmanager
def with_kept_decisions(store: Path, how: Reading | None) -> Iterator[Reading | None]:
    """Read reports as decided before and now; what was decided now is kept if all goes well.

    ``store`` is the folder of a store. Of two decisions on one fact the new one holds. Raises
    InputError for a file that is no decisions file.
    """
    kept = store / FILE
    if how is None or how.decisions is None:
        yield _with_kept(kept, how) if kept.exists() else how
        return
    from hezuo.graph.extract.review.decisions_file import read_decisions
    from hezuo.graph.files import write_atomically
    from hezuo.graph.store.write_lock import write_lock

    given = read_decisions(how.decisions)
    with tempfile.TemporaryDirectory() as folder:
        joined = Path(folder) / FILE
        joined.write_bytes(_joined(kept, given))
        yield replace(how, decisions=joined)
    with write_lock(store):  # others may have kept decisions since
        write_atomically(kept, _joined(kept, given))


def _with_kept(kept: Path, how: Reading | None) -> Reading:
    from hezuo.graph.extract.reading import Reading

    return replace(how or Reading(), decisions=kept)


def _joined(kept: Path, given: Decisions) -> bytes:
    from hezuo.graph.extract.review.decisions_file import Decisions, join_decisions, read_decisions

    before = read_decisions(kept) if kept.exists() else Decisions()
    return join_decisions(before, given).to_json().encode("utf-8")
