"""Records of sources, of who can cooperate, and of the people in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hezuo.graph.fields import (
    ALIAS,
    ENGLISH,
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
from hezuo.graph.identifiers import SCHEMES, first_identifier
from hezuo.graph.records.record import Record, joined


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
    extractor: Annotated[Text | None, Says("hz:extractor", "string")] = None

    def key(self) -> str:
        """Return the id of the source."""
        return self.id


class Organization(Record):
    """A body that can sign, issue, host or be designated."""

    TABLE, ROOT = "organizations", "Organization"
    name: Annotated[Name, NAME]
    name_en: Annotated[Text | None, ENGLISH] = None
    aliases: Annotated[Names, ALIAS] = ()
    identifiers: Annotated[Identifiers, IDENTIFIERS] = ()
    district: Annotated[Text | None, Says("hz:locatedIn", refers_to=("Area",))] = None
    address: Annotated[Text | None, Says("schema:address")] = None
    website: Annotated[Text | None, WEBSITE] = None
    founded: Annotated[Date | None, Says("schema:foundingDate", "date")] = None
    status: Annotated[Text | None, Says("hz:organizationStatus", one_of="OrganizationStatus")] = (
        None
    )
    members: Annotated[Names, Says("hz:member", refers_to=PARTY_KINDS)] = ()
    parents: Annotated[Names, Says("org:subOrganizationOf", refers_to=("Organization",))] = ()
    successors: Annotated[Names, Says("hz:succeededBy", refers_to=("Organization",))] = ()
    related: Annotated[Names, Says("hz:relatedTo", refers_to=("Organization",))] = ()

    def key(self) -> str:
        """Return the first identifier, or the name with the area if that has a foreign code.

        Chinese names say where a body belongs; of the Landesamt für Umwelt there are several.
        """
        if self.identifiers:
            return first_identifier(self.identifiers)
        scheme, _, code = (self.district or "").partition(":")
        return f"{self.name} ({self.district})" if code and scheme in SCHEMES else self.name


class Area(Record):
    """A province, city, county, zone, region or country."""

    TABLE, ROOT = "districts", "Area"
    name: Annotated[Name, NAME]
    aliases: Annotated[Names, ALIAS] = ()
    code: Annotated[
        str | None, Says("skos:notation", "string"), Field(pattern="^[1-9][0-9]{5}$")
    ] = None
    identifiers: Annotated[Identifiers, IDENTIFIERS] = ()
    within: Annotated[Names, Says("geo:sfWithin", refers_to=("Area",))] = ()
    covers: Annotated[Names, Says("geo:sfContains", refers_to=("Area",))] = ()
    longitude: Annotated[Number | None, Says("wgs84:long", "decimal"), Field(ge=-180, le=180)] = (
        None
    )
    latitude: Annotated[Number | None, Says("wgs84:lat", "decimal"), Field(ge=-90, le=90)] = None

    def key(self) -> str:
        """Return the GB/T 2260 code, another identifier, or the name and what it lies in."""
        return (
            self.code
            or first_identifier(self.identifiers)
            or joined(self.name, *sorted(self.within))
        )


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
        return joined(self.name, *(sorted(self.organizations) or [self.source]))
