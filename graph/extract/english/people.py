"""People in an English text: by posts beside their names, by how they speak, by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import one_of, one_word_of, words
from hezuo.graph.extract.english.names import Piece
from hezuo.graph.extract.english.unmarked_bodies import looks_like_person
from hezuo.graph.extract.english.word_sorts import is_country, is_plain
from hezuo.graph.extract.mentions import PERSON, Mention

_NEAR = 80
_POST = rf"(?i:{one_of('titles')})s?"
_SAYS = (
    "said|says|told|added|adds|noted|notes|explained|explains|joked|jokes|argued|recalled"
    "|stressed|called|warned|"
    "announced|commented|remarked|believes|hopes|wrote|asked|replied|stated|pointed|"
    "emphasi[sz]ed|described|cited"
)
# who is told as a person by what stands before: chief engineer X, Dr X, said X, headed by X
_BEFORE = re.compile(
    rf"(?:\b{_POST},? |\b(?:{one_word_of('occupations')})s?\.?,? |\b(?:Prof|Dr|Mr|Mrs|Ms)\.? |"
    rf"\b(?:{_SAYS}|according to|joked|quipped) |\b(?:headed|led|chaired|moderated|"
    rf"written|founded|co-founded|represented|accompanied|signed|unveiled|hosted) by "
    rf"|\bnamed after |\bby the late )$"
)
# who is told by what stands after: X, vice-president; X said; X, who; X's team
_AFTER = re.compile(
    rf",? (?:{_SAYS})\b|, (?:who|whose|\d\d|aged)\b|,? (?:was|is) (?:elected|appointed) "
    rf"|, (?:(?:an?|the|its|their|then|now|also|who is|[\w’']+[’']s?|\ue000+(?:[’']s?)?) "
    rf"){{0,3}}?(?:[a-z-]+ ){{0,2}}?{_POST}\b"
    rf"|[’']s? (?:research )?team\b| \((?:[^()]{{0,40}}\b)?{_POST}\b"
)
_BYLINE = re.compile(
    r"(?m)^(?:[^\n]{0,30}\b(?:Editors?|Reporters?|Authors?|Writers?): ?|"
    r"(?:By|Reporting by|Text by|Written by|Edited by) )(?P<names>[^\n.]{3,80})"
)
_AND = re.compile(r"(?:,| and|, and) $")


@dataclass(frozen=True)
class PersonMention:
    """A person named at a place, with the full name if a family name stands there."""

    mention: Mention
    name: str


def people(masked: str, text: str, found: list[Piece]) -> list[PersonMention]:
    """Return the people named among names that are no bodies', with what stands beside them."""
    bylines = [match.span("names") for match in _BYLINE.finditer(text)]
    starts = frozenset(
        piece.start for piece in found for s, e in bylines[:20] if s <= piece.start < e
    )
    named: dict[str, list[Piece]] = {}
    before: Piece | None = None
    for piece in map(_without_post, found):
        is_byline = piece.start in starts and piece.text(text) in words("given_names")
        if not (is_byline or _may_be_person(text, piece)):
            before = None
            continue
        name = piece.text(text)
        is_listed = before is not None and bool(_AND.fullmatch(text[before.end : piece.start]))
        if name in named or piece.start in starts or is_listed or _is_person(masked, piece):
            named.setdefault(name, []).append(piece)
            before = piece
        else:
            before = None
    return _mentions(text, found, named)


def _without_post(piece: Piece) -> Piece:
    """Return a name without what stands before it: Striker | Carlos Bonetti, Chile | Niu Qing."""
    first = piece.words[0].text
    rest = piece.words[1:]
    is_posted = is_country(first) and looks_like_person([word.text for word in rest])
    if len(rest) > 1 and (is_posted or first.lower() in words("occupations")):
        return Piece(rest[0].start, piece.end, rest)
    return piece


def _may_be_person(text: str, piece: Piece) -> bool:
    """Return whether a name can be a person's: two to four words of which none is of a body."""
    texts = [word.text for word in piece.words]
    if not 2 <= len(texts) <= 5 or "-based" in piece.text(text):
        return False
    if is_country(" ".join(texts)) or is_country(texts[0]):
        return False
    if texts[0] in words("starts") and not looks_like_person(texts):
        return False
    if any(text[:1].isdigit() for text in texts) or (len(texts) > 2 and is_division(texts[0])):
        return False
    return not any(is_plain(text) for text in texts[1:]) and not texts[-1].endswith("s’")


def _is_person(masked: str, piece: Piece) -> bool:
    """Return whether a name is a person's by itself or by what stands beside it."""
    texts = [word.text for word in piece.words]
    if looks_like_person(texts):
        return True
    before = masked[max(piece.start - _NEAR, 0) : piece.start].rsplit("\n", 1)[-1]
    after = masked[piece.end : piece.end + _NEAR].split("\n", 1)[0]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _mentions(text: str, found: list[Piece], named: dict[str, list[Piece]]) -> list[PersonMention]:
    """Return the people, also where only their family name stands: Breuer, who is also dean."""
    made = [
        PersonMention(
            Mention(p.start, p.end, PERSON, name, rule="name-title", confidence=0.85), name
        )
        for name, at in named.items()
        for p in at
    ]
    first = {name: at[0].start for name, at in named.items()}
    family = {(name.split()[0] if _is_eastern(name) else name.split()[-1]): name for name in named}
    for piece in found:
        short = piece.text(text)
        full = family.get(short)
        if full and piece.start > first[full]:
            made.append(PersonMention(Mention(piece.start, piece.end, PERSON, short), full))
    return sorted(made, key=lambda one: one.mention.start)


def _is_eastern(name: str) -> bool:
    from hezuo.graph.extract.english.lexicon import is_chinese_name

    parts = name.split()
    return len(parts) == 2 and is_chinese_name(parts[0], parts[1])
