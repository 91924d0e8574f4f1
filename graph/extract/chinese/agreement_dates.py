"""When an agreement was signed: said before the verb or behind it, or the day of the ceremony."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.named_papers import NAMED_PAPER
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.dates import DateMention

_AT_MEETING = re.compile(
    "会上|仪式上|式上|活动[上中]|现场|期间|论坛上|同期|开幕式|大会|会议上|当天|随后|线上|线下"
)
# 签约仪式, 集中签约: what the report tells of was signed on that day.
_TELLS_OF_SIGNING = re.compile("(?:签字|签署|签订)[^，。；]{0,8}(?:仪式|大会|活动|会)|签约")
# 曾, 此前: this was signed at another time.
_EARLIER = re.compile("曾|此前|早在|过去|以来|先前|前期|多年|之前|原|历年|截至|累计|已有|当时|届")
_THIS_TIME = re.compile("[，。；](?:而|但)?(?:这次|此次|本次|这一次|今次|如今)")
# 解除|2018年12月订立的《…》
_OF_WHAT_ENDS = re.compile("(?:的|所)?(?:订立|订下|签订|签署|签下|签|订|达成|缔结)的")
_BEHIND_VERB = 30
_NEAR_CEREMONY = 12
# So far before a verb 会上 holds, and so many signings may a title tell of.
_FAR_MEETING = 600
_IN_TITLE = 20
_ENDED = "Terminated"
_BETWEEN_DATES = frozenset("和、与及")


class AgreementDates:
    """Gives the agreements of a report their dates, as far as the report tells them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def give(self, signings: Sequence[Signing]) -> None:
        """Give the signings of a sentence their dates."""
        for signing in signings:
            if signing.rule == NAMED_PAPER and signing.status == "Signed":
                continue
            date = self._date_of(signing)
            if date is not None:
                signing.date, signing.is_date_inferred = date.date, date.is_inferred
        _give_each_its_own(self.document, signings)

    def give_to_titles(self, signings: Sequence[Signing]) -> None:
        """Give what only the title tells of, without a date, the day that is told below it."""
        names = [
            {party.name for party in signing.parties}
            for signing in signings
            if signing.sentence.paragraph
        ]
        told = self._ceremony or _day_below_title(self.document)
        for signing in signings[:_IN_TITLE]:
            if told and signing.date is None and signing.sentence.paragraph == 0:
                mine = {party.name for party in signing.parties}
                if not any(len(mine & others) > 1 for others in names):
                    signing.date, signing.is_date_inferred = told.date, True

    def _date_of(self, signing: Signing) -> DateMention | None:
        document, sentence, place = self.document, signing.sentence, signing.place
        date = (
            _of_what_ends(document, signing)
            or _in_brackets_behind(document, signing)
            or _near(document, place)
        )
        if date is None and (signing.rule == "list-line" or _is_at_meeting(document, signing)):
            date = document.date_of_report(sentence)
        if date is None and signing.rule == "ceremony":
            later = document.dates_in(place, sentence.end)
            if later and later[0].start - place < _NEAR_CEREMONY:
                date = later[0]
        if date is None and not _EARLIER.search(document.text, sentence.start, place):
            ceremony = self._ceremony
            date = ceremony if ceremony and ceremony.start < sentence.start else None
        return date

    @cached_property
    def _ceremony(self) -> DateMention | None:
        """The first date of the first sentence that has one and tells of what is signed."""
        document = self.document
        for match in _TELLS_OF_SIGNING.finditer(document.text):
            sentence = document.sentence_at(match.start())
            dates = [d for d in document.dates_in(sentence.start, sentence.end) if not d.same]
            if dates:
                return DateMention(dates[0].start, dates[0].end, dates[0].date, True)
        return None


def _near(document: Document, place: int) -> DateMention | None:
    """Return the date that holds at a verb; 2020年…，这次|签约 is not of 2020."""
    date = document.date_near(place)
    if date is not None and _OF_WHAT_ENDS.match(document.text, date.end):
        # 18日把2016年9月订下的协议续签: the other date is that of the verb.
        start = document.sentence_at(place).start
        others = document.dates_in(start, date.start)
        date = others[-1] if others else date
    if date is not None and _THIS_TIME.search(document.text, date.end, place):
        return None
    return date


def _of_what_ends(document: Document, signing: Signing) -> DateMention | None:
    """Return the date of an agreement that is ended: 解除2018年12月订立的《…》."""
    if signing.status != _ENDED:
        return None
    for date in document.dates_in(signing.place, signing.place + _BEHIND_VERB):
        if _OF_WHAT_ENDS.match(document.text, date.end):
            return date
    return None


def _in_brackets_behind(document: Document, signing: Signing) -> DateMention | None:
    """Return a date that stands in brackets behind the verb, before the next item of a list."""
    text = document.text
    end = text.find("；", signing.place, signing.sentence.end)
    end = end if end >= 0 else signing.sentence.end
    for date in document.dates_in(signing.place, end):
        if text[date.start - 1] == "（" and text.startswith("）", date.end):
            return date
    return None


def _is_at_meeting(document: Document, signing: Signing) -> bool:
    """Return whether the paragraph has said that it tells of a meeting: 仪式上, 会上."""
    start, _ = document.paragraph_span(signing.sentence)
    start = max(start, signing.place - _FAR_MEETING)
    return _AT_MEETING.search(document.text, start, signing.place) is not None


def _day_below_title(document: Document) -> DateMention | None:
    """Return the first date of the first sentence below the title that is one: no masthead."""
    text = document.text
    whole = (s for s in document.sentences if s.paragraph and "。" in text[s.start : s.end])
    first = next(whole, None)
    dates = document.dates_in(first.start, first.end) if first else []
    told = [date for date in dates if not date.same]
    return DateMention(told[0].start, told[0].end, told[0].date, True) if told else None


def _give_each_its_own(document: Document, signings: Sequence[Signing]) -> None:
    """Give as many signings of one verb as it has dates each its own: 3日和5日先后与甲、乙签署."""
    for place in {signing.place for signing in signings}:
        of_verb = [signing for signing in signings if signing.place == place]
        dates = _dates_joined(document, of_verb[0])
        if len(of_verb) == len(dates) > 1:
            for signing, date in zip(of_verb, dates, strict=True):
                signing.date, signing.is_date_inferred = date.date, date.is_inferred


def _dates_joined(document: Document, signing: Signing) -> list[DateMention]:
    """Return the dates before a verb that stand joined, in their order: 5月3日和5日."""
    found: list[DateMention] = []
    for date in document.dates_in(signing.sentence.start, signing.place):
        between = document.text[found[-1].end : date.start] if found else ""
        found = [*found, date] if between in _BETWEEN_DATES else [date]
    return found
