"""A report as the rules see it: sentences with their words, names, people and dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from hezuo.graph.extract.chinese.brands import brands_in
from hezuo.graph.extract.chinese.dates import chinese_dates, reference_date
from hezuo.graph.extract.chinese.event_names import events_in
from hezuo.graph.extract.chinese.name_context import NameContext
from hezuo.graph.extract.chinese.organizations import organizations_in
from hezuo.graph.extract.chinese.people import PeopleFinder, Person
from hezuo.graph.extract.chinese.places import is_full, place_names, readings, with_part, zones
from hezuo.graph.extract.chinese.sentences import Sentence, sentences_of
from hezuo.graph.extract.chinese.short_names import (
    derived_short_names,
    listed_companies,
    stated_short_names,
)
from hezuo.graph.extract.dates import DateMention
from hezuo.graph.extract.lexicon import Finder, organization_endings
from hezuo.graph.extract.mentions import (
    PLACE,
    QUOTED,
    ZONE,
    Mention,
    Mentions,
    apart,
)
from hezuo.graph.extract.plain_text import PlainText, plain_text
from hezuo.graph.extract.report import Report
from hezuo.graph.values import Span

_QUOTED_TITLE = re.compile(r"《([^》\n]{2,80})》")
_DATELINE = re.compile("(?:讯|电|消息|，?综合消息)")
_FIRST_DATES = 20
_BRAND_CONFIDENCE = 0.7
_UNIVERSITY = re.compile(".{2,16}?大学(?=.{2})")
# A text with more blanks than one in so many characters is set with blanks between all of them.
_SPACED = 8
_SHORTEST_PLACE = 2


class Document:
    """A Chinese report analysed: what is named where, and the dates that are said."""

    def __init__(self, report: Report) -> None:
        """Analyse a report."""
        self.report = report
        self.plain: PlainText = plain_text(report.text)
        self.text = self.plain.text
        # In text that is set with blanks between all characters they part no names.
        is_spaced = len(self.plain.gaps) * _SPACED > len(self.text)
        self.gaps = self.plain.wide_gaps if is_spaced else self.plain.gaps
        self.reference = reference_date(self.text, report.published)
        self.sentences = sentences_of(self.plain)
        self._starts = [sentence.start for sentence in self.sentences]
        self._has: dict[re.Pattern[str], bool] = {}
        self._paragraphs = [sentence.paragraph for sentence in self.sentences]
        self.titles = Mentions(
            Mention(m.start(), m.end(), QUOTED, m[1]) for m in _QUOTED_TITLE.finditer(self.text)
        )
        self._find_names()
        self._find_people()
        self.dates: list[DateMention] = chinese_dates(self.text, self.reference)
        self._date_starts = [date.start for date in self.dates]

    # Names.

    def _find_names(self) -> None:
        places = self._places()
        near = Mentions(places)
        bodies, named_zones = self._bodies(near, {})
        self.short_names = stated_short_names(self.text, bodies)
        self.short_names |= listed_companies(self.text, bodies)
        self.short_names |= derived_short_names(self.text, bodies, self.short_names)
        areas = [*named_zones, *zones(self.text, places)]
        brands = brands_in(self.text, [*bodies, *areas, *places])
        self.short_names = dict.fromkeys(brands, "") | self.short_names
        if self.short_names:  # they are known only when the full ones are
            bodies, named_zones = self._bodies(near, self.short_names)
        areas = [*zones(self.text, places), *named_zones]
        self.zones = apart(with_part(self.text, area) for area in areas)
        found = Mentions(bodies)
        self.events = Mentions(
            event
            for sentence in self.sentences
            for event in events_in(
                self.text, sentence, near.beginning_in(sentence.start, sentence.end), found,
                self.titles,
            )
        )  # fmt: skip
        self.organizations = [m for m in bodies if not self.events.over(m.start, m.end)]
        self.names = Mentions(apart([*self.organizations, *self.zones, *places]))

    def _places(self) -> list[Mention]:
        found = []
        for sentence in self.sentences:
            words = sentence.words
            for mention in place_names(self.text[sentence.start : sentence.end]):
                start, end = mention.start + sentence.start, mention.end + sentence.start
                # 董事|长白|一苇 is no place.
                starts = words.starting(start) is not None
                is_apart = starts or words.ends_at(end)
                # 示|范县: names of two characters stand in others
                if (
                    starts
                    if len(mention.text) == _SHORTEST_PLACE
                    else is_apart or is_full(mention.text)
                ):
                    found.append(replace(mention, start=start, end=end))
        return found + self._short_counties(found)

    def _short_counties(self, found: list[Mention]) -> list[Mention]:
        """Return short names of counties whose full names the text has: 坪山 beside 坪山区."""
        shorts = {
            division.short_name
            for name in {mention.text for mention in found}
            for division in readings(name)
            if division.name == name and division.level == "County"
        }
        shorts = {short for short in shorts if len(short) > 1}
        if not shorts:
            return []
        taken = Mentions(found)
        return [
            Mention(start, end, PLACE, short)
            for start, end, short in Finder(sorted(shorts)).all(self.text)
            if not taken.over(start, end)
        ]

    def _is_in_title(self, mention: Mention) -> bool:
        """Return whether a body is named in 《》, but for a newspaper that fills it."""
        if not self.titles.over(mention.start, mention.end):
            return False
        fills = (
            f"{self.text[mention.start - 1]}{self.text[mention.end : mention.end + 1]}" == "《》"
        )
        return not (fills and mention.kind == "Media" and mention.text.endswith("报"))

    def _bodies(
        self, places: Mentions, short_names: Mapping[str, str]
    ) -> tuple[list[Mention], list[Mention]]:
        """Return the bodies and the zones of all sentences; titles in 《》 name none."""
        bodies: list[Mention] = []
        named_zones: list[Mention] = []
        for sentence in self.sentences:
            near = places.within(sentence.start, sentence.end)
            used = [n for n in short_names if n in self.text[sentence.start : sentence.end]]
            context = NameContext(self.text, sentence.words, near, self.gaps, used)
            for mention in organizations_in(context):
                if self._is_in_title(mention):
                    continue
                if mention.sort == ZONE:
                    named_zones.append(mention)
                elif mention.text in short_names and not mention.meaning:
                    bodies.append(_called(mention, short_names[mention.text]))
                else:
                    bodies.append(mention)
        return bodies, named_zones

    def _find_people(self) -> None:
        for sentence in self.sentences:
            near = Mentions(self.names.within(sentence.start, sentence.end))
            finder = PeopleFinder(self.text, sentence.words, near, self.gaps)
            sentence.people = finder.find()
        self.people: list[Person] = [p for s in self.sentences for p in s.people]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each body is named."""
        return Counter(mention.text for mention in self.organizations)

    @cached_property
    def body_mentions(self) -> Mentions:
        """The bodies named, for questions of what stands where."""
        return Mentions(self.organizations)

    @cached_property
    def places_of_people(self) -> list[tuple[int, int, str]]:
        """Start, end and name wherever the name of a person found stands, in their order."""
        names = {person.name for person in self.people}
        return sorted(Finder(sorted(names)).all(self.text)) if names else []

    def body_of(self, name: str) -> str | None:
        """Return the body that a person has a post at; of a school its university."""
        for person in self.people:
            if person.name == name:
                for post in person.posts:
                    if post.organization:
                        university = _UNIVERSITY.match(post.organization)
                        return university[0] if university else post.organization
        return None

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Return whether the text has what a pattern tells of; it is looked for once."""
        if pattern not in self._has:
            self._has[pattern] = pattern.search(self.text) is not None
        return self._has[pattern]

    # Where.

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that a place lies in, or the last one."""
        sentence = self.sentences[max(0, bisect_right(self._starts, place) - 1)]
        return sentence if sentence.start <= place < sentence.end else self.sentences[-1]

    def paragraph_span(self, sentence: Sentence) -> tuple[int, int]:
        """Return where a sentence's paragraph starts and ends."""
        first = bisect_left(self._paragraphs, sentence.paragraph)
        last = bisect_right(self._paragraphs, sentence.paragraph) - 1
        return self.sentences[first].start, self.sentences[last].end

    def event_before(self, place: int, start: int = 0) -> str | None:
        """Return the event named last before a place, and after another."""
        before = self.events.before(place, 1)
        if not before or before[0].start < start:
            return None
        return self.surface(before[0].start, before[0].end)

    def surface(self, start: int, end: int) -> str:
        """Return a stretch as the report writes it."""
        return self.plain.surface(start, end)

    def surfaces(self, mentions: Iterable[Mention]) -> list[str]:
        """Return mentions as the report writes them."""
        return [self.plain.surface(mention.start, mention.end) for mention in mentions]

    def span_of(self, sentence: Sentence) -> Span:
        """Return where a sentence stands in the report."""
        return self.plain.span(sentence.start, sentence.end)

    # When.

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Return the dates that begin in a stretch."""
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return self.dates[first:last]

    def date_near(self, place: int) -> DateMention | None:
        """Return the date that holds at a place: the nearest before it in its sentence.

        Without one there, it is the first of the nearest sentence before it in the same paragraph
        that has one.
        """
        sentence = self.sentence_at(place)
        number = bisect_left(self._date_starts, place) - 1
        if number >= 0 and self.dates[number].start >= sentence.start:
            return self.dates[number]
        number = bisect_left(self._date_starts, sentence.start) - 1
        if number < 0:
            return None
        earlier = self.sentence_at(self.dates[number].start)
        if earlier.paragraph != sentence.paragraph:
            return None
        return self._told_first(self.dates_in(earlier.start, earlier.end))

    def date_of_report(self, sentence: Sentence) -> DateMention | None:
        """Return the first date of the report, if a sentence comes after it."""
        first = self._first_date
        return first if first is not None and first.start < sentence.start else None

    @cached_property
    def _first_date(self) -> DateMention | None:
        dates = [date for date in self.dates[:_FIRST_DATES] if not date.same]
        return self._told_first(dates) if dates else None

    def _told_first(self, dates: Sequence[DateMention]) -> DateMention:
        """Return the first of some dates; 8日讯 and 8日电 date the report, not what it tells."""
        near = [d for d in dates if self.sentence_at(d.start) is self.sentence_at(dates[0].start)]
        told = (date for date in near if not _DATELINE.match(self.text, date.end))
        return next(told, dates[0])


def _called(mention: Mention, full: str) -> Mention:
    """Return a body that is called by a short name of a full one, or by one of its own."""
    if full:
        return replace(mention, meaning=full)
    endings = organization_endings()
    known = (endings.get(mention.text[at:]) for at in range(1, len(mention.text)))
    kind = mention.kind or next((ending.kind for ending in known if ending), "Company")
    return replace(mention, kind=kind, rule="brand", confidence=_BRAND_CONFIDENCE)
