"""The pages of the documentation are current, complete, and lead somewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from installed_package import ROOT

from hezuo.graph.records import RECORD_TYPES

BUILDER = ROOT / "docs" / "build_reference.py"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LONGEST_DECISION = 40
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^  (\w+)  ", re.MULTILINE)


def names(pages: list[Path]) -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in pages]


def headings(page: Path) -> list[str]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What GitHub lets a link point at: headings in lower case, blanks as -, without the marks."""
    return {re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-") for h in headings(page)}


def broken_links(page: Path) -> Iterator[str]:
    for target in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path) if path else page
        inside = file.resolve().is_relative_to(ROOT)
        if not inside or not file.exists() or (anchor and anchor not in anchors(file)):
            yield target


def test_the_built_pages_are_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, BUILDER, "--check"], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stale_page_is_noticed_and_written_anew(tmp_path: Path) -> None:
    for path in ("build_reference.py", "tables_introduction.md", "tables.md"):
        (tmp_path / path).write_bytes((ROOT / "docs" / path).read_bytes())
    (tmp_path / "reference.md").write_text("# Commands\n")
    build = [sys.executable, tmp_path / "build_reference.py"]
    done = subprocess.run([*build, "--check"], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr == "docs/reference.md is not what the code says: run 'make docs'\n"
    assert subprocess.run(build, capture_output=True).returncode == 0
    assert (tmp_path / "reference.md").read_bytes() == (ROOT / "docs/reference.md").read_bytes()


def test_every_command_is_documented() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "hezuo.cli", "--help"], capture_output=True, encoding="utf-8"
    ).stdout
    commands = COMMAND.findall(help_text.partition("Commands:\n")[2])
    assert commands
    told = headings(ROOT / "docs" / "reference.md")
    assert [f"hezuo {command}" for command in commands] == told[1:]


def test_every_table_and_column_is_documented() -> None:
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    common, *sections = re.split(r"^## (?=\w+\.csv$)", text, flags=re.MULTILINE)
    columns = {
        part.partition(".csv")[0]: re.findall(r"^\| `(\w+)`", part, re.M) for part in sections
    }
    shared = re.findall(r"^\| `(\w+)`", common, re.MULTILINE)
    for kind in RECORD_TYPES:
        if kind.TABLE:
            assert set(columns.pop(kind.TABLE)) | set(shared) == set(kind.model_fields) | set(
                shared
            )
    assert not columns


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_no_link_is_broken(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    page = ROOT / "docs" / "tables.md"
    assert "sourcescsv" in anchors(page)
    text = "[a](b.md) [c](#no) [d](https://example.org/) [e](../../../etc) [f](#a-b)\n# A b\n"
    (tmp_path / "page.md").write_text(text)
    assert list(broken_links(tmp_path / "page.md")) == ["b.md", "#no", "../../../etc", "#a-b"]


@pytest.mark.parametrize("page", DECISIONS, ids=names(DECISIONS))
def test_a_decision_is_short_and_has_its_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_DECISION
    assert headings(page)[0].startswith(f"{int(page.stem[:4])}. ")
    assert headings(page)[1:] == ["Context", "Decision", "Consequences"]
    numbers = [path.stem[:4] for path in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
