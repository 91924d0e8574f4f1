"""Records while they are put together: what rows of any table state of one key is one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hezuo.graph.errors import shortened
from hezuo.graph.identifiers import first_identifier
from hezuo.graph.mapping.faults import counted
from hezuo.graph.mapping.joins import Awaited
from hezuo.graph.records import Record
from hezuo.graph.vocabulary import mint


@dataclass(eq=False, slots=True)
class Draft:
    """A record that rows state piece by piece; ``headings`` are the columns its fields are from.

    Its values are texts, tuples of texts, other drafts (a reference), or rows still to be found.
    """

    kind: type[Record]
    key: tuple[str, ...]
    values: dict[str, Any]
    file: str
    row: int
    headings: Mapping[str, str]
    # Whether only rows that point to it speak of it.
    is_only_named: bool = False


class Drafts:
    """All drafts by kind and key, and what rows stated of them that was not kept."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[type[Record], tuple[str, ...]], Draft] = {}
        self._left_out: Counter[tuple[str, str]] = Counter()
        self._first_left_out: dict[tuple[str, str], str] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._by_key.values())

    def add(self, draft: Draft) -> Draft:
        """Return the draft of the same key with what this one states, or this one if it is new.

        A field with one value keeps the first that is stated; lists are joined.
        """
        first = self._by_key.setdefault((draft.kind, draft.key), draft)
        if first is draft:
            return draft
        if first.is_only_named and not draft.is_only_named:
            # It has a row of its own after all.
            first.file, first.row, first.headings = draft.file, draft.row, draft.headings
            first.is_only_named = False
        for name, value in draft.values.items():
            known = first.values.setdefault(name, value)
            if known is value or known == value:
                continue
            if isinstance(known, tuple):
                first.values[name] = tuple(dict.fromkeys((*known, *value)))
            elif not draft.is_only_named:
                self._leave_out(draft, name, value)
        return first

    def notes(self) -> list[str]:
        """Return a line for each field that rows of one record state differently."""
        return [
            f"{counted(count, 'row')} with another {name} of the same {kind}; the first one "
            f"stated is kept (not {self._first_left_out[kind, name]})"
            for (kind, name), count in self._left_out.items()
        ]

    def _leave_out(self, draft: Draft, name: str, value: Any) -> None:
        key = (draft.kind.__name__, name)
        if not self._left_out[key]:
            text = str(value.values.get("name", value.key) if isinstance(value, Draft) else value)
            place = f"{draft.file}, row {draft.row}"
            self._first_left_out[key] = f"{shortened(text)!r} of {place}"
        self._left_out[key] += 1


def natural_key(kind: type[Record], values: Mapping[str, Any]) -> str:
    """Return what tells a record apart where its mapping states no key: identifier, else IRI.

    It is empty where nothing does.

    >>> from hezuo.graph.records import Programme
    >>> natural_key(Programme, {"name": "INTERREG"})
    'https://w3id.org/hezuo/id/programme/INTERREG'
    """
    identifiers = values.get("identifiers")
    if identifiers and len(identifiers) == 1:
        return str(identifiers[0])
    if identifiers:
        return first_identifier(identifiers)
    # What rows of another table will say cannot tell records apart yet.
    texts = {name: _as_text(v) for name, v in values.items() if not isinstance(v, Awaited)}
    # Not a field is checked yet: what has to be there is taken for empty.
    empty = {
        name: () if kind.is_list(name) else ""
        for name, field in kind.model_fields.items()
        if field.is_required()
    }
    numbers = {
        name: Decimal(texts.get(name) or 0)
        for name, says in kind.statements()
        if says.value in ("decimal", "integer") and (name in texts or name in empty)
    }
    key = kind.model_construct(None, **(empty | texts | numbers)).key()
    return mint(kind.ROOT, key) if key else ""


def _as_text(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(str(_as_text(item)) for item in value if not isinstance(item, Awaited))
    return " ".join(map(str, value.key)) if isinstance(value, Draft) else value
