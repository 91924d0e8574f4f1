"""Bodies whose names do not say what they are, told by what stands beside them.

Abbreviations in brackets, `cloud provider X`, `Boston-based X`, `X's chief scientist`, parties of
what is signed, and short forms of names that the text gives in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import is_chinese_name, one_of, one_word_of, words
from hezuo.graph.extract.english.names import Piece
from hezuo.graph.extract.english.organizations import sort_of
from hezuo.graph.extract.english.places import is_zone
from hezuo.graph.extract.english.tokens import Word
from hezuo.graph.extract.english.word_sorts import is_country, is_plain
from hezuo.graph.extract.mentions import ORGANIZATION, Mention, Mentions

# How much of the text before and after a name is looked at.
_NEAR = 70
_ABBREVIATION = re.compile(
    r" \((?:(?:the|or|hereinafter) )?[“\"]?(?P<name>[A-Z][A-Za-z&-]{1,11})[”\"]?\)"
)
_TITLE = rf"(?:[\w-]+ ){{0,2}}(?i:{one_of('titles')})s?"
# cloud provider X, Swiss group X, the Harbin bakery chain X
_SORT_BEFORE = re.compile(rf"\b(?i:{one_word_of('body_nouns')}|rival),? [“\"]?$")
# Boston-based X
_BASED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*-(?:based|listed|headquartered) $")
# chief executive of X; worked for X; a subsidiary of X
_POST_BEFORE = re.compile(
    rf"(?:\b(?i:{one_of('titles')}) (?:of|at)|\b(?:[Aa]nalysts|[Ee]conomists|[Oo]fficials"
    rf"|[Rr]epresentatives|[Rr]esearchers|[Ss]cientists|[Ee]ngineers|[Ee]xperts"
    rf"|[Ee]xecutives) (?:of|at)|\b(?:works?|worked|working) (?:for|at)|\b(?:subsidiary|"
    rf"spin-off|arm|unit|division|member) of|"
    r"\b(?:hired|joined|acquired|owned|backed|funded|operated|developed|launched|"
    r"invested in|financed) by) (?:the )?$"
)  # fmt: skip
_LEADING = tuple(
    f" {word} {the}" for word in ("of", "at", "for", "by", "in") for the in ("", "the ")
)
# X CEO Gan; X spokesperson Li
_POST_AFTER = re.compile(rf" (?:{_TITLE}) [A-Z]")
# X's chief scientist; X's co-founder
_OWNED_AFTER = re.compile(rf"[’']s? (?:{_TITLE})\b")
# X, a Boston-based start-up; X, the science park of Y
_SORT_AFTER = re.compile(
    rf", (?:an?|the|one of) (?:[\w’'-]+ ){{0,5}}?(?:{one_word_of('body_nouns')}|park|"
    rf"laboratory|institute|hospital|centre|center)\b(?![’'])"
)
# X, which produces; X is a spin-off of
_IS_AFTER = re.compile(
    rf" (?:is|was|has been) (?:an?|the|one of) (?:[\w’'-]+ "
    rf"){{0,4}}?(?:{one_word_of('body_nouns')})\b"
)
# What makes a name of two words a person's: X, Deltares managing director; Prof X
_PERSON_AFTER = re.compile(rf", (?:[\w’'&.-]+ ){{0,5}}?(?i:{one_of('titles')})\b|, who\b")
_PERSON_BEFORE = re.compile(
    r"\b(?:Prof|Professor|Dr|Mr|Mrs|Ms|Sir|Dame|Academician)\.? $|"
    rf"\b(?i:{one_of('titles')}),? $"
)
_SIGNED = (
    r"(?:signed|signs|inked|inks|penned|sealed|concluded|renewed|renews|extended|"
    r"terminated|entered into|struck|"
    r"reached|bought|purchased|licensed|acquired|leased|exchanged|agreed|became|become|"
    r"founded|formed|launched|established|unveiled)"
)
_PAPER = re.compile(
    r"\b(?:memorand\w+|MoUs?|MOUs?|letters? of intent|agreements?|contracts?|pacts?|"
    r"deals?|protocols?|accords?|licen[cs]es?|leases?|charter|partnership|joint venture|"
    r"sister|twin|twinning|alliance|consortium|laborator(?:y|ies)|lab)\b",
    re.IGNORECASE,
)  # fmt: skip
# X signed; X has also yesterday signed; X and Y signed
_SIGNS_AFTER = re.compile(
    rf"(?:,? (?:and|with|,) (?:[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){{0,5}}),?)? (?:(?:has|"
    rf"have|had|also|both|jointly|today|yesterday|recently|officially|formally|each|"
    rf"on \w+|last \w+|will|denied|announced)(?: \w+)? ){{0,3}}{_SIGNED}\b"
)  # fmt: skip
# signed … with X; between X and; licensed … to X; from X
_WITH_BEFORE = re.compile(
    r"\b(?:with|between|to|from|and|by) (?:the |its |their |[A-Z]\w+[’']s )?$"
)
_IN_FRONT = re.compile(
    r"\b(?:in|at|near|from|to|toward|across|around|of|outside|via|through) (?:the )?$"
)
# Where a body has its seat: Arden Seals Ltd of X
_SEAT_BEFORE = re.compile(r"\b[A-Z][\w.-]* (?:of|in) $")
_CAMEL = re.compile(r"(?:[A-Z][a-z]+){1,3}[A-Z][a-z]+|[a-z][A-Z][a-z]+|[A-Z][a-z]{2,}[A-Z]{2,}")
_NO_CAMEL = re.compile(r"(?:Mc|Mac|De|Le|La|Di|Van|O|Ph|Mo|PR|Pre)[A-Z]|.{1,4}$")
_FREE = ("Company", "University")
_SHORTABLE = (
    "Company",
    "Hospital",
    "ResearchInstitute",
    "Organization",
    "University",
    "Consortium",
)


def abbreviations(text: str, bodies: Iterable[Mention], found: Iterable[Word]) -> Iterator[Mention]:
    """Yield what a text says it calls a body: University of Munich (TUM), later TUM."""
    meant: dict[str, Mention] = {}
    for body in bodies:
        match = _ABBREVIATION.match(text, body.end)
        if match and (sum(map(str.isupper, match["name"])) > 1 or match["name"] in body.text):
            meant.setdefault(match["name"], body)
    for word in found:
        full = meant.get(word.text)
        if full is not None:
            yield Mention(
                word.start,
                word.end,
                ORGANIZATION,
                word.text,
                full.kind,
                "abbreviation",
                0.9,
                full.text,
            )


def has_paper(text: str, start: int, end: int) -> bool:
    """Return whether a stretch speaks of an agreement or of something founded."""
    return bool(_PAPER.search(text, start, end))


def by_context(
    text: str, found: Iterable[Piece], beside_papers: frozenset[int]
) -> Iterator[Mention]:
    """Yield names that what stands beside them makes bodies.

    Those that start in `beside_papers` may be parties of what is signed.
    """
    for piece in found:
        name = piece.text(text)
        if not may_be_body(name, piece):
            continue
        before = text[max(piece.start - _NEAR, 0) : piece.start].rsplit("\n", 1)[-1]
        after = text[piece.end : piece.end + 2 * _NEAR].split("\n", 1)[0]
        rule = _rule(name, piece, before, after)
        is_person = len(piece.words) > 1 and bool(
            _PERSON_AFTER.match(after) or _PERSON_BEFORE.search(before)
        )
        if not rule and not is_person and piece.start in beside_papers:
            rule = _as_party(name, before, after)
        if rule:
            yield Mention(piece.start, piece.end, ORGANIZATION, name, "Company", rule, 0.75)


def coordinated(text: str, found: Iterable[Piece], bodies: Mentions) -> Iterator[Mention]:
    """Yield names that stand beside a company's: Alibaba Cloud and Hikvision."""
    by_end = {body.end: body for body in bodies}
    for piece in found:
        name = piece.text(text)
        if not may_be_body(name, piece) or _SEAT_BEFORE.search(
            text, max(piece.start - 20, 0), piece.start
        ):
            continue
        before = by_end.get(piece.start - len(" and "))
        is_after = before is not None and text.startswith(" and ", before.end)
        after = bodies.starting(piece.end + len(" and "))
        is_before = after is not None and text.startswith(" and ", piece.end)
        other = before if is_after else after if is_before else None
        if other is not None and other.kind == "Company":
            yield Mention(piece.start, piece.end, ORGANIZATION, name, "Company", "coordinated", 0.7)


def may_be_body(name: str, piece: Piece) -> bool:
    """Return whether a name can be a body's: no place, no person's, no plain word."""
    texts = [word.text for word in piece.words]
    if all(is_plain(text) for text in texts) and not _CAMEL.fullmatch(name):
        return False
    if is_country(name) or is_division(texts[-1]) or is_zone(name) or sort_of(name):
        return False
    return texts[-1] not in words("no_body_ends") and not looks_like_person(texts)


def looks_like_person(texts: list[str]) -> bool:
    """Return whether words are a person's name by themselves: Tan Yuhe, Klaus Breuer."""
    if (
        len(texts) < 2
        or len(texts) > 4
        or any(is_plain(text) or text.isupper() for text in texts[1:])
    ):
        return False
    if len(texts) == 2 and is_chinese_name(*texts):
        return True
    first = texts[0].split("-")[0]
    return first in words("given_names")


def _rule(name: str, piece: Piece, before: str, after: str) -> str:
    """Return by what a name is told as a body's, or nothing."""
    if len(piece.words) > 1 and (_PERSON_AFTER.match(after) or _PERSON_BEFORE.search(before)):
        return ""
    if _SORT_BEFORE.search(before[-25:]) or _BASED_BEFORE.search(before[-30:]):
        return "sort-before"
    if before.endswith(_LEADING) and _POST_BEFORE.search(before):
        return "post-before"
    if _OWNED_AFTER.match(after) or _POST_AFTER.match(after):
        return "post-after"
    if _SORT_AFTER.match(after) or _IS_AFTER.match(after):
        return "sort-after"
    if len(piece.words) > 1 and after.startswith((", which ", ", whose ")):
        return "which-after"
    if _CAMEL.fullmatch(name) and not _NO_CAMEL.match(name):
        return "capitals-within"
    return ""


def _as_party(name: str, before: str, after: str) -> str:
    """Return whether a name stands where parties of a paper do."""
    if name[:1].islower():
        return ""
    if _SIGNS_AFTER.match(after) and not _SEAT_BEFORE.search(before):
        return "signs"
    is_behind = re.search(
        rf"\b{_SIGNED}\b|\b(?:agreement|contract|pact|deal|MoU|memorandum)\b", before
    )
    if is_behind and _WITH_BEFORE.search(before) and not re.search(r"\bto \w+$", before):
        return "signs"
    return ""


def short_forms(text: str, found: Iterable[Piece], bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Yield names that repeat what is special in a longer one: Tidewater, Karolinska."""
    longer = _by_parts(bodies)
    for piece in found:
        name = piece.text(text)
        full = longer.get(name, [])
        names = {body.text for body in full}
        if not names or name in names or not _is_special(piece):
            continue
        is_company = full[0].kind in _FREE
        before = text[max(piece.start - 20, 0) : piece.start]
        owns = _OWNED_AFTER.match(text[piece.end : piece.end + _NEAR])
        if owns or (is_company and not _IN_FRONT.search(before)):
            meaning = full[0].text if len(names) == 1 else ""
            yield Mention(
                piece.start, piece.end, ORGANIZATION, name, full[0].kind, "short", 0.8, meaning
            )


def _by_parts(bodies: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Return bodies by each one to three words of the first six of their names."""
    longer: dict[str, list[Mention]] = {}
    seen: set[str] = set()
    for body in bodies:
        if body.text in seen:
            continue
        seen.add(body.text)
        if body.kind in _SHORTABLE and not body.meaning:
            parts = re.findall(r"[\w&’'-]+", body.text)[:6]
            for start in range(len(parts)):
                if start and not (
                    is_division(parts[start - 1]) or parts[start - 1] in words("generic")
                ):
                    break
                for many in range(1, 4):
                    longer.setdefault(" ".join(parts[start : start + many]), []).append(body)
    return longer


def with_meanings(bodies: list[Mention]) -> list[Mention]:
    """Return bodies of which short names have the full one for their meaning."""
    longer = _by_parts(bodies)
    made = []
    for body in bodies:
        full = {other.text for other in longer.get(body.text, ())} - {body.text}
        is_short = len(full) == 1 and not body.meaning and body.rule != "known-name"
        made.append(replace(body, meaning=full.pop()) if is_short else body)
    return made


def _is_special(piece: Piece) -> bool:
    texts = [word.text for word in piece.words]
    return not any(is_division(text) or is_country(text) for text in texts) and not all(
        is_plain(text) for text in texts
    )
