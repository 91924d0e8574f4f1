"""Names of bodies in a Chinese sentence: an ending, and as much before it as belongs to the name.

An ending such as 协会 is found first; from there the words are read backwards until one stands
there that may precede a name. 与 and 和 are read over only where the part before them is no name
by itself: 自动化与仪器仪表学会 is one body, 沙坪坝区科协与武侯区科协 are two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from sys import intern

from hezuo.graph.extract.chinese.clipped_names import is_brand, is_clipped, is_in_word
from hezuo.graph.extract.chinese.name_checks import PART_ENDINGS, Candidate, is_name
from hezuo.graph.extract.chinese.name_context import (
    CONJUNCTIONS,
    HARD,
    LONGEST,
    NameContext,
    stops_names,
)
from hezuo.graph.extract.chinese.name_reading import name_start
from hezuo.graph.extract.chinese.words import TITLE, is_known
from hezuo.graph.extract.lexicon import (
    Ending,
    Finder,
    known_names,
    not_after_endings,
    organization_endings,
    word_list,
)
from hezuo.graph.extract.mentions import ORGANIZATION, ZONE, Mention, apart, occurrences

# University of Calgary: two words of Latin letters with capitals.
_LATIN_NAME = re.compile("[A-Z][a-z]+ (?:[a-z]+ )?[A-Z][a-z]")
# 中国石油大学（华东）
_REGION = re.compile("（(?:华东|华北|华南|华中|东北|西北|西南|中国|国际|亚洲)）")
# Siemens| Mobility: a part of a company, behind a name that is listed.
_MORE_LETTERS = re.compile(
    " (?:Mobility|Energy|Healthineers|Healthcare|Health|Digital|Technolog(?:y|ies)|Group|Systems"
    "|Solutions|Motors?|Electric|Chemicals?|Pharma|Rail|Cargo|Logistics|Airlines|Bank|Capital"
    "|Ventures|Sciences|Power|Aerospace|Foods|China|Asia|Research|Labs?|Robotics|Automotive"
    "|Semiconductors?|International|Cloud|Security|Materials|Biotech|Medical)(?![A-Za-z])"
)
# 星巴克|中国|签约, but 星巴克|中国市场: the part of a company for a country.
_BRANCH = re.compile(
    "(?:（中国）|中国区?|大中华区|亚太区)"
    "(?=[，。、；：）”\\s与和及同跟在将向对为的已续签就正也]|$|副?总|首席|董事|CEO|联合|携手|宣布|表示)"
)
_WITH_BRACKETS = ("University", "Company", "ResearchInstitute")
# Parts of speech that a quoted name does not hold.
_NOT_QUOTED = ("ul", "uj", "uz", "r", "y", "p", "d")
# 授|“科普服务站”|标牌: what is given by that name.
_SIGN_OF_TITLE = re.compile("的?(?:荣誉)?(?:称号|标牌|牌匾|牌子|铜牌|奖牌|牌|匾|名号|证书)")
_GIVEN = re.compile("[授颁获评][^，。；]{0,20}$|(?:摘得|捧回|把|将|命名为|挂上)$")
_LONGEST_NOT_ENDING = 6
# 大学|生物系, though 大学生 is another word.
_FIELDS_OF_SCHOOLS = ("生物", "生命", "生态", "生化")
# What often stands right before or after a name.
_BESIDE_NAMES = frozenset("与和及同跟由向对为在于将已则的，。、；：“”（）也还又等")


@cache
def _endings() -> Finder:
    return Finder(sorted({*organization_endings(), *PART_ENDINGS}))


@cache
def _known() -> Finder:
    return Finder(sorted(known_names()))


@cache
def _titles() -> Finder:
    return Finder(sorted(title for title in word_list("titles") if len(title) > 1))


def organizations_in(context: NameContext) -> list[Mention]:
    """Return the bodies and zones that a sentence names, none over another."""
    found = list(_in_letters(context))
    for start, stop, called in _by_name(context):
        end, name = stop, called
        known = known_names().get(name)
        if known and known.kind == "University":  # 港中大（深圳）
            end = _with_bracket(context, end, Ending(name, known.kind, True))
            bracket = context.text[start + len(name) : end]
            known = known._replace(canonical=known.canonical and known.canonical + bracket)
            name += bracket
        if known and known.kind == "Company" and (branch := _BRANCH.match(context.text, end)):
            known, end = known._replace(canonical=""), branch.end()
            name += branch[0]
        mention = Mention(start, end, ORGANIZATION, name, rule="short-name", confidence=0.95)
        if known:
            mention = replace(mention, kind=known.kind, rule="known-name", meaning=known.canonical)
        found.append(mention)
        context.add(start, end)
    for start, end, ending in _hits(context):
        named = _named(context, start, end, ending)
        if named:
            found.append(named)
            context.add(named.start, end)
    return apart(found)


def _in_letters(context: NameContext) -> Iterator[Mention]:
    """Yield bodies whose names stand in Latin letters: （University of Calgary）."""
    if not _LATIN_NAME.search(context.sentence):
        return
    from hezuo.graph.extract.english.organizations import english_organizations

    for mention in english_organizations(context.sentence):
        start, end = context.start + mention.start, context.start + mention.end
        if mention.kind == "Company" and (more := _MORE_LETTERS.match(context.text, end)):
            end = more.end()
        name = context.text[start:end]
        yield replace(mention, start=start, end=end, text=name, rule="letters")


def _by_name(context: NameContext) -> list[tuple[int, int, str]]:
    """Return where bodies are called by names that are listed, or short names of this report."""
    found = _known().longest(context.sentence)
    for name in context.short_names:
        found += [(at, at + len(name), name) for at in occurrences(context.sentence, name)]
    moved = [(context.start + start, context.start + end, name) for start, end, name in found]
    return [hit for hit in moved if _is_word(context, *hit)]


def _is_word(context: NameContext, start: int, end: int, name: str) -> bool:
    """Return whether a stretch begins and ends where words do.

    A name that only this report has may be parted wrongly: 晋矿智|安在|屯留. It is enough that a
    mark or a word such as 在 stands beside it.
    """
    begins, ends = context.words.starting(start) is not None, context.words.ends_at(end)
    ends = ends or (name.endswith("网") and context.text.startswith("讯", end))  # 云南网|讯
    if begins and ends:
        return True
    if name not in context.short_names or is_known(name):
        return False
    before, after = context.text[start - 1 : start], context.text[end : end + 1]
    return (begins or before in _BESIDE_NAMES) and (ends or after in _BESIDE_NAMES)


# Endings.


def _hits(context: NameContext) -> list[tuple[int, int, Ending]]:
    """Return the endings, shorter ones within longer ones left out, from left to right."""
    best: dict[int, tuple[int, int, Ending]] = {}
    titles = _titles().longest(context.sentence)
    title_starts = [start for start, _, _ in titles]
    for start, end, name in _endings().all(context.sentence):
        title = bisect_left(title_starts, end) - 1
        if title >= 0 and titles[title][1] > end:
            continue  # 副院长, 局长: a title
        if _is_ending(context, context.start + start, context.start + end, name) and (
            end not in best or start < best[end][0] - context.start
        ):
            ending = organization_endings().get(name) or Ending(name, "", False)
            best[end] = (context.start + start, context.start + end, ending)
    return [best[end] for end in sorted(best)]


def _is_ending(context: NameContext, start: int, end: int, name: str) -> bool:
    """Return whether an ending is one where it stands, by the words before and after it."""
    if not _ends_word(context, end, name):
        return False
    if is_clipped(name) and is_in_word(context, start, end):
        return False
    after = context.text[end : end + 1]
    others = not_after_endings()
    makes_other = after and after in others.get(name, others.get(name[-1], ""))
    if makes_other and context.text.startswith(_FIELDS_OF_SCHOOLS, end):
        makes_other = False
    return not makes_other or _title_at(context, end)


def _ends_word(context: NameContext, end: int, name: str) -> bool:
    """Return whether an ending is one here: 主办 and 科学 end in none."""
    word = context.words.ending(end)
    others = word_list("not_endings")
    if word.text in others and word.end == end and len(name) <= len(word.text):
        return False
    shortest = 2 if len(name) == 1 else 4  # 布局 is no 局, but a longer ending may end in it
    for length in range(shortest, min(_LONGEST_NOT_ENDING, end) + 1):
        if context.text[end - length : end] in others:
            return False
    if word.end == end:
        return len(name) > len(word.text) or word.text == name or not stops_names(word.text)
    return len(name) > 1 or _title_at(context, end)


def _title_at(context: NameContext, place: int) -> bool:
    """Return whether a title begins here: 局|局长, 学院|院长."""
    word = context.words.starting(place)
    return word is not None and word.part == TITLE


# Names.


def _named(context: NameContext, start: int, end: int, ending: Ending) -> Mention | None:
    """Return the name that ends here, or None where it is no name."""
    first = _quoted_start(context, start, end) or name_start(context, start)
    first = _with_first_founder(context, first, start, ending)
    end = _with_bracket(context, end, ending)
    clipped = is_clipped(ending.text)
    if clipped and not is_brand(context, first, start, end):
        return None
    name = context.text[first:end]
    is_quoted = _is_quoted(context.text, first, end)
    if is_quoted and _is_award(context, first, end):
        return None
    candidate = Candidate(first, start, end, ending, is_quoted, clipped)
    if name in word_list("not_names") or not is_name(context, candidate):
        return None
    kind = _kind(context, ending, first, name)
    sort = ZONE if kind == "Zone" else ORGANIZATION
    if sort == ZONE and context.text.startswith(("管", "党", "科"), end):
        return (
            None
            if not _title_at(context, end)
            else Mention(first, end, sort, intern(name), kind, "zone-of-post", 0.85)
        )
    confidence = 0.95 if ending.is_strong else 0.85
    rule = intern(f"ending:{ending.text}")
    return Mention(first, end, sort, intern(name), kind, rule, confidence)


def _kind(context: NameContext, ending: Ending, first: int, name: str) -> str:
    if ending.text == "学院" and context.bodies_within(first, first + len(name) - 1):
        return "UniversitySchool"
    return ending.kind


def _with_first_founder(context: NameContext, first: int, start: int, ending: Ending) -> int:
    """Return where the name of what two bodies founded starts: 甲大学与乙集团|联合实验室."""
    is_of_two = (
        ending.text.startswith("联合")
        and start in context.complete
        and context.text[first - 1 : first] in ("与", "和")
    )
    return context.complete.get(first - 1, first) if is_of_two else first


def _with_bracket(context: NameContext, end: int, ending: Ending) -> int:
    """Return the end after a place in brackets, as of 中国地质大学（武汉）."""
    text = context.text
    if text[end : end + 1] != "（" or ending.kind not in _WITH_BRACKETS:
        return end
    if text.startswith("（筹）", end):
        return end + 3
    if region := _REGION.match(text, end):
        return region.end()
    place = context.places.get(end + 1)
    if place and text[place.end : place.end + 1] == "）":
        return place.end + 1
    closing = text.find("）", end, end + 12 + len(ending.text))  # 甲公司（乙丙公司）
    inner = text[end + 1 : closing] if closing > 0 else ""
    own = inner.removesuffix(ending.text)
    is_name = own != inner and 2 <= len(own) <= 10 and all("\u4e00" <= c <= "\u9fff" for c in own)
    return closing + 1 if is_name else end


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("“", "‘") and text[end : end + 1] in ("”", "’")


def _is_award(context: NameContext, start: int, end: int) -> bool:
    """Return whether a quoted name is a title that somebody gets: 获“未来工厂”称号."""
    before = context.text[max(context.start, start - 24) : start - 1]
    is_title = _SIGN_OF_TITLE.match(context.text, end + 1) is not None
    return is_title and _GIVEN.search(before) is not None


def _quoted_start(context: NameContext, start: int, end: int) -> int | None:
    """Return the start of a name that fills a pair of quotation marks."""
    text = context.text
    if text[end : end + 1] not in ("”", "’"):
        return None
    low = max(context.start, end - LONGEST - 1)
    opening = max(text.rfind(mark, low, start) for mark in "“‘")
    inner = text[opening + 1 : end] if opening >= 0 else ""
    if not 4 <= len(inner) <= LONGEST or set(inner) & HARD:
        return None
    inside = context.words.within(opening + 1, end)
    if any(w.part in _NOT_QUOTED and w.text not in CONJUNCTIONS for w in inside):
        return None
    return opening + 1
