"""Expected outputs kept as files: the `golden` fixture and the option --update-golden.

A test says `golden.check("partners.txt", output)`; the file is tests/golden/partners.txt. After an
intended change `make golden` writes the files anew, and the diff shows what the change did.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "golden"


@dataclass(frozen=True)
class Golden:
    """Compares texts with the files of one folder, or writes those files when `update` is set."""

    folder: Path
    update: bool = False

    def check(self, name: str, text: str) -> None:
        """Fail with a diff unless the file `name` holds exactly this text."""
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        if not path.is_file():
            pytest.fail(f"there is no {path}; 'make golden' writes it", pytrace=False)
        expected = path.read_bytes().decode("utf-8")
        if text != expected:
            pytest.fail(_difference(name, expected, text), pytrace=False)


def _difference(name: str, expected: str, text: str) -> str:
    # Line ends are shown, so that a lost or foreign one can be seen too.
    lines = difflib.unified_diff(
        [repr(line)[1:-1] for line in expected.splitlines(keepends=True)],
        [repr(line)[1:-1] for line in text.splitlines(keepends=True)],
        f"expected (tests/golden/{name})",
        "now",
        lineterm="",
    )
    return "\n".join([*lines, "If the change is intended: 'make golden', then read the diff."])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected outputs anew instead of comparing; runs only the tests with some",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --update-golden, leave out the tests that have nothing to write."""
    if not config.getoption("--update-golden"):
        return
    chosen = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The expected outputs in tests/golden."""
    return Golden(FOLDER, update=bool(request.config.getoption("--update-golden")))
