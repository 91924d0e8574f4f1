"""The divisions that a Chinese name begins with, brought to the one form that is written in full.

四川省成都市武侯区, 四川武侯区, 成都市武侯区 and 武侯区 are one place; 成都市武侯区 is its form: a
district or county with the city (or municipality, or province) right above it, a city or a
county-level city by itself. What could be several places stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from hezuo.graph import divisions
from hezuo.graph.divisions import Division

# A division's name ends with one of these, but not where the next character makes another word of
# it: 中原区域, 重庆市场, 成都市民, 成都市政工程 (though not 成都市政府).
_END = re.compile(
    "省(?!会|级)|市(?!场|民|区|县|郊|长|容|政(?!府|协|务|法|策|研))|区(?!域|块|间|位|际|段|划|县)"
    "|县(?!域|长|级|城)|州(?!际)|旗(?!舰|帜|袍)|盟(?!军|友)"
)
# 新疆维吾尔自治区巴音郭楞蒙古自治州博湖县 is about as long as it gets.
_LONGEST = 32
# Names of one district each that are also said of any other one.
_GENERIC = frozenset(["城区", "郊区", "矿区", "新区", "市区", "东区", "西区", "老城区", "新市区"])


class Context(NamedTuple):
    """Where an organisation is known to be: codes of its own area, and of those around it."""

    area_code: str = ""
    near: frozenset[str] = frozenset()


def canonical_prefix(name: str, context: Context) -> str:
    """Return ``name`` with the divisions it begins with in their one form.

    A name that begins with no division, or with what could be several, comes back as it is.

    >>> canonical_prefix("四川省成都市武侯区图书馆", Context())
    '成都市武侯区图书馆'
    >>> canonical_prefix("朝阳区图书馆", Context())
    '朝阳区图书馆'
    >>> canonical_prefix("朝阳区图书馆", Context("220104"))
    '长春市朝阳区图书馆'
    """
    ends = [match.end() for match in _END.finditer(name, 0, min(len(name), _LONGEST) + 1)]
    for end in reversed(ends):
        text, rest = name[:end], name[end:]
        readings = [d for d in divisions.by_name(text) if text.endswith(d.name)]
        if readings and rest:
            division = the_one(readings, text, context)
            return full_name(division) + rest if division else name
    return name


def place_meant(text: str, context: Context) -> str:
    """Return the full name of the one division that ``text``, full or short, means; else nothing.

    >>> place_meant("四川武侯", Context()), place_meant("朝阳", Context())
    ('成都市武侯区', '')
    """
    division = the_one(divisions.by_name(text), text, context)
    return full_name(division) if division else ""


def the_one(readings: Iterable[Division], text: str, context: Context) -> Division | None:
    """Return the division meant, by what is known of the place where there are several.

    The closest knowledge decides: the organisation's own area, what lies around that, the areas
    that the source speaks of, and what lies around those.
    """
    found = list(readings)
    if len(found) == 1 and text not in _GENERIC:
        return found[0]
    own = frozenset([context.area_code] if context.area_code else [])
    for known in (own, _with_above(own), context.near, _with_above(context.near)):
        fitting = [
            d for d in found if d.code in _with_above(known) or not known.isdisjoint(_above(d.code))
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def full_name(division: Division) -> str:
    """Return the one form of a division's name."""
    if division.level != "County" or division.name.endswith("市"):
        return division.name
    above = divisions.by_code(division.parent)
    return f"{above.name if above else ''}{division.name}"


@cache
def _above(code: str) -> frozenset[str]:
    return frozenset(division.code for division in divisions.ancestors(code))


@lru_cache(maxsize=64)
def _with_above(codes: frozenset[str]) -> frozenset[str]:
    """Return codes with those of what they lie in."""
    return codes.union(*map(_above, codes))
