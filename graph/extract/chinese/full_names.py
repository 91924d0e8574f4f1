"""The full form of a body's name: 市科协 is that of the city that the report is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from hezuo.graph.canonical import canonical_name

_LEVELS = ("省", "市", "区", "县", "州", "旗")
# 区域, 市场: no levels.
_OTHER_WORDS = ("区域", "市场")
# Short forms that the canonical form of a name leaves, because they mean one thing only here.
_WHOLE = (
    (re.compile("中科院"), "中国科学院"),
    (re.compile("(?<!业)农科院"), "农业科学院"),
    (re.compile("社科院"), "社会科学院"),
    (re.compile("林科院"), "林业科学研究院"),
    (re.compile("(?<=[省市区县州])政府(?=办公|$)"), "人民政府"),
    (re.compile("(?<=[商农城建住科教经民水发计国])(?<!党)(?<!工)委$"), "委员会"),
    (re.compile("(?<=.)管委会(?=.)"), "管理委员会"),
)
_ALWAYS_FULL = ("公司", "集团", "大学", "学院", "医院")
_MOST_FORMS = 300


def full_name(name: str, places: Mapping[str, str], forms: Iterable[str]) -> str:
    """Return the full form of a name; ``places`` are those that levels mean in the report.

    ``forms`` are the other names in the report, which may give it in full: 烟台市芝罘区科协.

    >>> full_name("市科协", {"市": "重庆市"}, [])
    '重庆市科学技术协会'
    """
    if name[:1] not in _LEVELS:
        return _spelt_out(name)
    others = list(islice(forms, _MOST_FORMS))
    said = [form for form in others if form != name and form.endswith(name)]
    if said:
        return _spelt_out(min(said, key=len))
    if name[1:2] in _LEVELS or name.startswith(_OTHER_WORDS):
        return _spelt_out(name)
    place = places.get(name[0])
    if place is None:
        return name
    full = _spelt_out(place + name[1:])
    longer = [f for f in others if f.endswith(full) or _spelt_out(f).endswith(full)]
    return _spelt_out(min(longer, key=len)) if longer else full


@lru_cache(maxsize=16_384)
def _spelt_out(name: str) -> str:
    """Return a name with its short form in full, and the places before it as they are."""
    if name.endswith(_ALWAYS_FULL):
        return name
    full = canonical_name(name)
    if full == name:
        for short, whole in _WHOLE:
            name = short.sub(whole, name)
        return name
    # Places that only the canonical form adds are not said here.
    end_of_name = _behind_places(name)
    return name.removesuffix(end_of_name) + _behind_places(full) if end_of_name else full


def _behind_places(name: str) -> str:
    """Return a name without the places that it begins with: all up to the last level."""
    return name[max(name.rfind(level) for level in _LEVELS) + 1 :]
