"""Reads a question in words: which command answers it, with which names and limits.

The forms are data (data/questions.toml). What they do not cover is not guessed at: the answer then
says which questions come nearest. Which names there are, the store decides.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hezuo.graph import divisions
from hezuo.graph.ask.limits import dates_in, field_in, kind_named, trailing_place_or_field
from hezuo.graph.errors import HezuoError, shortened
from hezuo.graph.lookup import Filters
from hezuo.graph.ontology import ontology
from hezuo.graph.store.name_text import BEGINNING
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_TABLE = Path(__file__).resolve().parents[2] / "data" / "questions.toml"
_LONGEST = 300
_WIDE = "\u3400-\u4dbf\u4e00-\u9fff"
_BLANKS = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_MARKS = re.compile(r"[?？!！。．.\s]+$")
_POLITE = re.compile(
    r"^(?:请问|请告诉我|告诉我|我想知道|想知道|帮我查(?:一下)?|查(?:一下|询)?|please|tell me|"
    r"show me)"
    r"[,，:：\s]*",
    re.IGNORECASE,
)
# What is not part of a name that is not known, but of a question that is not understood.
_NO_NAME = re.compile(
    r"不|没有|未曾|除了|除外|以外|年代|上半年|下半年|月份|\d日|近.{1,3}年|\d{4}|"
    r"\b(?:not|never|except|without|excluding|other than)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+|[和与跟同]", re.IGNORECASE)
# Commands that take two names as well as one.
_OF_TWO = frozenset(["agreements"])
_SLOT = re.compile(r"\{(\w+)\}")
# 四川的哪些企业: the place stands before the question word.
_PLACE_BEFORE = re.compile(
    r"(?P<link>和|与|跟|同)(?P<place>[^和与跟同]{2,12}?)(?:的|内的|境内的)?"
    r"(?P<asked>哪些|哪个|哪家|哪几家|什么)"
)


class Form(NamedTuple):
    """A form of question: the command that answers it, how it is worded, and examples."""

    command: str
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]


class Question(NamedTuple):
    """A question as it was understood: a command, names as they were written, and limits."""

    command: str
    names: tuple[str, ...]
    filters: Filters

    def arguments(self) -> list[str]:
        """Return the command line that asks the same.

        >>> Question("partners", ("武侯区科协",), Filters(since="2020", within="四川")).arguments()
        ['partners', '武侯区科协', '--since', '2020', '--in', '四川']
        """
        options = [("source", "--source"), ("since", "--since"), ("until", "--until"),
                   ("field", "--field"), ("kind", "--kind"), ("within", "--in"),
                   ("with_kind", "--with-kind")]  # fmt: skip
        given = [(option, getattr(self.filters, name)) for name, option in options]
        limits = [part for option, value in given if value for part in (option, value)]
        # A name is never taken for an option.
        names = ["--", *self.names] if any(n.startswith("-") for n in self.names) else self.names
        return [self.command, *limits, *names] if names and names[0] == "--" else [
            self.command, *names, *limits,
        ]  # fmt: skip


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of questions, in the order in which they are tried."""
    with _TABLE.open("rb") as file:
        given = tomllib.load(file)["form"]
    return tuple(
        Form(
            one["command"],
            tuple(
                re.compile(_expression(pattern, is_lazy=is_lazy), re.IGNORECASE)
                for pattern in one["patterns"]
                for is_lazy in (False, True)
            ),
            tuple(one["examples"]),
        )
        for one in given
    )


def understood(store: Store, text: str, today: datetime.date) -> Question:
    """Return what a question asks; HezuoError with the nearest questions if it is none of ours.

    Names are those of parties, fields and places in the store, and where a question can be parted
    in several ways (A和B和谁合作), the way counts in which every part is one.
    """
    if len(text) > _LONGEST:
        raise HezuoError(
            f"a question of {len(text):,} characters is too long", f"ask in up to {_LONGEST}"
        )
    plain = _POLITE.sub("", _MARKS.sub("", " ".join(text.split())))
    rest, (since, until) = dates_in(plain, today)
    rest, field = field_in(rest)
    limits = Filters(since=since, until=until, field=field)
    readings = list(_readings(store, _closed(rest), limits))
    # The text as it is, too: a date or a field may be part of a name.
    if not readings and rest != plain:
        readings = list(_readings(store, _closed(plain), Filters()))
    if readings:
        unknown, best = min(readings, key=_doubt)
        if not (unknown and any(map(_NO_NAME.search, best.names))):
            return best
    raise HezuoError(f"{shortened(text)!r} is no question that is understood", _nearest(plain))


def _doubt(reading: tuple[int, Question]) -> tuple[float, int]:
    """Return how doubtful a reading is: by the share of its names that are not known.

    Where some are not, that is best which leaves least of the question to names.
    """
    unknown, question = reading
    share = unknown / max(len(question.names), 1)
    return share, sum(map(len, question.names)) if unknown else 0


def _readings(store: Store, text: str, limits: Filters) -> Iterator[tuple[int, Question]]:
    """Yield the questions that a text may be, each with how many of its names are not known."""
    for wording, more in _without_place(store, text):
        filters = limits._replace(**more)
        for form in forms():
            for pattern in form.patterns:
                found = pattern.fullmatch(wording)
                if found is None:
                    continue
                kind = kind_named(found.groupdict().get("kind") or "")
                if kind is None:
                    continue
                yield from _parted(store, form.command, found, filters._replace(with_kind=kind))


def _without_place(store: Store, text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a question as it is and, where one is named, without the place of partners."""
    yield text, {}
    before = _PLACE_BEFORE.search(text)
    if before and _is_a(store, before["place"], "hz:Area"):
        wording = text[: before.start()] + before["link"] + before["asked"] + text[before.end() :]
        yield wording, {"within": before["place"]}
    wording, what = trailing_place_or_field(text)
    if what:
        for option, kind in (("field", "hz:Field"), ("within", "hz:Area")):
            if _is_a(store, what, kind):
                yield wording, {option: what}


def _parted(
    store: Store, command: str, found: re.Match[str], filters: Filters
) -> Iterator[tuple[int, Question]]:
    """Yield a question with its names parted in every way that they can be."""
    given = found.groupdict()
    names = tuple(given[slot].strip(" ，,的") for slot in ("A", "B") if given.get(slot))
    ways = [names]
    if len(names) == len("AB"):  # A和B: either may have 和 in it
        joined = f"{names[0]}和{names[1]}"
        ways += [
            (joined[: mark.start()], joined[mark.end() :])
            for mark in re.finditer("和|与|跟|同", joined)
        ]
    elif command in _OF_TWO:
        ways += [
            (names[0][: mark.start()], names[0][mark.end() :])
            for name in names
            for mark in _AND.finditer(name)
        ]
    for way in ways:
        unknown = sum(not _is_a(store, name, "hz:Party") for name in way)
        yield unknown, Question(command, way, filters)


def _is_a(store: Store, text: str, kind: str) -> bool:
    """Return whether a thing of a kind goes by a name or by pinyin.

    A division need not be in the store.
    """
    if kind != "hz:Field" and divisions.by_name(text):
        return True
    ways = (store.names.exactly, lambda name: store.names.spelt(name, BEGINNING))
    return any(expand(kind) in ontology().ancestors(t.kind) for way in ways for t in way(text))


def _expression(pattern: str, *, is_lazy: bool) -> str:
    """Return a pattern of the table as a regular expression.

    Names are as long as can be, or where that takes in a word of the question (重庆都和谁合作) as
    short: the store knows which of the two it is.
    """
    name = ".{1,80}?" if is_lazy else ".{1,80}"
    slots = {"A": f"(?P<A>{name})", "B": f"(?P<B>{name})", "kind": "(?P<kind>[^，,的]{0,30}?)"}
    seen: set[str] = set()

    def expression(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:  # the same word again, in another wording of the form
            return slots[name].replace(f"?P<{name}>", "")
        seen.add(name)
        return slots[name]

    return _SLOT.sub(expression, pattern)


def _closed(text: str) -> str:
    """Return a text without the blanks beside Chinese characters."""
    return _BLANKS.sub("", text).strip(" ，,")


def _nearest(text: str) -> str:
    """Return the examples that are most like a question, in its language."""
    from difflib import get_close_matches

    is_english = text[:1].isascii()
    examples = [
        example for form in forms() for example in form.examples
        if example[:1].isascii() == is_english
    ]  # fmt: skip
    close = get_close_matches(text, examples, n=3, cutoff=0.2) or examples[:3]
    return f"the nearest that {'is' if len(close) == 1 else 'are'}: {'; '.join(close)}"
