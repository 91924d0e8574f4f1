"""Takes the screenshots that the README pages show: `python docs/take_screenshots.py`.

Runs `hezuo demo` in a temporary folder and opens pictures of its store in a real Chromium without a
network. With ``--all FOLDER`` it writes every view there, light and dark, for a desk and a phone;
with ``--store STORE`` too, another store by country and whole, such as the projects of INTERREG.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from chromium import CHROMIUM
from tab import Tab

IMAGES = Path(__file__).resolve().parent / "images"
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


class Shot(NamedTuple):
    """A picture, and what to do before it is taken: a name to look for, or a view to open."""

    name: str
    page: Path
    typed: str = ""
    view: str = "network"


def main() -> None:
    """Write docs/images/picture.png, and panel.png, where someone was looked for in the dark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="write every view there")
    parser.add_argument("--store", type=Path, help="another store to draw, with --all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        hezuo(folder, "demo")
        store = folder / "hezuo-demo" / "store"
        whole, around = folder / "hezuo-demo" / "picture.html", folder / "around.html"
        hezuo(folder, "picture", "武侯区科协", "--hops", "2", "--store", store, "-o", around)
        shots = [Shot("picture", whole), Shot("panel", whole, "wuhouqukexue"),
                 Shot("around", around), Shot("map", whole, view="map")]  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        if not options.all:
            take(browser, shots[0], IMAGES / "picture.png")
            take(browser, shots[1], IMAGES / "panel.png", is_dark=True)
        else:
            if options.store:
                shots += others(folder, options.store.resolve())
            take_all(browser, shots, options.all)
        browser.close()


def hezuo(folder: Path, *arguments: str | Path) -> None:
    """Run the command."""
    command = [sys.executable, "-m", "hezuo.cli", *map(str, arguments)]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def others(folder: Path, store: Path) -> list[Shot]:
    """Return pictures of a store of another: by country, on the map, and as a whole."""
    country, whole = folder / "country.html", folder / "whole.html"
    hezuo(folder, "picture", "--by", "country", "--store", store, "-o", country)
    hezuo(folder, "picture", "--store", store, "-o", whole)
    return [Shot("country", country), Shot("country-map", country, view="map"),
            Shot("whole", whole)]  # fmt: skip


def take_all(browser: Browser, shots: list[Shot], folder: Path) -> None:
    """Write every picture, light and dark, for a desk and a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    for shot in shots:
        for size in SIZES:
            for is_dark in (False, True):
                look = "dark" if is_dark else "light"
                image = folder / f"{shot.name}-{size}-{look}.png"
                take(browser, shot, image, size, is_dark=is_dark)


def take(
    browser: Browser, shot: Shot, image: Path, size: str = "desk", *, is_dark: bool = False
) -> None:
    """Write what a reader sees after opening a picture, and a view of it, or typing a name."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True,
        color_scheme="dark" if is_dark else "light",
    )  # fmt: skip
    tab = Tab(context.new_page())
    tab.open(shot.page)
    if shot.view != "network":
        tab.page.locator(f"#tab-{shot.view}").click()
    if shot.typed:
        tab.page.locator("#search").fill(shot.typed)
        tab.page.keyboard.press("Enter")
    tab.page.wait_for_timeout(600)
    IMAGES.mkdir(exist_ok=True)
    tab.page.screenshot(path=image)
    context.close()
    print(f"wrote {image}")


if __name__ == "__main__":
    main()
