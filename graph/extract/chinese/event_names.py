"""Gatherings that have a name of their own: 第三期“科创中国”重庆双月论坛."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from hezuo.graph.extract.chinese.name_context import stops_names
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.words import TITLE, Words
from hezuo.graph.extract.lexicon import Finder, event_endings, word_list
from hezuo.graph.extract.mentions import EVENT, Mention, Mentions, apart

_LONGEST = 45
_HARD = frozenset("，。！？；：、《》（）【】!?;:\n\t|")
_COUNT = "[一二三四五六七八九十百0-9]{1,6}"
# 2021年第三届, 第12期, 首届
_NUMBER = re.compile(
    rf"(?:(?:19|20)[0-9]{{2}}年?度?(?:首届|首期|第{_COUNT}[届期次])?|第{_COUNT}[届期次]|首届|首期)"
)
_ORDINAL = re.compile(rf"(?:[0-9]{{4}}年?)?(?:第{_COUNT}[届期次]|首届|首期)")
_NUMBERS_AT_START = re.compile("^[0-9年度第届期次首一二三四五六七八九十百]+")
# 论坛|费, 大会|堂: other words.
_NOT_AFTER = re.compile("堂|员|议室|址|展中心|场馆|中心(?!论坛)|费|程|费用|服务|馆")
# 签约仪式, 理事会会议: what is done at gatherings, and meetings that bodies hold by rule.
_CEREMONY = re.compile(
    "(?:签约|签字|签署|揭牌|授牌|挂牌|启动|捐赠|开幕|闭幕|开班|落成|奠基|颁奖|表彰)"
    "(?:仪式|活动|式|大会|会)$"
    "|^(?:开幕|闭幕|成立|启动|总结|表彰|动员|全体|理事|常务|会员|代表|党委|党组|董事|例行|专题"
    "|座谈|工作|本届|本次|此次|该|上届|首场|成立大|会员代表|理事会|常务理事会)"
    "(?:大会|会议|会)?$"
)
# 国际学术会议: said of any.
_GENERIC = re.compile(
    "^(?:工作|座谈|动员|对接|交流|推介|洽谈|研讨|推进|部署|启动|发布|报告|专题|年度|学术|国际"
    "|学术报告|高峰){0,6}"
    "(?:大会|会议|会|论坛|讲座|活动|沙龙|年会|峰会|大赛|竞赛|路演|专场)$"
)
_WEAK_BUT_NAMED = ("动员部署会", "部署会", "推进会")
# What any body holds has a name of its own where it is said to be held: 甲市文物安全工作会|在…召开.
_NAMED_IF_HELD = (
    "工作会",
    "工作会议",
    "交流会",
    "对接会",
    "座谈会",
    "现场会",
    "观摩会",
    "招商会",
    "对话会",
)
_HELD_AFTER = re.compile("[^，。；、的]{0,20}(?:举行|召开|举办|开幕|启幕|落幕|闭幕)(?!的)")
# 论坛|（2024）
_EDITION = re.compile("（(?:(?:19|20)[0-9]{2}年?|第[一二三四五六七八九十0-9]{1,4}[届期])）")
# 2017“院士专家某地行”, 联席会第一次会议: names that end otherwise.
_OTHER_NAMES = re.compile(
    "(?:(?:19|20)[0-9]{2}年?|第[一二三四五六七八九十0-9]{1,4}[届期次])“[^“”，。\n]{3,20}(?:行|周|月|季|日|节)”"
    "|(?<=召开|举行|举办|参加|出席)了?[\u4e00-\u9fff]{4,30}?(?:联席会议?|混委会|联委会|指导委员会)第[一二三四五六七八九十0-9]{1,4}次"
    "(?:全体)?会议"
)
# 江苏（以色列）…交流会
_BRACKETED_PLACE = re.compile("（[\u4e00-\u9fff]{2,6}）")
# Words that no name holds: particles, pronouns.
_PARTICLES = ("ul", "uz", "uj", "r")
_QUOTED_STOPS = ("ul", "uz", "r", "p")
_HELD = ("举行", "召开", "参加", "出席")
_NOT_IN_NAMES = ("ul", "uj", "uz", "r", "p", "d", "m", "t", TITLE)
_KEPT = ("科技", "推进", "促进", "动员", "建设", "对接")
_WIDE_AREAS = frozenset(
    ("中国", "国际", "全国", "世界", "亚洲", "全球", "长三角", "粤港澳", "京津冀", "成渝", "川渝",
     "长江", "黄河", "中欧", "中德")
)  # fmt: skip
_LONGEST_HEAD = 6


@cache
def _finder() -> Finder:
    return Finder(sorted(event_endings()))


def ordinal_of(name: str) -> str | None:
    """Return the number that the name of a gathering begins with.

    >>> ordinal_of("第三届示例论坛"), ordinal_of("示例论坛")
    ('第三届', None)
    """
    match = _ORDINAL.match(name)
    return match[0] if match else None


def events_in(
    text: str, sentence: Sentence, places: Iterable[Mention], bodies: Mentions, titles: Mentions
) -> list[Mention]:
    """Return the gatherings of a sentence that have a number, a year, quotes or a place in a name.

    ``places``, ``bodies`` and ``titles`` in 《》 are those of the text around.
    """
    best: dict[int, int] = {}
    for first, last, _ in _finder().all(text[sentence.start : sentence.end]):
        start, end = sentence.start + first, sentence.start + last
        if not _NOT_AFTER.match(text, end) and not titles.over(start, end):
            best[end] = min(best.get(end, start), start)
    others = [
        Mention(match.start(), match.end(), EVENT, match[0], rule="event-name", confidence=0.9)
        for match in _OTHER_NAMES.finditer(text, sentence.start, sentence.end)
    ]
    if not best:
        return others
    reading = _Reading(text, sentence.words, frozenset(p.start for p in places), bodies)
    found = others
    for end, start in best.items():
        begin = reading.start(start, end)
        if begin is not None:
            edition = _EDITION.match(text, end)
            last = edition.end() if edition else end
            name = text[begin:last]
            found.append(Mention(begin, last, EVENT, name, rule="event-name", confidence=0.9))
    return apart(found)


class _Reading:
    """The reading of names of gatherings in a sentence, backwards from their endings."""

    def __init__(
        self, text: str, words: Words, place_starts: frozenset[int], bodies: Mentions
    ) -> None:
        self.text, self.words, self.bodies = text, words, bodies
        self.place_starts = place_starts

    def start(self, ending: int, end: int) -> int | None:
        """Return where the name starts, or None where the gathering has no name of its own."""
        low = self._low(ending)
        # Quotation marks are part of a name when both are.
        stretch = self.text[low:ending]
        if stretch.count("”") != stretch.count("“"):
            opening, closing = stretch.rfind("“"), stretch.rfind("”")
            low += max(opening, closing) + 1
            if opening > closing:  # “XX论坛”: the whole of what is quoted
                is_whole = ending - low >= 2 and not self._has_stop(low, ending)
                return low if is_whole else self._numbered(low, ending)
        numbered = self._numbered(low, ending)
        if numbered is not None and not self._has_particle(numbered, ending):
            return numbered
        kind = self.text[ending:end]
        is_held = kind in _NAMED_IF_HELD and _HELD_AFTER.match(self.text, end) is not None
        if not (event_endings()[kind].is_strong or kind in _WEAK_BUT_NAMED or is_held):
            return None
        anchored = self._anchored(low, ending)
        if anchored is None:
            return None
        name = self.text[anchored:end]
        return None if _GENERIC.match(name) or _CEREMONY.search(name) else anchored

    def _low(self, ending: int) -> int:
        """Return the place that no name with this ending starts before."""
        low = max(self.words.start, ending - _LONGEST)
        brackets = {
            place
            for match in _BRACKETED_PLACE.finditer(self.text, low, ending)
            if match.start() + 1 in self.place_starts or match[0][1:-1] in word_list("countries")
            for place in (match.start(), match.end() - 1)
        }
        for place in range(ending - 1, low - 1, -1):
            if self.text[place] in _HARD and place not in brackets:
                return place + 1
        return low

    def _numbered(self, low: int, ending: int) -> int | None:
        """Return the start of the number or year that a name begins with."""
        matches = list(_NUMBER.finditer(self.text, low, ending))
        if not matches:
            return None
        start = matches[-1].start()
        for match in reversed(matches[:-1]):
            if match.end() == start:
                start = match.start()
        content = _NUMBERS_AT_START.sub("", self.text[start:ending])
        kind = self.text[ending : ending + 2]
        return start if content or not _GENERIC.match(kind) else None

    def _has_particle(self, start: int, end: int) -> bool:
        """Return whether words stand there that no name holds."""
        return any(word.part in _PARTICLES for word in self.words.within(start, end))

    def _has_stop(self, start: int, end: int) -> bool:
        """Return whether words stand there that no quoted name holds."""
        return any(
            word.part in _QUOTED_STOPS or (word.part == "v" and word.text in _HELD)
            for word in self.words.within(start, end)
        )

    def _anchored(self, low: int, ending: int) -> int | None:
        """Return the start at a place or another proper name, read backwards over words."""
        words = self.words
        first = ending
        for at in range(words.number_at(ending) - 1, -1, -1):
            word = words[at]
            if word.text in ("（", "）") and word.start >= low:
                first = word.start
                continue
            if word.start < low or word.part in _NOT_IN_NAMES or word.text[0] in _HARD:
                break
            is_kept = word.start in self.place_starts or word.text in _KEPT
            if stops_names(word.text) and not is_kept:
                break
            first = word.start
        inside = words.within(first, ending)
        start = self._first_anchor(first, ending)
        if start is None:
            return None
        head = [word for word in inside if word.end <= start]
        is_short = head and start - first <= _LONGEST_HEAD
        if is_short and all(word.part[0] in "nvjx" for word in head):
            start = first
        body = next((b for b in self.bodies.within(start, ending) if b.start == start), None)
        # 重庆市科协年会: a body before a general word for a gathering is whose it is, and a name.
        return start if body is None or ending - body.end > 2 else None

    def _first_anchor(self, first: int, ending: int) -> int | None:
        """Return the first place in a stretch where a place or another proper name starts."""
        for place in range(first, ending):
            if place in self.place_starts:
                return place
            word = self.words.starting(place)
            if word and (word.part in ("nz", "nt") or word.text in _WIDE_AREAS):
                return place
        return None
