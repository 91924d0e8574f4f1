"""Which fields of a fact a reader of it may set, how each is written, and what it may say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from hezuo.graph.extract.facts import KINDS, Fact
from hezuo.graph.values import clean, partial_date

# Where and how a fact was found, which nobody sets by hand.
EVIDENCE = frozenset(Fact.model_fields)

# How a field is written. BODY is the name of an organisation, BODIES are several of them.
TEXT, TEXTS, BODY, BODIES = "text", "texts", "body", "bodies"
DATE, NUMBER, CHOICE, ROLES = "date", "number", "choice", "roles"

_FORMS = {
    BODY: {"parent", "conferred_by", "stated_by"},
    BODIES: {"parties", "members", "participants", "recipients", "issuers", "organizers"},
    TEXTS: {"topics", "signatories", "teams"},
    DATE: {"date", "founded"},
    NUMBER: {"audience"},
    CHOICE: {"kind", "status", "mode", "comparison"},
    ROLES: {"roles"},
}
_FORM_OF = {name: form for form, names in _FORMS.items() for name in names}

# The class that the kinds of a fact are at or below, and the closed lists of the ontology.
_CLASSES = {
    "organization": "Organization", "agreement": "Agreement", "talk": "Talk",
    "designation": "Designation",
}  # fmt: skip
_LISTS = {
    ("agreement", "status"): "AgreementStatus", ("event", "mode"): "EventMode",
    ("figure", "status"): "ObservationStatus", ("figure", "comparison"): "Comparison",
}  # fmt: skip


class FactField(NamedTuple):
    """A field of a kind of fact: its name, how it is written, and what it says when it is empty.

    ``default`` is None also for a field that has to be given.
    """

    name: str
    form: str
    is_required: bool
    default: Any

    @property
    def may_be_empty(self) -> bool:
        """Whether a fact can leave the field out, and so say nothing in it."""
        return not self.is_required and self.default in (None, "", ())


def fields_of(kind: str) -> list[FactField]:
    """Return the fields of a kind of fact that a reader may set, in their order."""
    return [
        FactField(
            name,
            _FORM_OF.get(name, TEXT),
            field.is_required(),
            None if field.is_required() else field.default,
        )
        for name, field in KINDS[kind].model_fields.items()
        if name not in EVIDENCE
    ]


def choices(kind: str, field: str) -> list[str]:
    """Return the full IRIs that a field of the form CHOICE may name, by their last part."""
    from hezuo.graph.ontology import ontology
    from hezuo.graph.vocabulary import expand

    known = ontology()
    if field == "kind":
        return known.subclasses(expand(f"hz:{_CLASSES[kind]}"))
    return sorted(known.members[expand(f"hz:{_LISTS[kind, field]}")])


def checked(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return values for fields of a kind of fact, cleaned; ValueError for what it cannot say."""
    known = {field.name: field for field in fields_of(kind)}
    if unknown := [name for name in values if name not in known]:
        raise ValueError(f"{unknown[0]!r} is no field of the kind {kind}")
    stand_ins = {
        name: (["—", "–"] if field.form == BODIES else "—")
        for name, field in known.items()
        if field.is_required
    }
    try:
        made = KINDS[kind].model_validate(stand_ins | _cleaned(values))
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise ValueError(f"{detail['loc'][0]}: {detail['msg']}") from None
    said = made.model_dump(include=set(values))
    for name in values:
        for problem in _problems(kind, known[name], said[name]):
            raise ValueError(f"{name} {problem}")
    return said


def _problems(kind: str, field: FactField, value: Any) -> Iterator[str]:
    if not value:
        if not field.may_be_empty:
            yield f"is empty, and every {kind} has one"
        return
    if field.name == "parties" and len(set(value)) < 2:
        yield "names fewer than two"
    if field.form == DATE:
        try:
            partial_date(value)
        except ValueError as error:
            yield str(error)
    if field.form == CHOICE:
        from hezuo.graph.vocabulary import local_name

        names = [local_name(iri) for iri in choices(kind, field.name)]
        if value not in names:
            yield f"is {value[:40]!r}; it can be {', '.join(names)}"


def _cleaned(value: Any) -> Any:
    """Return a value with single blanks and no invisible marks, and without empty items."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {str(name): _cleaned(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned for one in value if (cleaned := _cleaned(one)) not in ("", None)]
    return value
