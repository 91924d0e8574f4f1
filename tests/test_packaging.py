"""What is built and installed: the whole package, nothing else, and it works far from here.

Installing into an empty environment fetches the locked dependencies unless pip has them cached.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from installed_package import ROOT, folder_of, modules, packages, pyproject

# Beside the packages: what no package is made of.
NOT_INSTALLED = {"tests", "benchmarks", "docs", "data", "build", "dist"}
NOT_COPIED = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "hezuo-*")
RESOURCES = (
    "py.typed",
    "ontology/**/*",
    "data/**/*.csv",
    "data/**/*.toml",
    "data/**/*.txt",
    "graph/templates/**/*",
)


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as someone would who has no Python settings of their own; give its output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    clean.pop("VIRTUAL_ENV", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{done.stdout}", pytrace=False)
    return done.stdout


def resources() -> set[str]:
    """The files beside the code that an installed hezuo needs, as paths in the wheel."""
    found = {path for pattern in RESOURCES for path in ROOT.glob(pattern) if path.is_file()}
    return {
        f"hezuo/{path.relative_to(ROOT).as_posix()}"
        for path in found
        if "__pycache__" not in path.parts
    }


def build_wheel(source: Path, into: Path) -> Path:
    command = "pip wheel --quiet --no-index --no-deps --no-build-isolation --wheel-dir"
    run(sys.executable, "-m", *command.split(), into, ".", cwd=source)
    (wheel,) = into.glob("hezuo-*.whl")
    return wheel


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to build from: building leaves files behind, and takes in those it finds."""
    copy = tmp_path_factory.mktemp("checkout") / "any name"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked_sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    build = "import sys, setuptools.build_meta as backend; backend.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", build, folder, cwd=checkout)
    (archive,) = folder.glob("hezuo-*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an empty environment that got the locked dependencies and the wheel."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    commands = Path(sysconfig.get_path("scripts", "venv", vars={"base": str(folder)}))
    install: list[str | Path] = [commands / "python", "-m", "pip", "install", "--quiet"]
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder)
    run(*install, "--no-index", "--no-deps", wheel, cwd=folder)
    return commands


def test_the_listed_packages_are_the_folders_with_code() -> None:
    on_disk = {"hezuo"}
    for path in ROOT.glob("[!.]*/**/*.py"):
        parts = path.relative_to(ROOT).parts[:-1]
        if parts[0] not in NOT_INSTALLED and not parts[0].endswith(".egg-info"):
            on_disk.add(".".join(("hezuo", *parts)))
    assert sorted(packages()) == sorted(on_disk)
    assert all((folder_of(package) / "__init__.py").is_file() for package in packages())


def test_the_wheel_holds_the_modules_and_resources_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    metadata = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    code = {f"hezuo/{path.relative_to(ROOT).as_posix()}" for path in modules().values()}
    assert held - metadata == code | resources()
    version = pyproject()["project"]["version"]
    assert {name.split("/")[0] for name in metadata} == {f"hezuo-{version}.dist-info"}
    assert any(name.endswith("/licenses/LICENSE") for name in metadata)


def test_the_source_archive_builds_the_same_wheel(
    wheel: Path, unpacked_sdist: Path, tmp_path: Path
) -> None:
    again = build_wheel(unpacked_sdist, tmp_path)
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())


def test_the_dependencies_in_the_lock_are_all_it_asks_for(environment: Path) -> None:
    run(environment / "python", "-m", "pip", "check", cwd=environment)


def test_the_installed_command_gives_the_demo(environment: Path, tmp_path: Path) -> None:
    output = run(environment / "hezuo", "demo", "展示", cwd=tmp_path)
    assert output.strip()
    for name in ("picture.html", "graph.ttl"):
        assert (tmp_path / "展示" / name).stat().st_size > 0
    where = "import hezuo.graph; print(hezuo.graph.__file__)"
    imported = Path(run(environment / "python", "-I", "-c", where, cwd=tmp_path).strip())
    assert environment.parent in imported.parents


def test_the_installed_command_draws_in_a_folder_that_cannot_be_written_to(
    environment: Path, tmp_path: Path
) -> None:
    run(environment / "hezuo", "demo", "展示", cwd=tmp_path)
    store = next(path for path in (tmp_path / "展示").iterdir() if path.is_dir())
    locked = tmp_path / "只读"
    locked.mkdir(mode=0o555)
    picture = tmp_path / "图 片" / "合作.html"
    command = ("env", "LANG=C", "LC_ALL=C", environment / "hezuo", "picture")
    run(*command, "--store", store, "-o", picture, cwd=locked)
    assert picture.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list(locked.iterdir())


def test_a_type_checker_sees_the_types_of_the_installed_package(
    environment: Path, tmp_path: Path
) -> None:
    user = tmp_path / "user.py"
    user.write_text("from hezuo.graph.errors import HezuoError\nx: int = HezuoError('no')\n")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-color-output"]
    done = subprocess.run(
        [*mypy, f"--python-executable={environment / 'python'}", str(user)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert 'expression has type "HezuoError", variable has type "int"' in done.stdout
    assert "Found 1 error" in done.stdout
