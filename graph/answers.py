"""Answers as rows: a list that prints as a table and turns into a pandas data frame."""

from __future__ import annotations

from typing import Any, TypeVar

from hezuo.graph.output import as_json, rows_as_text

Row = TypeVar("Row", bound=tuple[Any, ...])


class Rows(list[Row]):
    """Rows of one kind of named tuple; what a row holds is said by that."""

    def flat(self) -> list[dict[str, Any]]:
        """Return the rows as objects: things by their names, lists as lists."""
        return [
            {name: _plain(value) for name, value in row._asdict().items()}  # type: ignore[attr-defined]  # rows are named tuples
            for row in self
        ]

    def to_frame(self) -> Any:
        """Return the rows as a pandas data frame; pandas has to be installed."""
        import pandas as pd  # only who asks for a frame has to have it

        return pd.DataFrame(self.flat())

    def __str__(self) -> str:
        rows = self.flat()
        return rows_as_text(rows, list(rows[0]), "table") if rows else "nothing found"


def _plain(value: Any) -> Any:
    """Return a thing by its name, and what holds others as JSON has it."""
    if hasattr(value, "iri") and hasattr(value, "name"):
        return value.name
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return as_json(value)
