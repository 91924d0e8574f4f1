"""Who signs: `A and B signed an agreement with C`, `a contract was signed between A and B`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hezuo.graph.extract.english import parties

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument
    from hezuo.graph.extract.english.found_agreements import Found
    from hezuo.graph.extract.english.tokens import Sentence

_SEPARATE = re.compile(r"\b(?:each|respectively|separately|separate|individually|individual)\b")
_WITH = re.compile(r"\b(?:with|between|among) (?:both )?")
# won a contract from X
_FROM = re.compile(r"\b(?:with|from) (?=[^.;,]{0,60}\ue000)")
# with both sides signing; the group and X signed
_BOTH_SIDES = re.compile(r"\bwith (?:both|the two) (?:sides|parties|of them) (?:jointly )?$")
_NOUN_AND = re.compile(r"\b[Tt]he (?P<noun>[a-z]+) and (?:the )?(?=\ue000)")
_BY = re.compile(r"\bby (?:both )?")
# awarded a contract to X
_GIVEN = ("awarded", "granted")
_TO = re.compile(r"\bto (?=[^.;,]{0,60}\ue000)")
# teamed up with X, signing; joined hands with X by signing
_TEAMED = re.compile(
    r"\b(?:teamed up|joined hands|joined forces|linked up|paired up|partnered|tied up|linked arms|"
    r"allied) with (?:the )?"
)
# X, with which it signed
_WITH_WHICH = re.compile(
    r"(?P<body>\ue000+),? with (?:which|whom) (?:it|they|he|she|the [a-z]+)(?: (?:has|have|had|"
    r"also|recently|already|\w+ly)){0,3} $"
)
_PLURAL = re.compile(
    r"(?:agreements|contracts|deals|pacts|memoranda|MoUs|MOUs|letters|licences|licenses|accords|"
    r"protocols|partnerships|tie-ups|arrangements|leases|documents|papers)$"
)


def is_several(clause: str, title: str) -> bool:
    """Return whether a clause speaks of several papers: each signed, separate contracts."""
    return bool(_SEPARATE.search(clause) or _PLURAL.search(title))


def active_parties(
    found: Found, verb: re.Match[str], clause: tuple[int, int], sentence: Sentence, title: str
) -> list[list[str]]:
    """Return the parties of `A and B signed an agreement with C`."""
    document, text = found.document, found.document.masked
    start, end = clause
    which = _WITH_WHICH.search(text, start, verb.start())
    if which:
        return _with_which(document, sentence, which)
    left = parties.before_which(document, start, verb.start())
    left = left or parties.names(document, parties.subjects(document, start, verb.start()))
    way = (
        _TO
        if verb["verb"] in _GIVEN
        else _FROM
        if verb["verb"] in ("won", "wins", "secured", "landed")
        else _WITH
    )
    with_ = way.search(text, verb.end(), end)
    right = parties.after(document, with_.end(), end) if with_ else []
    if verb["verb"] in _GIVEN:  # awarded X a contract
        right = parties.after(document, verb.end() + 1, end) or right
    teamed = None if right else _TEAMED.search(text, start, verb.start())
    if teamed:
        right = parties.after(document, teamed.end(), verb.start())
    if with_ and with_[0].startswith(("between", "among")) and len(right) > 1:
        return [right]
    if not left:
        left = parties.meant(document, start, verb.start(), found.last)
    if not left:
        left = parties.signatories(document, start, verb.start())
    if not left and start > sentence.start:
        left = parties.names(document, parties.subjects(document, sentence.start, start))[:1]
    if not right and len(left) == 1:
        left = _more_left(document, (start, verb.start()), left)
    left = [name for name in left if name not in right] if right else left
    return _grouped(left, right, text[start:end], title)


def _with_which(
    document: EnglishDocument, sentence: Sentence, which: re.Match[str]
) -> list[list[str]]:
    """Return the parties of `A is a client of B, with which it signed`."""
    other = document.by_start.get(which.start("body"))
    if other is None:
        return []
    right = document.name(other)
    left = parties.names(document, parties.subjects(document, sentence.start, other.start))
    left = left or parties.meant(document, sentence.start, other.start, ())
    left = left or parties.first_named(document, sentence.start)
    left = [name for name in left if name != right]
    return [[left[0], right]] if left else []


def _more_left(document: EnglishDocument, stretch: tuple[int, int], left: list[str]) -> list[str]:
    """Return who signs with the one named: the group and X; X met Y, with both sides signing."""
    text = document.masked
    noun = _NOUN_AND.search(text, *stretch)
    body = document.body(noun["noun"], noun.start()) if noun else None
    if body is not None:
        return list(dict.fromkeys([document.name(body), *left]))
    if _BOTH_SIDES.search(text[stretch[0] : stretch[1]]):
        both = parties.names(document, document.bodies.within(*stretch))
        return both if len(both) == 2 else left
    return left


def _grouped(left: list[str], right: list[str], clause: str, title: str) -> list[list[str]]:
    """Return who is bound by one paper each: with `each` and with several papers, each pair."""
    if not right:
        return [left] if len(left) > 1 else []
    if not left:
        return []
    is_plural = bool(_PLURAL.search(title))
    if "respectively" in clause and len(left) == len(right):  # A and B signed with C and D
        return [[one, other] for one, other in zip(left, right, strict=True)]
    if _SEPARATE.search(clause) or (is_plural and len(left) == 1):
        return [[one, other] for one in left for other in right]
    if len(left) == 1 and len(right) > 1:
        return [[*left, one] for one in right]
    return [[*left, *right]]


def _most(
    document: EnglishDocument, start: int, paper: re.Match[str], named: list[str]
) -> list[str]:
    """Return those who signed, or all that the clause is about if those are more.

    `A, B and C set it up, with a contract signed by the heads of A and B`.
    """
    left = parties.names(document, parties.subjects(document, start, paper.start()))
    return left if len(left) > len(named) and set(named) & set(left) else named


def passive_parties(
    found: Found, verb: re.Match[str], paper: re.Match[str], clause: tuple[int, int]
) -> list[list[str]]:
    """Return the parties of `a contract between A and B was signed`, `was signed by A and B`."""
    document, text = found.document, found.document.masked
    start, end = clause
    for pattern in (_WITH, _BY):
        for match in pattern.finditer(text, min(paper.end(), verb.end()), end):
            right = parties.after(document, match.end(), end)
            people = parties.signatories(document, match.end(), end) if pattern is _BY else []
            if len(right) > 1 or len(people) > 1:
                return [_most(document, start, paper, people if len(people) > 1 else right)]
            if right:
                left = parties.names(document, parties.subjects(document, start, paper.start()))
                left = (
                    left
                    or parties.meant(document, start, paper.start(), found.last)
                    or parties.first_named(document, start)[:1]
                )
                left = [name for name in left if name not in right][:1]
                return [[*left, *right]] if left else []
    people = parties.signatories(document, verb.end(), end)
    if len(people) > 1:
        return [_most(document, start, paper, people)]
    left = parties.names(document, parties.subjects(document, start, paper.start()))
    if len(left) > 1:
        return [left]
    return []
