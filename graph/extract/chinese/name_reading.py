"""Where the name of a body starts: the words before its ending are read backwards.

The reading stops at a word that may precede a name. 与 and 和 are read over only where the part
before them is no name by itself.
"""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.name_context import (
    CONJUNCTIONS,
    HARD,
    LEVELS,
    LONGEST,
    NameContext,
    begins_as_names_do,
    begins_with_country,
    stops_names,
)
from hezuo.graph.extract.chinese.name_heads import (
    is_between_bodies,
    without_preposition,
    without_words_before,
)
from hezuo.graph.extract.chinese.words import TITLE, Word, is_known
from hezuo.graph.extract.lexicon import word_list

# Only names of joint bodies have a dash between those who make them up: 甲—乙联合实验室.
_JOINT = re.compile("(?:联合|重点)?实验室|研究院|研究中心|研究所|联盟|中心|基地|(?<!科)学院|工作站")
# What a name is the ending of that begins with its brand in quotes: “彝家红”果业专业合作社.
_AFTER_QUOTED_BRAND = re.compile("专业合作|合作社|有限|股份|集团|协会|联盟|合作联")
# 702|研究所: a number before these is a name.
_NUMBERED = re.compile("研究所|所|厂|医院|工厂|集团")
# 3年, 20家: a number with what it counts, which is no part of a name.
_COUNTED = re.compile("[0-9]+(?:年|月|日|时|点|分|届|期|次|名|位|个|家|人|项|万|亿|元|%|余|多|号)?")
_ORDINAL_UNITS = ("届", "期", "次", "年", "月", "日")
_OF_DATES = ("年", "月", "日", "号", "时", "中")
_UNITS = "座家所个名位项条种次批块份"
# 律师|协会, 院士|专家工作站: a calling before these is a part of a name.
_AFTER_CALLING = re.compile(
    "协会|学会|联合会|联谊会|商会|事务所|工作站|服务|俱乐部|委员会|协同|之家|创业|创新"
    "|联盟|大学|学院|专家|活动|中心|公寓|人才|团|技术|管理|科研|培养|培训|基金|研究"
)
# 灸无忧与甲|大学: in names of these, nothing is joined.
_NEVER_JOINED = re.compile("大学|医院|银行|中学|小学|集团|(?:人民)?政府|科学院")
# Parts of a school are named by fields that 与 joins: 物理与电子学院.
_SCHOOL = re.compile("学院|系|学部|国家重点实验室|重点实验室|实验室")
# 省|林业和草原局: offices are named by two fields, behind a level alone, too.
_OFFICE = re.compile("[\u4e00-\u9fff]{0,4}?(?:局|厅|委员会|委|办公室)")
_DESIGN = re.compile("设计院|设计研究院|规划院|规划设计院")
# 新校区|筹建|办公室: offices that prepare something, where the word is no verb.
_PREPARING = ("筹建", "筹备", "建设", "创建", "申办")
_PREPARED = re.compile("(?:工作)?(?:办公室|处|组|委员会|领导小组|指挥部|专班)")
_SIGNS = frozenset("·-+＋×&＆.@")
_IN_BRACKETS = ("集团", "中国", "国际", "控股", "筹", "国家级", "省级", "市级")
# Parts of speech that no name holds: prepositions, conjunctions, adverbs, pronouns, times ...
_NEVER = ("p", "c", "d", "r", "y", "o", "e", "t")
_VERBS = ("v", "vd", "ad")
# 水土保持 is tagged as a person.
_LONGEST_PERSON = 3
_PEOPLE = ("r", TITLE, "nr", "nrt", "nrfg")


def name_start(context: NameContext, ending: int) -> int:
    """Return where the name starts whose ending starts at a place."""
    return _Reading(context, ending).start()


class _Reading:
    """The reading of one name, backwards from its ending."""

    def __init__(self, context: NameContext, ending: int) -> None:
        self.context, self.ending = context, ending
        self.text, self.words = context.text, context.words

    def start(self) -> int:
        """Return where the name starts."""
        words = self.words
        at = words.number_at(self.ending) - 1
        first = self.ending
        while at >= 0:
            word = words[at]
            earlier = self._whole_before(word, first)
            if earlier is None:
                is_near = self.ending - word.start <= LONGEST
                if not is_near or not self._belongs(at, first):
                    break
                is_inside = word.end <= self.ending
                start = without_preposition(self.context, word) if is_inside else word.start
                first = min(first, start)
                if start > word.start:
                    break
                at -= 1
            elif earlier == first:
                break  # a new name starts here
            else:
                first = earlier
                at = words.number_at(earlier) - 1
        if self.text[first] == "（":
            first = self._before_bracket(first)
        return without_words_before(self.context, first, self.ending)

    def _whole_before(self, word: Word, first: int) -> int | None:
        """Return the start of a body or a bracket that ends here and goes on as this name.

        It is ``first`` if what stands here is a body that this name does not go on with.
        """
        if word.end > first or self.ending - first > 2 * LONGEST:
            return None
        known = self.context.complete.get(word.end)
        if known is not None and known < word.start:
            return first if self._is_new(first) else known
        if word.text == "）" and (opening := self._opening(word)):
            return opening
        return None

    def _is_new(self, first: int) -> bool:
        """Return whether what follows a body is a body of its own, and no part of it."""
        follows = self.text[first : self.ending]
        return first in self.context.gaps or (len(follows) == 1 and follows in LEVELS)

    def _before_bracket(self, first: int) -> int:
        """Return the start of what a body is called that has its place in brackets before."""
        before = self.words[self.words.number_at(first) - 1]
        is_name = before.text[0] not in HARD and before.text not in word_list("before_names")
        if is_name and before.end == first:
            return before.start
        return self.text.find("）", first) + 1

    def _opening(self, word: Word) -> int:
        """Return where the bracket around a place within a name opens: 华为（深圳）有限公司."""
        opening = self.text.rfind("（", max(self.context.start, word.start - 8), word.start)
        inner = self.text[opening + 1 : word.start] if opening > self.context.start else ""
        first = self.words.starting(opening + 1)
        is_place = first is not None and first.part == "ns" and first.end == word.start
        is_part = is_place or opening + 1 in self.context.places or inner in _IN_BRACKETS
        return opening if inner and is_part else 0

    # Words.

    def _belongs(self, at: int, first: int) -> bool:
        """Return whether a word is a part of the name that starts right after it."""
        word = self.words[at]
        text = word.text
        if word.start < self.ending < word.end:
            before = text[: self.ending - word.start]
            return not stops_names(before) or before in LEVELS
        if text in CONJUNCTIONS and text != "以及":
            return self._joins(at, first)
        if text in _PREPARING and _PREPARED.match(self.text, word.end):
            return True
        if text[0] in HARD or text.isspace() or text == "—":
            return self._is_mark_of_name(at, first)
        if text in _SIGNS:
            return self._is_sign_of_name(at)
        if text == "联合" and self.context.ends_name(word.start):
            return not self._is_other_body(first)
        if first in self.context.places and is_between_bodies(self.context, word):
            return False
        if first in self.context.gaps and self._is_parted(first):
            return False
        return self._is_word_of_names(at)

    def _is_sign_of_name(self, at: int) -> bool:
        """Return whether a sign is of a name, and not of 甲大学＋乙公司 or of a row C-01."""
        word = self.words[at]
        if word.text in "+＋×":
            return not self.context.ends_name(word.start)
        return word.text != "-" or not self.words[at + 1].text.isdigit()

    def _is_other_body(self, first: int) -> bool:
        """Return whether 联合 is a verb: 甲大学|联合|乙公司, but 甲大学联合实验室."""
        is_joint = _JOINT.match(self.text, self.ending) is not None
        return first < self.ending and (not is_joint or first in self.context.places)

    def _is_parted(self, place: int) -> bool:
        """Return whether a blank parts words: it does in lines of a table, and behind a name."""
        both = self.text[place - 1 : place + 1]
        return self.context.ends_name(place) or not (both.isascii() or both[0].isascii())

    def _is_mark_of_name(self, at: int, first: int) -> bool:
        """Return whether a dash or a quotation mark belongs to a name."""
        word = self.words[at]
        if word.text == "—":
            is_joint = _JOINT.search(self.text, self.ending, self.ending + 6) is not None
            return self._is_dash(at) and (is_joint or self.words[at - 1].text == "中国")
        if word.text == "”":
            low = max(self.context.start, word.start - 7)
            is_short = self.text.rfind("“", low, word.start) >= 0
            return is_short and _AFTER_QUOTED_BRAND.match(self.text, self.ending) is not None
        if word.text == "“":
            return first > word.end and self.text.find("”", word.end, self.ending) > 0
        return False

    def _is_dash(self, at: int) -> bool:
        """Return whether a dash joins names, and is no punctuation."""
        word = self.words[at]
        if at == 0:
            return False
        if self.words[at - 1].text == "中国":
            return True
        if self.text[word.start - 1] == "—" or self.text[word.end : word.end + 1] == "—":
            return False
        return self.words[at - 1].text[0] not in HARD

    def _is_word_of_names(self, at: int) -> bool:
        """Return whether a word may stand within a name, and is no mark and no conjunction."""
        word = self.words[at]
        place = self.context.places.get(word.start)
        if place is not None and place.end >= word.end:
            return True
        if word.text.isdigit() or _COUNTED.fullmatch(word.text):
            return self._is_number_of_name(at)
        if word.part == "m" and word.text[-1] in _UNITS:
            return False
        if word.part == TITLE:
            return self._is_inside_title(at)
        if word.text in word_list("inside_names"):
            return True
        if word.text in _OF_DATES:  # 净月, 日照: only after a number a date
            return not (at and self.words[at - 1].text[-1:] in "0123456789一二三四五六七八九十")
        return self._is_noun(at)

    def _is_number_of_name(self, at: int) -> bool:
        """Return whether a number belongs to a name: 中船重工|702|研究所, 第|3|医院."""
        word = self.words[at]
        text = word.text
        if text.isdigit() and len(text) > 1 and _NUMBERED.match(self.text, word.end):
            return True
        if word.part == "m" and text[-1] in _UNITS:
            return False
        is_ordinal = at > 0 and self.words[at - 1].text == "第"
        return is_ordinal and not text.endswith(_ORDINAL_UNITS)

    def _is_noun(self, at: int) -> bool:
        """Return whether a word is of a sort that names are made of."""
        word = self.words[at]
        if word.text in word_list("before_names") or word.text in CONJUNCTIONS:
            return False
        if word.part in _VERBS and is_known(word.text) and not self._leads_to_place(at):
            return False
        return word.part not in _NEVER and word.part[0] != "u"

    def _is_inside_title(self, at: int) -> bool:
        """Return whether a calling is a part of a name: 律师协会, 企业家联合会, 院士专家工作站."""
        after = self.words[at + 1].text if at + 1 < len(self.words) else ""
        return bool(_AFTER_CALLING.match(after)) and self.words[at].text != "记者"

    # Conjunctions.

    def _joins(self, at: int, first: int) -> bool:
        """Return whether 与, 和 or 及 stands within a name."""
        context = self.context
        word = self.words[at]
        is_office = _OFFICE.match(self.text, self.ending) is not None
        is_field = is_office or _DESIGN.match(self.text, self.ending) is not None
        is_short = first == self.ending and not is_field  # 文化和|旅游局, 勘察与|设计院
        if is_short or first in context.places or at == 0:
            return False
        if _NEVER_JOINED.match(self.text, self.ending):
            return False
        right = self.text[first : self.ending]
        if begins_as_names_do(right) or right in LEVELS or begins_with_country(right):
            return False
        after = self.words[at + 1]
        if after.text in LEVELS or (after.start in context.places and not is_office):
            return False  # 和|区教育局, 与|里斯本大学
        if context.ends_name(word.start) or self.text.startswith(context.short_names, first):
            return False
        before = self.words[at - 1]
        is_person = before.part in _PEOPLE and len(before.text) <= _LONGEST_PERSON
        if is_person or before.text[0] in HARD or stops_names(before.text):
            return False
        # The part before has to be of the same making: it leads back to a place or a body.
        return self._leads_to_name(at - 1)

    def _leads_to_name(self, at: int) -> bool:
        """Return whether the words before lead to a place, a body or a start of names."""
        ending = self.ending
        is_school = _SCHOOL.match(self.text, ending) is not None
        is_office = _OFFICE.match(self.text, ending) is not None
        while at >= 0 and ending - self.words[at].start <= LONGEST:
            word = self.words[at]
            if is_office and word.text in LEVELS:
                return True
            if word.start in self.context.places or word.end in self.context.complete:
                return True
            if begins_as_names_do(word.text) or word.part in ("nt", "ns", "nz"):
                return True
            if word.text[0] in HARD:
                return word.text in "“‘" or (is_school and word.end < ending)
            if not self._is_word_of_names(at) and word.text not in CONJUNCTIONS:
                return is_school and word.end < ending
            at -= 1
        return False

    def _leads_to_place(self, at: int) -> bool:
        """Return whether only nouns stand between a place and a verb: 湖北碳排放权交易中心."""
        end = self.words[at].start
        while at > 0 and end - self.words[at - 1].start <= 8:
            at -= 1
            word = self.words[at]
            if word.start in self.context.places or word.text in ("中国", "中华", "全国"):
                return True
            if word.part[0] not in "nbaj" or word.text in word_list("before_names"):
                return False
        return False
