"""The notebook in docs/ runs in a real kernel, and shows what it says it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbclient
import nbformat
from golden import Golden

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "notebook.ipynb"


def shown(notebook: Any) -> list[list[str]]:
    """Return what the outputs of each cell say as plain text."""
    return [
        ["".join(one.get("text") or one["data"]["text/plain"]) for one in cell["outputs"]]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_the_notebook_runs_and_shows_the_same(golden: Golden) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    expected = shown(notebook)
    client = nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    client.execute()
    assert any(shown(notebook))
    if golden.update:
        for cell in notebook.cells:
            cell.get("metadata", {}).clear()  # times of the run
        notebook.metadata.pop("language_info", None)
        nbformat.write(notebook, NOTEBOOK)
    else:
        assert shown(notebook) == expected
