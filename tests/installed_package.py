"""What pyproject.toml says is installed, for the tests that look at packages and modules."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def pyproject() -> dict[str, Any]:
    """The content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packages() -> list[str]:
    """The names of the packages that are installed, as pyproject.toml lists them."""
    return list(pyproject()["tool"]["setuptools"]["packages"])


def folder_of(package: str) -> Path:
    """The folder of a package: `hezuo` is the root, `hezuo.graph` is graph/."""
    return ROOT.joinpath(*package.split(".")[1:])


def modules() -> dict[str, Path]:
    """Every installed module by its dotted name, with its file."""
    found = {}
    for package in packages():
        for path in sorted(folder_of(package).glob("*.py")):
            name = package if path.stem == "__init__" else f"{package}.{path.stem}"
            found[name] = path
    return found
