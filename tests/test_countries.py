"""Countries by code and by name."""

import pytest

from hezuo.graph import divisions
from hezuo.graph.countries import country


@pytest.mark.parametrize("name", ["iso3166:DE", "德国", "Germany", "GERMANY"])
def test_a_country_is_found_by_code_and_by_name(name: str) -> None:
    found = country(name)
    assert found is not None
    assert (found.identifier, found.name, found.name_en) == ("iso3166:DE", "德国", "Germany")


def test_other_spellings_of_registries_are_known() -> None:
    names = ["The Netherlands", "Czech Republic", "PR China", "UK"]
    assert [found and found.identifier for found in map(country, names)] == [
        "iso3166:NL",
        "iso3166:CZ",
        "iso3166:CN",
        "iso3166:GB",
    ]


def test_what_is_a_division_of_china_is_no_country() -> None:
    for name in ("香港", "澳门", "台湾", "iso3166:TW"):
        assert country(name) is None
    assert [divisions.by_name(name)[0].code for name in ("香港", "澳门", "台湾")] == [
        "810000",
        "820000",
        "710000",
    ]


def test_an_unknown_name_is_none() -> None:
    assert country("Atlantis") is None
