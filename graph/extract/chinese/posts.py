"""Posts of people: the titles before their names, with the body whose titles they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hezuo.graph.extract.chinese.name_context import stops_names
from hezuo.graph.extract.chinese.person_names import PersonNames
from hezuo.graph.extract.chinese.titles import titles_in
from hezuo.graph.extract.chinese.words import TITLE, Words
from hezuo.graph.extract.lexicon import one_of, word_list
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, ZONE, Mention, Mentions

# Between a body and a title: 甲大学|原|校长.
_BEFORE_TITLE = re.compile("(?:原|时任|现任|新任|前|首任|首届|校|院|副)$")
_JOINED = ("、", "兼", "、兼", "兼任", "暨")
_CHARACTER = re.compile("[\u3400-\u4dbf\u4e00-\u9fffA-Za-z]")
# 科发院, 国际合作处: parts of a body that stand before a title without the body.
_UNIT = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff]{1,14}"
    "(?:院|处|系|部|办公室|办|集团|中心|科|室|厅|局|委|会|馆|司|队|公司|厂|社|站|所|分会"
    "|研究组|支部)"
)
_LONGEST_UNIT = 16
# 总经理助理|兼市场部|部长
_SECOND = re.compile("兼任?[\u4e00-\u9fff]{1,10}(?:部|处|科|室|办|中心|所|院|系|厂|司|站|组|会)$")
_NOT_IN_UNITS = (TITLE, "r", "t", "p", "ul", "uj", "d")
_FAR = 60
# One person hardly has posts at more bodies in one breath.
_MOST_BODIES = 8


@dataclass
class Post:
    """A title with the body or place before it, as they are written; the place of the body."""

    title: str
    organization: str | None = None
    start: int = 0


class Posts:
    """Reads the posts of a sentence, whose bodies and places are known."""

    def __init__(self, text: str, words: Words, mentions: Mentions, names: PersonNames) -> None:
        self.text, self.words, self.mentions, self.names = text, words, mentions, names
        self.start, self.end = words.start, words.end
        self.ends = {m.end: m for m in mentions if m.sort in (ORGANIZATION, PLACE, ZONE)}
        self.titles = [
            (start, end)
            for start, end in titles_in(text, self.start, self.end)
            if not self._is_in_name(start)
        ]

    def groups(self) -> list[tuple[int, int]]:
        """Return stretches of titles that are joined by 、 or 兼: 党组书记、主席."""
        groups: list[tuple[int, int]] = []
        for start, end in self.titles:
            if groups and self.text[groups[-1][1] : start] in _JOINED:
                groups[-1] = (groups[-1][0], end)
            else:
                groups.append((start, end))
        return groups

    def of_group(self, start: int, end: int, most: int = _MOST_BODIES) -> list[Post]:
        """Return the posts of a group of titles, and those of other bodies right before it."""
        if begin := self._second_post(start):
            return self._second_posts(begin, start, end, most)
        body = self._body_before(start)
        posts = [
            Post(self.text[first:last], body, first)
            for first, last in titles_in(self.text, start, end)
            if self.text[first:last] not in word_list("not_roles")
        ]
        if posts and posts[0].start == start and self._is_former(start):
            posts[0] = Post(f"原{posts[0].title}", body, start - 1)
        return (self._chained_before(start, body, most - 1) if most > 1 else []) + posts

    def _is_former(self, start: int) -> bool:
        """Return whether a post was held before: 甲研究院|原|院长."""
        return self.text[start - 1 : start] == "原" and start - 1 in self.ends

    def _second_post(self, start: int) -> int:
        """Return where 兼 stands before the part of a body whose title it joins, or 0."""
        found = _SECOND.search(self.text[max(self.start, start - _LONGEST_UNIT) : start])
        place = start - len(found[0]) if found else 0
        is_joined = place and self.ends.get(start) is None
        return place if is_joined and any(end == place for _, end in self.titles) else 0

    def _second_posts(self, begin: int, start: int, end: int, most: int) -> list[Post]:
        """Return the posts of 总经理助理|兼|市场部部长: both are those of one body."""
        first = self._posts_until(begin, most)
        unit = self.text[begin:start].lstrip("兼任、")
        at = start - len(unit)
        body = first[-1].organization if first else None
        titles = [self.text[a:b] for a, b in titles_in(self.text, start, end)]
        return [*first, Post(unit + titles[0], body, at), *(Post(t, body, at) for t in titles[1:])]

    def _is_in_name(self, place: int) -> bool:
        """Return whether a title is a part of a name: 律师协会, 企业家联合会."""
        low = max(self.start, place - _FAR)
        over = [m for m in self.mentions.beginning_in(low, place) if m.end > place]
        return bool(over) and over[0].sort == ORGANIZATION

    def _chained_before(self, start: int, body: str | None, most: int) -> list[Post]:
        """Return posts of another body right before: 中国工程院院士、北京科技大学教授."""
        mention = self.ends.get(start)
        first = mention.start if mention else start - len(body or "")
        mark = self.text[first - 1] if first > self.start + 1 else ""
        if mark == "，":  # 甲局党组成员、副局长，乙站站长
            posts = self._posts_until(first - 1, most)
            return posts if posts and self._is_subject(posts[0]) else []
        return self._posts_until(first - 1, most) if mark in ("、", "兼") and mark else []

    def _is_subject(self, post: Post) -> bool:
        """Return whether a post is told of a body that begins a clause, and is not got there."""
        body = self.ends.get(post.start)
        if body is None:
            return False
        before = self.text[max(self.start, body.start - 1) : body.start]
        return not before or before in "，。；：“”！？\n"

    def _posts_until(self, end: int, most: int) -> list[Post]:
        """Return the posts of the titles that end at a place, where a name does not follow."""
        begin = next((start for start, stop in self.titles if stop == end), None)
        is_of_body = begin is not None and begin in self.ends  # 国家天文台|研究员: no 天文台
        if begin is None or (
            not is_of_body and any(self.names.length_at(begin - n) == n for n in (2, 3))
        ):
            return []  # 周济院士、教育部…: the title is that of the person before it
        for earlier, until in reversed(self.titles):
            if until == begin - 1 and self.text[until] == "、":
                begin = earlier
        return self.of_group(begin, end, most)

    def _body_before(self, start: int) -> str | None:
        """Return the body or place whose post a title is, as it is written."""
        mention: Mention | None = self.ends.get(start)
        modifier = _BEFORE_TITLE.search(self.text[max(self.start, start - 2) : start])
        if mention is None and self.text[start - 1 : start] in ("”", "’"):
            mention = self.ends.get(start - 1)  # “甲乙红”|创始人
        if mention is None and modifier:
            mention = self.ends.get(start - len(modifier[0]))
        if mention is not None:
            return mention.text
        anaphor, unit = self._anaphor_before(start), self._unit_before(start)
        # 罕见病中心|主任 is no post at the 中心 named before.
        is_longer = unit is not None and anaphor is not None and len(unit) > len(anaphor)
        return unit if is_longer else anaphor or self._country_before(start) or unit

    def _country_before(self, start: int) -> str | None:
        """Return the country whose post a title is: 荷兰|首相."""
        word = self.words.ending(start) if start > self.start else None
        is_country = word is not None and word.end == start and word.text in _countries()
        return word.text if word is not None and is_country else None

    def _anaphor_before(self, start: int) -> str | None:
        """Return a word for a body named before, such as 学校, right before a title."""
        before = self.text[max(self.start, start - 6) : start]
        match = _anaphor().search(before)
        return match[0] if match else None

    def _unit_before(self, start: int) -> str | None:
        """Return the part of a body that stands before a title without the body: 科发院|副院长."""
        begin = start
        for at in range(self.words.number_at(start) - 1, -1, -1):
            word = self.words[at]
            is_conjunction = word.text in ("与", "和", "及") and begin < start
            is_stop = stops_names(word.text) or word.part in _NOT_IN_UNITS
            is_far = start - word.start > _LONGEST_UNIT
            if is_far or (is_stop and not is_conjunction) or not _CHARACTER.match(word.text):
                break
            begin = word.start
        unit = self.text[begin:start].lstrip("与和及校")
        is_long_enough = len(unit) > 2 or unit[-1:] in ("系", "处")
        return unit if is_long_enough and _UNIT.fullmatch(unit) else None


@cache
def _countries() -> frozenset[str]:
    return word_list("countries") | {"中国"}


@cache
def _anaphor() -> re.Pattern[str]:
    return re.compile(f"{one_of('anaphors_of_posts')}$")
