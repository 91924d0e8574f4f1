"""The posts of people: `Tang Wenqiu, vice-president of Hunan University`, `X CEO Gan Jiayue`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.lexicon import anaphors, one_of, one_word_of, words

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument

_B, _P, _X = "\ue000", "\ue001", "\ue002"  # bodies, places, people in the masked text
_FIELD = (
    r"(?: (?:of|for|in) (?!the\b|an?\b)(?:[a-z][\w-]+(?: (?:and )?[a-z][\w-]+){0,2}|"
    r"Research|Education|Science|Engineering|Operations|Innovation|Academic Affairs|"
    r"International Affairs|Global Engagement)(?=[,.;)]| (?:at|of|with|for|and|said|who|"
    r"in)\b|$))?"
)
_CORE = rf"(?:(?i:{one_word_of('title_words')})[ -]){{0,3}}(?i:{one_of('titles')})(?!\w)"
# ambassador to the United Arab Emirates, to the People's Republic of China
_POSTED = (
    r"(?i:ambassador|high commissioner|special envoy|envoy) to (?:the )?"
    r"[A-Z][\w’']*(?: (?:of (?:the )?|and )?[A-Z][\w’']*){0,4}"
)
_TITLE = rf"(?:{_POSTED}|{_CORE}{_FIELD})"
_THE = (
    r"(?:(?:an?|the|its|his|her|their|then|now|also|currently|first|newly elected|newly "
    r"appointed|new|previously|formerly|until recently|concurrently|"
    rf"{one_word_of('demonyms')}|(?:{one_of('countries')})(?:[’']s)?) ){{0,3}}"
)
_NOUN = "(?:" + "|".join(sorted(anaphors(), key=len, reverse=True)) + ")"
_WHERE = rf"(?P<where>{_B}+|{_P}+|the {_NOUN}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}})"
# What may stand before a body: Israel's, Milan-based, the German carmaker
_LEAD = (
    rf"(?:(?:(?:[A-Z][\w-]*(?: [A-Z][\w-]*)?|{_P}+)[’']s?|[A-Z]\w*-based|{_P}+-based|state-owned|"
    rf"{one_word_of('demonyms')}|{one_word_of('body_nouns')}) ){{1,3}}(?={_B})"
)
_OF = (
    rf"(?: (?:of|at|with|from|for|in) (?:the )?(?:{_LEAD})?(?={_B}|{_P}|(?:the )?(?:{_NOUN})\b"
    rf"|[A-Z])(?:{_WHERE}|(?P<noun>{_NOUN})\b))?"
)
# Tang Wenqiu, vice-president of Hunan University; Luo, founder and chairman of X; X, a fellow at Y
_AFTER = re.compile(
    rf"(?P<person>{_X}+)(?:,| \(| ?,?) ?(?:who (?:is|was|serves as|also serves as|acts "
    rf"as)(?: also)? )?{_THE}"
    rf"(?P<title>{_TITLE})(?: (?:and|&|as well as) {_THE}(?P<second>{_TITLE}))?{_OF}"
)
# ... and vice-chair of the Arden Association: another post at another body
_ANOTHER = re.compile(
    rf"(?:,? (?:and|&|as well as)|[,;])(?: also| concurrently)? {_THE}(?P<title>{_TITLE}){_OF}"
)
_MOST_POSTS = 5
# Xie Meiling, CATL's chief scientist; Li, Foo Inc CEO; Ma, the winery's manager
_OWNED = re.compile(
    rf"(?P<person>{_X}+), (?:the )?(?:(?:{_LEAD})?(?P<where>{_B}+|{_P}+)(?:[’']s?)?|the "
    rf"(?P<noun>(?!(?:city|country|county|province|district|region|nation|world|state|town)\b)"
    rf"[a-z]+)[’']s) (?P<title>{_TITLE})(?: and (?P<second>{_TITLE}))?"
)
# Editor: Wang Fei
_BYLINE = re.compile(rf"(?P<title>(?:[A-Z][a-z]+ )?Editor)s?: ?(?P<person>{_X}+)")
# Geely CEO Gan Jiayue; Museum curator Lei; Analyst Mavros of Berenberg Bank; Zhuhai vice-mayor Liao
_BEFORE = re.compile(
    rf"(?:(?P<where>{_B}+|{_P}+|(?:[A-Z][a-z]+ ){{0,1}}[A-Z][a-z]+(?:ese|ish|ian|an|"
    rf"ch))(?:[’']s?)? |(?:{one_of('countries')})[’']s |"
    rf"(?:the |The |our |Our )?\b(?P<noun>(?i:{_NOUN}))(?:[’']s)? |"
    rf"\b(?P<its>[Ii]ts|[Tt]heir) )?\b(?P<title>{_POSTED}|{_CORE})(?: and (?P<second>{_CORE}))?,? "
    rf"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.? )*(?P<person>{_X}+)"
    rf"(?:(?: of| at| from|,? on behalf of|, representing) (?:the )?(?P<later>{_B}+))?"
)
# Ge was elected the first chairman (of the alliance)
_ELECTED = re.compile(
    rf"(?P<person>{_X}+)[^.\n\ue002]{{0,120}}? (?:was|were|has been) (?:unanimously "
    rf")?(?:elected|appointed|named)(?: as)? {_THE}(?P<title>{_TITLE}){_OF}"
)
# Ge, previously a dean, is the new president of X
_IS = re.compile(
    rf"(?P<person>{_X}+)(?:, [^.\n\ue002]{{0,80}},)? (?:is|was|became|becomes|has been|serves as) "
    rf"{_THE}(?P<title>{_TITLE}){_OF}"
)


def roles(document: EnglishDocument) -> dict[str, list[facts.Role]]:
    """Return the posts of each person by name."""
    found: dict[str, list[facts.Role]] = defaultdict(list)
    names = {p.mention.start: p.name for p in document.people}
    with_people = dict.fromkeys(document.sentence_at(start) for start in names)
    for pattern in (_OWNED, _AFTER, _BEFORE, _BYLINE, _ELECTED, _IS):
        for sentence in with_people:
            for match in pattern.finditer(document.masked, sentence.start, sentence.end):
                name = names.get(match.start("person"))
                if name:
                    for role in (*_read(document, match), *_others(document, match, sentence.end)):
                        _add(found[name], role)
    return {name: _without_rank(held) for name, held in found.items()}


def _others(document: EnglishDocument, match: re.Match[str], end: int) -> Iterator[facts.Role]:
    """Yield the posts that follow a post, each with a body of its own."""
    if match.re is not _AFTER:
        return
    place = match.end()
    for _ in range(_MOST_POSTS):
        another = _ANOTHER.match(document.masked, place, end)
        if another is None or not (another["where"] or another["noun"]):
            return
        yield from _read(document, another)
        place = another.end()


def _without_rank(held: list[facts.Role]) -> list[facts.Role]:
    """Return posts without the Professor of `Professor Li Wei, vice-president of X`."""
    posts = [role for role in held if role.organization or role.title.lower() != "professor"]
    return posts or held


def _add(held: list[facts.Role], role: facts.Role) -> None:
    """Add a post that is new; one with a body is better than one without."""
    for number, other in enumerate(held):
        if other.title == role.title and (role.organization is None or other.organization is None):
            held[number] = other if other.organization else role
            return
    if role not in held:
        held.append(role)


def _read(document: EnglishDocument, match: re.Match[str]) -> Iterator[facts.Role]:
    groups = match.groupdict()
    where = _where(document, match, groups)
    for group in ("title", "second"):
        if groups.get(group):
            title = document.surface(*match.span(group))
            if title.lower() in ("leader", "officer", "associate", "representative", "expert"):
                continue
            yield facts.Role(organization=where, title=title)


def _where(
    document: EnglishDocument, match: re.Match[str], groups: dict[str, str | None]
) -> str | None:
    """Return the body or place of a post, or None where it is not said."""
    for group in ("later", "where"):
        text = groups.get(group)
        if text in words("demonyms"):
            continue
        if text and (text[0] in (_B, _P) or not text.startswith("the ")):
            return _named(document, match, group)
        if text:
            body = document.body(text.removeprefix("the "), match.start())
            return document.name(body) if body else None
    noun = groups.get("noun")
    if noun:
        body = document.body(noun, match.start())
        return document.name(body) if body else None
    if groups.get("its"):
        return _last_subject(document, match.start())
    return None


def _named(document: EnglishDocument, match: re.Match[str], group: str) -> str:
    mention = document.by_start.get(match.start(group))
    end = mention.end if mention else match.end(group)
    return document.surface(match.start(group), end)


def _last_subject(document: EnglishDocument, place: int) -> str | None:
    """Return whom `its` means: what the sentence before speaks of first."""
    sentence = document.sentence_at(place)
    here = document.bodies.within(sentence.start, place)
    if here:
        return document.name(here[0])
    noun = re.compile(rf"\b[Tt]he (?P<noun>{_NOUN})\b")
    for before in document.earlier(sentence.start, 1):
        said = noun.search(document.text, before.start, before.end)
        bodies = document.bodies.within(before.start, before.end)
        if said and (not bodies or said.start() < bodies[0].start):
            body = document.body(said["noun"], said.start())
            return document.name(body) if body else None
        if bodies:
            return document.name(bodies[0])
    return None
