"""The command `hezuo picture`: what it refuses, where it writes, and how it opens a browser."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hezuo.graph.files import write_atomically

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("name", ["图.pdf", "x.jpg", "picture"])
def test_an_ending_that_says_no_form_is_refused(hezuo: Run, tmp_path: Path, name: str) -> None:
    finished = hezuo("picture", "-o", name, "--store", "none")
    assert finished.returncode == 2
    assert finished.stderr == (
        f"hezuo: the ending of {name} says no form of picture; say .html, .svg, .png\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_path_that_python_cannot_decode_is_said_as_it_was_typed(hezuo: Run) -> None:
    plain = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    finished = hezuo("picture", "-o", "图.pdf", env=plain | {"PYTHONCOERCECLOCALE": "0"})
    assert "图.pdf" in finished.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--path", "重庆药学会", "-o", "x.html"), "--path takes two names, and -o is an option"),
        (("--hops", "2"), "nobody is named"),
        (("--open", "-o", "-"), "--open needs a file"),
    ],
)
def test_what_makes_no_sense_is_refused_at_once(
    hezuo: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    finished = hezuo("picture", "--store", "none", *arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert said in finished.stderr
    assert not list(tmp_path.iterdir())


def test_an_image_that_cannot_be_made_is_refused_before_the_work() -> None:
    lines = [
        "import sys; sys.modules['resvg_py'] = None",
        "from hezuo.cli import main",
        "main(['picture', '--store', 'none', '-o', 'x.png'])",
    ]
    finished = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, encoding="utf-8"
    )
    assert finished.returncode == 2
    assert 'pip install "hezuo[png]"' in finished.stderr
    assert finished.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is full")
def test_a_full_disk_is_said_with_what_to_do(hezuo: Run, chongqing_path: Path) -> None:
    finished = hezuo("picture", "--store", chongqing_path, "-o", "/dev/full")
    assert "make room" in finished.stderr
    with Path("/dev/full").open("wb") as full:
        finished = hezuo(
            "picture", "--store", chongqing_path, "-o", "-",
            capture_output=False, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert finished.returncode == 2
    assert finished.stderr == (
        "hezuo: standard output cannot be written (No space left on device); "
        "name a file or make room\n"
    )


def opener(folder: Path, script: str) -> dict[str, str]:
    """An environment in which `xdg-open` is a script of ours, or where it is missing."""
    folder.mkdir()
    if script:
        write_atomically(folder / "xdg-open", f"#!/bin/sh\n{script}\n".encode())
        (folder / "xdg-open").chmod(0o755)
    return {"PATH": str(folder), "PYTHONWARNINGS": "error"}


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="they open files without xdg-open")
def test_open_hands_the_page_to_the_desktop(
    hezuo: Run, chongqing_path: Path, tmp_path: Path
) -> None:
    environment = opener(tmp_path / "bin", f'echo "$1" > {tmp_path}/opened; exec /bin/sleep 5')
    finished = hezuo(
        "picture", "--store", chongqing_path, "-o", "图.html", "--open", env=environment
    )
    assert (finished.returncode, finished.stderr) == (0, "wrote 图.html\n")
    address = (tmp_path / "opened").read_text("utf-8").strip()
    assert address == (tmp_path / "图.html").as_uri()


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="they open files without xdg-open")
@pytest.mark.parametrize("script", ["", "echo x-www-browser: not found >&2; exit 3"])
def test_where_no_browser_opens_one_line_says_so(
    hezuo: Run, chongqing_path: Path, tmp_path: Path, script: str
) -> None:
    environment = opener(tmp_path / "bin", script)
    finished = hezuo(
        "picture", "--store", chongqing_path, "-o", "图.html", "--open", env=environment
    )
    assert finished.returncode == 0
    assert finished.stderr == (
        "wrote 图.html\nno browser could be opened here; open 图.html in one yourself\n"
    )
