"""The bundled Chongqing tables hold every fact that was annotated in the report."""

import re
from typing import Any

import pytest
from chongqing_tables import Row, canonical, facts, items, needs_seed, row_called, rows

pytestmark = needs_seed

MODES = {"线上线下": "Hybrid"}
ORDINALS = {1: "首期", 2: "第二期", 3: "第三期"}


def date(stated: str) -> str:
    """The date an annotation begins with; what follows it is a remark."""
    found = re.match(r"[\d-]+", stated)
    assert found
    return found[0]


def event(name: str | None) -> str:
    return row_called(name, "events")["name"] if name else ""


def body(names: list[str]) -> frozenset[str]:
    return canonical(names, "organizations")


def test_organizations_places_and_people_are_all_there() -> None:
    stated = facts()
    assert len(stated["orgs"]) == 40  # one body is named in two ways
    assert body(stated["orgs"]) == {row["name"] for row in rows("organizations")}
    assert len(canonical(stated["places"], "districts")) == len(stated["places"]) - 2  # short forms
    assert canonical(stated["persons_mentions"], "experts") == {
        row["name"] for row in rows("experts")
    }


def test_both_names_of_every_alias_mean_the_same() -> None:
    for pair in facts()["aliases"]:
        assert len(canonical(pair)) == 1


def test_places_have_their_codes_and_zones_have_none() -> None:
    for name, stated in facts()["place_codes"].items():
        row = row_called(name, "districts")
        if "zone" in stated:
            within = {row_called(area, "districts")["name"] for area in items(row["within"])}
            assert (row["kind"], row["code"]) == ("Zone", "")
            assert within == {*re.findall(r"[^\W\d_a-zA-Z]+区", stated)}
        elif stated == "region":
            assert (row["kind"], row["code"], row["covers"]) == ("Region", "", "")
        elif "+" in stated:
            assert sorted(items(row["covers"])) == sorted(stated.split("+"))
        else:
            assert row["code"] == stated


def test_experts_have_all_their_roles() -> None:
    stated = {
        (person["name"], organization or "", title)
        for person in facts()["persons"]
        for organization, title in person["roles"]
    }
    assert stated == {
        (row["expert"], row["organization"], row["title"]) for row in rows("appointments")
    }
    assert {row["leader"] for row in rows("teams")} == {
        person["name"] for person in facts()["persons"] if person.get("team")
    }


def agreement_row(stated: dict[str, Any]) -> Row:
    [row] = [
        row
        for row in rows("agreements")
        if row["title"] == stated["name"] and body(items(row["parties"])) == body(stated["parties"])
    ]
    return row


@pytest.mark.parametrize("number", range(9))
def test_agreement_is_as_stated(number: int) -> None:
    stated = facts()["agreements"][number]
    row = agreement_row(stated)
    assert row["signed_on"] == date(stated["date"])
    assert row["event"] == event(stated["event"])
    assert items(row["scope"]) == stated.get("scope", [])
    assert items(row["teams"]) == stated.get("teams", [])
    assert row["goal"] == stated.get("goal", "")
    assert ("AmbiguousParties" in row["flags"]) == ("ambiguous" in stated)
    assert ("CounterpartyUnknown" in row["flags"]) == ("counterparty" in stated)
    assert row["note"] or not row["flags"]


def test_there_are_no_agreements_but_the_stated() -> None:
    assert len(facts()["agreements"]) == len(rows("agreements")) == 9


@pytest.mark.parametrize("number", range(5))
def test_event_is_as_stated(number: int) -> None:
    stated = facts()["events"][number]
    row = row_called(stated["name"], "events")
    ordinal = stated.get("ordinal", "")
    theme, implied, _ = stated.get("theme", "").partition("(implied)")
    audience = re.sub(r"\D", "", stated.get("audience", ""))
    assert row["held_on"] == date(stated["date"])
    assert row["ordinal"] == ORDINALS.get(ordinal, ordinal)
    assert row["place"] == stated.get("place", "")
    assert row["mode"] == MODES.get(stated.get("format", ""), "")
    assert row["theme"] == theme
    assert row["flags"] == ("ThemeInferred" if implied else "")
    assert stated.get("field", "") in row["fields"]
    assert (row["audience"], row["audience_comparison"]) == (
        (audience, "MoreThan") if audience else ("", "")
    )
    assert bool(row["series"]) == bool(ordinal)


def test_talks_are_as_stated() -> None:
    kinds = {"主旨报告": "KeynoteTalk", "报告": "Talk"}
    assert {(row["speaker"], row["title"], row["kind"]) for row in rows("talks")} == {
        (speaker, title, kinds[kind]) for speaker, title, kind in facts()["talks"]
    }


def test_designations_are_as_stated() -> None:
    kinds = {"授牌": "PlaqueAward", "获批": "PilotStatus", "试点": "PilotStatus"}
    stated = {
        (
            kinds[item["type"]],
            canonical(item.get("to", [item["title"]])),
            event(item.get("event")),
            item.get("by", ""),
            str(item.get("stated_count") or "".join(re.findall(r"\d+(?=个)", item["title"]))),
        )
        for item in facts()["designations"]
    }
    stated |= {
        ("Unveiling", canonical([item["what"]]), event(item["event"]), "", "")
        for item in facts()["unveilings"]
    }
    assert stated == {
        (
            row["kind"],
            canonical(items(row["recipients"])),
            row["event"],
            row["conferred_by"],
            row["stated_count"],
        )
        for row in rows("designations")
    }


def test_policies_are_as_stated() -> None:
    stated = {
        (
            item["title"].strip("《》"),
            body(item["issuers"]),
            date(item["date"]),
            event(item.get("event")),
        )
        for item in facts()["policies"]
    }
    assert stated == {
        (row["title"], body(items(row["issuers"])), row["issued_on"], row["event"])
        for row in rows("policies")
    }
