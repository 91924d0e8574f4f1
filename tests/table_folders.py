"""Folders of tables written by the tests, as a user would write them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hezuo.graph.adding import add
from hezuo.graph.errors import InputError
from hezuo.graph.export import export
from hezuo.graph.resolve import Linked, link
from hezuo.graph.sources.tables import read_tables
from hezuo.graph.store import open_store


def write_tables(folder: Path, tables: Mapping[str, str | bytes]) -> Path:
    """Write tables by name, such as organizations; a name with a dot is that of a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        path = folder / (name if "." in name else f"{name}.csv")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def linked(folder: Path) -> list[Linked]:
    """Read and resolve a folder."""
    return link(read_tables(folder).rows)


def of(items: list[Linked], root: str) -> list[Linked]:
    """Return what is of one class."""
    return [item for item in items if root == item.record.ROOT]


def only(items: list[Linked], root: str) -> Linked:
    """Return the one thing of a class."""
    (item,) = of(items, root)
    return item


def faults(folder: Path) -> list[str]:
    """Return the lines of faults of a folder that cannot be read or resolved."""
    with pytest.raises(InputError) as caught:
        linked(folder)
    lines = str(caught.value).splitlines()
    assert lines[:-1] == [str(fault) for fault in caught.value.faults]
    assert lines[-1].endswith("; nothing was stored")
    return lines[:-1]


def nquads(store: Path, *folders: Path) -> bytes:
    """Add folders to the store in a folder, and return all its facts."""
    opened = open_store(store, create=True)
    if folders:
        add(opened, folders)
    content = export(opened, "nquads")
    opened.close()
    return content
