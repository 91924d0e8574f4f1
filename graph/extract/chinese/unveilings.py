"""Bodies that were unveiled or opened under a name: 甲研究院揭牌."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.document import Document

# “甲”和“乙”授牌仪式: another is named between.
_ANOTHER = re.compile("^”?(?:、|和|与|及)“[^”]{3,30}”")
_UNVEILED = re.compile(
    "”?(?:也|正式|同时|同日|今日|昨日|成功|在[^，。；]{2,14}|于[^，。；]{2,14}|的){0,4}"
    "(?P<what>揭牌|挂牌|授牌)(?!为|“|上市|交易|出让|转让|督办|新三板|价)"
)
_PLANNED = re.compile("拟|将|计划")
# 在甲大学揭牌: that is where; 为甲大学授牌 says not which board.
_WHERE = ("在", "于")
_TO_WHOM = ("为", "向", "给", "对")


def unveilings(document: Document) -> Iterator[facts.DesignationFact]:
    """Yield bodies that were unveiled or opened under a name: 甲研究院揭牌."""
    seen = set()
    for mention in document.organizations:
        after = _ANOTHER.sub("", document.text[mention.end : mention.end + 60])[:24]
        found = _UNVEILED.match(after)
        before = document.text[max(0, mention.start - 1) : mention.start]
        is_where = before in _WHERE
        if not found or is_where or (found["what"] == "授牌" and before in _TO_WHOM):
            continue
        if mention.text in seen or _PLANNED.search(after[: found.end()]):
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
