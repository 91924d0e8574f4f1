"""Gathers the evidence for one fact of a model: what it says is in the text, or is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from hezuo.graph.extract.facts import (
    AMBIGUOUS_GROUPING,
    ANAPHORIC_PARTY,
    COUNTERPARTY_MISSING,
    DATE_INFERRED,
    FLAGS,
    Role,
)
from hezuo.graph.extract.llm.dates import fitting_date
from hezuo.graph.extract.llm.grounding import Grounding, UngroundedError
from hezuo.graph.extract.llm.schema import Dated, Named, Post, shown
from hezuo.graph.values import Span

RULE = "llm"
# How sure a model's facts are. It is not asked: what it says of that is no measure.
WHOLE = 0.8  # all that it says is in the text
PARTIAL = 0.6  # something of it was refused, or a flag says that the reading is in doubt
_DOUBTS = {AMBIGUOUS_GROUPING, ANAPHORIC_PARTY, COUNTERPARTY_MISSING}

_ENCLOSING = {"《": "》", "“": "”", "「": "」", "『": "』", '"': '"', "〈": "〉"}


class Place(NamedTuple):
    """Where a model read: the text of a report, the part that it was given, and its date."""

    grounding: Grounding
    part: Span
    published: str


class Evidence:
    """The places in the text behind one fact, and notes of what was refused.

    Made from the quote of the fact; raises UngroundedError when that is not in the text.
    """

    def __init__(self, place: Place, what: str, quote: str, notes: list[str]) -> None:
        self._place, self._what, self._notes = place, what, notes
        self.sentence = place.grounding.quote(quote, place.part)
        self._spans: list[Span] = []
        self._flags: set[str] = set()
        self._is_whole = True

    def name(self, name: str) -> str:
        """Return a name that the quote of the fact holds, as the text writes it."""
        return self._keep(self._place.grounding.name(name, self.sentence))

    def title(self, title: str) -> str:
        """Return a title that the quote of the fact holds, without the marks around it."""
        return self.name(_without_marks(title))

    def detail(self, what: str, words: str | None) -> str | None:
        """Return words that belong to the fact if the text holds them, at best in its quote."""
        if not words or not words.strip():
            return None
        ground, words = self._place.grounding, _without_marks(words)
        for within in (self.sentence, self._place.part, ground.whole):
            if found := ground.look_for(words, within):
                return self._keep(found)
        self.refuse(f"{what} {shown(words)}", "it is not in the text")
        return None

    def details(self, what: str, several: Iterable[str]) -> tuple[str, ...]:
        """Return those of several words that the text holds."""
        found = (self.detail(what, words) for words in several)
        return tuple(dict.fromkeys(words for words in found if words))

    def named(self, what: str, said: Named | None) -> str | None:
        """Return a name that its own quote holds; one that it does not is refused."""
        if said is None:
            return None
        ground = self._place.grounding
        try:
            found = ground.name(said.name, ground.quote(said.quote, self._place.part))
        except UngroundedError as error:
            self.refuse(f"{what} {shown(said.name)}", str(error))
            return None
        return self._keep(found)

    def all_named(self, what: str, several: Iterable[Named]) -> tuple[str, ...]:
        """Return those of several names that their own quotes hold, each once."""
        found = (self.named(what, said) for said in several)
        return tuple(dict.fromkeys(name for name in found if name))

    def posts(self, person: str, several: Iterable[Post]) -> tuple[Role, ...]:
        """Return those of several posts whose quotes hold the title beside the person's name."""
        ground, found = self._place.grounding, []
        for post in several:
            try:
                quote = ground.quote(post.quote, self._place.part)
                ground.name(person, quote)
                title = ground.surface(ground.name(post.title, quote))
            except UngroundedError as error:
                self.refuse(f"post {shown(post.title)}", str(error))
                continue
            body = self.named("organization of a post", post.organization)
            found.append(Role(organization=body, title=title))
        return tuple(dict.fromkeys(found))

    def date(self, said: Dated | None) -> str | None:
        """Return a date that words of the text mean; one that they do not mean is refused."""
        if said is None:
            return None
        ground = self._place.grounding
        try:
            found = ground.look_for(said.words, self.sentence)
            found = found or ground.quote(said.words, self._place.part)
            date, is_inferred = fitting_date(said.date, said.words, self._place.published)
        except ValueError as error:
            self.refuse(f"date {shown(said.date)}", shown(str(error), 160))
            return None
        self._keep(found)
        if is_inferred:
            self.flag(DATE_INFERRED)
        return date

    def is_in_the_quote(self, name: str) -> bool:
        """Return whether the quote of the fact holds a name."""
        return self._place.grounding.look_for(name, self.sentence) is not None

    def flag(self, flag: str) -> None:
        """Mark the fact as one that deserves a second look."""
        self._flags.add(flag)

    def refuse(self, what: str, why: str) -> None:
        """Say that something of the fact is left out, and why."""
        self._is_whole = False
        self._notes.append(f"llm: {self._what}: refused {what}: {why}")

    def stated(self) -> dict[str, Any]:
        """Return what every fact has: places, rule, confidence and flags."""
        is_sure = self._is_whole and not self._flags & _DOUBTS
        return {
            "spans": tuple(sorted(set(self._spans))) or (self.sentence,),
            "sentence": self.sentence,
            "rule": RULE,
            "confidence": WHOLE if is_sure else PARTIAL,
            "flags": tuple(flag for flag in FLAGS if flag in self._flags),
        }

    def _keep(self, span: Span) -> str:
        self._spans.append(span)
        return self._place.grounding.surface(span)


def _without_marks(title: str) -> str:
    """Return a title without quotation marks or 《》 around all of it."""
    title = title.strip()
    closing = _ENCLOSING.get(title[:1])
    is_enclosed = closing is not None and title.find(closing, 1) == len(title) - 1 > 1
    return title[1:-1] if is_enclosed else title
