"""A browser tab that keeps a record of what its page did."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


@dataclass
class Tab:
    """A page in a browser that is cut off from the network, and everything it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)  # other than files, data: and blob:
    files: list[str] = field(default_factory=list)  # file: addresses that were loaded
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        """Open a picture and wait until it is drawn."""
        self.page.goto(path.as_uri())
        self.wait_until("window.hezuoReady === true")

    def evaluate(self, script: str, argument: object = None) -> Any:
        """The value of a JavaScript expression or function in the page."""
        return self.page.evaluate(script, argument)

    def wait_until(self, condition: str, seconds: float = 10) -> None:
        """Wait until a JavaScript expression is true.

        Playwright's wait_for_function would evaluate it inside the page, which the page's policy
        forbids as soon as it has to look twice.
        """
        end = time.monotonic() + seconds
        while not self.evaluate(condition):
            assert time.monotonic() < end, f"not within {seconds} s: {condition}"
            self.page.wait_for_timeout(20)

    def complaints(self) -> list[str]:
        """Every request, console message and error there should not have been."""
        return [*self.requests, *self.files[1:], *self.console, *self.errors]
