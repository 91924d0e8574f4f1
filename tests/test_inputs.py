"""What `add` is given: folders of mapped tables are the files in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hezuo.graph.errors import HezuoError
from hezuo.graph.inputs import inputs


def test_a_folder_read_by_a_mapping_is_the_tables_in_it(tmp_path: Path) -> None:
    for name in ("b.csv", "a.xlsx", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    by_folder = inputs([tmp_path], "ror")
    assert by_folder == inputs([tmp_path / "a.xlsx", tmp_path / "b.csv"], "ror")
    assert by_folder[0].paths == (tmp_path / "a.xlsx", tmp_path / "b.csv")


def test_a_folder_without_tables_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(HezuoError, match="holds no table"):
        inputs([tmp_path], "ror")
