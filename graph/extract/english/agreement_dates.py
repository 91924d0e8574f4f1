"""When something was signed: the date in the clause, in the sentence, or of the gathering."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hezuo.graph.extract.english.gatherings import date_of_last

if TYPE_CHECKING:
    from hezuo.graph.extract.dates import DateMention
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

# A date after one of these is of something else: until 2029, since 2015.
_OTHER = re.compile(
    r"\b(?:until|till|through|by|before|next|effective|since|expires? (?:in|on)|runs? to|"
    r"ends? (?:in|on)|start(?:s|ing)?(?: on| in)?|take effect on|as of) (?:the end of )?$"
)
_AT_EVENT = re.compile(
    r"\b(?:at|during|on the sidelines of|on the margins of) (?:the |this year[’']s "
    r")?(?:\ue003+|forum|conference|summit|expo|fair|event|exhibition|symposium)|\b[Oo]n "
    r"the sidelines\b|\b(?:initialled|signed) at the \ue003+",
    re.IGNORECASE,
)
# The signing itself, told in the next sentence.
_CEREMONY = re.compile(r"\b(?:ceremony|signing|document|signed)\b")
_HELD = re.compile(r"\s*(?:The|A) (?:[\w-]+ ){0,2}(?:ceremony|signing)\b")
_DAY = len("2023-06-14")
_SIGNED = re.compile(
    r"\b(?:signed|inked|agreements?|contracts?|pacts?|deals?) (?:signed|inked|on|in|"
    r"yesterday|last)\b"
)
# A list of what the sentence before says was signed: Among them were …
_AMONG = re.compile(
    r"\s*(?:Among (?:them|these)|(?:They|These|Those)(?: \w+)? includ\w{1,3}|"
    r"Of (?:these|them)|One of them)\b"
)
# A visited B on May 3. The two sides signed …
_BACK = re.compile(
    r"\s*(?:(?:Then|Afterwards|Afterward|Later|There|Together|During|After|At|As)\b[^.;]{0,60}, )?"
    r"(?:[Tt]he (?:two|three|parties|sides|partners|pair)|[Bb]oth|[Tt]hey)\b"
)
_SIGNING = re.compile(r"\bsigning (?:ceremony|event)\b")
_MEETING = re.compile(
    r"\b(?:visited|visit|met|hosted|received|welcomed|meeting|delegation|ceremony|talks)\b"
)
_BULLET = re.compile(r"\s*[-•*–·—▪]|\s*\d{1,2}[.)] ")


def date_of(
    document: EnglishDocument, sentence: Sentence, clause: tuple[int, int], near: int
) -> tuple[str | None, bool]:
    """Return the date of what a clause says, and whether it was counted or taken from an event."""
    for start, end in (clause, (sentence.start, sentence.end)):
        found = [d for d in document.dates_in(start, end) if not _is_other(document, d)]
        if found:
            date = min(found, key=lambda d: abs(d.start - near))
            return _day_of(document, sentence, date.date) or (date.date, date.is_inferred)
    return _date_around(document, sentence), True


def _day_of(document: EnglishDocument, sentence: Sentence, date: str) -> tuple[str, bool] | None:
    """Return the day in a month or year, told with the ceremony in the next sentence."""
    number = document.number_of(sentence)
    later = document.sentences[number + 1 : number + 2]
    if len(date) == _DAY or not later or later[0].paragraph != sentence.paragraph:
        return None
    if not _HELD.match(document.text, later[0].start):
        return None
    found = document.dates_in(later[0].start, later[0].end)
    days = [one.date for one in found if len(one.date) == _DAY and one.date.startswith(date)]
    return (days[0], True) if days else None


def _is_other(document: EnglishDocument, date: DateMention) -> bool:
    before = document.text[max(date.start - 30, 0) : date.start]
    if re.match(r"(?:[Ss]ince|[Bb]y|[Uu]ntil) ", document.text[date.start : date.end]):
        return True
    return bool(_OTHER.search(before))


def _date_around(document: EnglishDocument, sentence: Sentence) -> str | None:
    """Return the date of the gathering where it was signed, or of the list it stands in."""
    number = document.number_of(sentence)
    if _AT_EVENT.search(document.masked, sentence.start, sentence.end):
        return date_of_last(document, sentence.end)
    later = document.sentences[number + 1 : number + 2]
    is_after = bool(later) and later[0].paragraph == sentence.paragraph
    if is_after and _CEREMONY.search(document.masked, later[0].start, later[0].end):
        found = document.dates_in(later[0].start, later[0].end)
        return found[0].date if found else None
    before = document.sentences[number - 1] if number else None
    if before and (
        _AMONG.match(document.text, sentence.start)
        or (
            before.paragraph == sentence.paragraph
            and _SIGNING.search(document.text, before.start, before.end)
        )
        or (
            before.paragraph == sentence.paragraph
            and _BACK.match(document.text, sentence.start)
            and _MEETING.search(document.text, before.start, before.end)
        )
    ):
        found = document.dates_in(before.start, before.end)
        return found[0].date if found else None
    if (
        before
        and before.paragraph == sentence.paragraph
        and _SIGNED.search(document.text, before.start, before.end)
    ):
        found = document.dates_in(before.start, before.end)
        return found[0].date if found else None
    if _BULLET.match(document.text, sentence.start):
        for earlier in reversed(document.sentences[max(number - 30, 0) : number]):
            if not _BULLET.match(document.text, earlier.start):
                found = document.dates_in(earlier.start, earlier.end)
                return found[0].date if found else None
    return None
