"""Reads files that hold a JSON object a line, whatever the objects say: JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hezuo.graph.sources.sheets import refused

LONGEST_LINE = 16 * 1024 * 1024


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file that are not blank, with their numbers, as bytes.

    Raises InputError for a line without end, and for a file that cannot be read.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    problem = f"is longer than {LONGEST_LINE >> 20} MB; write one object a line"
                    raise refused(path.name, problem, number)
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if line.strip():
                    yield number, line
    except OSError as error:
        raise refused(path.name, f"cannot be read ({error.strerror})") from None


def json_object(
    line: bytes, example: str, parse_float: Callable[[str], Any] | None = None
) -> dict[str, Any]:
    """Return the object in a line; raise ValueError with what is wrong and what to do.

    >>> json_object(b'{"title": "x"}', "")
    {'title': 'x'}
    >>> json_object(b"[1]", '{"title": ...}')
    Traceback (most recent call last):
    ...
    ValueError: is no object; write {"title": ...}
    """
    try:
        stated = json.loads(line.decode("utf-8"), parse_float=parse_float)
        if b"\\u" in line:  # only so written there can be half a character
            json.dumps(stated, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8; save the file as UTF-8") from None
    except UnicodeEncodeError:
        raise ValueError("holds half a character (\\ud800 to \\udfff); take it out") from None
    except (ValueError, RecursionError) as error:
        said = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long"
        raise ValueError(f"is no well-formed JSON ({said}); mend it") from None
    if not isinstance(stated, dict):
        raise ValueError(f"is no object; write {example}")
    return stated
