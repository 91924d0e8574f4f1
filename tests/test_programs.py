"""Programs that tests need are found where they are, or said to be missing with what to do."""

from pathlib import Path

import pytest
from programs import NoProgramError, Program

PROGRAM = Program("Abacus", ("abacus", "abax"), ("abacus-bin", "beads"), "HEZUO_ABACUS")
APT_GET = """#!/bin/sh
echo "$@" >> {log}
case "$*" in *install*) cp "$0" {folder}/abax ;; esac
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for, beside those of the shell."""
    monkeypatch.delenv("HEZUO_ABACUS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def script(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


def test_a_program_is_found_by_any_of_its_commands(folder: Path) -> None:
    path = script(folder / "abax", "#!/bin/sh\n")
    assert PROGRAM.find() == str(path)


def test_the_setting_goes_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(folder / "abax", "#!/bin/sh\n")
    own = script(folder / "own", "#!/bin/sh\n")
    monkeypatch.setenv("HEZUO_ABACUS", str(own))
    assert PROGRAM.find() == str(own)
    monkeypatch.setenv("HEZUO_ABACUS", "/nowhere")
    with pytest.raises(NoProgramError, match="HEZUO_ABACUS names '/nowhere', which cannot be run"):
        PROGRAM.find()


def test_what_cannot_be_installed_is_said_with_what_to_do(folder: Path) -> None:
    with pytest.raises(NoProgramError) as caught:
        PROGRAM.find()
    assert str(caught.value) == (
        "no Abacus found; install abacus-bin beads, or set HEZUO_ABACUS to the path of abacus"
    )


def test_where_it_can_be_it_is_installed_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    log = folder / "log"
    script(folder / "apt-get", APT_GET.format(log=log, folder=folder))
    assert PROGRAM.find() == PROGRAM.find() == str(folder / "abax")
    assert log.read_text("utf-8").splitlines() == [
        "--quiet update",
        "--quiet install --yes --no-install-recommends abacus-bin beads",
    ]


def test_why_apt_get_failed_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    script(folder / "apt-get", "#!/bin/sh\necho E: no network >&2\nexit 100\n")
    with pytest.raises(NoProgramError, match=r"^apt-get update failed \(E: no network\); install"):
        PROGRAM.find()
