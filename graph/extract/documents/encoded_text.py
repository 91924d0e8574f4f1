"""Decodes the text of a report, in whichever of the encodings of Chinese text it is kept."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from hezuo.graph.errors import InputError
from hezuo.graph.sources.encodings import encoding_of
from hezuo.graph.sources.sheets import refused

# As Windows writes it (cp950), and with the signs that Hong Kong adds.
_BIG5 = ("cp950", "big5hkscs")
_SAMPLE = 100_000
# The signs that Chinese texts hold most, in Traditional and Simplified form: whatever is decoded
# from the wrong encoding holds hardly any.
_COMMON = frozenset(
    "的一是在不了有和人中大為为上個个國国我以要他時时來来用們们生到作地於于出會会科技與与市業业"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def decoded(path: Path, content: bytes) -> str:
    """Return the text of a file whose content was read, without a byte order mark.

    Raises InputError, with one fault, for what is empty, damaged or no text.
    """
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise refused(path.name, "is empty; take it away or name another file")
    try:
        codec = encoding_of(path).codec
        text = content.decode(codec)
    except InputError as error:
        chinese = _from_big5(content)
        if chinese is None:
            # What to do about tables helps nobody here.
            problem = error.faults[0].problem.partition(";")[0]
            raise refused(path.name, f"{problem}; save it as plain text in UTF-8") from None
        text = chinese
    except (UnicodeDecodeError, OSError):
        problem = "changed while it was read; read it again when it is written"
        raise refused(path.name, problem) from None
    else:
        if codec == "gb18030":
            text = _likelier(text, _from_big5(content))
    return _checked(path, text)


def _checked(path: Path, text: str) -> str:
    """Return a text that holds something to read."""
    sample = text[:_SAMPLE]
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\r\n\v\f" for c in sample)
    if controls * 10 > len(sample):
        raise refused(path.name, "is no plain text; save it as plain text in UTF-8")
    return text


def _from_big5(content: bytes) -> str | None:
    """Return the text if it can be Big5: whole, Chinese, and of signs that people use."""
    for codec in _BIG5:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        common = sum(character in _COMMON for character in sample)
        if not _PRIVATE.search(sample) and common * 50 > len(_HAN.findall(sample)) > 0:
            return text
    return None


def _likelier(text: str, other: str | None) -> str:
    """Return which of two readings holds more of the common signs; of equals the first."""
    if other is None:
        return text
    return max(text, other, key=lambda read: sum(sign in _COMMON for sign in read[:_SAMPLE]))
