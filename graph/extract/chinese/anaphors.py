"""What 我校, 该公司 and the like mean in a report."""

from __future__ import annotations

import re
from dataclasses import replace

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.own_body import own_body
from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.places import place_at_start
from hezuo.graph.extract.mentions import ANAPHOR, Mention

_OF_OURS = ("我院", "我会", "我所", "我局", "我馆", "我站", "我中心", "学会", "本会")
_SOCIETY = ("学会", "本会")
_POINTING = re.compile("^[我本该]")
_COMPANY = ("公司", "集团公司", "集团", "企业")
_WHOLE = re.compile("(.{2,20}?(?:医院|研究院|科学院|大学|学院))[^院学]{1,8}(?:处|科|部|室|办公室)$")
_LEVELS = frozenset("市区县旗州镇省")
_SIDE = "甲方|乙方|丙方|丁方"
# （以下简称“公司”）, （甲方）
_SAID_BEHIND = re.compile(
    "（(?:以下|下)?(?:统一?)?(?:简称|下称|称)?[为是：]?[“‘]?"
    f"(?P<word>公司|本公司|集团|学校|学院|医院|研究院|中心|协会|学会|{_SIDE})[”’]?）"
)
_SAID_BEFORE = re.compile(f"(?P<word>{_SIDE})(?:（[^（）]{{1,6}}）)?：$")
_OURS = ("公司", "本公司", "我公司")
_SCHOOLS = ("学校", "校方")
_SCHOOL = re.compile("(?:大学|.{3}学院|中学|小学|学校)$")
_UNIVERSITY = ("校", "高校")
# By these any body may be called.
_ANY = ("机构", "单位")
# What is meant stands among so many bodies named before.
_MOST_BEFORE = 400
# A body named so often is what the report is about.
_OFTEN = 3


class Anaphors:
    """Knows which body a word such as 我校 or 该公司 means; ``own`` is the one that writes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.own = own_body(document)
        self._stated = _stated(document)

    def meaning(self, party: Party) -> str | None:
        """Return the body that a party is, if it is called by a word such as 我校; else None."""
        if party.sort != ANAPHOR:
            return party.name
        word = party.name
        if word in self._stated:
            return self._stated[word]
        if word[0] in "该我本" and word[1:] in _LEVELS:
            return self._district(word[1:], party.start)
        if "校" in word and word != "该高校" and (self.own or not word.startswith("该")):
            return self.own or (self._only_school(party.start) if word in _SCHOOLS else None)
        is_ours = word in _OF_OURS and (word in _SOCIETY or (self.own or "").endswith(word[1:]))
        if is_ours and self.own:
            return self.own
        nearest: dict[str, Mention] = {}
        counts: dict[str, int] = {}
        kind = _POINTING.sub("", word)
        for named in self.document.body_mentions.before(party.start, _MOST_BEFORE):
            mention = _without_part(named)
            if mention.end <= party.start and _fits(kind, mention):
                full = mention.meaning or mention.text
                nearest[full] = mention
                counts[full] = counts.get(full, 0) + 1
        if not nearest:
            return None
        # What the report is about is named most; of several that are, the nearest is meant.
        # A body that the report gives a short name is the one that it goes on to speak of.
        shortened = set(self.document.short_names.values())
        # 公司 alone is the one that the report began with.
        order = -1 if word in _OURS else 1
        best = nearest[
            max(
                nearest,
                key=lambda n: (n in shortened, min(counts[n], _OFTEN), order * nearest[n].start),
            )
        ]
        return self.document.surface(best.start, best.end)

    def _only_school(self, before: int) -> str | None:
        """Return the school that 学校 means where the report does not say who writes it."""
        named = self.document.body_mentions.before(before, _MOST_BEFORE)
        schools = {m.meaning or m.text: m for m in named if _SCHOOL.search(m.text)}
        if len(schools) != 1:
            return None
        (best,) = schools.values()
        return self.document.surface(best.start, best.end)

    def _district(self, level: str, before: int) -> str | None:
        """Return the government or the place of a level that is named last before a place."""
        named = self.document.names.before(before, _MOST_BEFORE)
        ends = (f"{level}人民政府", f"{level}政府", level)
        found = [m for m in named if m.end <= before and m.text.endswith(ends)]
        if not found:
            homes = [place_at_start(m.text) for m in reversed(named) if m.end <= before]
            return next((home.name for home in homes if home and home.name.endswith(level)), None)
        # Who signs for a district is its government, if the report names that.
        signing = (f"{found[-1].text}人民政府", f"{found[-1].text}政府")
        best = next((m for m in reversed(found) if m.text.endswith(signing)), found[-1])
        return self.document.surface(best.start, best.end)


def _stated(document: Document) -> dict[str, str]:
    """Return what a report itself says that a word means: 甲公司（下称“公司”）, 甲方：乙公司."""
    found: dict[str, str] = {}
    for mention in document.organizations:
        behind = _SAID_BEHIND.match(document.text, mention.end)
        before = _SAID_BEFORE.search(document.text[max(0, mention.start - 12) : mention.start])
        for said in (behind, before):
            if said:
                found.setdefault(said["word"], document.surface(mention.start, mention.end))
    return found


def _without_part(mention: Mention) -> Mention:
    """Return the hospital or school of which a body is a part: 甲医院|医务处."""
    whole = _WHOLE.match(mention.text)
    if not whole:
        return mention
    end = mention.start + len(whole[1])
    return replace(mention, end=end, text=whole[1], meaning="")


def _fits(word: str, mention: Mention) -> bool:
    """Return whether a body may be called by a word: 公司, 校, 研究院."""
    if word in _COMPANY:
        return mention.kind == "Company"
    if word in _UNIVERSITY:
        return mention.kind == "University"
    if word in _ANY:
        return True
    if word == "院" and mention.kind == "UniversitySchool":
        return True
    return mention.text.endswith(word)
