"""Titles and plaques that bodies and places get, and bodies that are unveiled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.designation_titles import cleaned, is_title_given
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, WHOLE_LIST, Party, Skeleton
from hezuo.graph.extract.chinese.party_finding import ANAPHOR_WORDS, Skeletons
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.mentions import ANAPHOR

_WHO = rf"(?P<who>{WHOLE_LIST})"
_WHO_GETS = rf"{_WHO}(?:等[^，。；“]{{0,14}}?)?"
# A title may be one sign: it can read like a body.
_TITLE = r"(?P<title>[^，。；！？\n]{1,60})"
_BY = rf"(?P<by>{PARTY})?[^。；，{SIGNS}]{{0,12}}"
# 甲、乙等单位成功入选丙
_RECEIVED = re.compile(
    rf"(?<![被由]){_WHO}(?:等[^，。；]{{0,14}}?)?，?(?P<fill>[^。；！？{SIGNS}]{{0,20}}?)"
    "(?P<verb>被?纳入|获批为?|获评|获授|获准成为|入选|被?列为|被?列入|被?认定为|被?评为|被?评定为"
    "|被?确定为|被?命名为|被授予|被?评选为|荣获|获得|获颁|荣膺|跻身|成功创建|获)"
    rf"{_TITLE}"
)
_HOPED = re.compile("拟|将|争取|力争|有望|申报|计划|目标")
# 获 alone is said of much; with these words of titles.
_WEAK_VERBS = ("获", "获得", "荣获", "列入", "被列入")
_LEVEL = re.compile(
    "国家级?|全国|省级?|市级?|区级|县级|部级|世界|中国|国际|全省|全市|示范|试点|先进|优秀|基地"
    "|工作站|企业|单位|称号|集体|实验室|中心|园区|城市|品牌|名录|名单|“"
)
# 获|信任, 获|悉: other words.
_NO_TITLE = re.compile("信任|悉|奖|利|益|取|胜|赞|知")
_TITLE_STOP = re.compile("进行了?授牌|，|并|，?试点期|（公示")
_GOT = re.compile("称号|认定|示范|试点|“")
_CALLS = "(?:认定|评定|命名|列|确定|评|批准|授牌)为"
_CONFERRED = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲将乙认定为丙
        rf"{_BY}(?:将|把|对){_WHO_GETS}(?:正式)?{_CALLS}{_TITLE}",
        # 乙被甲认定为丙
        rf"{_WHO_GETS}(?:也|亦|还|已|均)?[^。；，{SIGNS}]{{0,8}}被(?P<by>{PARTY})(?:正式)?"
        rf"(?:认定|评定|命名|列|确定|评|授予)(?:为)?{_TITLE}",
        # 乙获甲授予丙称号
        rf"{_WHO_GETS}(?:同时|也|还|亦)?获(?P<by>{PARTY})(?:授予|颁授|认定为|批准为){_TITLE}",
        # 甲授予乙丙称号
        rf"{_BY}(?:授予){_WHO_GETS}(?:为)?{_TITLE}",
        # 甲认定乙为丙
        rf"{_BY}(?:认定|批准|命名|确定|批复|同意){_WHO_GETS}(?:为){_TITLE}",
        # 甲为乙授“丙”牌匾
        rf"{_BY}(?:为|向){_WHO_GETS}(?:授予|颁发|授|颁授)了?"
        r"(?P<title>“[^”]{3,40}”|[^，。；“]{3,40}?(?=牌匾|铜牌|牌子|证书|授牌))",
        # 甲把“丙”的牌匾授予乙
        rf"{_BY}(?:将|把)(?P<title>“[^”]{{3,40}}”)的?(?:牌子|牌匾|铜牌|称号|证书)?"
        rf"(?:授予|颁给|颁发给|交给){_WHO_GETS}",
        # 甲对乙获得丙进行授牌
        rf"(?P<by>{PARTY})[^。；，{SIGNS}]{{0,8}}(?:还|也)?对{_WHO_GETS}(?:获得|荣获)"
        r"(?P<title>[^，。；！？\n]{3,60}?)(?:进行了?授牌)",
    )
)
_FIRST_OF_PLAQUES = 5
_OF_PEOPLE = re.compile("博士(?!后)|兼职教授|聘书|客座")
# 甲公布丙名单，乙、丁入选
_PUBLISHED = re.compile(
    rf"(?P<by>{PARTY})[^。；{SIGNS}]{{0,12}}(?:公布|发布|公示)了?(?P<title>[^，。；]{{4,50}}?)"
    rf"(?:名单)?，{_WHO}[^。，；]{{0,20}}(?:入选|上榜|在列|获批|榜上有名)"
)
# 乙、丙、丁等12个区县为丙试点
_PILOTS = re.compile(
    rf"(?P<who>{PARTY}(?:(?:、|和|及|以及){PARTY}){{2,}}+)等[0-9]{{0,4}}个?[^，。；为]{{0,8}}为"
    r"(?P<title>[^，。；]{4,40}试点[^，。；]{0,6})"
)
# “甲”和“乙”授牌仪式: another is named between.
_ANOTHER = re.compile("^”?(?:、|和|与|及)“[^”]{3,30}”")
_UNVEILED = re.compile(
    "”?(?:也|正式|同时|同日|今日|昨日|成功|在[^，。；]{2,14}|于[^，。；]{2,14}|的){0,4}"
    "(?P<what>揭牌|挂牌|授牌)(?!为)"
)
_PLANNED = re.compile("拟|将|计划")
# 在甲大学揭牌: that is where.
_WHERE = ("在", "于")


def designations(
    document: Document, skeletons: Skeletons, anaphors: Anaphors
) -> list[facts.DesignationFact]:
    """Return titles and plaques that were given, with who got them, and bodies unveiled."""
    found: dict[str, facts.DesignationFact] = {}
    for sentence in document.sentences:
        bones = skeletons.of(sentence)
        if not bones.parties:
            continue
        reading = _Reading(document, sentence, bones, anaphors)
        # 甲将乙认定为丙 holds 乙认定为丙, which says less.
        for fact in (*reading.conferred(), *reading.received(), *reading.published()):
            found.setdefault(f"{fact.title} {sorted(fact.recipients)}", fact)
    for fact in _unveiled(document):
        found.setdefault(f"{fact.title} {sorted(fact.recipients)}", fact)
    return list(found.values())


class _Reading:
    """The reading of one sentence that may tell of titles."""

    def __init__(
        self, document: Document, sentence: Sentence, bones: Skeleton, anaphors: Anaphors
    ) -> None:
        self.document, self.sentence, self.bones = document, sentence, bones
        self.anaphors = anaphors

    def received(self) -> Iterator[facts.DesignationFact]:
        """Yield 甲、乙入选丙: the subject got a title."""
        for match in _RECEIVED.finditer(self.bones.text):
            verb, title = match["verb"], match["title"]
            if _HOPED.search(match["fill"]) or _NO_TITLE.match(title):
                continue
            if verb in _WEAK_VERBS and not _LEVEL.search(title):
                continue
            shown = _TITLE_STOP.split(self._text(match, "title"), maxsplit=1)[0]
            if verb == "获得" and "授牌" not in title and not _GOT.search(shown):
                continue
            yield from self._fact(match, shown, "received")

    def conferred(self) -> Iterator[facts.DesignationFact]:
        """Yield 甲授予乙“丙”称号, 甲将乙认定为丙, 甲为乙授“丙”牌匾."""
        for number, pattern in enumerate(_CONFERRED):
            for match in pattern.finditer(self.bones.text):
                title = self._text(match, "title")
                if not _OF_PEOPLE.search(title):
                    kind = "PlaqueAward" if number >= _FIRST_OF_PLAQUES else ""
                    yield from self._fact(match, title, f"conferred-{number}", match["by"], kind)

    def published(self) -> Iterator[facts.DesignationFact]:
        """Yield 甲公布丙名单，乙、丁入选; and 乙、丁等12个区县为丙."""
        if match := _PUBLISHED.search(self.bones.text):
            yield from self._fact(match, self._text(match, "title"), "published", match["by"])
        if match := _PILOTS.search(self.bones.text):
            yield from self._fact(match, self._text(match, "title"), "pilots", kind="PilotStatus")

    def _text(self, match: re.Match[str], group: str) -> str:
        """Return a group of a match as the report writes it."""
        start, end = (self.bones.place(place) for place in match.span(group))
        return self.document.surface(start, end) if end > start else ""

    def _fact(
        self, match: re.Match[str], title: str, rule: str, by: str | None = None, kind: str = ""
    ) -> Iterator[facts.DesignationFact]:
        """Yield what a match tells, if it is a title that was given to somebody."""
        title, batch = cleaned(title)
        recipients = self._recipients(match["who"])
        if not recipients or not is_title_given(title):
            return
        document, span = self.document, self.document.span_of(self.sentence)
        place = self.bones.place(match.start("title"))
        date = document.date_near(place)
        paragraph_start, _ = document.paragraph_span(self.sentence)
        yield facts.DesignationFact(
            title=title,
            recipients=recipients,
            conferred_by=self.bones.party(by).name if by else None,
            batch=batch,
            kind=kind,
            date=date.date if date else None,
            rule=rule,
            confidence=0.85,
            event=document.event_before(place, paragraph_start),
            flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
            sentence=span,
            spans=(span,),
        )

    def _recipients(self, who: str) -> tuple[str, ...]:
        """Return the names of those who got a title, and what 我校 means among them."""
        names: list[str] = []
        for name in dict.fromkeys(self.bones.names_in(who)):
            if ANAPHOR_WORDS.fullmatch(name):
                place = self.sentence.start
                meaning = self.anaphors.meaning(Party(name, place, place, ANAPHOR))
                names += [meaning] if meaning else []
            else:
                names.append(name)
        return tuple(names)


def _unveiled(document: Document) -> Iterator[facts.DesignationFact]:
    """Yield bodies that were unveiled or opened under a name: 甲研究院揭牌."""
    seen = set()
    for mention in document.organizations:
        after = _ANOTHER.sub("", document.text[mention.end : mention.end + 60])[:24]
        found = _UNVEILED.match(after)
        is_where = document.text[max(0, mention.start - 1) : mention.start] in _WHERE
        if not found or is_where or mention.text in seen or _PLANNED.search(after[: found.end()]):
            continue
        seen.add(mention.text)
        name = document.surface(mention.start, mention.end)
        date = document.date_near(mention.start)
        yield facts.DesignationFact(
            title=name + found["what"],
            recipients=(name,),
            kind="PlaqueAward" if found["what"] == "授牌" else "Unveiling",
            date=date.date if date else None,
            rule="unveiled",
            confidence=0.85,
            event=document.event_before(mention.start),
            sentence=document.span_of(document.sentence_at(mention.start)),
            spans=(document.plain.span(mention.start, mention.end),),
        )
