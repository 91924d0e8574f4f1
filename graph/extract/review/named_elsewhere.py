"""What a decision on one fact means for the others: a refused body is no party any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from hezuo.graph.extract.facts import AgreementFact, Fact, FigureFact, Role

# For each kind of fact with a name, the fields of other facts that name it.
_NAMING: dict[str, dict[str, tuple[str, ...]]] = {
    "organization": {
        "organization": ("parent", "members"),
        "person": ("roles",),
        "agreement": ("parties",),
        "project": ("participants",),
        "event": ("organizers",),
        "designation": ("recipients", "conferred_by"),
        "policy": ("issuers",),
        "figure": ("stated_by",),
    },
    "person": {
        "agreement": ("signatories",),
        "talk": ("speaker",),
        "designation": ("recipients",),
        "figure": ("stated_by",),
    },
    "event": {"agreement": ("event",), "talk": ("event",), "designation": ("event",)},
}
# What can be a party or a recipient: a name stays there while any of these has it.
_ACTORS = ("organization", "person", "district")
# With fewer of these a fact says nothing.
_LEAST = {"parties": 2, "participants": 1, "recipients": 1}


@dataclass
class Names:
    """Names that are gone, and names that are now others, for each kind of fact."""

    gone: dict[str, set[str]] = field(default_factory=dict)
    new: dict[str, dict[str, str]] = field(default_factory=dict)

    def refuse(self, fact: Fact) -> None:
        """Note that a fact is gone, and so the name that it has."""
        if fact.KIND in _NAMING:
            self.gone.setdefault(fact.KIND, set()).add(squeezed(fact.label()))

    def rename(self, fact: Fact, name: str) -> None:
        """Note that what a fact is of has another name."""
        if fact.KIND in _NAMING:
            self.new.setdefault(fact.KIND, {})[squeezed(fact.label())] = name

    def keep(self, facts: Iterable[Fact]) -> None:
        """Take back that names are gone which some fact still has."""
        for fact in facts:
            kinds = _ACTORS if fact.KIND in _ACTORS else (fact.KIND,)
            for kind in kinds:
                self.gone.get(kind, set()).discard(squeezed(fact.label()))

    def settle(self, fact: Fact, fixed: Collection[str] = ()) -> Fact | None:
        """Return a fact with the names as they are now, and None if too few are left for it.

        The fields in ``fixed`` stay as they are: a reader has set them.
        """
        changed: dict[str, Any] = {}
        for kind, naming in _NAMING.items():
            gone, new = self.gone.get(kind, set()), self.new.get(kind, {})
            for name in naming.get(fact.KIND, ()) if gone or new else ():
                if name not in fixed:
                    value = changed.get(name, getattr(fact, name))
                    changed[name] = _settled(value, gone, new)
        changed = {name: value for name, value in changed.items() if value != getattr(fact, name)}
        if any(len(changed[name] or ()) < _LEAST.get(name, 0) for name in changed):
            return None
        for name in changed:
            if changed[name] == "":
                changed[name] = type(fact).model_fields[name].default
        return fact.model_copy(update=changed) if changed else fact


def squeezed(text: str) -> str:
    """Return a text without white space, which tells no two names apart."""
    return "".join(text.split())


def _settled(value: Any, gone: Collection[str], new: dict[str, str]) -> Any:
    """Return a value with the names as they are now; what is gone is empty."""
    if isinstance(value, tuple):
        settled = (_settled(one, gone, new) for one in value)
        return tuple(dict.fromkeys(one for one in settled if one))
    if isinstance(value, Role):
        body = _settled(value.organization, gone, new) or None
        return value if body == value.organization else Role(organization=body, title=value.title)
    if not value:
        return value
    return "" if squeezed(value) in gone else new.get(squeezed(value), value)


def is_same_thing(one: Fact, other: Fact) -> bool:
    """Return whether two facts are about one thing, though they may say other things of it."""
    if isinstance(one, AgreementFact) and isinstance(other, AgreementFact):
        parties = [{squeezed(name) for name in fact.parties} for fact in (one, other)]
        return (
            parties[0] == parties[1]
            and one.status == other.status
            and _fit(one.title or "", other.title or "")
            and _fit(one.date or "", other.date or "")
        )
    if isinstance(one, FigureFact) and isinstance(other, FigureFact):
        return (one.measure, one.value, one.unit) == (other.measure, other.value, other.unit)
    return one.KIND == other.KIND and squeezed(one.label()) == squeezed(other.label())


def _fit(one: str, other: str) -> bool:
    """Return whether one text is the other, or begins or ends it, or is empty."""
    short, long = sorted((squeezed(one), squeezed(other)), key=len)
    return long.startswith(short) or long.endswith(short)
