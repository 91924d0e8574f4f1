"""The Chromium for the tests of pages; `python tests/chromium.py` prints its path."""

from programs import Program, print_path

CHROMIUM = Program(
    name="Chromium",
    # The last is where it is on Debian, for those whose PATH does not lead there.
    commands=("chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium"),
    packages=("chromium", "fonts-noto-cjk"),
    setting="HEZUO_CHROMIUM",
)

if __name__ == "__main__":
    print_path(CHROMIUM)
