"""Finds a LibreOffice for the tests of workbooks; `python tests/libreoffice.py` prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-calc"
INSTALL_SECONDS = 900
CONVERT_SECONDS = 180


class NoLibreOfficeError(Exception):
    """There is no LibreOffice here and none could be installed; the message says what to do."""


def find_libreoffice() -> str:
    """The path of LibreOffice: the one named in HEZUO_SOFFICE, one installed, or installed now.

    Installing is tried only as root on a system with apt-get, as in a container.
    """
    named = os.environ.get("HEZUO_SOFFICE")
    if named:
        if shutil.which(named):
            return named
        raise NoLibreOfficeError(f"HEZUO_SOFFICE names {named!r}, which cannot be run")
    return _installed() or _install()


def convert(soffice: str, path: Path, form: str, into: Path) -> Path:
    """Convert a document into a folder, with a fresh profile and no window."""
    profile = (into / "profile").absolute().as_uri()
    done = subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
         "--outdir", into, path],
        capture_output=True,
        text=True,
        timeout=CONVERT_SECONDS,
    )  # fmt: skip
    made = into / f"{path.stem}.{form}"
    assert made.is_file(), done.stdout + done.stderr
    return made


def _installed() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _install() -> str:
    remedy = f"install the package {PACKAGE}, or set HEZUO_SOFFICE to the path of soffice"
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        raise NoLibreOfficeError(f"no LibreOffice found; {remedy}")
    sys.stderr.write("Installing LibreOffice Calc for the tests of workbooks ...\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGE]):
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
            raise NoLibreOfficeError(
                f"apt-get {arguments[0]} did not come to an end; {remedy}"
            ) from None
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NoLibreOfficeError(f"apt-get {arguments[0]} failed ({last}); {remedy}")
    path = _installed()
    if not path:
        raise NoLibreOfficeError(f"apt-get installed no LibreOffice; {remedy}")
    return path


if __name__ == "__main__":
    try:
        sys.stdout.write(find_libreoffice() + "\n")
    except NoLibreOfficeError as error:
        sys.exit(str(error))
