"""The locks hold what pyproject.toml asks for, with hashes, and name no place to fetch it from."""

import ast
import importlib.metadata
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from installed_package import ROOT, modules, pyproject
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

RUNTIME = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
HASH = re.compile(r"--hash=(\S+)")
ADDRESS = re.compile(r"://|@\s*file|^\s*-[-\w]", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """One locked version of a package, for the environments that its marker describes."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]


def pins(lock: Path) -> list[Pin]:
    text = re.sub(r"(?m)^\s*#.*\n?", "", lock.read_text(encoding="utf-8"))
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        requirement = Requirement(line.split("--hash=")[0])
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        marker, hashes = str(requirement.marker or ""), frozenset(HASH.findall(line))
        found.append(Pin(canonicalize_name(requirement.name), specifier.version, marker, hashes))
    return found


def group(name: str) -> list[Requirement]:
    """The requirements of a dependency group and of the groups it includes."""
    found = []
    for entry in pyproject()["dependency-groups"][name]:
        if isinstance(entry, str):
            found.append(Requirement(entry))
        else:
            found += group(entry["include-group"])
    return found


def runtime() -> list[Requirement]:
    return [Requirement(text) for text in pyproject()["project"]["dependencies"]]


def optional() -> list[Requirement]:
    extras = pyproject()["project"].get("optional-dependencies", {})
    return [Requirement(text) for texts in extras.values() for text in texts]


def not_pinned(requirements: list[Requirement], lock: Path) -> list[str]:
    """The requirements that no pin of the lock meets, or that some pin of it contradicts."""
    versions: dict[str, list[str]] = {}
    for pin in pins(lock):
        versions.setdefault(pin.name, []).append(pin.version)
    return [
        str(wanted)
        for wanted in requirements
        if not (locked := versions.get(canonicalize_name(wanted.name)))
        or not all(wanted.specifier.contains(version) for version in locked)
    ]


def test_what_the_package_needs_is_in_both_locks() -> None:
    wanted = [*runtime(), *group("build")]
    assert not not_pinned(wanted, RUNTIME)
    assert not not_pinned(wanted, DEV)


def test_what_development_needs_is_in_its_lock() -> None:
    assert not not_pinned(group("dev"), DEV)


def test_a_version_outside_the_range_is_noticed() -> None:
    assert not_pinned([Requirement("click<1"), Requirement("no-such-package")], RUNTIME) == [
        "click<1",
        "no-such-package",
    ]


def test_the_build_group_is_what_the_build_requires() -> None:
    assert [str(each) for each in group("build")] == pyproject()["build-system"]["requires"]


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda lock: lock.name)
def test_every_pin_has_a_hash(lock: Path) -> None:
    for pin in pins(lock):
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes), pin.name


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda lock: lock.name)
def test_no_place_to_fetch_from_is_named(lock: Path) -> None:
    # Options stand at the start of a line; an indented --hash belongs to the pin above it.
    text = re.sub(r"(?m)^    --hash=sha256:\S+( \\)?$", "", lock.read_text(encoding="utf-8"))
    assert not ADDRESS.findall(text)


def test_the_runtime_lock_is_part_of_the_development_lock() -> None:
    assert set(pins(RUNTIME)) <= set(pins(DEV))


def test_the_locks_serve_the_oldest_python_that_is_promised() -> None:
    oldest = SpecifierSet(pyproject()["project"]["requires-python"])
    assert oldest.contains("3.11")
    assert not oldest.contains("3.10")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--python-version 3.11" in makefile


def third_party_imports(path: Path) -> set[str]:
    """The top-level names that a file imports from neither the standard library nor hezuo."""
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"hezuo"}


@pytest.mark.parametrize(("module", "path"), modules().items(), ids=list(modules()))
def test_what_a_module_imports_is_a_declared_dependency(module: str, path: Path) -> None:
    declared = {canonicalize_name(each.name) for each in [*runtime(), *optional()]}
    distributions = importlib.metadata.packages_distributions()
    for name in third_party_imports(path):
        owners = {canonicalize_name(owner) for owner in distributions.get(name, [name])}
        assert owners & declared, f"{module} imports {name}, which pyproject.toml does not ask for"
