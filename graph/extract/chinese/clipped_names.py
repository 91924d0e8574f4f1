"""Companies called without their legal form: 岚起航空 signs, but 通用航空 is a field."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.name_context import (
    CONJUNCTIONS,
    HARD,
    NameContext,
    stops_names,
)
from hezuo.graph.extract.chinese.words import TITLE, is_known
from hezuo.graph.extract.lexicon import word_list

_LONGEST = 10
_NO_BRAND = re.compile("[率带的与和]")
_NOT_OWN = ("d", "p", "r", "c", "uj", "ul", "x", "m", TITLE)
_AFTER = ("p", "c", "d", "ul", "uj", "t", "v", "u")
# 汽车电子、合成生物等领域: a list of fields.
_FIELDS = re.compile("等?(?:领域|方面|产业|行业|赛道|方向|学科|专业)")
# Brands are tagged as other proper names.
_NAMES = ("nz", "nrt", "eng")
# 与|甲科技, 甲科技|签署
_BEFORE_BODIES = re.compile("[与和及同跟由向对为、“，：。（！？】的\n]$|携手|联合|来自|加上|投资")
_AFTER_BODIES = re.compile(
    "[与和及同跟、，。”）：—]|携手|联合|签|宣布|表示|公告|入驻|牵头|投资|捐|获|中标|作为|将|已|在|等|共"
)
# 甲医院、乙医疗|三方
_TOGETHER = re.compile(
    "[两双三四五六七八九多]方|[两三四五六七八九]家|昨|今|前[天日]|[0-9]{1,2}[月日]"
)
_CLAUSE_END = re.compile("[，。；]")


def is_clipped(ending: str) -> bool:
    """Return whether an ending is one of companies that are called without their legal form."""
    return ending in word_list("clipped_endings")


def is_in_word(context: NameContext, start: int, end: int) -> bool:
    """Return whether a clipped ending is a part of a usual word: 人工智能."""
    word = context.words.ending(end)
    return word.start < start and word.end == end and is_known(word.text)


def is_brand(context: NameContext, first: int, start: int, end: int) -> bool:
    """Return whether a clipped name, whose ending starts at ``start``, is a company's.

    It begins with a word that is none of the language's, and what follows does not go on with it.
    """
    inside = context.words.within(first, start)
    if not _ends_here(context, end) or not inside or start - first > _LONGEST:
        return False
    if context.bodies_within(first, start):
        return False  # 蓝湖学院|食品与制药工程学院: a field
    own = [word for word in inside if word.start not in context.places]
    if not own or _NO_BRAND.search(context.text[first:start]):
        return False
    lists = ("generic_words", "inside_names", "before_names")
    if any(word.text in word_list(name) for word in own for name in lists):
        return False
    if any(word.part in _NOT_OWN for word in own):
        return False
    length = sum(len(word.text) for word in own)
    is_usual = any(word.part in ("v", "a", "t") and is_known(word.text) for word in own)
    is_named = 2 <= length <= 5 and not is_usual and not _is_topic(context.text, start)
    return is_named and _stands_as_body(context, first, end)


def _stands_as_body(context: NameContext, first: int, end: int) -> bool:
    """Return whether a clipped name stands where bodies do, or begins as bodies' names do."""
    word = context.words.starting(first)
    if word is not None and word.part in _NAMES:
        return True
    before = context.text[max(context.start, first - 2) : first]
    after = context.words.starting(end)
    is_ahead = (
        after is None or after.part == TITLE or _AFTER_BODIES.match(context.text, end) is not None
    )
    return is_ahead and (not before or _BEFORE_BODIES.search(before) is not None)


def _ends_here(context: NameContext, end: int) -> bool:
    """Return whether what follows a clipped name cannot belong to it."""
    if context.words.number_at(end) >= len(context.words):
        return True
    word = context.words.starting(end)
    return word is not None and (
        _TOGETHER.match(context.text, end) is not None
        or word.text[0] in HARD
        or word.part == TITLE
        or word.text in CONJUNCTIONS
        or word.part in _AFTER
        or stops_names(word.text)
    )


def _is_topic(text: str, place: int) -> bool:
    """Return whether a list of fields goes on here: 汽车电子、合成生物等领域."""
    clause = _CLAUSE_END.split(text[place : place + 40], maxsplit=1)[0]
    return bool(_FIELDS.search(clause))
