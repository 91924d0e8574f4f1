"""Tells how a text file is encoded by reading it once, as a stream, and refuses what is no text.

UTF-8, UTF-16 and GB18030 (of which GBK is a part) can be told apart by what they hold: nearly no
text in one of them is well-formed in another.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hezuo.graph.sources.sheets import refused

# A line larger than this is none; to look for its end would be to read on for gigabytes.
LONGEST_LINE = 16 * 1024 * 1024
_CHUNK = 1 << 18
# What GB18030 makes of an accented letter within a Western word: one Chinese sign among Latin.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONE = re.compile("[A-Za-z][^\x00-\x7f](?![^\x00-\x7f])")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_TOO_LONG = f"has a line of more than {LONGEST_LINE // 2**20} MB; is it a table?"
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"


@dataclass(frozen=True)
class Encoding:
    """How a file is read, as Python calls it, and as a user knows it."""

    codec: str
    name: str

    @property
    def is_usual(self) -> bool:
        """Return whether it is one that needs no word."""
        return self.codec.startswith("utf-8")


_UTF_8 = Encoding("utf-8-sig", "UTF-8")
_GB = Encoding("gb18030", "GB18030 (GBK)")
_UTF_16 = {
    codecs.BOM_UTF16_LE: Encoding("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: Encoding("utf-16", "UTF-16"),
}


def encoding_of(path: Path) -> Encoding:
    """Return the encoding of a file; raise InputError for what is empty, damaged or no text."""
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if not start.strip(_BLANK) and len(start) < _CHUNK:
        raise refused(path.name, "is empty; write a heading row or take it away")
    wide = _UTF_16.get(start[:2]) or _without_mark(start)
    if wide:
        _require_text(path, wide)
        return wide
    line = _line_that_is_no_utf_8(path)
    if not line:
        return _UTF_8
    if start.startswith(codecs.BOM_UTF8) or _is_mostly_utf_8(path):
        problem = f"is UTF-8 with a broken character in line {line}; save it as UTF-8 again"
        raise refused(path.name, problem)
    if not _is_gb18030(path):
        raise refused(path.name, "is neither UTF-8 nor GB18030 (GBK); save it as UTF-8")
    return _GB


def _is_gb18030(path: Path) -> bool:
    """Tell Chinese from Western text in an old encoding, of which some is well-formed GB18030."""
    lone = signs = 0
    try:
        for text in _decoded(path, _GB):
            if _PRIVATE.search(text):  # what another encoding, such as Big5, comes out as
                return False
            lone += len(_LONE.findall(text))
            signs += len(_BEYOND_ASCII.findall(text))
    except UnicodeDecodeError:
        return False
    return lone <= signs / 2


def _without_mark(start: bytes) -> Encoding | None:
    """Return which UTF-16 a text without a mark may be in: the one that gives readable text."""
    if b"\0" not in start:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            text = decoder.decode(start, final=len(start) < _CHUNK)
        except UnicodeDecodeError:
            continue
        has_line_end = "\n" in text or "\r" in text
        if has_line_end and not any(map(_is_no_text, set(text))):
            return Encoding(codec, "UTF-16")
    return None


def _is_no_text(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"} and character not in "\t\r\n"


def _require_text(path: Path, encoding: Encoding) -> None:
    try:
        for text in _decoded(path, encoding):
            if "\0" in text:
                raise refused(path.name, "is no plain text; save it as CSV UTF-8")
    except UnicodeDecodeError:
        problem = "is UTF-16 with a broken character; save it as CSV UTF-8"
        raise refused(path.name, problem) from None


def _decoded(path: Path, encoding: Encoding) -> Iterator[str]:
    """Yield a file's text in pieces; raise UnicodeDecodeError, or InputError for an endless line.

    Read to its end, a file is well-formed in its encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    for chunk in _chunks(path):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def refuse_endless_line(path: Path) -> None:
    """Raise InputError for a file whose first line does not end where lines do; read no further."""
    for chunk in _chunks(path):
        if b"\n" in chunk or b"\r" in chunk:
            return


def _chunks(path: Path) -> Iterator[bytes]:
    length = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            length = len(chunk) - last - 1 if last >= 0 else length + len(chunk)
            if length > LONGEST_LINE:
                raise refused(path.name, _TOO_LONG)
            yield chunk


def _line_that_is_no_utf_8(path: Path) -> int:
    """Return the line in which a file stops being UTF-8, or 0; refuse what is no text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise refused(path.name, "is no plain text; save it as CSV UTF-8")
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            kept = error.object[: error.start]  # begins with what the last chunk left over
            return line + kept.count(b"\n")
        line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return 0


def _is_mostly_utf_8(path: Path) -> bool:
    """Tell damaged UTF-8, which GB18030 would turn into other characters, from GB18030."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    read = broken = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        broken += text.count("\ufffd")
        read += sum(character > "\x7f" for character in text)
    return broken < read / 4
