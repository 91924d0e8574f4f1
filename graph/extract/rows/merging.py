"""Records of one report that state the same thing, as one record: the linker takes each once."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from hezuo.graph.extract.facts import DISPUTED
from hezuo.graph.extract.rows.evidence import FLAGS
from hezuo.graph.records import Agreement, Record
from hezuo.graph.vocabulary import mint


def once(records: Iterable[Record]) -> list[Record]:
    """Return records, those with one IRI as one; the order is that of the first of each.

    The first keeps what it says; what it leaves open is filled from the others.
    """
    found: dict[str, Record] = {}
    for record in records:
        iri = mint(record.ROOT, record.key())
        found[iri] = _joined(found[iri], record) if iri in found else record
    return list(found.values())


def told_once(records: Iterable[Record], untitled: Container[str]) -> list[Record]:
    """Return records with agreements that a report tells twice, shortly and in full, as one.

    They have the same parties and status, dates of which one may be less precise, and titles of
    which one is part of the other; ``untitled`` are the keys of those without a title of their own.
    What one sentence tells is never one.
    """
    found: list[Record] = []
    for record in records:
        place = next(
            (n for n, one in enumerate(found) if _is_told_again(one, record, untitled)), -1
        )
        if place >= 0 and isinstance(record, Agreement):
            found[place] = _fuller(found[place], record, untitled)
        else:
            found.append(record)
    return found


def _is_told_again(one: Record, other: Record, untitled: Container[str]) -> bool:
    if not (isinstance(one, Agreement) and isinstance(other, Agreement)):
        return False
    dates, titles = [a.signed_on or "" for a in (one, other)], [a.title for a in (one, other)]
    has_title = one.key() not in untitled and other.key() not in untitled
    return (
        set(one.parties) == set(other.parties)
        and one.status == other.status
        and (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0]))
        and (not has_title or titles[0] in titles[1] or titles[1] in titles[0])
        and not {place.span for place in one.evidence} & {place.span for place in other.evidence}
    )


def _fuller(one: Record, other: Agreement, untitled: Container[str]) -> Record:
    """Return two tellings of one agreement as one, under the longer title and the finer date."""
    if not isinstance(one, Agreement):
        return one
    titled = [a for a in (one, other) if a.key() not in untitled] or [one, other]
    first = max(titled, key=lambda a: len(a.title))
    second = other if first is one else one
    date = max(one.signed_on or "", other.signed_on or "", key=len) or None
    return _joined(first, second).model_copy(update={"signed_on": date})


def _joined(first: Record, other: Record) -> Record:
    changed: dict[str, Any] = {}
    for name in type(first).model_fields:
        mine, theirs = getattr(first, name), getattr(other, name)
        if isinstance(mine, tuple):
            # Evidence is in the order of the text, everything else in that of its naming.
            both = tuple(dict.fromkeys((*mine, *theirs)))
            changed[name] = tuple(sorted(both)) if name == "evidence" else both
        elif mine in (None, ""):
            changed[name] = theirs
    statuses = {record.status for record in (first, other) if isinstance(record, Agreement)}
    if len(statuses - {None}) > 1:
        changed["flags"] = tuple(dict.fromkeys((*changed["flags"], FLAGS[DISPUTED])))
    return first.model_copy(update=changed)
