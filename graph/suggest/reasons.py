"""Why a party is suggested, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hezuo.graph.suggest.demands import Match

LANGUAGES = ("zh", "en")
_WORDS = {
    "zh": {
        "wanted": "本方需求“{demand}”，对方供给“{offer}”（{fields}）",
        "offered": "对方需求“{demand}”，本方供给“{offer}”（{fields}）",
        "common": "{number}个共同伙伴：{names}",
        "fields": "同在领域：{names}",
        "same": "同在{there}",
        "other": "位于{there}（本方在{here}）",
        "comma": "、",
        "more": "等",
    },
    "en": {
        "wanted": "offers “{offer}”, which meets the demand “{demand}” ({fields})",
        "offered": "seeks “{demand}”, which the offer “{offer}” meets ({fields})",
        "common": "partners in common: {number} ({names})",
        "fields": "works in the same fields: {names}",
        "same": "in the same region: {there}",
        "other": "in another region: {there} (not {here})",
        "comma": ", ",
        "more": ", …",
    },
}
_MOST_NAMED = 3


class Place(NamedTuple):
    """Where two lie: the names of the regions of who asks and of the other, both if they share any.

    ``relation`` is same, other or unknown.
    """

    relation: str
    here: list[str]
    there: list[str]


def in_words(
    matches: Sequence[Match],
    common: int,
    through: Sequence[str],
    fields: Sequence[str],
    place: Place,
    language: str,
) -> list[str]:
    """Return the reasons for a suggestion, those that say most first: ``language`` is zh or en.

    >>> in_words([], 2, ["甲", "乙"], [], Place("same", ["四川省"], ["四川省"]), "zh")
    ['2个共同伙伴：甲、乙', '同在四川省']
    """
    words = _WORDS[language]
    found = [
        words["wanted" if match.asked_seeks else "offered"].format(
            demand=match.demand,
            offer=match.offer,
            fields=_few(match.fields, len(match.fields), words),
        )
        for match in matches
    ]
    if common:
        found.append(words["common"].format(number=common, names=_few(through, common, words)))
    if fields:
        found.append(words["fields"].format(names=_few(fields, len(fields), words)))
    if place.relation != "unknown":
        here, there = (_few(names, len(names), words) for names in (place.here, place.there))
        found.append(words[place.relation].format(here=here, there=there))
    return found


def _few(names: Sequence[str], number: int, words: dict[str, str]) -> str:
    """Return the first of names, and a sign that there are more, of which ``number`` tells."""
    few = names[:_MOST_NAMED]
    return words["comma"].join(few) + (words["more"] if number > len(few) else "")
