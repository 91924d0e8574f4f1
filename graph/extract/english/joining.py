"""Whether a name goes on over a small word: University of Twente, Development and Reform."""

from __future__ import annotations

from collections.abc import Callable

from hezuo.graph.extract.english.divisions import is_division
from hezuo.graph.extract.english.lexicon import BodyWord, body_word, words
from hezuo.graph.extract.english.runs import FOREIGN_LINK, LINK, PARTICLE, Chunk, is_foreign
from hezuo.graph.extract.english.word_sorts import (
    has_head,
    is_country,
    is_field,
    is_plain,
    is_subject,
)

# Bank of Harbin, Shipbuilding Corporation of China
_OF_COMPANY_NAMES = frozenset(
    ("Bank", "Corporation", "Company", "Banque", "Banco", "Banca", "Port")
)
_OF_NAMES = frozenset(["Union", "Port", "Garden", "Gardens", "League", "Court", "Church", "Bank"])

# Commission on, Institute on: what names go on with "on".
_ON_NAMES = frozenset(
    (
        "Commission",
        "Committee",
        "Council",
        "Centre",
        "Center",
        "Institute",
        "Laboratory",
        "Alliance",
    )
)


def joins(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether a name goes on over the link before a chunk."""
    last = held[-1]
    if last.is_owner:
        return _owns_part(held, chunk)
    if last.link in (", ", ", and "):  # Institute of Optics, Fine Mechanics and Physics
        texts = [word.text for word in held[0].words]
        is_begun = has_head(held[0].words) or _is_start_of_body(held[0])
        is_begun = is_begun or _is_place_before_fields(texts)
        are_fields = all(is_field(word.text) for word in chunk.words)
        return is_begun and (are_fields or not has_head(chunk.words))  # Radio, Television
    if is_foreign(held) and FOREIGN_LINK.fullmatch(last.link):
        return True
    if PARTICLE.fullmatch(last.link) and not has_head(held[0].words):
        return len(held) < 3 and len(held[0].words) <= 2 and not has_head(chunk.words)
    link = LINK.fullmatch(last.link)
    if link is None:
        return False
    if link["of"]:
        return _joins_of(held, chunk)
    if link["on"]:
        is_titled = _is_headed(held, words("event_words") | words("policy_words"))
        return is_titled or _last(held) in _ON_NAMES
    if link["in"]:
        return _is_part_at(held, chunk, last.link) or _joins_in(held, chunk, last.link)
    if link["and"] == "&":
        return True
    return _joins_and(held, chunk)


def _owns_part(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether 's stands within a name: People's Government, X University's School of Y."""
    owner = held[-1].words[-1].text
    if owner in words("owners_in_names"):
        return True
    has_saint = len(held[-1].words) > 1 and held[-1].words[-2].text in ("St", "Saint")
    if has_saint:
        return True
    known = body_word(owner)
    is_body = (
        known is not None
        and known.is_strong
        and known.kind in ("University", "Academy", "Hospital", "ResearchInstitute")
    )
    # Guangdong province's Department of X and Changsha's Bureau of X have no other name.
    return is_body and (
        chunk.words[0].text in words("units") or chunk.words[-1].text in words("units")
    )


def _joins_of(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether `of` goes on with a name: University of Twente, but not Li Wei of Twente."""
    last = _last(held)
    known = body_word(last)
    if (known is not None and known.is_strong) or last in _OF_NAMES:
        is_company = known is not None and known.kind == "Company"
        return not is_company or last in _OF_COMPANY_NAMES  # Arden Seals Ltd | of Leeds
    if _is_headed(held, words("event_words") | words("policy_words")):
        return True
    if not any(has_head(c.words) for c in held):
        return False
    # Institute of Physics of the Chinese Academy; University of Science and Technology of China
    goes_on = chunk.words[-1].text in (
        "China",
        "Province",
        "City",
        "Municipality",
        "County",
        "District",
    )
    return goes_on or has_head(chunk.words) or is_field(chunk.words[0].text)


def _is_part_at(held: list[Chunk], chunk: Chunk, link: str) -> bool:
    """Return whether a part is told with its whole: School of Medicine at Arden University."""
    texts = [word.text for one in held for word in one.words]
    of_what = [word.text for one in held[1:] for word in one.words]
    whole = body_word(chunk.words[-1].text) or body_word(chunk.words[0].text)
    return (
        link.startswith(" at ")
        and len(held) > 1
        and not any(one.link.strip() in ("at", "at the") for one in held[:-1])
        and texts[0] in words("units")
        and all(is_plain(text) or is_subject(text) for text in of_what)
        and whole is not None
        and whole.kind in ("University", "Academy", "Hospital")
        and whole.is_strong
    )


def _joins_in(held: list[Chunk], chunk: Chunk, link: str) -> bool:
    """Return whether `in the` goes on with a name: Research in the Dry Areas."""
    if is_country(" ".join(word.text for word in chunk.words)):
        return False
    if _is_headed(held, words("policy_words")):
        return link.strip() in ("in", "in the", "to") and not is_division(chunk.words[0].text)
    return link == " in the " and len(held) > 1 and is_field(_last(held))


def _joins_and(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether `and` stands within a name: Development and Reform Commission."""
    if held[-1].link.endswith(" the "):
        return False
    if _is_of_subjects(held):  # Institute of Seawater Desalination | and Multipurpose Utilization
        is_known = is_subject(_last(held)) or _is_of_work(held, chunk)
        return is_known and _are_subjects(chunk)
    if has_head(chunk.words) and any(has_head(c.words) for c in held):
        return False
    last, first = _last(held), chunk.words[0].text
    if _is_of_office(held, chunk):
        return True
    if not (is_field(last) and is_field(first)):
        return (
            _is_headed(held, words("policy_words"))
            and len(held) > 1
            and is_field(first)
            and not has_head(chunk.words)
        )
    if len(held) == 1 and not _is_start_of_body(held[0]):
        # Longyuan Power and Energy Bureau of Fuzhou: the left side is a name already
        texts = [word.text for word in held[0].words]
        return has_head(chunk.words) and (
            all(is_plain(text) for text in texts[1:] or texts) or _is_place_before_fields(texts)
        )
    return True


def _is_of_office(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether an office has two subjects: Yibin Forestry | and Bamboo Bureau."""
    texts = [word.text for word in chunk.words]
    before = [word.text for word in held[0].words]
    known = body_word(texts[-1])
    return (
        len(held) == 1
        and len(texts) > 1
        and (texts[-1] in words("event_words") or (known is not None and _is_office(known)))
        and all(is_field(text) or is_subject(text) for text in texts[:-1])
        and (is_field(before[-1]) or is_subject(before[-1]))
        and _is_place_before_fields(before, is_subject)
    )


def _is_office(known: BodyWord) -> bool:
    return known.is_strong and known.kind == "GovernmentBody"


def _is_place_before_fields(texts: list[str], is_one: Callable[[str], bool] = is_field) -> bool:
    """Return whether only a place stands before fields: Inner Mongolia | Development."""
    first = next((n for n, text in enumerate(texts) if is_one(text)), len(texts))
    place = texts[:first]
    is_known = is_division(" ".join(place)) or is_country(" ".join(place))
    return bool(place) and all(map(is_one, texts[first:])) and is_known


# What is `of` or `for` a subject, of which it may have two.
_OF_SUBJECTS = frozenset(
    ("ResearchInstitute", "ServiceCentre", "GovernmentBody", "Academy", "UniversitySchool",
     "University", "LearnedSociety", "IndustryAssociation", "Consortium", "Organization")
)  # fmt: skip


def _is_of_subjects(held: list[Chunk]) -> bool:
    """Return whether a name is of a body and its subject: Hefei Institute of Energy Storage."""
    if len(held) == 1:
        return False
    known = body_word(held[0].words[-1].text)
    link = LINK.fullmatch(held[0].link)
    is_of = link is not None and (link["of"] is not None or link["on"] is not None)
    return is_of and known is not None and known.is_strong and known.kind in _OF_SUBJECTS


def _is_of_work(held: list[Chunk], chunk: Chunk) -> bool:
    """Return whether what follows is done to both: Institute for Otter | and Wetland Research."""
    last = _last(held)
    return (
        chunk.words[-1].text in ("Research", "Studies", "Conservation", "Protection", "Safety")
        and "University" not in (word.text for word in held[0].words)
        and not is_division(last) and not is_country(last)
    )  # fmt: skip


def _are_subjects(chunk: Chunk) -> bool:
    """Return whether words name a subject: Wildlife Research, Grid Safety; not Arden Robotics."""
    texts = [word.text for word in chunk.words]
    if not is_subject(texts[-1]):
        return False
    known = body_word(texts[-1])
    if texts[-1] in words("subjects") or (known is None and texts[-1] not in _OF_COMPANIES):
        return not any(is_division(text) or is_country(text) for text in texts)
    return not (known and known.is_strong) and all(map(is_subject, texts))


_OF_COMPANIES = frozenset(("Investment", "Investments", "Development", "Manufacturing"))


def _is_start_of_body(chunk: Chunk) -> bool:
    """Return whether a chunk waits for more: Department, Zhejiang Provincial Development."""
    return any(word.text in _LEVELS for word in chunk.words)


_LEVELS = frozenset(
    ("Provincial", "Municipal", "National", "State", "County", "District", "Province", "City",
     "Region", "Regional", "Prefecture", "Prefectural", "Municipality", "Federal", "Banner")
)  # fmt: skip


def _is_headed(held: list[Chunk], heads: frozenset[str]) -> bool:
    return any(word.text in heads for word in held[0].words)


def _last(held: list[Chunk]) -> str:
    return held[-1].words[-1].text
