"""Takes the screenshot that the README pages show: `python docs/take_screenshots.py`.

Runs `hezuo demo` in a temporary folder and opens its picture in a real Chromium without a network.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Write docs/images/picture.png."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "-m", "hezuo.cli", "demo"]
        subprocess.run(demo, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        IMAGES.mkdir(exist_ok=True)
        take(Path(folder) / "hezuo-demo" / "picture.html", IMAGES / "picture.png")


def take(page: Path, image: Path) -> None:
    """Write what a reader sees after opening a picture, without touching anything."""
    sys.path.insert(0, str(ROOT / "tests"))
    from chromium import CHROMIUM
    from playwright.sync_api import sync_playwright
    from tab import Tab

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        tab = Tab(browser.new_context(viewport=SIZE, offline=True).new_page())
        tab.open(page)
        tab.page.screenshot(path=image)
        browser.close()
    print(f"wrote {image.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
