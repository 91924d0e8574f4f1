"""Short names of bodies in a text: those it gives itself, and those that it only uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hezuo.graph.extract.chinese.clipped_names import is_clipped
from hezuo.graph.extract.chinese.places import place_names
from hezuo.graph.extract.chinese.words import is_known
from hezuo.graph.extract.lexicon import word_list
from hezuo.graph.extract.mentions import Cover, Mention, occurrences

# （以下简称“示例储能”）, （简称：甲乙）
_STATED = re.compile(
    "（(?:以下)?(?:统一?)?(?:简称|下称|又称|以下称|也称|英文简称)[为是：:]?"
    "[“‘《]?([^”’》），、；\n]{2,16})[”’》]?"
)
# （下称“公司”） names a body by a word for any of its kind.
_NO_NAMES = ("发行人", "甲方", "乙方", "丙方", "本行", "本集团", "上市公司", "标的公司", "备忘录")
# 香港中文大学（港中大）, 岚湾通用航空股份有限公司（“岚湾通航”）
_BRACKETED = re.compile("（[“‘]?([\u4e00-\u9fff]{3,8})[”’]?）")
# 岚起新材（300999.SZ）, 证券简称：岚起新材: companies whose shares are traded.
_LISTED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,6})"
    r"（(?:[036489][0-9]{5}(?:\.(?:SZ|SH|BJ))?|[0-9]{4,5}\.HK)）"
    "|(?:证券|股票)简称[：:]([\u4e00-\u9fff]{2,6}?)(?=公告|证券|股票|编号|代码|[^\u4e00-\u9fff])"
)
# 集团有限公司, （中国）
_LEGAL = re.compile(
    "(?:集团|控股|投资|实业)?(?:股份)?(?:有限责任|有限)?(?:集团)?(?:总)?公司$|（[^）]*）$"
)
_GROUP = re.compile("集团$")
_SHORTEST = 3
_SHORTEST_WHOLE = 4
_SHORTEST_FULL = 7
_PARTS_OF_LEGAL = ("有限", "股份", "有", "公")
# Each name is looked for in the whole text, so that only the first ones are.
_MOST = 200
_HAN = re.compile("[\u4e00-\u9fff]")
_BEFORE = "与和及在由对为向的是，将，而据"
_MORE_OF_UNIVERSITY = re.compile("学|[\u4e00-\u9fff]{0,3}大学")


def stated_short_names(text: str, found: Iterable[Mention]) -> dict[str, str]:
    """Return each short name that stands in brackets after a body, with the full name.

    >>> text = "示例储能股份有限公司（以下简称“示例储能”）签约"
    >>> stated_short_names(text, [Mention(0, 10, "organization", text[:10])])
    {'示例储能': '示例储能股份有限公司'}
    """
    by_end = {mention.end: mention for mention in found}
    names = {}
    for match in _STATED.finditer(text):
        body = by_end.get(match.start())
        is_general = match[1] in word_list("anaphors") or match[1] in _NO_NAMES
        if body and not is_general:
            names[match[1]] = body.text
    for match in _BRACKETED.finditer(text):
        body = by_end.get(match.start())
        if body and match[1] != body.text and _shortens(match[1], body.text):
            names[match[1]] = body.text
    return names


def listed_companies(text: str, found: Iterable[Mention]) -> dict[str, str]:
    """Return the names under which shares of companies are traded, with their full names.

    >>> listed_companies("岚起新材（300999.SZ）公告", [])
    {'岚起新材': '岚起新材'}
    """
    names = list(dict.fromkeys(match[1] or match[2] for match in _LISTED.finditer(text)))
    if not names:
        return {}
    companies = [m.text for m in found if m.kind == "Company" and len(m.text) >= _SHORTEST_FULL]
    return {
        name: next((full for full in companies if _core(full).startswith(name[:2])), name)
        for name in names[:_MOST]
    }


def _shortens(short: str, full: str) -> bool:
    """Return whether all characters of a short name stand in the full one, in their order."""
    left = iter(full)
    return short[0] in full[:6] and all(character in left for character in short)


def derived_short_names(
    text: str, found: Iterable[Mention], known: Iterable[str]
) -> dict[str, str]:
    """Return beginnings of companies' own names that stand alone elsewhere in the text.

    陕西岚起航空科技有限公司 is also called 岚起航空. Two characters alone are never taken, as they
    may be any word.
    """
    bodies = list(found)
    taken = Cover(len(text))
    full_starts = tuple(m.text for m in bodies if len(m.text) >= _SHORTEST_FULL)
    for mention in bodies:  # a clipped name is what is looked for: 岚起航空
        if not (is_clipped(mention.rule.removeprefix("ending:")) and full_starts):
            taken.add(mention.start, mention.end)
    names = _of_universities(text, bodies)
    stated = frozenset(known)
    for full in _first_names(m for m in bodies if is_clipped(m.rule.removeprefix("ending:"))):
        core = _core(full)  # 岚海锂业 of 青海岚海锂业
        if core != full and len(core) >= _SHORTEST_WHOLE and _is_named_alone(text, core, full):
            names[core] = full
    companies = (m for m in bodies if m.kind == "Company" and len(m.text) >= _SHORTEST_FULL)
    for full in _first_names(companies):
        short = _of_company(text, full, stated, taken)
        if short:
            names[short] = full
    return names


def _first_names(bodies: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(mention.text for mention in bodies))[:_MOST]


def _of_company(text: str, full: str, known: frozenset[str], taken: Cover) -> str | None:
    """Return the short name that a text uses of a company."""
    core = _core(full)
    whole = _LEGAL.sub("", _LEGAL.sub("", full))
    if core != whole:  # 鞍山钢铁 of 鞍山钢铁集团有限公司
        short = _GROUP.sub("", whole)
        is_long_enough = len(short) >= _SHORTEST_WHOLE and short != core
        if is_long_enough and _stands_alone(text, short, whole, taken):
            return short
    for length in range(len(core), _SHORTEST - 1, -1):
        short = core[:length]
        if short in known or is_known(short) or short.endswith(_PARTS_OF_LEGAL):
            continue
        if _stands_alone(text, short, core, taken):
            return short
    return None


def _of_universities(text: str, bodies: list[Mention]) -> dict[str, str]:
    """Return short names of universities: 华中大 is 华中科技大学."""
    names = {}
    for full in _first_names(m for m in bodies if m.text.endswith("大学") and len(m.text) > 5):
        for short in (f"{full[:3]}大", f"{full[:2]}大"):
            is_free = not is_known(short) and f"{short}学" not in full
            if is_free and not place_names(short[:-1]) and _is_used(text, short):
                names[short] = full
                break
    return names


def _is_used(text: str, short: str) -> bool:
    """Return whether a text has a short name of a university, and not only within others."""
    places = occurrences(text, short)
    return any(not _MORE_OF_UNIVERSITY.match(text, place + len(short)) for place in places)


def _core(full: str) -> str:
    """Return a company's name without the places before it and the legal form behind it."""
    core = full
    while (places := place_names(core)) and places[0].start == 0 and places[0].end < len(core) - 3:
        core = core[places[0].end :]
    return _LEGAL.sub("", _LEGAL.sub("", core)).strip("（）")


def _stands_alone(text: str, short: str, core: str, taken: Cover) -> bool:
    """Return whether a text has a short name outside of what is named already."""
    after = core[len(short) : len(short) + 1]
    return any(
        not taken.touches(start, start + 1)
        and not (after and text.startswith(after, start + len(short)))
        and _is_start(text, start)
        for start in occurrences(text, short)
    )


def _is_named_alone(text: str, short: str, full: str) -> bool:
    """Return whether a name stands without its place somewhere, where names begin."""
    before = len(full) - len(short)
    return any(
        not text.startswith(full, start - before) and _is_start(text, start)
        for start in occurrences(text, short)
    )


def _is_start(text: str, place: int) -> bool:
    before = text[max(0, place - 1) : place]
    return not before or not _HAN.match(before) or before in _BEFORE
