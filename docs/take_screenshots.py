"""Takes the screenshots that the README pages show: `python docs/take_screenshots.py`.

Runs `hezuo demo` in a temporary folder and opens its picture in a real Chromium without a network.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Write docs/images/picture.png, and panel.png, where someone was looked for in the dark."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "-m", "hezuo.cli", "demo"]
        subprocess.run(demo, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        IMAGES.mkdir(exist_ok=True)
        page = Path(folder) / "hezuo-demo" / "picture.html"
        take(page, IMAGES / "picture.png")
        take(page, IMAGES / "panel.png", "wuhouqukexue", "dark")


def take(
    page: Path, image: Path, typed: str = "", scheme: Literal["light", "dark"] = "light"
) -> None:
    """Write what a reader sees after opening a picture, and typing a name into its search box."""
    sys.path.insert(0, str(ROOT / "tests"))
    from chromium import CHROMIUM
    from playwright.sync_api import sync_playwright
    from tab import Tab

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, offline=True, color_scheme=scheme)
        tab = Tab(context.new_page())
        tab.open(page)
        if typed:
            tab.page.locator("#search").fill(typed)
            tab.page.keyboard.press("Enter")
            tab.page.wait_for_timeout(600)
        tab.page.screenshot(path=image)
        browser.close()
    print(f"wrote {image.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
