"""The index of names: what a typed name finds, and in which order."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from random_terms import texts

from hezuo.graph.names import fold
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.store.name_index import NamedThing, NameIndex
from hezuo.graph.store.name_text import WHOLE
from hezuo.graph.vocabulary import expand, mint


def facts(iri: str, *stated: tuple[str, str | Literal]) -> Iterator[Quad]:
    for name, value in stated:
        term = value if isinstance(value, Literal) else NamedNode(expand(value))
        yield Quad(NamedNode(iri), NamedNode(expand(name)), term)


def named(path: Path, *quads: Iterator[Quad]) -> EmbeddedStore:
    store = open_store(path, create=True)
    with store.writing() as writer:
        writer.replace(mint("Source", "s"), (quad for group in quads for quad in group))
    return store


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    place, within = "hz:locatedIn", "geo:sfWithin"
    city, district, other = (mint("Area", code) for code in ("500000", "500106", "510107"))
    area, club = ("rdf:type", "hz:Area"), ("rdf:type", "hz:ScienceAssociation")
    with closing(
        named(
            tmp_path_factory.mktemp("names") / "store",
            facts(
                city, area, ("rdfs:label", Literal("重庆市")), ("skos:altLabel", Literal("渝"))
            ),
            facts(district, area, ("rdfs:label", Literal("沙坪坝区")), (within, city)),
            facts(other, area, ("rdfs:label", Literal("武侯区"))),
            facts(
                mint("Organization", "沙"), club, (place, district),
                ("rdf:type", "hz:Organization"),
                ("rdfs:label", Literal("重庆市沙坪坝区科学技术协会", language="zh")),
                ("rdfs:label", Literal("Shapingba Association", language="en")),
                ("skos:altLabel", Literal("沙区科协")),
            ),
            facts(
                mint("Organization", "武"), club, (place, other),
                ("rdfs:label", Literal("武侯区科协")),
            ),
            facts(
                mint("Organization", "渝"), club, (place, city),
                ("rdfs:label", Literal("重庆市科协")),
            ),
            facts(
                mint("Organization", "社"), club,
                ("rdfs:label", Literal("科协杂志社")), ("skos:altLabel", Literal("武侯区科协")),
            ),
            facts(
                mint("Agreement", "x"), ("rdf:type", "hz:Agreement"),
                ("rdfs:label", Literal("协议")),
            ),
        )
    ) as store:  # fmt: skip
        yield store.names


def found(things: list[NamedThing]) -> list[str]:
    return [thing.name for thing in things]


@pytest.mark.parametrize(
    "text",
    ["重庆市沙坪坝区科学技术协会", "重庆市 沙坪坝区科协", "沙坪坝区科协", "沙区科协",
     "shapingba association"],
)  # fmt: skip
def test_full_name_short_form_alias_and_translation_find_a_thing(
    index: NameIndex, text: str
) -> None:
    assert index.exactly(text) == [
        NamedThing(
            mint("Organization", "沙"), "重庆市沙坪坝区科学技术协会",
            expand("hz:ScienceAssociation"), "沙坪坝区",
        )
    ]  # fmt: skip


def test_a_name_comes_before_an_alias_and_an_alias_before_a_part(index: NameIndex) -> None:
    assert found(index.exactly("武侯区科协")) == ["武侯区科协", "科协杂志社"]
    assert found(index.containing("科协")) == [
        "科协杂志社", "武侯区科协", "重庆市科协", "重庆市沙坪坝区科学技术协会",
    ]  # fmt: skip
    assert found(index.exactly("渝")) == ["重庆市"]


def test_agreements_are_not_found_by_name(index: NameIndex) -> None:
    assert index.containing("协议") == []


def test_a_thing_is_found_by_its_iri(index: NameIndex) -> None:
    thing = index.thing(mint("Area", "500106"))
    assert thing == NamedThing(mint("Area", "500106"), "沙坪坝区", expand("hz:Area"), "重庆市")
    assert index.thing("https://a.example/") is None


def test_the_nearest_names_of_a_misspelt_one(index: NameIndex) -> None:
    assert found(index.nearest("武候区科协", count=1)) == ["武侯区科协"]
    assert len(index.nearest("重庆市沙平坝区科协", count=2)) <= 2
    assert index.nearest("xyz") == []


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "*", "'", '"', "';drop table name;--", "\x00", "\udcff"]
)
def test_what_is_no_name_finds_nothing(index: NameIndex, text: str) -> None:
    assert index.exactly(text) == index.containing(text) == []
    assert index.thing(text) is None
    index.nearest(text)


@settings(deadline=None)
@given(text=texts | st.text(st.characters(), max_size=5))
def test_any_text_can_be_looked_up(index: NameIndex, text: str) -> None:
    for things in (index.exactly(text), index.containing(text)):
        assert all(isinstance(thing, NamedThing) for thing in things)
    assert set(index.exactly(text)) <= set(index.containing(text))


@settings(deadline=None, max_examples=20)
@given(names=st.lists(texts.filter(fold), min_size=1, max_size=8, unique=True))
def test_every_name_finds_its_thing(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    groups = [
        facts(f"https://a.example/{i}", ("rdf:type", "hz:Company"), ("rdfs:label", Literal(name)))
        for i, name in enumerate(names)
    ]
    with closing(named(tmp_path_factory.mktemp("any") / "store", *groups)) as store:
        for i, name in enumerate(names):
            iri = f"https://a.example/{i}"
            assert iri in [thing.iri for thing in store.names.exactly(name)]
            assert iri in [thing.iri for thing in store.names.containing(name[:1] + name[1:])]
            assert store.names.thing(iri) == NamedThing(iri, name, expand("hz:Company"), "")


def test_the_order_of_facts_makes_no_difference(tmp_path: Path) -> None:
    stated: list[tuple[str, str | Literal]] = [
        ("rdf:type", "hz:Company"), ("rdf:type", "hz:Organization"),
        ("rdfs:label", Literal("乙", language="zh")), ("rdfs:label", Literal("甲")),
        ("rdfs:label", Literal("A", language="en")), ("rdfs:label", Literal("丙")),
    ]  # fmt: skip
    answers = []
    for number, order in enumerate((stated, stated[::-1], stated[3:] + stated[:3])):
        with closing(named(tmp_path / str(number), facts("https://a.example/x", *order))) as store:
            answers.append(store.names.thing("https://a.example/x"))
    assert answers == [NamedThing("https://a.example/x", "丙", expand("hz:Company"), "")] * 3


def test_a_name_that_is_an_alias_as_well_counts_as_a_name(tmp_path: Path) -> None:
    kind, name = ("rdf:type", "hz:Company"), Literal("同名")
    both = facts("https://a.example/1", kind, ("rdfs:label", name), ("skos:altLabel", name))
    alias = facts(
        "https://a.example/2", kind, ("rdfs:label", Literal("甲")), ("skos:altLabel", name)
    )
    with closing(named(tmp_path / "store", both, alias)) as store:
        assert found(store.names.exactly("同名")) == ["同名", "甲"]


def test_areas_that_lie_in_each_other_do_not_go_round(tmp_path: Path) -> None:
    one, two = mint("Area", "1"), mint("Area", "2")
    area = ("rdf:type", "hz:Area")
    with closing(
        named(
            tmp_path / "store",
            facts(one, area, ("rdfs:label", Literal("东区")), ("geo:sfWithin", two)),
            facts(two, area, ("rdfs:label", Literal("西区")), ("geo:sfWithin", one)),
        )
    ) as store:
        assert found(store.names.exactly("东区")) == ["东区"]


def test_a_thing_with_an_english_name_only_or_a_class_of_others_is_found(tmp_path: Path) -> None:
    english = facts(
        "https://a.example/1", ("rdf:type", "hz:Organization"), ("rdf:type", "hz:Party"),
        ("rdfs:label", Literal("Only English", language="en")),
    )  # fmt: skip
    foreign = facts(
        "https://a.example/2", ("rdf:type", "foaf:Group"), ("rdf:type", "foaf:Agent"),
        ("rdfs:label", Literal("Some group")),
    )  # fmt: skip
    nothing = facts("https://a.example/3", ("rdfs:label", Literal("Of no kind")))
    alias = facts(
        "https://a.example/4", ("rdf:type", "hz:Company"), ("skos:altLabel", Literal("X"))
    )
    with closing(named(tmp_path / "store", english, foreign, nothing, alias)) as store:
        assert store.names.exactly("only english") == [
            NamedThing("https://a.example/1", "Only English", expand("hz:Organization"), "")
        ]
        assert [thing.kind for thing in store.names.exactly("some group")] == [expand("foaf:Agent")]
        assert store.names.exactly("of no kind") == store.names.exactly("x") == []


def test_an_expert_is_placed_where_the_affiliation_lies(tmp_path: Path) -> None:
    city, county = mint("Area", "500000"), mint("Area", "500106")
    area = ("rdf:type", "hz:Area")
    with closing(
        named(
            tmp_path / "store",
            facts(city, area, ("rdfs:label", Literal("重庆市"))),
            facts(county, area, ("rdfs:label", Literal("沙坪坝区")), ("geo:sfWithin", city)),
            facts("https://a.example/o", ("rdf:type", "hz:Company"), ("hz:locatedIn", county),
                  ("rdfs:label", Literal("某公司"))),
            facts("https://a.example/e", ("rdf:type", "hz:Expert"),
                  ("hz:affiliation", "https://a.example/o"), ("rdfs:label", Literal("王伟"))),
        )
    ) as store:  # fmt: skip
        assert [thing.place for thing in store.names.exactly("王伟")] == ["沙坪坝区"]
        assert not list((tmp_path / "store").rglob("scratch.sqlite*"))


def test_pinyin_and_initials_find_chinese_names(index: NameIndex) -> None:
    assert found(index.spelt("shapingbaqu")) == ["沙坪坝区", "重庆市沙坪坝区科学技术协会"]
    assert found(index.spelt("spbq", WHOLE)) == ["沙坪坝区"]
    assert found(index.spelt("cqskx", WHOLE)) == ["重庆市科协"]
    assert index.spelt("apingba") == []  # begins within a syllable
    assert index.spelt("s") == index.spelt("沙") == index.spelt("") == []


def test_a_name_in_traditional_characters_is_found_by_simplified_ones(tmp_path: Path) -> None:
    stated = ("rdf:type", "hz:University"), ("rdfs:label", Literal("國立臺灣大學"))
    with closing(named(tmp_path / "store", facts(mint("Organization", "臺"), *stated))) as store:
        for text in ("國立臺灣大學", "国立台湾大学"):
            assert found(store.names.exactly(text)) == ["國立臺灣大學"]
        assert found(store.names.spelt("guolitaiwandaxue", WHOLE)) == ["國立臺灣大學"]
