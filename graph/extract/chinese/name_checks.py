"""Whether a stretch that ends like the name of a body names one, or says what bodies are like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hezuo.graph.extract.chinese.name_context import (
    LEVELS,
    PROPER,
    NameContext,
    begins_as_names_do,
)
from hezuo.graph.extract.chinese.words import Word
from hezuo.graph.extract.lexicon import Ending, organization_endings, word_list

# After a body these name a part of it.
PART_ENDINGS = (
    "处", "部", "室", "科", "系", "司", "所", "院", "中心", "办", "站", "学院", "党委", "团委",
    "工会", "科协", "分公司", "基地",
)  # fmt: skip
_LONGEST_PART = 10
# Of these the name of the level alone makes a name: 市科协, 省科技厅.
_OFFICES = re.compile(
    "科协|科学技术协会|工商联|总商会|委|厅|局|政府|委员会|办公厅|办公室|法院|检察院|政协"
    "|人大|妇联|残联|侨联|文联|社科联|总工会|贸促会|党校|农科院|社科院|研究院|中心|医院"
    "|学会|协会|促进会|联合会"
)
_COMMITTEES = ("省委", "市委", "区委", "县委", "州委", "团省委", "团市委")
# 平台|合作协议: what is signed, not who signs.
_PAPER_AFTER = re.compile("合作协议|协议|合同|项目|共建")
# 国家科普示范|基地: a title that bodies get.
_STATUS = re.compile("(?:国家级|省级|市级|国家).{0,12}(?:试点|示范)$")
# 重庆|建|中心: a clause.
_FOUNDING = ("建", "设", "办", "创", "筹", "新", "有", "成")
# 四川省|重点实验室: a grade, as 省级重点实验室 is.
_GRADED = re.compile(
    "重点实验室|工程(?:技术)?研究中心|技术创新中心|企业技术中心|工程实验室|工程中心"
)
# 在桃李剧院|举行: where something takes place.
_VENUES = (
    "剧院",
    "大剧院",
    "酒店",
    "大酒店",
    "饭店",
    "宾馆",
    "度假村",
    "庄园",
    "影城",
    "书店",
    "会堂",
)
_AT = re.compile("[在于]$|假座$|地点[为是：]?$")
_TAKES_PLACE = re.compile(
    "(?:内|里)?(?:正式|隆重|成功|顺利|圆满|盛大|如期|热烈|同步|联合|再次|首次){0,2}"
    "(?:举行|举办|召开|开幕|闭幕|落幕|开讲|开赛|启幕|上演|演出|首演|启动|拉开|揭幕|签约|签署)"
)
# 省级|…示范园: a sort of bodies that a grade is given to.
_GRADES = re.compile("(?:国家|自治区|[省市区县州部校])级")
_LETTERS = re.compile("[A-Za-z·]")
# 各县|农牧局: offices of places that are not named.
_OF_SOME_PLACE = re.compile("[各某](?:省|市|区|县|州|旗|镇|乡)$")
# Behind a place and general words these name no body: 重庆科技服务平台.
_WEAK_BEHIND_GENERAL = (
    "平台", "中心", "基地", "联盟", "学校", "孵化器", "产业基地", "工作站", "服务站",
)  # fmt: skip
# Nor do these right behind a place: 重庆企业.
_WEAK_BEHIND_PLACE = (
    "平台", "服务平台", "创新平台", "服务中心", "中心", "科技", "实验室", "企业", "股份", "公司",
    "厂", "生物", "医药", "制药", "药业", "联盟", "共同体", "工厂", "证券", "保险", "饭店", "酒店",
    "农场", "孵化器", "产业基地", "医学部", "加速器", "分院", "党委", "党组", "专场", "学校",
    "高中", "传媒", "驿站", "总站", "文化站", "民宿",
)  # fmt: skip


class Candidate(NamedTuple):
    """What may be a name: where it starts, where its ending starts, where it ends."""

    first: int
    start: int
    end: int
    ending: Ending
    is_quoted: bool = False
    is_clipped: bool = False


def is_name(context: NameContext, name: Candidate) -> bool:
    """Return whether a candidate names a body."""
    first, start, ending = name.first, name.start, name.ending
    content = context.text[first:start]
    if ending.text in _COMMITTEES and not content:
        return first not in context.place_ends
    if _is_clause(context, name, content):
        return False
    bodies = context.bodies_within(first, start)
    if ending.text in PART_ENDINGS and ending.text not in organization_endings():
        ends = [end for begin, end in bodies if begin == first]
        return bool(ends) and 1 < start - max(ends) + 1 <= _LONGEST_PART
    if content in word_list("generic_words"):
        return False
    if context.text.startswith("讯", name.end) and ending.kind == "Media" and bodies:
        return False  # 甲大学新闻网讯 tells of 甲大学
    if content in LEVELS:
        return bool(_OFFICES.search(ending.text)) and first not in context.place_ends
    return bool(bodies) or _is_of_its_own(context, name, content)


def _is_clause(context: NameContext, name: Candidate, content: str) -> bool:
    """Return whether no name can be made of what stands before an ending."""
    text, first = context.text, name.first
    if not content.strip("·—-") or text[first] in "校我本该":
        return True
    if text[first] in "家处座所个" and text[first - 1 : first].isdigit():  # 20家企业
        return True
    if _OF_SOME_PLACE.search(text[max(context.start, first - 2) : first]):
        return True
    if name.ending.text.endswith("平台") and _PAPER_AFTER.match(text, name.end):
        return True
    if _STATUS.search(content) or _GRADES.match(content):
        return True
    place = context.places.get(first)
    if place is None:
        return _is_venue(context, name)
    is_graded = place.end == name.start and _GRADED.fullmatch(name.ending.text) is not None
    return is_graded or text[place.end : name.start] in _FOUNDING or _is_venue(context, name)


def _is_venue(context: NameContext, name: Candidate) -> bool:
    """Return whether a house is named only as the place of a gathering."""
    if name.ending.text not in _VENUES or not _TAKES_PLACE.match(context.text, name.end):
        return False
    before = context.text[max(context.start, name.first - 3) : name.first]
    return _AT.search(before) is not None


def _is_of_its_own(context: NameContext, name: Candidate, content: str) -> bool:
    """Return whether the words before an ending tell one body from others."""
    inside = context.words.within(name.first, name.start)
    if name.ending.text == "政府":
        return all(w.start in context.places or w.text in LEVELS for w in inside)
    if name.is_quoted:
        return len(content) >= 2
    is_proper = _is_proper(context, name, content, inside)
    if name.ending.is_strong:
        return is_proper or (len(content) >= 2 and not _is_generic(inside, content))
    return is_proper and len(content) >= 2 and not _is_general_behind_place(context, name)


def _is_proper(context: NameContext, name: Candidate, content: str, inside: Sequence[Word]) -> bool:
    """Return whether there is a proper name among the words before an ending."""
    over = context.words.ending(name.start)  # a word may go on with the ending
    return (
        name.first in context.places
        or name.is_clipped  # looked at as a brand already
        or begins_as_names_do(content)
        or any(word.part in PROPER for word in inside)
        or (name.first <= over.start and over.end > name.start and over.part in ("nt", "nz"))
        or _LETTERS.search(content) is not None
    )


def _is_generic(inside: Sequence[Word], content: str) -> bool:
    """Return whether the words before an ending name no body in particular."""
    if not inside or "".join(word.text for word in inside) != content:
        return False
    general, before = word_list("generic_words"), word_list("before_names")
    return all(
        word.text in general or word.text in before or word.part in ("q", "r") for word in inside
    )


def _is_general_behind_place(context: NameContext, name: Candidate) -> bool:
    """Return whether only a place stands before a weak ending that wants more: 重庆平台."""
    place = context.places.get(name.first)
    if place is None:
        return False
    rest = context.words.within(place.end, name.start)
    if rest and all(word.text in word_list("generic_words") for word in rest) and (
        name.ending.text in _WEAK_BEHIND_GENERAL
    ):  # fmt: skip
        return True
    return place.end == name.start and name.ending.text in _WEAK_BEHIND_PLACE
