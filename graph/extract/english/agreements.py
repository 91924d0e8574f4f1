"""Agreements in an English text: what was signed, reached, renewed or ended, and between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.agreement_dates import date_of
from hezuo.graph.extract.english.enumerations import enumerated
from hezuo.graph.extract.english.follow_ups import followed
from hezuo.graph.extract.english.found_agreements import Found, cleaned, fact_of
from hezuo.graph.extract.english.joint_bodies import joint_bodies
from hezuo.graph.extract.english.lexicon import sign_verb_pattern, sign_verbs
from hezuo.graph.extract.english.not_signed import is_not_yet
from hezuo.graph.extract.english.other_agreements import other_agreements
from hezuo.graph.extract.english.planned import planned
from hezuo.graph.extract.english.signing_parties import active_parties, is_several, passive_parties

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.tokens import Sentence

_PAPER = (
    "(?:memorand(?:um|a)(?: of (?:understanding|cooperation))?|MoUs?|MOUs?|letters? of "
    "(?:intent|understanding)|(?:framework |joint )?agreements?|"
    "contracts?|pacts?|deals?|protocols?|accords?|licen[cs]es?|leases?|charter|treaty|"
    "partnerships?|tie-ups?|joint venture|arrangements?|"
    # two documents, a number of cooperation documents; a document alone may be of anything
    "(?:two|three|four|five|six|seven|eight|several|cooperation|cooperative|partnership|bilateral) "
    "(?:cooperation |cooperative |partnership |bilateral )?(?:documents?|papers))"
)
PAPER = re.compile(rf"\b(?P<title>(?:[\w’'&-]+ ){{0,4}}?(?i:{_PAPER}))\b")
_VERB = re.compile(rf"\b(?P<verb>{sign_verb_pattern()})\b")
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got)(?: (?:also|then|jointly|finally|first|"
    r"officially|formally|recently))? $"
)
_CUT = re.compile(
    r"; |, while |, whereas |(?:, | )but (?!also)|: (?=[a-zo])|, (?:and|then) (?=(?:it|he"
    r"|she|they)\b)|"
    r" (?:watched|looked on|applauded|attended|stood by|present) (?:as|when) |"
    r"(?P<list>, and (?=(?:the|its|a|an)\b))| — "
)
# granted a licence to its patents; a licence of an authority is no agreement
_LICENCE = re.compile(r"\b(?:exclusive|patent|technology|agreement|contract)\b|-exclusive\b")
_SAID = re.compile(
    rf"\b(?:{sign_verb_pattern()}|bought|purchased|licensed|sold|hired|said|was|were|will|has|have|had)\b"
)
_ANOTHER = re.compile(rf"\band (?:an?|another|the) (?P<title>(?:[\w’'-]+ ){{0,3}}?{_PAPER}) with ")
_OLD_SIGNED = re.compile(
    r"^[^.;,]{0,40}? (?:(?:that|which) (?:was|had been|(?:the two|both|they|it)(?: sides| "
    r"parties)?(?: had)?) )?(?:signed|concluded|reached|dated|"
    r"struck) (?:back )?(?:in|on) "
)
# a pact signed; the MoU, jointly signed
_FOLLOWS_PAPER = re.compile(r",? (?:jointly |formally |officially |first |also )?")
# a pact | that A and B had | concluded
_RELATIVE = re.compile(
    r" (?:(?:that|which) (?=[^.;]{0,60}\ue000)[^.;,]{1,80}(?:, [^.;,]{1,60}){0,3}|"
    r"(?:(?:that|which) )?(?:the two(?: [a-z]+)?|both(?: [a-z]+)?|they)) "
    r"(?:(?:had|have|has|both|jointly|first) ){0,2}"
)


def agreements(document: EnglishDocument) -> list[facts.AgreementFact]:
    """Return the agreements that a report says were made."""
    found = Found(document)
    for sentence in document.sentences:
        for start, end in clauses(document.masked, sentence.start, sentence.end):
            for fact in _signed(found, sentence, start, end):
                found.add(fact)
            for fact in other_agreements(found, sentence, start, end):
                found.add(fact)
            found.add_planned(planned(found, sentence, start, end))
        found.add(followed(found, sentence))
        for fact in (*enumerated(document, sentence), *joint_bodies(document, sentence)):
            found.add(fact)
    return [*found.made, *found.planned]


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence that say something each."""
    place = start
    for match in _CUT.finditer(text, start, end):
        if match["list"] and not _SAID.search(text, place, match.start()):
            continue  # A, B, and the C signed
        yield place, match.start()
        place = match.end()
    yield place, end


def _signed(
    found: Found, sentence: Sentence, start: int, end: int
) -> Iterator[facts.AgreementFact]:
    """Yield what a clause says was signed."""
    text = found.document.masked
    for match in _VERB.finditer(text, start, end):
        is_title = sentence.paragraph == 0
        if sign_verbs()[match["verb"]].is_headline and not is_title:
            continue
        paper = _paper(text, match, start, end)
        if match["verb"] == "granted" and not (paper and _LICENCE.search(paper["title"])):
            continue
        if paper is None or is_not_yet(text, start, match.start()) or _is_none(text, match, paper):
            continue
        made = _read(found, sentence, match, paper, (start, end))
        yield from made
        if made:
            yield from _more(found, made[0], (paper.end(), end))
            return


def _more(
    found: Found, first: facts.AgreementFact, rest: tuple[int, int]
) -> Iterator[facts.AgreementFact]:
    """Yield what else the same party signed: `a contract with B and a letter of intent with C`."""
    for match in _ANOTHER.finditer(found.document.masked, *rest):
        others = parties.after(found.document, match.end(), rest[1])
        if others and others[0] not in first.parties:
            yield first.model_copy(
                update={"parties": (first.parties[0], *others), "title": cleaned(match["title"])}
            )


def _paper(text: str, verb: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    """Return the paper of a verb: after it, or before it where it was signed."""
    limit = 45 if sign_verbs()[verb["verb"]].is_loose else 110
    after = PAPER.search(text, verb.end(), min(end, verb.end() + limit))
    before = list(PAPER.finditer(text, max(start, verb.start() - 160), verb.start()))
    if verb["verb"].startswith(("agreed in", "put")):
        return after or (before[-1] if before else None) or PAPER.search("agreement")
    is_after_paper = before and (
        _PASSIVE.search(text[max(start, verb.start() - 30) : verb.start()])
        or _FOLLOWS_PAPER.fullmatch(text, before[-1].end(), verb.start())
    )
    if is_after_paper or (before and after is None and _is_relative(text, before[-1], verb)):
        return before[-1]
    return after


def _is_relative(text: str, paper: re.Match[str], verb: re.Match[str]) -> bool:
    """Return whether a relative clause says who signed: a pact that A and B concluded."""
    return bool(_RELATIVE.fullmatch(text, paper.end(), verb.start()))


def _is_none(text: str, verb: re.Match[str], paper: re.Match[str]) -> bool:
    between = text[verb.end() : max(paper.start(), verb.end())]
    return bool(
        re.search(
            r"\b(?:no|nothing|without|proposals?|talks|plans?|planned|proposed|draft)\b",
            between + paper["title"],
        )
    )


def _read(
    found: Found,
    sentence: Sentence,
    verb: re.Match[str],
    paper: re.Match[str],
    clause: tuple[int, int],
) -> list[facts.AgreementFact]:
    """Return the agreements of a verb and a paper."""
    document, text = found.document, found.document.masked
    start, end = clause
    if paper.end() < verb.start() and _is_relative(text, paper, verb):
        clause = paper.end(), end
        start = paper.end()
    near = text[max(start, verb.start() - 40) : verb.start()]
    is_passive = bool(_PASSIVE.search(near)) or (
        paper.end() < verb.start()
        and _FOLLOWS_PAPER.fullmatch(text, paper.end(), verb.start()) is not None
    )
    groups = (
        passive_parties(found, verb, paper, clause)
        if is_passive
        else active_parties(found, verb, clause, sentence, paper["title"])
    )
    date, status = _date_and_status(document, sentence, verb, paper, clause, is_passive)
    title = cleaned(paper["title"])
    made = [fact_of(document, sentence, group, title, date, "signed", status) for group in groups]
    if len(groups) > 1 and not is_several(text[start:end], title):
        # "with B and C": one paper of three, or two; nobody can tell.
        together = [name for group in groups for name in group]
        both = fact_of(document, sentence, together, title, date, "signed", status)
        made.append(both.model_copy(update={"flags": (*both.flags, facts.AMBIGUOUS_GROUPING)}))
    return made


def _date_and_status(
    document: EnglishDocument, sentence: Sentence, verb: re.Match[str], paper: re.Match[str],
    clause: tuple[int, int], is_passive: bool,
) -> tuple[tuple[str | None, bool], str]:  # fmt: skip
    """Return when a paper was signed, and whether it was renewed or ended since."""
    start, end = clause
    known = sign_verbs()[verb["verb"]]
    if known.status == "Terminated" and not is_passive:
        if _OLD_SIGNED.match(document.masked[paper.end() : end]):
            return date_of(document, sentence, (paper.end(), end), paper.end()), known.status
        return _year_of(document, verb.end(), paper.end()), known.status
    if known.is_told:  # what stands there is the day when it was told
        return (None, False), known.status
    return date_of(document, sentence, (start, end), verb.start()), known.status


def _year_of(document: EnglishDocument, start: int, end: int) -> tuple[str | None, bool]:
    """Return the date that a paper is called by: its 2014 contract."""
    found = document.dates_in(start, end)
    return (found[0].date, False) if found else (None, False)
