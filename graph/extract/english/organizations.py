"""Bodies whose names say what they are: Hunan University, Kunshan Brightfilm Energy Co., Ltd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import (
    body_word,
    is_chinese_name,
    well_known,
    words,
)
from hezuo.graph.extract.english.names import Piece, pieces
from hezuo.graph.extract.english.places import is_zone
from hezuo.graph.extract.english.tokens import Word, words_of
from hezuo.graph.extract.english.word_sorts import ZONE_WORDS, is_country, is_plain
from hezuo.graph.extract.mentions import EVENT, ORGANIZATION, TITLE, Mention, apart

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where the part of a name that tells its sort ends: University | of Twente.
_AFTER_HEAD = re.compile(r" (?:of|for|on|in|under|to|de|des|du|della|del|di|do|da|der|für) ")
_FOREIGN = re.compile(r" (?:de|du|des|del|della|da|do|dos) ")
_OWNED_PART = re.compile(
    r"[’']s (?=(?:[\w&’'-]+ ){0,3}(?:School|College|Faculty|Institute|Department|Campus|"
    r"Hospital|Cent(?:re|er)|Lab|Laboratory)\b)"
)
_LEGAL_DOT = re.compile(r"\b(?:Ltd|Inc|Corp|Co)$")
_OWNER_PLACE = re.compile(r"(?P<place>[\w’'-]+)(?: province| city| district| county)?[’']s $")
_OFFICES = frozenset(["Department", "Bureau", "Commission", "Administration", "Office"])


def english_organizations(text: str) -> list[Mention]:
    """Return the bodies that a text in letters names by what they are.

    >>> [m.text for m in english_organizations("University of Twente and Hunan University")]
    ['University of Twente', 'Hunan University']
    """
    found = words_of(text)
    return apart([*headed(text, pieces(text, found)), *known(text, found)])


def headed(text: str, found: Iterable[Piece]) -> Iterator[Mention]:
    """Yield the bodies among names that have a word for their sort."""
    made = []
    for piece in found:
        start, end, texts = _trimmed(text, piece)
        kind = kind_of(text[start:end], texts)
        if kind:
            made.append(Mention(start, end, ORGANIZATION, text[start:end], kind, "capitals", 0.85))
    # Told by its short form once, a campus belongs to the name everywhere.
    campuses = dict(name.rsplit(", ", 1) for m in made if _NAMES_CAMPUS.search(name := m.text))
    for mention in _with_second(text, made):
        campus = f", {campuses.get(mention.text)}"
        if text.startswith(campus, mention.end):
            whole = mention.text + campus
            yield replace(mention, end=mention.end + len(campus), text=whole)
        else:
            yield mention


_DASH = re.compile(r" ?[-–—] ?")


def _is_of_proper(name: str) -> bool:
    """Return whether a name is of a joint body and of one of its founders."""
    head, _, founder = name.rpartition(" of ")
    return "Joint " in head and not all(map(is_plain, founder.split()))


def _with_second(text: str, made: list[Mention]) -> Iterator[Mention]:
    """Yield bodies, as one if the name of a joint one has both: Joint Laboratory of X - Y."""
    held: Mention | None = None
    for mention in made:
        is_second = (
            held is not None
            and _is_of_proper(held.text)
            and _DASH.fullmatch(text, held.end, mention.start) is not None
        )
        if held is not None and is_second:
            whole = text[held.start : mention.end]
            held = replace(held, end=mention.end, text=whole)
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def kind_of(name: str, texts: Sequence[str]) -> str:
    """Return the class of body that a name tells, or nothing.

    >>> kind_of("Inspur Health", ["Inspur", "Health"])
    'Company'
    >>> kind_of("Public Health", ["Public", "Health"])
    ''
    """
    if len(texts) < 2 or texts[-1] in words("no_body_ends") or sort_of(name) or is_zone(name):
        return ""
    last, is_whole = _telling_word(name, texts)
    known_as = body_word(last)
    if known_as is None:
        return ""
    if texts[0] == last and last in words("foreign_heads"):
        return known_as.kind
    others = [text for text in texts if text != last]
    proper = [text for text in others if not is_plain(text)]
    if proper:
        is_own = known_as.is_strong or not all(map(is_country, proper))
        return known_as.kind if is_own and others[0] not in ("Jr", "Professor") else ""
    if not known_as.is_strong:
        return ""
    is_named = not is_whole or (len(others) > 1 and bool(words("official") & set(others)))
    is_named = is_named or bool(words("leading") & set(others[:1]))
    return known_as.kind if is_named else ""


def _telling_word(name: str, texts: Sequence[str]) -> tuple[str, bool]:
    """Return the word that tells what a name is of, and whether nothing with `of` follows it."""
    owned = _OWNED_PART.search(name)
    part = name[owned.end() :] if owned else name
    head = _AFTER_HEAD.split(part, maxsplit=1)[0]
    found = words_of(head)
    ends = [found[-1].text if found else "", texts[-1]]
    # Trinity College Dublin; Instituto Superior de Lagos
    ends += [
        text for text in texts[-1 - _LONGEST_TAIL : -1] if (w := body_word(text)) and w.is_strong
    ]
    ends += [text for text in texts if text in words("foreign_heads")]
    ends += texts[:1] if _FOREIGN.search(name) else []
    ends += [text.split("-")[-1] for text in texts if "-" in text]  # Fraunhofer-Institut Jena
    return next((end for end in ends if body_word(end)), ""), head == part


def sort_of(name: str) -> str:
    """Return EVENT or TITLE for names of gatherings and policies, else nothing.

    >>> sort_of("Forum on Medical Data"), sort_of("Action Plan for Tea"), sort_of("Fair Isle Bank")
    ('event', 'title', '')
    """
    head = _AFTER_HEAD.split(name, maxsplit=1)[0]
    for part in (head, re.sub(r" (?:19|20)\d\d$", "", name)):
        found = words_of(part)
        last = found[-1].text if found else ""
        if last in words("event_words"):
            return EVENT
        if last in words("policy_words"):
            return TITLE
        if body_word(last) is not None or last in ZONE_WORDS:
            return ""
    return ""


def _trimmed(text: str, piece: Piece) -> tuple[int, int, list[str]]:
    """Return a name without the country it lies in and words that only lead to it."""
    found = list(piece.words)
    last = _country_words(found)
    if last and found[-1].text != "China" and _is_linked(text, found[-last - 1], found[-last]):
        rest = found[:-last]
        if any(not is_plain(word.text) for word in rest) and kind_of(
            text[rest[0].start : rest[-1].end], [word.text for word in rest]
        ):
            found = rest
    found = _cut_after_head(found)
    start, end = found[0].start, found[-1].end
    # Changsha's Bureau of X: an office is told from others by its place
    before = text[max(start - 40, 0) : start]
    owner = _OWNER_PLACE.search(before)
    if owner and found[0].text in _OFFICES and is_division(owner["place"]):
        start -= len(before) - owner.start()
    campus = _CAMPUS.match(text, end)
    if campus and kind_of(text[start:end], [word.text for word in found]) in _WITH_CAMPUS:
        named = campus.end("bracket" if campus["bracket"] else "place")
        is_own = campus["bracket"] or _is_short_of(campus["short"], text[start:named])
        end = named if is_own else end
    if (
        _LEGAL_DOT.search(text[start:end])
        and text[end : end + 1] == "."
        and _has_more(text, end + 1)
    ):
        end += 1
    return start, end, [word.text for word in found]


# Arden Institute of Technology, Zhuhai (AITZH); Arden University (Weihai)
_CAMPUS = re.compile(
    r"(?:, (?P<place>[A-Z][\w’']{2,20}) \((?P<short>[A-Z]{3,9})\)|"
    r"(?P<bracket> \((?:Beijing|East China|Qingdao|Shenzhen|Weihai|Wuhan|Zhuhai|Ningbo|Suzhou|"
    r"Shanghai|Guangzhou|Baoding|Qinhuangdao|Hong Kong|Macao)\)))"
)
_NAMES_CAMPUS = re.compile(r"[a-z], [A-Z][a-z’']+$")
_WITH_CAMPUS = frozenset(("University", "ResearchInstitute", "Academy"))


def _is_short_of(short: str, name: str) -> bool:
    """Return whether a short form has a letter for the place that ends a name: BITZH, Zhuhai."""
    initials = [word[0] for word in name.split() if word[0].isupper()]
    letters = iter(short)
    return len(initials) > 2 and all(letter in letters for letter in initials)


def _has_more(text: str, place: int) -> bool:
    """Return whether a full stop is the legal form's and not the sentence's."""
    return bool(re.match(r"\s?[a-z,;’'(]| (?:and|has|today)\b", text[place : place + 6]))


def _country_words(found: list[Word]) -> int:
    """Return how many words at the end name a country."""
    for many in (3, 2, 1):
        if len(found) > many and is_country(" ".join(word.text for word in found[-many:])):
            return many
    return 0


def _is_linked(text: str, left: Word, right: Word) -> bool:
    return bool(re.fullmatch(r" (?:of|in|from)(?: the)? ", text[left.end : right.start]))


def _cut_after_head(found: list[Word]) -> list[Word]:
    """Return the words up to a head before a headline goes on: Fudan University | Signs."""
    for number, word in enumerate(found[:-1]):
        if number == 0 or found[number + 1].start - word.end != 1:
            continue
        known_as = body_word(word.text)
        later = found[number + 1 :]
        last = body_word(found[-1].text)
        is_verb = later[0].text in words("headline_verbs") and not (last and last.is_strong)
        if known_as is not None and is_verb:  # Arden Pharma | Announces License Agreement
            return found[: number + 1]
        if known_as is None or not known_as.is_strong or any(_goes_on(w.text) for w in later):
            continue
        if later[0].text in words("headline_verbs") or len(later) > _LONGEST_TAIL:
            return found[: number + 1]
    return found


# Trinity College Dublin, Arup Group Rotterdam Zuid
_LONGEST_TAIL = 2


def _goes_on(word: str) -> bool:
    """Return whether a word after a head still belongs to the name: Xiamen University Malaysia."""
    return (
        body_word(word) is not None or is_plain(word) or is_country(word) or is_division(word)
        or word.isupper() or word in words(
            "event_words"
        ) or word in words(
            "policy_words"
        ) or word in ZONE_WORDS
    )  # fmt: skip


@cache
def _known_by_first() -> dict[str, list[list[str]]]:
    """Return the words of each well-known name by the first of them, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for name in well_known():
        parts = [word.text for word in words_of(name)]
        found.setdefault(parts[0], []).append(parts)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


def known(text: str, found: Sequence[Word]) -> Iterator[Mention]:
    """Yield bodies that are known by a name without a word for their sort: Tencent, MIT."""
    by_first = _known_by_first()
    for number, word in enumerate(found):
        if number and _is_given_name(text, found[number - 1], word):
            continue
        for parts in by_first.get(word.text, ()):
            here = found[number : number + len(parts)]
            name = text[word.start : here[-1].end]
            if [w.text for w in here] == parts and name in well_known():
                meaning, kind = well_known()[name]
                end = here[-1].end
                if text.startswith(" China ", end):  # its branch: Danone China
                    end, meaning = end + len(" China"), ""
                yield Mention(
                    word.start, end, ORGANIZATION, text[word.start : end], kind, "known-name", 0.9,
                    meaning,
                )  # fmt: skip
                break


def _is_given_name(text: str, before: Word, word: Word) -> bool:
    """Return whether a known name is a person's here: Qiu Huawei."""
    return (
        text[before.end : word.start] == " "
        and before.is_capital
        and before.text not in words("starts")
        and is_chinese_name(before.text, word.text)
    )
