"""What is said of gatherings: date, place, theme, hosts, way and audience."""

from __future__ import annotations

import re
from typing import NamedTuple

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.event_names import ordinal_of
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.dates import DateMention
from hezuo.graph.extract.mentions import ORGANIZATION, Mention

# 论坛在示例大学隆重举行
_PLACE = re.compile(
    "(?:[^，。；]{0,12})?(?:”|上|，)?(?:在|于)(?P<place>(?![0-9今昨])[^，。；：（）在于]{2,24}?)"
    "(?:成功|隆重|正式|顺利|盛大|圆满)?"
    "(?:举行|召开|开幕|举办|启幕|开赛|启动|拉开|闭幕|成立|落下帷幕|落幕|收官|启航|开启|开馆|亮相|揭幕|开锣|登场)"
)
# 在示例大学举行的|论坛, 将在示例大学举办|论坛
_PLACE_BEFORE = re.compile(
    "[在于](?P<place>(?![0-9今昨])[^，。；：（）在于\n]{2,24}?)(?:举行|召开|开幕|举办|主办|承办|落幕|闭幕)了?的?$"
)
_FAR_PLACE = 34
_THEME = re.compile(
    "(?:以|主题为|主题是|主题：|围绕)[“‘「](?P<theme>[^”’」]{2,40})[”’」](?:为?主题)?"
)
_HELD_AFTER = re.compile(
    "举行|召开|开幕|揭幕|举办|启幕|启动|开赛|拉开|同期|在.{2,14}(?:论坛|会)上|参加|上$|上，|会上|^上"
)
_HELD = re.compile("举行|召开|举办|承办|主办|参加|参展|亮相|签约|活动")
_MONTH = re.compile("[0-9]{1,2}月")
_LATER = re.compile("将(?!军)|拟|定于|预计")
# 300余人次, 1.2万人参会
_AUDIENCE = re.compile(
    r"([0-9]{1,9}(?:\.[0-9]{1,4})?)(万)?(?:余|多)?(?:人次|名代表|名观众|人参会|余人)"
)
_MODE = re.compile(r"线上线下|线上(?:与|和|、|\+)线下|线上方式|视频会议|云端")
_HOSTING = re.compile("(?:联合)?(?:主办|承办|协办|举办)(?!单位)")
_BEFORE_HOSTING = re.compile("[、和与及]|以及|(?:共同|联合)?|等(?:单位)?(?:共同|联合)?")
_FAR = 200
_FAR_DATE, _NEAR_DATE = 12, 2
_FAR_HOSTS = 120
_SENTENCES_OF_HOSTS = 3
# So many mentions are shown; a longer list would be copied with each.
_MOST_SPANS = 500
# What a later mention may add to the first.
_ADDED = ("theme", "date", "place", "mode", "audience", "organizers")


class _Around(NamedTuple):
    """The text around a mention of an event: its sentence, and what follows in the paragraph."""

    sentence: str
    rest_of_sentence: str
    rest_of_paragraph: str


def events(document: Document) -> list[facts.EventFact]:
    """Return gatherings, each name once; a name that others end with is that of their series."""
    seen: dict[str, facts.EventFact] = {}
    for mention in document.events:
        fact = _event(document, mention)
        before = seen.get(fact.name)
        seen[fact.name] = fact if before is None else _joined(before, fact)
    return list(_with_series(seen).values())


def _joined(before: facts.EventFact, fact: facts.EventFact) -> facts.EventFact:
    """Return an event with what another mention of it adds."""
    added = {
        field: getattr(fact, field)
        for field in _ADDED
        if not getattr(before, field) and getattr(fact, field)
    }
    spans = (before.spans + fact.spans)[:_MOST_SPANS]
    return before.model_copy(update={"spans": spans, **added})


def _with_series(seen: dict[str, facts.EventFact]) -> dict[str, facts.EventFact]:
    """Return events without those that are series of others, which name them."""
    longer: dict[str, list[str]] = {}
    for name in seen:
        for start in range(1, len(name)):
            if name[start:] in seen:
                longer.setdefault(name[start:], []).append(name)
    for series, fact in list(seen.items()):
        held = [name for name in longer.get(series, ()) if name in seen]
        if held and not fact.ordinal:
            del seen[series]
            for name in held:
                seen[name] = seen[name].model_copy(update={"series": series})
    return seen


def _event(document: Document, mention: Mention) -> facts.EventFact:
    """Return what is said of an event where it is mentioned."""
    sentence = document.sentence_at(mention.start)
    _, end = document.paragraph_span(sentence)
    text = document.text
    around = _Around(
        text[sentence.start : sentence.end],
        text[mention.end : sentence.end],
        text[mention.end : min(end, mention.end + _FAR)],
    )
    date = _date(document, mention, sentence)
    is_held = _HELD_AFTER.search(around.rest_of_sentence[:40]) or _HELD.search(around.sentence)
    theme = _THEME.search(around.sentence) or _THEME.search(around.rest_of_paragraph)
    return facts.EventFact(
        name=document.surface(mention.start, mention.end),
        ordinal=ordinal_of(mention.text),
        theme=theme["theme"] if theme else None,
        date=_meant(document, date, around) if date and is_held else None,
        place=_place(document, mention, around),
        mode=_mode(around),
        audience=_audience(around),
        organizers=tuple(_hosts(document, sentence)),
        rule="event-name",
        confidence=mention.confidence,
        flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
        sentence=document.span_of(sentence),
        spans=(document.plain.span(mention.start, mention.end),),
    )


def _date(document: Document, mention: Mention, sentence: Sentence) -> DateMention | None:
    """Return the date of an event: that which holds where it is named, or right after it."""
    date = document.date_near(mention.start)
    later = document.dates_in(mention.end, min(sentence.end, mention.end + _FAR_DATE))
    # 9月17日电 论坛|15日在…举行
    if later and later[0].start - mention.end <= _NEAR_DATE:
        return later[0]
    return date or (later[0] if later else None)


def _meant(document: Document, date: DateMention, around: _Around) -> str:
    """Return the date of an event; 5月 said in March of what will be held is of this year."""
    reference, said = document.reference, document.text[date.start : date.end]
    if not (date.is_inferred and _MONTH.match(said) and _LATER.search(around.sentence)):
        return date.date
    year, _, rest = date.date.partition("-")
    this_year = f"{reference[:4]}-{rest}"
    is_year_before = reference[:4].isdecimal() and int(year) == int(reference[:4]) - 1
    return this_year if is_year_before and this_year[:7] >= reference[:7] else date.date


def _place(document: Document, mention: Mention, around: _Around) -> str | None:
    place = _PLACE.match(around.rest_of_sentence)
    if not place:
        before = _PLACE_BEFORE.search(
            document.text, max(0, mention.start - _FAR_PLACE), mention.start
        )
        return document.surface(*before.span("place")) if before else None
    start, end = place.span("place")
    return document.surface(mention.end + start, mention.end + end)


def _mode(around: _Around) -> str | None:
    modes = _MODE.search(around.rest_of_paragraph)
    if not modes:
        return None
    return "Hybrid" if "线下" in modes[0] else "Online"


def _audience(around: _Around) -> int | None:
    audience = _AUDIENCE.search(around.rest_of_paragraph)
    if not audience:
        return None
    return int(float(audience[1]) * (10_000 if audience[2] else 1))


def _hosts(document: Document, sentence: Sentence) -> list[str]:
    """Return who held an event: 由甲主办, 甲与乙联合主办的."""
    near = document.sentences[sentence.number : sentence.number + _SENTENCES_OF_HOSTS]
    end = max(other.end for other in near if other.paragraph == sentence.paragraph)
    found: list[str] = []
    for match in _HOSTING.finditer(document.text, sentence.start, end):
        low = max(sentence.start, match.start() - _FAR_HOSTS)
        run: list[Mention] = []
        for body in reversed(document.names.within(low, match.start(), ORGANIZATION)):
            limit = run[-1].start if run else match.start()
            if not _BEFORE_HOSTING.fullmatch(document.text, body.end, limit):
                break
            run.append(body)
        found += document.surfaces(reversed(run))
    return list(dict.fromkeys(found))
