"""Writes files whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hezuo.graph.errors import HezuoError


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or, after any failure, as it was before.

    What is no file, such as a pipe or a device, is written into; a link stays a link.
    Raises HezuoError when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(content)
        else:
            replace_file(path.resolve() if path.is_symlink() else path, content)
    except OSError as error:
        raise HezuoError(
            f"{path} cannot be written ({error.strerror})", "name another file or make room"
        ) from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; the OSError of a failure goes to the caller.

    A process that is killed may leave a file named ``.NAME.`` and eight letters.
    """
    from secrets import token_hex  # loads OpenSSL, which a reader has no need of

    temporary = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):  # the first error is the one to say
            temporary.unlink()
        raise


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk (Windows has no such call, and needs none)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
