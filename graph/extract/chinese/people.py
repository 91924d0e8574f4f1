"""People in a Chinese sentence, by the posts before their names: (organisation)(title)(name)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hezuo.graph.extract.chinese.foreign_names import (
    DOTTED,
    foreign_length,
    sounds_foreign,
    without_words_before,
)
from hezuo.graph.extract.chinese.people_in_lines import labelled, makers
from hezuo.graph.extract.chinese.people_without_posts import called_people, signing_people
from hezuo.graph.extract.chinese.person_names import PersonNames
from hezuo.graph.extract.chinese.posts import Post, Posts
from hezuo.graph.extract.chinese.titles import starts_with_title, titles_in
from hezuo.graph.extract.chinese.words import Words
from hezuo.graph.extract.lexicon import word_list
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, ZONE, Mentions

# Callings in the lines of those who made a report: names follow a colon, and stand in lists.
_BYLINE = re.compile(
    "记者|通讯员|编辑|责编|排版|制表人?|填表人|复核|撰文|摄影|供稿|作者|撰稿|校对|审核|评论员"
    "|填报人|联系人|签字人|主播|文|图|摄|一审|二审|三审|初审|复审|终审|编审|版式|美编|组版|总监制|编校"
)
_BYLINE_MARKS = frozenset("：:｜|/／")
# Between names that share a title.
_LISTING = re.compile("[、和与及]|以及")
_BEFORE_NAMES = "，。、；：“与和\n由请聘院所系室"
_NEW_POST = re.compile(
    "(?:也|还|则|同时|正式|全票|被){0,4}"
    "(?:当选|受聘担任|受聘为|受聘|获聘为?|聘为|担任|出任|兼任|任命为|任|推举为|推选为|选为|选举为"
    "|连任|接任|续任|升任|转任|改任|履新)"
    "(?:为|该|首任|首届|新一届|新任|其){0,3}"
)
# 推举林知远|为主席、郑远帆|为主任
_ELECTING = re.compile("(?:推举|选举|推选|聘请|聘任|任命|提名|选出)[^。；\n]{1,80}$")
_MADE = re.compile("为(?:该|首任|首届|新一届|新任){0,2}")
# 学术委员会|主任: committees that are called by what they are for.
_COMMITTEE = re.compile("(?:学术|技术|专家|科学|咨询|指导|评审|战略|学术指导|专家咨询)委员会")
_CLAUSE = re.compile("[^，。；、]{0,14}")
_FAR, _FAR_BEFORE = 24, 80
# 副院长（研究）林知远: what a post is for stands between it and the name.
_QUALIFIED = re.compile("（[\u4e00-\u9fff]{2,8}）(?=[\u3400-\u4dbf\u4e00-\u9fff])")
_RANK = re.compile("(?:院士|教授|研究员)(?!团队|课题组|工作站|级|带队|率)")
# How long names are, the most usual first.
_LENGTHS = (3, 2, 4, 5, 6, 7, 8)


@dataclass
class Person:
    """A person's name in the text with the posts before it."""

    start: int
    end: int
    name: str
    posts: list[Post] = field(default_factory=list)
    rule: str = ""
    team: str = ""


class PeopleFinder:
    """Finds the people of one sentence, whose bodies and places are known."""

    def __init__(self, text: str, words: Words, mentions: Mentions, gaps: frozenset[int]) -> None:
        self.text, self.words, self.mentions, self.gaps = text, words, mentions, gaps
        self.start, self.end = words.start, words.end
        self.names = PersonNames(text, words, mentions, gaps)
        self.posts = Posts(text, words, mentions, self.names)

    def find(self) -> list[Person]:
        """Return the people that stand behind titles, in bylines, or before what people say."""
        found: list[Person] = []
        for start, end in self.posts.groups():
            found += self._behind_title(end, self.posts.of_group(start, end))
        found += self._before_titles()
        found += self._in_lines({person.start for person in found})
        found += self._signed_below()
        found += self._foreign()
        found += self._without_posts({person.start for person in found})
        return found

    def _without_posts(self, known: set[int]) -> Iterator[Person]:
        """Yield people that are named without a post and stand at none of the known places."""
        for start in called_people(self.text, self.start, self.end, self.names):
            if start not in known:
                name = self.text[start : start + 3]
                yield Person(start, start + 3, name, [], "calling-name")
        for start, end in signing_people(self.text, self.start, self.end, self.names):
            if start not in known:
                yield Person(start, end, self.text[start:end], [], "signs-for")

    def _behind_title(self, place: int, posts: list[Post]) -> list[Person]:
        """Return the people whose names follow titles, one or several."""
        is_byline = bool(posts) and _BYLINE.fullmatch(posts[-1].title) is not None
        mark = self.text[place : place + 1]
        if mark == "（" and (bracket := _QUALIFIED.match(self.text, place, self.end)):
            posts = _qualified(posts, bracket[0])
            place = bracket.end()
            mark = self.text[place : place + 1]
        if place >= self.end or mark in ("（", "“"):
            return []
        if mark in _BYLINE_MARKS:
            if not is_byline and not _BYLINE.search(self.text, max(0, place - 4), place):
                return []
            place += 1
        found: list[Person] = []
        while length := self.names.length_at(place):
            name = self.text[place : place + length]
            own = [*posts, *self._rank_behind(place + length)]
            found.append(Person(place, place + length, name, own, "title-name"))
            place += length
            if is_byline and place in self.gaps and self.names.length_at(place):
                continue
            listing = _LISTING.match(self.text, place, self.end)
            if not listing or not self._goes_on(listing.end(), is_byline):
                break
            place = listing.end()
        return found

    def _rank_behind(self, place: int) -> list[Post]:
        """Return the rank that stands behind a name besides the posts before it: 林知远|教授."""
        rank = _RANK.match(self.text, place, self.end)
        return [Post(rank[0], None, place)] if rank else []

    def _goes_on(self, place: int, is_byline: bool) -> bool:
        """Return whether another name of the same post follows, and no body or title."""
        if self.mentions.starting(place, ORGANIZATION, PLACE, ZONE):
            return False
        is_name = self.names.length_at(place) > 0
        return is_name and (is_byline or not starts_with_title(self.text, place))

    def _before_titles(self) -> Iterator[Person]:
        """Yield people whose calling follows the name, behind their body: 华西医院文富强教授."""
        for start, end in self.posts.titles:
            if self.text[start:end] in word_list("titles_after_names"):
                for length in _LENGTHS:
                    if person := self._before_title(start - length, start, end):
                        yield person
                        break

    def _before_title(self, first: int, start: int, end: int) -> Person | None:
        """Return the person whose name of a certain length ends where a title starts."""
        if first < self.start or self.names.length_at(first) != start - first:
            return None
        name, title = self.text[first:start], self.text[start:end]
        team = f"{name}{title}团队" if self.text.startswith("团队", end) else ""
        body = self.posts.ends.get(first)
        if body and body.sort == ORGANIZATION:
            posts = [Post(title, body.text, start)]
            return Person(first, start, name, posts, "body-name-title", team)
        before = self.text[first - 1] if first else "\n"
        if before not in _BEFORE_NAMES or self.mentions.over(first, start):
            return None
        posts = [Post(title, None, start)] if title in ("院士", "教授") and not team else []
        return Person(first, start, name, posts, "name-title", team)

    def _in_lines(self, known: set[int]) -> Iterator[Person]:
        """Yield who made a report, and who is named behind a label: 李霜 摄, 经办：李霜."""
        for start, end, made in makers(self.text, self.start, self.end, self.names):
            posts = [Post("摄影", None, end)] if made == "摄" else []
            if start not in known:
                yield Person(start, end, self.text[start:end], posts, "photographer")
                known.add(start)
        for start, end in labelled(self.text, self.start, self.end, self.names):
            if start not in known:
                yield Person(start, end, self.text[start:end], [], "byline")

    def _signed_below(self) -> Iterator[Person]:
        """Yield who wrote for a body: （甲学院新闻中心 马晓楠）."""
        for mention in self.mentions:
            before = self.text[mention.start - 1 : mention.start]
            if mention.sort == ORGANIZATION and before in ("（", "【") and mention.end in self.gaps:
                end = mention.end + self.names.length_at(mention.end)
                closes = self.text[end : end + 1] in ("）", "】") or end in self.gaps
                if end > mention.end and closes:
                    name = self.text[mention.end : end]
                    yield Person(mention.end, end, name, [], "byline")

    def _foreign(self) -> Iterator[Person]:
        """Yield foreign names in Chinese characters, told by the dot between their parts."""
        for match in DOTTED.finditer(self.text, self.start, self.end):
            start, name = without_words_before(self.words, match.start(), match[0])
            name = name[: foreign_length(self.words, start, name)]
            is_free = not self.mentions.over(start, start + len(name))
            if name and is_free and sounds_foreign(name):
                yield Person(start, start + len(name), name, [], "foreign-name")


def _qualified(posts: list[Post], bracket: str) -> list[Post]:
    """Return posts of which the last one has what it is for in brackets behind it."""
    if not posts:
        return posts
    last = posts[-1]
    return [*posts[:-1], Post(last.title + bracket, last.organization, last.start)]


def later_post(text: str, place: int, end: int) -> Post | None:
    """Return the post that a person, whose name ends at a place, is said to have got.

    冼若衡|当选理事长, 舒文谦|任院长: looked for up to the end of the sentence.
    """
    found = _NEW_POST.match(text, place, min(end, place + _FAR))
    if not found and _ELECTING.search(text, max(0, place - _FAR_BEFORE), place):
        found = _MADE.match(text, place, end)
    if not found:
        return None
    clause = _CLAUSE.match(text, found.end(), end)
    limit = clause.end() if clause else found.end()
    titles = titles_in(text, found.end(), limit)
    if not titles:
        return None
    start, stop = titles[-1]
    body = text[found.end() : start]
    if _COMMITTEE.fullmatch(body):
        return Post(body + text[start:stop], None, found.end())
    return Post(text[start:stop], body or None, start)
