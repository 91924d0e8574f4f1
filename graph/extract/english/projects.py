"""Projects that bodies carry out, in English: the X project, led by A with B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.agreement_dates import date_of
from hezuo.graph.extract.english.document import EnglishDocument
from hezuo.graph.extract.english.not_signed import is_not_yet
from hezuo.graph.extract.english.tokens import Sentence

# A name is written with a capital, or in quotes.
_NAME = (
    r"(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts) ?(?P<name>(?:[“\"][^”\"\n]{2,80}[”\"]"
    r"|[A-Z\ue000-\uf8ff][^,.;:“”\"\n]{1,80}?) ?[Pp]roject)\b"
    r"(?! (?:managers?|leaders?|teams?|offices?|agreements?|contracts?)\b)"
)
_DOES = (
    r"(?:jointly |together |officially )?(?:launch(?:ed|es)?|start(?:ed|s)?|began|kick(?:ed|s) off|"
    r"undertak(?:e|es)|undertook|carr(?:y|ies|ied) out|initiated|runs?|complet(?:e|es|ed))"
)
# A and B launched the X project
_DONE = re.compile(rf"\b{_DOES} {_NAME}")
# the X project, led by A with B and C
_DONE_BY = re.compile(
    rf"\b{_NAME}(?:,? (?:which|that) is|, an? [^,.;\n]{{1,80}}|,| is| was| has been)?"
    r" (?:jointly )?(?:led|coordinated|run|carried out|implemented|developed|conducted|undertaken|"
    r"launched|initiated) (?:jointly )?by (?:the )?"
)
_WITH = re.compile(
    r",? (?:(?:together|along) |in (?:partnership|cooperation|collaboration) )?with (?:the )?"
)


def projects(document: EnglishDocument) -> Iterator[facts.ProjectFact]:
    """Yield projects with the bodies that carry them out; not those that are only planned."""
    text = document.masked
    seen: set[str] = set()
    for sentence in document.sentences:
        if text.find("roject", sentence.start, sentence.end) < 0:
            continue
        for pattern, is_before in ((_DONE, True), (_DONE_BY, False)):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                if is_not_yet(text, sentence.start, match.start()):
                    continue
                participants = _participants(document, sentence, match, is_before)
                fact = _fact(document, sentence, match, participants)
                if participants and fact.name not in seen:
                    seen.add(fact.name)
                    yield fact


def _participants(
    document: EnglishDocument, sentence: Sentence, match: re.Match[str], is_before: bool
) -> list[str]:
    """Return who stands before the verb, or behind `by`, and those named behind `with`."""
    if is_before:
        subjects = parties.subjects(document, sentence.start, match.start())
        found, end = parties.names(document, subjects), match.end()
    else:
        leading = parties.listed(document, match.end(), sentence.end)
        found = parties.names(document, leading)
        end = leading[-1].end if leading else match.end()
    others = _WITH.match(document.masked, end, sentence.end) if found else None
    if others:
        found += parties.after(document, others.end(), sentence.end)
    return list(dict.fromkeys(found))


def _fact(
    document: EnglishDocument, sentence: Sentence, match: re.Match[str], participants: list[str]
) -> facts.ProjectFact:
    date, is_inferred = date_of(
        document, sentence, (sentence.start, sentence.end), match.start("name")
    )
    return facts.ProjectFact(
        name=document.surface(*match.span("name")),
        participants=tuple(participants),
        date=date,
        flags=(facts.DATE_INFERRED,) if date and is_inferred else (),
        rule="project:carried-out",
        confidence=0.8,
        spans=(document.span(*match.span("name")),),
        sentence=document.span(sentence.start, sentence.end),
    )
