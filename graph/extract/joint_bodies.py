"""What the founding of a joint body says of it: the bodies that made it are its members."""

from __future__ import annotations

from collections.abc import Iterable

from hezuo.graph.extract.facts import AgreementFact, OrganizationFact
from hezuo.graph.names import fold

# How the rules of both languages call an agreement that is the founding of a joint body; its
# title is the name of the body.
FOUNDING = "agreement:joint-body"


def with_members(
    bodies: Iterable[OrganizationFact], signed: Iterable[AgreementFact]
) -> list[OrganizationFact]:
    """Return bodies, those that were founded by others with these as members, and when and where.

    A body founded twice, as a report and its title tell it, has the members of both.
    """
    foundings: dict[str, list[AgreementFact]] = {}
    for fact in signed:
        if fact.rule == FOUNDING and fact.title and fact.status == "Signed":
            foundings.setdefault(fold(fact.title), []).append(fact)
    return [_with_members(body, foundings.get(fold(body.name), [])) for body in bodies]


def _with_members(body: OrganizationFact, foundings: list[AgreementFact]) -> OrganizationFact:
    if not foundings:
        return body
    members = [name for fact in foundings for name in fact.parties if name != body.name]
    changed = {
        "members": tuple(dict.fromkeys((*body.members, *members))),
        "sentence": foundings[0].sentence or body.sentence,
        "founded": body.founded or max((fact.date or "" for fact in foundings), key=len) or None,
    }
    return body.model_copy(update=changed)
