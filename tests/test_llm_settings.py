"""The settings file of the language model: what it may say, and how faults in it are told."""

from pathlib import Path

import pytest

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.llm.settings import cache_folder, read_settings, settings_file

LEAST = 'base_url = "http://localhost:1/v1/"\nmodel = "m"\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEZUO_LLM", str(tmp_path / "llm.toml"))
    return tmp_path / "llm.toml"


def test_the_least_that_is_needed(file: Path) -> None:
    file.write_text(LEAST, encoding="utf-8")
    settings = read_settings()
    assert (settings.base_url, settings.model) == ("http://localhost:1/v1", "m")
    assert settings.key() == ""


def test_everything_that_can_be_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", " sk-1 \n")
    more = (
        'api_key_env = "MY_KEY"\ntimeout = 9\ntotal_timeout = 99\nretries = 0\npart_length = 500\n'
    )
    file.write_text(f"\ufeff{LEAST}{more}[request]\ntemperature = 0\n", encoding="utf-8")
    settings = read_settings()
    assert settings.key() == "sk-1"
    assert (settings.timeout, settings.retries, settings.request) == (9, 0, {"temperature": 0})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('model = "m"', "base_url: Field required"),
        ('base_url = "https://h/v1"', "model: Field required"),
        (LEAST.replace("http:", "ftp:"), "base_url: write an address such as https://HOST/v1"),
        (LEAST.replace("//", "//me:sk-9@"), "base_url: write an address without a user"),
        (LEAST + 'api_key = "sk-9"', "api_key: Extra inputs are not permitted"),
        (LEAST + 'api_key_env = "sk-9"', "api_key_env: write the name of an environment variable"),
        (LEAST + "retries = 99", "retries: Input should be less than or equal to 10"),
        (LEAST + "timeout = nan", "timeout: Input should be"),
        (LEAST + 'request = { model = "x" }', "request: leave out model"),
        ("base_url =", "is no TOML file"),
    ],
)
def test_a_fault_is_one_line_that_never_shows_a_key(file: Path, text: str, problem: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HezuoError) as raised:
        read_settings()
    told = str(raised.value)
    assert problem in told
    assert told.endswith("docs/extractors.md shows such a file")
    assert "\n" not in told
    assert "sk-9" not in told


def test_a_key_that_no_header_can_hold(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk\nx")
    file.write_text(LEAST + 'api_key_env = "MY_KEY"', encoding="utf-8")
    with pytest.raises(HezuoError, match="MY_KEY holds cannot be a key") as raised:
        read_settings().key()
    assert "sk" not in str(raised.value)


def test_a_file_that_cannot_be_read(file: Path) -> None:
    file.mkdir()
    with pytest.raises(HezuoError, match="cannot be read"):
        read_settings()


def test_where_files_are_without_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEZUO_LLM", "HEZUO_CACHE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert settings_file() == tmp_path / ".config/hezuo/llm.toml"
    assert cache_folder() == tmp_path / ".cache/hezuo"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    assert settings_file() == tmp_path / "c/hezuo/llm.toml"
