"""Scores predicted facts of a report against annotated ones, field by field.

An annotation is an object of lists as ``predictions.prediction`` makes them; it may say more: what
is optional, and what else is as good.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import combinations
from typing import Any, NamedTuple

from hezuo.graph.extract.scoring.names import (
    Aliases,
    Annotation,
    body_spelling,
    called,
    listed,
    spelling,
)
from hezuo.graph.extract.scoring.posts import posts

# Those that the overall figure is made of.
FIELDS = (
    "organizations", "people", "people-roles", "agreement-pairs", "agreement-dates", "events",
    "designations", "policies", "districts",
)  # fmt: skip
# Those that are only looked at where the thing itself was found.
DETAILS = ("org-canonicals", "event-dates", "event-places", "policy-issuers", "policy-dates")
OVERALL = "overall"

_CEREMONY = re.compile(
    "(?:签约|签字|签署|揭牌|授牌|挂牌|启动|捐赠|开幕|落成|奠基)(?:仪式|活动|式|会)$"
    "|(?:signing|unveiling|opening|launch)?ceremony$"
)

Pair = tuple[str, ...]


class Counts(NamedTuple):
    """How many were found rightly, how many wrongly, and how many were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """How many of those found are right."""
        return _share(self.right, self.wrong, self.missed)

    @property
    def recall(self) -> float:
        """How many of those annotated were found."""
        return _share(self.right, self.missed, self.wrong)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Scored(NamedTuple):
    """The counts of a field, and what was missed and what is wrong, for people to read."""

    counts: Counts
    missed: list[str]
    wrong: list[str]


def score(annotated: Annotation, predicted: Annotation) -> dict[str, Scored]:
    """Return how well each field of a report's prediction fits its annotation."""
    gold, found = _body(annotated), _body(predicted)
    optional = gold.get("optional", {})
    same = Aliases(gold)
    return {
        **_organizations(gold, found, optional),
        "people": _names(gold, found, optional, "people"),
        "people-roles": Scored(*posts(gold, found, optional, same)),
        **_agreements(gold, found, same),
        **_events(gold, found, optional),
        "designations": _designations(gold, found, optional, same),
        **_policies(gold, found, optional, same),
        "districts": _districts(gold, found, optional, same),
    }


def totals(scored: Iterable[Mapping[str, Scored]]) -> dict[str, Counts]:
    """Return the counts of all reports by field, and of all fields of ``FIELDS`` as ``OVERALL``."""
    found: dict[str, Counts] = {field: Counts() for field in (*FIELDS, OVERALL, *DETAILS)}
    for one in scored:
        for field, result in one.items():
            found[field] = found[field].plus(result.counts)
            if field in FIELDS:
                found[OVERALL] = found[OVERALL].plus(result.counts)
    return found


def _share(right: int, against: int, others: int) -> float:
    if right + against:
        return right / (right + against)
    return 0.0 if others else 1.0


def _body(annotation: Annotation) -> Annotation:
    inner = annotation.get("gold", annotation)
    return inner if isinstance(inner, dict) else annotation


def _compared(gold: Set[Pair], found: Set[Pair], between: str) -> Scored:
    counts = Counts(len(gold & found), len(found - gold), len(gold - found))
    missed, wrong = (
        sorted(between.join(one) for one in part) for part in (gold - found, found - gold)
    )
    return Scored(counts, missed, wrong)


def _without(found: set[str], gold: set[str], optional: set[str]) -> set[str]:
    """Return what was found, without what is neither rewarded nor punished."""
    return {one for one in found if one in gold or one not in optional}


def _singles(gold: set[str], found: set[str]) -> Scored:
    return _compared({(one,) for one in gold}, {(one,) for one in found}, "")


def _organizations(gold: Annotation, found: Annotation, optional: Annotation) -> dict[str, Scored]:
    named = {body_spelling(body["name"]) for body in listed(gold, "organizations")}
    ignored = {body_spelling(name) for name in listed(optional, "organizations")}
    for one in (gold, optional):  # names of districts are scored by themselves
        ignored |= {body_spelling(called(area)) for area in listed(one, "districts")}
    bodies = [body for body in listed(found, "organizations") if called(body)]
    forms = {body_spelling(called(body)) for body in bodies}
    full = {
        (body_spelling(body["name"]), spelling(body["canonical"]))
        for body in listed(gold, "organizations")
        if body.get("canonical")
    }
    told = {
        (body_spelling(called(body)), spelling(body["canonical"]))
        for body in bodies
        if isinstance(body, dict) and body.get("canonical")
    }
    told = {(name, f) for name, f in told if name in named and name != body_spelling(f)}
    return {
        "organizations": _singles(named, _without(forms, named, ignored)),
        "org-canonicals": _compared(full, told, " = "),
    }


def _names(
    gold: Annotation, found: Annotation, optional: Annotation, field: str, key: str = "name"
) -> Scored:
    right = {spelling(called(one, key)) for one in listed(gold, field)}
    given = {spelling(called(one, key)) for one in listed(found, field) if called(one, key)}
    ignored = {spelling(called(one, key)) for one in listed(optional, field)}
    return _singles(right, _without(given, right, ignored))


def _agreements(gold: Annotation, found: Annotation, same: Aliases) -> dict[str, Scored]:
    right = _pairs(listed(gold, "agreements"), same, ambiguous=False)
    unclear = _pairs(listed(gold, "agreements"), same, ambiguous=True)
    given = _pairs(listed(found, "agreements"), same, ambiguous=False)
    counted = {pair for pair in given if pair in right or pair not in unclear}
    counts, missed, wrong = Counts(), [], []
    for pair in sorted(right.keys() & given.keys()):
        both = " + ".join(pair)
        lost, extra, hits = _dates(right[pair], given[pair])
        counts = counts.plus(Counts(hits, len(extra), len(lost)))
        missed += [f"{both} @ {date}" for date in lost]
        wrong += [f"{both} @ {date}" for date in extra]
    return {
        "agreement-pairs": _compared(set(right), counted, " + "),
        "agreement-dates": Scored(counts, missed, wrong),
    }


def _pairs(
    agreements: list[Any], same: Aliases, *, ambiguous: bool
) -> dict[Pair, list[dict[str, Any]]]:
    """Return each two parties of agreements, with the agreements between them."""
    found: dict[Pair, list[dict[str, Any]]] = defaultdict(list)
    for one in agreements:
        if isinstance(one, dict) and bool(one.get("ambiguous")) == ambiguous:
            parties = sorted({same(called(p)) for p in listed(one, "parties") if called(p)})
            for pair in combinations(parties, 2):
                found[pair].append(one)
    return found


def _dates(
    gold: list[dict[str, Any]], found: list[dict[str, Any]]
) -> tuple[list[str], list[str], int]:
    """Return the dates of one pair that were missed, the wrong ones, and how many are right."""
    left = {one["date"] for one in found if one.get("date")}
    is_silent = not left
    accepted = {date for one in gold for date in one.get("date_accept") or []}
    missed, right = [], 0
    for one in gold:
        date, also = one.get("date"), set(one.get("date_accept") or [])
        if not date:
            continue
        hit = date if date in left else next((d for d in sorted(left) if d in also), None)
        if hit:
            right += 1
            left.discard(hit)
        elif not (is_silent and None in also):
            missed.append(date)
    return missed, sorted(left - accepted), right


def _events(gold: Annotation, found: Annotation, optional: Annotation) -> dict[str, Scored]:
    right = {spelling(one["name"]): one for one in listed(gold, "events")}
    given = {spelling(called(one)): one for one in listed(found, "events") if called(one)}
    ignored = {spelling(called(one)) for one in listed(optional, "events")}
    counted = {n for n in given if n in right or (n not in ignored and not _CEREMONY.search(n))}
    return {
        "events": _singles(set(right), counted),
        "event-dates": _details(right, given, "date", " @ "),
        "event-places": _details(right, given, "place", " @ "),
    }


def _details(
    right: Mapping[str, Any], given: Mapping[str, Any], field: str, between: str
) -> Scored:
    """Return how well a detail fits of what was found at all."""
    both = right.keys() & given.keys()
    gold = {(n, spelling(right[n][field])) for n in both if right[n].get(field)}
    told = {
        (n, spelling(given[n][field]))
        for n in both
        if isinstance(given[n], dict) and given[n].get(field)
    }
    return _compared(gold, told, between)


def _designations(
    gold: Annotation, found: Annotation, optional: Annotation, same: Aliases
) -> Scored:
    ignored = {same(title) for title in listed(optional, "designations")}
    right = _conferred(gold, same)
    given = {pair for pair in _conferred(found, same) if pair in right or pair[0] not in ignored}
    return _compared(right, given, " -> ")


def _conferred(annotation: Annotation, same: Aliases) -> set[Pair]:
    return {
        (same(one.get("title")), same(called(recipient)))
        for one in listed(annotation, "designations")
        if isinstance(one, dict)
        for recipient in listed(one, "recipients")
        if called(recipient)
    }


def _policies(
    gold: Annotation, found: Annotation, optional: Annotation, same: Aliases
) -> dict[str, Scored]:
    right = {spelling(one["title"]): one for one in listed(gold, "policies")}
    given = {
        spelling(called(one, "title")): one
        for one in listed(found, "policies")
        if called(one, "title")
    }
    both = right.keys() & given.keys()
    issuers, told = (
        {
            (t, same(called(n)))
            for t in both
            if isinstance(by[t], dict)
            for n in listed(by[t], "issuers")
        }
        for by in (right, given)
    )
    return {
        "policies": _names(gold, found, optional, "policies", "title"),
        "policy-issuers": _compared(issuers, told, " <- "),
        "policy-dates": _compared(*_raw_dates(right, given), " @ "),
    }


def _raw_dates(right: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[Set[Pair], Set[Pair]]:
    both = right.keys() & given.keys()
    found: list[Set[Pair]] = [
        {(t, by[t]["date"]) for t in both if isinstance(by[t], dict) and by[t].get("date")}
        for by in (right, given)
    ]
    return found[0], found[1]


def _districts(gold: Annotation, found: Annotation, optional: Annotation, same: Aliases) -> Scored:
    """Return how well districts fit: by their codes, and zones by their names."""

    def keys(annotation: Annotation) -> dict[str, str]:
        named = [one for one in listed(annotation, "districts") if called(one)]
        codes = [one.get("code") if isinstance(one, dict) else None for one in named]
        return {
            str(code) if code else f"zone:{same(called(one))}": called(one)
            for one, code in zip(named, codes, strict=True)
        }

    right, given = keys(gold), keys(found)
    counted = _without(set(given), set(right), set(keys(optional)))
    result = _singles(set(right), counted)
    names = given | right
    shown = [[f"{names[key]}={key}" for key in part] for part in (result.missed, result.wrong)]
    return Scored(result.counts, *shown)
