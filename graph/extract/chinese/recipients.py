"""Who stands where those do who get titles: bodies, places such as 甲县, towns, and sites."""

from __future__ import annotations

import re
from dataclasses import replace

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party, Skeleton, skeleton_of
from hezuo.graph.extract.chinese.party_finding import Skeletons
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.lexicon import one_of
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, ZONE

# A place stands by itself before these: 甲县、乙县, 甲县等, 甲县被, 甲县“…”称号.
_AFTER_PLACE = re.compile(
    "[、，。；等“（被获为和与及成喜荣斩摘捧跻入上列获再又还也均已正双先新同今去于在率则亦便才0-9]"
    "|以及|建设|创建|近日|日前|近期|授|通过|顺利|晋|新增|颁|挂|两|三|四|首|最|当|评|认定|命名|确定|核定"
    "|指定|选|公[布告]为|备案为|批准|加冕|揽|抱[得回]|领[到回取]|拿[下到回]|登|夺|接过|蝉联|[位名]列|跃|榜上|赫然|升|跨入|迈入|戴上|[凭因靠继]|最终|终于|一跃"
)
# 在甲县 and 位于甲县 say where.
_WHERE = re.compile("(?:(?<!同意)(?<!批准)(?<!批复)在|[于往赴从到至驻]|走进|来到|前往|抵达)$")
# 甲区|翠苑街道
_TOWN = re.compile(
    "[\u4e00-\u9fff]{1,6}?(?:街道|镇(?!江|海|平|远|原|雄|安)|苏木|(?<!下)乡|社区|村(?!镇))(?!民|域|委|办|党|政|长|级)"
)
_LIST_END = re.compile(
    "(?=[、，。；等“（被获为和及则亦也还再又均已于同0-9]|以及|成功|成为|荣|喜|入[选围列]|上榜|列|跻|先后|双双"
    "|挂|授|颁|认定|命名|评|确定|近日|日前|近期|最近|今年|去年|昨|今|上[月周]|本月|顺利|正式|率先|一举"
    "|摘|揽|抱[得回]|捧|领[到回取]|拿[下到回]|加冕|登|晋|接过|通过|公布为|公告为|备案|手[中里上]|由|经|升|蝉联|[凭因靠]|最终|终于|一跃|新晋)"
)
_SITE = re.compile(
    "(?:(?<![\u4e00-\u9fff“”])|(?<=[为向给将把予])|(?<=命名|认定|授予|[交送]到|花落|认证|确定|评定|确认|增补|推选|批准|同意))"
    "(?:[\u4e00-\u9fff]{2,8}?[市县区旗]的)?(?:命名|认定|授予|同意|批准)?"
    "(?P<name>(?:(?![为向给将把予于])[\u4e00-\u9fff“”]){2,16}?"
    f"{one_of('recipient_endings')}){_LIST_END.pattern}"
)
# 甲学院|蓝染工坊
_PART = re.compile(
    "(?:(?![在于将把对向是的有被获与和为并了等])[\u4e00-\u9fff]){1,8}?"
    f"(?:{one_of('recipient_endings')}|实验室|工作室|中心|团队){_LIST_END.pattern}"
)
_NO_SITE = re.compile(
    "[在于将把对向是有的被获与和为并]|入选|授予|认定|全[国省市县区]|示范|试点|国家|省级|市级|一批|首批|这|该|各|多个"
    "|成为|列入|命名|评为|公布|建设|创建"
)
_POINTED = re.compile(
    "[该我全](?:自治)?([省市县区旗])(?=[^\u4e00-\u9fff]|近|日|今|去|先|成|获|荣|被|还|也|再|已|入|喜)"
)
# 随后为|甲镇中心小学: words that no name begins with.
_BEFORE_NAMES = ("为", "给", "把")
_MOST_BEFORE = 100
_LEVELS = ("县", "州", "旗")


def recipients_of(document: Document, skeletons: Skeletons, sentence: Sentence) -> Skeleton:
    """Return a sentence with a sign for each that may get a title."""
    parties = [_whole(document, party, sentence) for party in skeletons.of(sentence).parties]
    found = [
        *_places(document, sentence),
        *_sites(document, sentence),
        *_pointed(document, sentence),
    ]
    everyone = sorted([*found, *parties], key=lambda party: (party.start, -party.end))
    apart: list[Party] = []
    for party in everyone:
        if not apart or party.start >= apart[-1].end:
            apart.append(party)
    return skeleton_of(document, sentence, apart)


def _whole(document: Document, party: Party, sentence: Sentence) -> Party:
    """Return a party without a word before its name, and with what is named as a part of it."""
    start = party.start + (1 if party.name.startswith(_BEFORE_NAMES) else 0)
    end = party.end
    part = _PART.match(document.text, end, sentence.end) if party.sort == ORGANIZATION else None
    if part and not _NO_SITE.search(part[0]):
        end = part.end()
    if (start, end) == (party.start, party.end):
        return party
    return replace(party, name=document.surface(start, end), start=start, end=end)


def _places(document: Document, sentence: Sentence) -> list[Party]:
    """Return places that stand by themselves, with the towns that follow them."""
    names = document.names.within(sentence.start, sentence.end, PLACE, ZONE)
    text = document.text
    found: list[Party] = []
    number = 0
    while number < len(names):
        start, end = names[number].start, names[number].end
        number += 1
        while number < len(names) and names[number].start == end:
            end = names[number].end
            number += 1
        if text[end : end + 1] in _LEVELS and text[end - 1] not in _LEVELS:
            end += 1  # 宁洱|县, which is an autonomous one
        town = _TOWN.match(text, end, min(end + 10, sentence.end))
        if town and _LIST_END.match(text, town.end()):
            end = town.end()
        if _WHERE.search(text, max(0, start - 4), start) or _is_elsewhere(document, start, end):
            continue
        if end == sentence.end or _AFTER_PLACE.match(text, end):
            found.append(_party(document, start, end))
    return found


def _is_elsewhere(document: Document, start: int, end: int) -> bool:
    """Return whether a place is a part of the name of an event or of a title in 《》."""
    return document.events.over(start, end) or document.titles.over(start, end)


def _sites(document: Document, sentence: Sentence) -> list[Party]:
    """Return sites such as 蓝湖庄园 and towns without their county, where they begin a clause."""
    found = []
    for match in _SITE.finditer(document.text, sentence.start, sentence.end):
        start, end = match.span("name")
        is_body = document.names.within(start, end, ORGANIZATION)
        if (
            not is_body
            and not _NO_SITE.search(match["name"])
            and not _is_elsewhere(document, start, end)
        ):
            found.append(_party(document, start, end))
    return found


def _pointed(document: Document, sentence: Sentence) -> list[Party]:
    """Return places that 该县 and 我市 mean: the last named that is one."""
    found = []
    for match in _POINTED.finditer(document.text, sentence.start, sentence.end):
        before = document.names.before(match.start(), _MOST_BEFORE)
        name = next(
            (m for m in reversed(before) if m.sort == PLACE and m.text.endswith(match[1])), None
        )
        if name and not match[0].startswith("全"):
            surface = document.surface(name.start, name.end)
            found.append(Party(surface, *match.span(), PLACE))
    return found


def _party(document: Document, start: int, end: int) -> Party:
    return Party(document.surface(start, end), start, end, PLACE)
