"""Fixtures shared by the tests."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM
from playwright.sync_api import Browser, sync_playwright
from programs import found_or_skipped
from tab import Tab

from hezuo.graph.adding import add
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

CHONGQING = Path(__file__).resolve().parents[1] / "data" / "chongqing-2021"

pytest_plugins = ["golden"]

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chongqing_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the bundled data; tests only read it."""
    path = tmp_path_factory.mktemp("chongqing") / "store"
    add(open_store(path, create=True), [CHONGQING])
    return path


@pytest.fixture
def chongqing(chongqing_path: Path) -> Iterator[EmbeddedStore]:
    """The store of the bundled data, for reading."""
    store = open_store(chongqing_path)
    yield store
    store.close()


@pytest.fixture
def hezuo(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the real command in a process of its own, in an empty folder, 80 columns wide."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HEZUO_")}
    environment |= {"COLUMNS": "80", "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}

    def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hezuo.cli", *map(str, arguments)],
            **{"cwd": tmp_path, "env": environment, "capture_output": True, "encoding": "utf-8"}
            | options,
        )

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one the test is skipped, or fails where CI is set."""
    path = found_or_skipped(CHROMIUM)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab of usual size in a fresh, offline browser profile."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    made = Tab(context.new_page())

    def note(url: str) -> None:
        if url.startswith("file:"):
            made.files.append(url)
        elif not url.startswith(("data:", "blob:")):
            made.requests.append(url)

    made.page.on("request", lambda request: note(request.url))
    made.page.on("console", lambda message: made.console.append(message.text))
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    yield made
    context.close()
