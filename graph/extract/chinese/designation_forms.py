"""The forms of sentences that say who gave whom which title, read in a sentence with signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, WHOLE_LIST

PLAQUE, PILOT = "PlaqueAward", "PilotStatus"

# A title may be one sign: it can read like a body.
TITLE = r"(?P<title>(?:“[^”\n]{1,60}”|[^，。；！？\n“]){1,60})"
# 被命名为, 列为: the word before 为.
CALLED = (
    "(?:重新|正式|成功|联合|共同)?(?:认定|评定|命名|增列|列|确定|评|评选|批准|核准|授牌|备案|确认|遴选"
    "|评审|推选|选|纳入|列入|选定|核定|(?<!指)定|增补|公布|公告|树立|确立|推举|挂牌|认证)"
)
# 将|把|对 is no word of what will be where it is followed by a recipient.
HOPED = re.compile(
    "拟|将(?!军)|争取|力争|有望|申报|计划|目标|推荐|冲刺|全力|积极|助力|未(?!来)|欲|努力|打造|希望"
    "|支持|推动|如果|正在"
)
# What is quoted may be one sign: it can read like a body, too.
_QUOTE = f"“(?:[^”]{{3,60}}|[^”]{{0,2}}[{SIGNS}][^”]{{0,2}})”"
_QUOTED = f"(?P<title>{_QUOTE}(?:[、和]?{_QUOTE}){{0,6}})"
# What hangs on a wall.
_BOARD = "(?:牌子|牌匾|铜牌|标牌|匾额|奖牌|奖匾|[铜金]?匾|牌|称号|证书|招牌|荣誉|名号|名头|头衔)"
# 等单位, 3个旗
_OTHERS = (
    rf"(?:等[^，。；“{SIGNS}]{{0,14}}?"
    rf"|[0-9两三四五六七八九十]{{1,3}}[个家][^，。；“{SIGNS}]{{0,6}}?)?"
)
_WHO = rf"(?P<who>{WHOLE_LIST}){_OTHERS}"
_BY = rf"(?:(?P<by>{PARTY})[^。；{SIGNS}]{{0,14}})?"

# 其中，乙、丁|榜上有名
_AMONG = (
    f"(?:其中，)?[^，。；{SIGNS}]{{0,8}}{_WHO}[^。，；]{{0,20}}"
    "(?:入选|入围|上榜|在列|获批|榜上有名|名列|位列|跻身|赫然|成功)"
)

_GIVEN = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲将乙认定为丙, 甲将乙列入丙
        rf"{_BY}(?:将|把|对){_WHO}(?:{CALLED}(?:为|成为)|列入|纳入|增补进|评[上成]|选入){TITLE}",
        # 甲授予乙丙称号
        rf"{_BY}(?<![被获])(?:授予|颁授){_WHO}(?:为)?{TITLE}",
        # 甲认定乙为丙
        rf"{_BY}(?:{CALLED}|批复|同意){_WHO}(?:等[^，。；“]{{0,14}}?)?(?:成?为){TITLE}",
        # 甲同意乙建设丙
        rf"{_BY}(?:批准|批复|同意|核准|准予|正式批准)(?:在|依托|由)?{_WHO}"
        rf"(?:依托[^，。；]{{0,10}})?(?:牵头|共同|联合)?(?:建设|创建|设立|组建|开展|建立){TITLE}",
    )
)
_PLAQUES = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲为乙授“丙”牌匾, 甲为乙挂上“丙”的牌子, 甲向乙授牌“丙”
        rf"{_BY}(?:为|向|给){_WHO}(?:代表|负责人)?(?:授予|颁发|授牌|授|颁授|颁|挂牌|挂上|挂|送[上来去]|揭)了?"
        rf"(?:{_QUOTED}|(?P<plain>[^，。；“{SIGNS}]{{3,40}}?)(?=牌匾|铜牌|牌子|标牌|匾额|证书|授牌))",
        # 甲把“丙”的牌匾授予乙, 甲将“丙”的牌子交到乙手里
        rf"{_BY}(?:将|把)(?:一[块方面张])?{_QUOTED}的?{_BOARD}?"
        "(?:授予|颁授|颁|颁发|授|交|送|递|发|挂|赠)(?:给|予|到|至|在|进|与)?了?"
        rf"{_WHO}",
        # “丙”称号授予乙
        rf"{_QUOTED}的?{_BOARD}(?:被|已|正式)?(?:授予|颁给|颁发给|授给|交到|送到)了?{_WHO}",
        # 甲对乙获得丙进行授牌
        rf"(?P<by>{PARTY})[^。；，{SIGNS}]{{0,8}}(?:还|也)?对{_WHO}(?:获得|荣获)"
        r"(?P<title>[^，。；！？\n]{3,60}?)(?:进行了?授牌)",
    )
)
_LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲公布丙名单，乙、丁入选
        rf"(?P<by>{PARTY})[^。；{SIGNS}]{{0,16}}(?:公布|发布|公示)了?(?:的)?(?P<title>[^。；，]{{4,50}}?)"
        rf"(?:公示|公布)?(?:名单|名录)?(?:中|显示|里)?，{_AMONG}",
        # 丙名单出炉，乙、丁榜上有名
        rf"(?:^|[，。；：])(?P<title>{_QUOTE}|[^，。；“”]{{4,50}}?)(?:评选|认定|申报|创建)?(?:结果|名单|名录|榜单)?"
        f"(?:近日|日前|昨日|今日|正式|对外|已|新鲜){{0,3}}(?:揭晓|出炉|公布|发布|亮相|公示结束)，{_AMONG}",
        # 在公布的丙名单中，乙、丁在列
        "(?:公布|发布|公示|出炉|揭晓)的(?P<title>[^。；，]{4,50}?)(?:公示)?(?:名单|名录|榜单)(?:中|里|上|显示)，"
        f"{_AMONG}",
        # 丙名单新增三地，分别是乙、丁
        rf"(?:^|[，。；：])(?P<title>{_QUOTE}|[^，。；：“”]{{1,40}}?)(?:名单|名录|榜单)"
        rf"(?:新增|再添|又添|增加)了?[^，。；：“]{{0,8}}[，：](?:分别)?(?:[是为])?{_WHO}",
        # 乙申报的“省级丙”获批
        f"{_WHO}(?:(?:牵头|联合)?(?:申报|申请|申请建设|创建|建设)|牵头)的(?P<title>(?!“[^”]{{0,50}}(?:项目|课题|工程|产品)”)"
        f"(?=“[^”]{{0,30}}(?:[国省市区县]级|国家|全国|示范|试点)){_QUOTE})"
        "(?:近日|日前|成功|正式|顺利|已){0,2}(?:获批|获评|入选|获认定|获得批准)(?!建设资金|立项)",
        # 继去年获评丙后，乙; 自被认定为丙以来，乙
        rf"(?:^|(?<=[，。；：]))(?:继|自从?)[^，。；“{SIGNS}]{{0,10}}?(?:获[评批授得]|入选|被?(?:评|命名|认定)为|荣获|跻身|成为)"
        rf"(?P<title>[^，。；]{{4,40}}?)(?:之?后|以来)，(?!又?[被由经获])[^，。；“被由经{SIGNS}]{{0,8}}{_WHO}",
        # “国家级丙”这块招牌落到乙头上, “省级丙”落户乙
        f"(?P<title>(?!“[^”]{{0,50}}项目”)(?=“[^”]{{0,30}}(?:[国省市区县]级|国家|全国|示范|试点)){_QUOTE})(?:这一?[块项个张顶])?的?(?:金字)?{_BOARD}?，?"
        f"(?:日前|近日|昨日|正式|最终|成功|终于){{0,2}}(?:落[到在户地]|归)了?{_WHO}",
        # 入选首批“丙”的还有乙和丁
        "(?:入选|获评|上榜|获批|荣获|跻身|列入|被认定为)"
        "(?P<title>(?:“[^”]{3,60}”|[^，。；“]){1,50}?)"
        rf"(?:名单)?的(?:[^，。；{SIGNS}]{{0,10}})(?:有|包括|为|是|分别是){_WHO}",
        # “丙”花落乙
        rf"(?:^|[，。；：])(?:[^，。；：“]{{0,12}}?(?:首批|第.{{1,3}}批))?"
        rf"(?P<title>{_QUOTE}|[^，。；：“”]{{1,40}}?)的?{_BOARD}?(?:最终|正式|分别|相继|双双)?"
        rf"(?:花落|归属|授予了|归于){_WHO}",
        # 两个“丙”：乙、丁获此称号
        rf"{_QUOTED}[^。；“{SIGNS}]{{0,16}}{_WHO}[^。；，“{SIGNS}]{{0,8}}"
        "(?:[获得]|获得|摘得|摘取|荣膺|喜提)(?:了)?[此该这](?:一|项|块)?"
        "(?:称号|殊荣|荣誉|头衔|资格|牌子|金字招牌|名号|名单)",
        # 以下单位入选丙：乙、丁; 入选丙的单位：乙、丁; 丙名单如下：乙、丁
        "(?:入选|获评|上榜|获批|列入|认定为|命名为|评为|确定为|授予|列为)(?P<title>[^，。；：“]{4,40}?"
        f"|{_QUOTE})(?:称号)?(?:名单)?(?:的?(?:单位|企业|机构|地区|市县|县区?|个人|名单))?"
        rf"(?:名单)?(?:有|是|为|包括|如下|分别[是为])?[：:]{_WHO}",
        # 乙再添一块“国字号”招牌——丙
        rf"{_WHO}[^。；，{SIGNS}]{{0,6}}(?:再添|新添|又添|喜添|新增|喜获|收获|摘得|捧回|再获|又获|喜提)"
        r"[^，。；—：]{2,20}(?:招牌|名片|牌子|荣誉|称号|殊荣|金字招牌|桂冠)(?:——|—|：)(?P<title>[^，。；]{1,40})",
    )
)
# 乙、丙、丁等12个区县为丙试点
_PILOTS = re.compile(
    rf"(?P<who>{PARTY}(?:(?:、|和|及|以及){PARTY}){{2,}}+)等[0-9]{{0,4}}个?[^，。；为]{{0,8}}为"
    r"(?P<title>[^，。；]{4,40}试点[^，。；]{0,6})"
)
# 认定为甲|并获得乙: where a title ends at the latest.
_TITLE_STOP = re.compile("进行了?授牌|、(?=[被获])|并(?!购)|试点期|（公示")
_FORMS = (
    *((f"conferred-{number}", "", form) for number, form in enumerate(_GIVEN)),
    *((f"plaque-{number}", PLAQUE, form) for number, form in enumerate(_PLAQUES)),
    *((f"listed-{number}", "", form) for number, form in enumerate(_LISTS)),
    ("pilots", PILOT, _PILOTS),
)


class Given(NamedTuple):
    """A title as a form reads it: the signs of who got it and gave it, and where it stands."""

    who: str
    start: int
    end: int
    by: str
    rule: str
    kind: str = ""


def titles_given(text: str) -> Iterator[Given]:
    """Yield who gave whom which title in a sentence with signs."""
    for rule, kind, form in _FORMS:
        for match in form.finditer(text):
            before = text[max(0, match.start("who") - 10) : match.start("who")]
            if HOPED.search(re.sub("^.*[。；，]|[将把对]$", "", before)):
                continue
            groups = match.groupdict()
            group = "plain" if groups.get("plain") else "title"
            start, end = match.start(group), title_end(text, *match.span(group))
            yield Given(match["who"], start, end, groups.get("by") or "", rule, kind)


def title_end(text: str, start: int, end: int) -> int:
    """Return where a title ends that stands in a stretch with what follows it."""
    stop = _TITLE_STOP.search(text, start, end)
    return stop.start() if stop else end
