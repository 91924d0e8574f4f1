"""A date as it stands in a text, in any language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date where it stands: as far as it is known, and whether it was counted from another.

    ``same`` marks words such as 当天, which repeat the date before them.
    """

    start: int
    end: int
    date: str
    is_inferred: bool = False
    same: bool = False
