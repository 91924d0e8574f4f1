"""Agreements told by what was done: sales, licences, twinnings, leases, earlier papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hezuo.graph.extract import facts
from hezuo.graph.extract.english import parties
from hezuo.graph.extract.english.agreement_dates import date_of
from hezuo.graph.extract.english.found_agreements import cleaned, fact_of
from hezuo.graph.extract.english.not_signed import is_not_yet

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.found_agreements import Found
    from hezuo.graph.extract.english.tokens import Sentence

_PAPER = (
    "(?:agreements?|contracts?|deals?|pacts?|accords?|licen[cs]es?|memorandum|MoU|lease|"
    "partnership)"
)
# B bought X from A under a contract; A licensed X to B in a deal concluded on Feb 26
_TRADE = re.compile(
    r"\b(?P<verb>bought|purchased|licensed|sold|leased|acquired|ordered|supplies|buys|"
    r"hired|commissioned|handed over|lent|loaned|delivered|transferred|shipped|exported|provided|"
    r"acquired|took|secured|obtained|received|borrowed|"
    r"(?:been|are|were|is) (?:working|cooperating|collaborating)|cooperates?|collaborates?|"
    r"teamed up|joined hands|joined forces|partnered|tied up|linked up|"
    r"will (?:buy|supply|purchase|pay|sell|use|provide|deliver))\b"
    r"(?:(?P<what>[^.;]{0,90}?) (?P<way>from|to|with|by|stake in) (?!be\b))?"
)
_UNDER = re.compile(
    rf"\b(?:[Uu]nder|in|through|as part of|by way of|according to) (?:an?|the|its|their) "
    rf"(?:[\w’'-]+ ){{0,4}}?(?P<title>{_PAPER})\b(?! with)"
)
_DONE = re.compile(r"\b(?:signed|concluded|dated|sealed|inked|reached|agreed|finali[sz]ed)\b")
# became sister museums; are now twin cities
_TWINS = re.compile(
    r"\b(?:became|become|are now|were declared) (?P<title>(?:sister|twin|partner)[ -]\w+)"
)
# renewed the lease of X; extended the contract of X
_RENEWED = re.compile(
    r"\b(?:renewed|extended|prolonged|terminated|cancelled) the (?P<title>(?:[\w-]+ "
    r"){0,2}?(?:lease|tenancy|licence|license|contract|agreement)) (?:of|with) "
)
# an agreement between A and B; a contract with B that was extended
_BETWEEN = re.compile(rf"\b(?P<title>(?:[\w-]+ ){{0,3}}{_PAPER})(?: \w+){{0,4}}? between ")
# the two had first signed in February 2016; an earlier memorandum signed in October 2018
_FIRST = re.compile(
    r"\b(?:[Tt]he (?:two|pair|partners|two sides|parties|companies|universities|"
    r"institutions|two universities|two companies|two institutions)|[Tt]hey|[Bb]oth(?: "
    r"sides)?) (?:had |have )?(?:first |already |originally |previously )+"
    r"(?:signed|concluded|reached|inked|agreed|entered into)\b"
)  # fmt: skip
_BEFORE = re.compile(
    rf"\b(?:previous|earlier|prior|first|original|existing) (?P<title>(?:[\w-]+ "
    rf"){{0,2}}?(?:memorandum(?: of understanding)?|{_PAPER}))[^.;]{{0,30}}? (?:was "
    rf")?(?:signed|concluded|dated)\b"
)
# a partner of X under an agreement that was extended
_STANDING = re.compile(
    r"\b(?:partner|tenant|client|customer|supplier|licensee) of (?:the )?(?=\ue000)"
)


def other_agreements(
    found: Found, sentence: Sentence, start: int, end: int
) -> Iterator[facts.AgreementFact]:
    """Yield the agreements that a clause tells by what was done under them."""
    for rule in (_traded, _twinned, _renewed, _earlier, _standing):
        fact = rule(found, sentence, start, end)
        if fact is not None:
            yield fact
    yield from _between(found, sentence, start, end)


def _fact(
    found: Found, sentence: Sentence, clause: tuple[int, int], near: int, names: list[str],
    title: str | None, rule: str,
) -> facts.AgreementFact:  # fmt: skip
    date = date_of(found.document, sentence, clause, near)
    return fact_of(found.document, sentence, names, title, date, rule)


def _left(found: Found, sentence: Sentence, start: int, place: int) -> list[str]:
    """Return who does something, in the clause or before it in the sentence."""
    document = found.document
    left = parties.names(document, parties.subjects(document, start, place))
    left = left or parties.meant(document, start, place, ())
    return left or parties.names(document, parties.subjects(document, sentence.start, start))


def _traded(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    text = found.document.masked
    under = _UNDER.search(text, start, end)
    trade = _TRADE.search(text, start, end)
    if under is None or (is_not_yet(text, start, under.start()) and not trade):
        return None
    if trade is None:
        return None
    is_done = _DONE.search(text, under.end(), end)
    if "will" in trade["verb"] and not is_done:
        return None
    if not trade["verb"].startswith("will") and is_not_yet(text, start, trade.start()):
        return None
    left = _doer(found, start, trade.start()) or _left(found, sentence, start, trade.start())[:1]
    right = parties.after(found.document, trade.end(), end)[:1]
    right = right or _customer(found.document, start, left)
    near = is_done.start() if is_done else under.start()
    names = [*left, *(name for name in right if name not in left)]
    return (
        _fact(found, sentence, (start, end), near, names, under["title"], "trade")
        if len(names) > 1
        else None
    )


def _doer(found: Found, start: int, verb: int) -> list[str]:
    """Return the one body that stands right before a verb."""
    bodies = parties.subjects(found.document, start, verb)
    is_near = bool(bodies) and not re.search(r"[,;]", found.document.masked[bodies[-1].end : verb])
    if not is_near:
        return []
    first = bodies[-1].start
    is_alone = not found.document.masked[max(first - 5, 0) : first].endswith((" and ", ", "))
    return parties.names(found.document, bodies[-1:]) if is_alone else []


def _customer(document: EnglishDocument, start: int, left: list[str]) -> list[str]:
    """Return whom the clause before speaks of: X has a first customer: Y will buy."""
    earlier = parties.subjects(document, document.sentence_at(start).start, start)
    return [name for name in parties.names(document, earlier) if name not in left][:1]


def _twinned(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    text = found.document.masked
    match = _TWINS.search(text, start, end)
    if match is None or is_not_yet(text, start, match.start()):
        return None
    names = _left(found, sentence, start, match.start())
    return _fact(found, sentence, (start, end), match.start(), names, "twinning agreement", "twins")


def _renewed(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    text = found.document.masked
    match = _RENEWED.search(text, start, end)
    if match is None or is_not_yet(text, start, match.start()):
        return None
    right = parties.after(found.document, match.end(), end)
    left = [name for name in _left(found, sentence, start, match.start()) if name not in right]
    names = [*left, *right[:1]]
    return (
        _fact(found, sentence, (start, end), match.start(), names, match["title"], "renewed")
        if right
        else None
    )


def _between(
    found: Found, sentence: Sentence, start: int, end: int
) -> Iterator[facts.AgreementFact]:
    """Yield each `agreement between A and B` of a clause."""
    text = found.document.masked
    matches = list(_BETWEEN.finditer(text, start, end))
    for number, match in enumerate(matches):
        stop = matches[number + 1].start() if len(matches) > number + 1 else end
        if is_not_yet(text, start, match.start()) or is_not_yet(text, match.end(), stop):
            continue
        if text.startswith(("proposed", "draft", "planned", "possible"), match.start("title")):
            continue
        names = parties.after(found.document, match.end(), stop)
        if len(names) > 1:
            title = cleaned(match["title"])
            clause = start, end
            yield _fact(found, sentence, clause, match.start(), names, title, "between")


def _earlier(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    text = found.document.masked
    for pattern in (_FIRST, _BEFORE):
        match = pattern.search(text, start, end)
        if match is None or is_not_yet(text, start, match.start()) or not found.last:
            continue
        date = found.document.date_in(match.start(), end, match.end())
        if date is None or parties.after(found.document, match.end() + 6, end):
            continue
        title = match.groupdict().get("title")
        return _fact(
            found, sentence, (match.start(), end), match.end(), list(found.last), title, "earlier"
        )
    return None


def _standing(found: Found, sentence: Sentence, start: int, end: int) -> facts.AgreementFact | None:
    text = found.document.masked
    match = _STANDING.search(text, start, end)
    under = _UNDER.search(text, start, end)
    if match is None or under is None or is_not_yet(text, start, under.start()):
        return None
    left = (
        _left(found, sentence, start, match.start())
        or parties.first_named(found.document, start)[:1]
    )
    right = parties.after(found.document, match.end(), end)[:1]
    names = [*left[:1], *right]
    return (
        _fact(found, sentence, (start, end), under.end(), names, under["title"], "standing")
        if len(names) > 1
        else None
    )
