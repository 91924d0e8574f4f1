"""Who says what stands at a place of a Chinese report: a person who speaks, or a body cited."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.mentions import ORGANIZATION

_SAYS = "介绍|表示|指出|透露|认为|告诉|坦言|强调|解释|谈到|提到|补充|说|称"
# 林知远在致辞中说，
_SPEAKS = re.compile(f"[^，。；：“”\n]{{0,14}}?(?:{_SAYS})")
_HE_SPEAKS = re.compile(f"(?:[^，。；：“”\n]{{0,6}})[他她](?:还|也|同时)?(?:{_SAYS})")
# 据某局统计, 某院发布的数据显示
_CITED_BEFORE = re.compile("(?:根?据|按照?)$")
_CITED = re.compile(
    "(?:最新|日前|近日)?(?:发布|公布)?的?(?:介绍|消息|统计|数据|透露|通报|测算|报告)"
)
_REPORTS = re.compile("(?:作|做|发表|带来)[^。；]{0,40}(?:报告|演讲|发言|分享)")
_LONGEST_HEADING, _FAR, _LONGEST_QUOTE = 60, 40, 400


class Speakers:
    """Who speaks in the sentences of a report."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text

    def at(self, place: int) -> str | None:
        """Return who states what stands at a place, as the report writes the name."""
        sentence = self.document.sentence_at(place)
        return (
            self._cited(sentence, place)
            or self._in_sentence(sentence.start, place)
            or self._after_quote(place)
            or self._as_he(sentence)
            or self._of_section.get(sentence.number)
        )

    def _cited(self, sentence: Sentence, place: int) -> str | None:
        """Return the body whose figures they are: 据甲市统计局消息."""
        for body in self.document.names.within(sentence.start, place, ORGANIZATION):
            before = max(sentence.start, body.start - len("按照"))
            if _CITED_BEFORE.search(self.text, before, body.start) and _CITED.match(
                self.text, body.end, place
            ):
                return self.document.surface(body.start, body.end)
        return None

    def _in_sentence(self, start: int, place: int) -> str | None:
        """Return who speaks last between two places."""
        said = None
        for first, end in self._people(start, place):
            if _SPEAKS.match(self.text, end, place):
                said = self.document.surface(first, end)
        return said

    def _after_quote(self, place: int) -> str | None:
        """Return who speaks right behind the quotation that a place lies in: “…。”甲说."""
        opening = self.text.rfind("“", max(0, place - _LONGEST_QUOTE), place)
        closing = self.text.find("”", place, place + _LONGEST_QUOTE)
        if opening < 0 or closing < 0 or self.text.find("”", opening, place) >= 0:
            return None
        return self._in_sentence(closing + 1, self._end_of_clause(closing + 1))

    def _as_he(self, sentence: Sentence) -> str | None:
        """Return whom 他 means in 他表示: the only person of the sentence before."""
        if not sentence.number or not _HE_SPEAKS.match(self.text, sentence.start, sentence.end):
            return None
        before = self.document.sentences[sentence.number - 1]
        names = {self.document.surface(*where) for where in self._people(before.start, before.end)}
        return names.pop() if len(names) == 1 else None

    def _end_of_clause(self, place: int) -> int:
        ends = [self.text.find(mark, place, place + _FAR) for mark in "，。\n"]
        return min((end for end in ends if end >= 0), default=min(place + _FAR, len(self.text)))

    def _people(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where the names of people stand between two places."""
        found = self.document.places_of_people
        first, last = bisect_left(found, (start,)), bisect_left(found, (end,))
        return [(place, stop) for place, stop, _ in found[first:last] if stop <= end]

    @cached_property
    def _of_section(self) -> dict[int, str]:
        """Who speaks in each sentence of a section that is headed by a person's name: 甲：….

        From where that person speaks first; until another one does, or another heading.
        """
        headings = self._headings()
        found: dict[int, str] = {}
        headed, speaker = "", ""
        for sentence in self.document.sentences if headings else ():
            if sentence.number in headings:
                headed, speaker = headings[sentence.number], ""
                continue
            if not headed:
                continue
            said = self._in_sentence(sentence.start, sentence.end)
            if said and said != headed:
                headed = speaker = ""
            elif said or self._goes_on(sentence, headed):
                speaker = headed
            if speaker:
                found[sentence.number] = speaker
        return found

    def _headings(self) -> dict[int, str]:
        """Return the names of people that headings begin with, by the numbers of these."""
        found = {}
        for first, end, _ in self.document.places_of_people:
            if self.text.startswith("：", end):
                sentence = self.document.sentence_at(first)
                is_short = sentence.end - sentence.start <= _LONGEST_HEADING
                if is_short and not self.text[sentence.start : first].strip():
                    found[sentence.number] = self.document.surface(first, end)
        return found

    def _goes_on(self, sentence: Sentence, headed: str) -> bool:
        """Return whether the person of a heading speaks as 他, or gives a talk."""
        start, end = sentence.start, sentence.end
        if _HE_SPEAKS.match(self.text, start, end):
            return True
        return headed in self.text[start:end] and _REPORTS.search(self.text, start, end) is not None
