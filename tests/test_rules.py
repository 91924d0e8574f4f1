"""The extractor of rules: a text too long for one reading is read in parts that lose nothing."""

from hezuo.graph.extract.facts import AgreementFact, Extraction, OrganizationFact
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rules import LONGEST_PART, RuleExtractor

SENTENCE = "5月8日，{}大学与青湖集团有限公司签署战略合作协议。"
FILLER = "会议听取了有关情况的汇报，大家认为天气很好。\n"


def read(text: str) -> Extraction:
    return RuleExtractor().extract(Report("r", text, published="2024-06-01"))


def volume() -> str:
    """Return a text of three parts, with an agreement near the start and the end of it."""
    filler = FILLER * (LONGEST_PART * 2 // len(FILLER))
    return f"{SENTENCE.format('星河')}\n\n{filler}\n{SENTENCE.format('云岭')}\n"


def test_a_report_of_usual_length_is_read_at_once() -> None:
    found = read(SENTENCE.format("星河"))
    assert found.notes == ()
    assert len(found.of(AgreementFact)) == 1


def test_what_is_found_in_later_parts_has_its_place_in_the_whole_text() -> None:
    text = volume()
    found = read(text)
    assert [fact.parties for fact in found.of(AgreementFact)] == [
        ("星河大学", "青湖集团有限公司"),
        ("云岭大学", "青湖集团有限公司"),
    ]
    last = found.of(AgreementFact)[1].sentence
    assert last is not None
    assert text[last.start : last.end] == SENTENCE.format("云岭")


def test_what_two_parts_name_is_one_fact_with_the_places_of_both() -> None:
    text = volume()
    found = read(text)
    bodies = {fact.name: fact for fact in found.of(OrganizationFact)}
    assert set(bodies) == {"星河大学", "青湖集团有限公司", "云岭大学"}
    spans = bodies["青湖集团有限公司"].spans
    assert len(spans) == 2
    assert {text[span.start : span.end] for span in spans} == {"青湖集团有限公司"}
    assert found.notes[0].startswith("the text is long and was read in 3 parts")


def test_facts_of_parts_stand_in_the_order_of_their_kinds() -> None:
    kinds = [fact.KIND for fact in read(volume()).facts]
    assert kinds == sorted(kinds, key=["organization", "agreement"].index)
