"""What a source states, one class for each kind of table: typed, validated, and tied to properties.

A field says, with ``Says``, which property of the ontology it states and what its values are.
Readers make records from files; ``resolve`` finds what their names refer to; ``rdf`` turns them
into quads and back. A new kind of record is a class here and a class in ontology/hezuo.ttl.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, ClassVar, get_origin

from pydantic import BaseModel, ConfigDict, Field

from hezuo.graph.fields import (
    ALIAS,
    AT_EVENT,
    ENGLISH,
    FIELDS,
    FLAGS,
    IDENTIFIER,
    NAME,
    PARTY_KINDS,
    Count,
    Date,
    Name,
    Names,
    Number,
    Says,
    Text,
)
from hezuo.graph.values import Span, decimal_text


class Record(BaseModel):
    """One thing that a source states; ``kind`` is a class of the ontology at or below ``ROOT``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    TABLE: ClassVar[str]
    ROOT: ClassVar[str]

    kind: str = ""
    note: Annotated[Text | None, Says("skos:note")] = None
    source: Text = ""
    evidence: tuple[Span, ...] = ()

    def key(self) -> str:
        """Return the canonical name that the thing's IRI is minted from."""
        return self.label()

    def label(self) -> str:
        """Return what the thing is called, or the empty string."""
        for name in ("name", "title", "measure"):
            if name in type(self).model_fields:
                return str(getattr(self, name))
        return ""

    @classmethod
    def statements(cls) -> Sequence[tuple[str, Says]]:
        """Return each field that states a property, with what it says."""
        return _statements(cls)

    @classmethod
    def is_list(cls, name: str) -> bool:
        """Return whether a field holds several values."""
        return get_origin(cls.model_fields[name].annotation) is tuple


def _joined(*parts: str | None) -> str:
    """Return the parts of a key that are stated, as one key."""
    return " ".join(part for part in parts if part)


@cache
def _statements(kind: type[Record]) -> Sequence[tuple[str, Says]]:
    return [
        (name, extra)
        for name, info in kind.model_fields.items()
        for extra in info.metadata
        if isinstance(extra, Says)
    ]


class Source(Record):
    """A report, sheet or registry dump; its IRI names the graph of what it states."""

    TABLE, ROOT = "sources", "Source"
    id: Annotated[Name, IDENTIFIER]
    title: Annotated[Name, NAME]
    publisher: Annotated[Text | None, Says("dc:publisher")] = None
    author: Annotated[Text | None, Says("dc:creator")] = None
    published: Annotated[Date | None, Says("dcterms:issued", "date")] = None
    language: Annotated[Text | None, Says("dc:language", "string")] = None
    url: Annotated[Text | None, Says("schema:url", "string")] = None
    file: Annotated[Text | None, Says("hz:fileName", "string")] = None
    sha256: Annotated[str | None, Says("hz:sha256", "string"), Field(pattern="^[0-9a-f]{64}$")] = (
        None
    )
    characters: Annotated[Count | None, Says("hz:characters", "integer")] = None

    def key(self) -> str:
        """Return the id of the source."""
        return self.id


class Organization(Record):
    """A body that can sign, issue, host or be designated."""

    TABLE, ROOT = "organizations", "Organization"
    name: Annotated[Name, NAME]
    name_en: Annotated[Text | None, ENGLISH] = None
    aliases: Annotated[Names, ALIAS] = ()
    district: Annotated[Text | None, Says("hz:locatedIn", refers_to=("Area",))] = None
    members: Annotated[Names, Says("hz:member", refers_to=PARTY_KINDS)] = ()


class Area(Record):
    """A province, city, county, zone, region or country."""

    TABLE, ROOT = "districts", "Area"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    code: Annotated[
        str | None, Says("skos:notation", "string"), Field(pattern="^[1-9][0-9]{5}$")
    ] = None
    within: Annotated[Names, Says("geo:sfWithin", refers_to=("Area",))] = ()
    covers: Annotated[Names, Says("geo:sfContains", refers_to=("Area",))] = ()
    longitude: Annotated[Number | None, Says("wgs84:long", "decimal"), Field(ge=-180, le=180)] = (
        None
    )
    latitude: Annotated[Number | None, Says("wgs84:lat", "decimal"), Field(ge=-90, le=90)] = None

    def key(self) -> str:
        """Return the GB/T 2260 code, or for what has none the name and what it lies in."""
        return self.code or _joined(self.name, *sorted(self.within))


class Expert(Record):
    """A person; two people of one name are told apart by their affiliation."""

    TABLE, ROOT = "experts", "Expert"
    name: Annotated[Name, NAME]
    name_en: Annotated[Text | None, ENGLISH] = None
    affiliation: Annotated[Text | None, Says("hz:affiliation", refers_to=("Organization",))] = None

    def key(self) -> str:
        """Return the name with the affiliation, or with the source where none is stated."""
        return f"{self.name} {self.affiliation or self.source}"


class Appointment(Record):
    """A post that an expert holds, at an organisation if the source names one."""

    TABLE, ROOT = "appointments", "Appointment"
    expert: Annotated[Name, Says("org:member", refers_to=("Expert",))]
    organization: Annotated[Text | None, Says("org:organization", refers_to=("Organization",))] = (
        None
    )
    title: Annotated[Name, NAME]

    def key(self) -> str:
        """Return expert, organisation (or source) and title in one."""
        return f"{self.expert} {self.organization or self.source} {self.title}"


class ExpertTeam(Record):
    """A team named after the expert who leads it."""

    TABLE, ROOT = "teams", "ExpertTeam"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    leader: Annotated[Text | None, Says("hz:leader", refers_to=("Expert",))] = None
    organizations: Annotated[Names, Says("hz:teamOf", refers_to=("Organization",))] = ()
    members: Annotated[Names, Says("foaf:member", refers_to=("Expert",))] = ()

    def key(self) -> str:
        """Return the name with the organisations, or the source where none is stated."""
        return _joined(self.name, *(sorted(self.organizations) or [self.source]))


class Programme(Record):
    """A lasting initiative or brand."""

    TABLE, ROOT = "programmes", "Programme"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    run_by: Annotated[Names, Says("hz:runBy", refers_to=("Organization",))] = ()


class EventSeries(Record):
    """A row of events held under one name."""

    TABLE, ROOT = "event_series", "EventSeries"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    organizers: Annotated[Names, Says("hz:organizer", refers_to=PARTY_KINDS)] = ()

    def key(self) -> str:
        """Return the name with who organises it, or with the source where that is not stated."""
        return _joined(self.name, *(sorted(self.organizers) or [self.source]))


class Event(Record):
    """A forum, meeting or ceremony."""

    TABLE, ROOT = "events", "Event"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    series: Annotated[Text | None, Says("hz:series", refers_to=("EventSeries",))] = None
    ordinal: Annotated[Text | None, Says("hz:ordinal")] = None
    theme: Annotated[Text | None, Says("hz:theme")] = None
    fields: Annotated[Names, FIELDS] = ()
    place: Annotated[Text | None, Says("hz:place", refers_to=("Organization", "Area"))] = None
    held_on: Annotated[Date | None, Says("hz:heldOn", "date")] = None
    mode: Annotated[Text | None, Says("hz:mode", one_of="EventMode")] = None
    audience: Annotated[Count | None, Says("hz:audience", "integer")] = None
    audience_comparison: Annotated[
        Text | None, Says("hz:audienceComparison", one_of="Comparison")
    ] = None
    organizers: Annotated[Names, Says("hz:organizer", refers_to=PARTY_KINDS)] = ()
    flags: Annotated[Names, FLAGS] = ()

    def key(self) -> str:
        """Return name, date and organisers in one, or the source where neither is stated."""
        told_apart = [self.held_on, *sorted(self.organizers)]
        return _joined(self.name, *(told_apart if any(told_apart) else [self.source]))


class Agreement(Record):
    """A signed undertaking; the parties, the title and the date identify it, or else its id."""

    TABLE, ROOT = "agreements", "Agreement"
    id: Annotated[Text | None, IDENTIFIER] = None
    title: Annotated[Name, NAME]
    parties: Annotated[Names, Says("hz:party", refers_to=PARTY_KINDS), Field(min_length=1)]
    teams: Annotated[Names, Says("hz:actingTeam", refers_to=("ExpertTeam",))] = ()
    scope: Annotated[Names, Says("hz:scope")] = ()
    goal: Annotated[Text | None, Says("hz:goal")] = None
    fields: Annotated[Names, FIELDS] = ()
    signed_on: Annotated[Date | None, Says("hz:signedOn", "date")] = None
    event: Annotated[Text | None, AT_EVENT] = None
    status: Annotated[Text | None, Says("hz:status", one_of="AgreementStatus")] = None
    flags: Annotated[Names, FLAGS] = ()

    def key(self) -> str:
        """Return the id, which counts within its source, or date, title and parties in one."""
        if self.id:
            return f"{self.source} {self.id}"
        return _joined(self.signed_on, self.title, *sorted(self.parties))


class Project(Record):
    """A piece of joint work with participants, a start and an end."""

    TABLE, ROOT = "projects", "Project"
    name: Annotated[Name, NAME]
    lead: Annotated[Text | None, Says("hz:lead", refers_to=PARTY_KINDS)] = None
    participants: Annotated[Names, Says("hz:participant", refers_to=PARTY_KINDS)] = ()
    fields: Annotated[Names, FIELDS] = ()
    starts_on: Annotated[Date | None, Says("hz:startsOn", "date")] = None
    ends_on: Annotated[Date | None, Says("hz:endsOn", "date")] = None
    budget: Annotated[Number | None, Says("hz:budget", "decimal"), Field(ge=0)] = None
    currency: Annotated[Text | None, Says("hz:currency", "string")] = None
    programme: Annotated[Text | None, Says("hz:programme", refers_to=("Programme",))] = None

    def key(self) -> str:
        """Return name, programme and lead in one, or the source where neither is stated."""
        told_apart = [self.programme, self.lead]
        return _joined(self.name, *(told_apart if any(told_apart) else [self.source]))


class Talk(Record):
    """A talk given at an event."""

    TABLE, ROOT = "talks", "Talk"
    title: Annotated[Name, NAME]
    speaker: Annotated[Text | None, Says("hz:speaker", refers_to=("Expert",))] = None
    event: Annotated[Text | None, AT_EVENT] = None

    def key(self) -> str:
        """Return the title with the speaker, or with the source where none is stated."""
        return _joined(self.title, self.speaker or self.source)


class Designation(Record):
    """A title, pilot status or plaque, who conferred it and on whom."""

    TABLE, ROOT = "designations", "Designation"
    title: Annotated[Name, NAME]
    level: Annotated[Text | None, Says("hz:level", one_of="DesignationLevel")] = None
    batch: Annotated[Text | None, Says("hz:batch")] = None
    conferred_by: Annotated[Names, Says("hz:conferredBy", refers_to=PARTY_KINDS)] = ()
    recipients: Annotated[Names, Says("hz:recipient", refers_to=PARTY_KINDS)] = ()
    stated_count: Annotated[Count | None, Says("hz:statedCount", "integer")] = None
    event: Annotated[Text | None, AT_EVENT] = None
    conferred_on: Annotated[Date | None, Says("hz:conferredOn", "date")] = None

    def key(self) -> str:
        """Return title, batch, date and recipients in one."""
        return _joined(self.title, self.batch, self.conferred_on, *sorted(self.recipients))


class Policy(Record):
    """A plan, scheme or rule issued by public bodies."""

    TABLE, ROOT = "policies", "Policy"
    title: Annotated[Name, NAME]
    issuers: Annotated[Names, Says("hz:issuer", refers_to=("Organization",))] = ()
    issued_on: Annotated[Date | None, Says("hz:issuedOn", "date")] = None
    event: Annotated[Text | None, AT_EVENT] = None

    def key(self) -> str:
        """Return title, date and issuers in one, or the source where neither is stated."""
        told_apart = [self.issued_on, *sorted(self.issuers)]
        return _joined(self.title, *(told_apart if any(told_apart) else [self.source]))


class Observation(Record):
    """A figure that somebody stated; with no ``stated_by`` the source itself states it."""

    TABLE, ROOT = "observations", "Observation"
    measure: Annotated[Name, NAME]
    value: Annotated[Number, Says("hz:value", "decimal")]
    unit: Annotated[Text | None, Says("hz:unit")] = None
    comparison: Annotated[Text | None, Says("hz:comparison", one_of="Comparison")] = None
    period_start: Annotated[Date | None, Says("hz:periodStart", "date")] = None
    period_end: Annotated[Date | None, Says("hz:periodEnd", "date")] = None
    area: Annotated[Text | None, Says("hz:area", refers_to=("Area",))] = None
    stated_by: Annotated[Text | None, Says("hz:statedBy", refers_to=("Expert", "Organization"))] = (
        None
    )
    status: Annotated[Text | None, Says("hz:observationStatus", one_of="ObservationStatus")] = None

    def key(self) -> str:
        """Return measure, period, area and the figure in one: another figure is another thing."""
        parts = [self.measure, self.period_start, self.period_end, self.area]
        return " ".join(
            [*(part for part in parts if part), f"{decimal_text(self.value)}{self.unit or ''}"]
        )


class FieldOfWork(Record):
    """An industry or discipline; stated by being named in a ``fields`` column."""

    TABLE, ROOT = "", "Field"
    name: Annotated[Name, NAME]


# In the order in which names are looked up: a kind refers only to kinds before it, or to itself.
RECORD_TYPES: tuple[type[Record], ...] = (
    Source, Area, Organization, Expert, ExpertTeam, Appointment, FieldOfWork, Programme,
    EventSeries, Event, Agreement, Project, Talk, Designation, Policy, Observation,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A record with the place it was read from; row 1 of a file is its heading."""

    record: Record
    file: str
    row: int
