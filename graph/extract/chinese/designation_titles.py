"""What titles that are given look like, without the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hezuo.graph.extract.lexicon import one_of

_BATCH_NAME = "(?:首批|第[一二三四五六七八九十0-9]{1,4}批|新一批)"
# 成为全国唯一的…, 2021年度|第三批, 某省|首批“…: what stands before a title.
_BEFORE = re.compile(
    "(?:建设|创建|设立|组建|该院|该校|该公司|了|为|成为|成|的|(?:全[国省市区县]|我[国省市区县]|国内)?(?:唯一的?|首[个家座所]的?)|我国"
    "|一家|一个|入围|入选|(?:[一两三四五六七八九十]|[0-9]{1,3})?[块项个张枚面顶](?=“)|一[块项张枚面]"
    # 甲厅授予的|“…, 沉甸甸的|“…
    "|[\u4e00-\u9fff]{2,20}?(?:授予|颁发|颁授|评定|认定|命名|评选)的(?=“)|[\u4e00-\u9fff]{2,6}的(?=“))"
)
_NAMED = re.compile(
    f"[\u4e00-\u9fff]{{2,8}}?(?:(?={_BATCH_NAME}“)|(?<=[部局厅委])(?={_BATCH_NAME}))"
    f"|(?:全[国省市区县]|[我本][国省市区县])(?={_BATCH_NAME})"
)
_BATCH = re.compile(f"(?:[0-9]{{4}}年度?)?(?P<batch>{_BATCH_NAME})(?:次)?的?")
_YEAR = re.compile("[0-9]{4}(?:-[0-9]{4}|至[0-9]{4})?(?:年度|年)")
_AFTER = re.compile(
    "(?:(?:等(?:多|[0-9一二三四五六七八九十两数几]{1,3})?[项个块张]?)?(?:荣誉称号|称号|荣誉|殊荣|资质)"
    "|(?:(?:等)?(?:[两二三四五六七八九十]|[0-9]{1,3})[块项张](?:国字号|国家级|省级)?)?"
    "(?:的)?(?:牌匾|[铜金]匾|铜牌|牌子|标牌|匾额|奖匾|(?:金字)?招牌|金字|证书|奖牌|头衔|名号|名头|金匾|桂冠|榜单|美[名誉称])|(?:创建|培育|入库)?(?:公示)?名单|名录|(?:之|的)?行列|之列"
    "|之一|资格|认定|授牌|等|后|之后|以来)$"
)
_QUOTED = re.compile("[“‘「]([^”’」]{1,100})[”’」]")
_OF_QUOTED = re.compile("(?:[“「][^”」]{1,60}[”」](?:、|和|及|与|以及)?){2,20}(?=$|等|[^“「])")
_ONE_QUOTED = re.compile("[“「]([^”」]{1,60})[”」]")
_COMMAS = re.compile("、|以及|[和及](?=国家|全国|中国|省|市|自治区|“)")
_SAYS_SO = re.compile(
    "(?:称号|牌匾|牌子|铜牌|标牌|[铜金]匾|匾额|奖匾|招牌|名号|头衔|桂冠|美[名誉称])$"
)
_SHORTEST = 4
_ENDING = re.compile(
    f"(?:{one_of('title_endings')}|（[\u4e00-\u9fff、]{{1,6}}）|[“”])"
    # 强县（市）, 示范县（2021—2025年）
    "(?:（(?:[\u4e00-\u9fff、]{1,6}|[0-9]{4}[^）]{0,12})）)?”?$"
)
# Whatever is called 示范项目 or 试点工程 has been chosen, too.
_CHOSEN = re.compile("(?:示范|试点|重点|标志性|精品)(?:性)?(?:项目|工程|课程|线路|专业)$")
# Prizes, money, papers and bad lists are no titles.
_PRIZE = re.compile(
    "奖(?!牌)|冠军(?!(?:示范|培育)?(?:企业|产品)|$)|第[一二三]名|金牌|银牌|好评|资格证|荣誉证书|专利|资金"
    "|支持|批复|成功|许可|经费|认可|进展|订单|突破|利润|收入|融资|投资|资助|黑名单|失信|失格|制裁"
    "|实体清单|候选|专家组|备选|(?:预算|日程|议程|计划|规划|基金|科目)$"
)
# So are those that firms have of each other, but where they are said to be titles.
_PARTNER = re.compile("股东|供应商|客户|伙伴")
# 成为全省首个|与…合作的企业: said of something, not its title.
_NO_TITLE = re.compile("[的是将，]|不仅|关注|目标")


class Title(NamedTuple):
    """A title, where it stands in the stretch that it was found in, and the batch it names."""

    start: int
    end: int
    text: str
    batch: str | None


def titles_in(text: str, is_named: bool = False) -> list[Title]:
    """Return the titles that a stretch after a verb of giving names.

    ``is_named`` is whether it says of itself that it is a title, such as “…”称号 does.

    >>> [title.text for title in titles_in("“示例茶都”“示例园林城市”等称号")]
    ['示例茶都', '示例园林城市']
    """
    several = list(_pieces(text))
    is_named = is_named or _is_named(text)
    found = [_cleaned(text, start, end) for start, end in several]
    good = [title for title in found if _is_title(title, is_named)]
    if len(good) < len(found) and not (good and _AFTER.search(text) and len(found) > 1):
        whole = _cleaned(text, 0, len(text))
        return [whole] if _is_title(whole, is_named) else []
    return good


def _is_named(text: str) -> bool:
    """Return whether a stretch says that it is a title: “…”, …称号."""
    return _SAYS_SO.search(text) is not None or _QUOTED.fullmatch(text) is not None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the titles of a list stand: “甲”“乙”等称号, 甲、乙等荣誉."""
    quoted = _OF_QUOTED.search(text)
    if quoted and not _COMMAS.search(text[: quoted.start()]):
        for match in _ONE_QUOTED.finditer(text, *quoted.span()):
            yield match.span()
        return
    start = 0
    for match in _COMMAS.finditer(text):
        if text.count("“", 0, match.start()) == text.count("”", 0, match.start()) and not (
            text.count("（", 0, match.start()) > text.count("）", 0, match.start())
        ):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _cleaned(text: str, start: int, end: int) -> Title:
    """Return a title without what stands around it, and the batch that it names."""
    batch = None
    named = _NAMED.match(text, start, end)
    start = named.end() if named else start
    while True:
        if found := _BATCH.match(text, start, end):
            batch = batch or found["batch"]
        found = found or _BEFORE.match(text, start, end) or _YEAR.match(text, start, end)
        if not found:
            break
        start = found.end()
    while found := _AFTER.search(text, start, end):
        end = found.start()
    if _QUOTED.fullmatch(text, start, end):
        start, end = start + 1, end - 1
        if (found := _BATCH.match(text, start, end)) and not batch:
            batch, start = found["batch"], found.end()
    return Title(start, end, text[start:end], batch)


def _is_title(title: Title, is_named: bool) -> bool:
    """Return whether a text is a title that bodies or places get, and no prize."""
    text = title.text
    if len(text) < _SHORTEST or _PRIZE.search(text):
        return False
    if _PARTNER.search(text) and not is_named:
        return False
    if is_named or _CHOSEN.search(text):
        return True
    return _ENDING.search(text) is not None and not _NO_TITLE.search(text)
