"""Fixtures shared by the tests."""

import os
from collections.abc import Iterator

import pytest
from chromium import NoChromiumError, find_chromium
from playwright.sync_api import Browser, sync_playwright
from tab import Tab

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one the test is skipped, or fails where CI is set."""
    try:
        path = find_chromium()
    except NoChromiumError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
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
