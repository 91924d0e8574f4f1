"""The right to write to a store: one process has it at a time, and others can say which.

    STORE/write.lock    locked by the writer; it is empty, and stays when the writer has gone
    STORE/writer.json   the writer's process id and since when it writes; gone when it has done

The second file is for people: whoever waits in vain is told what it says. A process that was killed
leaves it behind, without the lock, and the next writer overwrites it.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hezuo.graph.errors import StoreError

WAIT_SECONDS = 60


@contextmanager
def write_lock(store: Path) -> Iterator[None]:
    """Hold the right to write to the store in a folder, waiting for it if need be.

    Raises StoreError when other processes keep it for a minute, and when the folder cannot be
    written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(store / "write.lock", timeout=WAIT_SECONDS)
    holder = store / "writer.json"
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"{_who(holder)} is writing to {store}, which was busy for {WAIT_SECONDS} seconds",
            "wait for it to end and try again",
        ) from None
    except OSError as error:
        raise _unwritable(store, error) from error
    try:
        _sign(holder)
        yield
    finally:
        with suppress(OSError):  # nobody believes it without the lock
            holder.unlink()
        lock.release()


def _who(holder: Path) -> str:
    """Return which process holds the lock, and since when, as far as it has said so."""
    try:
        said = json.loads(holder.read_text("utf-8"))
        since = datetime.datetime.fromisoformat(said["since"])
        return f"process {int(said['process'])} (since {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"  # it has had no time to write the file, or cannot


def _sign(holder: Path) -> None:
    """Say that this process writes from now on."""
    since = datetime.datetime.now(datetime.UTC).isoformat(" ", timespec="seconds")
    try:
        holder.write_text(json.dumps({"process": os.getpid(), "since": since}), "utf-8")
    except OSError as error:
        raise _unwritable(holder.parent, error) from error


def _unwritable(store: Path, error: OSError) -> StoreError:
    return StoreError(f"the store at {store} cannot be written ({error})")
