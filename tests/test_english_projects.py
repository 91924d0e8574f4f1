"""Projects in English reports."""

import pytest
from english_reports import read

from hezuo.graph.extract.facts import ProjectFact

U, C, H = "Deyang University", "Quillon Ltd", "Arden Hospital"


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.name, fact.participants) for fact in read(ProjectFact, text)]


@pytest.mark.parametrize(
    ("text", "name", "participants"),
    [
        (f"{U} and {C} have jointly launched the Green Harvest project.",
         "Green Harvest project", (U, C)),
        (f"{U} launched the Green Harvest project with {C}.", "Green Harvest project", (U, C)),
        (f"The “Clean Water for All” project, led by {U} with {C} and {H}, began in May.",
         "“Clean Water for All” project", (U, C, H)),
        (f"The Green Harvest project is coordinated by {U}.", "Green Harvest project", (U,)),
    ],
)  # fmt: skip
def test_projects(text: str, name: str, participants: tuple[str, ...]) -> None:
    assert found(text) == [(name, participants)]


@pytest.mark.parametrize(
    "text",
    [
        f"{U} and {C} plan to launch the Green Harvest project.",
        f"{U} and {C} launched the project.",
        f"{U} launched the Green Harvest project office.",
        "The Green Harvest project was launched by three bodies.",
    ],
)
def test_what_is_no_project_that_is_carried_out(text: str) -> None:
    assert found(text) == []
