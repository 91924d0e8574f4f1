"""Which names are one name in other spellings, and when two organisations are surely the same.

Surely means: of a hundred such pairs, at most one is wrong (benchmarks/duplicates.py measures it).
A name alone is never enough: of the different organisations that ROR lists, hundreds share one with
another in the same country (St Mary's Hospital, Centro de Matemática), hardly any in one town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.canonical import canonical_name
from hezuo.graph.identity.groups import sharing
from hezuo.graph.identity.legal_forms import without_chinese_form, without_legal_form
from hezuo.graph.identity.words import without_acronyms, words
from hezuo.graph.names import fold
from hezuo.graph.values import is_chinese

if TYPE_CHECKING:
    from hezuo.graph.identity.stated import NamedOrganization

# How a company abroad calls itself in English says nothing of which form it has at home.
_TRANSLATED_FORMS = frozenset(
    ["ltd", "co", "inc", "corp", "llc", "plc", "有限公司", "株式会社", "kk"]
)  # fmt: skip
_LEADING_ARTICLE = "the"
# A shorter word is an acronym or everybody's: IT, BBC, Park.
_SHORTEST_LONE_WORD = 5
_SHORTEST_CHINESE_NAME = 4
_SHORTEST_TOWN = 4
# NUTS 1 and 2 are as large as countries: only NUTS 3 (two letters, three more signs) is a place.
_WIDE_AREA = re.compile(r"/(nuts:[A-Z]{2}[A-Z0-9]{0,2}|iso3166:[^/]*)$")
_GB_AREA = re.compile(r"/([1-9][0-9]{5})$")
_ALIKE_IN_COUNTRY = """
select distinct country, key, iri from stated where (country, key) in
(select country, key from stated where is_named_after_town) order by country, key, iri
"""
# Of universities and their like there is one of a name in a country if it has a town's name in it.
_UNIVERSITIES = (
    "universi", "univerzi", "uniwersy", "hochschul", "politecn", "politechn", "polytechn",
    "egyetem", "yliopisto", "ulikool",
)  # fmt: skip


class _Spoken(NamedTuple):
    country: str
    key: str
    area: str
    form: str
    iri: str
    is_named_after_town: bool


def match_key(name: str, area_code: str = "") -> str:
    """Return the form in which all spellings of one name are equal, in any script.

    Case, width, accents (ä is also ae and a), punctuation, legal forms and acronyms in brackets
    make no difference; of a Chinese name, nothing that ``canonical_name`` makes equal.

    >>> match_key("Technische Universitaet Dresden (TUD)")
    'technische universitat dresden'
    >>> match_key("SALIX S.r.l.") == match_key("Salix srl") == match_key("Salix")
    True
    """
    return key_and_form(name, area_code)[0]


def key_and_form(name: str, area_code: str = "") -> tuple[str, str]:
    """Return the match key of a name, and the legal form that the name states, or nothing."""
    if is_chinese(name):
        key, form = without_chinese_form(canonical_name(name, area_code))
        return fold(key), form
    rest, _ = without_acronyms(name)
    spoken, form = without_legal_form(words(rest))
    if len(spoken) > 1 and spoken[0] == _LEADING_ARTICLE:
        del spoken[0]
    return " ".join(spoken), form


def same_by_rule(things: Iterable[NamedOrganization]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of IRIs of organisations that are surely the same, each with the reason.

    They have a name with the same key in the same place (NUTS 3, a town, a division), and no legal
    form says otherwise; or they are universities of one country with a name that has the town of
    one of them in it. Every organisation of a group is paired with the first of it, by IRI. Takes
    any number of things.
    """
    with sharing(", ".join(_Spoken._fields), _spoken(things), itemgetter(0, 1)) as database:
        rows = database.execute(
            "select distinct * from stated order by country, key, area, iri, form"
        )
        groups = groupby(map(_Spoken._make, rows), lambda row: (row.country, row.key, row.area))
        for (_, key, area), group in groups:
            place = area.rpartition("/")[2]
            for first, second in _surely_same(list(group)):
                yield first, second, f"both are called {key!r} in {place}"
        alike = groupby(database.execute(_ALIKE_IN_COUNTRY), lambda row: (row[0], row[1]))
        for (_, key), found in alike:
            first, *others = [iri for _, _, iri in found]
            for other in others:
                yield first, other, f"of {key!r}, which has its town's name, a country has one"


def _spoken(things: Iterable[NamedOrganization]) -> Iterator[_Spoken]:
    for thing in things:
        if not thing.area or _WIDE_AREA.search(thing.area):
            continue
        division = _GB_AREA.search(thing.area)
        for name in thing.names:
            key, form = key_and_form(name, division[1] if division else "")
            if is_telling(key):
                form = "" if form in _TRANSLATED_FORMS else form
                named = _is_named_after_town(key, thing.place)
                yield _Spoken(thing.country, key, thing.area, form, thing.iri, named)


def _is_named_after_town(key: str, place: str) -> bool:
    """Return whether a key is that of a university with the name of the place it is in."""
    if not any(word in key for word in _UNIVERSITIES):
        return False
    town = next(iter(words(place)), "")
    return len(town) >= _SHORTEST_TOWN and town in key.split()


def is_telling(key: str) -> bool:
    """Return whether a key is more than an acronym or a common word.

    >>> is_telling("tu dresden"), is_telling("tud"), is_telling("fraunhofer")
    (True, False, True)
    """
    if is_chinese(key):
        return len(key) >= _SHORTEST_CHINESE_NAME
    return " " in key or len(key) >= _SHORTEST_LONE_WORD


def _surely_same(rows: list[_Spoken]) -> Iterator[tuple[str, str]]:
    """Yield the pairs among organisations with one key in one place.

    Where several legal forms are stated (X AG and X GmbH), only those of one form are the same, and
    which of them an X without a form is cannot be told.
    """
    forms = {row.form for row in rows if row.form}
    for form in sorted(forms) if len(forms) > 1 else [""]:
        found = {row.iri for row in rows if not form or row.form == form}
        first, *others = sorted(found)
        for other in others:
            yield first, other
