"""Names of companies that no list and no ending tells, by where they stand.

A company has a chairman (灸无忧董事长林某), signs beside a named body (甲大学与灸无忧签约), or
stands in quotes where bodies do (会员单位“奶酪匠”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hezuo.graph.extract.chinese.name_context import begins_with_country
from hezuo.graph.extract.chinese.titles import titles_in
from hezuo.graph.extract.chinese.words import is_known, words
from hezuo.graph.extract.lexicon import surnames, word_list
from hezuo.graph.extract.mentions import PLACE, Mention

# Each character of a body that is known already, and of a place.
_BODY, _PLACE = "\ue000", "\ue001"
_KNOWN = f"[{_BODY}{_PLACE}]"
_LETTERS = "[\u4e00-\u9fffA-Za-z0-9·]"
# A name may begin with a place: 成都|芯谷联创.
_LATIN = "[A-Z][A-Za-zÀ-ÿ0-9&.-]{0,30}(?: [A-Z][A-Za-zÀ-ÿ0-9&.-]{0,30}){0,3}"
_NAME = f"(?:{_PLACE}{{0,6}}{_LETTERS}{{2,9}}|{_LATIN}[\u4e00-\u9fff]{{0,6}})"
_SHORT_NAME = _NAME.replace("{2,9}", "{2,9}?").replace("{0,6})", "{0,6}?)")
_NO_BRAND = re.compile(
    "[的与和在是为了将对并由从向其该本各这那被把让给及到又也还则就已曾拟请他她它我你们某名位每等日月年时"
    "后前]|[0-9]{2,}|双方|[候拟兼原]任|团队|课题组|项目组|专家组|[一二三四五六七八九十两多数][家个批份所地方市县区校院]"
)
_POST_OF_COMPANY = (
    "(?:副?董事长|(?:常务|执行)?副?总经理|(?:高级|执行|常务|联席|行政)?副?总裁|联合创始人|创始人|创办人"
    "|首席[\u4e00-\u9fff]{2,4}官|CEO|CTO|COO|董秘|董事会秘书|合伙人|掌门人|执行董事)"
)
_NO_PERSON = (
    "(?!表示|介绍|认为|指出|强调|透露|坦言|告诉|出席|参加|致辞|说|称|等|一行|和|与|会|办|助理|签|代表|宣布"
    "|主持|带队|率队|及其)"
)
# 灸无忧董事长|林某
_HAS_POST = re.compile(
    f"(?:^|(?<=[，。；：、！？“”‘’（）\n \u3000与和及{_BODY}]))(?P<name>{_SHORT_NAME})”?"
    f"{_POST_OF_COMPANY}(?:(?:兼|、)[\u4e00-\u9fffA-Z]{{2,5}}){{0,2}}?{_NO_PERSON}"
    f"(?=[\u4e00-\u9fff][\u4e00-\u9fff{_PLACE}]|[A-Z][a-z])"
)
_SIGNS = re.compile(
    "[续互共补换草云]?签|订立|订[了过]|缔结|达成|结对|结成|续了?[^，。；]{0,3}约|联建|合建|共建|共同组建|联合组建"
)
_JOINED = "(?:、|以及|携手|牵手|联手|[与和同及跟])"
_JOIN = re.compile(_JOINED)
_CLAUSE = re.compile("[，。；：！？“”\n]")
# What stands between the last party and the verb, and before the first one.
_MANNER = (
    f"(?:[0-9]{{4}}年|[0-9]{{1,2}}月底?|[去今前]年|(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日|[上本]?个?(?:周|星期|礼拜)[一二三四五六日天]|[昨今前]天|[昨今]日|[当同]天|当[日场]|近日|日前|同日|在{_PLACE}+"
    f"|在[^，。；与和同]{{1,8}}|于[^，。；与和同]{{1,8}}|正式|共同|联合|现场|成功|分别|先后|依次|双双|顺利|圆满|郑重"
    "|[两三四五六七八]家(?:单位|企业|公司)?|[三四五六]方|[两三四五](?:地|市|县|区|校|院|省)|双方|已经?|就|则|又|还|再|也|昨晚|上午|下午"
    "|就[^，。；与和同]{1,16})"
)
_MANNER_AT_END = re.compile(f"{_MANNER}{{0,4}}$")
_MANNER_AT_START = re.compile(f"^{_MANNER}{{1,3}}")
# （湾北财经记者 林知远）, 【津湾融媒通讯员林知远】: papers and stations that no ending tells
_MEDIUM = re.compile(
    f"(?:^|(?<=[（【〔\n]))(?P<name>{_SHORT_NAME})"
    "(?:首席|特约|见习|实习|特派|全媒体|融媒体?|驻站){0,2}"
    "(?:记者|通讯员)[ \u3000:：]?"
    "(?=[\u4e00-\u9fff]{2,4}(?:[）】〕\n、 \u3000]|发自|报道|摄|文|通讯员))"
)
# 会员单位“奶酪匠”, 乙方：灸无忧
_QUOTED = re.compile(f"(?:品牌|企业|公司|单位|平台)“(?P<name>{_NAME})”")
# “奶酪匠”也牵手甲大学, 甲大学、“奶酪匠”品牌
_QUOTED_BESIDE = re.compile(
    f"“(?P<name>{_NAME})”(?:品牌)?(?:（[^（）\n]{{1,8}}）)?(?:也|还|又|则)?{_JOINED}{_KNOWN}"
    f"|{_KNOWN}{_JOINED}“(?P<other>{_NAME})”"
)
# ①奶酪匠＋甲大学：协议
_IN_LINE = re.compile(
    f"(?:^|(?<=[①-⑳；\n ]))(?P<name>{_NAME})(?:[＋+×→]|——?)(?={_KNOWN})"
    f"|{_KNOWN}(?:[＋+×→]|——?)(?P<other>{_NAME})(?=：)"
)
_SIDE = re.compile(f"[甲乙丙丁]方：(?P<name>{_NAME})(?=[；）\n。，])")
# So far before a verb its parties stand.
_FAR = 120
_LONGEST_PERSON = 3
_BEFORE_NAMES = frozenset("，。；：、“（与和及同\n") | {""}
_COUNTRY_OF_LATIN = re.compile("[\u4e00-\u9fff]{2,6}(?=[A-Z])")
# 华东区总经理, 亚太总裁: parts of companies
_REGION = re.compile(
    "^(?:华[东南北中]|东北|西南|西北|大中华|亚太|北亚|东亚|全球|中国|海外|国际)(?:区|片区|地区)?$"
)
_FULL = re.compile(f"{_KNOWN}+")


def brands_in(text: str, known: Iterable[Mention]) -> list[str]:
    """Return names of companies that are told by where they stand, each once.

    ``known`` are the bodies and places found by other rules.

    >>> brands_in("灸无忧董事长林知远出席。", [])
    ['灸无忧']
    """
    mentions = list(known)
    masked = _masked(text, mentions)
    found = dict.fromkeys(text[start:end] for start, end in _found(masked))
    names = [name for name in found if not begins_with_country(name)]
    return [*names, *_with_places(text, names, mentions)]


def _with_places(text: str, names: list[str], known: list[Mention]) -> list[str]:
    """Return names as they stand behind a place that begins them: 北京|京骨数字医疗."""
    longer: dict[str, None] = {}
    for place in known if names else ():
        if place.sort == PLACE and text[max(0, place.start - 1) : place.start] in _BEFORE_NAMES:
            for name in names:
                if text.startswith(name, place.end):
                    longer[text[place.start : place.end] + name] = None
    return list(longer)


def _masked(text: str, known: Iterable[Mention]) -> str:
    """Return a text with a sign over each character of a known name, and no sign but these."""
    letters = list(text.replace(_BODY, " ").replace(_PLACE, " "))
    for mention in known:
        sign = _PLACE if mention.sort == PLACE else _BODY
        letters[mention.start : mention.end] = sign * (mention.end - mention.start)
    return "".join(letters)


def _found(masked: str) -> Iterator[tuple[int, int]]:
    for pattern in (_HAS_POST, _QUOTED, _SIDE, _MEDIUM):
        for match in pattern.finditer(masked):
            if _may_be_brand(match["name"].strip(_PLACE)):
                yield match.span("name")
    is_signed = _SIGNS.search(masked) is not None
    for pattern in (_QUOTED_BESIDE, _IN_LINE):
        for match in pattern.finditer(masked) if is_signed else ():
            group = "name" if match["name"] else "other"
            name = match[group].strip(_PLACE)
            if _may_be_brand(name) and not _is_person(name):
                yield match.span(group)
    for sign in _SIGNS.finditer(masked):
        for start, end in _listed(masked, sign.start()):
            name = masked[start:end].strip(_PLACE)
            is_placed = masked[start] == _PLACE and not is_known(name)  # 成都|芯谷联创
            is_told = is_placed or _is_uncommon(name)
            if _may_be_brand(name) and is_told and not _is_person(name):
                yield start, end


def _listed(masked: str, verb: int) -> Iterator[tuple[int, int]]:
    """Yield the unknown members of the list of parties before a verb, beside one that is known."""
    start = max(0, verb - _FAR)
    for mark in _CLAUSE.finditer(masked, start, verb):
        start = mark.end()
    before = _MANNER_AT_END.sub("", masked[start:verb])
    since = max(masked.rfind("。", 0, verb), masked.rfind("\n", 0, verb), verb - _FAR)
    if not _FULL.search(masked, since + 1, verb) or not _JOIN.search(before):
        return
    place = 0
    for join in [*_JOIN.finditer(before), None]:
        piece = before[place : join.start() if join else len(before)]
        leading = _MANNER_AT_START.match(piece)
        first = place + (leading.end() if leading else 0)
        piece = before[first : place + len(piece)]
        country = _COUNTRY_OF_LATIN.match(piece)  # 波兰|PKP Cargo
        if country and country[0] in word_list("countries"):
            piece = piece[country.end() :]
            first += country.end()
        if re.fullmatch(_NAME, piece):
            yield start + first, start + first + len(piece)
        place = join.end() if join else place


def _may_be_brand(name: str) -> bool:
    """Return whether a word can be the name of a company, and is no general word."""
    if len(name) < 2 or _NO_BRAND.search(name) or titles_in(name, 0, len(name)):
        return False
    is_part = name[-1] in "区部处科组室" and not name.endswith("大中华区")
    if is_part or _REGION.search(name):
        return False
    if name in word_list("not_names") or name in word_list("anaphors"):
        return False
    general = word_list("generic_words") | word_list("before_names") | word_list("not_brands")
    first = words(name)[0].text
    is_person = first in general and _is_person(name[len(first) :])  # 球员|林某
    return not is_person and any(word.text not in general for word in words(name))


def _is_uncommon(name: str) -> bool:
    """Return whether a name has a word of nobody else, or ends as names of companies do."""
    if any(name.endswith(end) and len(name) - len(end) > 1 for end in word_list("clipped_endings")):
        return True
    return any(
        not is_known(word.text) or word.part in ("nz", "nrt", "nt", "eng") for word in words(name)
    )


def _is_person(name: str) -> bool:
    """Return whether a short name begins with a family name, as names of people do."""
    single, double = surnames()
    return 0 < len(name) <= _LONGEST_PERSON and (name[0] in single or name[:2] in double)
