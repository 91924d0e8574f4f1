"""The shape of what a language model may answer; every answer is held to it."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from hezuo.graph.errors import shortened

Status = Literal["Signed", "Planned", "Renewed", "Terminated"]

_MOST_FAULTS = 10


class Part(BaseModel):
    """A piece of an answer; ``quote`` is copied from the text. What is not asked for is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    quote: str


class Named(Part):
    """A party, recipient, issuer, speaker or the like, with the words that name it."""

    name: str


class Dated(BaseModel):
    """A date as worked out, and the words of the text that say it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    date: str
    words: str


class Organization(Part):
    """A named body."""

    name: str
    canonical: str | None = None
    kind: str | None = None


class Post(Part):
    """A post of a person; the quote holds the person's name and the title."""

    title: str
    organization: Named | None = None


class Person(Part):
    """A named person with posts."""

    name: str
    roles: list[Post] = []


class Agreement(Part):
    """Something signed or to be signed; the quote is the sentence that says so."""

    parties: list[Named]
    title: str | None = None
    kind: str | None = None
    status: Status = "Signed"
    ambiguous: bool = False
    topics: list[str] = []
    date: Dated | None = None
    event: str | None = None
    signatories: list[Named] = []


class Event(Part):
    """A gathering with a name of its own."""

    name: str
    theme: str | None = None
    date: Dated | None = None
    place: str | None = None
    organizers: list[Named] = []


class Talk(Part):
    """A talk with a title."""

    title: str
    speaker: Named | None = None
    event: str | None = None


class Designation(Part):
    """A title or status given."""

    title: str
    recipients: list[Named]
    conferred_by: Named | None = None
    date: Dated | None = None


class Policy(Part):
    """A plan, measure or rule that was issued."""

    title: str
    issuers: list[Named] = []
    date: Dated | None = None


class District(Part):
    """A province, city or county, or a zone."""

    name: str
    kind: Literal["division", "zone"] = "division"


class Answer(BaseModel):
    """All that a model found in one part of a report.

    All eight lists have to be there: an answer without them is one to another question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    organizations: list[Organization]
    people: list[Person]
    agreements: list[Agreement]
    events: list[Event]
    talks: list[Talk]
    designations: list[Designation]
    policies: list[Policy]
    districts: list[District]


class UnfitAnswerError(ValueError):
    """An answer that is not of the shape; its text tells the model what is wrong."""


def answer_schema() -> dict[str, Any]:
    """Return the shape as JSON Schema in the strict form: every property listed and required."""
    return {name: _strict(part) for name, part in _strict(Answer.model_json_schema()).items()}


def read_answer(text: str) -> Answer:
    """Return the answer in a model's text, which may stand in a fenced block or in sentences.

    Raises UnfitAnswerError when none of it is JSON of the shape.
    """
    problem = "it is no JSON"
    for candidate in _candidates(text):
        try:
            said = json.loads(candidate)
        except (ValueError, RecursionError) as error:
            problem = f"it is no JSON ({error})"
            continue
        try:
            return Answer.model_validate(said)
        except ValidationError as error:
            raise UnfitAnswerError(_faults(error)) from None
    raise UnfitAnswerError(problem)


def shown(text: str, length: int = 40) -> str:
    """Return words of a model for a note: short, and nothing in them steers a screen."""
    plain = (c if unicodedata.category(c)[0] != "C" else " " for c in text[: length * 4])
    return shortened(" ".join("".join(plain).split()), length)


def _candidates(text: str) -> list[str]:
    """Return the stretches of a text that may be the JSON: all, a fenced block, the braces."""
    found = [text]
    pieces = text.split("```")
    if len(pieces) > 2:  # what lies between two fences, after the word that names the language
        found += [piece[piece.find("{") :] for piece in pieces[1::2] if "{" in piece]
    start, end = text.find("{"), text.rfind("}")
    if 0 <= start < end:
        found.append(text[start : end + 1])
    return found


def _faults(error: ValidationError) -> str:
    """Return the first few faults with their places; what was answered is not repeated."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    shown = [f"{'.'.join(map(str, f['loc'])) or 'answer'}: {f['msg']}" for f in faults]
    more = [f"and {len(shown) - _MOST_FAULTS} more"] if len(shown) > _MOST_FAULTS else []
    return "; ".join([*shown[:_MOST_FAULTS], *more])


def _strict(schema: Any) -> Any:
    """Return a schema without what servers that hold a model to it do not take."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        name: {key: _strict(value) for key, value in part.items()}
        if name in {"properties", "$defs"}
        else _strict(part)
        for name, part in schema.items()
        if name in {"properties", "$defs"} or name not in {"title", "default", "description"}
    }
    if "properties" in made:
        made["required"] = list(made["properties"])
    return made
