"""Both README pages tell the truth: every command is run, and its output is the one shown.

In a ```console block, lines that begin with `$ ` are commands and the others what a terminal shows
after them; a line `...` stands for any lines. A block that begins ```csv file=NAME (or python, ...)
is a file that the commands find. `make golden` writes changed outputs into the pages.
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from golden import Golden
from installed_package import ROOT

PAGES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANY_LINES = "..."
MARK = "-- the command ends here --"
# The pages say `make demo`; what it does after making an environment is this.
MAKE = 'make() { test "$*" = demo && hezuo demo; }'
LONGEST_SECONDS = 300


class Step(NamedTuple):
    """A command of a page, and the lines that the page shows after it."""

    command: str
    output: list[str]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def steps(text: str) -> list[Step]:
    """Every command of a page's console blocks, in order."""
    found: list[Step] = []
    for language, _, content in BLOCK.findall(text):
        if language != "console":
            continue
        lines = content.splitlines()
        assert lines[0].startswith("$ "), f"a console block begins with {lines[0]!r}"
        for line in lines:
            if line.startswith("$ "):
                found.append(Step(line.removeprefix("$ "), []))
            else:
                found[-1].output.append(line)
    return found


def files(text: str) -> dict[str, str]:
    """The files that a page shows, by name."""
    return {name: content for _, name, content in BLOCK.findall(text) if name}


def run(commands: list[str], folder: Path) -> list[list[str]]:
    """The lines that each command writes when all are typed into one shell, 80 columns wide."""
    environment = {name: v for name, v in os.environ.items() if name != "HEZUO_STORE"}
    environment |= {
        "COLUMNS": "80",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONUNBUFFERED": "1",  # as on a terminal, where errors and results keep their order
    }
    typed = [f"{command}\n{{ s=$?; echo; echo '{MARK}'; (exit $s); }}" for command in commands]
    done = subprocess.run(
        ["bash", "-c", "\n".join([MAKE, *typed])],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=LONGEST_SECONDS,
    )
    written = done.stdout.split(f"\n{MARK}\n")[:-1]
    assert len(written) == len(commands), done.stdout
    return [output.splitlines() for output in written]


def parts(shown: list[str]) -> list[list[str]]:
    """Shown lines, parted where `...` stands."""
    found: list[list[str]] = [[]]
    for line in shown:
        if line == ANY_LINES:
            found.append([])
        else:
            found[-1].append(line)
    return found


def is_shown(written: list[str], shown: list[str]) -> bool:
    """Whether what a command wrote is what a page shows of it."""
    pattern = r"(?:.*\n)*".join(re.escape("".join(f"{x}\n" for x in p)) for p in parts(shown))
    return bool(re.fullmatch(pattern, "".join(f"{line}\n" for line in written)))


def refreshed(written: list[str], shown: list[str]) -> list[str]:
    """What a page is to show: all lines, or as many as before from the same beginnings."""
    if ANY_LINES not in shown:
        return written
    lines: list[str] = []
    position = 0
    for number, part in enumerate(parts(shown)):
        if number:
            lines.append(ANY_LINES)
        if part:
            assert part[0] in written[position:], f"no more {part[0]!r}; choose other lines"
            position = written.index(part[0], position)
            lines += written[position : position + len(part)]
            position += len(part)
    return lines


def updated(text: str, outputs: list[list[str]]) -> str:
    """A page with its console blocks written anew, where what they show has changed."""
    found = iter(zip(steps(text), outputs, strict=True))

    def block(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        lines = []
        for command in (line for line in match[3].splitlines() if line.startswith("$ ")):
            step, written = next(found)
            shown = step.output
            lines += [command, *(shown if is_shown(written, shown) else refreshed(written, shown))]
        return "\n".join(["```console", *lines, "```"])

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("name", PAGES)
def test_every_command_writes_what_the_page_shows(
    name: str, tmp_path: Path, golden: Golden
) -> None:
    text = page(name)
    for file, content in files(text).items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    told = steps(text)
    outputs = run([step.command for step in told], tmp_path)
    if golden.update:
        (ROOT / name).write_text(updated(text, outputs), encoding="utf-8", newline="")
        return
    wrong = [
        "\n".join(difflib.unified_diff(step.output, written, name, step.command, lineterm=""))
        for step, written in zip(told, outputs, strict=True)
        if not is_shown(written, step.output)
    ]
    if wrong:
        remedy = "If the change is intended: 'make golden', then read the diff."
        pytest.fail("\n\n".join([*wrong, remedy]), pytrace=False)


def test_both_languages_run_the_same_commands_on_the_same_files() -> None:
    english, chinese = map(page, PAGES)
    assert [s.command for s in steps(english)] == [s.command for s in steps(chinese)]
    assert files(english) == files(chinese)


def test_every_file_that_is_shown_is_used() -> None:
    text = page(PAGES[0])
    commands = " ".join(step.command for step in steps(text))
    assert files(text)
    assert all(name.split("/")[0] in commands for name in files(text))


@pytest.mark.parametrize(
    ("written", "shown", "equal"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a"], False),
        (["a"], ["a", ""], False),
        (["a", "b", "c", "d"], ["...", "c", "..."], True),
        (["a", "c"], ["a", "...", "c"], True),
        (["a", "bc"], ["...", "c"], False),
        (["a.c"], ["abc"], False),
        ([], ["..."], True),
        ([], [], True),
    ],
)
def test_three_dots_stand_for_any_lines_and_nothing_else_does(
    written: list[str], shown: list[str], equal: bool
) -> None:
    assert is_shown(written, shown) is equal


def test_commands_share_a_shell_and_errors_are_seen(tmp_path: Path) -> None:
    commands = ["export X=1; (exit 3)", "echo $? $X", "echo no >&2", "printf 'a\\n\\n'", "true"]
    assert run(commands, tmp_path) == [[], ["3 1"], ["no"], ["a", ""], []]


def test_a_changed_output_is_written_in_where_it_was_shown() -> None:
    text = "A\n```console\n$ one\nold\n$ two\n...\nkept: 1\n...\n```\n```sh\n$ one\n```\n"
    new = updated(text, [["new", "new"], ["x", "kept: 1", "y"]])
    assert new == text.replace("old", "new\nnew")
    moved = updated("```console\n$ two\n...\nb\nold\n...\n```\n", [["a", "b", "c", "d"]])
    assert moved == "```console\n$ two\n...\nb\nc\n...\n```\n"
