"""Where the name of a person ends that begins at a place: two characters, three, or more."""

from __future__ import annotations

import re
from functools import cache

from hezuo.graph.extract.chinese.foreign_names import DOTTED, LATIN, foreign_length, sounds
from hezuo.graph.extract.chinese.long_names import long_name_ends
from hezuo.graph.extract.chinese.titles import starts_with_title
from hezuo.graph.extract.chinese.words import Words, is_known
from hezuo.graph.extract.lexicon import surnames, word_list
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, Mentions

_NAME = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_MARKS_AFTER = frozenset("，。、；：！？（）()“”‘’《》/|｜\n\t ")
_LONGEST_AFTER, _LONGEST_WRITTEN = 3, 8
# What is said of people right behind their names: 杨勇|与… is no 杨勇与, but 虞仲和|将… is 虞仲和.
_SAID = re.compile(
    "任|担任|受聘|主讲|宣布|表示|说|介绍|指出|认为|出席|参加|主持|致辞|将|为|在|向|对|就|率"
    "|分别|代表|见证|，|。|、|）|透露|强调|签|获|是|也|的"
)
_LEVELS = frozenset("省市区县局厅部处院校所会馆站团队社")
_BODY = re.compile("[\u4e00-\u9fff]{2,4}(?:研究所|研究院|学院|协会|学会|公司|大学|中心)")
_PART_OF_BODY = re.compile("[院处系部委厅局室科馆校]")
_IN_BODY = re.compile("[管科教]委|政办|组织")
_ENDS_OF_BODIES = ("委会", "公司", "集团", "大学", "学院", "政府", "协会", "学会")
_NEVER_LAST = "了的着过院处系部委厅局室方"
_NEVER_LAST_OF_OTHERS = "说称与和及在将等指"
_NEVER_FIRST_OF_OTHERS = "副科该本各第每某原新老全"
# Family names that are prepositions or conjunctions, too.
_PREPOSITIONS = "向于和同时从安都与"
# Parts of speech of what follows a name: verbs, adverbs, prepositions.
_SAYING = ("v", "d", "p", "ad", "vd")
# How long Japanese names are: 伊藤健, 伊藤健一, 伊藤健一郎.
_JAPANESE = (3, 4, 5)
# 玉香娇|文/图
_MAKER = re.compile("[文图][/／][文图]")
_HOUSES = "园馆院所站厂场局网"
_CONJUNCTIONS = "与和及暨同"
_WORDS_AFTER = "致等以任在为对向就将则也还率作做说称到来赴从又曾已的"


def _is_no_name(name: str) -> bool:
    """Return whether a stretch is no name of a person: 重庆市, 金融…."""
    is_level = len(name) == 2 and name[1] in _LEVELS
    if is_level or name.endswith(_ENDS_OF_BODIES) or name.lstrip("和与").startswith(_countries()):
        return True
    return any(name[:end] in word_list("not_people") for end in range(1, 5))


@cache
def _japanese() -> frozenset[str]:
    """Return family names of two characters of Japan: 伊藤."""
    return word_list("japanese_surnames")


@cache
def _countries() -> tuple[str, ...]:
    return tuple(word_list("countries"))


class PersonNames:
    """Reads names of people in a sentence, whose bodies and places are known."""

    def __init__(self, text: str, words: Words, mentions: Mentions, gaps: frozenset[int]) -> None:
        self.text, self.words, self.mentions, self.gaps = text, words, mentions, gaps
        self.end = words.end
        self._known: dict[int, int] = {}

    def length_at(self, place: int, end: int = 0) -> int:
        """Return how long the name is that begins at a place, or 0 where none does.

        A name that has to end at a place may do so before any word.
        """
        if end and place < end:
            is_name = end - place <= _LONGEST_WRITTEN and self._may_be(place, end - place)
            is_name = is_name and self._is_written(place, end - place)
            return end - place if is_name else 0
        if place not in self._known:
            length = self._length(place)
            is_maker = length > 2 and _MAKER.match(self.text, place + length - 1) is not None
            self._known[place] = length - is_maker
        return self._known[place]

    def _length(self, place: int) -> int:
        if not 0 <= place < self.end or starts_with_title(self.text, place):
            return 0
        foreign = DOTTED.match(self.text, place, self.end)
        foreign = foreign or LATIN.match(self.text, place, self.end)
        if foreign:
            return foreign_length(self.words, place, foreign[0].rstrip())
        if self._is_other_thing(place):
            return 0
        if length := self._of_syllables(place):
            return length
        if self.text[place : place + 2] in _japanese():
            if self.follows(place + 2):
                return 2  # 高桥|介绍
            return next((n for n in _JAPANESE if self._may_end(place, n)), 0)
        single, double = surnames()
        if self.text[place : place + 2] in double:
            return self._best(place, (4, 3)) or self._unusual(place)
        if self.text[place : place + 1] in single:
            return self._best(place, (3, 2)) or self._unusual(place)
        return self._word(place) or self._unusual(place)

    def _is_written(self, place: int, length: int) -> bool:
        """Return whether a stretch has a family name, or the syllables of a longer name."""
        single, double = surnames()
        if self.text[place] in single and length in (2, 3):
            return True
        if self.text[place : place + 2] in double and length in (3, 4):
            return True
        return place + length in long_name_ends(self.text, place, self.end)

    def _of_syllables(self, place: int) -> int:
        """Return the length of a name such as 额尔敦巴雅尔, up to what usually follows one."""
        blanks = [p for p in range(place + 1, place + _LONGEST_WRITTEN) if p in self.gaps]
        # 玉香娇 文/图: a blank ends a name that is written without blanks
        limit = blanks[0] if blanks and blanks[0] > place + 1 else self.end
        ends = list(long_name_ends(self.text, place, limit))
        for end in reversed(ends):  # 阿依古丽|参加: its characters are sounds, too
            if self.text[end : end + 2] in word_list("after_people"):
                return end - place
        return next((end - place for end in ends if self._ends(end)), 0)

    def _is_other_thing(self, place: int) -> bool:
        """Return whether a body or a place begins here."""
        word = self.words.starting(place)
        if word and len(word.text) > 2 and word.text[-1] in _HOUSES and is_known(word.text):
            return True  # 植物园
        mention = self.mentions.starting(place, ORGANIZATION, PLACE)
        if mention and mention.end - place > 2:
            return True
        is_word = is_known(self.text[place : place + 2])
        return bool(_BODY.match(self.text, place)) and is_word and self._tagged(place) == 0

    def _may_end(self, place: int, length: int) -> bool:
        return self._may_be(place, length) and self._ends(place + length)

    def follows(self, place: int) -> bool:
        """Return whether what usually follows a name stands at a place."""
        text, end = self.text, self.end
        if place >= end or text[place] in _MARKS_AFTER:
            return True
        if text[place] == "同" and text[place : min(place + 2, end)] != "同志":
            return True
        words = word_list("after_people")
        return any(
            text[place : min(place + length, end)] in words
            for length in range(1, _LONGEST_AFTER + 1)
        )

    def _best(self, place: int, options: tuple[int, ...]) -> int:
        """Return the length of a name behind a family name, of the lengths that it may have."""
        fitting = [
            length
            for length in options
            if self._may_be(place, length) and self._ends(place + length)
        ]
        if len(fitting) > 1:
            longest, shorter = max(fitting), min(fitting)
            return shorter if self._is_shorter(place + shorter, place + longest) else longest
        if fitting:
            return fitting[0]
        if found := self._by_next_word(place, options) or self._unusual(place):
            return found
        tagged = self._tagged(place)
        return tagged if tagged in options else 0

    def _may_be(self, place: int, length: int) -> bool:
        """Return whether a stretch is written as names are."""
        end = place + length
        name = self.text[place:end]
        if end > self.end or not _NAME.fullmatch(name) or _is_no_name(name):
            return False
        if name[-1] in _NEVER_LAST or _IN_BODY.search(name):
            return False
        is_other = name[0] in _PREPOSITIONS and self._is_preposition(place)
        if is_other and not _SAID.match(self.text, end, self.end):
            return False
        # A blank within a list of names ends one of them.
        return end in self.gaps or not any(p in self.gaps for p in range(place + 2, end))

    def _ends(self, end: int) -> bool:
        """Return whether a name may end at a place."""
        return (
            end in self.gaps
            or self.follows(end)
            or starts_with_title(self.text, end)
            or self.mentions.starting(end, ORGANIZATION) is not None
        )

    def _is_shorter(self, end: int, longer_end: int) -> bool:
        """Return whether the last character of a longer name is a word of its own: 杨勇|与."""
        last = self.text[end]
        if last in _CONJUNCTIONS:
            # 虞仲和|将: nothing that is said of somebody follows a conjunction.
            return not _SAID.match(self.text, longer_end, self.end)
        if self.text.startswith("兼", longer_end):
            return False  # 蒙立则|兼任
        return last in _WORDS_AFTER or (self.text[end : end + 2] in word_list("words_after_people"))

    def _by_next_word(self, place: int, options: tuple[int, ...]) -> int:
        """Return the length after which a word of the language begins, the longer one first."""
        if self.text[place] in _PREPOSITIONS and self._is_preposition(place):
            return 0
        for length in options:
            end = place + length
            name = self.text[place:end]
            if end >= self.end or not _NAME.fullmatch(name) or _is_no_name(name):
                continue
            goes_on = any(is_known(self.text[end : end + n]) for n in (2, 3))
            is_apart = not is_known(self.text[end - 1 : end + 1])
            if is_apart and (goes_on or self._verb_starts(end)):
                return length
        return 0

    def _verb_starts(self, place: int) -> bool:
        """Return whether what is said of somebody begins here: 柳生辉|算过."""
        word = self.words.starting(place)
        return word is not None and word.part in _SAYING and is_known(word.text)

    def _unusual(self, place: int) -> int:
        """Return the length of a name of another kind: 强巴云旦, up to what usually follows one."""
        if self.text[place] in _NEVER_FIRST_OF_OTHERS:
            return 0
        for length in (3, 4, 5):
            end = place + length
            name = self.text[place:end]
            if _PART_OF_BODY.search(name) or name[-1] in _NEVER_LAST_OF_OTHERS:
                return 0
            if end > self.end or not _NAME.fullmatch(name) or _is_no_name(name):
                return 0
            holds_word = any(is_known(name[i : i + 2]) for i in range(length - 1))
            if any(p in self.gaps for p in range(place + 2, end)) and place + 1 not in self.gaps:
                return 0
            is_apart = place in self.gaps and end in self.gaps
            if holds_word and not is_apart and sum(c in sounds() for c in name) < length - 1:
                continue
            if self.follows(end) or end in self.gaps:
                return length
        return 0

    def _is_preposition(self, place: int) -> bool:
        """Return whether a family name is another word here: 向|到会."""
        word = self.words.starting(place)
        return word is not None and word.end == place + 1 and word.part in ("p", "c", "d")

    def _tagged(self, place: int) -> int:
        """Return the length of the word that begins here, if the dictionary takes it for a name."""
        word = self.words.starting(place)
        return word.end - place if word is not None and word.part.startswith("nr") else 0

    def _word(self, place: int) -> int:
        """Return the length of a name that the dictionary takes for one."""
        length = self._tagged(place)
        return length if 2 <= length <= 4 and self.follows(place + length) else 0
