"""How far long work is, shown on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hezuo.graph.adding import Progress


@contextmanager
def shown_line() -> Iterator[Callable[[str], None] | None]:
    """Yield what shows a line on a terminal in place of the last; None where there is none."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda said: bar.update(task, description=said)


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
    """Show on a terminal how many facts or reports have been read, and how fast."""
    with shown_line() as show:
        if show is None:
            yield None
            return
        start = time.monotonic()

        def progress(name: str, number: int, what: str) -> None:
            rate = number / (time.monotonic() - start or 1)
            show(f"{name}: {number:,} {what}, {rate:,.0f} a second")

        yield progress
