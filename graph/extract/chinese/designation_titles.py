"""What a title that is given looks like, without the words around it."""

from __future__ import annotations

import re

# 成为全国唯一的…: before a title.
_BEFORE = re.compile(
    "^(?:建设|创建|该院|该校|该公司|了|为|成为|成|的|全国唯一的?|唯一|我国|全市唯一|首家){1,6}"
)
# 某省|首批“…
_NAMED = re.compile("[\u4e00-\u9fff]{2,8}?(?=(?:首批|第[一二三四五六七八九十0-9]{1,4}批)“)")
# 2021年度|第三批, 首批次的
_BATCH = re.compile("(?:[0-9]{4}年度?)?(首批|第[一二三四五六七八九十0-9]{1,4}批|新一批)(?:次)?的?")
_YEAR = re.compile("^[0-9]{4}年度?")
_AFTER = re.compile(
    "(?:荣誉称号|称号|牌匾|铜牌|牌子|证书|创建名单|培育名单|名单|名录|资格|认定|授牌|殊荣|荣誉)$"
)
_QUOTED = re.compile("[“‘「]([^”’」]{1,100})[”’」]")
_SHORTEST = 4
# What titles end with: 示范区, 试点城市, 之乡, “小巨人”企业.
_ENDING = re.compile(
    "(?:示范区|示范县|示范市|示范园区?|示范基地|示范单位|示范企业|示范点|先行区|试点地区"
    "|试点城市|试点县|试点区|试点单位|试点企业|试点|试验区|实验区|集聚区|基地|称号|企业|单位"
    "|集体|中心|工作站|工作室|城市|之乡|园区|区县?|县|品牌|项目|产业园|孵化器|众创空间|实验室"
    "|平台|先进个人|名录|学校|学科|社区|乡镇|村|团队|人才|专家|培育库|标杆|案例"
    "|（市）|（市、区）|（县）|学院|领军者|小巨人”企业|小巨人|工厂|机构|旗县|优势区|交流站|服务站"
    "|科技馆|医院|街区|小镇|景区|产品|商标|老字号|瞪羚企业|独角兽|龙头|联合体|港|样板|标兵|之家"
    "|（[\u4e00-\u9fff]{1,6}）)”?$"
)
# Prizes, money and papers are no titles.
_PRIZE = re.compile(
    "奖(?!牌)|冠军(?!企业)|第[一二三]名|金牌|银牌|好评|资格证|荣誉证书|专利|资金|支持|批复"
    "|成功|许可|经费|认可|进展|订单|突破|利润|收入|融资"
)


def cleaned(title: str) -> tuple[str, str | None]:
    """Return a title without what stands around it, and the batch that it names.

    >>> cleaned("成为首批示例产业示范基地名单")
    ('示例产业示范基地', '首批')
    """
    title = _BEFORE.sub("", title.strip())
    named = _NAMED.match(title)
    title = title[named.end() :] if named else title
    batch = _BATCH.match(title)
    if batch:
        title = title[batch.end() :]
    title = _AFTER.sub("", _YEAR.sub("", title))
    whole = _QUOTED.fullmatch(title)
    return (whole[1] if whole else title), batch[1] if batch else None


def is_title_given(title: str) -> bool:
    """Return whether a text is a title that bodies or places get, and no prize."""
    is_prize = _PRIZE.search(title) is not None
    return len(title) >= _SHORTEST and not is_prize and _ENDING.search(title) is not None
