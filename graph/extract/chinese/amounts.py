"""Amounts in a Chinese text: a number with its unit, and how it relates to the true one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

EQUAL, MORE, LESS, ABOUT = "Equal", "MoreThan", "LessThan", "About"
# Sorts of units: shares say how large a part is, sums are measured, counts are of things.
SHARE, SUM, COUNT = "share", "sum", "count"

_SHARES = "%|‰|个?百分点|倍"
_SUMS = (
    "元人民币|美元|欧元|英镑|日元|港元|港币|澳门元|澳元|新元|卢布|韩元|泰铢|元"
    "|平方公里|平方千米|平方米|立方米|公顷|亩|公里|千米|海里"
    "|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|[kMGT]Wh?(?![A-Za-z])|度电"
    "|吨标准煤|吨|千克|公斤|标准箱|标箱"
)
_COUNTS = (
    "家次|人次|家|项|个|件|人|名|台套|台|套|所|座|辆|艘|架|列|篇|部|种|处|户|份|只|头|株|支|条|场次|场"
    "|期"
)
# 600个月, 5人民币, 30台州, 12条例: other words.
_NOT_COUNTS = "(?!月|工作|小时|百分|民币|工智|均|才|湾|州|例|目|庭|长|族|额|单|牌|间)"
_AMOUNT = re.compile(
    r"(?<![0-9A-Za-z.,\-—~～/])(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?"
    r"|[0-9]{1,12}(?:\.[0-9]{1,4})?)(?P<some>余|多)?"
    rf"(?P<scale>[百千万亿]{{0,2}})(?P<some2>余|多)?"
    rf"(?P<unit>(?P<share>{_SHARES})|(?P<sum>{_SUMS})|(?P<count>{_COUNTS}){_NOT_COUNTS})"
    "(?:大关)?(?P<after>以上|以下|以内|左右|上下)?"
)
# What may stand behind: the end of what is said. 5家|企业 and 20%|的企业 go on.
_END = re.compile("[，。；、！？：）”\n…]|[和与及并且而]|(?:（[^（）\n]{0,30}）)?(?:[，。；、]|$)")
_OF = re.compile("的")
# 10%至|15%: an end of a range.
_RANGE = re.compile("[0-9%元百千万亿家个人项][至到]$")
# How a number is introduced, right before it.
_HEDGE = re.compile(
    "(?:(?P<more>超过|超出|超|逾|突破|不少于|不低于|不小于|至少|高于)|(?P<less>不足|不到|不超过|不高于|低于|至多)"
    "|(?P<about>大约|将近|接近|约为|约|近))了?$"
)
_AFTER = {"以上": MORE, "以下": LESS, "以内": LESS, "左右": ABOUT, "上下": ABOUT}
_LONGEST_HEDGE = 5


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit in the plain text.

    ``start`` is where the number begins and ``lead`` where the words before it do that say how it
    compares; ``is_of`` tells of 的 behind it, so that it belongs to what follows.
    """

    lead: int
    start: int
    end: int
    value: str
    unit: str
    sort: str
    comparison: str
    is_of: bool = False


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text that something can be said to come to, in their order.

    >>> [(a.value, a.unit, a.comparison) for a in amounts("超过1,200.5万元，约3000余家，5家企业")]
    [('1200.5', '万元', 'MoreThan'), ('3000', '家', 'MoreThan')]
    """
    for match in _AMOUNT.finditer(text):
        is_of = _OF.match(text, match.end()) is not None
        if not is_of and match.end() < len(text) and not _END.match(text, match.end()):
            continue
        if _RANGE.search(text, max(0, match.start() - 2), match.start()):
            continue
        hedge = _HEDGE.search(text, max(0, match.start() - _LONGEST_HEDGE), match.start())
        yield Amount(
            lead=hedge.start() if hedge else match.start(),
            start=match.start(),
            end=match.end(),
            value=match["number"].replace(",", ""),
            unit=match["scale"] + match["unit"].removeprefix("个" if match["share"] else ""),
            sort=SHARE if match["share"] else SUM if match["sum"] else COUNT,
            comparison=_comparison(match, hedge),
            is_of=is_of,
        )


def _comparison(match: re.Match[str], hedge: re.Match[str] | None) -> str:
    """Return how an amount relates to the true one: by 余 and 以上, else by what is before it."""
    if match["after"]:
        return _AFTER[match["after"]]
    if match["some"] or match["some2"]:
        return MORE
    if hedge is None:
        return EQUAL
    return MORE if hedge["more"] else LESS if hedge["less"] else ABOUT
