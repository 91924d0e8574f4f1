"""What a source states, one class for each kind of table: typed, validated, and tied to properties.

A field says, with ``Says``, which property of the ontology it states and what its values are.
Readers make records from files; ``resolve`` finds what their names refer to; ``rdf`` turns them
into quads and back. A new kind of record is a class here and a class in ontology/hezuo.ttl.
"""

from __future__ import annotations

from hezuo.graph.records.activities import (
    Agreement,
    Designation,
    Event,
    EventSeries,
    FieldOfWork,
    Observation,
    Policy,
    Programme,
    Project,
    Talk,
)
from hezuo.graph.records.parties import Appointment, Area, Expert, ExpertTeam, Organization, Source
from hezuo.graph.records.record import Record, Row

# In the order in which names are looked up: a kind refers only to kinds before it, or to itself.
RECORD_TYPES: tuple[type[Record], ...] = (
    Source, Area, Organization, Expert, ExpertTeam, Appointment, FieldOfWork, Programme,
    EventSeries, Event, Agreement, Project, Talk, Designation, Policy, Observation,
)  # fmt: skip


__all__ = [
    "RECORD_TYPES",
    "Agreement",
    "Appointment",
    "Area",
    "Designation",
    "Event",
    "EventSeries",
    "Expert",
    "ExpertTeam",
    "FieldOfWork",
    "Observation",
    "Organization",
    "Policy",
    "Programme",
    "Project",
    "Record",
    "Row",
    "Source",
    "Talk",
]
