"""Longer names that a place is only the first part of, though no list of bodies has them."""

from __future__ import annotations

import re
from functools import cache

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.name_context import stops_names
from hezuo.graph.extract.lexicon import one_of

# 甲省非物质文化遗产代表性|传承人, 甲市代表队
_KNOWN_ENDS = re.compile(
    "[\u4e00-\u9fff]{0,14}?(?:传承人|劳动模范|代表队|芭蕾舞团|歌舞团|歌舞剧院|歌剧院|话剧院|艺术剧院"
    "|交响乐团|管理所|日报|晚报|晨报|商报)"
    # 北京|时间8日, 西湖|龙井: no place is spoken of.
    "|时间(?=[0-9今上下凌清早晚中])|冬?(?:奥|残奥|亚)会|亚运会|全运会|世博会|世园会|合作组织"
    "|龙井|毛峰|毛尖|碧螺春|瓜片|银针|普洱茶|大红袍|铁观音|路(?:步行街|商圈)"
)
# 甲网|讯, 甲新闻客户端, 甲民族报|记者
_MEDIA = re.compile(
    "[\u4e00-\u9fff]{0,4}?(?:(?:网|观察|融媒|新闻|[\u4e00-\u9fff]报)(?:讯|记者|通讯员|客户端|微信|公众号)"
    "|网(?:消息|电)|发布(?:客户端|微信|公众号)|卫视|(?:广播)?电视台|广播电台|都市报|新闻网|融媒体中心)"
)
# 来源：|甲发布、乙观察
_SOURCE = re.compile("(?:来源|转自|稿源|供稿|综合)[：:][^。；：\n]{0,40}$")
_IN_SOURCE = re.compile("[\u4e00-\u9fff]{1,6}(?=[、，。）】\n ]|$)")
# 甲|乡, 甲|湖, 甲和|沙漠: what a short name is a part of, but not of 武汉|江夏 or 天津|河西.
_END = "(?=[，。；、”的之与和边畔沿]|$)"
_LAND = re.compile(
    "乡(?![村镇亲土贤愁里音])|镇(?![江海平远原雄安])|苏木|嘎查|和?沙漠|和?沙地|三角洲|半岛|群岛|海峡|盆地"
    f"|高原|平原|山脉|峡谷|冰川|(?:[江河湖湾岛]|草原|古道|社区|街道){_END}"
    "|[东西南北中]?(?:路(?=[0-9一二三四五六七八九十、，。号段])|大街|大道)"
)
_LEVELS = frozenset("省市区县州旗盟")
_NO_PART = "的在与和及为了将由对从被于是有获等至到向赴让给把这该各并"
_FAR_SOURCE = 50


def is_first_part(document: Document, start: int, end: int) -> bool:
    """Return whether a place is the first part of a longer name: 甲网讯, 甲乡, 甲县竹海文创园."""
    text = document.text
    if _KNOWN_ENDS.match(text, end) or _MEDIA.match(text, end):
        return True
    if text[end - 1] not in _LEVELS and _LAND.match(text, end):
        return True
    if _IN_SOURCE.match(text, end) and _SOURCE.search(text, max(0, start - _FAR_SOURCE), start):
        return True
    longer = _named_after_places().match(text, end)
    if longer is None:
        return False
    words = document.sentence_at(start).words.within(end, longer.start("ending"))
    # 甲市|兴建植物园: what it does.
    return not any(word.part == "v" or stops_names(word.text) for word in words)


@cache
def _named_after_places() -> re.Pattern[str]:
    ending = f"(?P<ending>{one_of('after_places')})(?![长员主区级])"
    return re.compile(f"(?:(?![{_NO_PART}])[\u4e00-\u9fff]){{1,14}}?{ending}")
