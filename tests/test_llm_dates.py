"""Dates that a model worked out are held against the words that say them."""

import pytest

from hezuo.graph.extract.llm.dates import fitting_date


@pytest.mark.parametrize(
    ("date", "words", "published", "is_inferred"),
    [
        ("2023-05-08", "2023年5月8日", "", False),
        ("2023-05-08", "２０２３ 年 5 月\n8 日", "", False),
        ("2023-05", "2023年5月", "", False),
        ("2023-05-08", "2023-05-08", "", False),
        ("2021-12-09", "二〇二一年十二月九日", "", False),
        ("2023-05-08", "5月8日上午", "2023-05-10", True),
        ("2023-05-08", "5月8日至10日", "2023", True),
        ("2023-05-09", "昨日", "2023-05-10", True),
        ("2022-12", "去年底", "2023-01", True),
        ("2023-05-08", "8 May 2023", "", False),
        ("2023-05-08", "May 8th, 2023", "", False),
        ("2023-05-08", "on 8 May", "2023-05-10", True),
        ("2024", "next year", "2023-05-10", True),
        ("2023-05-08", "2023年五月的一天", "", True),
    ],
)
def test_what_the_words_may_mean(date: str, words: str, published: str, is_inferred: bool) -> None:
    assert fitting_date(date, words, published) == (date, is_inferred)


@pytest.mark.parametrize(
    ("date", "words", "published", "problem"),
    [
        ("2023-05-09", "5月8日", "2023-05-10", "is not what '5月8日' says"),
        ("2022-05-08", "2023年5月8日", "", "is not what"),
        ("2023-06-08", "8 May 2023", "", "is not what"),
        ("2023-05-09", "昨日", "", "publication whose date is not known"),
        ("1999-05-09", "昨日", "2023-05-10", "far from the publication"),
        ("last Tuesday", "5月8日", "2023-05-10", "is not a date"),
        ("2023-02-30", "2月30日", "2023-05-10", "is not a date"),
    ],
)
def test_what_they_cannot_mean(date: str, words: str, published: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        fitting_date(date, words, published)
