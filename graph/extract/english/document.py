"""An English report, analysed: its names, people, places and dates, and what stands where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from hezuo.graph.extract import facts
from hezuo.graph.extract.dates import DateMention
from hezuo.graph.extract.english.bodies import bodies_of, titled
from hezuo.graph.extract.english.dates import datelines, english_dates
from hezuo.graph.extract.english.lexicon import anaphors
from hezuo.graph.extract.english.masks import BODY, GATHERING, PERSON, PLACE, mask, unmaskable
from hezuo.graph.extract.english.names import pieces
from hezuo.graph.extract.english.people import PersonMention, people
from hezuo.graph.extract.english.places import found_places, zones
from hezuo.graph.extract.english.roles import roles
from hezuo.graph.extract.english.tokens import Sentence, Word, sentences, words_of
from hezuo.graph.extract.mentions import Mention, Mentions, apart
from hezuo.graph.extract.plain_text import PlainText, plain_text
from hezuo.graph.extract.report import Report
from hezuo.graph.values import Span


@dataclass
class EnglishDocument:
    """An English report with all that rules ask for, found once."""

    plain: PlainText
    text: str
    published: str
    words: list[Word]
    sentences: list[Sentence]
    dates: list[DateMention]
    gatherings: Mentions
    policies: Mentions
    bodies: Mentions
    zones: Mentions
    people: list[PersonMention]
    places: list[tuple[Mention, str]]
    # The text with a run of one character for each name (see masks).
    masked: str = ""
    by_start: dict[int, Mention] = field(default_factory=dict)

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that a place lies in."""
        number = bisect_right(self._starts, place) - 1
        return self.sentences[max(number, 0)]

    def number_of(self, sentence: Sentence) -> int:
        """Return the how manyth a sentence is, from nought."""
        return max(bisect_right(self._starts, sentence.start) - 1, 0)

    def earlier(self, place: int, many: int) -> list[Sentence]:
        """Return up to so many sentences before the one that a place lies in."""
        number = self.number_of(self.sentence_at(place))
        return self.sentences[max(number - many, 0) : number]

    def people_in(self, start: int, end: int) -> list[PersonMention]:
        """Return the people named in a stretch."""
        first, last = bisect_left(self._person_starts, start), bisect_left(self._person_starts, end)
        return self.people[first:last]

    @cached_property
    def _person_starts(self) -> list[int]:
        return [person.mention.start for person in self.people]

    @cached_property
    def posts(self) -> dict[str, list[facts.Role]]:
        """Return the posts of people by their names."""
        return roles(self)

    @cached_property
    def body_names(self) -> frozenset[str]:
        """Return the names of bodies as they are listed."""
        return frozenset(self.name(body) for body in self.bodies)

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Return the full names of bodies that also have short ones."""
        return {body.text: body.meaning for body in self.bodies if body.meaning}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [date.start for date in self.dates]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Return the dates in a stretch."""
        first = bisect_right(self._date_starts, start - 1)
        last = bisect_right(self._date_starts, end - 1)
        return self.dates[first:last]

    def date_in(self, start: int, end: int, near: int) -> DateMention | None:
        """Return the date in a stretch that is nearest to a place."""
        found = self.dates_in(start, end)
        return min(found, key=lambda date: abs(date.start - near)) if found else None

    def places_in(self, start: int, end: int) -> list[Mention]:
        """Return the divisions and zones named in a stretch."""
        return self._areas.within(start, end)

    @cached_property
    def actors(self) -> Mentions:
        """Return who may sign: bodies, and the zones that sign by their own name."""
        return Mentions([*self.bodies, *self.zones])

    @cached_property
    def _areas(self) -> Mentions:
        return Mentions([*(mention for mention, _ in self.places), *self.zones])

    def body(self, noun: str, place: int) -> Mention | None:
        """Return the body that `the institute` means before a place, if one of that sort is named.

        One whose name has the word is preferred (the bureau, of a bureau and a department), then
        the last sentence that names one, and in it what it speaks of first.
        """
        kinds = anaphors().get(noun.lower(), frozenset())
        before = self._bodies_before(place)[-40:]
        word = "cent" if noun.lower() in ("center", "centre") else noun.lower()
        with_word = [m for m in before if word in m.text.lower()]
        of_kind = [m for m in before if m.kind in kinds]
        fitting = [m for m in with_word if m in of_kind] or with_word or of_kind
        if not fitting:
            return None
        sentence = self.sentence_at(fitting[-1].start)
        return next(m for m in fitting if m.start >= sentence.start)

    def _bodies_before(self, place: int) -> list[Mention]:
        start = max(place - 4000, 0)
        found = [*self.bodies.within(start, place), *self.zones.within(start, place)]
        return sorted(found, key=lambda mention: mention.start)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch stands in the report as it was read."""
        return self.plain.span(start, end)

    def surface(self, start: int, end: int) -> str:
        """Return a stretch as names are listed."""
        return self.plain.surface(start, end)

    def name(self, mention: Mention) -> str:
        """Return a name as it is listed."""
        return self.plain.surface(mention.start, mention.end)


def english_document(report: Report) -> EnglishDocument:
    """Return a report analysed."""
    plain = plain_text(report.text)
    text = unmaskable(plain.text)
    words = words_of(text)
    cuts: list[Sentence] = []
    paragraph, last = 0, 0
    lines = {match.start(): match.end() for match in datelines(text)}
    for start, end in sentences(text):
        paragraph += text.count("\n", last, start)
        last = start
        line = lines.get(start, end)
        if line < end:  # who writes from where, and when, is said by itself
            cuts.append(Sentence(start, line, paragraph))
        cuts.append(Sentence(line if line < end else start, end, paragraph))
    found = list(pieces(text, words))
    gatherings, policies = titled(text, found)
    taken = Mentions([*gatherings, *policies])
    left = [p for p in found if not taken.over(p.start, p.end)]
    areas = apart(zones(text, left))
    bodies = bodies_of(text, words, left, cuts)
    document = EnglishDocument(
        plain, text, report.published, words, cuts, english_dates(text, report.published),
        Mentions(gatherings), Mentions(policies), bodies, Mentions(areas), [], [],
    )  # fmt: skip
    known = Mentions([*gatherings, *policies, *bodies, *areas])
    rest = [p for p in left if not known.over(p.start, p.end)]
    document.masked = mask(text, [(m, BODY) for m in bodies] + [(m, GATHERING) for m in gatherings])
    document.people = people(document.masked, text, rest)
    _add_places(document, known)
    document.masked = mask(
        document.masked,
        [(p.mention, PERSON) for p in document.people]
        + [(m, PLACE) for m, _ in document.places]
        + [(m, BODY) for m in areas],  # zones sign agreements as bodies do
    )
    document.by_start = {m.start: m for m in [*bodies, *areas, *(m for m, _ in document.places)]}
    return document


def _add_places(document: EnglishDocument, known: Mentions) -> None:
    """Add the divisions named by themselves; those within names help to tell which is meant."""
    persons = Mentions(p.mention for p in document.people)
    taken = frozenset(
        word.start for word in document.words
        if known.over(word.start, word.end) or persons.over(word.start, word.end)
    )  # fmt: skip
    inside = found_places(document.text, document.words, frozenset(), frozenset(), is_inside=True)
    near = frozenset(code for _, code in inside)
    document.places = found_places(document.text, document.words, taken, near)
