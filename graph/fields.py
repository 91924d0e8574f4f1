"""The fields of records: types of values, and which property of the ontology a field states."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hezuo.graph.identifiers import identifier
from hezuo.graph.values import clean, partial_date

ValueType = Literal["text", "string", "date", "integer", "decimal", "link"]


@dataclass(frozen=True)
class Says:
    """What a field states: a property, and either a type of value or the kinds it refers to.

    ``text`` is tagged ``zh`` when it holds Chinese; ``refers_to`` names classes of the ontology
    whose things the field names; ``one_of`` names the class of a closed list.
    """

    property: str
    value: ValueType = "text"
    language: str = ""
    refers_to: tuple[str, ...] = ()
    one_of: str = ""


Text = Annotated[str, AfterValidator(clean)]
Name = Annotated[Text, Field(min_length=1)]
Names = tuple[Name, ...]
Identifiers = tuple[Annotated[str, AfterValidator(identifier)], ...]
Date = Annotated[str, AfterValidator(partial_date)]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=30)]

NAME = Says("rdfs:label")
ENGLISH = Says("rdfs:label", language="en")
ALIAS = Says("skos:altLabel")
IDENTIFIER = Says("dcterms:identifier", "string")
IDENTIFIERS = Says("schema:identifier", "string")
WEBSITE = Says("schema:url", "string")
FIELDS = Says("hz:field", refers_to=("Field",))
FLAGS = Says("hz:flag", one_of="Flag")
AT_EVENT = Says("hz:atEvent", refers_to=("Event",))
PARTY_KINDS = ("Organization", "Area", "ExpertTeam")
