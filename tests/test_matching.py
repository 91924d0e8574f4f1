"""Names in other spellings, and when two organisations are surely the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.identity.legal_forms import without_legal_form
from hezuo.graph.identity.matching import is_telling, key_and_form, match_key, same_by_rule
from hezuo.graph.identity.stated import NamedOrganization
from hezuo.graph.identity.words import words
from hezuo.graph.vocabulary import mint

DRESDEN = mint("Area", "nuts:DED21")
BAVARIA = mint("Area", "nuts:DE2")
MUNICH = mint("Area", "nuts:DE212")
GERMANY = mint("Area", "iso3166:DE")


def named(*things: tuple[str, str, str]) -> list[NamedOrganization]:
    return [NamedOrganization(iri, (name,), GERMANY, area) for iri, name, area in things]


def pairs(*things: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(first, second) for first, second, _ in same_by_rule(named(*things))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Technische Universität Dresden", "TECHNISCHE UNIVERSITAET DRESDEN"),
        ("Technische Universität Dresden", "Technische Universitat Dresden (TUD)"),
        ("Salix S.r.l.", "SALIX srl"),
        ("Úhlava, o.p.s.", "Uhlava o. p. s"),
        ("Zasobnik Sp. z o.o.", "Zasobnik spółka z ograniczoną odpowiedzialnością"),
        ("UAB Vilniaus vandenys", "Vilniaus vandenys"),
        ("Bauer GmbH & Co. KG", "Bauer"),
        ("Københavns Universitet", "Koebenhavns Universitet"),
        ("Łódź Agency", "Lodz Agency"),
        ("The University of Oulu", "University of Oulu"),
        ("Brighton & Hove City Council", "BRIGHTON &HOVE CITY COUNCIL"),
        ("ΠΑΝΕΠΙΣΤΉΜΙΟ ΚΡΉΤΗΣ", "Πανεπιστήμιο Κρήτης"),
        ("Московский университет", "МОСКОВСКИЙ УНИВЕРСИТЕТ"),
        ("沙坪坝区科协", "重庆市沙坪坝区科学技术协会"),
        ("华为技术有限责任公司", "华为技术有限公司"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bauer", "Baur"),
        ("University of Bari", "Municipality of Bari"),
        ("Institute 1", "Institute 2"),
        ("AG", "SA"),  # nothing but a form is a name
        ("武侯区科协", "沙坪坝区科协"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_and_ignores_case(name: str) -> None:
    assert match_key(" ".join(words(name))) == match_key(name) or not name.isascii()
    assert match_key(name.upper()) == match_key(name.lower()) or not name.isascii()


@given(st.lists(st.sampled_from(["gmbh", "ag", "spa", "uab", "co", "ltd", "x", "y"]), min_size=1))
def test_a_name_keeps_at_least_one_word(spoken: list[str]) -> None:
    rest, form = without_legal_form(spoken)
    assert rest
    assert len(rest) == len(spoken) or form


def test_the_legal_form_is_told_beside_the_key() -> None:
    assert key_and_form("Bauer Gesellschaft m.b.H.") == ("bauer", "gmbh")
    assert key_and_form("重庆长安汽车股份公司") == ("重庆长安汽车", "股份有限公司")


def test_one_name_in_one_place_is_one_organisation() -> None:
    things = [
        ("b", "TU Dresden GmbH", DRESDEN),
        ("a", "TU Dresden", DRESDEN),
        ("c", "T.U. Dresden Ltd.", DRESDEN),
    ]
    assert pairs(*things) == [("a", "b"), ("a", "c")]
    ((_, _, reason), *_) = same_by_rule(named(*things))
    assert reason == "both are called 'tu dresden' in nuts:DED21"


@pytest.mark.parametrize(
    ("name", "area", "other_name", "other_area"),
    [
        ("Landesamt für Umwelt", DRESDEN, "Landesamt für Umwelt", MUNICH),
        ("Gemeinde Neustadt", BAVARIA, "Gemeinde Neustadt", BAVARIA),
        ("Ministry of Health", GERMANY, "Ministry of Health", GERMANY),
        ("Ministry of Health", "", "Ministry of Health", ""),
        ("TUD", DRESDEN, "tud", DRESDEN),
        ("Bauer AG", DRESDEN, "Bauer GmbH", DRESDEN),
        ("University of Dresden", DRESDEN, "Municipality of Dresden", DRESDEN),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_not_taken_for_one(
    name: str, area: str, other_name: str, other_area: str
) -> None:
    assert pairs(("a", name, area), ("b", other_name, other_area)) == []


def test_with_two_legal_forms_a_name_without_one_is_neither() -> None:
    things = [
        ("a", "Bauer AG", DRESDEN),
        ("b", "Bauer", DRESDEN),
        ("c", "Bauer GmbH", DRESDEN),
        ("d", "BAUER AG", DRESDEN),
    ]
    assert pairs(*things) == [("a", "d")]


def test_the_order_of_things_does_not_matter() -> None:
    things = named(
        *((f"i{n}", f"Institut {n % 7} GmbH", (DRESDEN, MUNICH)[n % 2]) for n in range(60))
    )
    found = list(same_by_rule(things))
    assert found
    for seed in range(3):
        shuffled = random.Random(seed).sample(things, len(things))
        assert list(same_by_rule(shuffled)) == found


def test_acronyms_alone_tell_nothing() -> None:
    assert [is_telling(key) for key in ("tud", "tu dresden", "fraunhofer", "科协")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_university_with_its_towns_name_is_one_in_its_country() -> None:
    dresden, goerlitz = "https://x/nuts:DED21", "https://x/nuts:DED2D"
    name = "Technische Universität Dresden"
    things = [
        NamedOrganization("a", (name,), "DE", dresden, "Dresden, Kreisfreie Stadt"),
        NamedOrganization("b", (name.upper(),), "DE", goerlitz, "Görlitz"),
        NamedOrganization("c", (name,), "AT", "https://x/nuts:AT130", "Wien"),
        NamedOrganization("d", ("Universität für Umwelt",), "DE", dresden, "Dresden"),
        NamedOrganization("e", ("Universität für Umwelt",), "DE", goerlitz, "Görlitz"),
        NamedOrganization("f", ("Stadtwerke Dresden",), "DE", dresden, "Dresden"),
        NamedOrganization("g", ("Stadtwerke Dresden",), "DE", goerlitz, "Görlitz"),
    ]
    assert [(first, second) for first, second, _ in same_by_rule(things)] == [("a", "b")]
