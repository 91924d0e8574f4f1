"""From drafts to records: what is awaited and referred to is put in, and every field checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from hezuo.graph.errors import shortened
from hezuo.graph.identifiers import SCHEMES
from hezuo.graph.mapping.drafts import Draft, Drafts
from hezuo.graph.mapping.faults import Faults
from hezuo.graph.mapping.joins import Awaited
from hezuo.graph.records import RECORD_TYPES, Record, Row
from hezuo.graph.vocabulary import compact, mint


class Finisher:
    """Makes each draft a record of a source once; what cannot be made is a fault."""

    def __init__(self, source: str, faults: Faults) -> None:
        self._source = source
        self._faults = faults
        self._done: dict[Draft, Record | None] = {}

    def rows(self, drafts: Drafts) -> list[Row]:
        """Return the rows of all drafts, kind by kind."""
        by_kind: dict[type[Record], list[Draft]] = defaultdict(list)
        for draft in drafts:
            by_kind[draft.kind].append(draft)
        rows = []
        for kind in RECORD_TYPES:
            for draft in by_kind[kind]:
                record = self._record(draft)
                if record is not None:
                    rows.append(Row(record, draft.file, draft.row, draft.headings))
        return rows

    def _record(self, draft: Draft) -> Record | None:
        if draft not in self._done:
            # While it is being made, what refers to it in a circle finds nothing.
            self._done[draft] = None
            self._done[draft] = self._made(draft)
        return self._done[draft]

    def _made(self, draft: Draft) -> Record | None:
        values: dict[str, Any] = {"source": self._source}
        for name, value in draft.values.items():
            if isinstance(value, str):
                values[name] = value
                continue
            is_list = isinstance(value, tuple)
            items = self._items(value if is_list else (value,))
            if items:
                values[name] = tuple(dict.fromkeys(items)) if is_list else items[0]
        try:
            return draft.kind.model_validate(values)
        except ValidationError as error:
            return self._mended(draft, values, error)

    def _mended(
        self, draft: Draft, values: dict[str, Any], error: ValidationError
    ) -> Record | None:
        """Note what is wrong; return the record without it, where faults are skipped."""
        for detail in error.errors():
            name = str(detail["loc"][0])
            heading = draft.headings.get(name, name)
            self._faults.add(draft.file, draft.row, heading, _plainly(detail))
        if not self._faults.is_skipping:
            return None
        wrong = {detail["loc"][:2] for detail in error.errors()}
        for name in {str(loc[0]) for loc in wrong} & set(values):
            given = values.pop(name)
            if isinstance(given, tuple):
                values[name] = tuple(
                    item for at, item in enumerate(given) if (name, at) not in wrong
                )
        try:
            return draft.kind.model_validate(values)
        except ValidationError:
            return None  # it lacks what it needs, which is noted by now

    def _items(self, values: Sequence[Any]) -> list[Any]:
        """Return texts for what a field holds: of a record its key, of what is awaited its rows."""
        items: list[Any] = []
        for value in values:
            if isinstance(value, Draft):
                record = self._record(value)
                items += [] if record is None else [_unmistakable(record)]
            elif isinstance(value, Awaited):
                items += self._items(value.join.take(value.key))
            else:
                items.append(value)
        return items


def _unmistakable(record: Record) -> str:
    """Return a text that refers to this record alone: a name may be that of several."""
    key = record.key()
    return key if key.partition(":")[0] in SCHEMES else compact(mint(record.ROOT, key))


def _plainly(detail: Any) -> str:
    """Return what is wrong with a field, in plain words."""
    given = shortened(str(detail["input"]))
    problems = {
        "missing": "is empty; it has to be filled in",
        "decimal_parsing": f"{given!r} is not a number; state the form of numbers in the mapping",
        "int_parsing": f"{given!r} is not a whole number",
        "value_error": str(detail.get("ctx", {}).get("error", "")),
    }
    return problems.get(detail["type"], f"{given!r}: {detail['msg']}")
