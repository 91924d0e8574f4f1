"""What is derived of the facts of a snapshot: the index of names and the arrays of ties.

They lie in a folder that is called after all that they depend on besides the facts. A writer makes
it before it publishes; where it is missing, because another version of hezuo wrote the snapshot,
the first who reads makes it. It is never exported.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pyoxigraph

from hezuo.graph.store import name_index, ties
from hezuo.graph.store.columns import Columns

NAMES, TIES = "names.sqlite", "ties.bin"


def derived_in(snapshot: Path) -> Path:
    """Return the folder of a snapshot for what this version of hezuo derives."""
    stated = f"{name_index.VERSION} {name_index.SCHEMA} {ties.version()}"
    return snapshot / f"derived-{sha256(stated.encode()).hexdigest()[:12]}"


def derive(columns: Columns, folder: Path) -> None:
    """Derive everything anew from the columns of a store, into an empty folder."""
    from hezuo.graph.store.name_index_build import build_name_index, name_columns
    from hezuo.graph.store.ties_build import build_ties, connector_columns

    columns.begin(*name_columns(), *connector_columns())
    build_name_index(columns, folder / NAMES)
    build_ties(columns, folder / NAMES, folder / TIES)


def derive_again(store: pyoxigraph.Store, snapshot: Path) -> tuple[Path, bool]:
    """Derive for a snapshot of another version; return the folder, and whether it is temporary.

    It is, where the snapshot's own folder cannot be written to.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="new-", dir=snapshot))
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="hezuo-"))
    try:
        with Columns(store, folder) as columns:
            derive(columns, folder)
        if folder.parent != snapshot:
            return folder, True
        with suppress(OSError):  # another reader was quicker: its folder holds the same
            folder.rename(derived_in(snapshot))
        return derived_in(snapshot), False
    finally:
        if folder.parent == snapshot:
            shutil.rmtree(folder, ignore_errors=True)
