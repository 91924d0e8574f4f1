"""Turns the terms that a mapping of RDF finds for a field into what the field holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from hezuo.graph.countries import country
from hezuo.graph.errors import shortened
from hezuo.graph.fields import Says
from hezuo.graph.identifiers import identifier
from hezuo.graph.ontology import ontology
from hezuo.graph.records import Area
from hezuo.graph.sources.dates import read_date
from hezuo.graph.sources.foreign_mapping import Way
from hezuo.graph.sources.quantities import read_number
from hezuo.graph.values import clean
from hezuo.graph.vocabulary import expand, local_name

_COUNTRY_CODE = 2
# Where NUTS does not begin with the code of ISO 3166: Commission Regulation (EC) 1059/2003.
_OF_THE_EU = {"EL": "GR", "UK": "GB"}

Term = NamedNode | BlankNode | Literal


def text_of(term: Term, way: Way) -> str:
    """Return the text of a term as a way wants it; a blank node has none."""
    text = "" if isinstance(term, BlankNode) else clean(term.value)
    text = way.choices.get(text, text)
    return f"{way.prefix}{text}" if text else ""


def value_of(says: Says, text: str) -> str:
    """Return a text as a field states it; raise ValueError for what it cannot hold."""
    if says.value == "date":
        return read_date(text)
    if says.value in ("integer", "decimal"):
        return read_number(text)
    if says.one_of:
        iri = ontology().named(text, ontology().members[expand(f"hz:{says.one_of}")])
        if iri is None:
            raise ValueError(f"{shortened(text)!r} is none of the values that hezuo knows")
        return local_name(iri)
    return text


def in_order(terms: Iterable[Term], languages: Sequence[str]) -> list[str]:
    """Return names, those in the languages that are preferred first.

    >>> names = [Literal("A", language="en"), Literal("甲", language="zh-cn")]
    >>> in_order(names, ["zh", "en"])
    ['甲', 'A']
    """

    def rank(term: Term) -> tuple[int, str]:
        language = language_of(term)
        known = language in languages
        return (languages.index(language) if known else len(languages), term.value)

    return [clean(term.value) for term in sorted(terms, key=rank)]


def language_of(term: Term) -> str:
    """Return the language of a name without its region, or the empty string."""
    language = term.language if isinstance(term, Literal) else ""
    return (language or "").partition("-")[0].lower()


def registered(iris: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the identifiers of registries that IRIs are, and the other IRIs."""
    found: list[str] = []
    others: list[str] = []
    for iri in iris:
        try:
            found.append(identifier(iri))
        except ValueError:
            others.append(iri)
    return found, others


def area_named(text: str, source: str) -> tuple[str, Area | None]:
    """Return how an area is referred to by a code or the name of a country, or an empty string.

    With it comes a record where nobody else describes the area: of a region that only its code
    names.

    >>> area_named("Germany", "s"), area_named("somewhere", "s")
    (('iso3166:DE', None), ('', None))
    >>> area_named("nuts:DED21", "s")[1].within
    ('iso3166:DE',)
    """
    known = country(text) or (country(f"iso3166:{text}") if len(text) == _COUNTRY_CODE else None)
    if known:
        return known.identifier, None
    try:
        found = identifier(text)
    except ValueError:
        return "", None
    scheme, _, code = found.partition(":")
    state = country(f"iso3166:{_OF_THE_EU.get(code[:2], code[:2])}") if scheme == "nuts" else None
    within = (state.identifier,) if state else ()
    area = Area(name=code, kind="Region", identifiers=(found,), within=within, source=source)
    return found, area
