"""The forms in which a Chinese sentence says what an amount is of: 产值达5亿元, 占全国的5%."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hezuo.graph.extract.chinese.amounts import COUNT, SHARE, SUM, Amount
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.figure_periods import Period, period_of
from hezuo.graph.extract.chinese.figure_relations import (
    ADVERBS,
    CHANGES,
    DIFFERENCE,
    Relation,
    relation_of,
)
from hezuo.graph.extract.chinese.measures import Phrase, Phrases, is_measure
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.words import words
from hezuo.graph.extract.lexicon import word_list

_ADVERBS_ONLY = re.compile(f"{ADVERBS}$")
_REACHES = re.compile(
    rf"{ADVERBS}(?P<verb>达到|达|高达|多达|完成|为|是|占到|升至|增至|降至|攀升至|降到|升到"
    rf"|(?:{CHANGES})[到至]|(?:稳定|保持|维持)在)?了?$"
)
# Before these it may be said of things how many they are; 为 wants a measure.
_COUNTS_UP = re.compile("达|[到至]$")
_FROM = re.compile("[由从][0-9][0-9.,]{0,12}[^，。；0-9]{1,5}$")
# 高于全国平均水平的5.2%, 低于全球平均水平（约36%）
_AVERAGE = re.compile(
    "(?:高于|低于|优于)(?P<area>[^，。；：、0-9]{2,8}?)平均(?:水平|值|增速)?[的（]$"
)
# 占比最高，|达75%: the clause before a bare verb.
_PEAK = re.compile(
    "(?:居?最[高大多低快]|(?:再|均)?创(?:历史)?新高|(?:逐年|稳步|持续|快速|大幅|不断)"
    f"(?:{CHANGES}|攀升))，$"
)
# 产业规模逐年上升。|其增长率为5%: what the sentence before speaks of.
_TREND = re.compile(f"(?:逐年|稳步|持续|快速|大幅|不断)(?:{CHANGES}|攀升)")
_UNSURE = re.compile("[每各若]|分别|如果|未(?!来)|没有|并非|不是|单价|售价|奖励|罚款|依次")
# 第六条规定，占比不低于5%: what has to be, not what is.
_RULED = re.compile("规定|要求|应当|原则上|奖励|补助|补贴|条件|如果|凡")
_TURNOVER = re.compile("(?:销售|成交|交易|进出口|出口|进口|出资)$")
_INVESTED = re.compile("(?P<what>总投资额?|投资额?)(?:达到|达|为)?$")
_WORK = re.compile(
    "[^，。；：、！？的了\n]{2,24}?(?:项目|工程|基地|产业园|园区|生产线|工厂)"
    "(?=[，。；]|正式|开工|落|签|投产|在)"
)
_SOFT = re.compile("大?约|将?近")
_NEAR, _FAR = 30, 200


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount and what it is of; ``stem`` is what figures that go on from it are of.

    ``since`` is the time that it has grown from.
    """

    amount: Amount
    measure: str
    start: int
    stretch: int
    rule: str
    confidence: float
    stem: str = ""
    area: str = ""
    period: Period | None = None
    since: str = ""


class Forms:
    """Reads the amounts of one sentence, one after the other."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document, self.sentence = document, sentence
        self.text = document.text
        self.phrases = Phrases(document, sentence)
        self.earlier: Stated | None = None
        self._after = sentence.start

    def read(self, amount: Amount) -> Stated | None:
        """Return what an amount is of, and None where that is not clear."""
        found = self._stated(amount)
        self.earlier = found or self.earlier
        self._after = amount.end
        return found

    def _stated(self, amount: Amount) -> Stated | None:
        if average := self._average(amount):
            return average
        stretch = self.phrases.stretch(amount.lead, self._after)
        if stretch is None or _UNSURE.search(self.text, stretch, amount.lead):
            return None
        if _RULED.search(self.text, max(self.sentence.start, stretch - _FAR), amount.lead):
            return None
        if amount.is_of:
            return self._invested(amount, stretch)
        if relation := relation_of(self.document, amount, stretch):
            return self._of_subject(amount, stretch, relation)
        for form in (self._reached, self._counted, self._direct):
            if found := form(amount, stretch):
                return found
        return None

    # What goes on from the figure before: 产值5亿元，|同比增长12%，|占全国的3%.

    def _average(self, amount: Amount) -> Stated | None:
        """Return the average that the figure right before is held against."""
        match = self._ends_with(_AVERAGE, max(self._after, amount.lead - _NEAR), amount.lead)
        base = self._base(match.start()) if match else None
        if match is None or base is None or amount.sort != SHARE:
            return None
        measure = f"{match['area']}平均{base.measure}"
        return replace(
            base, amount=amount, measure=measure, start=match.start(), rule="figure:average",
            confidence=0.65, area="",
        )  # fmt: skip

    def _of_subject(self, amount: Amount, stretch: int, relation: Relation) -> Stated | None:
        """Return a relation of the subject of its clause, or of the figure that it goes on from."""
        adverbs = self._ends_with(_ADVERBS_ONLY, stretch, relation.start)
        phrase = self.phrases.within(stretch, adverbs.start() if adverbs else relation.start)
        if phrase is None or phrase.is_of_other:
            return None
        text, base = self._words_of(phrase), self._base(stretch)
        if text and (is_measure(text) or phrase.is_thing):
            stated = self._made(amount, phrase, text + relation.said, relation.rule, relation.sure)
            stated = replace(stated, stem=text)
        elif not text and not phrase.area and base:
            # 产值增长5%，高于平均2个百分点: the growth is.
            of = base.measure if relation.rule == DIFFERENCE else base.stem
            stated = replace(
                base, amount=amount, measure=of + relation.said, start=relation.start,
                stretch=stretch, rule=relation.rule, confidence=relation.sure,
            )  # fmt: skip
        else:
            return None
        return replace(stated, since=relation.since)

    def _base(self, stretch: int) -> Stated | None:
        """Return the figure that stands right before a clause."""
        earlier = self.earlier
        if earlier and self.text[earlier.amount.end : stretch] in (
            "",
            "，",
            "、",
            "和",
            "且",
            "并",
        ):
            return earlier
        return None

    # What says by itself what it is of.

    def _reached(self, amount: Amount, stretch: int) -> Stated | None:
        """Return what has come to an amount: 产值达5亿元, 占比超过20%."""
        match = self._ends_with(_REACHES, stretch, amount.lead)
        is_hedged = amount.lead < amount.start and not _SOFT.match(self.text, amount.lead)
        if match is None or not (match["verb"] or is_hedged):
            return None
        end = match.start()
        if not self.text[stretch:end] and (peak := self._ends_with(_PEAK, 0, stretch)):
            earlier = self.phrases.stretch(peak.start(), self._after)
            if earlier is None:
                return None
            stretch, end = earlier, peak.start()
        if from_other := self._ends_with(_FROM, stretch, end):
            end = from_other.start()
        phrase = self.phrases.within(stretch, end)
        if phrase is None:
            return None
        text = self._words_of(phrase)
        if phrase.is_of_other:
            return self._of_other(amount, phrase, text)
        if is_measure(text) and (amount.sort != COUNT or _is_number(text)):
            return self._made(amount, phrase, text, "figure:reaches", 0.9)
        counts = is_hedged or _COUNTS_UP.search(match["verb"] or "")
        if amount.sort == COUNT and phrase.is_thing and counts:
            return self._made(amount, phrase, _number_of(text), "figure:number-reaches", 0.85)
        return None

    def _of_other(self, amount: Amount, phrase: Phrase, text: str) -> Stated | None:
        """Return a measure after 其 with what the sentence before says a trend of."""
        number = self.sentence.number
        if not number or not (is_measure(text) or is_measure(f"其{text}")):
            return None
        before = self.document.sentences[number - 1]
        if before.paragraph != self.sentence.paragraph:
            return None
        trends = list(_TREND.finditer(self.text, before.start, before.end))
        phrases = Phrases(self.document, before)
        if len(trends) != 1:
            return None
        stretch = phrases.stretch(trends[0].start(), before.start)
        of = phrases.within(stretch, trends[0].start()) if stretch is not None else None
        if of is None or not is_measure(self._words_of(of)):
            return None
        measure = self._words_of(of) + text
        stated = self._made(amount, phrase, measure, "figure:anaphor", 0.7)
        return replace(stated, area=of.area)

    def _counted(self, amount: Amount, stretch: int) -> Stated | None:
        """Return the number of what a verb before it counts: 集聚企业300家."""
        if amount.sort != COUNT:
            return None
        for word in words(self.text[stretch : amount.lead], stretch):
            has = word.text in word_list("having_verbs")
            if not has and word.text not in word_list("counting_verbs"):
                continue
            end = word.end + self.text.startswith(("了", "有"), word.end)
            things = self.phrases.within(end, amount.lead)
            adverbs = self._ends_with(_ADVERBS_ONLY, stretch, word.start)
            subject = self.phrases.within(stretch, adverbs.start() if adverbs else word.start)
            if things is None or subject is None or things.start != end or not things.is_thing:
                continue
            verb = "" if has else word.text
            text = f"{self._words_of(subject)}{verb}{self._words_of(things)}"
            stated = self._made(amount, subject, _number_of(text), "figure:counts", 0.75)
            start = subject.start if subject.start < subject.end else word.start
            return replace(stated, start=start)
        return None

    def _direct(self, amount: Amount, stretch: int) -> Stated | None:
        """Return a measure that stands right before its amount: 总投资5亿元."""
        phrase = self.phrases.within(stretch, amount.lead)
        if phrase is None or phrase.is_of_other:
            return None
        text = self._words_of(phrase)
        if is_measure(text) and (amount.sort != COUNT or _is_number(text)):
            return self._made(amount, phrase, text, "figure:direct", 0.8)
        # 企业300家，其中外资企业20家
        is_part = phrase.after == "其中" and phrase.is_thing and self._base(stretch)
        if amount.sort == COUNT and is_part:
            return self._made(amount, phrase, _number_of(text), "figure:part", 0.75)
        return None

    def _invested(self, amount: Amount, stretch: int) -> Stated | None:
        """Return what is put into a piece of work that is named after it: 总投资5亿元的甲项目."""
        match = self._ends_with(_INVESTED, stretch, amount.lead)
        work = _WORK.match(self.text, amount.end + 1, self.sentence.end)
        if match is None or work is None or amount.sort != SUM:
            return None
        measure = f"{self.document.surface(*work.span())}{match['what']}"
        start = match.start()
        return Stated(amount, measure, start, stretch, "figure:invested", 0.75, stem=measure)

    # Helpers.

    def _ends_with(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """Return where a pattern first fits the end of a stretch."""
        return pattern.search(self.text, max(start, end - 2 * _NEAR), end)

    def _words_of(self, phrase: Phrase) -> str:
        return self.document.surface(phrase.start, phrase.end) if phrase.end > phrase.start else ""

    def _made(self, amount: Amount, phrase: Phrase, measure: str, rule: str, sure: float) -> Stated:
        """Return a figure of a phrase, with the time that is said before it."""
        period = period_of(self.document, self.sentence, phrase.stretch, phrase.start)
        area = phrase.area
        earlier = self.earlier
        if earlier and "；" not in self.text[earlier.amount.end : phrase.stretch]:
            period = period or earlier.period
            area = area or (earlier.area if phrase.after == "其中" else "")
        if amount.sort == SUM and _TURNOVER.search(measure):
            measure += "额"
        elif measure.endswith("占地"):
            measure += "面积"
        start = min(phrase.start, amount.lead)
        return Stated(
            amount, measure, start, phrase.stretch, rule, sure, stem=measure, area=area,
            period=period,
        )  # fmt: skip


def _is_number(measure: str) -> bool:
    """Return whether a measure says that it is the number of something: 企业总数, 参会人次."""
    return measure.endswith(("数", "量", "人次"))


def _number_of(things: str) -> str:
    return things if _is_number(things) else f"{things}数量"
