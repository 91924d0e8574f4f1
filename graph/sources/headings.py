"""What tables and columns may be called: in Chinese, in English, in both, or as in the data model.

The names come from the ontology, where classes and properties are labelled, and from the records,
whose tables and fields are named in English. What else people call them is in
data/heading_words.csv: a word stands there only if it can mean one column of its table.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Record
from hezuo.graph.simplified import simplified
from hezuo.graph.values import is_chinese
from hezuo.graph.vocabulary import expand, local_name

TABLES = {kind.TABLE: kind for kind in RECORD_TYPES if kind.TABLE}
_IS_REQUIRED = re.compile(r"[(\[【](?:必填|選填|选填|可选|可選|required|optional)项?[)\]】]")
_OF_NO_WEIGHT = re.compile(r"[\s_*/|()\[\]:,;.·、-]+")
# Fields that state no property: what the ontology calls what they hold.
_LABELLED_LIKE = {"kind": "rdf:type", "source": "hz:Source", "evidence": "hz:evidence"}
_ACRONYMS = ("id", "url", "sha256")
_CLOSE = 0.75
_WORDS = Path(__file__).resolve().parents[2] / "data" / "heading_words.csv"
# What a file of a table is called beside the name of what is in it.
_TABLE_ENDINGS = ("", "表", "信息表", "一览表", "名单", "名录", "清单", "列表")


def plain(text: str) -> str:
    """Return a heading as it is compared: without case, width, blanks, marks of being required.

    Traditional Chinese is as good as Simplified.

    >>> plain("名称 Name *"), plain("Signed_on"), plain("單位名稱（必填）")
    ('名称name', 'signedon', '单位名称')
    """
    folded = _IS_REQUIRED.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _OF_NO_WEIGHT.sub("", simplified(folded))


def chinese_heading(kind: type[Record], name: str) -> str:
    """Return what a column of a table is called in Chinese.

    >>> from hezuo.graph.records import Agreement
    >>> chinese_heading(Agreement, "signed_on"), chinese_heading(Agreement, "title")
    ('签署时间', '标题')
    """
    return _labels(kind, name)[0]


def english_heading(name: str) -> str:
    """Return what a column is called in English: the name of its field.

    >>> english_heading("signed_on"), english_heading("name_en")
    ('Signed on', 'English name')
    """
    if name in _ACRONYMS:
        return name.upper()
    if name.endswith("_en"):
        return f"English {name.removesuffix('_en')}"
    return name.replace("_", " ").capitalize()


def heading(kind: type[Record], name: str) -> str:
    """Return the heading of a column in both languages."""
    return f"{chinese_heading(kind, name)} {english_heading(name)}"


def table_heading(kind: type[Record]) -> str:
    """Return the name of a table in both languages.

    >>> from hezuo.graph.records import EventSeries
    >>> table_heading(EventSeries)
    '系列活动 Event series'
    """
    return f"{ontology().label(expand(f'hz:{kind.ROOT}'))} {english_heading(kind.TABLE)}"


def kind_called(name: str) -> type[Record] | None:
    """Return the kind of table that a file or sheet of this name holds, or None."""
    return _kinds().get(plain(name))


def field_called(kind: type[Record], column: str) -> str | None:
    """Return the field that a column of this heading holds, or None.

    >>> from hezuo.graph.records import Organization
    >>> field_called(Organization, "官网"), field_called(Organization, "时间")
    ('website', None)
    """
    return _fields(kind).get(plain(column))


def declared_field(kind: type[Record], column: str) -> str | None:
    """Return the field that hezuo itself calls so, or None; what it may be called besides is not.

    >>> from hezuo.graph.records import Organization
    >>> declared_field(Organization, "网址"), declared_field(Organization, "官网")
    ('website', None)
    """
    return _declared_fields(kind).get(plain(column))


def kind_told_by(column: str) -> type[Record] | None:
    """Return the one kind of table that has to have a column of this heading, or None.

    >>> kind_told_by("机构名称"), kind_told_by("名称")
    (<class 'hezuo.graph.records.parties.Organization'>, None)
    """
    found = [
        kind
        for kind in TABLES.values()
        if (name := field_called(kind, column)) and kind.model_fields[name].is_required()
    ]
    return found[0] if len(found) == 1 else None


def nearest_kind(name: str) -> str:
    """Return the name of the table that was probably meant, or the empty string."""
    return _nearest(name, {key: kind.TABLE for key, kind in _declared_kinds().items()})


def nearest_field(kind: type[Record], column: str) -> str:
    """Return the field whose column was probably meant, or the empty string."""
    return _nearest(column, _declared_fields(kind))


def closed_list(kind: type[Record], name: str) -> list[str]:
    """Return the classes or listed values (IRIs) that a field is one of, or nothing."""
    if name == "kind":
        return ontology().subclasses(expand(f"hz:{kind.ROOT}"))
    says = dict(kind.statements()).get(name)
    return ontology().members[expand(f"hz:{says.one_of}")] if says and says.one_of else []


def choice_called(text: str, choices: Iterable[str]) -> str | None:
    """Return which of some classes or listed values (IRIs) a text names, in either language."""
    return _choices(tuple(choices)).get(plain(text))


def choice_heading(iri: str) -> str:
    """Return a class or listed value as drop-downs show it.

    >>> choice_heading("https://w3id.org/hezuo/ontology#Company")
    '企业 Company'
    """
    return f"{ontology().label(iri)} {local_name(iri)}"


def nearest_choice(text: str, choices: Iterable[str]) -> str:
    """Return the choice (IRI) that was probably meant, or the empty string."""
    known = _choices(tuple(choices))
    wanted = plain(text)
    within = [iri for name, iri in known.items() if wanted and (wanted in name or name in wanted)]
    return within[0] if within else _nearest(text, known, 0.6)


def _nearest(word: str, known: Mapping[str, str], cutoff: float = _CLOSE) -> str:
    close = get_close_matches(plain(word), known, n=1, cutoff=cutoff)
    return known[close[0]] if close else ""


def _labels(kind: type[Record], name: str) -> tuple[str, str]:
    """Return the Chinese and the English label of what a field states."""
    says = dict(kind.statements()).get(name)
    iri = expand(says.property if says else _LABELLED_LIKE.get(name, name))
    chinese, english = ontology().label(iri), ontology().label(iri, "en")
    if says and says.language == "en":
        return f"英文{chinese}", f"English {english}"
    if says and says.property == "rdfs:label":
        chinese = ontology().name_headings.get(expand(f"hz:{kind.ROOT}"), chinese)
    return chinese, english


def _together(names: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return each name, each other, and each pair of them in either order."""
    firsts, seconds = {plain(name) for name in names}, {plain(name) for name in others}
    pairs = {a + b for a in firsts for b in seconds} | {b + a for a in firsts for b in seconds}
    return firsts | seconds | pairs


def _with_words(kind: type[Record], field: str, chinese: str, english: str) -> set[str]:
    """Return what else a table (no field) or a column is called, in one language or in both."""
    words = _words().get((kind.ROOT, field), [])
    endings = ("",) if field else _TABLE_ENDINGS
    texts = [chinese, *filter(is_chinese, words)]
    others = [english, *(word for word in words if not is_chinese(word))]
    return _together([text + end for text in texts for end in endings], others)


@cache
def _words() -> dict[tuple[str, str], list[str]]:
    """Return what people call tables and columns, by the names of kind and field."""
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return {
            (row["kind"], row["field"]): row["words"].split("|") for row in csv.DictReader(file)
        }


@cache
def _kinds() -> dict[str, type[Record]]:
    found = dict(_declared_kinds())
    for table, kind in TABLES.items():
        for name in _with_words(kind, "", ontology().label(expand(f"hz:{kind.ROOT}")), table):
            found.setdefault(name, kind)
    return found


@cache
def _declared_kinds() -> dict[str, type[Record]]:
    found: dict[str, type[Record]] = {}
    for table, kind in TABLES.items():
        iri = expand(f"hz:{kind.ROOT}")
        label = ontology().label(iri)
        for name in _together([label, f"{label}表"], [table, ontology().label(iri, "en")]):
            found.setdefault(name, kind)
    return found


@cache
def _fields(kind: type[Record]) -> dict[str, str]:
    found = dict(_declared_fields(kind))
    for name in kind.model_fields:
        for called in _with_words(kind, name, chinese_heading(kind, name), name):
            found.setdefault(called, name)
    return found


@cache
def _declared_fields(kind: type[Record]) -> dict[str, str]:
    found = {plain(name): name for name in kind.model_fields}
    for name in kind.model_fields:
        chinese, english = _labels(kind, name)
        for called in _together([chinese], [name, english, english_heading(name)]):
            found.setdefault(called, name)  # of two with one label, the name of the field decides
    for name, says in kind.statements():
        found.setdefault(plain(ontology().label(expand(says.property))), name)
    return found


@cache
def _choices(choices: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for iri in choices:
        for called in _together(
            [ontology().label(iri)], [local_name(iri), ontology().label(iri, "en")]
        ):
            found.setdefault(called, iri)
    return found
