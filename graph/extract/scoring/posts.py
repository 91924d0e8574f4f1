"""Scores the posts of people: each predicted one answers for one annotated post at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hezuo.graph.extract.scoring.names import Aliases, Annotation, called, listed, spelling

if TYPE_CHECKING:
    from hezuo.graph.extract.scoring.scoring import Counts

# What people do on an occasion is no title.
_FUNCTIONS = {
    "联系人", "填报人", "签字人", "主持人", "供稿", "代表",
    "编者", "笔者", "嘉宾", "听众", "主持", "发言人",
}  # fmt: skip


class _Post(NamedTuple):
    name: str
    organization: str
    title: str


def posts(
    gold: Annotation, found: Annotation, optional: Annotation, same: Aliases
) -> tuple[Counts, list[str], list[str]]:
    """Return the counts of posts, and which were missed and which are wrong."""
    from hezuo.graph.extract.scoring.scoring import Counts

    annotated = [(spelling(one["name"]), role) for one, role in _roles(gold)]
    given = sorted({_post(one, role, same) for one, role in _roles(found) if role.get("title")})
    used: set[int] = set()
    waiting = _taken(annotated, given, used, same, exactly=True)
    missed = _taken(waiting, given, used, same, exactly=False)
    ignored = {(spelling(one["name"]), spelling(one["title"])) for one in listed(optional, "roles")}
    people = {spelling(called(one)) for one in listed(optional, "people")}
    wrong = [
        " | ".join(post)
        for place, post in enumerate(given)
        if place not in used
        and post.title not in _FUNCTIONS
        and (post.name, post.title) not in ignored
        and post.name not in people
    ]
    lost = [f"{name} | {role.get('organization')} | {role['title']}" for name, role in missed]
    return Counts(len(annotated) - len(lost), len(wrong), len(lost)), lost, wrong


def _roles(annotation: Annotation) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (one, role)
        for one in listed(annotation, "people")
        if isinstance(one, dict)
        for role in listed(one, "roles")
        if isinstance(role, dict)
    ]


def _post(one: dict[str, Any], role: dict[str, Any], same: Aliases) -> _Post:
    body = role.get("organization")
    return _Post(spelling(one.get("name")), same(body) if body else "", spelling(role["title"]))


def _taken(
    annotated: list[tuple[str, dict[str, Any]]],
    given: list[_Post],
    used: set[int],
    same: Aliases,
    *,
    exactly: bool,
) -> list[tuple[str, dict[str, Any]]]:
    """Return the annotated posts for which no unused one was given; note those that are used."""
    left = []
    for name, role in annotated:
        place = next(
            (
                number
                for number, post in enumerate(given)
                if number not in used and _fits(name, role, post, same, exactly=exactly)
            ),
            None,
        )
        if place is None:
            left.append((name, role))
        else:
            used.add(place)
    return left


def _fits(name: str, role: dict[str, Any], post: _Post, same: Aliases, *, exactly: bool) -> bool:
    if post.name != name or post.title != spelling(role["title"]):
        return False
    body = role.get("organization")
    if post.organization == (same(body) if body else ""):
        return True
    accepted = [] if exactly else role.get("accept") or []
    if "*" in accepted or ("-" in accepted and not post.organization):
        return True
    return any(post.organization == same(one) for one in accepted if one not in ("*", "-"))
