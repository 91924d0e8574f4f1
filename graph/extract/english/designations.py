"""Titles and states given: named, designated, recognised, listed, approved as something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.not_signed import is_not_yet
from hezuo.graph.extract.mentions import Mentions

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

_GIVEN = (
    r"(?:named|designated(?: as)?|recogni[sz]ed as|listed as|selected as|certified as|"
    r"accredited as|chosen as|awarded the (?:title|status)(?: of)?|"
    r"granted the (?:title|status)(?: of)?|given the (?:title|status)(?: of)?|conferred "
    r"the title(?: of)?|approved as|rated(?: as)?|honou?red as|"
    r"(?:recogni[sz]ed|listed|selected|chosen|approved|certified|designated) (?:last|this) "
    r"(?:year|month|week) as|"
    r"picked as|picked out as|singled out as|enlisted as|"
    r"identified as|classified as|added to the (?:list|ranks|roster) of|included in the "
    r"(?:list|ranks) of|placed on the list of|recommended as|acknowledged as)"
)
_TITLE = (
    r"(?:an?|the|one of the|among the)? ?(?P<title>[“\"‘][^”\"’\n]{3,90}[”\"’]|[^,.;\n“\"]{3,90}?)"
)
_ENDS = (
    r"(?=[,.;”\"\n]| by (?:the )?[A-Z\ue000\ue001]| on [A-Z]| in (?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|"
    r"early|late)| since | last | this | earlier | yesterday| for (?:the |its |their |a |"
    r"\d|\w+ (?:years|consecutive))| and (?:has|is|was)|$)"
)
# X was named a "Y" by Z
_PASSIVE = re.compile(
    rf"\b(?:was|were|has been|have been|had been|is|are|been|being)(?: also| since)? "
    rf"(?:officially |jointly |recently |formally |again )*{_GIVEN} {_TITLE}{_ENDS}"
)
# the ministry named X a "Y": only with quotation marks, as so much else is named
_ACTIVE = re.compile(
    r"\b(?:named|designated|recogni[sz]ed|listed|certified|approved) "
    r"(?P<who>[^.;\n]{2,160}?) (?:as )?(?:an? )?(?P<title>[“\"][^”\"\n]{3,90}[”\"])"
)
# X won the title of "Y"
_WON = re.compile(
    rf"\b(?:won|received|earned|obtained|gained) the (?:title|status|designation) of "
    rf"{_TITLE}{_ENDS}"
)
_PERSONAL = re.compile(
    r"\b(?:chair\w*|presidents?|directors?|secretary|members?|deans?|heads?|CEO|"
    r"professors?|ambassadors?|fellows?|manager|governor|mayor|minister|scientist|envoy|"
    r"champion|partner)$|^(?:after|for|in|by|director|head)\b"
)
_NAMED_BY = re.compile(r"[”\"]?(?:[^.;\n]{0,40}?) by (?:the )?")


def designations(document: EnglishDocument) -> Iterator[facts.DesignationFact]:
    """Yield titles given to bodies and divisions."""
    text = document.masked
    for sentence in document.sentences:
        for pattern in (_PASSIVE, _WON):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                start = max([sentence.start, *_cuts(text, sentence.start, match.start())])
                who = _recipients(document, start, match.start())
                fact = _fact(document, sentence, match, who)
                if fact is not None:
                    yield fact
        for match in _ACTIVE.finditer(text, sentence.start, sentence.end):
            given = Mentions(
                [
                    *document.bodies.within(*match.span("who")),
                    *document.places_in(*match.span("who")),
                ]
            )
            names = parties.names(document, given)
            names = names or parties.meant(document, *match.span("who"), ())[:1]
            fact = _fact(document, sentence, match, names)
            if fact is not None:
                yield fact


_CUT = re.compile(
    r", (?:and|while|but|which) | (?:announced|said)(?: [\w\ue000-\ue003]+){0,3}? that |"
    r"; |\band it "
)


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Return where the clause that tells it may begin, if it names someone."""
    return [
        m.end()
        for m in _CUT.finditer(text, start, end)
        if re.search("[\ue000\ue001]|\\b(?:it|the)\\b", text[m.end() : end])
    ]


def _recipients(document: EnglishDocument, start: int, end: int) -> list[str]:
    """Return whom a title is given to: bodies and divisions before the verb, or what `it` means."""
    found = [(m.start, document.name(m)) for m in parties.subjects(document, start, end)]
    text = document.masked
    for mention in document.places_in(start, end):
        before = text[max(start, mention.start - 12) : mention.start]
        if not re.search(r"\b(?:in|of|at|near|from) (?:the )?$", before) and not re.match(
            r"[’']s? |, [A-Z\ue001]", text[mention.end : mention.end + 3]
        ):
            found.append((mention.start, document.name(mention)))
    if found:
        return list(dict.fromkeys(name for _, name in sorted(found)))
    return parties.meant(document, start, end, ())[:1]


def _fact(
    document: EnglishDocument, sentence: Sentence, match: re.Match[str], recipients: list[str]
) -> facts.DesignationFact | None:
    text = document.masked
    start, end = match.span("title")
    title = document.surface(start, end).strip("“”\"‘’' ")
    title = re.sub(r"^(?:an?|the) ", "", title)
    if not recipients or not title or _PERSONAL.search(title.lower()):
        return None
    if is_not_yet(text, sentence.start, match.start()):
        return None
    by = _NAMED_BY.match(text, end, sentence.end)
    giver = document.by_start.get(by.end()) if by else None
    date = document.date_in(sentence.start, sentence.end, match.start())
    conferred = document.name(giver) if giver else _announcer(document, sentence, match.start())
    return facts.DesignationFact(
        title=title, recipients=tuple(recipients), conferred_by=conferred,
        date=date.date if date else None, rule="named", confidence=0.8,
        flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
        spans=(document.span(match.start(), end),),
        sentence=document.span(sentence.start, sentence.end),
    )  # fmt: skip


def _announcer(document: EnglishDocument, sentence: Sentence, place: int) -> str | None:
    """Return who announced what was given: The ministry announced that X had been named Y."""
    match = re.search(
        r"(?P<body>\ue000+) (?:announced|said|declared)\b", document.masked[sentence.start : place]
    )
    body = document.by_start.get(sentence.start + match.start("body")) if match else None
    return document.name(body) if body else None
