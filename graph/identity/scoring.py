"""How likely two organisations are one: a score from 0 to 1, with the reasons in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from hezuo.graph.identity.profiles import Profile, schemes
from hezuo.graph.identity.spelling import Spelling

# What speaks for and against beside the names; benchmarks/duplicates.py measures what they reach.
_SAME_PLACE = 0.10
_OTHER_PLACE = -0.12
_SAME_ACRONYM = 0.08
_SAME_WEBSITE = 0.15
_SHARED_PARTNERS = 0.05
_MOST_EVIDENCE = _SAME_PLACE + _SAME_ACRONYM + _SAME_WEBSITE + _SHARED_PARTNERS
_SIDE_BY_SIDE = -0.10
_OTHER_NUMBERS = -0.40
_OTHER_BODY = -0.25
# Words that differ by so little are one word with a slip in it; shorter ones are not compared.
_LEAST_ALIKE = 84.0
_SHORTEST_COMPARED = 4
_MOST_LONGER = 2
_LOOSE_WEIGHT = 0.25
_DIGITS = re.compile("[0-9]+")
_NUTS = re.compile(r"/nuts:([A-Z]{2}[A-Z0-9]{0,3})$")
_GB_CODE = re.compile(r"/([1-9][0-9]{5})$")


class Scored(NamedTuple):
    """A score and why: what the names share, and each thing that speaks for or against."""

    score: float
    reasons: tuple[str, ...]


def score(
    one: Profile,
    other: Profile,
    names: tuple[Sequence[Spelling], Sequence[Spelling]],
    weights: Mapping[str, float],
    least: float = 0.0,
) -> Scored | None:
    """Return how likely two organisations are one; None when that is below ``least``.

    Two identifiers of one scheme that differ make two organisations, one that both have makes one.
    """
    shared = one.identifiers & other.identifiers
    if shared:
        return Scored(1.0, (f"both have {min(shared)}",))
    if schemes(one) & schemes(other):
        return None
    best = max(similarity(a, b, weights) for a in names[0] for b in names[1])
    if best + _MOST_EVIDENCE < least:
        return None
    evidence = _evidence(one, other, names)
    bonus = sum(weight for weight, _ in evidence)
    total = round(min(max(best + bonus, 0.0), 0.99), 2)
    if total < least:
        return None
    return Scored(total, (f"names {best:.0%} alike", *(reason for _, reason in evidence)))


def similarity(one: Spelling, other: Spelling, weights: Mapping[str, float]) -> float:
    """Return the part of the weight of the words of two names that both have, from 0 to 1."""
    if one.joined == other.joined:
        return 1.0
    left = [word for word in one.words if word not in other.words]
    right = [word for word in other.words if word not in one.words]
    matched = apart = 0.0
    if len(left) < len(one.words):
        matched = sum([weights[word] for word in one.words if word in other.words])
    if left and right:
        if "".join(left) == "".join(right):
            return 0.99  # Nord-Trøndelag and Nordtrøndelag
        alike, apart = _slips(left, right, weights)
        matched += alike
    if not matched:
        return 0.0
    apart += sum([_weight(word, one, weights) for word in left])
    apart += sum([_weight(word, other, weights) for word in right])
    return matched / (matched + apart)


def _slips(left: list[str], right: list[str], weights: Mapping[str, float]) -> tuple[float, float]:
    """Take words that are one word with a slip from both lists; return what they weigh.

    The first figure is what the words share, the second what they do not.
    """
    alike = apart = 0.0
    for word in list(left):
        length = len(word)
        if length < _SHORTEST_COMPARED or not word.isalpha():
            continue
        ratio, closest = 0.0, ""
        shortest, longest = length - _MOST_LONGER, length + _MOST_LONGER
        for other in right:
            if shortest <= len(other) <= longest:
                found = fuzz.ratio(word, other, score_cutoff=_LEAST_ALIKE)
                if found and (found, other) > (ratio, closest):
                    ratio, closest = found, other
        if ratio:
            left.remove(word)
            right.remove(closest)
            weight = min(weights[word], weights[closest])
            alike += weight * ratio / 100
            apart += weight * (100 - ratio) / 50
    return alike, apart


def _weight(word: str, name: Spelling, weights: Mapping[str, float]) -> float:
    """Return what a word that the other name lacks weighs: little if it may be left out."""
    is_loose = word in name.loose and len(name.words) > 2
    return weights[word] * (_LOOSE_WEIGHT if is_loose else 1.0)


def _evidence(
    one: Profile, other: Profile, names: tuple[Sequence[Spelling], Sequence[Spelling]]
) -> list[tuple[float, str]]:
    """Return what speaks for and against beside the names, with its weight."""
    found = [_place(one.area, other.area)]
    acronyms = _acronyms(names[0], names[1])
    if acronyms:
        found.append((_SAME_ACRONYM, f"same acronym {acronyms[0].upper()}"))
    if hosts := one.hosts & other.hosts:
        found.append((_SAME_WEBSITE, f"same website {min(hosts)}"))
    if partners := one.partners & other.partners:
        found.append((_SHARED_PARTNERS, f"{len(partners)} shared partners"))
    if one.connectors & other.connectors:
        found.append((_SIDE_BY_SIDE, "named side by side as parties of one thing"))
    if _numbers(names[0]) != _numbers(names[1]):
        found.append((_OTHER_NUMBERS, "other numbers in the names"))
    if bodies := _other_body(names):
        found.append((_OTHER_BODY, f"other bodies: {bodies}"))
    return [(weight, reason) for weight, reason in found if reason]


def _other_body(names: tuple[Sequence[Spelling], Sequence[Spelling]]) -> str:
    """Return what two organisations are, where each is what the other is not, or nothing."""
    one, other = (frozenset().union(*(name.bodies for name in side)) for side in names)
    if one - other and other - one:
        return f"{min(one - other)}, {min(other - one)}"
    return ""


def _place(one: str, other: str) -> tuple[float, str]:
    """Return what the areas say: the same, one inside the other, elsewhere, or nothing."""
    if not one or not other:
        return 0.0, ""
    name = one.rpartition("/")[2]
    if one == other:
        return _SAME_PLACE, f"same place {name}"
    for form in (_NUTS, _GB_CODE):
        codes = [match[1] for area in (one, other) if (match := form.search(area))]
        if len(codes) == 2:
            short, long = sorted((code.rstrip("0") for code in codes), key=len)
            if long.startswith(short):
                return 0.0, ""
            return _OTHER_PLACE, f"other place: {codes[0]}, {codes[1]}"
    return 0.0, ""


def _acronyms(one: Sequence[Spelling], other: Sequence[Spelling]) -> list[str]:
    """Return the acronyms that both give, or that one gives and the other's initials make."""
    given = [{a for name in names for a in name.acronyms} for names in (one, other)]
    made = [{name.initials for name in names if name.initials} for names in (one, other)]
    return sorted(given[0] & given[1] | given[0] & made[1] | given[1] & made[0])


def _numbers(names: Sequence[Spelling]) -> set[str]:
    return set(_DIGITS.findall(" ".join(names[0].words))) if names else set()
