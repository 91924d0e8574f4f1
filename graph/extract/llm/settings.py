"""Which language model reads reports: a TOML file that a user wrote; without one, none does."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from hezuo.graph.errors import HezuoError

FILE_VARIABLE = "HEZUO_LLM"
CACHE_VARIABLE = "HEZUO_CACHE"

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# What makes the question itself is not for a settings file to change.
_OURS = {"messages", "model", "response_format", "stream", "n", "tools"}
_REMEDY = "docs/extractors.md shows such a file"

Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]


class Settings(BaseModel):
    """What the file says: where the model is, and how long to wait for it.

    ``api_key_env`` is the name of the environment variable that holds the key, empty for a server
    that wants none. ``timeout`` bounds one request, ``total_timeout`` everything that is done for
    one part of a report, in seconds. ``request`` is sent along with each question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    base_url: str
    model: Annotated[str, Field(min_length=1, max_length=200)]
    api_key_env: str = ""
    timeout: Seconds = 120.0
    total_timeout: Seconds = 600.0
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    part_length: Annotated[int, Field(ge=200, le=100_000)] = 6_000
    request: dict[str, Any] = {}

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write an address such as https://HOST/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("write an address without a user, a question mark or a hash")
        return address.rstrip("/")

    @field_validator("api_key_env")
    @classmethod
    def _is_variable(cls, name: str) -> str:
        if name and not _VARIABLE.fullmatch(name):
            raise ValueError("write the name of an environment variable, not the key itself")
        return name

    @field_validator("request")
    @classmethod
    def _leaves_the_question(cls, request: dict[str, Any]) -> dict[str, Any]:
        if taken := sorted(_OURS & request.keys()):
            raise ValueError(f"leave out {', '.join(taken)}")
        return request

    def key(self) -> str:
        """Return the key from its environment variable, empty if the server wants none.

        Raises HezuoError when the variable is not set.
        """
        if not self.api_key_env:
            return ""
        key = os.environ.get(self.api_key_env, "").strip()
        if not key.isascii() or not key.isprintable():
            raise HezuoError(
                f"what the environment variable {self.api_key_env} holds cannot be a key",
                "put the key into it and nothing else",
            )
        if not key:
            raise HezuoError(
                f"the environment variable {self.api_key_env} is not set",
                "put the key of the language model into it",
            )
        return key


def settings_file() -> Path:
    """Return the file that configures the model: that of HEZUO_LLM, else the user's own."""
    if named := os.environ.get(FILE_VARIABLE):
        return Path(named).expanduser()
    return _folder("XDG_CONFIG_HOME", ".config") / "llm.toml"


def cache_folder() -> Path:
    """Return where answers are kept: the folder of HEZUO_CACHE, else the user's own."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named).expanduser()
    return _folder("XDG_CACHE_HOME", ".cache")


def read_settings() -> Settings:
    """Return what the settings file says; HezuoError where there is none, or it is faulty."""
    path = settings_file()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise HezuoError(
            f"no language model is configured: there is no file {path}",
            f"write base_url, model and api_key_env into it, or name another in {FILE_VARIABLE}"
            f" ({_REMEDY})",
        ) from None
    except OSError as error:
        raise HezuoError(f"{path} cannot be read ({error.strerror})", _REMEDY) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HezuoError(f"{path} is no TOML file", _REMEDY) from error
    try:
        return Settings.model_validate(said)
    except ValidationError as error:
        # The values stay out of it: one of them may be a key.
        faults = [
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_url=False, include_input=False, include_context=False)
        ]
        raise HezuoError(f"{path}: {'; '.join(faults)}", _REMEDY) from None


def _folder(variable: str, usual: str) -> Path:
    """Return the folder of hezuo in one of the folders that desktops have for such files."""
    return Path(os.environ.get(variable) or Path.home() / usual) / "hezuo"
