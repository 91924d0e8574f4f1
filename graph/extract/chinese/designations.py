"""Titles and plaques that bodies and places get, and bodies that are unveiled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.designation_forms import Given, titles_given
from hezuo.graph.extract.chinese.designation_titles import Title, titles_in
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party, Skeleton
from hezuo.graph.extract.chinese.party_finding import ANAPHOR_WORDS, Skeletons
from hezuo.graph.extract.chinese.recipients import recipients_of
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.title_lists import titles_of_lists
from hezuo.graph.extract.chinese.title_receiving import titles_received
from hezuo.graph.extract.chinese.unveilings import unveilings
from hezuo.graph.extract.mentions import ANAPHOR

# Without one of these a sentence tells of no title.
_GIVING = re.compile(
    "获|入[选围列]|跻|上榜|登榜|荣|斩|喜提|摘|捧|新晋|新增|夺得|授|颁|挂|列[为入]|纳入|评|命名|认定|确定|批|同意|成为"
    "|入库|蝉联|揭晓|出炉|榜|牌|匾|称号|公[布告]|花落|落[到在户地]|冠以|增补|归属|加冕|同列|指定|核定|选|揽|抱[得回]|领|拿|戴上|接过|跨入|迈入"
    "|名单|创建|创成|升|晋|通过|备案|试点|登上|进入|拿下|收获|再添|新添|又添|喜添"
)
_BARE = ("集团", "园区", "医院", "学院", "中心")
_HAN = re.compile("[\u4e00-\u9fff]")
_OF_PEOPLE = re.compile(
    "博士(?!后)|兼职教授|聘书|客座|劳动模范|先进个人|传承人|工匠$|工作者$|红旗手|能手$|楷模$|人物$|大使$"
    "|代言人|会士$|(?:模范|优秀)(?:教师|校长|青年|党员|干部|共产党员)|名师$|好人$|英雄$|标兵个人"
)


def designations(
    document: Document, skeletons: Skeletons, anaphors: Anaphors
) -> list[facts.DesignationFact]:
    """Return titles and plaques that were given, with who got them, and bodies unveiled."""
    found: dict[str, facts.DesignationFact] = {}
    for sentence in document.sentences:
        if not _GIVING.search(document.text, sentence.start, sentence.end):
            continue
        bones = recipients_of(document, skeletons, sentence)
        if not bones.parties:
            continue
        for fact in _Reading(document, sentence, bones, anaphors).titles():
            found.setdefault(f"{fact.title} {sorted(fact.recipients)}", fact)
    for fact in (*titles_of_lists(document), *unveilings(document)):
        found.setdefault(f"{fact.title} {sorted(fact.recipients)}", fact)
    return list(found.values())


class _Reading:
    """The reading of one sentence that may tell of titles."""

    def __init__(
        self, document: Document, sentence: Sentence, bones: Skeleton, anaphors: Anaphors
    ) -> None:
        self.document, self.sentence, self.bones = document, sentence, bones
        self.anaphors = anaphors

    def titles(self) -> Iterator[facts.DesignationFact]:
        """Yield what was given to whom; a title that two forms find at one place is one."""
        seen: set[int] = set()
        text = self.bones.text
        for given in (*titles_given(text), *titles_received(text)):
            start, end = self.bones.place(given.start), self.bones.place(given.end)
            recipients = self._recipients(given)
            if not recipients:
                continue
            for title in titles_in(self.document.text[start:end]):
                if start + title.start in seen or _OF_PEOPLE.search(title.text):
                    continue
                seen.add(start + title.start)
                yield self._fact(given, title, start, recipients)

    def _fact(
        self, given: Given, title: Title, start: int, recipients: tuple[str, ...]
    ) -> facts.DesignationFact:
        """Return a title that was given."""
        document, span = self.document, self.document.span_of(self.sentence)
        date = document.date_near(start)
        paragraph_start, _ = document.paragraph_span(self.sentence)
        return facts.DesignationFact(
            title=document.surface(start + title.start, start + title.end),
            recipients=recipients,
            conferred_by=self.bones.party(given.by).name if given.by else None,
            batch=title.batch,
            kind=given.kind,
            date=date.date if date else None,
            rule=given.rule,
            confidence=0.85,
            event=document.event_before(start, paragraph_start),
            flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
            sentence=span,
            spans=(span,),
        )

    def _recipients(self, given: Given) -> tuple[str, ...]:
        """Return the names of those who got a title, and what 我校 means among them."""
        names: list[str] = []
        for party in self.bones.parties_in(given.who):
            if self._is_person(party, given) or self._is_end_of_name(party):
                continue
            if ANAPHOR_WORDS.fullmatch(party.name):
                place = self.sentence.start
                meaning = self.anaphors.meaning(Party(party.name, place, place, ANAPHOR))
                names += [meaning] if meaning else []
            else:
                names.append(party.name)
        return tuple(dict.fromkeys(names))

    def _is_person(self, party: Party, given: Given) -> bool:
        """Return whether it is a person of a body who got a title: 甲大学教授林远帆获评…."""
        if not party.people or given.rule != "received":
            return False
        return "，" not in self.document.text[party.end : self.bones.place(given.start)]

    def _is_end_of_name(self, party: Party) -> bool:
        """Return whether a bare 学院 is the end of a name that was not read: 蓝湖艺术|学院."""
        before = self.document.text[max(0, party.start - 1) : party.start]
        return party.name in _BARE and _HAN.match(before) is not None
