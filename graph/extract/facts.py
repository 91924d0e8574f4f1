"""What is found in a report: facts, each with the stretches of text behind it.

Facts name things by the words of the text, without white space. They become records, and so quads,
in ``facts_to_rows``.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from hezuo.graph.values import Span

# Why a fact deserves a second look.
AMBIGUOUS_GROUPING = "ambiguous_grouping"  # who signed with whom can be read in two ways
COUNTERPARTY_MISSING = "counterparty_missing"  # the text names one party only
ANAPHORIC_PARTY = "anaphoric_party"  # a party is called 我校 or 双方, and by whom is not said
DATE_INFERRED = "date_inferred"  # counted from the date of publication, or taken from an event
PLANNED = "planned"  # to be signed: no tie yet
COUNT_DIFFERS = "count_differs"  # 等5家 with other than five names
DISPUTED = "disputed"  # two ways of reading do not agree
FLAGS = (
    AMBIGUOUS_GROUPING, COUNTERPARTY_MISSING, ANAPHORIC_PARTY, DATE_INFERRED, PLANNED,
    COUNT_DIFFERS, DISPUTED,
)  # fmt: skip


# How figures stand to the true ones, for short; a plain one is as it is.
_SIGNS = {"MoreThan": ">", "LessThan": "<", "About": "≈"}


class Part(BaseModel):
    """A frozen value; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Part):
    """What every fact has: where it stands, by which rule it was found, and how sure that is.

    ``spans`` are where it is mentioned and ``sentence`` where it is stated, in characters of the
    report's text as it was read; ``confidence`` lies between 0 and 1.
    """

    KIND: ClassVar[str] = ""
    spans: tuple[Span, ...] = ()
    sentence: Span | None = None
    rule: str = ""
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    flags: tuple[str, ...] = ()

    def key(self) -> str:
        """Return what stays the same when a report is read again: the kind and all that it says.

        Decisions on facts are kept under it.
        """
        said = self.model_dump(exclude={"spans", "sentence", "rule", "confidence", "flags"})
        return " ".join([self.KIND, *_texts(said)])

    def label(self) -> str:
        """Return the fact in a few words of the text."""
        for name in ("name", "title"):
            if value := getattr(self, name, None):
                return str(value)
        return ""


def _texts(value: Any) -> list[str]:
    """Return all texts in a value, in order."""
    if isinstance(value, dict):
        return [text for name in value for text in _texts(value[name])]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in _texts(item)]
    return [] if value in (None, "") else [str(value)]


class OrganizationFact(Fact):
    """A named body, once for each form of its name; ``canonical`` is the full one if known.

    ``kind`` is a class of the ontology at or below Organization; ``district`` a GB/T 2260 code.
    ``members`` are those of an alliance or joint body, ``founded`` the date it was founded or
    unveiled on, ``parent`` the body it is a part of.
    """

    KIND = "organization"
    name: str
    canonical: str = ""
    kind: str = ""
    district: str = ""
    parent: str = ""
    members: tuple[str, ...] = ()
    founded: str | None = None


class Role(Part):
    """A post: the organisation (or place) and the title, as they are written."""

    organization: str | None = None
    title: str


class PersonFact(Fact):
    """A named person with the posts that the text gives; ``team`` if a team is named after it."""

    KIND = "person"
    name: str
    roles: tuple[Role, ...] = ()
    team: str = ""


class AgreementFact(Fact):
    """Something signed, or to be signed, between parties; ``kind`` is a class of the ontology.

    ``status`` is Signed, Planned, Renewed or Terminated. ``signatories`` are people who signed
    for a party. ``date`` is as precise as it can be told.
    """

    KIND = "agreement"
    parties: tuple[str, ...]
    title: str | None = None
    kind: str = "Agreement"
    topics: tuple[str, ...] = ()
    date: str | None = None
    event: str | None = None
    signatories: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    status: str = "Signed"

    def label(self) -> str:
        """Return the parties and the title."""
        return f"{' × '.join(self.parties)}{'：' if self.title else ''}{self.title or ''}"


class ProjectFact(Fact):
    """A piece of joint work with participants."""

    KIND = "project"
    name: str
    participants: tuple[str, ...] = ()
    date: str | None = None


class EventFact(Fact):
    """A gathering with a name of its own."""

    KIND = "event"
    name: str
    series: str | None = None
    ordinal: str | None = None
    theme: str | None = None
    date: str | None = None
    place: str | None = None
    mode: str | None = None
    audience: int | None = None
    organizers: tuple[str, ...] = ()


class TalkFact(Fact):
    """A talk with a title, by whom and at what."""

    KIND = "talk"
    title: str
    speaker: str | None = None
    event: str | None = None
    kind: str = "Talk"


class DesignationFact(Fact):
    """A title or status given to recipients, or a body unveiled."""

    KIND = "designation"
    title: str
    recipients: tuple[str, ...] = ()
    conferred_by: str | None = None
    batch: str | None = None
    kind: str = ""
    date: str | None = None
    event: str | None = None

    def label(self) -> str:
        """Return the title and who got it."""
        return f"{self.title} → {'、'.join(self.recipients)}"


class PolicyFact(Fact):
    """A plan, measure or rule that was issued."""

    KIND = "policy"
    title: str
    issuers: tuple[str, ...] = ()
    date: str | None = None


class DistrictFact(Fact):
    """A province, city, county (with its GB/T 2260 code) or zone (without one) named by itself."""

    KIND = "district"
    name: str
    code: str | None = None


class FigureFact(Fact):
    """A stated figure: a measure and its value, in the words and the unit of the text.

    ``comparison`` and ``status`` are individuals of the ontology; ``period`` is a date, or two with
    / between them; ``area`` is a place that the figure is about.
    """

    KIND = "figure"
    measure: str
    value: str
    unit: str = ""
    comparison: str = ""
    period: str | None = None
    area: str | None = None
    stated_by: str | None = None
    status: str = ""

    def label(self) -> str:
        """Return the measure and its value: 研发投入占比 >20%."""
        blank = " " if self.unit[:1].isascii() and self.unit[:1].isalpha() else ""
        return f"{self.measure} {_SIGNS.get(self.comparison, '')}{self.value}{blank}{self.unit}"


AnyFact = TypeVar("AnyFact", bound=Fact)

KINDS: dict[str, type[Fact]] = {
    kind.KIND: kind
    for kind in (
        OrganizationFact, PersonFact, AgreementFact, ProjectFact, EventFact, TalkFact,
        DesignationFact, PolicyFact, DistrictFact, FigureFact,
    )
}  # fmt: skip


class Extraction(Part):
    """All facts found in one report, by which extractor, and in what version.

    ``is_decided`` once they are as readers of the report decided.
    """

    facts: tuple[Fact, ...] = ()
    extractor: str = ""
    notes: tuple[str, ...] = ()
    is_decided: bool = False

    def of(self, kind: type[AnyFact]) -> list[AnyFact]:
        """Return the facts of one kind, in their order."""
        return [fact for fact in self.facts if isinstance(fact, kind)]
