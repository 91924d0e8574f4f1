"""From what a user typed to the thing, source, kind or date that is meant; never by guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph.errors import (
    AmbiguousNameError,
    HezuoError,
    UnfitThingError,
    UnknownNameError,
    shortened,
)
from hezuo.graph.ontology import FOLDER, ontology
from hezuo.graph.store.name_text import BEGINNING, WHOLE
from hezuo.graph.vocabulary import compact, expand, local_name, mint

if TYPE_CHECKING:
    from collections.abc import Callable

    from hezuo.graph.store import Store
    from hezuo.graph.store.name_index import NamedThing

# The short names of provinces are no longer: 四川, 内蒙古.
_LONGEST_PROVINCE = 3
_CHINA = "iso3166:CN"
# So many near names are looked at for one of the right kind.
_NEAR = 20


class Filters(NamedTuple):
    """What an answer is limited to, as a user writes it; empty means no limit.

    ``since`` and ``until`` are dates of any precision, both included; ``kind`` is a class of the
    ontology by its name in either language; ``source`` is the id or title of a source. ``within``
    is an area that partners have to lie in, ``with_kind`` the kind of party they have to be, and
    ``event`` the event that ties were made at.
    """

    source: str = ""
    since: str = ""
    until: str = ""
    field: str = ""
    kind: str = ""
    within: str = ""
    with_kind: str = ""
    event: str = ""


def named_query(name: str) -> str:
    """Return the text of a query of ontology/queries/."""
    return (FOLDER / "queries" / f"{name}.rq").read_text("utf-8")


def thing_named(store: Store, text: str, within: str = "") -> NamedThing:
    """Return the one thing that a name, alias, short form, part of a name or pinyin can mean.

    ``within`` limits it to a class of the ontology (a prefixed name). Raises AmbiguousNameError
    when several fit, and UnknownNameError with the nearest names when none does.
    """
    unfit: list[NamedThing] = []
    ways: tuple[Callable[[], list[NamedThing]], ...] = (
        lambda: _by_iri(store, text),
        lambda: store.names.exactly(text),
        lambda: _by_name_and_detail(store, text),
        lambda: _province(store, text),
        lambda: store.names.containing(text),
        lambda: store.names.exactly(_simplified(text)),
        lambda: store.names.containing(_simplified(text)),
        lambda: store.names.spelt(text, WHOLE),
        lambda: store.names.spelt(text, BEGINNING),
    )
    for found in (way() for way in ways):  # what needs no scan of all names comes first
        unfit = unfit or found
        fitting = [thing for thing in found if not within or _is_a(thing.kind, expand(within))]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise AmbiguousNameError(text, _lines(fitting))
    if unfit:
        raise UnfitThingError(unfit[0].name, ontology().label(unfit[0].kind), _label(within))
    nearest = store.names.nearest(text, count=_NEAR)
    fitting = [thing for thing in nearest if not within or _is_a(thing.kind, expand(within))]
    raise UnknownNameError(text, [thing.name for thing in fitting[:3]])


def _by_iri(store: Store, text: str) -> list[NamedThing]:
    """Return the thing that an IRI or prefixed name means, or one that it is the same as."""
    iri = expand(text)
    found = store.names.thing(iri)
    if found is None and iri.startswith("http"):
        from pyoxigraph import NamedNode

        try:
            rows = store.select(named_query("same"), {"other": [NamedNode(iri)]})
        except ValueError:
            return []  # it only begins like an IRI
        found = store.names.thing(rows[0]["thing"].value) if rows else None
    return [found] if found else []


def _by_name_and_detail(store: Store, text: str) -> list[NamedThing]:
    """Return the things that a name with kind, place or both in brackets means, as lists show them.

    大学（高等院校，重庆市） and 大学(重庆市) mean the 大学 of that kind or in that place.
    """
    name, bracket, detail = text.replace("(", "（").replace(")", "）").rpartition("（")
    if not bracket or not detail.endswith("）"):
        return []
    wanted = detail[:-1]
    return [
        thing
        for thing in store.names.exactly(name)
        if wanted in (_detail(thing), thing.place, ontology().label(thing.kind))
    ]


def _province(store: Store, text: str) -> list[NamedThing]:
    """Return the province whose short name this is: 四川 is 四川省, and not what begins with it."""
    if len(text) > _LONGEST_PROVINCE:
        return []
    from hezuo.graph import divisions

    codes = [found.code for found in divisions.by_name(text) if found.level == "Province"]
    known = (store.names.thing(mint("Area", code)) for code in codes)
    return [thing for thing in known if thing is not None]


def things_named(store: Store, text: str, kind: str = "", within: str = "") -> list[NamedThing]:
    """Return everything that a name, a part of one or pinyin can mean, best first.

    ``kind`` limits it to a class and those below it, ``within`` to an area by its name.
    """
    wanted = class_named(kind) if kind else ""
    area = thing_named(store, within, within="hz:Area").iri if within else ""
    names, same = store.names, _simplified(text)
    ways = (_by_iri(store, text), names.exactly(text), names.containing(text), names.exactly(same),
            names.containing(same), names.spelt(text))  # fmt: skip
    found = list(dict.fromkeys(thing for way in ways for thing in way))
    return _limited(store, found, wanted, area)


def things_like(store: Store, text: str, kind: str = "", within: str = "") -> list[NamedThing]:
    """Return what has a name like a misspelt one, the likest first; limited as ``things_named``."""
    wanted = class_named(kind) if kind else ""
    area = thing_named(store, within, within="hz:Area").iri if within else ""
    return _limited(store, store.names.nearest(text, count=_NEAR), wanted, area)


def _limited(store: Store, things: list[NamedThing], kind: str, area: str) -> list[NamedThing]:
    """Return the things that are of a kind and lie in an area, as far as either is given."""
    fitting = [thing for thing in things if not kind or _is_a(thing.kind, kind)]
    return _lying_in(store, fitting, area) if area else fitting


def _simplified(text: str) -> str:
    """Return what was typed in Simplified Chinese, or "" if it is so already."""
    from hezuo.graph.simplified import simplified

    same = simplified(text)
    return same if same != text else ""


def _lying_in(store: Store, things: list[NamedThing], area: str) -> list[NamedThing]:
    """Return the things that lie in an area, at any depth."""
    from pyoxigraph import NamedNode

    areas = [NamedNode(area)]
    if area == mint("Area", _CHINA):  # sources seldom state the country of a province
        areas += [NamedNode(row["area"].value) for row in store.select(named_query("provinces"))]
    given = {"thing": [NamedNode(thing.iri) for thing in things], "area": areas}
    inside = {row["thing"].value for row in store.select(named_query("lying-in"), given)}
    return [thing for thing in things if thing.iri in inside]


def class_named(text: str) -> str:
    """Return the IRI of the class that goes by ``text`` in English or Chinese."""
    classes = ontology().members[expand("owl:Class")]
    found = ontology().named(text.removeprefix("hz:"), classes)
    if found is None:
        from difflib import get_close_matches

        names = [name for iri in classes for name in (local_name(iri), ontology().label(iri))]
        close = get_close_matches(text, names, n=3, cutoff=0.5)
        raise HezuoError(
            f"{shortened(text)!r} is no kind of thing in the ontology",
            f"did you mean {', '.join(close)}?" if close else "hezuo.ttl lists them",
        )
    return found


def source_named(store: Store, text: str) -> str:
    """Return the IRI of the source that goes by ``text``: its id, title or IRI."""
    from pyoxigraph import NamedNode

    text = text.encode("utf-8", "replace").decode()  # what is no text is nobody's name
    minted = mint("Source", text)
    # An id is asked for alone: all titles take a second where there are thousands of sources.
    if source_id(minted) == text and store.select(
        named_query("sizes"), {"source": [NamedNode(minted)]}
    ):
        return minted
    sources = store.select(named_query("sources"))
    known: dict[str, str] = {}
    for row in sources:
        iri = row["source"].value
        known |= {iri: iri, source_id(iri): iri}
        if "title" in row:
            known.setdefault(row["title"].value, iri)
    for name in (text, source_id(minted)):  # an id is written in an IRI in its way
        if name in known:
            return known[name]
    from difflib import get_close_matches

    names = [name for name in known if not name.startswith("http")]
    raise UnknownNameError(text, get_close_matches(text, names, n=3, cutoff=0.3) or names[:3])


def source_id(iri: str) -> str:
    """Return the id of a source, which ends its IRI."""
    return iri.rpartition("/")[2]


def valid_date(text: str, option: str) -> str:
    """Return a date for a filter, or raise HezuoError naming the option."""
    from hezuo.graph.values import partial_date

    try:
        return partial_date(text)
    except ValueError as error:
        raise HezuoError(f"{option}: {error}") from None


def _label(curie: str) -> str:
    return ontology().label(expand(curie))


def _is_a(kind: str, wanted: str) -> bool:
    return wanted in ontology().ancestors(kind)


def _detail(thing: NamedThing) -> str:
    return "，".join(filter(None, [ontology().label(thing.kind), thing.place]))


def _lines(things: list[NamedThing]) -> list[str]:
    """Return a line for each thing, with its IRI where nothing else tells it from another."""
    lines = [f"{thing.name}（{_detail(thing)}）" for thing in things]
    return [
        f"{line} {compact(thing.iri)}" if lines.count(line) > 1 else line
        for line, thing in zip(lines, things, strict=True)
    ]
