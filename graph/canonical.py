"""The canonical form of a Chinese organisation's name, from which its IRI is minted.

Only spelling is changed: width, brackets, blanks, Traditional characters, the usual short forms
(data/name_short_forms.csv), legal forms that the law treats alike, and the divisions at the start.
A name that is not Chinese comes back as it is: how those are compared is in ``identity.matching``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from hezuo.graph.place_prefix import Context, canonical_prefix, place_meant
from hezuo.graph.simplified import is_traditional, simplified
from hezuo.graph.values import is_chinese

_SHORT_FORMS = Path(__file__).resolve().parents[1] / "data" / "name_short_forms.csv"
# Kana and Hangul: what holds them is Japanese or Korean.
_NOT_CHINESE = re.compile("[\u3041-\u30fa\u30fc-\u30ff\u1100-\u11ff\uac00-\ud7af\uff66-\uff9d]")
# Radicals come out of PDF files in place of characters.
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_WIDE = "".join(chr(c) for c in range(0xFF01, 0xFF5F) if chr(c - 0xFEE0).isalnum()) + "＆＋－／"
_SPELLING = str.maketrans(
    {c: chr(ord(c) - 0xFEE0) for c in _WIDE}
    | dict.fromkeys("(〔﹝[［", "（")
    | dict.fromkeys(")〕﹞]］", "）")
    | dict.fromkeys("•‧∙・･", "·")
)
_WIDE_SIGN = "[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff（）·]"
_BLANK = re.compile(rf"(?<={_WIDE_SIGN})\s+(?={_WIDE_SIGN})")
# 公司法 (2023), article 7: either name may be used of either kind.
_LEGAL_FORMS = ((re.compile("有限责任公司"), "有限公司"), (re.compile("股份公司"), "股份有限公司"))
_CHINESE_COUNTRIES = ("iso3166:CN", "iso3166:HK", "iso3166:MO", "iso3166:TW")
# 中山區 in Taipei is none of the mainland's districts.
_ELSEWHERE = ("71", "81", "82", "iso3166:HK", "iso3166:MO", "iso3166:TW")
_MOST_PASSES = 5
_GB_CODE = re.compile("[1-9][0-9]{5}")


def canonical_name(name: str, area_code: str = "", near: Iterable[str] = ()) -> str:
    """Return the one form of an organisation's name, the same for every usual way to write it.

    ``area_code`` is the code (or other identifier) of the area it is stated to lie in, ``near``
    those of the other areas that its source speaks of; they say which 朝阳区 is meant.

    >>> canonical_name("沙坪坝区 科协")
    '重庆市沙坪坝区科学技术协会'
    >>> canonical_name("重慶賽力斯有限責任公司(北碚)")
    '重庆赛力斯有限公司（北碚）'
    >>> canonical_name("Technische Universität Dresden")
    'Technische Universität Dresden'
    """
    if not is_chinese(name) or _NOT_CHINESE.search(name):
        return name
    return _canonical(name, area_code, near if isinstance(near, frozenset) else frozenset(near))


@lru_cache(maxsize=4096)
def _canonical(name: str, area_code: str, near: frozenset[str]) -> str:
    for _ in range(_MOST_PASSES):  # a part written in full may let another be read
        known, name = name, _once(name, area_code, near)
        if name == known:
            break
    return name


def _once(name: str, area_code: str, near: frozenset[str]) -> str:
    """Return a name with every rule applied once."""
    if ":" in area_code and area_code not in _CHINESE_COUNTRIES:
        return name  # 東京大学 in Japan is called that
    own = area_code if _GB_CODE.fullmatch(area_code) else ""
    spelt = _in_one_width(name)
    was_traditional = is_traditional(spelt)
    if was_traditional or area_code:
        spelt = simplified(spelt)
    for form, used in _LEGAL_FORMS:
        spelt = form.sub(used, spelt)
    if area_code.startswith(_ELSEWHERE):
        return spelt
    full = _in_full(spelt, Context(own, near))
    is_guessed = was_traditional and not own and full[:2] not in spelt
    return _in_one_width(name) if is_guessed else full


def _in_one_width(name: str) -> str:
    """Return a name with one width of letters and brackets, and no blank between characters."""
    plain = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), name)
    return _BLANK.sub("", plain.translate(_SPELLING)).strip()


def _in_full(name: str, context: Context) -> str:
    """Return a name with its short form and the divisions in front of it written in full."""
    head, bracket, tail = name.partition("（")
    for short, (long, after) in _short_forms().get(head[-1:], ()):
        form = long if head.endswith(long) else short
        before = head.removesuffix(form)
        if before == head or not before:
            continue
        place = place_meant(before, context)
        if place:
            return f"{place}{long}{bracket}{tail}"
        if after == "any" or (after == "nation" and before == "中国"):
            head = before + long
            break
    return canonical_prefix(f"{head}{bracket}{tail}", context)


@cache
def short_words() -> list[tuple[str, str]]:
    """Return the short forms of words in names, each with what it stands for.

    >>> short_words()[0]
    ('科协', '科学技术协会')
    """
    return [(row["short"], row["long"]) for row in _rows()]


def _rows() -> list[dict[str, str]]:
    with _SHORT_FORMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _short_forms() -> dict[str, list[tuple[str, tuple[str, str]]]]:
    """Return short forms with the long one and after what they are one: any, division or nation.

    They stand under the last character of either form, the longest first, so that 社科联 is not
    taken for less. Nation is a division or 中国.
    """
    rows = [(row["short"], (row["long"], row["after"])) for row in _rows()]
    found: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -len(row[0])):
        for end in {row[0][-1], row[1][0][-1]}:
            found[end].append(row)
    return found
