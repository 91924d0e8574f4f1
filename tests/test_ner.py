"""The second opinion of the tagger: it adds people that no rule sees, and confirms the others."""

from __future__ import annotations

import pytest

from hezuo.graph.extract.extractor import load_extractor
from hezuo.graph.extract.facts import OrganizationFact, PersonFact
from hezuo.graph.extract.ner import NerExtractor
from hezuo.graph.extract.report import report_of
from hezuo.graph.extract.rules import RuleExtractor

TEXT = (
    "5月8日，青川大学与青川市科协签署合作协议，青川大学校长林知远致辞。"
    "现场还来了许多市民，王秀兰拉着孙子看得入神。"
)


@pytest.fixture(scope="module")
def ner() -> NerExtractor:
    return NerExtractor()


def test_it_is_found_by_its_name(ner: NerExtractor) -> None:
    assert type(load_extractor("rules+ner")) is type(ner)


def test_people_without_a_post_are_added_with_less_confidence(ner: NerExtractor) -> None:
    report = report_of("校会签约", TEXT, published="2023-05-10")
    by_rules = {person.name for person in RuleExtractor().extract(report).of(PersonFact)}
    people = {person.name: person for person in ner.extract(report).of(PersonFact)}
    assert "王秀兰" not in by_rules
    assert people["王秀兰"].rule == "ner"
    assert people["王秀兰"].confidence < people["林知远"].confidence
    assert "+ner" in people["林知远"].rule


def test_spans_of_what_is_added_slice_the_report_to_its_name(ner: NerExtractor) -> None:
    report = report_of("校会签约", TEXT.replace("王秀兰", "王 秀\n兰"), published="2023-05-10")
    added = [fact for fact in ner.extract(report).facts if fact.rule == "ner"]
    assert added
    for fact in added:
        for span in fact.spans:
            assert "".join(report.text[span.start : span.end].split()) == fact.label()


def test_what_the_rules_find_stays(ner: NerExtractor) -> None:
    report = report_of("校会签约", TEXT, published="2023-05-10")
    by_rules = {fact.key() for fact in RuleExtractor().extract(report).facts}
    assert by_rules <= {fact.key() for fact in ner.extract(report).facts}


@pytest.mark.parametrize("text", ["", "\n", "Hunan University signed an agreement.", "\x00\u202e"])
def test_texts_without_chinese_names_are_read_by_the_rules(ner: NerExtractor, text: str) -> None:
    found = ner.extract(report_of("", text))
    assert all(not isinstance(fact, OrganizationFact) or fact.rule != "ner" for fact in found.facts)
    assert found.extractor.startswith("rules+ner ")
