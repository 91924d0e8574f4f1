"""What a Chinese clause says of its subject by an amount: 占全国的5%, 同比增长5%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hezuo.graph.extract.chinese.amounts import SHARE, Amount
from hezuo.graph.extract.chinese.document import Document

ADVERBS = (
    "(?:已经|已|均|也|就|仅|将会|将|可望|可|有望|预计|预期|力争|一举|首次|首|再次|再|又|还|累计|总计"
    "|共计|合计|总共|共|则|更|只|才|进一步|年均|逐年|计划|拟|实际){0,4}"
)
CHANGES = "增长|增加|提升|提高|上升|上涨|扩大|下降|下跌|减少|降低|缩短|回落|节约"
_SHARE = re.compile(
    "(?<!独)占(?!比|地|有|用)(?P<whole>[^，。；：、0-9占]{0,20}?)的?(?:比重|比例|份额)?的?"
    rf"{ADVERBS}(?:达到|达|为|(?:{CHANGES})[到至])?$"
)
_GROWS = re.compile(
    "(?P<how>(?:同比|环比)(?:名义|实际)?|年均|(?<![占对同环])[比较](?P<other>[^，。；：、]{1,14}?))?"
    f"{ADVERBS}(?P<verb>{CHANGES})了?$"
)
_DIFFERS = re.compile(
    "(?:高于|低于|高出|超出|优于)[^，。；：、0-9]{2,20}$"
    "|(?<![占对同环])比[^，。；：、0-9]{2,20}[高低多少]出?了?$"
)
DIFFERENCE = "figure:difference"
_FAR = 60


@dataclass(frozen=True, slots=True)
class Relation:
    """What a clause says of its subject by an amount: 占全国比重, 比2019年增加 (``since`` then)."""

    start: int
    said: str
    rule: str
    sure: float
    since: str = ""


def relation_of(document: Document, amount: Amount, stretch: int) -> Relation | None:
    """Return what is said of something by an amount: its share, its growth or a difference."""
    surface = document.surface
    growth = _ends_with(document, _GROWS, stretch, amount.lead)
    if growth and (growth["how"] or amount.sort == SHARE):
        how = surface(*growth.span("how")) if growth["how"] else ""
        dates = document.dates_in(*growth.span("other")) if growth["other"] else []
        since = dates[0].date if dates else ""
        said = f"{how}{growth['verb']}"
        return Relation(growth.start(), said, "figure:growth", 0.85, since)
    if amount.sort != SHARE:
        return None
    if share := _ends_with(document, _SHARE, stretch, amount.lead):
        whole = surface(*share.span("whole")) if share["whole"] else ""
        return Relation(share.start(), f"占{whole}比重" if whole else "占比", "figure:share", 0.8)
    if difference := _ends_with(document, _DIFFERS, stretch, amount.lead):
        than = surface(*difference.span())
        return Relation(difference.start(), than, DIFFERENCE, 0.75)
    return None


def _ends_with(
    document: Document, pattern: re.Pattern[str], start: int, end: int
) -> re.Match[str] | None:
    return pattern.search(document.text, max(start, end - _FAR), end)
