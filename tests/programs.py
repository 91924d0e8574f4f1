"""Finds programs of the system that tests need, and installs them where that can be done."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

INSTALL_SECONDS = 900


class NoProgramError(Exception):
    """A program is not here and could not be installed; the message says what to do."""


@dataclass(frozen=True)
class Program:
    """A program: its name, what its command may be called, and the packages that it comes in.

    ``setting`` is the environment variable that may name its command.
    """

    name: str
    commands: tuple[str, ...]
    packages: tuple[str, ...]
    setting: str

    def find(self) -> str:
        """Return the path of its command: the one in the setting, one installed, or installed now.

        Installing is tried only as root on a system with apt-get, as in a container.
        """
        named = os.environ.get(self.setting)
        if not named:
            return self._installed() or self._install()
        if shutil.which(named):
            return named
        raise NoProgramError(f"{self.setting} names {named!r}, which cannot be run")

    def _installed(self) -> str | None:
        return next((path for path in map(shutil.which, self.commands) if path), None)

    def _install(self) -> str:
        packages = " ".join(self.packages)
        remedy = f"install {packages}, or set {self.setting} to the path of {self.commands[0]}"
        apt = shutil.which("apt-get")
        if not apt or os.geteuid() != 0:
            raise NoProgramError(f"no {self.name} found; {remedy}")
        sys.stderr.write(f"Installing {self.name} for the tests ({packages}) ...\n")
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends"]):
            given = self.packages if arguments[0] == "install" else ()
            problem = _problem([apt, "--quiet", *arguments, *given])
            if problem:
                raise NoProgramError(f"apt-get {arguments[0]} {problem}; {remedy}")
        path = self._installed()
        if not path:
            raise NoProgramError(f"apt-get installed no {self.name}; {remedy}")
        return path


def _problem(command: list[str]) -> str:
    """Run a command of apt-get that asks nothing; return what went wrong, or nothing."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "did not come to an end"
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    return f"failed ({last})" if done.returncode else ""


def found_or_skipped(program: Program) -> str:
    """Return where a program is; without it skip the test, or fail where CI is set."""
    try:
        return program.find()
    except NoProgramError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def print_path(program: Program) -> None:
    """Print where a program is, or end with a message, as a script of its own."""
    try:
        sys.stdout.write(program.find() + "\n")
    except NoProgramError as error:
        sys.exit(str(error))
