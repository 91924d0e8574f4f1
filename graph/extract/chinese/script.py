"""Full names in the script of the report: 天津市河西區工商聯 is 天津市河西區工商業聯合會."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hezuo.graph.extract.chinese.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN = range(0x3400, 0xA000)


class ScriptOfReport:
    """Writes names as a report in Traditional Chinese would, by its own characters first."""

    def __init__(self, document: Document) -> None:
        """Learn how the report writes characters."""
        text, raw, places = document.text, document.plain.raw, document.plain.places
        self._own = {
            character: raw[place]
            for character, place in zip(text, places, strict=True)
            if character != raw[place] and ord(character) in _HAN and ord(raw[place]) in _HAN
        }

    def written(self, name: str) -> str:
        """Return a name in the script of the report."""
        if not self._own:
            return name
        other = _traditional()(name)
        if len(other) != len(name):
            return name
        return "".join(
            self._own.get(character, there) for character, there in zip(name, other, strict=True)
        )


@cache
def _traditional() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("s2t").convert
    return convert
