"""Records of what parties do together, and of what is said of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hezuo.graph.fields import (
    ALIAS,
    AT_EVENT,
    FIELDS,
    FLAGS,
    IDENTIFIER,
    IDENTIFIERS,
    NAME,
    PARTY_KINDS,
    WEBSITE,
    Count,
    Date,
    Identifiers,
    Name,
    Names,
    Number,
    Says,
    Text,
)
from hezuo.graph.records.record import Record, joined
from hezuo.graph.values import decimal_text


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
        return joined(self.name, *(sorted(self.organizers) or [self.source]))


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
        return joined(self.name, *(told_apart if any(told_apart) else [self.source]))


class Agreement(Record):
    """A signed undertaking; the parties, the title and the date identify it, or else its id."""

    TABLE, ROOT = "agreements", "Agreement"
    id: Annotated[Text | None, IDENTIFIER] = None
    title: Annotated[Name, NAME]
    parties: Annotated[Names, Says("hz:party", refers_to=PARTY_KINDS), Field(min_length=1)]
    teams: Annotated[Names, Says("hz:actingTeam", refers_to=("ExpertTeam",))] = ()
    signatories: Annotated[Names, Says("hz:signatory", refers_to=("Expert",))] = ()
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
        return joined(self.signed_on, self.title, *sorted(self.parties))


class Project(Record):
    """A piece of joint work with participants, a start and an end."""

    TABLE, ROOT = "projects", "Project"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    identifiers: Annotated[Identifiers, IDENTIFIERS] = ()
    lead: Annotated[Text | None, Says("hz:lead", refers_to=PARTY_KINDS)] = None
    participants: Annotated[Names, Says("hz:participant", refers_to=PARTY_KINDS)] = ()
    fields: Annotated[Names, FIELDS] = ()
    starts_on: Annotated[Date | None, Says("hz:startsOn", "date")] = None
    ends_on: Annotated[Date | None, Says("hz:endsOn", "date")] = None
    budget: Annotated[Number | None, Says("hz:budget", "decimal"), Field(ge=0)] = None
    funding: Annotated[Number | None, Says("hz:funding", "decimal"), Field(ge=0)] = None
    currency: Annotated[Text | None, Says("hz:currency", "string")] = None
    website: Annotated[Text | None, WEBSITE] = None
    description: Annotated[Text | None, Says("dcterms:description")] = None
    programme: Annotated[Text | None, Says("hz:programme", refers_to=("Programme",))] = None

    def key(self) -> str:
        """Return name, programme and lead in one, or the source where neither is stated."""
        told_apart = [self.programme, self.lead]
        return joined(self.name, *(told_apart if any(told_apart) else [self.source]))


class Talk(Record):
    """A talk given at an event."""

    TABLE, ROOT = "talks", "Talk"
    title: Annotated[Name, NAME]
    speaker: Annotated[Text | None, Says("hz:speaker", refers_to=("Expert",))] = None
    event: Annotated[Text | None, AT_EVENT] = None

    def key(self) -> str:
        """Return the title with the speaker, or with the source where none is stated."""
        return joined(self.title, self.speaker or self.source)


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
        return joined(self.title, self.batch, self.conferred_on, *sorted(self.recipients))


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
        return joined(self.title, *(told_apart if any(told_apart) else [self.source]))


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
        """Return measure, period, area and the figure in one: another figure is another thing.

        Where no area is stated it is what its source speaks of: 总投资 of two reports is of two.
        """
        parts = [self.measure, self.period_start, self.period_end, self.area or self.source]
        return " ".join(
            [*(part for part in parts if part), f"{decimal_text(self.value)}{self.unit or ''}"]
        )


class FieldOfWork(Record):
    """An industry or discipline; stated by being named in a ``fields`` column."""

    TABLE, ROOT = "", "Field"
    name: Annotated[Name, NAME]
