"""The LibreOffice for the tests of workbooks; `python tests/libreoffice.py` prints its path."""

import subprocess
from pathlib import Path

from programs import Program, print_path

LIBREOFFICE = Program(
    name="LibreOffice",
    commands=("soffice", "libreoffice"),
    packages=("libreoffice-calc",),
    setting="HEZUO_SOFFICE",
)
CONVERT_SECONDS = 180


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


if __name__ == "__main__":
    print_path(LIBREOFFICE)
