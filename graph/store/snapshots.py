"""The folder of a store: immutable snapshots, and a pointer to the one that is current.

    STORE/hezuo-store.json   says that this is a store, and of which format
    STORE/current            the name of the current snapshot
    STORE/write.lock         held by the one writer, of whom writer.json tells: see write_lock.py
    STORE/snapshots/NAME/    quads/ and stated/ (Oxigraph), derived-VERSION/, readers.lock

A writer builds a new snapshot and moves the pointer in one atomic step, so a crash at any moment
leaves the last state, and readers never wait. Readers share a lock on the snapshot they use; a
snapshot that is neither current nor read is deleted by the next writer.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from hezuo.graph.errors import StoreError
from hezuo.graph.files import replace_file, sync_folder
from hezuo.graph.store.write_lock import write_lock

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be deleted there, which protects readers as well
    fcntl = None  # type: ignore[assignment]

FORMAT = 1
_NAME = re.compile("[0-9a-f]{16}")
_ATTEMPTS = 100


class SnapshotFolder:
    """Finds, makes, publishes and deletes the snapshots of one store."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.marker = path / "hezuo-store.json"
        self.pointer = path / "current"
        self.snapshots = path / "snapshots"
        if self._is_marked():
            self._check_format()
        elif create:
            self._check_free()
        else:
            raise StoreError(
                f"there is no store at {path}",
                "make one with `hezuo add FOLDER`, or try `hezuo demo`",
            )

    def current(self) -> Path | None:
        """Return the folder of the current snapshot, or None while nothing was ever added."""
        try:
            name = self.pointer.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"the store at {self.path} cannot be read ({error})") from error
        if not _NAME.fullmatch(name):
            raise StoreError(
                f"{self.pointer} does not name a snapshot",
                "write the name of a folder of snapshots/ into it, or make a new store",
            )
        return self.snapshots / name

    def open_current(self) -> tuple[Path, IO[bytes]] | None:
        """Return the current snapshot and the open file that keeps it from being deleted."""
        for _ in range(_ATTEMPTS):
            snapshot = self.current()
            if snapshot is None:
                return None
            try:
                held = (snapshot / "readers.lock").open("rb")
            except FileNotFoundError:
                continue  # a writer has just moved on: look again
            except OSError as error:
                raise StoreError(f"the store at {self.path} cannot be read ({error})") from error
            try:
                if fcntl is not None:
                    fcntl.flock(held, fcntl.LOCK_SH)
                if (snapshot / "quads").is_dir():
                    return snapshot, held
            except OSError as error:
                held.close()
                raise StoreError(f"the store at {self.path} cannot be read ({error})") from error
            held.close()
        raise self._lost()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to write, making the folder if it is missing.

        Raises StoreError when it cannot be made, and when another writer keeps it for a minute.
        """
        if not self._is_marked():
            self._make()
        with write_lock(self.path):
            yield

    def new(self) -> Path:
        """Return a new, empty snapshot folder; the caller holds the lock."""
        from secrets import token_hex

        snapshot = self.snapshots / token_hex(8)
        snapshot.mkdir(parents=True)
        (snapshot / "readers.lock").touch()
        return snapshot

    def publish(self, snapshot: Path) -> None:
        """Make a finished snapshot the current one, in one step that survives a crash."""
        derived = list(snapshot.glob("derived-*"))
        for file in (file for folder in (snapshot, *derived) for file in folder.iterdir()):
            if file.is_file():
                with file.open("rb+") as held:
                    os.fsync(held.fileno())
        for folder in (*derived, snapshot):
            sync_folder(folder)
        sync_folder(self.snapshots)
        replace_file(self.pointer, snapshot.name.encode())
        sync_folder(self.path)

    def prune(self) -> None:
        """Delete what is neither current nor being read; the caller holds the lock.

        Raises StoreError, before anything is deleted, when there is no telling what is current.
        """
        from shutil import rmtree

        current = self.current()
        if current is not None and not (current / "quads").is_dir():
            raise self._lost()
        for file in (self.pointer, self.marker):
            for unfinished in self.path.glob(f".{file.name}.*"):
                # Another process that is making this store may finish it at this moment.
                unfinished.unlink(missing_ok=True)
        if not self.snapshots.is_dir():
            return
        for snapshot in self.snapshots.iterdir():
            if snapshot != current and not _is_read(snapshot):
                rmtree(snapshot, ignore_errors=True)  # what stays is deleted next time

    def _lost(self) -> StoreError:
        return StoreError(
            f"the store at {self.path} has lost its current snapshot",
            "remove the folder and add the sources again",
        )

    def _is_marked(self) -> bool:
        try:
            return self.marker.is_file()
        except OSError as error:
            raise StoreError(f"the store at {self.path} cannot be read ({error})") from error

    def _check_free(self) -> None:
        """Raise StoreError unless a store can be made here: nothing else is overwritten."""
        begun = f".{self.marker.name}."  # what a crash leaves while the marker is being written
        try:
            is_free = not self.path.exists() or all(
                entry.name.startswith(begun) for entry in self.path.iterdir()
            )
        except NotADirectoryError:
            is_free = False
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read ({error})") from error
        if not is_free and not self._is_marked():  # another process may have just made the store
            raise StoreError(
                f"{self.path} exists and is not a hezuo store",
                "name a new or an empty folder with --store",
            )

    def _make(self) -> None:
        self._check_free()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            replace_file(self.marker, json.dumps({"format": FORMAT}).encode())
        except OSError as error:
            if self._is_marked():  # another process made it, and cleared up what was not finished
                return
            raise StoreError(
                f"no store can be made at {self.path} ({error.strerror})",
                "name another folder with --store",
            ) from error

    def _check_format(self) -> None:
        try:
            found = json.loads(self.marker.read_text("utf-8"))["format"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{self.marker} cannot be read ({error})",
                f'in a store of this hezuo it says {{"format": {FORMAT}}}',
            ) from error
        if found != FORMAT:
            raise StoreError(
                f"the store at {self.path} has format {found}; this hezuo reads format {FORMAT}",
                "add its sources to a new store",
            )


def _is_read(snapshot: Path) -> bool:
    """Return whether a reader holds the snapshot, by asking for the lock it would share."""
    if fcntl is None:
        return False
    try:
        with (snapshot / "readers.lock").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Out of the way before the lock goes: a reader that waited for it finds nothing.
            with suppress(FileNotFoundError):
                (snapshot / "quads").rename(snapshot / "deleted")
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
