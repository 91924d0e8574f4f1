"""Small and read-only file systems, for tests of what happens when nothing can be written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _run(*command: str | Path) -> None:
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        pytest.skip(f"no file system can be mounted here: {ran.stderr.strip()}")


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, of a size such as 1m, mounted at a new folder."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "hezuo-test", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Let nothing under a folder be written until the end of the block."""
    if sys.platform == "linux" and os.geteuid() == 0:  # whom permissions do not stop
        _run("mount", "--bind", folder, folder)
        try:
            _run("mount", "-o", "remount,bind,ro", folder)
            yield
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
        return
    places = [folder, *folder.rglob("*")]
    modes = {place: place.stat().st_mode for place in places}
    for place in reversed(places):
        place.chmod(modes[place] & ~0o222)
    try:
        yield
    finally:
        for place in places:
            place.chmod(modes[place])
