"""The head of a body's name: what was read over before it goes off again, as verbs and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hezuo.graph.extract.chinese.name_context import (
    LEVELS,
    PROPER,
    NameContext,
    begins_as_names_do,
)
from hezuo.graph.extract.chinese.words import Word, is_known
from hezuo.graph.extract.lexicon import word_list

# Words that may precede a name, and that a name may begin with.
_KEPT = ("国际", "国家", "全国", "中国", "科技", "企业")
_MARKS = "·—-.+&"
# 赴|仁荷大学: the segmenter takes the verb for a part of an unknown name.
_VERBS = "赴访抵率向由好受经应据"
# 随后|为鲁登|镇: prepositions that the segmenter takes for the first character of an unknown word.
_PREPOSITIONS = "同与为向对从由经给被将获自"
_BRAND_STARTS = "同为向将"
# Behind these a name begins: 、同泰怡科技 is one, while 又|同晋通|银行 is 同 and a bank.
_BEFORE_WHOLE_NAMES = frozenset("、与和及“‘（《：:\n")
# 大熊猫国家公园|宝兴|管护总站
_SITE = re.compile("(?:国家公园|保护区|湿地公园|地质公园|森林公园|风景区)(?![\u4e00-\u9fff])")
# 国立|台湾海洋大学: who founded a body stands before the place.
_FIRST = LEVELS | {"国立", "省立", "市立", "县立", "私立", "公立", "州立", "道立", "都立"}
# Parts of speech of words that are no part of a name before a place: verbs, adverbs, numbers ...
_NOT_BEFORE_PLACES = "vdprcu"
_LONGEST_BEFORE_PLACE = 10
# 林小曼同|北京…: the last character of an unknown word before a place is a preposition.
_BEFORE_PLACES = "同与和跟向对为在由从给"
# 甲大学|附属|宁波医院
_LINKS = ("附属", "附设", "直属", "派驻", "所属", "驻")
# A01 示例大学: the number of a row.
_ROW_NUMBER = re.compile("[A-Za-z]{0,2}[0-9]{1,4}")


def without_words_before(context: NameContext, first: int, ending: int) -> int:
    """Return the start of a name without what stands before a place or a verb at its head.

    ``first`` is where the words start that may belong to it, ``ending`` where its ending starts.
    """
    place = _later_head(context, first, ending)
    while place is not None:
        first = place
        place = _later_head(context, first, ending)
    first = _without_first_words(context, first, ending)
    word = context.words.starting(first)
    if word is not None and ending - first > 2:
        is_guess = len(word.text) > 1 and not is_known(word.text)
        if context.text[first] in _VERBS and is_guess:
            first += 1
    return min(first, ending)


def without_preposition(context: NameContext, word: Word) -> int:
    """Return where an unknown word starts without the prepositions that it was guessed to hold.

    为鲁登 starts at 鲁 behind 随后, and 经与市 at 市; 同泰怡 stays whole behind a place or a mark.
    """
    place, text = word.start, context.text
    before = text[place - 1 : place] if place > context.start else "\n"
    is_whole = before in _BEFORE_WHOLE_NAMES and text[place] in _BRAND_STARTS
    is_whole = is_whole and text[place + 1] not in _PREPOSITIONS
    if is_whole or place in context.place_ends or is_known(word.text):
        return place
    while place + 1 < word.end and text[place] in _PREPOSITIONS:
        place += 1
    return place


def is_between_bodies(context: NameContext, word: Word) -> bool:
    """Return whether a word right behind a body says what it does: 甲学院|许可|绵阳市…."""
    if word.start not in context.complete:
        return False
    is_verb = word.part in ("v", "vd") and word.text not in word_list("inside_names")
    return (is_verb and word.text not in _LINKS) or word.text in word_list("between_bodies")


def _later_head(context: NameContext, first: int, ending: int) -> int | None:
    """Return the place or body that the name starts at, if words before it are none of it."""
    if context.is_head(first):
        return None
    for place in range(first + 1, ending):
        if not context.is_head(place) or place in context.complete:
            continue
        piece = context.words.within(first, place)
        # （, “ or 驻 within a name: 中国驻|以色列大使馆
        is_inside = context.text[place - 1] in "（“驻" or context.text[first:place] in _FIRST
        if piece and not is_inside:
            is_site = _SITE.search(context.text[first:place]) is not None
            return None if is_site or _is_name_before_place(piece) else place
    return None


def _is_name_before_place(piece: Sequence[Word]) -> bool:
    """Return whether words before a place are a name that goes on with it: 京东重庆分公司."""
    last = piece[-1]
    is_short = last.end - piece[0].start <= _LONGEST_BEFORE_PLACE
    if len(last.text) > 1 and last.text[-1] in _BEFORE_PLACES and not is_known(last.text):
        return False
    return is_short and all(
        word.part[0] not in _NOT_BEFORE_PLACES and (word.part in PROPER or not is_known(word.text))
        for word in piece
    )


def _without_first_words(context: NameContext, first: int, ending: int) -> int:
    """Return the start after words that precede names."""
    text = context.text
    while (word := context.words.starting(first)) is not None and first < ending:
        is_number = word.end in context.gaps and _ROW_NUMBER.fullmatch(word.text) is not None
        is_before = word.text in word_list("before_names") or text[first] in _MARKS or is_number
        if not is_before or word.text in _KEPT or begins_as_names_do(text, first):
            break
        if first in context.places or (word.text in LEVELS and word.end == ending):
            break
        first = word.end
    return first
