"""What can go wrong, in the words a user reads: every error says what happened and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# Nobody reads on: a longer name is typed sooner.
_MOST_LISTED = 20


class HezuoError(Exception):
    """Something a user can mend; raised instead of a library's own exception.

    ``exit_code`` is what the command ends with: 1 means "looked, and there is none", 2 means
    "could not look".
    """

    exit_code = 2

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem if not remedy else f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


class StoreError(HezuoError):
    """The store is missing, damaged, locked, or cannot be written."""


class QueryError(HezuoError):
    """A SPARQL query that is malformed, refused, or ran past its limits."""


def at_least_one(number: int, what: str) -> int:
    """Return a number that a program asks for; HezuoError if there can be no such number of it."""
    if number < 1:
        raise HezuoError(f"{number} {what} cannot be asked for", "say 1 or more")
    return number


class NothingFoundError(HezuoError):
    """What was asked for is understood, and there is none of it."""

    exit_code = 1


class UnknownNameError(HezuoError):
    """No name in the store is the one that was asked for; ``nearest`` holds the closest ones."""

    exit_code = 1

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        remedy = f"the nearest: {', '.join(nearest)}" if nearest else "nothing in the store is near"
        super().__init__(f"no {shortened(name)!r} in the store", remedy)
        self.nearest = list(nearest)


class UnfitThingError(HezuoError):
    """What a name means is known, but it is not the kind of thing that was asked for."""

    exit_code = 1

    def __init__(self, name: str, kind: str, wanted: str) -> None:
        super().__init__(
            f"{shortened(name)} is a thing of the kind {kind}, not {wanted}",
            f"`hezuo show {shortened(name)}` says what is known of it",
        )


class AmbiguousNameError(HezuoError):
    """A name that could mean several things; ``candidates`` holds a line for each."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        listed = [f"\n  {candidate}" for candidate in candidates[:_MOST_LISTED]]
        if len(candidates) > _MOST_LISTED:
            listed.append(f"\n  … and {len(candidates) - _MOST_LISTED} more")
        super().__init__(
            f"{shortened(name)!r} could mean {len(candidates)} things; name one of them:"
            + "".join(listed)
        )
        self.candidates = list(candidates)


class Fault(NamedTuple):
    """One thing wrong with one cell of a table; row 1 is the heading, row 0 the whole file."""

    file: str
    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        text = f"{place}: {self.problem}"
        # Names of files and columns are untrusted: nothing in them may steer a screen.
        return "".join("\ufffd" if unicodedata.category(c)[0] == "C" else c for c in text)


class InputError(HezuoError):
    """Files that cannot be read as they are; ``faults`` holds every fault found, in order.

    ``outcome`` is what became of all that was to be read.
    """

    def __init__(self, faults: Sequence[Fault], outcome: str = "nothing was stored") -> None:
        self.faults = sorted(set(faults))
        self.outcome = outcome
        lines = [str(fault) for fault in self.faults]
        count = f"{len(lines)} faults" if len(lines) > 1 else "1 fault"
        super().__init__("\n".join([*lines, f"{count}; {outcome}"]))

    def __reduce__(self) -> tuple[type[InputError], tuple[list[Fault], str]]:
        """Say how another process makes the same error."""
        return InputError, (self.faults, self.outcome)


def passed_over(error: HezuoError) -> HezuoError:
    """Return an error as it reads where, in spite of it, everything else was read and kept."""
    if isinstance(error, InputError):
        return InputError(error.faults, "this was left out")
    return error


def shortened(text: str, length: int = 60) -> str:
    """Return ``text`` cut to ``length`` characters, for quoting untrusted input in a message."""
    return text if len(text) <= length else text[: length - 1] + "…"
