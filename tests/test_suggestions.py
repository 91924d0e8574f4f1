"""Suggestions against a plain recomputation from the records; demand and offer; what is refused."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing

import pytest
from cooperation_records import PLACES, Cooperation, cooperations, stored
from hypothesis import HealthCheck, given, settings

from hezuo.graph.adding import add
from hezuo.graph.errors import HezuoError, UnfitThingError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.records import Agreement, Project
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.suggest.suggestions import suggest


def fields_of(made: Cooperation) -> dict[str, set[str]]:
    """Return the fields that each party works in, by what was recorded."""
    found: dict[str, set[str]] = {name: set() for name in made.parties}
    for record in made.records:
        names: tuple[str | None, ...] = ()
        if isinstance(record, Agreement) and record.status == "Signed":
            names = record.parties
        elif isinstance(record, Project):
            names = (record.lead, *record.participants)
        for name in names:
            found[str(name)].update(record.fields)  # type: ignore[union-attr]  # both have fields
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations())
def test_suggestions_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation
) -> None:
    partners = {name: set(made.partners(name)) for name in made.parties}
    fields = fields_of(made)
    with stored(made, tmp_path_factory.mktemp("any")) as store:
        for name in made.parties:
            place = PLACES[made.parties[name].district]
            found = suggest(store, name, 100)
            assert [row.score for row in found] == sorted((r.score for r in found), reverse=True)
            names = {row.party.name for row in found}
            assert len(names) == len(found)
            assert not names & (partners[name] | {name})
            common = {other: partners[name] & partners[other] for other in made.parties}
            assert names == {
                other
                for other in set(made.parties) - partners[name] - {name}
                if common[other] or fields[name] & fields[other]
            }
            for row in found:
                other = row.party.name
                index = sum(1 / math.log(len(partners[one])) for one in common[other])
                assert row.adamic_adar == pytest.approx(index, abs=1e-4)
                assert row.common_partners == len(common[other])
                assert {thing.name for thing in row.through} <= common[other]
                assert set(row.fields) == fields[name] & fields[other]
                theirs = PLACES[made.parties[other].district]
                if place and theirs:
                    assert row.place == ("same" if place == theirs else "other")
                else:
                    assert row.place == "unknown"


def test_reasons_are_given_in_two_languages(chongqing: EmbeddedStore) -> None:
    first = suggest(chongqing, "四川大学华西药学院")[0]
    assert (first.party.name, first.common_partners, first.fields) == (
        "重庆药学会",
        1,
        ["生物医药"],
    )
    assert first.reasons == [
        "1个共同伙伴：重庆国际生物城开发投资有限公司",
        "同在领域：生物医药",
        "位于重庆市（本方在四川省）",
    ]
    assert suggest(chongqing, "四川大学华西药学院", language="en")[0].reasons == [
        "partners in common: 1 (重庆国际生物城开发投资有限公司)",
        "works in the same fields: 生物医药",
        "in another region: 重庆市 (not 四川省)",
    ]


def test_filters_limit_who_is_suggested_and_never_bring_partners_back(
    chongqing: EmbeddedStore,
) -> None:
    def names(**filters: str) -> list[str]:
        found = suggest(chongqing, "四川大学华西药学院", filters=Filters(**filters))
        return [row.party.name for row in found]

    assert names(within="四川省") == ["四川大学华西医院"]
    assert names(with_kind="University") == []
    # Without its ties of that time the party has nothing to go by; its partner stays one.
    assert "重庆国际生物城开发投资有限公司" not in names(until="2019")


MARKET = """
@prefix hz: <https://w3id.org/hezuo/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/hezuo/id/org/> .
@prefix area: <https://w3id.org/hezuo/id/district/> .
@prefix : <https://w3id.org/hezuo/id/> .
area:500106 a hz:County ; rdfs:label "沙坪坝区"@zh ; skos:notation "500106" ;
    geo:sfWithin area:500000 .
area:500000 a hz:Province ; rdfs:label "重庆市"@zh ; skos:notation "500000" .
<https://w3id.org/hezuo/id/field/新能源> a hz:Field ; rdfs:label "新能源"@zh .
<https://w3id.org/hezuo/id/field/医药> a hz:Field ; rdfs:label "医药"@zh .
org:甲厂 a hz:Company ; rdfs:label "甲厂"@zh ; hz:locatedIn area:500106 .
org:乙所 a hz:ResearchInstitute ; rdfs:label "乙所"@zh ; hz:locatedIn area:500106 .
org:丙院 a hz:Hospital ; rdfs:label "丙院"@zh .
org:丁司 a hz:Company ; rdfs:label "丁司"@zh .
<https://w3id.org/hezuo/id/agreement/a> a hz:Agreement ; rdfs:label "协议"@zh ;
    hz:party org:甲厂 , org:丁司 .
:d1 a hz:Demand ; rdfs:label "电池技术"@zh ; hz:soughtBy org:甲厂 ;
    hz:field <https://w3id.org/hezuo/id/field/新能源> .
:d2 a hz:Demand ; rdfs:label "药厂用地"@zh ; hz:soughtBy org:丙院 ;
    hz:field <https://w3id.org/hezuo/id/field/医药> .
:o1 a hz:Offer ; rdfs:label "锂电池专利"@zh ; hz:offeredBy org:乙所 ;
    hz:field <https://w3id.org/hezuo/id/field/新能源> .
:o2 a hz:Offer ; rdfs:label "厂房"@zh ; hz:offeredBy org:甲厂 ;
    hz:field <https://w3id.org/hezuo/id/field/医药> .
:o3 a hz:Offer ; rdfs:label "电芯"@zh ; hz:offeredBy org:丁司 ;
    hz:field <https://w3id.org/hezuo/id/field/新能源> .
"""


@pytest.fixture(scope="module")
def demand_and_offer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store in which 甲厂 seeks one thing, offers another, and is tied to 丁司."""
    folder = tmp_path_factory.mktemp("market")
    (folder / "m.ttl").write_text(MARKET, encoding="utf-8")
    with closing(open_store(folder / "store", create=True)) as store:
        add(store, [folder / "m.ttl"])
        yield store


def test_demand_meets_offer_in_both_directions(demand_and_offer: EmbeddedStore) -> None:
    found = suggest(demand_and_offer, "甲厂")
    assert [(row.party.name, row.reasons) for row in found] == [
        ("乙所", ["本方需求“电池技术”，对方供给“锂电池专利”（新能源）", "同在重庆市"]),
        ("丙院", ["对方需求“药厂用地”，本方供给“厂房”（医药）"]),
    ]
    # Each meets one of the two things that 甲厂 seeks or offers; 乙所 is near besides.
    assert [row.score for row in found] == [0.6, 0.5]


def test_a_party_without_ties_can_ask_and_be_suggested(demand_and_offer: EmbeddedStore) -> None:
    found = suggest(demand_and_offer, "乙所", language="en")
    assert [(row.party.name, row.reasons[0]) for row in found] == [
        ("甲厂", "seeks “电池技术”, which the offer “锂电池专利” meets (新能源)")
    ]
    assert found[0].place == "same"
    filters = Filters(within="沙坪坝区")
    assert [r.party.name for r in suggest(demand_and_offer, "甲厂", filters=filters)] == ["乙所"]
    filters = Filters(with_kind="Hospital")
    assert [r.party.name for r in suggest(demand_and_offer, "甲厂", filters=filters)] == ["丙院"]


@pytest.mark.parametrize(
    ("name", "language", "error"),
    [
        ("无此机构", "zh", UnknownNameError),
        ("谭建荣", "zh", UnfitThingError),
        ("x" * 10_000, "zh", UnknownNameError),
        ("} DROP ALL #", "zh", UnknownNameError),
        ("武侯区科协", "fr", HezuoError),
    ],
)
def test_what_cannot_be_answered_is_refused(
    chongqing: EmbeddedStore, name: str, language: str, error: type[HezuoError]
) -> None:
    with pytest.raises(error):
        suggest(chongqing, name, language=language)
