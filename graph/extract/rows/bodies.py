"""Bodies and places that a report names, as records, and which of them the name in a fact means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hezuo.graph import divisions
from hezuo.graph.canonical import canonical_name
from hezuo.graph.countries import country
from hezuo.graph.extract.facts import DistrictFact, Fact, OrganizationFact
from hezuo.graph.extract.rows.evidence import date_or_none, evidence_of, subclass_or_nothing, tidy
from hezuo.graph.names import fold
from hezuo.graph.place_prefix import Context, the_one
from hezuo.graph.records import Area, Organization, Record
from hezuo.graph.values import Evidence

_LONGEST_PLACE = 14
_CONSORTIUM = "Consortium"


@dataclass
class _Body:
    """An organisation under all the forms of its name."""

    name: str
    forms: dict[str, None] = field(default_factory=dict)
    kind: str = ""
    district: str = ""
    parent: str = ""
    members: tuple[str, ...] = ()
    founded: str | None = None
    evidence: set[Evidence] = field(default_factory=set)


@dataclass
class _Place:
    """An area under all the forms of its name; without a code it is a zone, or only a place."""

    name: str
    code: str = ""
    kind: str = ""
    forms: dict[str, None] = field(default_factory=dict)
    evidence: set[Evidence] = field(default_factory=set)


class Bodies:
    """The organisations and areas of one report, one record each; no name means two of them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        found = list(facts)
        named = [fact for fact in found if isinstance(fact, OrganizationFact)]
        places = [fact for fact in found if isinstance(fact, DistrictFact)]
        codes = [fact.code for fact in places] + [fact.district for fact in named]
        self._near = frozenset(code for code in codes if code and divisions.by_code(code))
        self._bodies: dict[str, _Body] = {}
        self._places: dict[str, _Place] = {}
        self._by_form: dict[str, _Body | _Place] = {}
        for fact in places:
            self._add_place(fact)
        # Full names first: a short form that two bodies could go by is that of the first.
        for body in sorted(named, key=_is_short):
            self._add_body(body)

    def organization(self, text: str, fact: Fact) -> str | None:
        """Return the name of the organisation that a fact means; None for a place or no name.

        One that was not listed by itself is added, with the evidence of the fact.
        """
        found = self._meant(text, fact)
        return found.name if isinstance(found, _Body) else None

    def party(self, text: str, fact: Fact) -> str | None:
        """Return by what a record refers to the organisation or area that a fact means."""
        found = self._meant(text, fact)
        if isinstance(found, _Place):
            return found.code or found.name
        return found.name if found else None

    def knows(self, text: str) -> bool:
        """Return whether the report names a body or a place so."""
        return _key(tidy(text)) in self._by_form or bool(self._place_called(tidy(text)))

    def place(self, text: str, fact: Fact) -> str | None:
        """Return by what a record refers to where something is; None for what is no known place.

        A name that begins with a division is a place in it.
        """
        name = tidy(text)
        if self.knows(name):
            return self.party(name, fact)
        if not name or not _lying_in(name):
            return None
        place = self._places.setdefault(name, _Place(name))
        place.evidence |= set(evidence_of(fact))
        self._by_form[_key(name)] = place
        return name

    def area(self, text: str) -> str | None:
        """Return by what a record refers to an area; None for what is no known one."""
        found = self._by_form.get(_key(tidy(text))) or self._place_called(tidy(text))
        return (found.code or found.name) if isinstance(found, _Place) else None

    def kind(self, name: str | None) -> str:
        """Return the kind of an organisation, or nothing."""
        found = self._by_form.get(_key(name or ""))
        return found.kind if found else ""

    def records(self, source: str) -> Iterator[Record]:
        """Yield the records of all areas and organisations, those that facts only name too."""
        for body in list(self._bodies.values()):  # what only these name is added
            fact = OrganizationFact(name=body.name)
            parent = self.organization(body.parent, fact) if body.parent else None
            body.parent = parent or ""
            members = [self.party(name, fact) for name in body.members]
            body.members = tuple(dict.fromkeys(m for m in members if m and m != body.name))
        for place in self._places.values():
            yield Area(
                name=place.name,
                aliases=tuple(form for form in place.forms if form != place.name),
                kind=place.kind,
                code=place.code or None,
                within=() if place.code else _lying_in(place.name, or_short=bool(place.kind)),
                evidence=tuple(sorted(place.evidence)),
                source=source,
            )
        for body in self._bodies.values():
            yield Organization(
                name=body.name,
                aliases=tuple(f for f in body.forms if _letters(f) != _letters(body.name)),
                kind=body.kind or (_CONSORTIUM if body.members else ""),
                district=body.district or None,
                members=body.members,
                founded=date_or_none(body.founded),
                parents=(body.parent,) if body.parent not in ("", body.name) else (),
                evidence=tuple(sorted(body.evidence)),
                source=source,
            )

    def _add_place(self, fact: DistrictFact) -> None:
        name = tidy(fact.name)
        division = divisions.by_code(fact.code) if fact.code else None
        if not name or (fact.code and division is None):
            return
        key = division.code if division else name
        made = _Place(division.name, division.code) if division else _Place(name, kind="Zone")
        place = self._places.setdefault(key, made)
        place.forms[name] = None
        place.evidence |= set(evidence_of(fact, mentions=True))
        for form in (name, place.name):
            self._by_form.setdefault(_key(form), place)

    def _add_body(self, fact: OrganizationFact) -> None:
        name = tidy(fact.name)
        full = tidy(fact.canonical) or name
        if not name or isinstance(self._by_form.get(_key(name)), _Place):
            return
        district = fact.district if divisions.by_code(fact.district) else self._home(full)
        canonical = canonical_name(full, district, self._near)
        body = self._bodies.setdefault(_key(canonical), _Body(canonical))
        body.kind = body.kind or subclass_or_nothing(fact.kind, "Organization")
        body.district = body.district or district
        body.parent = body.parent or fact.parent
        body.members = tuple(dict.fromkeys(body.members + fact.members))
        body.founded = body.founded or fact.founded
        # That somebody is a member is said by a sentence, not by the name of the body.
        body.evidence |= set(evidence_of(fact, mentions=not fact.members))
        for form in (name, full, canonical):
            if self._by_form.setdefault(_key(form), body) is body:
                body.forms[form] = None

    def _home(self, name: str) -> str:
        """Return the code of a division that the report speaks of and a name begins with."""
        return next((code for code in _lying_in(name, or_short=True) if code in self._near), "")

    def _meant(self, text: str, fact: Fact) -> _Body | _Place | None:
        name = tidy(text)
        if not name:
            return None
        found = self._by_form.get(_key(name)) or self._place_called(name)
        found = found or self._by_form.get(_key(canonical_name(name, "", self._near)))
        if found is None:
            found = _Body(canonical_name(name, "", self._near))
            found.forms[name] = None
            self._bodies[_key(found.name)] = found
            self._by_form[_key(name)] = self._by_form[_key(found.name)] = found
        if isinstance(found, _Body) and not found.evidence:
            found.evidence |= set(evidence_of(fact))
        return found

    def _place_called(self, name: str) -> _Place | None:
        """Return the division or country that a name means, whether it is listed or not."""
        division = the_one(divisions.by_name(name), name, Context(near=self._near))
        if division:
            return self._places.get(division.code) or _Place(division.name, division.code)
        known = country(name)
        return _Place(known.name, known.identifier) if known else None


def _key(name: str) -> str:
    """Return the form in which names are compared; one of signs only is compared as it is."""
    return fold(name) or name


def _is_short(fact: OrganizationFact) -> bool:
    return bool(fact.canonical)


def _letters(name: str) -> str:
    """Return a name in letters of one width, without blanks and signs."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum())


def _lying_in(name: str, *, or_short: bool = False) -> tuple[str, ...]:
    """Return the code of the division that the name of a place begins with, if it is clear.

    The short name of a county may be any word (红旗校区), and counts only ``or_short``.
    """
    for end in range(min(len(name) - 1, _LONGEST_PLACE), 1, -1):
        division = the_one(divisions.by_name(name[:end]), name[:end], Context())
        if division:
            is_clear = division.level != "County" or name[:end].endswith(division.name)
            return (division.code,) if is_clear or or_short else ()
    return ()
