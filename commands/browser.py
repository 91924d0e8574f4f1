"""Opening a file in the browser of whoever works here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

# A program that cannot open anything says so within this time; one that can may stay for long.
_SECONDS = 3


def open_in_browser(path: Path) -> None:
    """Open a file in the browser; where there is none, say in one line what to do instead."""
    address = path.resolve().as_uri()
    if sys.platform in ("darwin", "win32"):
        is_open = click.launch(address) == 0
    else:
        is_open = _opened(address)
    if not is_open:
        click.echo(f"no browser could be opened here; open {path} in one yourself", err=True)


def _opened(address: str) -> bool:
    """Return whether the desktop opens an address; what its helpers complain of is not shown."""
    opener = shutil.which("xdg-open") or shutil.which("wslview")
    if opener is None:
        return False
    running = subprocess.Popen(  # noqa: S603 - a file of ours, and no shell
        [opener, address], start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return running.wait(timeout=_SECONDS) == 0
    except subprocess.TimeoutExpired:
        running.returncode = 0  # the browser itself: it runs on, and nobody waits for it
        return True
