import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.extract import facts
from hezuo.graph.extract.english.report_facts import english_facts
from hezuo.graph.extract.plain_text import surface
from hezuo.graph.extract.report import report_of

_WORDS = [
    "University",
    "of",
    "the",
    "and",
    "signed",
    "an",
    "agreement",
    "with",
    "between",
    "Deyang",
    "Ltd",
    "Co.,",
    "Inc.",
    "Li",
    "Wei",
    "president",
    "CEO",
    "said",
    "on",
    "Monday",
    "May",
    "5",
    "2023",
    "was",
    "named",
    "a",
    "National",
    "Base",
    "by",
    "Ministry",
    "Forum",
    "Plan",
    "issued",
    "it",
    "its",
    "they",
    "will",
    "not",
    "(",
    ")",
    "“",
    "”",
    "'",
    "’s",
    "-",
    "--",
    ",",
    ".",
    ";",
    ":",
    "two",
    "universities",
    "Changsha",
    "district",
    "New",
    "Area",
    "van",
    "der",
    "Dr.",
    "e",
    "é",
    "大学",
]
_texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(_WORDS), max_size=80).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=80).map("".join),
)


def _names(fact: facts.Fact) -> str:
    return getattr(fact, "name", "")


@settings(max_examples=300, deadline=None)
@given(text=_texts, published=st.sampled_from(["", "2023", "2023-06", "2023-06-14", "x"]))
def test_any_text_is_read_and_every_span_leads_to_its_words(text: str, published: str) -> None:
    report = report_of("", text, published=published)
    for fact in english_facts(report):
        for span in fact.spans:
            assert 0 <= span.start < span.end <= len(text)
        is_named = isinstance(fact, (facts.OrganizationFact, facts.DistrictFact, facts.EventFact))
        if is_named:
            assert surface(text[fact.spans[0].start : fact.spans[0].end]) == _names(fact)
        assert fact.sentence is not None
        assert fact.label() or isinstance(fact, facts.AgreementFact)


_BAITS = [
    *("a", "A ", "Cap ", "Hunan University ", "University of ", "Hunan and ", "Li Wei, "),
    *("A-", "(A", '"A ', "A's ", "1 ", ". ", "An\n", "May 5, ", "group ", "the institute "),
    *("A Co signed an agreement with ", "vice president ", "was named the "),
    *("issued the Plan for ", "ABC, May 5 -- ", "unveiled the Joint Lab "),
]


@pytest.mark.parametrize("bait", _BAITS)
def test_time_grows_no_faster_than_the_text(bait: str) -> None:
    def seconds(length: int) -> float:
        text = bait * (length // len(bait))
        start = time.process_time()
        english_facts(report_of("", text, published="2023-06-14"))
        return time.process_time() - start

    seconds(1000)
    short, long = seconds(10_000), seconds(40_000)
    # Quadratic time would be sixteen times as long; what is shorter than a second is noise.
    assert long < max(9 * short, 1.0)
