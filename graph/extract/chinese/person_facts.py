"""The people of a report as facts: each person once, with all posts that are told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.people import later_post
from hezuo.graph.extract.chinese.posts import Post
from hezuo.graph.extract.mentions import ANAPHOR, occurrences

# 我校, 该公司, 学院: whose post it is has to be looked up.
_CALLED_BY_WORD = re.compile(
    "(?:我|本|该)[校院所会市区县省局].?|学校|公司|该公司|集团|协会|学会|商会|研究院|研究所"
    "|医院|园区|联盟|中心|实验室|学院|全市"
)
_FAR = 80


@dataclass
class _Told:
    """What is told of a person: where, by which rule, which posts and which team."""

    rule: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    posts: dict[tuple[str | None, str], None] = field(default_factory=dict)
    team: str = ""


def people(document: Document, anaphors: Anaphors) -> list[facts.PersonFact]:
    """Return each person once, with all posts that are told."""
    told: dict[str, _Told] = {}
    names: dict[str, str] = {}
    for person in document.people:
        name = document.surface(person.start, person.end)
        names[person.name] = name
        one = told.setdefault(name, _Told(person.rule))
        one.spans.append((person.start, person.end))
        one.team = person.team or one.team
        for post in person.posts:
            one.posts[_organization(document, post, anaphors), _title(document, post)] = None
    _add_later_posts(document, told, names, anaphors)
    dropped = _parts_of_longer(document.text, list(names.values()))
    return [_fact(document, name, one) for name, one in told.items() if name not in dropped]


def _fact(document: Document, name: str, one: _Told) -> facts.PersonFact:
    posts = list(one.posts)
    # 主席 of a body and 主席 alone are one post, told twice.
    roles = [
        (body, title)
        for body, title in posts
        if body or not any(other and same == title for other, same in posts)
    ]
    return facts.PersonFact(
        name=name,
        roles=tuple(facts.Role(organization=body, title=title) for body, title in roles),
        team=one.team,
        spans=tuple(document.plain.span(start, end) for start, end in sorted(set(one.spans))),
        sentence=document.span_of(document.sentence_at(one.spans[0][0])),
        rule=one.rule,
        confidence=0.95 if roles else 0.8,
    )


def _add_later_posts(
    document: Document, told: dict[str, _Told], names: dict[str, str], anaphors: Anaphors
) -> None:
    """Add posts that people are said to have got: 冼若衡当选理事长."""
    for start, end, name in document.places_of_people:
        sentence = document.sentence_at(start)
        post = later_post(document.text, end, sentence.end)
        if post is None:
            continue
        title = _title(document, post)
        posts = told[names[name]].posts
        if not any(known == title for _, known in posts):
            body = post.organization
            if body and _CALLED_BY_WORD.fullmatch(body):
                body = _organization(document, post, anaphors)
            posts[body if body in document.counts else None, title] = None


def _title(document: Document, post: Post) -> str:
    """Return a title as the report writes it."""
    is_there = document.text.startswith(post.title, post.start)
    return document.surface(post.start, post.start + len(post.title)) if is_there else post.title


def _organization(document: Document, post: Post, anaphors: Anaphors) -> str | None:
    """Return the body of a post as the report writes it, or the one that 学校 means."""
    body = post.organization
    if not body:
        return None
    if _CALLED_BY_WORD.fullmatch(body):
        return anaphors.meaning(Party(body, post.start, post.start, ANAPHOR))
    at = document.text.rfind(body, max(0, post.start - _FAR), post.start)
    return document.surface(at, at + len(body)) if at >= 0 else body


def _parts_of_longer(text: str, names: list[str]) -> set[str]:
    """Return names that only stand within longer ones: 王健 where the text has 王健安 alone."""
    ordered = sorted(set(names))
    longer: dict[str, list[str]] = defaultdict(list)
    for name in ordered:
        for other in ordered[bisect_left(ordered, name) + 1 :]:
            if not other.startswith(name):
                break
            longer[name].append(other)
    return {
        name
        for name, others in longer.items()
        if all(
            any(text.startswith(other, place) for other in others)
            for place in occurrences(text, name)
        )
    }
