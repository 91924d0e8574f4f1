"""Who got which title by a verb of getting: 甲、乙入选丙, 甲被乙认定为丙, 甲通过丙认定."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.designation_forms import CALLED, HOPED, TITLE, Given, title_end
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS

# 获|甲授予: the verb comes later.
_BY_WHOM = (
    "(?![^，。；“]{1,16}(?:授予|颁授|颁发|授(?=“)|(?:认定|列|评|命名|确定|公布)为"
    "|批准(?:为|建设|设立|组建|创建)))"
)
_FOUNDING = "(?:建设|创建|设立|组建|成立|建立|筹建|成为)"
_GETS = re.compile(
    f"获批准?(?:{_FOUNDING}|为)?|获准(?:{_FOUNDING}|挂牌)(?:为|成为)?"
    "|获(?:评|授予?|颁授?|选|列|认定|命名|确认|评定|推选)(?:为|成为)?|入选(?:为|成为)?|入围|入列|入库|同列|蝉联"
    "|跻[身入]|上榜|登榜|荣登|荣列|荣升|新晋(?:成?为)?|摘牌(?=“)|荣摘|登上|(?:进|加|跨|迈|步)入(?=[^，。；]{2,30}(?:行列|名单|名录))"
    "|荣获|喜获|斩获|荣膺|喜提|摘[得取]|喜摘|捧[得回走]|加冕|揽[获得回]|抱[得回]|领[到回取]|拿[下到回]"
    "|戴上|夺得|收获|接过(?=“)|挂[上起](?=“)"
    f"|获得{_BY_WHOM}|获(?![悉利益取胜赞知奖得准]){_BY_WHOM}"
    "|(?:成功)?(?:创建|创成|升级|升格|晋升|晋级|跃升|升)(?:为|成为|成|到)?"
    f"|{CALLED}(?:成)?为|指定为|评[上成]|列入|纳入|选入|授予|颁授|颁发的?|授(?=“)|冠以(?=“)|授牌为?|挂牌(?:成为|为)?"
    f"|批准{_FOUNDING}"
    "|成为(?=(?:国家|全国|省级|自治区级?)[^，。；的与]{2,30}(?:试点|示范|先行|先导)"
    "[^，。；的与]{0,8}(?:[，。；]|$))"
    "|成为(?=(?:国家|省|市|自治区)级(?![^，。；]{0,12}[最较大])[^，。；的与]{2,30}(?:[，。；]|$))"
    "|成为[^，。；的与]{0,10}?(?:首批|首[个家座所]|唯一(?:一[个家所])?"
    "|第[一二三四五六七八九十0-9]{1,3}[个家批])的?"
)
# 通过丙认定
_PASSED = re.compile(
    "通过了?(?P<title>[^，。；！？\n]{4,40}?)的?(?:复核)?(?:认定|评定|命名|复核|备案)(?=[，。；、]|$)"
    # 通过省级丙验收, but not what is built: 通过数据中心验收
    "|通过了?(?P<checked>(?=[^，。]{0,12}(?:国家级?|全国|[省市]级)?(?:示范|试点))[^，。；！？\n]{4,40}?)"
    "的?(?:验收|复审|评估|考核)(?=[，。；、]|$)"
)
# What is said of much, and of titles only with words of their levels.
_WEAK = re.compile(
    "(?:获得?|荣获|喜获|斩获|收获|夺得|[拿捧摘抱揽领].|戴上|加冕|登上|列入|纳入|入库|蝉联|颁发的?|公[布告]为"
    "|指定为|(?:成功)?(?:创建|升|晋).{0,4}"
    "|挂牌.{0,2}|成为.*)$"
)
_LEVEL = re.compile(
    "国家级?|全国|省级?|市级?|区级|县级|部级|世界|中国|国际|全省|全市|示范|试点|先进|优秀|基地"
    "|[一二三四五][级星A]|甲等|[2345]A|工作站|企业|单位|称号|集体|实验室|中心|园区|城市|品牌|名录|名单|“"
)
_NEEDED = {
    "获得": re.compile("称号|认定|示范|试点|授牌|荣誉|“"),
    "收获": re.compile("称号|荣誉|招牌|名片|“"),
    "拿下": re.compile("称号|荣誉|招牌|名片|“"),
    "蝉联": re.compile("称号|“"),
    "拿到": re.compile("称号|荣誉|牌|“"),
    "拿回": re.compile("称号|荣誉|牌|“"),
    "领到": re.compile("称号|荣誉|牌|“"),
    "领取": re.compile("称号|荣誉|牌匾|“"),
    "领回": re.compile("称号|荣誉|牌|“"),
    "指定": re.compile("国家|全国|[省市区县]级|定点|示范|试点|指定|唯一|“"),
    "戴上": re.compile("“"),
    "成为": re.compile("国家|省级|市级|自治区级|全国|示范|试点|先行|先导|之乡|之都|“"),
}
# 甲授予乙: they are verbs of getting only after 被 and the like.
_OF_GIVING = ("授予", "颁授", "颁发", "批准", "冠以")
_NO_SUBJECT = re.compile(
    # 甲市|辖区企业, 其中4个, 3家企业
    "^(?:的|辖区|境内|区内|县内|市内|旗下|下属|所属|各)|其中|另有|还有|共有|又有|已有|累计"
    "|[0-9一二三四五六七八九十数多两][余多]?[个家项所人位名][^，]{0,8}$"
    # 甲大学|某项目: what got it is no body
    "|(?:项目|成果|作品|论文|课程|教材|同学|学生|选手|队员|产品|专利|案例|个人|老师|工程|技术|设备"
    "|系统|代表队)$"
    # 甲与乙|签约，: who goes on is unclear
    "|(?:签约|签署|签订|致辞|出席)[^，]{0,14}，"
)
# 被甲, 获甲
_AGENT = re.compile(
    f"(?:被|获得?|荣获|由|经|受|从)(?P<by>{PARTY}(?:(?:、|和|与|及){PARTY})*+)?"
    f"[^，。；{SIGNS}“]{{0,14}}$"
)
# 等12个地区, 3个旗
_COUNTED = "[0-9一两二三四五六七八九十数]{1,4}[余多]?[个家所名][^，。；“拟将争力有]{0,6}"
_OTHERS = re.compile(f"等(?:{_COUNTED})?|{_COUNTED}")
_TITLE_AT = re.compile(TITLE)
_SIGN = re.compile(PARTY)
_LAST_SIGN = re.compile(f"[{SIGNS}](?=[^{SIGNS}]{{0,80}}$)")
_END = re.compile("[。；！？]")
_ENDED = re.compile("[。；！？“》]")
_JOINS = ("以及", "、", "和", "与", "及")
_NOT_BEFORE = tuple("被由经将把对为向在予")
_LONGEST_FILL, _FAR, _FAR_AGENT = 34, 80, 40


def titles_received(text: str) -> Iterator[Given]:
    """Yield who got which title in a sentence with signs.

    What goes on without a subject has that before: 甲获评丙，又入选丁.
    """
    last: Given | None = None
    verbs = [*_GETS.finditer(text), *_PASSED.finditer(text)]
    for verb in sorted(verbs, key=lambda match: match.start()):
        if last and verb.start() < last.end:
            continue
        start, end = _title(text, verb)
        if not _may_be_title(verb[0], text[start:end]):
            continue
        if last and not _SIGN.search(text, last.end, verb.start()):
            who, by = (last.who if _goes_on(text[last.end : verb.start()]) else ""), ""
        else:
            who, by = _subject(text, verb)
        if who:
            last = Given(who, start, end, by, "received")
            yield last


def _title(text: str, verb: re.Match[str]) -> tuple[int, int]:
    """Return where the title stands that a verb has."""
    if verb.re is _PASSED:
        return verb.span(verb.lastgroup or 0)
    found = _TITLE_AT.match(text, verb.end())
    return (found.start(), title_end(text, *found.span())) if found else (verb.end(), verb.end())


def _may_be_title(verb: str, title: str) -> bool:
    """Return whether what stands after a verb may be a title."""
    if not title or (_WEAK.match(verb) and not _LEVEL.search(title)):
        return False
    needed = _NEEDED.get(verb[:2])
    return needed is None or needed.search(title) is not None


def _goes_on(fill: str) -> bool:
    """Return whether a verb after a title has the same subject, given what stands between."""
    is_near = len(fill) <= _LONGEST_FILL and not _END.search(fill)
    return is_near and not _NO_SUBJECT.search(fill.strip("，、")) and not HOPED.search(fill)


def _subject(text: str, verb: re.Match[str]) -> tuple[str, str]:
    """Return the signs of those before a verb who get something, and of who gives it."""
    agent = _AGENT.search(text, max(0, verb.start() - _FAR_AGENT), verb.start())
    if (verb[0].startswith(_OF_GIVING) or verb[0] == "授") and not agent:
        return "", ""
    end = agent.start() if agent else verb.start()
    found = _LAST_SIGN.search(text, max(0, end - _FAR), end)
    if not found:
        return "", ""
    start = _list_start(text, found.start())
    others = _OTHERS.match(text, found.end(), end)
    after = others.end() if others else found.end()
    is_count = after > found.end() and text[found.end()] != "等"
    fill = text[after:end]
    if (is_count and start == found.start()) or text[:start].endswith(_NOT_BEFORE):
        return "", ""  # 甲市12家企业: not the town
    if len(fill) > _LONGEST_FILL or _ENDED.search(fill):
        return "", ""
    if HOPED.search(fill) or _NO_SUBJECT.search(fill):
        return "", ""
    return text[start : found.end()], (agent["by"] or "")[:1] if agent else ""


def _list_start(text: str, last: int) -> int:
    """Return where a list starts whose last sign stands at a place: 甲、乙和丙."""
    start = last
    while True:
        join = next((join for join in _JOINS if text.endswith(join, 0, start)), None)
        before = start - len(join) - 1 if join else -1
        if before < 0 or not _SIGN.match(text, before):
            return start
        start = before
