"""How far a long reading is, shown on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hezuo.graph.adding import Progress


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
    """Show on a terminal how many facts or reports have been read, and how fast."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def progress(name: str, number: int, what: str) -> None:
            rate = number / (bar.tasks[0].elapsed or 1)
            said = f"{name}: {number:,} {what}, {rate:,.0f} a second"
            bar.update(task, description=said)

        yield progress
