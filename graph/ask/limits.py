"""Takes out of a question what limits the answer: dates, a field, a kind of party, a place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from hezuo.graph.errors import HezuoError
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand, local_name

_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?:年|-)?(?:(?P<{0}m>\d\d?)月?(?:-?(?P<{0}d>\d\d?)(?:日|号)?)?)?"
_FROM, _TO = _YEAR.format("a"), _YEAR.format("b")
_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
             "九": 9, "十": 10, "十二": 12, "十五": 15, "二十": 20}  # fmt: skip
_COUNT = r"(?P<n>\d\d?|十二|十五|二十|[一二两三四五六七八九十])"
# What asks for parties of any kind.
_ANY_KIND = frozenset(
    ["单位", "机构", "组织", "组织机构", "伙伴", "合作伙伴", "主体", "人", "parties", "bodies",
     "organisations", "organizations", "institutions", "partners"]
)  # fmt: skip
_KIND_WORDS = {
    "高校": "University", "大学": "University", "universities": "University",
    "公司": "Company", "企业": "Company", "companies": "Company", "firms": "Company",
    "医院": "Hospital",
}  # fmt: skip
_FIELD = re.compile(r"在(?P<field>[^在，,]{1,20}?)(?:方面|领域|行业|产业)(?:上|里|中)?(?:的)?")
_ENGLISH_FIELD = re.compile(r"\bin the field of (?P<field>.+)$", re.IGNORECASE)

Dates = tuple[str, str]


def dates_in(text: str, today: datetime.date) -> tuple[str, Dates]:
    """Return a question without its dates, and since when and until when it asks.

    >>> dates_in("2020年以来重庆有哪些协议", datetime.date(2026, 1, 1))
    ('重庆有哪些协议', ('2020', ''))
    """
    for pattern, meant in _DATES:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
            return rest, meant(found, today)
    return text, ("", "")


def field_in(text: str) -> tuple[str, str]:
    """Return a question without the field that it names, and that field.

    >>> field_in("重庆和四川在生物医药方面有哪些协议")
    ('重庆和四川有哪些协议', '生物医药')
    """
    found = _FIELD.search(text) or _ENGLISH_FIELD.search(text)
    if not found:
        return text, ""
    rest = f"{text[: found.start()]}{text[found.end() :]}"
    return " ".join(rest.split()), found["field"].strip()


def trailing_place_or_field(text: str) -> tuple[str, str]:
    """Return an English question without ``in X`` at its end, and X: a field or a place.

    >>> trailing_place_or_field("Who cooperates with TU Dresden in Poland")
    ('Who cooperates with TU Dresden', 'Poland')
    """
    found = re.search(r"^(?P<rest>.*[a-z].*?) in (?P<what>[^,]{2,40})$", text, re.IGNORECASE)
    return (found["rest"], found["what"].strip()) if found else (text, "")


def kind_named(text: str) -> str | None:
    """Return the class (local name) that a word for parties means, "" for any, None for none.

    >>> kind_named("企业"), kind_named("机构"), kind_named("universities"), kind_named("猫")
    ('Company', '', 'University', None)
    """
    word = text.strip().casefold()
    if word in _ANY_KIND or not word:
        return ""
    if word in _KIND_WORDS:
        return _KIND_WORDS[word]
    parties = ontology().subclasses(expand("hz:Party"))
    singular = word[:-1] if word.endswith("s") else word
    for name in (text.strip(), singular, singular.replace(" ", "")):
        iri = ontology().named(name, parties)
        if iri is not None:
            return local_name(iri)
    return None


def _date(found: re.Match[str], name: str) -> str:
    parts = [found[name + part] for part in ("m", "d")]
    return "-".join([found[name], *(f"{int(part):02}" for part in parts if part)])


def _day(date: str, step: int) -> str:
    """Return the day before or after one; HezuoError if there is no such day."""
    try:
        return str(datetime.date.fromisoformat(date) + datetime.timedelta(days=step))
    except (ValueError, OverflowError):
        raise HezuoError(f"{date} is no date", "write it as 2021-06-30") from None


def _before(date: str) -> str:
    """Return the year, month or day before one."""
    if date.count("-") > 1:
        return _day(date, -1)
    year, _, month = date.partition("-")
    if not month:
        return str(int(year) - 1)
    return f"{int(year) - 1}-12" if month == "01" else f"{year}-{int(month) - 1:02}"


def _after(date: str) -> str:
    if date.count("-") > 1:
        return _day(date, 1)
    year, _, month = date.partition("-")
    if not month:
        return str(int(year) + 1)
    return f"{int(year) + 1}-01" if month == "12" else f"{year}-{int(month) + 1:02}"


def _from_to(found: re.Match[str], _today: datetime.date) -> Dates:
    return _date(found, "a"), _date(found, "b")


def _last_years(found: re.Match[str], today: datetime.date) -> Dates:
    number = _NUMERALS.get(found["n"]) or int(found["n"])
    return str(today.year - number), ""


# In the order in which they are looked for: longer forms before those that are part of them.
_DATES: list[tuple[str, Callable[[re.Match[str], datetime.date], Dates]]] = [
    (rf"(?:从|自|在)?{_FROM}(?:到|至|—|～|~|–|-){_TO}(?:年)?(?:间|期间|之间)?", _from_to),
    (rf"\b(?:between|from) {_FROM} (?:and|to) {_TO}", _from_to),
    (rf"(?:从|自)?{_FROM}(?:以来|至今|起|开始)", lambda m, _: (_date(m, "a"), "")),
    (rf"{_FROM}(?:以后|之后|后)", lambda m, _: (_date(m, "a"), "")),
    (rf"\bsince {_FROM}", lambda m, _: (_date(m, "a"), "")),
    (rf"\bafter {_FROM}", lambda m, _: (_after(_date(m, "a")), "")),
    (rf"{_FROM}(?:以前|之前|前)", lambda m, _: ("", _before(_date(m, "a")))),
    (rf"\bbefore {_FROM}", lambda m, _: ("", _before(_date(m, "a")))),
    (rf"(?:截至|\b(?:until|up to|by) ){_FROM}", lambda m, _: ("", _date(m, "a"))),
    (rf"(?:最近|过去|近){_COUNT}年(?:以来|来|内|里)?", _last_years),
    (rf"\b(?:in|over) the (?:last|past) {_COUNT} years", _last_years),
    (r"去年|\blast year\b", lambda _, today: (str(today.year - 1), str(today.year - 1))),
    (r"今年|\bthis year\b", lambda _, today: (str(today.year), str(today.year))),
    (rf"(?:在|\bin )?{_FROM}(?:度|间)?", lambda m, _: (_date(m, "a"), _date(m, "a"))),
]  # fmt: skip
