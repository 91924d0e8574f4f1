"""All names as one text in a file, in which parts of names, pinyin and misspelt names are found.

A search goes through the whole text: that takes 20 ms for a million names, needs no index, and
finds a part of a name of any length and in any script.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO

from hezuo.graph.errors import StoreError
from hezuo.graph.pinyin import syllables

KEYS, PINYIN, INITIALS = "names.txt", "pinyin.txt", "initials.txt"
# No syllable begins with these letters, and none is without one of those (but hm, ng, n).
_NO_INITIALS = re.compile("[iuv]")
_VOWEL = re.compile("[aeiouv]")
# No more places are looked at of a part of a name: nobody reads on.
MOST = 10_000
# A text of this size is gone through whole for names that are like another.
_SMALL = 1_000_000
_LONG = 6
_LEAST_LIKE = 60
# How well pinyin fits a name: as a whole, as its beginning, or at one of its syllables.
WHOLE, BEGINNING, INSIDE = range(3)


def write_name_text(database: sqlite3.Connection, folder: Path) -> None:
    """Write the texts for all keys of an index of names, in their order."""
    with (
        _new(folder / KEYS) as keys,
        _new(folder / PINYIN) as pinyin,
        _new(folder / INITIALS) as initials,
    ):
        place = 0
        for (key,) in database.execute("select distinct key from name where key <> ''"):
            keys.write(f"{key}\n")
            if any("\u4e00" <= one <= "\u9fff" for one in key):
                parts = syllables(key)
                pinyin.write(f"{''.join(parts)}\t{place}\n")
                initials.write(f"{''.join(one[0] for one in parts)}\t{place}\n")
            place += len(key.encode()) + 1


def _new(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="\n")


class NameText:
    """Searches the texts of a folder; without one there are no names."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def containing(self, part: str) -> list[str]:
        """Return the keys that have a part, at most MOST."""
        return [line.decode() for line in _lines(self._keys, part.encode())]

    def spelt(self, pinyin: str) -> list[tuple[int, str]]:
        """Return the keys that are read as pinyin says or begin so, each with how it fits.

        Initials count where they are those of the whole or begin them.
        """
        found: dict[str, int] = {}
        if not _NO_INITIALS.search(pinyin):
            for initials, key in self._spelt(self._initials, pinyin):
                if initials.startswith(pinyin):
                    found[key] = WHOLE if initials == pinyin else BEGINNING
        if _VOWEL.search(pinyin):
            for full, key in self._spelt(self._pinyin, pinyin):
                fit = _fit(pinyin, full, key)
                if fit is not None:
                    found[key] = min(fit, found.get(key, fit))
        return [(fit, key) for key, fit in found.items()]

    def _spelt(self, text: bytes, pinyin: str) -> Iterator[tuple[str, str]]:
        """Yield the lines that have some letters, each with the key that it stands for."""
        for line in _lines(text, pinyin.encode()):
            letters, place = line.decode().split("\t")
            start = int(place)
            yield letters, self._keys[start : self._keys.index(b"\n", start)].decode()

    def like(self, key: str, count: int) -> list[str]:
        """Return the keys that are most like one, by edit distance; the likest first."""
        from rapidfuzz import fuzz, process

        matches = process.extract(
            key, self._likely(key), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=count
        )
        return [found for found, _, _ in matches]

    def _likely(self, key: str) -> list[str]:
        """Return keys among which those like one are: some part of it is mostly right."""
        if len(self._keys) < _SMALL:
            return self._keys.decode().split("\n")
        number = 3 if len(key) >= _LONG else 2
        bounds = [len(key) * part // number for part in range(number + 1)]
        parts = {key[one:other] for one, other in pairwise(bounds)}
        return list(
            dict.fromkeys(found for part in parts - {""} for found in self.containing(part))
        )

    @cached_property
    def _keys(self) -> bytes:
        return self._read(KEYS)

    @cached_property
    def _initials(self) -> bytes:
        return self._read(INITIALS)

    @cached_property
    def _pinyin(self) -> bytes:
        return self._read(PINYIN)

    def _read(self, name: str) -> bytes:
        if self._folder is None:
            return b""
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise StoreError(
                f"{self._folder / name} cannot be read ({error.strerror})",
                f"remove {self._folder}: it is made anew",
            ) from error


def _fit(pinyin: str, full: str, key: str) -> int | None:
    """Return how well pinyin fits a key that is read as ``full``, or None if it does not."""
    if full.startswith(pinyin):
        return WHOLE if full == pinyin else BEGINNING
    starts = accumulate(map(len, syllables(key)))
    return INSIDE if any(full.startswith(pinyin, start) for start in starts) else None


def _lines(text: bytes, part: bytes) -> Iterator[bytes]:
    """Yield the lines of a text that have a part, at most MOST."""
    position, left = text.find(part), MOST
    while position >= 0 and left:
        start, end = text.rfind(b"\n", 0, position) + 1, text.find(b"\n", position)
        yield text[start:end]
        position, left = text.find(part, end), left - 1
