"""From what a user writes of two things - names, IRIs, a filled-in table - to decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import NamedNode

from hezuo.graph.errors import Fault, HezuoError, InputError, UnknownNameError, shortened
from hezuo.graph.identity.decisions import Decision
from hezuo.graph.lookup import named_query, thing_named
from hezuo.graph.names import fold
from hezuo.graph.ontology import ontology
from hezuo.graph.values import clean
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_WORDS = {
    "same": "Same", "相同": "Same", "同": "Same", "yes": "Same", "是": "Same",
    "different": "Different", "不同": "Different", "异": "Different", "no": "Different",
    "否": "Different",
}  # fmt: skip
_COLUMNS = ("first", "second", "decision", "who", "when", "note")


def decision_on(
    store: Store, first: str, second: str, *, is_same: bool, who: str = "", when: str = "",
    note: str = "",
) -> Decision:  # fmt: skip
    """Return the decision that two names or IRIs mean one thing, or two.

    Raises HezuoError when a name is not known or both mean one IRI already.
    """
    ends = [_meant(store, text) for text in (first, second)]
    (one, one_name, one_kind), (other, other_name, other_kind) = ends
    if one == other:
        raise HezuoError(
            f"{shortened(first)} and {shortened(second)} are one thing in the store, {one}",
            "name the IRIs that `hezuo show` lists as the same to tell them apart",
        )
    roots = [ontology().ancestors(kind)[-1] if kind else "" for kind in (one_kind, other_kind)]
    if (
        is_same
        and all(roots)
        and not set(ontology().ancestors(one_kind))
        & {iri for iri in ontology().ancestors(other_kind) if iri.startswith(expand("hz:"))}
    ):
        raise HezuoError(
            f"{shortened(first)} is of the kind {ontology().label(one_kind)}, "
            f"{shortened(second)} of the kind {ontology().label(other_kind)}",
            "only things of one kind can be the same",
        )
    return Decision(
        one, other, "Same" if is_same else "Different", clean(who), when or _today(), one_name,
        other_name, clean(note),
    )  # fmt: skip


def decisions_in(store: Store, path: Path, who: str = "") -> list[Decision]:
    """Return the decisions of a table that `hezuo duplicates` wrote and somebody filled in.

    Rows without a decision are passed over. Raises InputError with every fault of the table.
    """
    from hezuo.graph.sources.sheets import open_sheets

    faults: list[Fault] = []
    found = []
    places: dict[frozenset[str], tuple[str, int]] = {}
    for sheet in open_sheets(path, []):
        columns: dict[str, int] = {}
        for number, cells in sheet.rows():
            texts = ["" if cell is None else str(cell).strip() for cell in cells]
            if not columns:
                columns = {text.lower(): i for i, text in enumerate(texts) if text}
                missing = [name for name in _COLUMNS[:3] if name not in columns]
                faults += [
                    Fault(sheet.place, number, name, "is missing; add this column")
                    for name in missing
                ]
                if missing:
                    break
                continue
            row = {name: texts[i] for name, i in columns.items() if i < len(texts)}
            if row.get("decision"):
                try:
                    made = _decision(store, row, who)
                    before = places.setdefault(made.pair, (made.verdict, number))
                    if before[0] != made.verdict:
                        raise ValueError(
                            f"decides the other way than row {before[1]} on the same two; keep one"
                        )
                    found.append(made)
                except (HezuoError, ValueError) as error:
                    faults.append(Fault(sheet.place, number, "", " ".join(str(error).split())))
    if faults:
        raise InputError(faults)
    return found


def decisions_between(made: Iterable[Decision], first: str, second: str) -> list[Decision]:
    """Return the decisions on two things, named by their IRIs or as they were called."""
    wanted = [{expand(text), fold(text)} for text in (first, second)]
    found = []
    for decision in made:
        ends = [
            {decision.first, fold(decision.first_name), fold(_own_name(decision.first))},
            {decision.second, fold(decision.second_name), fold(_own_name(decision.second))},
        ]
        if any(a & wanted[0] and b & wanted[1] for a, b in (ends, ends[::-1])):
            found.append(decision)
    if not found:
        raise HezuoError(
            f"there is no decision on {shortened(first)} and {shortened(second)}",
            "`hezuo merge --list` shows those there are",
        )
    return found


def _decision(store: Store, row: dict[str, str], who: str) -> Decision:
    from hezuo.graph.sources.cells import as_date

    verdict = _WORDS.get(row["decision"].casefold())
    if verdict is None:
        raise ValueError(f"decision: {shortened(row['decision'])!r} is neither same nor different")
    when = as_date(row["when"]) if row.get("when") else ""
    return decision_on(
        store, row["first"], row["second"], is_same=verdict == "Same",
        who=row.get("who", "") or who, when=when, note=row.get("note", ""),
    )  # fmt: skip


def _meant(store: Store, text: str) -> tuple[str, str, str]:
    """Return the IRI, the name and the kind of what a text means.

    Of a thing that several IRIs mean it is the one that was given, or that has the name.
    """
    iri = expand(text)
    known = store.names.thing(iri)
    if known is None and iri.startswith("http"):
        seen = store.select(named_query("same"), {"other": [NamedNode(iri)]})
        if not seen:
            raise UnknownNameError(text, [])
        known = store.names.thing(seen[0]["thing"].value)
        return iri, _own_name(iri), known.kind if known else ""
    if known is not None:
        return known.iri, known.name, known.kind
    known = thing_named(store, text)
    others = [
        row["other"].value
        for row in store.select(named_query("same"), {"thing": [NamedNode(known.iri)]})
    ]
    for other in others:
        if fold(_own_name(other)) == fold(text):
            return other, text, known.kind
    return known.iri, known.name, known.kind


def _own_name(iri: str) -> str:
    """Return the name that an IRI was minted from, nearly."""
    return unquote(iri.rpartition("/")[2]).replace("_", " ")


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def names_of(made: Sequence[Decision]) -> str:
    """Return decisions in words, one a line."""
    words = {"Same": "=", "Different": "≠"}
    return "\n".join(
        f"{d.first_name or d.first} {words[d.verdict]} {d.second_name or d.second}" for d in made
    )
