"""Keeps the answers of language models on disk, so that no text is sent twice."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.llm.schema import Answer
from hezuo.graph.files import write_atomically


class _Entry(BaseModel):
    """What a file of the cache holds: an answer, and the key that it was given to."""

    model_config = ConfigDict(extra="forbid")
    key: str
    answer: Answer


class AnswerCache:
    """A folder of answers, each in a file that is named after what was asked.

    It holds the answers with their quotes, and neither keys nor addresses. It may be deleted at
    any time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "llm"

    def find(self, key: str, notes: list[str]) -> Answer | None:
        """Return the answer kept under a key, if any; a damaged one is noted and passed over."""
        path = self._path(key)
        try:
            entry = _Entry.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            notes.append(f"a kept answer cannot be read ({error.strerror}); asked again")
            return None
        except ValidationError:
            notes.append("a kept answer is damaged; asked again")
            return None
        if entry.key != key:
            notes.append("a kept answer belongs to another text; asked again")
            return None
        return entry.answer

    def keep(self, key: str, answer: Answer, notes: list[str]) -> None:
        """Keep an answer; a folder that cannot be written to is noted, for the answer is there."""
        path = self._path(key)
        try:
            # Reports may be confidential: the folder is for its owner only.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, _Entry(key=key, answer=answer).model_dump_json().encode())
        except OSError as error:
            notes.append(f"the answer cannot be kept in {self._folder} ({error.strerror})")
        except HezuoError as error:
            notes.append(f"the answer cannot be kept: {error.problem}")

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def cache_key(*asked: object) -> str:
    """Return the key of what is asked: the same for the same text, prompt, model and server."""
    said = json.dumps(asked, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
