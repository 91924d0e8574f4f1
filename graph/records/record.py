"""What every record has: its kind, its note, its place in a source, and what its fields state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, ClassVar, get_origin

from pydantic import BaseModel, ConfigDict

from hezuo.graph.fields import Says, Text
from hezuo.graph.values import Evidence


class Record(BaseModel):
    """One thing that a source states; ``kind`` is a class of the ontology at or below ``ROOT``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    TABLE: ClassVar[str]
    ROOT: ClassVar[str]

    kind: str = ""
    note: Annotated[Text | None, Says("skos:note")] = None
    source: Text = ""
    evidence: tuple[Evidence, ...] = ()

    def key(self) -> str:
        """Return the canonical name that the thing's IRI is minted from."""
        return self.label()

    def label(self) -> str:
        """Return what the thing is called, or the empty string."""
        for name in ("name", "title", "measure"):
            if name in type(self).model_fields:
                return str(getattr(self, name))
        return ""

    @classmethod
    def statements(cls) -> Sequence[tuple[str, Says]]:
        """Return each field that states a property, with what it says."""
        return _statements(cls)

    @classmethod
    def is_list(cls, name: str) -> bool:
        """Return whether a field holds several values."""
        return get_origin(cls.model_fields[name].annotation) is tuple


def joined(*parts: str | None) -> str:
    """Return the parts of a key that are stated, as one key."""
    return " ".join(part for part in parts if part)


@cache
def _statements(kind: type[Record]) -> Sequence[tuple[str, Says]]:
    return [
        (name, extra)
        for name, info in kind.model_fields.items()
        for extra in info.metadata
        if isinstance(extra, Says)
    ]


@dataclass(frozen=True)
class Row:
    """A record with the place it was read from; row 1 of a file is its heading."""

    record: Record
    file: str
    row: int
    # The columns of fields as the file itself calls them, for saying what is wrong with one.
    headings: Mapping[str, str] = field(default_factory=dict)

    def heading(self, name: str) -> str:
        """Return what the file calls the column of a field."""
        return self.headings.get(name, name)
