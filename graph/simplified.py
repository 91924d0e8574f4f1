"""Traditional Chinese to Simplified, for names; OpenCC is loaded only for a name that needs it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def is_traditional(name: str) -> bool:
    """Return whether a name is written in Traditional Chinese throughout.

    GB 2312 has the simplified characters and Big5 the traditional ones. Japanese mixes both
    (東京大学), so a mixed name is taken as Traditional only where it is known to be Chinese.

    >>> is_traditional("國立臺灣大學"), is_traditional("東京大学"), is_traditional("重庆大学")
    (True, False, False)
    """
    han = "".join(_HAN.findall(name))
    return not _fits(han, "gb2312") and _fits(han, "cp950")


def simplified(name: str) -> str:
    """Return a name that is known to be Chinese in Simplified characters.

    >>> simplified("重慶市科學技術協會")
    '重庆市科学技术协会'
    """
    return name if _fits("".join(_HAN.findall(name)), "gb2312") else _converter()(name)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
