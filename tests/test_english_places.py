from english_reports import read

from hezuo.graph.extract import facts


def found(text: str) -> dict[str, str | None]:
    return {fact.name: fact.code for fact in read(facts.DistrictFact, text)}


def test_divisions_named_by_themselves() -> None:
    text = "Changsha-based teams met in Xi'an, Shaanxi Province, Weng'an county and Nanhu district."
    assert found(text) == {
        "Changsha": "430100",
        "Xi'an": "610100",
        "Shaanxi Province": "610000",
        "Weng'an county": "522725",
        "Nanhu district": "330402",
    }


def test_one_of_many_is_told_by_its_neighbours() -> None:
    assert found("Fuzhou, Fujian, has a Gulou district.")["Gulou district"] == "350102"
    assert found("It grew in Gulou district.") == {}


def test_zones_have_no_code_unless_they_are_districts() -> None:
    text = "Liangjiang New Area, Haikou Comprehensive Bonded Zone and Pudong New Area grew."
    assert found(text) == {
        "Liangjiang New Area": None,
        "Haikou Comprehensive Bonded Zone": None,
        "Pudong New Area": "310115",
    }


def test_parts_of_other_names_are_no_districts() -> None:
    assert found("Changsha University met Ningbo Port Group at the Hefei Tea Expo.") == {}


def test_spellings_that_are_no_syllables() -> None:
    assert found("It rained in Lhasa, Harbin and Urumqi.") == {
        "Lhasa": "540100",
        "Harbin": "230100",
        "Urumqi": "650100",
    }


def test_signs_that_places_read_otherwise() -> None:
    assert found(
        "It rained in Dujiangyan, Kundulun district, Luohe and Chaoyang district, Beijing."
    ) == {
        "Dujiangyan": "510181",
        "Kundulun district": "150203",
        "Luohe": "411100",
        "Chaoyang district": "110105",
        "Beijing": "110000",
    }


def test_a_zone_that_is_called_a_park() -> None:
    assert found("The Suzhou Industrial Park grew.") == {"Suzhou Industrial Park": None}
