"""Identifiers of registries: one written form, and nothing mistyped."""

import pytest

from hezuo.graph.identifiers import first_identifier, identifier


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://ror.org/042aqky30", "ror:042aqky30"),
        ("ROR:042AQKY30", "ror:042aqky30"),
        ("isni:0000 0001 2111 7257", "isni:0000000121117257"),
        ("https://isni.org/isni/0000000121117257", "isni:0000000121117257"),
        ("http://www.wikidata.org/entity/Q158158", "wikidata:Q158158"),
        ("grid：grid.4488.0", "grid:grid.4488.0"),
        ("https://doi.org/10.13039/501100017170", "fundref:501100017170"),
        ("uscc:9144030071526726XG", "uscc:9144030071526726XG"),
        ("uscc:91440300192203821 6", "uscc:914403001922038216"),
        ("pic:999854564", "pic:999854564"),
        ("nuts:ded21", "nuts:DED21"),
        ("https://sws.geonames.org/1609350/", "geonames:1609350"),
    ],
)
def test_an_identifier_has_one_written_form(written: str, kept: str) -> None:
    assert identifier(written) == kept
    assert identifier(kept) == kept


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("ror:042aqky31", "check digit"),
        ("isni:0000000121117258", "check digit"),
        ("uscc:9144030071526726XH", "check digit"),
        ("ror:042aqky", "form of a ror"),
        ("pic:12345", "form of a pic"),
        ("wikidata:158158", "form of a wikidata"),
        ("Q158158", "does not say whose"),
        ("https://example.org/042aqky30", "does not say whose"),
        ("", "does not say whose"),
        ("wikidata:Q" + "9" * 10_000, "form of a wikidata"),
    ],
)
def test_what_is_none_is_refused_with_the_reason(written: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        identifier(written)
    assert len(str(caught.value)) < 300


def test_the_open_registry_names_a_thing_before_others() -> None:
    assert first_identifier(["grid:grid.1.1", "isni:1", "ror:2"]) == "ror:2"
    assert first_identifier([]) == ""
