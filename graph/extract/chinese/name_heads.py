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
# Parts of speech of words that are no part of a name before a place: verbs, adverbs, numbers ...
_NOT_BEFORE_PLACES = "vdprcu"
_LONGEST_BEFORE_PLACE = 10
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


def _later_head(context: NameContext, first: int, ending: int) -> int | None:
    """Return the place or body that the name starts at, if words before it are none of it."""
    if context.is_head(first):
        return None
    for place in range(first + 1, ending):
        if not context.is_head(place) or place in context.complete:
            continue
        piece = context.words.within(first, place)
        # （, “ or 驻 within a name: 中国驻|以色列大使馆
        is_inside = context.text[place - 1] in "（“驻" or context.text[first:place] in LEVELS
        if piece and not is_inside:
            return None if _is_name_before_place(piece) else place
    return None


def _is_name_before_place(piece: Sequence[Word]) -> bool:
    """Return whether words before a place are a name that goes on with it: 京东重庆分公司."""
    is_short = piece[-1].end - piece[0].start <= _LONGEST_BEFORE_PLACE
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
