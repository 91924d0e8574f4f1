"""Figures that English reports state."""

import time

import pytest
from english_reports import read

from hezuo.graph.extract.english.report_facts import english_facts
from hezuo.graph.extract.facts import FigureFact
from hezuo.graph.extract.report import report_of


def labels(text: str) -> list[str]:
    return [fact.label() for fact in read(FigureFact, text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Marine output value reached 5.2 billion yuan.", ["Marine output value 5.2 billion yuan"]),
        ("The number of kelp farms exceeded 2,218.", ["number of kelp farms >2218"]),
        ("R&D spending hit US$1.2 billion.", ["R&D spending 1.2 billion US dollars"]),
        ("It had a kelp output of about 50,000 tons.", ["kelp output ≈50000 tons"]),
        (
            "The bureau will provide seed funding of 5 million yuan.",
            ["seed funding 5 million yuan"],
        ),
        (
            "Kelp exports stood at 5 million euros, down 12 percent.",
            ["Kelp exports 5 million euros", "Kelp exports decrease 12 percent"],
        ),
    ],
)
def test_what_is_measured(text: str, said: list[str]) -> None:
    assert labels(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "The kelp forum drew 300 people from 12 countries on May 5, 2023.",
        "Kelp sales could reach 5 million yuan.",
        "Kelp sales did not reach 5 million yuan.",
        "Kelp sales and exports reached 5 and 6 million yuan respectively.",
        "Kelp sales reached 5 to 6 million yuan.",
        "The rate of 5 percent applies.",
        "An agreement worth 300 million yuan was signed.",
        "Kelp sales reached 5 million.",
    ],
)
def test_what_is_no_figure_of_anything(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "period", "status"),
    [
        ("In 2022, kelp sales reached 5 million yuan.", "2022", "Reported"),
        ("Kelp sales reached 5 million yuan in 2022.", "2022", "Reported"),
        ("Kelp sales will reach 5 million yuan by 2030.", "2030", "Forecast"),
        ("On May 5, 2023, kelp sales reached 5 million yuan.", None, "Reported"),
        ("A pact of 2019 followed when kelp sales reached 5 million yuan.", None, "Reported"),
    ],
)
def test_of_when(text: str, period: str | None, status: str) -> None:
    (found,) = read(FigureFact, text)
    assert (found.period, found.status) == (period, status)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Kelp sales reached 5 million yuan, said Li Wei, president of Hunan University.",
            "Li Wei",
        ),
        ("Li Wei, president of Hunan University, attended as sales reached 5 million yuan.", None),
    ],
)
def test_who_says_so(text: str, who: str | None) -> None:
    (found,) = read(FigureFact, text)
    assert found.stated_by == who


@pytest.mark.parametrize(
    "bait",
    [
        "kelp sales reached 5 million yuan, ",
        "kelp output of ",
        "number of the ",
        "5 ",
        "up 5 percent ",
    ],
)
def test_bait_takes_time_in_proportion(bait: str) -> None:
    def seconds(length: int) -> float:
        text = bait * (length // len(bait))
        began = time.process_time()
        english_facts(report_of("", text, published="2023-06-14"))
        return time.process_time() - began

    seconds(1000)
    assert seconds(40_000) < max(3.5 * seconds(20_000), 1.0)
