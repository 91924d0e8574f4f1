"""Figures that a Chinese report states: 集成电路销售额达3819亿元，同比增长12%，占全国的13%.

What is measured is called in the words of the text, with an end that tells what the number is:
企业 of which there are 300家 are 企业数量, and 产值同比增长12% is of 产值同比增长. What goes on
from the figure before (，占全国的13%) is called by that and its own words: 销售额占全国比重.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.amounts import Amount, amounts
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.figure_forms import Forms, Stated
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.speakers import Speakers

_EXPECTED = re.compile(
    "预计|力争|要(?:实现|达到|确保|力争)|届时|有望|争取|[达投]产后|建成后|(?:将|拟|计划)"
    "(?:在|于|用|通过|联合|投|出资|共|新|统筹|继续|进一步|建|引|培|派|提供|安排|带动|形成|实现)"
)
_EXPECTED_HERE = re.compile("将|拟|计划|规划|预期|可望|可达|目标")


def figures(document: Document) -> Iterator[facts.FigureFact]:
    """Yield the figures of a report whose measure is clear, in their order."""
    speakers = Speakers(document)
    forms: Forms | None = None
    for amount in amounts(document.text):
        sentence = document.sentence_at(amount.start)
        if forms is None or forms.sentence is not sentence:
            forms = Forms(document, sentence)
        if _is_in_name(document, amount) or amount.end > sentence.end:
            continue
        stated = forms.read(amount)
        if stated is not None:
            yield _fact(document, sentence, stated, speakers.at(amount.start))


def _is_in_name(document: Document, amount: Amount) -> bool:
    """Return whether an amount is a part of a name or a title."""
    places = amount.start, amount.start + 1  # 大关 behind it may be a county
    return any(names.over(*places) for names in (document.titles, document.events, document.names))


def _fact(
    document: Document, sentence: Sentence, stated: Stated, speaker: str | None
) -> facts.FigureFact:
    amount, period = stated.amount, stated.period
    said = period.text if period else None
    if said and stated.since and "/" not in said:
        said = f"{stated.since}/{said}"
    return facts.FigureFact(
        measure=stated.measure,
        value=amount.value,
        unit=amount.unit,
        comparison=amount.comparison,
        period=said,
        area=stated.area or None,
        stated_by=speaker,
        status="Forecast" if _is_expected(document, sentence, stated) else "Reported",
        rule=stated.rule,
        confidence=stated.confidence,
        flags=(facts.DATE_INFERRED,) if period and period.is_inferred else (),
        spans=(document.plain.span(stated.start, amount.end),),
        sentence=document.span_of(sentence),
    )


def _is_expected(document: Document, sentence: Sentence, stated: Stated) -> bool:
    """Return whether a figure is of what is to come."""
    text, place = document.text, stated.amount.start
    part = max(sentence.start, text.rfind("；", sentence.start, place))
    if _EXPECTED.search(text, part, place) or _EXPECTED_HERE.search(text, stated.stretch, place):
        return True
    last = stated.period.text.rpartition("/")[2] if stated.period else ""
    return bool(document.reference) and last[:4] > document.reference[:4]
