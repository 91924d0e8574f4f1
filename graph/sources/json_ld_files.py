"""Looks through a JSON-LD document before an engine does: nothing is fetched, nothing overflows.

The engine calls itself for each level of a document and each term that another one is made of, and
a few thousand of them end the process; and it keeps all that it reads, at some 25 times the size of
the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from hezuo.graph.errors import Fault, InputError, shortened

LARGEST = 64 * 1024 * 1024
_DEEPEST = 200
_MOST_TERMS = 3000
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_OPENS = frozenset(b"[{")
_MOST_NAMED = 5


def json_ld_document(path: Path, notes: list[str]) -> bytes:
    """Return the content of a JSON-LD file that is safe to read; note the keys that say nothing.

    Raises InputError for what is no JSON, names a context on the web, or is too large or too deep.
    """
    if path.stat().st_size > LARGEST:
        remedy = "turn it into N-Quads, which may be of any size"
        raise _refused(path, f"is JSON-LD of more than {LARGEST >> 20} MB; {remedy}")
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if _depth(content) > _DEEPEST:
        raise _refused(path, f"nests values more than {_DEEPEST} deep; take some levels out")
    document = _parsed(path, content)
    contexts = list(_contexts(document))
    for context in contexts:
        if isinstance(context, str):
            problem = f"names the context {shortened(context)!r}, and nothing is fetched"
            raise _refused(path, f"{problem} from the web; put the context itself into the file")
    terms: dict[str, Any] = {}
    for context in contexts:
        if isinstance(context, dict) and "@import" in context:
            raise _refused(path, "imports a context from the web; put it into the file")
        terms |= context if isinstance(context, dict) else {}
    if sum(len(context) for context in contexts if isinstance(context, dict)) > _MOST_TERMS:
        raise _refused(path, f"has contexts of more than {_MOST_TERMS} terms; take some out")
    _note_unknown_keys(path, document, terms, notes)
    return content


def _depth(content: bytes) -> int:
    """Return how deep arrays and objects are nested, without going into them."""
    brackets = _STRING.sub(b"", content).translate(None, _ALL_BUT_BRACKETS)
    steps = (1 if bracket in _OPENS else -1 for bracket in brackets)
    return max(accumulate(steps), default=0)


def _parsed(path: Path, content: bytes) -> Any:
    try:
        return json.loads(content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(path, "is not UTF-8; save it as UTF-8", line) from None
    except json.JSONDecodeError as error:
        problem = f"is not well-formed JSON ({error.msg}); is the file whole?"
        raise _refused(path, problem, error.lineno, error.colno) from None
    except ValueError as error:  # such as a number of thousands of digits
        raise _refused(path, f"is not well-formed JSON ({error})") from None


def _contexts(value: Any) -> Iterator[Any]:
    """Yield every context of a document, each item of a list of them by itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@context":
                yield from inner if isinstance(inner, list) else [inner]
            yield from _contexts(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _contexts(item)


def _note_unknown_keys(path: Path, document: Any, terms: dict[str, Any], notes: list[str]) -> None:
    """Note the keys that no context gives a meaning: JSON-LD passes over them in silence."""
    if "@vocab" in terms:
        return
    unknown = dict.fromkeys(
        key
        for key in _keys(document, terms)
        if key not in terms and ":" not in key and key[:1] != "@"
    )
    if unknown:
        named = ", ".join(shortened(key) for key in list(unknown)[:_MOST_NAMED])
        more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        problem = f"has no meaning for {named}{more} in its context; left out"
        notes.append(f"{path.name}: {problem}")


def _keys(value: Any, terms: dict[str, Any]) -> Iterator[str]:
    """Yield the keys that should mean something; those of a map, such as of languages, are data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@context":
                continue
            yield key
            term = terms.get(key)
            is_map = isinstance(term, dict) and "@container" in term and isinstance(inner, dict)
            for part in inner.values() if is_map else [inner]:
                yield from _keys(part, terms)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, terms)


def _refused(path: Path, problem: str, line: int = 0, column: int = 0) -> InputError:
    place = f"{path.name}, line {line}" if line else path.name
    place += f", column {column}" if column else ""
    return InputError([Fault(place, 0, "", problem)])
