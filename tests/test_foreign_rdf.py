"""RDF in the words of others: what the mappings that ship make of it."""

from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.sources.foreign_mapping import load_mapping, shipped
from hezuo.graph.sources.rdf_files import RdfInput, open_rdf
from hezuo.graph.store import Origin, open_store
from hezuo.graph.vocabulary import compact, expand, mint

ORG = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix e: <https://e.example/> .
e:university a org:FormalOrganization ; owl:sameAs <https://ror.org/042aqky30> ;
  skos:prefLabel "Beispieluniversität"@de, "Example University"@en, "示例大学"@zh ;
  skos:altLabel "EU" ; foaf:homepage <https://www.e.example/> .
e:institute a org:OrganizationalUnit ; org:unitOf e:university ;
  skos:prefLabel "Institut für Beispiele"@de .
e:lee a foaf:Person ; foaf:name "A. Lee" ; org:memberOf e:institute .
[] a org:Membership ; org:member e:lee ; org:organization e:university ;
   org:role [ skos:prefLabel "Professor"@en ] .
e:net a org:OrganizationalCollaboration ; skos:prefLabel "Netz" ;
  org:hasMember e:university, e:institute .
e:nameless a org:Organization .
"""
FOAF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:foaf="http://xmlns.com/foaf/0.1/">
  <foaf:Person rdf:about="https://e.example/lee"><foaf:givenName>Ann</foaf:givenName>
    <foaf:familyName>Lee</foaf:familyName>
    <foaf:currentProject rdf:resource="https://e.example/p"/></foaf:Person>
  <foaf:Organization rdf:about="https://e.example/o"><foaf:name>Org</foaf:name>
    <foaf:member rdf:resource="https://e.example/lee"/></foaf:Organization>
  <foaf:Project rdf:about="https://e.example/p"><foaf:name>Project</foaf:name></foaf:Project>
</rdf:RDF>"""
SCHEMA = """{"@context": {"@vocab": "SCHEMA"}, "@graph": [
  {"@id": "https://e.example/u", "@type": "CollegeOrUniversity", "name": "Example University",
   "url": {"@id": "https://www.e.example/"}, "identifier": "https://ror.org/042aqky30",
   "address": {"@type": "PostalAddress", "addressCountry": "DE", "streetAddress": "Weg 1"},
   "employee": {"@type": "Person", "name": "A. Lee"}},
  {"@type": "Corporation", "name": "Example GmbH", "foundingDate": "1999",
   "parentOrganization": {"@id": "https://e.example/u"}},
  {"@type": "ResearchProject", "name": "Quanta", "member": [{"@id": "https://e.example/u"},
   {"@type": "Organization", "name": "Other"}]},
  {"@type": "Event", "name": "Forum", "startDate": "2021-05-06T10:00",
   "organizer": {"@id": "https://e.example/u"},
   "location": {"@type": "City", "name": "Town"}}]}"""
EURIO = """
@prefix eurio: <http://data.europa.eu/s66#> . @prefix r: <http://data.europa.eu/s66/resource/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
r:p a eurio:Project ; eurio:title "Quantum things" ; eurio:startDate "2020-01-01"^^xsd:date ;
  eurio:endDate "2023-12-31"^^xsd:date ; eurio:abstract "About quanta." ;
  eurio:hasAcronym [ a eurio:TitleAcronym ; eurio:shortForm "QT" ] ;
  eurio:hasTotalCost [ eurio:value "1234567.50" ; eurio:currency "EUR" ] ;
  eurio:isFundedBy r:g ; eurio:hasInvolvedParty r:r1, r:r2 .
r:g a eurio:Grant ; eurio:hasFundingAmount [ eurio:value 1000000 ] ; eurio:hasFundingScheme r:s .
r:s a eurio:FundingScheme ; eurio:title "Horizon" ; eurio:code "HE" .
r:r1 a eurio:OrganisationRole ; eurio:roleLabel "coordinator" ; eurio:isRoleOf r:o1 .
r:r2 a eurio:OrganisationRole ; eurio:roleLabel "participant" ; eurio:isRoleOf r:o2 .
r:o1 a eurio:Organisation, eurio:HigherOrSecondaryEducation ; eurio:legalName "UNIVERSITA X" ;
  eurio:identifier "999991234" ; eurio:hasSite [ eurio:hasGeographicalLocation r:it ;
    eurio:hasAddress [ eurio:hasNUTSCode "ITC11" ; eurio:fullAddress "Via Y 1" ] ] .
r:o2 a eurio:Organisation ; eurio:legalName "GmbH Y" ;
  eurio:hasSite [ eurio:hasAddress [ eurio:addressCountry "EL" ] ] .
r:it a eurio:Country ; eurio:name "Italy" ; eurio:hasISOCountryCode "IT" .
"""


def opened(path: Path, content: str, mapping: str = "") -> RdfInput:
    path.write_text(content, "utf-8")
    return open_rdf(path, mapping)


def facts(found: RdfInput) -> set[tuple[str, str, str]]:
    """Return what is stated, in short: subject, property and value."""
    return {
        (compact(q.subject.value), compact(q.predicate.value), compact(q.object.value))
        for q in found.read()
    }


def test_every_mapping_that_ships_is_right() -> None:
    assert list(shipped()) == ["eurio", "foaf", "org", "schema"]
    for name in shipped():
        assert load_mapping(name).classes()


def test_the_organization_ontology_of_the_w3c(tmp_path: Path) -> None:
    found = opened(tmp_path / "x.ttl", ORG)
    university, institute = "organization:ror:042aqky30", "organization:Institut_für_Beispiele"
    assert facts(found) >= {
        (university, "rdfs:label", "示例大学"), (university, "rdfs:label", "Example University"),
        (university, "skos:altLabel", "Beispieluniversität"), (university, "skos:altLabel", "EU"),
        (university, "schema:identifier", "ror:042aqky30"),
        (university, "schema:url", "https://www.e.example/"),
        (university, "owl:sameAs", "https://e.example/university"),
        (institute, "org:subOrganizationOf", university),
        (institute, "owl:sameAs", "https://e.example/institute"),
        ("expert:A._Lee_Institut_für_Beispiele", "hz:affiliation", institute),
        ("project:Netz_x", "hz:participant", university),
        ("project:Netz_x", "hz:participant", institute),
    }  # fmt: skip
    posts = [f for f in facts(found) if f[0].startswith("appointment:") and f[1] == "rdfs:label"]
    assert [post[2] for post in posts] == ["Professor"]
    assert found.notes == [
        "x.ttl: read with the mapping org: The Organization Ontology of the W3C",
        "x.ttl: left out 1 organizations without name",
    ]


def test_foaf_in_rdf_xml(tmp_path: Path) -> None:
    stated = facts(opened(tmp_path / "x.rdf", FOAF))
    assert stated >= {
        ("expert:Ann_Lee_Org", "rdfs:label", "Ann Lee"),
        ("expert:Ann_Lee_Org", "hz:affiliation", "organization:Org"),
        ("project:Project_x", "hz:participant", "organization:Org"),
    }


@pytest.mark.parametrize("namespace", ["http://schema.org/", "https://schema.org/"])
def test_schema_org_under_both_of_its_names(tmp_path: Path, namespace: str) -> None:
    found = opened(tmp_path / "x.jsonld", SCHEMA.replace("SCHEMA", namespace))
    university, company = "organization:ror:042aqky30", "organization:Example_GmbH"
    event = "event:Forum_2021-05-06_ror:042aqky30"
    assert facts(found) >= {
        (university, "rdf:type", "hz:University"),
        (university, "hz:locatedIn", "district:iso3166:DE"),
        (university, "schema:address", "Weg 1"), (company, "rdf:type", "hz:Company"),
        (company, "schema:foundingDate", "1999"), (company, "org:subOrganizationOf", university),
        ("expert:A._Lee_ror:042aqky30", "hz:affiliation", university),
        ("project:Quanta_x", "hz:participant", university),
        ("project:Quanta_x", "hz:participant", "organization:Other"),
        (event, "hz:heldOn", "2021-05-06"), (event, "hz:organizer", university),
        (event, "hz:place", "district:Town"),
    }  # fmt: skip


def test_eurio(tmp_path: Path) -> None:
    found = opened(tmp_path / "x.ttl", EURIO)
    lead, other = "organization:pic:999991234", "organization:GmbH_Y_(iso3166:GR)"
    project = "project:Quantum_things_Horizon_pic:999991234"
    assert facts(found) >= {
        (lead, "rdf:type", "hz:University"), (lead, "hz:locatedIn", "district:nuts:ITC11"),
        ("district:nuts:ITC11", "geo:sfWithin", "district:iso3166:IT"),
        ("district:iso3166:IT", "rdfs:label", "Italy"), (lead, "schema:address", "Via Y 1"),
        (other, "hz:locatedIn", "district:iso3166:GR"),
        (project, "hz:lead", lead), (project, "hz:participant", other),
        (project, "skos:altLabel", "QT"), (project, "hz:startsOn", "2020-01-01"),
        (project, "hz:budget", "1234567.5"), (project, "hz:funding", "1000000"),
        (project, "hz:currency", "EUR"), (project, "hz:programme", "programme:Horizon"),
        (project, "owl:sameAs", "http://data.europa.eu/s66/resource/p"),
    }  # fmt: skip
    assert found.notes == [
        "x.ttl: read with the mapping eurio: "
        "EURIO, the European Research Information Ontology of CORDIS"
    ]


def test_the_order_of_statements_makes_no_difference(tmp_path: Path) -> None:
    for content in (ORG, EURIO):
        lines = [f"{quad.triple} .\n" for quad in parse(content, format=RdfFormat.TURTLE)]
        first = facts(opened(tmp_path / "x.nt", "".join(lines)))
        assert facts(opened(tmp_path / "x.nt", "".join(reversed(lines)))) == first
        assert facts(opened(tmp_path / "x.nt", "".join(sorted(lines)))) == first


def test_two_files_about_one_thing_meet(tmp_path: Path) -> None:
    one = (
        '@prefix s: <https://schema.org/> . <https://e.example/u> a s:Organization ; s:name "甲" .'
    )
    files = [opened(tmp_path / "a.ttl", one), opened(tmp_path / "b.ttl", one.replace("甲", "乙"))]
    with closing(open_store(tmp_path / "store", create=True)) as store:
        with store.writing() as writer:
            for found in files:
                writer.load(found.read, Origin("/x", "", ""), found.sources)
        things = [store.names.exactly(name) for name in "甲乙"]
        assert [len(found) for found in things] == [1, 1]
        assert things[0][0].iri == things[1][0].iri


def test_what_cannot_be_is_a_fault(tmp_path: Path) -> None:
    wrong = EURIO.replace("2020-01-01", "2020-02-30").replace("1234567.50", "much")
    with pytest.raises(InputError) as caught:
        opened(tmp_path / "x.ttl", wrong)
    lines = str(caught.value).splitlines()
    assert lines[-1] == "2 faults; nothing was stored"
    assert lines[0].startswith("x.ttl, http://data.europa.eu/s66/resource/p, column budget: ")
    assert "column starts_on: '2020-02-30' is not a date" in lines[1]


def test_a_mapping_may_be_named(tmp_path: Path) -> None:
    both = ORG + "e:lee a foaf:Person . e:o a foaf:Organization ; foaf:name 'O' ."
    assert "read with" not in str(opened(tmp_path / "x.ttl", both, "foaf").notes)
    with pytest.raises(HezuoError, match="there is no mapping of RDF 'nothing'"):
        opened(tmp_path / "x.ttl", both, "nothing")
    with pytest.raises(InputError, match="holds nothing of the classes that the mapping eurio"):
        opened(tmp_path / "x.ttl", both, "eurio")


OWN = """
title = "Mine"
[prefixes]
x = "https://x.example/"
[[things]]
table = "organizations"
classes = { "x:Firm" = "Company" }
[things.fields]
name = "x:called"
district = { path = "x:country", prefix = "iso3166:", choices = { Deutschland = "DE" } }
"""


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN)
    content = (
        "@prefix x: <https://x.example/> . x:1 a x:Firm ; x:called 'A' ; x:country 'Deutschland' ."
    )
    found = opened(tmp_path / "x.ttl", content, str(tmp_path / "mine.toml"))
    assert ("organization:A_(iso3166:DE)", "rdf:type", "hz:Company") in facts(found)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("organizations", "orgs", "column things.table: 'orgs' is no table; there are districts, "),
        ("Company", "Firm", "column things.classes: 'Firm' is no kind of organizations"),
        ("x:Firm", "y:Firm", "column things.classes: 'y:Firm' has a prefix that [prefixes] does"),
        ("name =", "nmae =", "column things.fields.nmae: 'nmae' is no field of organizations; "),
        ("x:called", "x:called ?v", "column things.fields.name: 'x:called ?v' cannot be asked ("),
        ('"x:called"', '{ where = "SERVICE <http://a/> { ?thing x:y ?value }" }',
         "SERVICE at line"),
        ("title", "titel", "key title: Field required"),
        ("[prefixes]", "[prefixes", "is not well-formed TOML ("),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_mapping(tmp_path: Path, old: str, new: str, line: str) -> None:
    (tmp_path / "mine.toml").write_text(OWN.replace(old, new))
    with pytest.raises(InputError) as caught:
        load_mapping(str(tmp_path / "mine.toml"))
    assert line in str(caught.value)


def test_a_foreign_identifier_names_the_thing(tmp_path: Path) -> None:
    content = (
        "@prefix s: <https://schema.org/> . <https://ror.org/042aqky30> a s:Organization ; "
        "s:name 'A' ; s:identifier 'internal 5' ; "
        "s:sameAs <http://www.wikidata.org/entity/Q158158> ."
    )
    found = opened(tmp_path / "x.ttl", content)
    said = {value for thing, name, value in facts(found) if name == "schema:identifier"}
    assert said == {"ror:042aqky30", "wikidata:Q158158"}
    assert not [fact for fact in facts(found) if fact[1] == "owl:sameAs"]
    assert "x.ttl: left out 1 identifiers of no registry that hezuo knows" in found.notes
    assert mint("Organization", "ror:042aqky30") == expand("organization:ror:042aqky30")
