"""Finds a Chromium for the tests of pages; `python tests/chromium.py` prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
USUAL = Path("/usr/bin/chromium")
PACKAGES = ("chromium", "fonts-noto-cjk")
INSTALL_SECONDS = 900


class NoChromiumError(Exception):
    """There is no Chromium here and none could be installed; the message says what to do."""


def find_chromium() -> str:
    """The path of a Chromium: the one named in HEZUO_CHROMIUM, one installed, or one installed now.

    Installing is tried only as root on a system with apt-get, as in a container.
    """
    named = os.environ.get("HEZUO_CHROMIUM")
    if named:
        if shutil.which(named):
            return named
        raise NoChromiumError(f"HEZUO_CHROMIUM names {named!r}, which cannot be run")
    return _installed() or _install()


def _installed() -> str | None:
    for name in (*NAMES, str(USUAL)):
        path = shutil.which(name)
        if path:
            return path
    return None


def _install() -> str:
    remedy = f"install the packages {' and '.join(PACKAGES)}, or set HEZUO_CHROMIUM to its path"
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        raise NoChromiumError(f"no Chromium found; {remedy}")
    sys.stderr.write("Installing Chromium and Chinese fonts for the browser tests ...\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        try:
            done = subprocess.run(
                [apt, "--quiet", *arguments],
                env=quiet,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=INSTALL_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise NoChromiumError(
                f"apt-get {arguments[0]} did not come to an end; {remedy}"
            ) from None
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NoChromiumError(f"apt-get {arguments[0]} failed ({last}); {remedy}")
    path = _installed()
    if not path:
        raise NoChromiumError(f"apt-get installed no Chromium; {remedy}")
    return path


if __name__ == "__main__":
    try:
        sys.stdout.write(find_chromium() + "\n")
    except NoChromiumError as error:
        sys.exit(str(error))
