"""Holds the posts that two readings give a person against each other, and puts them together."""

from __future__ import annotations

from collections.abc import Sequence

from hezuo.graph.extract.facts import Role
from hezuo.graph.names import fold


def agreeing_roles(first: Sequence[Role], second: Sequence[Role]) -> bool:
    """Return whether two readings can both be right on what a person is, and where.

    They cannot where one title is at different bodies, or where no body is in both. A body and a
    part of it, or a longer form of its name, are no contradiction.
    """
    if not _bodies(first) or not _bodies(second):
        return True
    titles = {fold(role.title) for role in first} & {fold(role.title) for role in second}
    for title in titles:
        mine = _bodies([role for role in first if fold(role.title) == title])
        theirs = _bodies([role for role in second if fold(role.title) == title])
        if mine and theirs and not _have_one_in_common(mine, theirs):
            return False
    return _have_one_in_common(_bodies(first), _bodies(second))


def joined_roles(first: Sequence[Role], second: Sequence[Role]) -> tuple[Role, ...]:
    """Return the posts of two readings that agree, each once and with the longer name of a body."""
    joined = list(first)
    for role in second:
        for place, known in enumerate(joined):
            if _is_one_post(known, role):
                if len(role.organization or "") > len(known.organization or ""):
                    joined[place] = Role(organization=role.organization, title=known.title)
                break
        else:
            joined.append(role)
    return tuple(joined)


def _is_one_post(one: Role, other: Role) -> bool:
    if fold(one.title) != fold(other.title):
        return False
    return _is_one_body(fold(one.organization or ""), fold(other.organization or ""))


def _bodies(roles: Sequence[Role]) -> set[str]:
    return {fold(role.organization) for role in roles if role.organization}


def _have_one_in_common(first: set[str], second: set[str]) -> bool:
    return any(_is_one_body(one, other) for one in first for other in second)


def _is_one_body(one: str, other: str) -> bool:
    """Return whether folded names may be those of one body; an empty one may be any."""
    return one in other or other in one
