"""Divisions and zones that a text names, and which of several of one name is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from hezuo.graph import divisions
from hezuo.graph.divisions import Division
from hezuo.graph.extract.lexicon import Finder, known_names, short_divisions, word_list
from hezuo.graph.extract.mentions import PLACE, ZONE, Mention
from hezuo.graph.place_prefix import Context, the_one

# What zones are called by their kind: 国家高新区, 综合保税区.
_ZONE = re.compile(
    "(?:(?:国家级?|省级)?(?:高新技术产业开发区|高新技术产业园区|高新技术开发区|高新区"
    "|经济技术开发区|经济开发区|经开区|开发区|自由贸易试验区|自贸试验区|自贸区|自由贸易港|自贸港"
    "|综合保税区|保税区|保税港区|综保区|自主创新示范区|临空经济示范区|经济示范区"
    "|合作示范区|先行示范区|产业集聚区|合作区|试验区|新区))"
)
# 中国（广西）自由贸易试验区|钦州港片区
_PART_OF_ZONE = re.compile("(?:(?![与和及在由的])[\u4e00-\u9fff]){1,6}?片区")
# Those that may be called by a name that is no place's: 湘江新区.
_NAMED_FREELY = (
    "新区", "高新区", "经开区", "自贸区", "开发区", "经济技术开发区", "综合保税区",
)  # fmt: skip
_NO_PART_OF_ZONES = re.compile("[与和及在由的了个各该本这家设]")
_BEFORE_ZONES = "与和及在由对为向，。、“（至到位抓赴驻入\n"
_TWO_HAN = re.compile("[\u4e00-\u9fff]{2}")
# What makes another word of the level of a division: 成都市|民, 重庆市|区, but not 江北区|长沙.
_NOT_AFTER = re.compile(
    "域|块|间|位(?![列居于])|际|段|划|县(?=区)|民|场(?!馆)|容|郊|内(?=外)|城|级|长(?!沙|春|治|安|寿|垣)"
    "|直|属|镇|茶|酒|菜|话"
)
_LEVELS = "省市区县州旗盟"
# After a short name these make a thing of it: 安溪|茶, 川|菜.
_THINGS = "茶酒菜话剧籍"
# Hong Kong, Macao and Taiwan are listed without districts.
_NO_DISTRICTS = ("71", "81", "82")
_LONGEST_START = 14


@cache
def _finder() -> Finder:
    unsure = word_list("place_words") | word_list("unsure_places")
    names = dict.fromkeys([*divisions.all_names(), *_short_full_names()])
    return Finder(n for n in names if len(n) > 1 and n not in unsure)


@cache
def _short_full_names() -> dict[str, str]:
    """Return what autonomous divisions are called in short, with their level: 木里县, 凉山州."""
    known = {name for name in divisions.all_names() if "自治" in name[-4:-1]}
    every = (division for name in sorted(known) for division in divisions.by_name(name))
    short = {division.short_name + division.name[-1]: division.name for division in every}
    return {name: full for name, full in short.items() if name[-1] in "县旗州"} | short_divisions()


@lru_cache(maxsize=16_384)
def readings(name: str) -> tuple[Division, ...]:
    """Return the divisions that a name may mean, those of the highest level first.

    >>> [division.name for division in readings("喀左县")]
    ['喀喇沁左翼蒙古族自治县']
    """
    return tuple(divisions.by_name(name) or divisions.by_name(_short_full_names().get(name, name)))


def place_names(text: str) -> list[Mention]:
    """Return every stretch that is a division's full or short name, whatever it is a part of.

    >>> [place.text for place in place_names("成都市民与重庆市沙坪坝区")]
    ['成都', '重庆市', '沙坪坝区']
    """
    found = []
    for start, longest_end, longest in _finder().longest(text):
        name, end = longest, longest_end
        if name[-1] not in _LEVELS and text[end : end + 1] in _THINGS:
            continue
        if len(name) > 2 and name[-1] in _LEVELS and _NOT_AFTER.match(text, end):
            name, end = name[:-1], end - 1  # 成都市民, 重庆市区: the short name of it
            if name in word_list("place_words") or not readings(name):
                continue
        found.append(Mention(start, end, PLACE, name))
    return found


def is_full(name: str) -> bool:
    """Return whether a name of a division is its full one."""
    return any(division.name == name for division in readings(name))


@lru_cache(maxsize=16_384)
def place_at_start(name: str) -> Division | None:
    """Return the division that a name begins with, the one meant if there are several.

    >>> place_at_start("沙坪坝区科学技术协会").code
    '500106'
    """
    known = next((n for n in known_names() if name.startswith(n)), "")
    for end in range(min(len(name), _LONGEST_START), 1, -1):
        if end < len(known):
            break  # 阿里|巴巴: the start of a name that says nothing of a place
        found = readings(name[:end])
        if found and (name[end - 1] in "省市区县州旗" or end > 2 or found[0].level != "County"):
            return the_one(list(found), name[:end], Context())
    return None


def zones(text: str, names: Iterable[Mention]) -> list[Mention]:
    """Return development zones, new areas and bonded zones that have a name."""
    found = []
    starts = {mention.end: mention.start for mention in names}
    for match in _ZONE.finditer(text):
        start = match.start()
        while start in starts:  # 湖北襄阳高新区
            start = starts[start]
        if start == match.start():
            start = _named_before(text, match.start(), starts)
        if start == match.start() and match[0] in _NAMED_FREELY:
            start = _own_word(text, match.start())
        if start < match.start() and not readings(text[start : match.end()]):
            found.append(Mention(start, match.end(), ZONE, text[start : match.end()]))
    return found


def with_part(text: str, zone: Mention) -> Mention:
    """Return a zone with the part of it that is named after it: …自由贸易试验区|钦州港片区."""
    part = _PART_OF_ZONE.match(text, zone.end)
    if part is None:
        return zone
    return replace(zone, end=part.end(), text=text[zone.start : part.end()])


def _named_before(text: str, end: int, starts: dict[int, int]) -> int:
    """Return where the name of a zone starts whose own name stands before its kind.

    马鞍山慈湖高新区: two characters that follow the name of a place.
    """
    for length in (2, 3):
        if end - length in starts and re.fullmatch("[\u4e00-\u9fff]+", text[end - length : end]):
            start = starts[end - length]
            return starts.get(start, start)  # 浙江|舟山|群岛新区
    return end


def _own_word(text: str, end: int) -> int:
    """Return where a zone's own name of two characters starts: 与|湘江新区."""
    if end < 2:
        return end
    name = text[end - 2 : end]
    is_start = end == 2 or text[end - 3] in _BEFORE_ZONES
    is_name = _TWO_HAN.fullmatch(name) and not _NO_PART_OF_ZONES.search(name)
    return end - 2 if is_start and is_name and name not in word_list("not_zones") else end


def resolved(names: Iterable[str], near: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the GB/T 2260 code of each name that means one division, given codes nearby.

    Hong Kong, Macao and Taiwan are left out.
    """
    wanted = list(dict.fromkeys(names))
    codes: dict[str, str] = {}
    known = set(near)
    for _ in range(2):  # what is clear says what is meant by what is not
        for name in wanted:
            found = list(readings(name))
            if name in codes or not found:
                continue
            division = the_one(found, name, Context("", frozenset(known)))
            if division is None and _is_clear(found):
                division = found[0]
            if division is not None:
                codes[name] = division.code
                known.add(division.code)
    return {name: code for name, code in codes.items() if not code.startswith(_NO_DISTRICTS)}


def _is_clear(found: list[Division]) -> bool:
    """Return whether one reading is of a higher level than the others: 吉林 is the province."""
    first = found[0].level
    return first != "County" and sum(division.level == first for division in found) == 1
