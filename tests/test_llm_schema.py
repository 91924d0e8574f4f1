"""The shape of answers: as a schema, and as what a model's text is held to."""

import json
from typing import Any

import pytest
from llm_server import answer

from hezuo.graph.extract.llm.schema import Answer, UnfitAnswerError, answer_schema, read_answer

TALK = {"title": "T", "quote": "T"}
GOOD = answer(talks=[TALK])


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes an object."""
    if isinstance(schema, list):
        return [found for item in schema for found in objects(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for value in schema.values() for found in objects(value)]


def test_the_schema_is_strict_throughout() -> None:
    schema = answer_schema()
    found = objects(schema)
    assert len(found) > 8
    for part in found:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
    assert '"default"' not in json.dumps(schema)
    assert "title" in schema["$defs"]["Talk"]["properties"]


def test_null_is_as_good_as_nothing() -> None:
    talk = dict.fromkeys(answer_schema()["$defs"]["Talk"]["required"]) | TALK
    assert talk.keys() == {"title", "quote", "speaker", "event"}
    assert read_answer(answer(talks=[talk])) == read_answer(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"<think>{{or so}}</think>\n```json\n{GOOD}```\nDone.",
        f"Here it is: {GOOD} That is all.",
        f"```python\nx\n``` and ```{GOOD}```",
    ],
)
def test_the_answer_is_found_in_what_surrounds_it(text: str) -> None:
    assert isinstance(read_answer(text), Answer)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is no JSON"),
        ("[1]", "answer: Input should be"),
        ("{}", "organizations: Field required"),
        (answer(x=1), "x: Extra inputs are not permitted"),
        (answer(talks=[{"title": "T"}]), "talks.0.quote: Field required"),
        (answer(talks=[TALK] * 3 + [{}] * 20), "and 30 more"),
        ("{" * 5000, "it is no JSON"),
        ("```" * 3000, "it is no JSON"),
    ],
)
def test_what_is_wrong_is_told_without_repeating_it(text: str, problem: str) -> None:
    with pytest.raises(UnfitAnswerError) as raised:
        read_answer(text)
    assert problem in str(raised.value)
    assert len(str(raised.value)) < 1000
