"""Figures that an English report states: output value reached 5 billion yuan, up 12 percent.

What is measured is called in the words of the text; what is up or down has `increase` or
`decrease` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.masks import PERSON

if TYPE_CHECKING:
    from hezuo.graph.extract.dates import DateMention
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
_UNITS = (
    "yuan|RMB|renminbi|(?:US |U\\.S\\. )?dollars|euros|pounds|percentage points|percent|per cent|%"
    "|hectares|square (?:kilo)?met(?:er|re)s|tons|tonnes|megawatts|gigawatts|MW|GW"
    "|kilomet(?:er|re)s"
)
_SYMBOLS = {"$": "dollars", "US$": "US dollars", "€": "euros", "£": "pounds", "¥": "yuan"}
_AMOUNT = re.compile(
    r"(?<![\w.,$€£¥-])(?P<hedge>about |around |approximately |some |nearly |almost |over "
    r"|more than |at least |less than |under )?(?P<symbol>US\$|[$€£¥])?"
    rf"(?P<number>{_NUMBER})(?: ?(?P<scale>million|billion|trillion))?"
    rf"(?: ?(?P<unit>{_UNITS}))?(?![\w$€£¥-])(?!,\d| to \d| (?:and|or) \d|/)"
)
_HEDGES = {
    "over": "MoreThan", "more than": "MoreThan", "at least": "MoreThan",
    "less than": "LessThan", "under": "LessThan",
}  # fmt: skip
_NO_WORDS = (
    "the|a|an|of|in|for|and|to|with|by|at|on|its|their|his|her|our|this|these|those|that|which|from"
    "|is|was|are|were|has|have|had|as|or|but|while|after|when|where|said|including|than|whose|will"
    "|provid(?:es?|ed|ing)|attract(?:s|ed|ing)?|rais(?:es?|ed|ing)|secur(?:es?|ed|ing)|cover(?:s|ed|ing)?"
    "|receiv(?:es?|ed|ing)|generat(?:es?|ed|ing)|report(?:s|ed|ing)?|record(?:s|ed|ing)?|sees?|saw|into"
)
_WORD = rf"(?!(?i:{_NO_WORDS})\b)[a-zA-Z][a-zA-Z&-]{{0,20}}"
# Alone the first say what is measured; the others need a word before them, or `of` behind.
_WHOLE = (
    "investments?|funding|revenues?|sales|turnover|profits?|output|trade|exports|imports|spending"
    "|expenditure|budget|capital|gross domestic product|GDP"
)
_PARTS = "value|volume|capacity|production|size|scale|income|area|share|proportion|ratio|rate"
_MEASURE = (
    rf"(?<![\w’'-])(?:(?:{_WORD} ){{0,4}}(?:{_WHOLE})|(?:{_WORD} ){{1,4}}(?:{_PARTS})"
    rf"|(?:{_WORD} ){{0,2}}(?:number|{_PARTS}|{_WHOLE}) of (?:the )?(?:{_WORD} ){{0,4}}{_WORD})"
)
_REACHED = re.compile(
    rf"(?P<measure>{_MEASURE}) (?:has |have |had |(?:is|are) (?:expected|set) to |will )?"
    "(?:already )?(?P<verb>reach(?:ed)?|hit|totall?ed|amounted to|stood at|(?:climbed|rose|grew"
    "|increased|fell|dropped) to|exceed(?:ed)?|surpass(?:ed)?|topped) $"
)
_OF = re.compile(rf"(?P<measure>{_MEASURE}) of $")
_MORE = re.compile("exceed|surpass|top")
_NEXT = re.compile(rf",? (?P<way>up|down) (?P<number>{_NUMBER}) ?(?P<unit>percent|per cent|%)")
_EXPECTED = re.compile(
    r"\b(?:will|expected|expects?|plans?|aims?|set to|target\w*|planned|to be)\b"
)
_UNSURE = re.compile(r"\b(?:not|if|unless|each|every|per|respectively|would|could|may)\b")
_SAYS = re.compile(
    rf"{PERSON}+(?:,[^.;]{{0,80}}?,)? (?:said|says|noted|added|told|explained)\b"
    rf"|\b(?:said|says|according to) {PERSON}+"
)
_NEAR, _FAR = 120, 400  # sentences without an end may be long


def figures(document: EnglishDocument) -> Iterator[facts.FigureFact]:
    """Yield the figures of a report whose measure is clear, in their order."""
    text = document.masked
    for amount in _AMOUNT.finditer(text):
        sentence = document.sentence_at(amount.start())
        start = max(sentence.start, amount.start() - _NEAR)
        said = _REACHED.search(text, start, amount.start())
        said = said or _OF.search(text, start, amount.start())
        is_number = said is not None and "number of " in said["measure"]
        has_unit = amount["unit"] or amount["symbol"]
        if said is None or not (has_unit or is_number) or amount.end() > sentence.end:
            continue
        around = _around(sentence, amount)
        if _UNSURE.search(text, *around):
            continue
        made = _fact(document, sentence, amount, said)
        yield made
        if change := _NEXT.match(text, amount.end(), sentence.end):
            yield _changed(document, made, change)


def _around(sentence: Sentence, amount: re.Match[str]) -> tuple[int, int]:
    """Return where the part of a sentence that is near an amount starts and ends."""
    return max(sentence.start, amount.start() - _FAR), min(sentence.end, amount.end() + _FAR)


def _fact(
    document: EnglishDocument, sentence: Sentence, amount: re.Match[str], said: re.Match[str]
) -> facts.FigureFact:
    start, end = _around(sentence, amount)
    date = _date(document, sentence, amount.end())
    is_later = date is not None and date.date[:4] > (document.published[:4] or "9")
    is_expected = is_later or _EXPECTED.search(document.masked, start, amount.start())
    unit = _SYMBOLS.get(amount["symbol"] or "", amount["unit"] or "")
    return facts.FigureFact(
        measure=document.surface(*said.span("measure")),
        value=amount["number"].replace(",", ""),
        unit=" ".join(filter(None, (amount["scale"], unit))),
        comparison=_comparison(amount, said),
        period=date.date if date else None,
        stated_by=_speaker(document, start, end),
        status="Forecast" if is_expected else "Reported",
        rule="figure:reaches" if said.re is _REACHED else "figure:of",
        confidence=0.8,
        flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
        spans=(document.span(said.start("measure"), amount.end()),),
        sentence=document.span(sentence.start, sentence.end),
    )


def _changed(
    document: EnglishDocument, figure: facts.FigureFact, change: re.Match[str]
) -> facts.FigureFact:
    """Return the figure of how much another is up or down."""
    way = "increase" if change["way"] == "up" else "decrease"
    return figure.model_copy(
        update={
            "measure": f"{figure.measure} {way}", "value": change["number"].replace(",", ""),
            "unit": change["unit"], "comparison": "Equal", "rule": "figure:change",
            "spans": (document.span(change.start("way"), change.end()),),
        }
    )  # fmt: skip


def _comparison(amount: re.Match[str], said: re.Match[str]) -> str:
    """Return how an amount relates to the true one, by the word before it or the verb."""
    if amount["hedge"]:
        return _HEDGES.get(amount["hedge"].strip(), "About")
    return "MoreThan" if said.re is _REACHED and _MORE.match(said["verb"]) else "Equal"


def _date(document: EnglishDocument, sentence: Sentence, end: int) -> DateMention | None:
    """Return the year or month that a sentence begins with, or that follows its amount."""
    first = document.dates_in(sentence.start, sentence.start + 2)
    following = document.dates_in(end, min(sentence.end, end + len(" in ") + 1))
    dates = (date for date in (*following, *first) if len(date.date) <= len("2021-06"))
    return next(dates, None)


def _speaker(document: EnglishDocument, start: int, end: int) -> str | None:
    """Return the only person of a stretch, if it is that person who speaks."""
    people = document.people_in(start, end)
    speaks = len(people) == 1 and _SAYS.search(document.masked, start, end)
    return people[0].name if speaks else None
