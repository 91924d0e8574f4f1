"""Who signs with whom: patterns over the text before a verb of signing, with a sign for a party.

The first pattern that fits holds. Each ends at the verb, and between the last party and the verb
nothing else may happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.parties import AND, PARTY, SIGNS, signs_in
from hezuo.graph.extract.chinese.signing_words import AND_SOMEBODY, WITH_UNNAMED, is_joint

FILL = rf"[^。；！？，{SIGNS}]{{0,40}}?"
_FILLS = rf"[^。；！？{SIGNS}]{{0,60}}?"
_GAP = rf"(?:[^。；！？{SIGNS}]{{0,30}}?)"
LIST = rf"{PARTY}(?:(?:、|和|及|以及){PARTY})*"
# What follows no list goes on with one, so that none is given back: 甲、乙和丙|共同.
WHOLE_LIST = f"{LIST}+"
# 等5家单位, 共三方, 等企业
MORE = (
    "(?:(?:等|共)?(?:[0-9]{1,4}|[一二两三四五六七八九十多]{1,4})(?:余|多)?"
    "(?:家|个|所|方|地|校|院)[^，。；与和同]{0,6}"
    "|等(?:单位|企业|高校|公司|机构|院校|医院|部门)?)?"
)


class Group(NamedTuple):
    """The parties of one agreement, as signs, and what is doubtful about them."""

    signs: str
    flags: frozenset[str] = frozenset()


_AMBIGUOUS = frozenset([facts.AMBIGUOUS_GROUPING])
_Make = Callable[[re.Match[str], str], list[Group]]


def groups_before(before: str, after: str) -> tuple[list[Group], str]:
    """Return who signs with whom by the text before a verb, and the rule that tells it.

    >>> groups_before("\ue000分别与\ue001、\ue002", "合作协议")[1]
    'one-with-each'
    """
    before = _JOINED_BY_SIGNS.sub("、", _QUOTED.sub("", before))
    before = _WHERE_IT_IS.sub("", _DASH.sub("与", before))
    if PARTY_SIGN.search(before):
        for pattern, make, rule in _PATTERNS:
            found = pattern.search(before)
            if found and WITH_UNNAMED.search(found[0]):
                return [], ""
            groups = make(found, after) if found else []
            if found and groups:
                return _counted(groups, found), rule
    return [], ""


def _counted(groups: list[Group], found: re.Match[str]) -> list[Group]:
    """Return groups, flagged where the text states another number of parties than it names."""
    stated = _STATED.search(found[0])
    if not stated:
        return groups
    named = len(signs_in(found[0][: stated.start()]))
    number = _NUMBERS.find(stated[1]) + 1 or int(stated[1])
    # 甲与乙、丙等3家: 甲 may be one of them.
    if number in (named, named - 1) and not stated[2]:
        return groups
    return [Group(group.signs, group.flags | {facts.COUNT_DIFFERS}) for group in groups]


def _pairs(found: re.Match[str], _after: str) -> list[Group]:
    """A与B、C与D分别签署."""
    groups = []
    for clump in _CLUMP.findall(found[1]):
        signs = signs_in(clump)
        groups.append(Group("".join(signs), _AMBIGUOUS if len(signs) > 2 else frozenset()))
    return groups


def _one_with_each(found: re.Match[str], _after: str) -> list[Group]:
    """A分别与B、C签署."""
    return [Group(found[1] + sign) for sign in signs_in(found[2])]


def _each_with_one(found: re.Match[str], _after: str) -> list[Group]:
    """B、C分别与A签署; without 分别 they sign one paper."""
    signs = signs_in(found[1])
    if len(signs) == 1:
        return []
    if any(word in found[0] for word in ("分别", "各自", "先后")):
        return [Group(sign + found[2]) for sign in signs]
    return [Group("".join(signs) + found[2])]


def _represented_with_one(found: re.Match[str], _after: str) -> list[Group]:
    """林某、王某分别代表B、C，与A签署."""
    return [Group(sign + found[2]) for sign in signs_in(found[1])]


def _with_list(found: re.Match[str], after: str) -> list[Group]:
    """A与B（共同）签署, A与B、C签署: of the last it is not said whether B and C sign together."""
    others = signs_in(found[2])
    said = found.string[found.end(2) : found.end()]  # 三方 may be what MORE has read
    if len(others) == 1 or is_joint(said + after[:25]):
        return [Group(found[1] + "".join(others))]
    groups = [Group(found[1] + other) for other in others]
    return [*groups, Group(found[1] + "".join(others), _AMBIGUOUS)]


def _joined_by(found: re.Match[str], _after: str) -> list[Group]:
    """A携手B、C签署: one paper."""
    return [Group(found[1] + "".join(signs_in(found[2])))]


def _all_together(found: re.Match[str], _after: str) -> list[Group]:
    """A、B、C（共同）签署."""
    signs = signs_in(found[1])
    if _WITH_SOMEBODY.search(found.string, found.end(1), found.end()):
        return []  # 甲、乙与某某签署: the other is not known
    if _BEHIND_AND.search(found.string, 0, found.start()):
        return []  # 与甲、乙签约后: these are the other side
    return [Group("".join(signs))] if len(signs) > 1 else []


_WITH_SOMEBODY = re.compile(AND_SOMEBODY.format(but=""))
_BEHIND_AND = re.compile("[与跟同]$")
PARTY_SIGN = re.compile(PARTY)
_QUOTED = re.compile(f"[“‘【](?=({PARTY}))|(?<={PARTY})[”’】](?:品牌)?")
# 甲—乙、丙—丁
_DASH = re.compile(f"(?<={PARTY})(?:—{{1,2}}|-)(?={PARTY})")
# 与|位于丙地的|乙
_WHERE_IT_IS = re.compile(
    f"(?<=[与和同跟、])(?:位于|来自|来访|地处|隶属于?|设在)[^，。；{SIGNS}]{{0,16}}的(?={PARTY})"
)
# 甲×乙, 甲＋乙
_JOINED_BY_SIGNS = re.compile(f"(?<={PARTY})[×＋+&＆](?={PARTY})")
# 等5家, 等十余所
_STATED = re.compile("等([0-9]{1,4}|[一二三四五六七八九十])(余|多)?(?:家|个|所|方|地|校|院)")
_NUMBERS = "一二三四五六七八九十"
_CLUMP = re.compile(rf"{PARTY}(?:{AND}{PARTY})+")
_PATTERNS: tuple[tuple[re.Pattern[str], _Make, str], ...] = tuple(
    (re.compile(pattern), make, rule)
    for pattern, make, rule in (
        (
            rf"((?:{PARTY}(?:{AND}{PARTY})++[、，；]?){{2,}}+)"
            rf"(?:也|还|先后)?(?:分别|各自|陆续|两两)?(?:{FILL}|结对，{FILL}|{FILL}，{FILL})$",
            _pairs,
            "pairs-each",
        ),
        (
            rf"(?<![、和与及])({PARTY}){_GAP}(?:分别|先后|又|还|同时|各|依次|陆续|集中)(?:又|还)?"
            rf"{AND}({WHOLE_LIST}){MORE}{FILL}$",
            _one_with_each,
            "one-with-each",
        ),
        (
            rf"({LIST}){MORE}"
            "(?:也|还|则|又|已|均|都|共同|一起|一道|[0-9]{1,2}[月日]|昨日|昨天|日前|近日){0,3}"
            rf"(?:分别|各自|先后|依次|陆续)?{AND}({PARTY})(?:分别|先后|依次|各自)?{FILL}$",
            _each_with_one,
            "each-with-one",
        ),
        (
            rf"(?:分别|各自)代表({WHOLE_LIST})，?(?:先后|分别|依次|各自)?{AND}({PARTY}){FILL}$",
            _represented_with_one,
            "represented",
        ),
        (
            rf"({PARTY})(?:携手|联手|牵手|结盟)({WHOLE_LIST}){MORE}，?(?:分别|各自|逐一){FILL}$",
            _one_with_each,
            "one-with-each",
        ),
        (
            rf"({PARTY})(?:携手|联手|牵手|联合|协同|会同)({WHOLE_LIST}(?:与{PARTY})?){MORE}{FILL}$",
            _joined_by,
            "joined-by",
        ),
        (
            rf"({PARTY}){_GAP}(?:赴|到访|走进|来到|前往|访问|拜访)({PARTY})"
            rf"[^。；！？{SIGNS}]{{0,20}}?(?:并|，)(?:现场|正式|共同)?$",
            _joined_by,
            "visit",
        ),
        (
            rf"(?<![、和与及])({PARTY}){_GAP}{AND}({WHOLE_LIST}){MORE}({_FILLS})$",
            _with_list,
            "with-list",
        ),
        (rf"({WHOLE_LIST}){MORE}({FILL})$", _all_together, "together"),
        (
            rf"({WHOLE_LIST})(?:等)?(?:[三四五多各]方|[两三四五]家)({_FILLS})$",
            _all_together,
            "together",
        ),
    )
)
