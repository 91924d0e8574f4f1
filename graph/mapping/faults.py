"""What is wrong with the rows of foreign tables: faults, or notes where a mapping says so."""

from __future__ import annotations

from hezuo.graph.errors import Fault, InputError

# Nobody reads on; the rest is counted.
_MOST_NOTED = 20


def counted(count: int, thing: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "row"), counted(8407, "row")
    ('1 row', '8,407 rows')
    """
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


class Faults:
    """Collects faults; with ``is_skipping`` what is wrong is left out and only noted."""

    def __init__(self, is_skipping: bool) -> None:
        self.is_skipping = is_skipping
        self._faults: list[Fault] = []

    def add(self, file: str, row: int, column: str, problem: str) -> None:
        """Note one thing wrong with one cell."""
        self._faults.append(Fault(file, row, column, problem))

    def __len__(self) -> int:
        return len(self._faults)

    def settle(self) -> list[str]:
        """Return a note for each of the first faults that were skipped, else raise them all."""
        if self._faults and not self.is_skipping:
            raise InputError(self._faults)
        faults = sorted(set(self._faults))
        notes = [f"left out: {fault}" for fault in faults[:_MOST_NOTED]]
        if len(faults) > _MOST_NOTED:
            notes.append(f"left out: … and {len(faults) - _MOST_NOTED:,} more like these")
        return notes
